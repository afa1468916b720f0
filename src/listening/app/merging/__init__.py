"""Merging as the app does it: what is chosen, what would come of it, and how that is told."""
