"""Checks of what may leave, and of how it is written."""
