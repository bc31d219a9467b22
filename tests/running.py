"""Which processes are running: those that were started here, and those of a process."""

from __future__ import annotations

import subprocess
import time
from multiprocessing import active_children


def none_is_left() -> bool:
    """Ended, and known here to have ended: that may take a moment."""
    for _ in range(500):
        if not active_children():
            return True
        time.sleep(0.01)
    return False


def children_of(pid: int) -> list[int]:
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in done.stdout.split()]


def is_running(pid: int) -> bool:
    for _ in range(500):
        done = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if done.stdout.strip()[:1] in ("", "Z"):
            return False
        time.sleep(0.01)
    return True
