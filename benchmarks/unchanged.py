"""A build without changes, and `--version`, against `python -c pass`: whole processes, in turn, medians."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import Row, copy_project

ROUNDS = 41


def measure(root: Path) -> dict[str, list[float]]:
    """Milliseconds of each command, round by round."""
    door = str(root / "generate.py")
    commands = {
        "python -c pass": ["-c", "pass"],
        "generate.py --version": [door, "--version"],
        "generate.py, nothing changed": [door],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, words in commands.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, *words], cwd=root, check=True, capture_output=True)
            took[name].append((time.perf_counter() - begun) * 1000)
    return took


def rows() -> list[Row]:
    """A build of everything without changes."""
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        root = copy_project(Path(folder))
        subprocess.run([sys.executable, str(root / "generate.py")], cwd=root, check=True, capture_output=True)
        took = measure(root)
    bare, found = took["python -c pass"], []
    for name, wanted in (("generate.py, nothing changed", 4), ("generate.py --version", None)):
        ratio = statistics.median(mine / base for mine, base in zip(took[name], bare, strict=True))
        ours, least = (f"{statistics.median(one):.1f} ms" for one in (took[name], bare))
        found.append(Row(f"{name}, against python -c pass", ours, least, ratio, wanted, 2.2 if wanted else None))
    return found


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="briefs-") as folder:
        root = copy_project(Path(folder))
        begun = time.perf_counter()
        subprocess.run([sys.executable, str(root / "generate.py")], cwd=root, check=True, capture_output=True)
        cold = (time.perf_counter() - begun) * 1000
        files = len(list((root / "dist").iterdir()))
        took = measure(root)
    bare = took["python -c pass"]
    print(f"{files} files in dist; the build that made them: {cold:,.0f} ms")
    for name, times in took.items():
        ratio = statistics.median(mine / base for mine, base in zip(times, bare, strict=True))
        print(f"{name:30} {statistics.median(times):7.1f} ms   x {ratio:.2f}")


if __name__ == "__main__":
    main()
