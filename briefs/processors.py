"""How many processes a build takes; what several need is loaded for several only."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefs.unchanged.request import MOST_JOBS

if TYPE_CHECKING:
    from briefs.making import Maker


def processes_for(asked: int) -> int:
    """How many processes work together; of 0, one for each processor that we may use, where helpers cost little."""
    if asked:
        return asked
    if not can_fork():
        return 1
    usable = getattr(os, "sched_getaffinity", None)  # not everywhere
    return min(MOST_JOBS, len(usable(0)) if usable else os.cpu_count() or 1)


def can_fork() -> bool:
    """Whether a helper may be split off, knowing all that we know: not safely beside threads, nor on macOS."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def makers_for(processes: int) -> Iterator[Maker]:
    """Those who make the documents: this process alone, or several together."""
    if processes == 1:
        from briefs.making import OneByOne

        yield OneByOne()
        return
    from briefs.jobs import Together

    with Together(processes) as together:
        yield together
