"""The dossier as a spreadsheet: an overview to sign, and every row with filters; the same bytes for the same data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from briefs.clearance.cell import fill_cell
from briefs.clearance.columns import COLUMNS, TO_SIGN
from briefs.clearance.dossier import SHOWN, Dossier
from briefs.clearance.labels import role_name, titled, word
from briefs.clearance.row import Row
from briefs.clearance.workbook import settle_workbook
from briefs.language import Language
from briefs.write.docx_parts import iso_moment
from briefs.write.docx_styles import ACCENT, FILL, INK, RULE

_A4 = 9
ROLES = ("facts", "legal")
_LETTERS = 1.1  # of ours in the width of one of the letters that columns are measured in
_LINE_HEIGHT, _TALLEST = 13.5, 409  # points; the most that a row can have
_FROZEN = 2  # columns that stay in sight: number and printed form

_LINE = Side("thin", color=RULE)
_GRID = Border(bottom=_LINE, left=_LINE, right=_LINE, top=_LINE)
_HEAD = PatternFill("solid", fgColor=FILL)
_SIGN = PatternFill("solid", fgColor="FFFBEA")  # cells to be filled in
_FONT, _BOLD = Font(name="Calibri", size=10, color=INK), Font(name="Calibri", size=10, bold=True, color=ACCENT)
_TITLE = Font(name="Calibri", size=18, bold=True, color=ACCENT)


def write_sheet(dossier: Dossier) -> bytes:
    """The bytes of the spreadsheet."""
    book = Workbook()
    overview = book.active
    assert isinstance(overview, Worksheet)
    _fill_overview(overview, dossier)
    _fill_rows(book.create_sheet(), dossier)
    properties = book.properties
    properties.creator, properties.title, properties.language = "", _title(dossier), dossier.language.tag
    properties.subject = dossier.digest[:SHOWN]
    book.calculation = CalcProperties(fullCalcOnLoad=False)
    buffer = BytesIO()
    book.save(buffer)
    return settle_workbook(buffer.getvalue(), iso_moment(dossier.date))


def _title(dossier: Dossier) -> str:
    return titled(dossier.title, dossier.language)


# ---- the overview


def _fill_overview(sheet: Worksheet, dossier: Dossier) -> None:
    """What it is, its digest, where to sign, and what the program has found."""
    language = dossier.language
    _dress(sheet, dossier, "overview")
    for column, width in zip("ABCDE", (26, 34, 16, 30, 44), strict=True):
        sheet.column_dimensions[column].width = width
    _put(sheet, 1, 1, _title(dossier), _TITLE, language, wrap=False)
    _put(sheet, 2, 1, word(language, "internal"), _BOLD, language, wrap=False)
    facts = (
        (word(language, "brief"), dossier.brief), (word(language, "language"), f"{language.name} ({language.tag})"),
        (language.words.get("version", "Version"), dossier.version),
        (language.words.get("figures_as_at", ""), dossier.as_at),
        (word(language, "rows_in_all"), len(dossier.rows)),
        (word(language, "rows_with_doubts"), len(dossier.doubtful)), (word(language, "digest"), dossier.digest[:SHOWN]),
    )  # fmt: skip
    at = 4
    for name, value in facts:
        _put(sheet, at, 1, name, _BOLD, language)
        _put(sheet, at, 2, value, _FONT, language, start=True)
        at += 1
    for key in ("digest_use", "how_to"):
        _put(sheet, at, 1, word(language, key), _FONT, language)
        sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=5)
        sheet.row_dimensions[at].height = 30
        at += 1
    at = _fill_signing(sheet, dossier, at + 1)
    _fill_findings(sheet, dossier, at + 1)
    sheet.freeze_panes = "A4"


def _fill_signing(sheet: Worksheet, dossier: Dossier, at: int) -> int:
    language = dossier.language
    _put(sheet, at, 1, word(language, "sign_off"), _BOLD, language)
    keys = ("role", "name", "date", "signature", "sign_remark")
    _heads(sheet, at + 1, [word(language, key) for key in keys], language)
    roles = [role_name(role, language) for role in dossier.roles or ROLES]
    for number, name in enumerate((*roles, ""), at + 2):
        sheet.row_dimensions[number].height = 30
        for column in range(1, 6):
            _put(sheet, number, column, name if column == 1 else None, _FONT, language, grid=True)
            sheet.cell(number, column).fill = _SIGN
    return at + 3 + len(roles)


def _fill_findings(sheet: Worksheet, dossier: Dossier, at: int) -> None:
    language = dossier.language
    _put(sheet, at, 1, word(language, "findings"), _BOLD, language)
    if not dossier.findings:
        _put(sheet, at, 2, word(language, "no_findings"), _FONT, language)
    for number, one in enumerate(dossier.findings, at + 1):
        _put(sheet, number, 1, str(one.place), _FONT, language, grid=True)
        _put(sheet, number, 2, f"{one.severity}: {one.message}", _FONT, language, grid=True)
        sheet.merge_cells(start_row=number, start_column=2, end_row=number, end_column=5)


# ---- the rows


def _fill_rows(sheet: Worksheet, dossier: Dossier) -> None:
    """A head that stays in sight, and a row each: those with open doubts first."""
    language = dossier.language
    _dress(sheet, dossier, "rows")
    _heads(sheet, 1, [word(language, column.key) for column in COLUMNS], language)
    rows = (*dossier.doubtful, *dossier.settled)
    for number, row in enumerate(rows, 2):
        values = [column.value(row, language) for column in COLUMNS]
        for place, (column, value) in enumerate(zip(COLUMNS, values, strict=True), 1):
            _put(sheet, number, place, value, _FONT, language, grid=True)
            if column.key in TO_SIGN:
                sheet.cell(number, place).fill = _SIGN
        _link(sheet, number, row)
        sheet.row_dimensions[number].height = _height(values)
    last = get_column_letter(len(COLUMNS))
    for place, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = sheet.cell(2, _FROZEN + 1).coordinate
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", f"A:{get_column_letter(_FROZEN)}"


def _height(values: Sequence[object]) -> float:
    """Room for the tallest cell: not every program looks itself how many lines a text takes."""
    lines = [
        sum(max(1, ceil(len(line) / (column.width * _LETTERS))) for line in value.splitlines())
        for column, value in zip(COLUMNS, values, strict=True)
        if isinstance(value, str)
    ]
    return float(min(max(lines, default=1) * _LINE_HEIGHT + 4, _TALLEST))


def _link(sheet: Worksheet, number: int, row: Row) -> None:
    """The address of a row's one source as a link; only of the web."""
    addresses = {source.url for source in row.sources if source.url}
    place = [column.key for column in COLUMNS].index("address") + 1
    if len(addresses) == 1 and (url := addresses.pop()).startswith(("http://", "https://")):
        sheet.cell(number, place).hyperlink = url


def _heads(sheet: Worksheet, number: int, heads: Sequence[str], language: Language) -> None:
    for place, head in enumerate(heads, 1):
        _put(sheet, number, place, head, _BOLD, language, grid=True)
        sheet.cell(number, place).fill = _HEAD


# ---- what all sheets share


def _put(
    sheet: Worksheet, row: int, column: int, value: object, font: Font, language: Language,
    *, wrap: bool = True, grid: bool = False, start: bool = False,
) -> None:  # fmt: skip
    cell = sheet.cell(row, column)
    fill_cell(cell, value)
    cell.font = font
    right_to_left = language.direction == "rtl"
    side = ("right" if right_to_left else "left") if start or isinstance(value, str) else None
    reading = 2 if right_to_left else 1
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=wrap, readingOrder=reading)
    if grid:
        cell.border = _GRID


def _dress(sheet: Worksheet, dossier: Dossier, key: str) -> None:
    """Name, direction and paper of a sheet; page X of Y and the digest on every page."""
    language = dossier.language
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", word(language, key))[:31]
    sheet.sheet_view.rightToLeft = language.direction == "rtl"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1 if key == "overview" else 4, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.3
    sheet.oddHeader.left.text = f"{_title(dossier)} · {dossier.digest[:SHOWN]}".replace("&", "&&")
    page = _page_pattern(language).replace("&", "&&")
    sheet.oddFooter.right.text = page.replace("{pages}", "&N").replace("{page}", "&P")


def _page_pattern(language: Language) -> str:
    words = language.words
    if language.direction == "rtl":  # no spreadsheet sets words around these fields in their order there
        return "{page} / {pages}"
    return words.get("page_of") or f"{words.get('page', '')} {{page}} {words.get('of', '/')} {{pages}}".strip()
