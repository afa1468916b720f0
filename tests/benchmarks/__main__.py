"""Run every benchmark and print its figures, a line each."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import capturing, exporting, merging, starting, typing

_ALL = (capturing.measure, starting.measure, exporting.measure, merging.measure)
_TYPING = (typing.measure,)
_NATIONAL = (merging.measure_national,)


def main() -> int:
    """Print the ratios; the exit status says only whether everything ran."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--smoke", action="store_true", help="a few rounds of each, to show that they run"
    )
    options.add_argument(
        "--national",
        action="store_true",
        help="10,000 files into one archive, and nothing else: some ten minutes and 8 GB",
    )
    options.add_argument(
        "--typing",
        action="store_true",
        help="typing and finding in a large archive, and nothing else",
    )
    given = options.parse_args()
    chosen = _NATIONAL if given.national else _TYPING if given.typing else (*_ALL, *_TYPING)
    for measure in chosen:
        with tempfile.TemporaryDirectory() as folder:
            for figure in measure(Path(folder), 5 if given.smoke else 100):
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
