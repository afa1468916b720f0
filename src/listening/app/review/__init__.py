"""What note-takers wrote apart from each other, and how it is decided, one thing after the other."""
