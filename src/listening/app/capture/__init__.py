"""What the capture screen knows and decides, apart from how it is drawn."""
