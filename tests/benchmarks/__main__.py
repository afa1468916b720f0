"""Run every benchmark and print its figures, a line each."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import capturing, starting

_ALL = (capturing, starting)


def main() -> int:
    """Print the ratios; the exit status says only whether everything ran."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--smoke", action="store_true", help="a few rounds of each, to show that they run"
    )
    rounds = 5 if options.parse_args().smoke else 100
    for benchmark in _ALL:
        with tempfile.TemporaryDirectory() as folder:
            for ratio in benchmark.measure(Path(folder), rounds):
                sys.stdout.write(f"{ratio}\n")
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
