"""`make bench`: measures everything in one run, prints the table and writes it into docs/performance.md.

With names on the command line, runs only these benchmarks, each with all that it tells, and writes nothing.
"""

from __future__ import annotations

import os
import platform
import re
import runpy
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

PAGE = HERE.parent / "docs" / "performance.md"
TOLD = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
LIBRARIES = ("docxtpl", "python-docx", "lxml", "jinja2", "markdown", "markdown-it-py", "babel", "pyyaml", "pydantic")


def measured() -> str:
    """The table, and under what it was measured."""
    import audit
    import cold
    import load
    import unchanged
    import warm
    from measure import need, table

    for package in ("pypandoc", "docxtpl"):
        need(package)
    rows = []  # memory first: a process begins with that of the one that starts it
    for part in (cold.rows, cold.growth, warm.rows, unchanged.rows, load.rows, audit.rows):
        print(f"measuring: {part.__module__}", file=sys.stderr, flush=True)
        rows += part()
    return f"{table(rows)}\n\n{circumstances()}\n"


def circumstances() -> str:
    """The machine and the versions, in general words."""
    import pypandoc

    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Measured with Python {platform.python_version()} on {platform.system()}, {platform.machine()}, "
        f"{os.cpu_count()} cores; pandoc {pypandoc.get_pandoc_version()}, {libraries}. Medians; ours and the peer in "
        "turn, in one run; a ratio is the median of the ratios of the rounds."
    )


def main() -> None:
    """Run what is asked for."""
    names = sys.argv[1:]
    for name in names:
        sys.argv = [name]
        runpy.run_path(str(HERE / f"{name}.py"), run_name="__main__")
    if names:
        return
    found = measured()
    print(found)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TOLD.sub(lambda mark: f"{mark[1]}{found}{mark[2]}", page), encoding="utf-8")


if __name__ == "__main__":
    main()
