"""Processes that help with a build. They are started early: they load the program while the project is loaded here."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import active_children, get_context, parent_process

_PROGRAM = "briefs.jobs"


@contextmanager
def helpers(number: int) -> Iterator[Executor]:
    """So many helpers, which are ended in any case.

    They are started afresh (“spawn”) everywhere, as macOS and Windows have it: what they know is what they are given.
    """
    others = set(active_children())
    executor = ProcessPoolExecutor(number, get_context("spawn"), _begin)
    with _uninterrupted():
        for _ in range(number):
            executor.submit(_load)
    mine = [child for child in active_children() if child not in others]
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in mine:
            child.terminate()
        for child in mine:
            child.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started meanwhile is born deaf to interruptions, where the system passes that on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _load() -> None:
    import_module(_PROGRAM)


def _begin() -> None:
    """A helper leaves interruptions to the process that it helps, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
