"""Speed as ratios: each measurement stands beside a floor that was taken in the same run.

Start all of them with `python -m tests.benchmarks`; `--smoke` runs each a few times only, to show
that they still run.
"""
