"""The model: words, terms, records and the quick line."""
