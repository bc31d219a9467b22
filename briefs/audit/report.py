"""Audits a whole file: reading, verdicts, counts, findings, and the JSON of the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefs.audit.binding import Binder
from briefs.audit.compare import compare
from briefs.audit.comparepdf import keeps_numbers_only
from briefs.audit.docx import read_docx
from briefs.audit.markdown import read_markdown
from briefs.audit.pdf import read_pdf
from briefs.audit.reading import Reading
from briefs.audit.released import recall
from briefs.audit.tongue import NumeralReader, language_of
from briefs.audit.verdict import AuditedFigure, exact_text, judge
from briefs.audit.vouching import Library
from briefs.evidence import Evidence, Record
from briefs.finding import Finding, Place, Severity, Stops


class Auditor(Struct, frozen=True):
    """A format that can be read back: the suffixes of its files, and its reader."""

    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], tuple[Reading | None, tuple[Finding, ...]]]


# To read another format, write its reader and name it here.
AUDITORS: dict[str, Auditor] = {
    "docx": Auditor((".docx", ".docm", ".dotx"), read_docx),
    "md": Auditor((".md", ".markdown"), read_markdown),
    "pdf": Auditor((".pdf",), read_pdf),
}


class AuditReport(Struct, frozen=True):
    """What the audit saw in one file: every numeral with its verdict."""

    path: str
    language: str
    figures: tuple[AuditedFigure, ...] = ()
    reading: Reading | None = None
    gone: tuple[str, ...] = ()  # what was released and stands nowhere now
    compared: bool = False  # with the record of a release

    @property
    def counts(self) -> dict[str, int]:
        """Figures seen, and how many of them are verified, cited, uncited; exempt numerals beside them."""
        statuses = Counter("waived" if figure.waived else figure.status for figure in self.figures)
        seen = len(self.figures) - statuses["exempt"]
        names = ("verified", "cited", "uncited", "waived", "exempt")
        return {"figures": seen} | {status: statuses[status] for status in names}

    @property
    def exempt_by_rule(self) -> dict[str, int]:
        """How many numerals each rule of exemption let go."""
        return dict(Counter(figure.reason for figure in self.figures if figure.status == "exempt").most_common())

    @property
    def since_release(self) -> dict[str, int]:
        """How many of the numbers became what since the release; empty without a record."""
        counts = Counter(figure.change for figure in self.figures if figure.change)
        return dict(Counter({what: counts[what] for what in counts if what}) + Counter({"gone": len(self.gone)}))

    def to_json(self) -> dict[str, Any]:
        """The file's entry in the JSON of `audit`."""
        out: dict[str, Any] = {
            "path": self.path,
            "language": self.language,
            "figures": [figure_to_json(figure) for figure in self.figures],
        }
        return out | ({"since_release": self.since_release, "gone": list(self.gone)} if self.compared else {})


def figure_to_json(figure: AuditedFigure) -> dict[str, Any]:
    """One figure; a place in a Word file has its part, heading, paragraph and words besides."""
    numeral, place = figure.numeral, figure.place
    out: dict[str, Any] = {
        "text": figure.text, "value": _number(numeral.value), "exact": exact_text(numeral.value),
        "kind": numeral.kind, "unit": numeral.unit, "line": place.line, "column": place.column,
        "status": figure.status, "fact": figure.fact, "source": figure.source, "note": figure.note,
        "reason": figure.reason,
    }  # fmt: skip
    if figure.waived:
        out["waived"] = figure.waived
    if figure.change is not None:
        out |= {"change": figure.change} | ({"was": figure.was} if figure.was else {})
    if place.part is not None:
        out["place"] = {
            "part": place.part, "heading": place.heading, "paragraph": place.line, "excerpt": place.excerpt,
        }  # fmt: skip
    return out


def _number(value: Decimal | tuple[Decimal, Decimal] | None) -> int | float | list[int | float] | None:
    """A value for JSON: a whole number as such; `exact` beside it has all digits."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return [_one(end) for end in value]
    return _one(value)


def _one(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def audit_file(
    data: bytes,
    path: str,
    *,
    language: str | None,
    evidence: Evidence | None,
    record: Record | None = None,
    folders: Sequence[Path] = (),
) -> tuple[AuditReport, tuple[Finding, ...]]:
    """Every numeral of the file with its verdict, and what its author must mend; `folders` hold the readings."""
    suffix = PurePath(path).suffix.lower()
    auditor = next((auditor for auditor in AUDITORS.values() if suffix in auditor.suffixes), None)
    if auditor is None:
        known = ", ".join(one for auditor in AUDITORS.values() for one in auditor.suffixes)
        message = f"No file of this kind can be audited: {path}."
        found = Finding("unknown-format", message, Place(path), f"Give a file ending in {known}.", stops=Stops.RUN)
        return AuditReport(path, language or ""), (found,)
    reading, findings = auditor.read(data, path)
    if reading is None:
        return AuditReport(path, language or ""), findings
    tongue, recognised = language_of(reading, language or (record.language if record else None), folders)
    numerals = NumeralReader.of(tongue, folders)
    own = numerals if record is None or record.language == tongue else NumeralReader.of(record.language, folders)
    report, compared = account(reading, numerals, Library.of(evidence) if evidence else None, record, own)
    if keeps_numbers_only(reading):
        return replace(report, figures=()), (*findings, *compared, *_numbers_only(report))
    return report, (*findings, *compared, *_unread(report, numerals, recognised), *complaints(report))


def _numbers_only(report: AuditReport) -> tuple[Finding, ...]:
    """Of a PDF from right to left no number is judged; where its record is known, all of them are compared."""
    message = "In a PDF from right to left, numbers are only compared with those that were printed."
    hint = "To have each of them judged with its note, audit the Word file that it was made from."
    severity = Severity.INFORMATION if report.compared else Severity.ERROR
    return (Finding("pdf-numbers-only", message, Place(report.path), hint, severity),)


def account(
    reading: Reading,
    numerals: NumeralReader,
    library: Library | None,
    record: Record | None,
    own: NumeralReader,
    *,
    strict: bool = False,
) -> tuple[AuditReport, tuple[Finding, ...]]:
    """Every numeral judged, in the light of the record where there is one, and what differs from that.

    `own` reads the record's language; `strict` is said of a file that nobody but the writer has saved.
    """
    binder = Binder(reading, numerals.source_heads)
    report = AuditReport(reading.path, numerals.language, tuple(judge(reading, numerals, library, binder)), reading)
    if record is None:
        return report, ()
    compared = compare(reading, record, own, binder if own is numerals else None, strict=strict)
    gone = tuple(change.was for change in compared.changes if change.what == "gone")
    figures = recall(report.figures, reading, record, compared.changes)
    return replace(report, figures=figures, gone=gone, compared=True), compared.findings


def _unread(report: AuditReport, numerals: NumeralReader, recognised: bool) -> tuple[Finding, ...]:
    """What this audit does not look at: a language may have its digits read and its number words not."""
    if not recognised:
        message = "The language of this file was not recognised: its numbers were read as in English."
        hint = "Name the language with --language."
        return (Finding("language-unknown", message, Place(report.path), hint, Severity.WARNING),)
    if numerals.reads_words:
        return ()
    message = f"Numbers in words were not looked for: nobody has listed the number words of “{report.language}”."
    hint = f"Read the text for them yourself, or list them in locale/{report.language}/reading.yaml."
    return (Finding("words-not-read", message, Place(report.path), hint, Severity.INFORMATION),)


def complaints(report: AuditReport) -> tuple[Finding, ...]:
    """Uncited figures, figures that their source does not bear out, and a text in which no figure was seen."""
    found = [finding for figure in report.figures for finding in complain(figure)]
    if not report.counts["figures"]:
        message = "No figure was found in this file, so nothing was checked."
        hint = "Is it the right file, and the right language? A pass over no number is no pass."
        found.append(Finding("no-figure-found", message, Place(report.path), hint))
    return tuple(found)


def complain(figure: AuditedFigure) -> tuple[Finding, ...]:
    """What the verdict on one numeral says against it; nothing where the comparison with the record said it."""
    if figure.change in ("changed", "note lost", "note to another source"):
        return ()  # told already, with what was released
    if figure.status == "uncited":
        if figure.change == "new":
            return ()  # told already, as a number that was not printed
        message = f"The number “{figure.text}” has no source: {figure.reason}."
        hint = "Put a note with its source into the same sentence or table row."
        return (Finding("uncited-figure", message, figure.place, hint, text=figure.sentence),)
    if figure.status == "cited" and figure.source:
        message = f"The number “{figure.text}” is not what the source {figure.source} says: {figure.reason}."
        hint = (
            f"{figure.nearest[0].upper()}{figure.nearest[1:]}." if figure.nearest else "Look it up in the fact sheet."
        )
        return (Finding("figure-not-in-source", message, figure.place, hint, Severity.ERROR, text=figure.sentence),)
    return ()
