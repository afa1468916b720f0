"""Sharing as the app does it: what is chosen, what would leave, and putting it where it goes."""
