"""What was asked for on the command line, as far as a build without changes can answer it."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

REPORTS = ("text", "json", "sarif", "github")
SEVERITIES = ("error", "warning")
MOST_JOBS = 256
_MANY = {"-l": "languages", "--language": "languages", "-f": "formats", "--format": "formats"}
_ONE = {
    "-o": "output", "--output": "output", "--part": "part", "--jobs": "jobs", "--fail-on": "fail_on",
    "--output-format": "report",
}  # fmt: skip


class Request:
    """The plain words of a `build`; how many processes make it and how it is told are no part of its key."""

    __slots__ = ("briefs", "fail_on", "formats", "jobs", "languages", "output", "part", "report")

    def __init__(self) -> None:
        self.briefs: list[str] = []
        self.languages: list[str] = []
        self.formats: list[str] = []
        self.output = self.part = self.jobs = ""
        self.fail_on, self.report = "", "text"

    def key(self, root: str) -> str:
        """What tells this build from another of the same project; files are named as from where we are."""
        return repr((root, self.briefs, self.languages, self.formats, self.output, self.part, os.getcwd()))


def read_request(arguments: Sequence[str]) -> Request | None:
    """The build that is asked for; None for all that is another command, or written in a way not known here."""
    request = Request()
    if arguments and arguments[0] != "build":
        return None
    waiting = list(arguments[1:])
    while waiting:
        word = waiting.pop(0)
        if not word.startswith("-"):
            request.briefs.append(word)
            continue
        name, joined, value = word.partition("=")
        if not joined and waiting:
            value = waiting.pop(0)
        if not value or value.startswith("-") or (joined and not name.startswith("--")):
            return None
        if name in _MANY:
            getattr(request, _MANY[name]).append(value)
        elif name in _ONE:
            setattr(request, _ONE[name], value)
        else:
            return None  # --release and --replace do all there is to do; the rest is misuse
    known = request.report in REPORTS and (not request.fail_on or request.fail_on in SEVERITIES)
    return request if known and (not request.jobs or read_jobs(request.jobs) is not None) else None


def read_jobs(text: str) -> int | None:
    """How many processes are asked for, 0 for one for each processor; None where it is no such number."""
    number = 0 if text == "auto" else int(text) if text.isdecimal() and len(text) <= len(str(MOST_JOBS)) else -1
    return number if 0 <= number <= MOST_JOBS else None
