"""What the benchmarks share: whole processes run in turn, calls run in turn, and the rows of the table."""

from __future__ import annotations

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MISSING = "is missing; install the peers: make bench, or python -m pip install -r .ci/bench.lock"


@dataclass(frozen=True)
class Row:
    """A line of the table: what was measured, against what, and what is wanted of it."""

    name: str
    ours: str
    peer: str
    ratio: float
    wanted: float | None = None
    stretch: float | None = None

    def cells(self) -> list[str]:
        """The line as texts."""
        wanted = "" if self.wanted is None else f"≤ {self.wanted:g}"
        wanted += "" if self.stretch is None else f" (stretch {self.stretch:g})"
        met = "" if self.wanted is None else "yes" if self.ratio <= self.wanted else "**no**"
        return [self.name, self.ours, self.peer, f"{self.ratio:.2f}", wanted, met]


HEAD = ["", "ours", "peer", "ratio", "wanted", "met"]


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [HEAD, ["---", "--:", "--:", "--:", "---", "---"], *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def need(package: str) -> None:
    """Leave with the command that installs a peer that is not there."""
    if importlib.util.find_spec(package) is None:
        raise SystemExit(f"{package} {MISSING}")


def copy_project(folder: Path) -> Path:
    """The shipped project beside its program, so that the build of today is not touched."""
    for name in ("data", "locale", "templates", "briefs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "generate.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@dataclass(frozen=True)
class Run:
    """Seconds and the highest memory (MiB, 0 where the system does not tell) of some processes, one after the other."""

    seconds: float
    memory: float


def run_all(commands: Sequence[Sequence[str]], folder: Path) -> Run:
    """Run whole processes one after the other. Byte code may be kept, as it is in an installed program."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun, memory = time.perf_counter(), 0.0
    for command in commands:
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            said = process.stderr.read() if process.stderr else b""
            memory = max(memory, _wait(process))
        if process.returncode:
            raise SystemExit(f"{' '.join(command)}: {said.decode(errors='replace')[-2000:]}")
    return Run(time.perf_counter() - begun, memory)


def _wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end of a process; its highest memory in MiB, where the system tells it."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return float(usage.ru_maxrss) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def in_turn(tasks: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, list[Run]]:
    """Each task once a round, after one round that is not counted."""
    taken: dict[str, list[Run]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            run = task()
            if number:
                taken[name].append(run)
    return taken


def timed(action: Callable[[], object]) -> Callable[[], Run]:
    """A call in this process as a task."""

    def task() -> Run:
        begun = time.perf_counter()
        action()
        return Run(time.perf_counter() - begun, 0.0)

    return task


def median(runs: Sequence[Run]) -> float:
    """The median of the times, in seconds."""
    return statistics.median(run.seconds for run in runs)


def peak(runs: Sequence[Run]) -> float:
    """The median of the highest memory, in MiB."""
    return statistics.median(run.memory for run in runs)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    """The median of the ratios of time, round by round: noise of the machine meets both alike."""
    return statistics.median(mine.seconds / other.seconds for mine, other in zip(ours, theirs, strict=True))


def milliseconds(runs: Sequence[Run]) -> str:
    """The median as text."""
    value = median(runs) * 1000
    return f"{value:,.0f} ms" if value >= 20 else f"{value:.1f} ms"
