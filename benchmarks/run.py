"""`make bench`: every benchmark in turn; each prints its own medians and ratios against a peer in the same run."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

BENCHMARKS = ("load", "numeral", "write", "audit", "unchanged")


def main() -> None:
    """Run the benchmarks named on the command line, else all of them."""
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"== {name}", flush=True)
        sys.argv = [name]
        runpy.run_path(str(Path(__file__).with_name(f"{name}.py")), run_name="__main__")


if __name__ == "__main__":
    main()
