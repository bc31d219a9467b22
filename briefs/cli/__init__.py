"""The program's entry: answers at once what it can, else runs a command. Imports stand inside functions."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # typing itself takes longer to import than a build without changes
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, TextIO

_MANY = 200_000  # objects made before the garbage collector looks: a command keeps nearly all that it makes


def main(arguments: Sequence[str] | None = None) -> None:
    """The program: runs a command and leaves with its exit code; never a traceback for an author's fault."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if arguments is not None:
        sys.exit(_run(list(arguments)))
    try:
        code = _run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is loaded, or where no command is at work
        sys.stderr.write("interrupted: the last good files are untouched\n")
        code = 130
    except SystemExit as left:
        if not isinstance(left.code, int):
            raise
        code = left.code
    _leave_at_once(code)


def _run(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        from briefs import __version__

        sys.stdout.write(f"briefs, version {__version__}\n")
        return 0
    from briefs.unchanged.replay import look

    seen = look(arguments)
    if seen and (made := seen.unchanged()):
        from briefs.cli.again import tell_again

        return tell_again(made, seen.request)
    gc.set_threshold(_MANY, 10, 10)
    from briefs.cli.run import run

    return run(arguments, seen)


def _nowhere() -> TextIO:
    """In place of an output that is closed: what is told is lost, the work is done."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 — pathlib loads late; it stays open


def _leave_at_once(code: int) -> None:
    """End the process without taking its memory apart, which takes as long as a build without changes."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)  # nobody reads on: the interpreter knows how to say so
    os._exit(code)


def __getattr__(name: str) -> Any:
    """The group of commands, for those who ask for it."""
    if name != "commands":
        raise AttributeError(name)
    from briefs.cli.group import commands

    return commands
