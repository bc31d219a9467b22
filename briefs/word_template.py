"""A Word template of the user's own: what it lacks, in plain words, and a copy in which that was added."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefs.finding import Finding, Place, Severity, Stops
from briefs.save import write_atomically
from briefs.write.docx_reference import (
    OPENING_FAULTS,
    STYLE_NAMES,
    check_reference,
    mend_reference,
    open_reference,
    resolve_styles,
    styles_of,
)
from briefs.write.docx_styles import NEEDED, OPTIONAL

# What a brief prints in each style; a style of characters or tables is told apart, as Word's list of styles does.
PURPOSES = {
    "BodyText": "paragraphs", "Title": "the title", "Subtitle": "the line under the title",
    "Heading1": "the headings of sections", "Heading2": "headings inside a section",
    "Heading3": "the smallest headings", "Meta": "addressees, date and version under the title",
    "Lead": "opening paragraphs", "ListBullet": "lists with bullets",
    "ListNumber": "numbered lists, the asks among them", "ListContinue": "further paragraphs of a list item",
    "Box": "the boxed summary", "Quote": "quotations", "Caption": "the captions of tables",
    "TableText": "the cells of tables", "TableHead": "the head of tables", "Reference": "the list of sources",
    "Imprint": "the imprint at the end", "Draft": "the marks of a draft", "FootnoteText": "the text of notes",
    "Header": "the head of each page", "Footer": "the page numbers", "FootnoteReference": "the marks of notes",
    "Hyperlink": "links", "BriefFigure": "figures", "BriefCode": "literal text", "BriefTable": "tables",
    "EndnoteText": "the text of endnotes", "EndnoteReference": "the marks of endnotes",
}  # fmt: skip
CHARACTER_STYLES = frozenset({"FootnoteReference", "Hyperlink", "BriefFigure", "BriefCode", "EndnoteReference"})


class TemplateReport(Struct, frozen=True):
    """What a template came to: findings, and how many of the styles briefs need it has."""

    findings: tuple[Finding, ...]
    present: int
    lacking: int


def check_template(data: bytes, path: str) -> TemplateReport:
    """Each style that a Word file lacks to serve as house style; or that it is no Word document at all."""
    unreadable = [finding for finding in check_reference(data) if finding.rule == "reference-unreadable"]
    unreadable = unreadable or list(_refused(data))
    if unreadable:
        return TemplateReport(tuple(replace(finding, place=Place(path)) for finding in unreadable), 0, 0)
    found = tuple(_lacking(data, path))
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    return TemplateReport(found, len(NEEDED) - errors, errors)


def _refused(data: bytes) -> Iterator[Finding]:
    """A file that python-docx does not open: it looks at every part, and a build at those it needs."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        docx.Document(BytesIO(data))
    except (PackageNotFoundError, *OPENING_FAULTS) as error:
        message = f"the Word house style can't be opened: {error}"
        hint = "open it in Word and save it again as a Word document (.docx)"
        yield Finding("reference-unreadable", message, Place(""), hint, stops=Stops.RUN)


def _lacking(data: bytes, path: str) -> Iterator[Finding]:
    part = open_reference(data)
    assert part is not None  # check_template has opened it
    kinds, names = styles_of(part)
    there = resolve_styles(part)
    for key in (*NEEDED, *OPTIONAL):
        if key in there:
            continue
        other = kinds.get(key) or kinds.get(names.get(STYLE_NAMES[key].lower(), ""))
        yield _finding(key, other, path)


def _finding(key: str, other: str | None, path: str) -> Finding:
    """One lacking style; `other` is the kind of a style that has its name and can't stand for it."""
    kind = "table" if key == "BriefTable" else "character" if key in CHARACTER_STYLES else "paragraph"
    message = f"there is no {kind} style “{STYLE_NAMES[key]}”, for {PURPOSES[key]}"
    if other is not None:
        message += f"; the one of this name is a {other} style"
    hint = "add it in Word (Styles, New style), or run `reference check` with --add OUT.docx for a copy that has it"
    if other is not None:
        hint = "rename that one in Word (Styles, Modify), then run this again"
    if key in OPTIONAL:
        hint = f"only needed with notes = “endnotes”, and the style of footnotes serves until then; {hint}"
    severity = Severity.INFORMATION if key in OPTIONAL else Severity.ERROR
    return Finding("reference-style-missing", message, Place(path), hint, severity)


def mended_template(data: bytes, path: str) -> tuple[bytes | None, TemplateReport]:
    """A copy that has every style, its own left as they are; what was added is told as information."""
    before = check_template(data, path)
    mended, _ = mend_reference(data)
    if mended is None:
        return None, before
    left = check_template(mended, path)
    still = {finding.message for finding in left.findings}
    added = [
        replace(finding, severity=Severity.INFORMATION, hint="it was added to the copy in the house's own look")
        for finding in before.findings
        if finding.message not in still
    ]
    return mended, TemplateReport((*added, *left.findings), left.present, left.lacking)


class Outcome(Struct, frozen=True):
    """What the command tells: findings, lines in words, files written."""

    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    files: tuple[dict[str, object], ...]
    present: int
    lacking: int


def check_file(file: Path, copy: Path | None) -> Outcome:
    """A Word file checked and, where a copy is asked for, mended and saved; `file` itself is never written."""
    path = file.as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"the Word template can't be read: {error.strerror or error}"
        fault = Finding("reference-unreadable", message, Place(path), "close it in Word, or check its rights",
                        stops=Stops.RUN)  # fmt: skip
        return Outcome((fault,), (), (), 0, 0)
    if copy is None:
        found = check_template(data, path)
        return Outcome(found.findings, _verdict(path, found), (), found.present, found.lacking)
    return _mend(data, path, copy)


def _mend(data: bytes, path: str, copy: Path) -> Outcome:
    mended, found = mended_template(data, path)
    if mended is None:
        return Outcome(found.findings, (), (), found.present, found.lacking)
    fault = write_atomically(copy, mended)
    findings = (*found.findings, *([fault] if fault else []))
    name = copy.as_posix()
    lines = () if fault else (f'{name} written; to use it, set reference = "{name}" in [tool.briefs]',)
    return Outcome(findings, lines, ({"path": name, "saved": fault is None},), found.present, found.lacking)


def _verdict(path: str, report: TemplateReport) -> tuple[str, ...]:
    if report.lacking or not report.present:
        return ()
    return (f"{path} has every style that briefs need",)
