"""What a session is: words, terms, records and the quick line, without files and without a screen."""
