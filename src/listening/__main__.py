"""Start the program: `python -m listening` and the `listening` command."""

from __future__ import annotations

import sys

from listening.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
