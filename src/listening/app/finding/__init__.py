"""Finding contributions: what is asked for, the thread that looks, and the rows that it found."""
