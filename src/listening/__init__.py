"""Capture, tag, keep and share what is said in co-production listening sessions."""
