"""How the room is doing: its prompts and their minutes, breaks, and whose voices are heard."""
