"""Capture, tag, keep and share what is said in co-production listening sessions."""

__version__ = "0.1.0"
