"""The accessibility of finished Word files, read from disk: what was looked at in each, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from briefs.audit.accessibility import Looked, look_at
from briefs.auditing import read_file
from briefs.finding import Finding, Place, Stops

SUFFIXES = (".docx", ".docm", ".dotx")


class LookedThrough(Struct):
    """What the look at some files came to."""

    files: list[Looked] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def tell(self) -> Iterator[str]:
        """Each file in a line: what was looked at, and in how much of it something is wrong."""
        for one in self.files:
            counted = ", ".join(f"{number} {name}" for name, number in one.counts.items())
            yield f"{one.path}: {counted}; {one.found or 'no'} finding{'' if one.found == 1 else 's'}"

    def records(self) -> list[dict[str, Any]]:
        """The files for the JSON of the command line."""
        return [asdict(one) for one in self.files]


def look_through(files: Sequence[Path]) -> LookedThrough:
    """Every file in turn; one that can't be read does not keep the others from being looked at."""
    through = LookedThrough()
    for file in files:
        path = file.as_posix()
        if file.suffix.lower() not in SUFFIXES:
            message = f"Only Word files can be looked at: {path}."
            hint = f"Give a file ending in {', '.join(SUFFIXES)}; a PDF is as good as the Word file it is made of."
            through.findings.append(Finding("unknown-format", message, Place(path), hint, stops=Stops.RUN))
            continue
        data = read_file(file, through.findings)
        if data is not None:
            looked, findings = look_at(data, path)
            through.findings += findings
            through.files += [looked] if looked else []
    return through
