"""Waivers: a number without a source that someone answers for, once and until a date.

They belong to the audit command alone. The read-back of a build and a release know none, so that no waiver can let
out a document that breaks its promise; and of the audit's findings they excuse only `uncited-figure`.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefs.audit import AuditedFigure, AuditReport
from briefs.evidence import Date
from briefs.finding import Finding, Place, Severity
from briefs.load.fields import last_day
from briefs.load.waivers import Waiver

WAIVABLE = "uncited-figure"


def waive(
    report: AuditReport, findings: Sequence[Finding], waivers: Sequence[Waiver], as_at: Date
) -> tuple[AuditReport, tuple[Finding, ...]]:
    """The report and findings of one file with its waivers applied; expired and unused ones are findings."""
    figures = list(report.figures)
    excused: set[int] = set()
    told: list[Finding] = []
    for waiver in (one for one in waivers if _names(one.file, report.path)):
        index = next((i for i, figure in enumerate(figures) if i not in excused and _fits(waiver, figure)), None)
        if index is None:
            told.append(_unused(waiver, report.path))
        elif last_day(waiver.until) < (as_at.year, as_at.month or 1, as_at.day or 1):
            told.append(_expired(waiver))
        else:
            excused.add(index)
            figures[index] = replace(figures[index], waived=f"{waiver.author}, until {waiver.until}: {waiver.reason}")
    places = [figures[index].place for index in excused]
    kept = [one for one in findings if one.rule != WAIVABLE or not _strike(one, places)]
    return replace(report, figures=tuple(figures)), (*kept, *told)


def _strike(finding: Finding, places: list[Place]) -> bool:
    """Whether a waiver excuses this finding; each excuses one."""
    if finding.place in places:
        places.remove(finding.place)
        return True
    return False


def _names(file: str, path: str) -> bool:
    """Whether a waiver's file is the end of a path: “b.docx” and “dist/b.docx” name “x/dist/b.docx”."""
    return f"/{path}".endswith("/" + file.replace("\\", "/").lstrip("./"))


def _fits(waiver: Waiver, figure: AuditedFigure) -> bool:
    same = _folded(figure.text) == _folded(waiver.figure)
    return figure.status == "uncited" and same and _folded(waiver.words) in _folded(figure.sentence)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unused(waiver: Waiver, path: str) -> Finding:
    message = f"the waiver for “{waiver.figure}” fits no number without a source in {path}"
    hint = "Delete it, or mend its figure and words if the text was changed."
    return Finding("waiver-unused", message, waiver.at, hint, Severity.WARNING)


def _expired(waiver: Waiver) -> Finding:
    message = f"the waiver for “{waiver.figure}” ended on {waiver.until}"
    hint = "Give the number a source, or have someone answer for it anew."
    return Finding("waiver-expired", message, waiver.at, hint)
