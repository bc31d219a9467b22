"""The house's styles and paper in smaller measures, for a summary that has to fit on a sheet; and paper laid across."""

from __future__ import annotations

from typing import Any

from lxml import etree
from msgspec.structs import replace

from briefs.write.docx_house import House
from briefs.write.docx_styles import MARGIN, MARGIN_BOTTOM, MARGIN_TOP, PAGE_HEIGHT, PAGE_WIDTH, WORD

_W = f"{{{WORD}}}"
_SMALLEST = 15  # half points: no letter gets smaller than this
_SPACES, _LEAST_SPACE = 2.8, 0.35  # how much faster than letters the spaces shrink, and down to what
_LEADING, _TIGHTEST = 0.92, 240  # between lines, down to single spacing
_SIDES, _EDGES = 0.75, 0.6  # of the margins left and right, above and below
_PAGE = (
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN}" '
    f'w:bottom="{MARGIN_BOTTOM}" w:left="{MARGIN}" w:header="624" w:footer="510" w:gutter="0"/>'
)


def compact_house(house: House, letters: float) -> House:
    """The same house with smaller letters, spaces and margins."""
    styles, spaces = etree.fromstring(house.styles), max(_LEAST_SPACE, 1 - _SPACES * (1 - letters))
    for size in styles.iter(f"{_W}sz", f"{_W}szCs"):
        _scale(size, "val", letters, _SMALLEST)
    for spacing in styles.iter(f"{_W}spacing"):
        for name in ("before", "after"):
            _scale(spacing, name, spaces)
        if spacing.get(f"{_W}lineRule", "auto") == "auto":
            _scale(spacing, "line", _LEADING, _TIGHTEST)
    for margins in styles.iter(f"{_W}tblCellMar"):
        for side in margins:
            _scale(side, "w", (1 + spaces) / 2)
    page, width = _compact_page(house)
    text = etree.tostring(styles, encoding="UTF-8", xml_declaration=True, standalone=True)
    return replace(house, styles=text, page=page, text_width=width, size=letters)


def _compact_page(house: House) -> tuple[str, int]:
    """The paper of the house with narrow margins, and the width of the text on it."""
    root = etree.fromstring(f'<p xmlns:w="{WORD}">{house.page or _PAGE}</p>')
    size, margins = root
    before = sum(_number(margins, side) for side in ("left", "right"))
    for side in ("left", "right"):
        _scale(margins, side, _SIDES)
    for side in ("top", "bottom", "header", "footer"):
        _scale(margins, side, _EDGES)
    after = sum(_number(margins, side) for side in ("left", "right"))
    pieces = [etree.tostring(piece, encoding="unicode", with_tail=False) for piece in (size, margins)]
    return "".join(pieces).replace(f' xmlns:w="{WORD}"', ""), house.text_width + before - after


def landscape_house(house: House) -> House:
    """The same house on paper laid across: what was above is left (17.6.13)."""
    root = etree.fromstring(f'<p xmlns:w="{WORD}">{house.page or _PAGE}</p>')
    size, margins = root
    width, height = size.get(f"{_W}w", ""), size.get(f"{_W}h", "")
    for name, value in (("w", height), ("h", width), ("orient", "landscape")):
        size.set(f"{_W}{name}", value)
    text_width = int(height) - sum(_number(margins, side) for side in ("left", "right"))
    pieces = [etree.tostring(piece, encoding="unicode", with_tail=False) for piece in (size, margins)]
    return replace(house, page="".join(pieces).replace(f' xmlns:w="{WORD}"', ""), text_width=text_width)


def _number(element: Any, name: str) -> int:
    return int(element.get(f"{_W}{name}", "0"))


def _scale(element: Any, name: str, factor: float, least: int = 0) -> None:
    """A measure made smaller; one that is below the least already stays."""
    value = element.get(f"{_W}{name}")
    if value is not None and value.isdecimal():
        element.set(f"{_W}{name}", str(min(int(value), max(round(int(value) * factor), least))))
