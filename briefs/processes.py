"""Processes that help with a build: each does the work it was started with, and answers what it is asked."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, Protocol

from briefs.forked import Forked
from briefs.processors import can_fork

_BROKEN = (EOFError, OSError)  # what a pipe says of a process that is no more


class Pipe(Protocol):
    """What two processes say to each other."""

    def send(self, told: Any, /) -> None:
        """Tell the other process."""

    def recv(self) -> Any:
        """What the other process tells next."""

    def close(self) -> None:
        """Nothing more is said."""


class Helper:
    """One process at work, and the pipe to it.

    Where it can't be split off, it is started afresh (“spawn”) and given what it must know. Where the system allows no
    more processes, it is as one that was ended from outside.
    """

    def __init__(self, work: Callable[..., None], *given: Any) -> None:
        self.process: Any = None
        self.pipe: Pipe | None = None
        with _held(), suppress(OSError):
            if can_fork():
                self.process = Forked(partial(_begin, work), *given)
                self.pipe = self.process.pipe
            else:
                self.process, self.pipe = _spawn(work, *given)

    def ask(self, question: Any) -> None:
        """Give it more to do; nothing where it is no more."""
        with suppress(*_BROKEN):
            if self.pipe is not None:
                self.pipe.send(question)

    def answer(self) -> Any:
        """What came of it; None from one that was ended from outside. A fault of the program is raised here."""
        try:
            told = None if self.pipe is None else self.pipe.recv()
        except _BROKEN:
            return None
        if isinstance(told, Exception):
            raise told
        return told

    def end(self) -> None:
        """End it at once."""
        if self.pipe is None:
            return
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _spawn(work: Callable[..., None], *given: Any) -> tuple[Any, Pipe]:
    """A process started afresh, and the pipe to it."""
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_begin_afresh, args=(work, theirs, *given), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _begin(work: Callable[..., None], pipe: Pipe, *given: Any) -> None:
    """A helper leaves interruptions to the process that it helps."""
    _ignore_interruptions()
    try:
        work(pipe, *given)
    except Exception as fault:
        pipe.send(fault)


def _begin_afresh(work: Callable[..., None], pipe: Pipe, *given: Any) -> None:
    """A helper that was started afresh ends with the process that it helps, too."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _begin(work, pipe, *given)


def _end_with_parent() -> None:
    from multiprocessing import parent_process

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
