"""The commands: words in, plain text or JSON out. Everything the screen can do, in one line each."""
