"""Merging: what holds for every history, for every source, and at every interruption."""
