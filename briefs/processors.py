"""How many processes a build takes; what several need is loaded for several only."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from briefs.unchanged.request import MOST_JOBS

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from briefs.making import Maker


def processes_for(asked: int) -> int:
    """How many processes work together; of 0, one for each processor that we may use."""
    usable = getattr(os, "sched_getaffinity", None)  # not everywhere
    return asked or min(MOST_JOBS, len(usable(0)) if usable else os.cpu_count() or 1)


def begin_helpers(stack: ExitStack, processes: int) -> Executor | None:
    """The processes that help, if there are to be any; they load the program while it is loaded here."""
    if processes < 2:
        return None
    from briefs.processes import helpers

    return stack.enter_context(helpers(processes - 1))


def maker_of(executor: Executor | None) -> Maker:
    """What does the jobs of a build: these helpers and this process together, or this one alone."""
    if executor is None:
        from briefs.making import OneByOne

        return OneByOne()
    from briefs.jobs import Together

    return Together(executor)
