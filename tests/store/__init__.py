"""Checks of the session file: what is kept, what is found again, what is refused."""
