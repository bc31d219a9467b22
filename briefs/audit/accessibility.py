"""Accessibility of a Word file: what keeps a screen reader, or an eye that sees little, from what the text says.

The rules are those that WCAG 2.2 and EN 301 549 make of documents, as far as a program can judge them; `explain RULE`
names the one behind each finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from briefs.audit.accesscontrast import find_low_contrast
from briefs.audit.accesslanguage import find_languages
from briefs.audit.accesslinks import find_links
from briefs.audit.accessplaces import place_of
from briefs.audit.accessscan import Paragraph, Scan, Table, scan_package
from briefs.audit.package import Refused, open_package
from briefs.finding import Finding, Place, Severity, Stops

FILE_NAME = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf", ".bmp", ".tif", ".tiff")
UNSTYLED = (None, "", "normal")
SHORT_LINE = 90  # characters; a paragraph of bold words that is longer is no heading in disguise


class Looked(Struct, frozen=True):
    """A file that was looked at: how much there was to look at, and in how many places something is wrong."""

    path: str
    title: str
    language: str
    counts: dict[str, int]
    found: int


def check_accessibility(data: bytes, path: str) -> tuple[Finding, ...]:
    """What is wrong with the Word file; empty: nothing that a program can see."""
    return look_at(data, path)[1]


def look_at(data: bytes, path: str) -> tuple[Looked | None, tuple[Finding, ...]]:
    """The Word file looked through, and what is wrong with it."""
    try:
        scan = scan_package(open_package(data), path)
    except Refused as why:
        hint = "Open it in Word or LibreOffice, save it again as .docx, and try that file."
        message = f"This Word file can't be read: {why}."
        return None, (Finding("unreadable-file", message, Place(path), hint, stops=Stops.RUN),)
    findings = tuple(finding for check in ACCESS_CHECKS for finding in check(scan))
    counts = {
        "paragraphs": len(scan.paragraphs),
        "headings": sum(one.form.level is not None for one in scan.paragraphs),
        "tables": len(scan.tables),
        "pictures": sum(len(one.pictures) for one in scan.paragraphs),
        "links": sum(len(one.links) for one in scan.paragraphs),
    }
    return Looked(path, scan.title, scan.language, counts, len(findings)), findings


def find_properties(scan: Scan) -> Iterator[Finding]:
    """A file without a title or a language of its own."""
    if not scan.title:
        message = "The file has no title, so that its name is read out instead."
        hint = "In Word: File, Info, Title. In ours, the title comes from the front matter."
        yield Finding("document-title-missing", message, Place(scan.path), hint)
    if not scan.language:
        message = "The file does not say which language it is in."
        hint = "In Word: select all, Review, Language, Set Proofing Language."
        yield Finding("document-language-missing", message, Place(scan.path), hint)


def find_headings(scan: Scan) -> Iterator[Finding]:
    """Levels that are skipped, several titles, none, and bold lines that stand for headings."""
    body = [one for one in scan.paragraphs if one.part == "body"]
    headings = [one for one in body if one.form.level is not None and one.text.strip()]
    titles = [one for one in headings if one.form.level == 0]
    for extra in titles[1:]:
        message = "There is a second title; a document has one."
        yield Finding("several-titles", message, place_of(scan, extra), "Give it a heading style: Heading 1.")
    if not headings and len(scan.paragraphs) > 1:
        message = "No paragraph has a title or heading style, so that nobody can jump from section to section."
        yield Finding("headings-missing", message, Place(scan.path), "Use the styles Title and Heading 1, 2, 3.")
    above = 0
    for one in headings:
        level = one.form.level or 0
        if level > above + 1:
            was = f"heading {above}" if above else "the title"
            message = f"A heading of level {level} follows {was}: level {above + 1} is skipped."
            yield Finding("heading-skipped", message, place_of(scan, one), f"Use the style Heading {above + 1} here.")
        above = level
    yield from _disguised(scan)


def _disguised(scan: Scan) -> Iterator[Finding]:
    """Short lines that are bold from end to end and have no heading style."""
    for one in scan.paragraphs:
        text = one.text.strip()
        plain = one.part == "body" and not one.in_table and one.form.level is None and one.form.style in UNSTYLED
        bold = text and all(run.form.bold for run in one.runs if run.text.strip()) and not one.form.bold
        if plain and bold and len(text) <= SHORT_LINE and text[-1] not in ".!?…:;,":
            message = "A line in bold stands like a heading and has no heading style."
            hint = "Give it a heading style, so that it can be jumped to; or make it part of the paragraph below."
            yield Finding("heading-by-look", message, place_of(scan, one), hint, Severity.WARNING)


def find_pictures(scan: Scan) -> Iterator[Finding]:
    """Pictures that nothing stands for."""
    for one in scan.paragraphs:
        for picture in one.pictures:
            named = picture.words.casefold().endswith(FILE_NAME)
            if picture.decorative or (picture.words and not named):
                continue
            said = f"only its file's name stands for it: “{picture.words}”" if named else "no words stand for it"
            hint = "Say in its alternative text what it shows; mark it as decorative where it shows nothing."
            yield Finding("picture-without-text", f"A picture can't be heard: {said}.", place_of(scan, one), hint)


def find_tables(scan: Scan) -> Iterator[Finding]:
    """Tables without a header row, and headers that are merged or blank."""
    for table in scan.tables:
        if len(table.rows) < 2 or max(len(row.cells) for row in table.rows) < 2:
            continue  # a box, or a list: nothing has to be told apart by columns
        heads = [row for row in table.rows if row.header]
        if not heads:
            message = "The table has no header row, so that a cell is read without the name of its column."
            hint = "In Word: first row, Table Layout, Repeat Header Rows."
            yield Finding("table-without-header", message, place_of(scan, table.at), hint)
        yield from _heads(scan, table)


def _heads(scan: Scan, table: Table) -> Iterator[Finding]:
    cells = [cell for row in table.rows if row.header for cell in row.cells]
    if any(cell.across > 1 or cell.merged_down for cell in cells):
        message = "Cells of the header row are merged, so that it can't be told which column they name."
        hint = "Give each column a header of its own."
        yield Finding("table-header-merged", message, place_of(scan, table.at), hint)
    elif any(not cell.text.strip() for cell in cells):
        message = "A cell of the header row is empty, so that its column has no name."
        yield Finding("table-header-empty", message, place_of(scan, table.at), "Write what the column holds.")


def find_empty(scan: Scan) -> Iterator[Finding]:
    """Empty paragraphs that make space; each run of them once. One beside a table is Word's way to part the two."""
    before: Paragraph | None = None
    tables = {table.at.number for table in scan.tables if table.at.part == "body"}
    for one in scan.paragraphs:
        empty = not one.text.strip() and not one.held and not one.pictures
        spacing = empty and one.part == "body" and not one.in_table
        spacing = spacing and not (one.after_table or one.number + 1 in tables)
        if spacing and not (before is not None and before.number == one.number - 1):
            message = "An empty paragraph makes space; screen readers say “blank”."
            hint = "Delete it, and give the paragraph before or after it space in its style."
            yield Finding("empty-paragraph", message, place_of(scan, one), hint, Severity.WARNING)
        before = one if spacing else None


Check = Callable[[Scan], Iterator[Finding]]
ACCESS_CHECKS: tuple[Check, ...] = (
    find_properties, find_languages, find_headings, find_pictures, find_tables, find_links, find_empty,
    find_low_contrast,
)  # fmt: skip
