"""Checks of the figures."""
