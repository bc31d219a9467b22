"""Cells that hold what they say: no text of ours is ever a formula (OWASP, CSV injection; ECMA-376 part 1, 18.3.1.4).

A string is stored as a string whatever it begins with, and what a program might take for a formula when it is typed
again, pasted or saved in another format bears the sign that Excel itself sets for “this is text” (quotePrefix).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from briefs.evidence import Date

STARTERS = "=+-@|%"  # | and % begin formulas or calls in other spreadsheets
_HIDDEN = re.compile(r"^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
LONGEST = 32767  # signs that a cell holds
MOST_DIGITS = 15  # that a number of a spreadsheet keeps


def fill_cell(cell: Cell, value: object) -> None:
    """Put a value into a cell: a number as a number, a whole date as a date, all else as text."""
    match value:
        case None | "":
            return
        case int() | Decimal() if _is_kept(value):
            cell.value = value
            cell.number_format = _format(Decimal(value))
        case Date(year=year, month=int(month), day=int(day)):
            cell.value = date(year, month, day)
            cell.number_format = "yyyy-mm-dd"
        case _:
            _fill_text(cell, f"{value:f}" if isinstance(value, Decimal) else str(value))


def _fill_text(cell: Cell, text: str) -> None:
    clean = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))[:LONGEST]
    cell.value = clean
    cell.data_type = "s"  # also of “=1+1” and “#N/A”, which openpyxl takes for a formula and an error
    if could_be_formula(clean):
        quoted: Any = cell
        quoted.quotePrefix = True


def could_be_formula(text: str) -> bool:
    """Whether a program might read this text as a formula: full-width signs and signs behind spaces, too."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    seen = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return seen[:1] in (*STARTERS, "−")


def _is_kept(value: int | Decimal) -> bool:
    """Whether a spreadsheet keeps every digit; a longer number stays text."""
    return len(Decimal(value).normalize().as_tuple().digits) <= MOST_DIGITS


def _format(value: Decimal) -> str:
    """Groups of three, and the decimals it has."""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")
