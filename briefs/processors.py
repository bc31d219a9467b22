"""How many processes a build takes."""

from __future__ import annotations

import os

from briefs.unchanged.request import MOST_JOBS


def processes_for(asked: int) -> int:
    """How many processes work together; of 0, one for each processor that we may use."""
    usable = getattr(os, "sched_getaffinity", None)  # not everywhere
    return asked or min(MOST_JOBS, len(usable(0)) if usable else os.cpu_count() or 1)
