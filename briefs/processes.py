"""Processes that help with a build: each does the work it was started with, and answers what it is asked."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any

from briefs.processors import can_fork

_BROKEN = (EOFError, OSError)  # what a pipe says of a process that is no more


class Helper:
    """One process at work, and the pipe to it.

    Where it can't be split off, it is started afresh (“spawn”) and given what it must know.
    """

    def __init__(self, work: Callable[..., None], *given: Any) -> None:
        context: Any = get_context("fork" if can_fork() else "spawn")  # its type does not tell of Process
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=_begin, args=(work, other, *given), daemon=True)
        with _held():
            self.process.start()
        other.close()

    def ask(self, question: Any) -> None:
        """Give it more to do; nothing where it is no more."""
        try:
            self.pipe.send(question)
        except _BROKEN:
            return

    def answer(self) -> Any:
        """What came of it; None from one that was ended from outside. A fault of the program is raised here."""
        try:
            told = self.pipe.recv()
        except _BROKEN:
            return None
        if isinstance(told, Exception):
            raise told
        return told

    def end(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _begin(work: Callable[..., None], pipe: Connection, *given: Any) -> None:
    """A helper leaves interruptions to the process that it helps, and ends with it."""
    _ignore_interruptions()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work(pipe, *given)
    except Exception as fault:
        pipe.send(fault)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _held() -> Iterator[None]:
    """Interruptions wait meanwhile, here and in what is started, where the system can hold them back."""
    if hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        yield


def _ignore_interruptions() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
