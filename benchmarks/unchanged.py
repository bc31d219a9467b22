"""A build without changes, and `--version`, against `python -c pass`: whole processes, in turn, medians."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 41


def copy_project(folder: Path) -> Path:
    """The shipped project beside its program, so that the build of today is not touched."""
    for name in ("data", "locale", "templates", "briefs"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pyproject.toml", "generate.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


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
