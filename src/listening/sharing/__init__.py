"""What may leave a session file: the one door, and the formats that it hands words to."""
