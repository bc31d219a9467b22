"""Tells again what the last build told, without importing what made it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from briefs.unchanged.request import Request
    from briefs.unchanged.state import State

_COLOURS = {"error": 31, "warning": 33, "information": 36}  # ECMA-48 SGR: red, yellow, cyan


def coloured(text: str, severity: str) -> str:
    """A finding as a terminal shows it: its first line in the colour of its severity."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        return text
    first, _, rest = text.partition("\n")
    return f"\x1b[{_COLOURS[severity]}m{first}\x1b[0m" + ("\n" + rest if rest else "")


def tell_again(state: State, request: Request) -> int:
    """Say all that the build said; its exit code."""
    severities = {severity for severity, _ in state.told}
    fail_on = request.fail_on or state.fail_on
    code = int("error" in severities or (fail_on == "warning" and "warning" in severities))
    if request.report == "text":
        _say([coloured(text, severity) if severity in _COLOURS else text for severity, text in state.told])
    else:
        _say([text for severity, text in state.told if severity == "saved"])
        _tell_machine(state, request.report, code)
    return code


def _say(lines: list[str]) -> None:
    if os.name == "nt" and sys.stderr.isatty():
        import click  # it makes an old Windows console understand colours

        click.echo("\n".join(lines), err=True)
    else:
        sys.stderr.write("".join(f"{line}\n" for line in lines))


def _tell_machine(state: State, report: str, code: int) -> None:
    import json

    from briefs.finding import read_finding
    from briefs.report import MACHINE_FORMATS, summary_of

    told = json.loads(state.machine)
    found = [read_finding(one) for one in told["findings"]]
    summary = {**summary_of(found, **told["counts"]), "exit": code}
    sys.stdout.write(MACHINE_FORMATS[report]("build", told["files"], found, summary) + "\n")
