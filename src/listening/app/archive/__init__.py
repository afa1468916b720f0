"""A file of several sessions, as a merge makes it: which there are, and all of them read together."""
