"""Checks of the app."""
