"""The commands, held to their contract."""
