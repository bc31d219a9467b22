"""A process that is split off from this one, knowing all that it knows, and what the two say to each other."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import threading
from collections.abc import Callable
from typing import Any, NoReturn

WIDE = 1 << 20  # bytes: the most that Linux lets a pipe hold (pipe(7))


class Pipe:
    """Objects to another process and from it."""

    def __init__(self, reading: int, writing: int) -> None:
        self._in, self._out = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")

    def send(self, told: Any) -> None:
        """Tell the other process."""
        pickle.dump(told, self._out, pickle.HIGHEST_PROTOCOL)
        self._out.flush()

    def recv(self) -> Any:
        """What the other process tells next; EOFError where it is no more."""
        try:
            return pickle.load(self._in)
        except pickle.UnpicklingError:  # it was ended in the midst of a word
            raise EOFError from None

    def close(self) -> None:
        """Nothing more is said."""
        for stream in (self._in, self._out):
            try:
                stream.close()
            except OSError:  # what was not sent before the other ended
                continue


class Forked:
    """The process split off: it does the work, with its end of the pipe and what it is given, and ends with us."""

    def __init__(self, work: Callable[..., None], *given: Any) -> None:
        (our_in, their_out), (their_in, our_out), (alive, living) = os.pipe(), os.pipe(), os.pipe()
        _widen(our_in)
        try:
            self.pid = os.fork()
        except OSError:  # the system allows no more processes
            for end in (our_in, their_out, their_in, our_out, alive, living):
                os.close(end)
            raise
        if not self.pid:
            for end in (our_in, our_out, living):
                os.close(end)
            _work(alive, work, Pipe(their_in, their_out), *given)
        for end in (their_in, their_out, alive):
            os.close(end)
        self.pipe, self._living = Pipe(our_in, our_out), living

    def kill(self) -> None:
        """End it at once."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)

    def join(self) -> None:
        """Wait until it has ended; the system keeps no trace of it."""
        if self.pid:
            os.waitpid(self.pid, 0)
            os.close(self._living)
            self.pid = 0


def _widen(end: int) -> None:
    """Let a pipe hold a whole answer, so that nobody waits in telling it until the other listens."""
    from fcntl import F_SETPIPE_SZ, fcntl  # Linux alone has it, as it alone splits off helpers

    with contextlib.suppress(OSError):
        fcntl(end, F_SETPIPE_SZ, WIDE)


def _work(alive: int, work: Callable[..., None], *given: Any) -> NoReturn:
    """The whole life of the process split off; it leaves nothing behind of what it has of us."""
    try:
        threading.Thread(target=_end_after, args=(alive,), daemon=True).start()
        work(*given)
    finally:
        os._exit(0)


def _end_after(alive: int) -> None:
    """Wait for the end of those who hold the other end of this pipe, and end."""
    os.read(alive, 1)
    os._exit(1)
