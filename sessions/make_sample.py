#!/usr/bin/env python3
"""Make `sample.sqlite`, beside this script, from the words of an invented afternoon in a library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from listening.model.errors import ListeningError
from listening.sample.build import build


def main() -> int:
    """Make the sample, and say where it is."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--again", action="store_true", help="make it anew where there is one")
    path = Path(__file__).with_name("sample.sqlite")
    try:
        if options.parse_args().again:
            path.unlink(missing_ok=True)
        build(path)
    except ListeningError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_status
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
