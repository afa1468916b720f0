"""Coding a session a second time, apart from the tags of its notes, and comparing the two."""
