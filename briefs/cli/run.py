"""Runs a command, and tells what stopped it before it could say so itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefs.cli.group import commands
from briefs.console import leave
from briefs.finding import BriefsError, Finding, Place, Stops
from briefs.folders import from_here

if TYPE_CHECKING:
    from briefs.unchanged.replay import Look


def run(arguments: Sequence[str], seen: Look | None = None) -> int:
    """Run a command; its exit code."""
    try:
        commands.main(args=list(arguments), prog_name="generate.py", standalone_mode=False, obj=seen)
    except click.exceptions.Abort:
        click.echo("interrupted: the last good files are untouched", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except BriefsError as error:
        leave(list(error.findings), *_asked_for(arguments), [], {})
    except OSError as error:
        if not isinstance(error.filename, str | Path):
            raise  # of no file that an author could mend
        leave([_out_of_reach(error)], *_asked_for(arguments), [], {})
    return 0


def _asked_for(arguments: Sequence[str]) -> tuple[str, str]:
    """How findings are to be told and the command, for what stops a command before it can say so itself."""
    words = " ".join(arguments).replace("--output-format=", "--output-format ").split()
    told = words[words.index("--output-format") + 1] if "--output-format" in words[:-1] else "text"
    return told, next((word for word in words if word in commands.commands), "build")


def _out_of_reach(error: OSError) -> Finding:
    """A file that is no file, or that we may not read, wherever it was needed."""
    message = f"the file cannot be used: {error.strerror}"
    hint = "check that it is a file, where it leads, and that you may read it"
    return Finding("unreadable-file", message, Place(from_here(Path(error.filename)).as_posix()), hint, stops=Stops.RUN)
