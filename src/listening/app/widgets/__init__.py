"""The parts that screens are built from; none of them knows a session file."""
