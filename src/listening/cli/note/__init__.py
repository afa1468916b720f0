"""`note`: taking notes line by line, in plain text that a screen reader speaks well."""
