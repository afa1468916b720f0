"""What comes back in: exports edited or not, tables, lines."""
