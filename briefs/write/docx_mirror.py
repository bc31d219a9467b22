"""The house for a text that runs from right to left: what w:bidi does not turn round (ECMA-376 part 1, 17.3.1.6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from msgspec.structs import replace

from briefs.write.docx_house import House
from briefs.write.docx_styles import WORD

NUMBER_ROOM = 220  # Word sets a list's number inside its indent, LibreOffice outside: room for both, within the margin
_W = f"{{{WORD}}}"


def mirror_house(house: House) -> House:
    """The same house with its borders on the other side, room for numbers, and one font for the digits of a line.

    w:bidi turns indents, tabs and justification round, but no border; and digits beside Latin letters take the Latin
    font, all others that of the script.
    """
    styles = etree.fromstring(house.styles)
    _turn_borders(styles)
    _unite_fonts(styles)
    for indent in styles.iterfind(f"{_W}style[@{_W}styleId='{house.ids['ListContinue']}']/{_W}pPr/{_W}ind"):
        _make_room(indent)
    numbering = replace(house.numbering, abstracts=_changed(house.numbering.abstracts, _make_rooms))
    text = etree.tostring(styles, encoding="UTF-8", xml_declaration=True, standalone=True)
    edges, indents = house.box
    return replace(house, styles=text, box=(_changed(edges, _turn_borders), indents), numbering=numbering)


def _turn_borders(root: Any) -> None:
    """Left and right of every paragraph's border, changed over."""
    for edges in root.iter(f"{_W}pBdr"):
        left, right = edges.find(f"{_W}left"), edges.find(f"{_W}right")
        if left is not None and right is not None:
            ours, theirs = dict(left.attrib), dict(right.attrib)
            left.attrib.update(theirs)
            right.attrib.update(ours)


def _unite_fonts(styles: Any) -> None:
    """The default font of the script for Latin letters and digits, too."""
    fonts = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
    script = None if fonts is None else fonts.get(f"{_W}cs")
    for name in ("ascii", "hAnsi") if script else ():
        fonts.set(f"{_W}{name}", script)


def _make_rooms(root: Any) -> None:
    for indent in root.iterfind(f".//{_W}lvl/{_W}pPr/{_W}ind"):
        _make_room(indent)


def _make_room(indent: Any) -> None:
    for name in ("left", "start"):
        value = indent.get(f"{_W}{name}")
        if value is not None and value.isdecimal():
            indent.set(f"{_W}{name}", str(int(value) + NUMBER_ROOM))


def _changed(fragment: str, change: Callable[[Any], None]) -> str:
    """A piece of WordprocessingML after a change to its elements."""
    root = etree.fromstring(f'<p xmlns:w="{WORD}">{fragment}</p>')
    change(root)
    pieces = (etree.tostring(piece, encoding="unicode", with_tail=False) for piece in root)
    return "".join(pieces).replace(f' xmlns:w="{WORD}"', "")
