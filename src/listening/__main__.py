"""Start the program: `python -m listening` and the `listening` command."""


def main() -> int:
    """Run the command line and return its exit status."""
    return 0
