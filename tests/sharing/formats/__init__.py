"""Tests of the formats in which a session leaves."""
