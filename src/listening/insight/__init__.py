"""Figures from the state of a session, each with the contributions behind it."""
