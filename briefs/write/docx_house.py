"""What the Word files of one house share, taken from its reference.docx: styles, lists, paper, letterhead, theme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree
from msgspec import Struct

from briefs.finding import Finding
from briefs.write.docx_open import FONT_TABLE, FOOTER, HEADER, NUMBERING, SETTINGS, STYLES, THEME, OpenPart
from briefs.write.docx_reference import check_reference, open_reference, resolve_styles, styles_of
from briefs.write.docx_styles import MARGIN, PAGE_WIDTH, RELATIONS, WORD, abstract_numbering
from briefs.write.docx_theme import THEME_TYPE, theme_part

_W = f"{{{WORD}}}"
_KEPT_SETTINGS = (
    "mirrorMargins", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "evenAndOddHeaders",
)  # fmt: skip


Relation = tuple[str, str, str, bool]  # id, type, target, external
Letterhead = tuple[str, str, str]  # headerReference or footerReference, its type, relationship id


class SharedPart(Struct, frozen=True):
    """A part taken over from the reference: theme, fonts, letterhead, pictures; with its relationships."""

    name: str
    content_type: str
    data: bytes
    relations: tuple[Relation, ...] = ()


class HouseNumbering(Struct, frozen=True):
    """The numberings of a house: those its styles lead to, and what bulleted and numbered lists use."""

    abstracts: str  # w:abstractNum elements
    numbers: str  # w:num elements
    free: int  # the first w:num id that they leave
    bulleted: int  # ids of abstract numberings
    numbered: int


class House(Struct, frozen=True):
    """What the Word files of one house share."""

    ids: Mapping[str, str]  # our style id: the id in this reference
    own_styles: frozenset[str]  # all paragraph style ids of the reference
    styles: bytes
    box: tuple[str, str]  # edges and ground of the box, and its indents: for headings and other styles inside it
    settings: tuple[str, ...]  # settings taken over, as XML
    color_mapping: str
    numbering: HouseNumbering
    page: str  # w:pgSz and w:pgMar
    text_width: int
    letterhead: tuple[Letterhead, ...]
    title_page: bool
    parts: tuple[SharedPart, ...]
    relations: tuple[Relation, ...]
    size: float = 1.0  # of letters, against what the reference has


def _plain(element: Any) -> str:
    """An element as text inside a document that declares w alone; later extensions (w14, w15, mc) are left out."""
    for piece in list(element.iter()):
        for name in [name for name in piece.attrib if not name.startswith(_W)]:
            del piece.attrib[name]
        if not str(piece.tag).startswith(_W) and piece is not element:
            piece.getparent().remove(piece)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)


def _list_abstract(numbering: Any, styles: Any, style_id: str) -> int | None:
    """The abstract numbering that a list style is tied to."""
    number = styles.find(f"{_W}style[@{_W}styleId='{style_id}']/{_W}pPr/{_W}numPr/{_W}numId")
    if number is None or numbering is None:
        return None
    link = numbering.find(f"{_W}num[@{_W}numId='{number.get(f'{_W}val')}']/{_W}abstractNumId")
    return None if link is None else int(link.get(f"{_W}val"))


def _read_numbering(part: OpenPart, ids: Mapping[str, str], styles: Any) -> HouseNumbering:
    """All numberings, the first id they leave, and what bullets and numbers use; ours where there is none."""
    source = part.related(NUMBERING)
    root = None if source is None else source.root()
    abstracts = [] if root is None else list(root.iterfind(f"{_W}abstractNum"))
    pictures = any(element.find(f".//{_W}lvlPicBulletId") is not None for element in abstracts)
    kept = [] if pictures else abstracts  # picture bullets would need their pictures: ours instead
    free = 1 + max((int(element.get(f"{_W}abstractNumId")) for element in kept), default=-1)
    texts, chosen = [_plain(element) for element in kept], []
    for style, ordered in (("ListBullet", False), ("ListNumber", True)):
        own = _list_abstract(root, styles, ids[style]) if kept else None
        if own is None:
            own, free = free, free + 1
            texts.append(abstract_numbering(own, ordered))
        chosen.append(own)
    numbers = list(root.iterfind(f"{_W}num")) if kept and root is not None else []
    free_number = 1 + max((int(element.get(f"{_W}numId")) for element in numbers), default=0)
    return HouseNumbering("".join(texts), "".join(map(_plain, numbers)), free_number, *chosen)


def _read_box(styles: Any, style_id: str) -> tuple[str, str]:
    """What makes a paragraph stand in the box, apart from its letters."""
    found = [styles.find(f"{_W}style[@{_W}styleId='{style_id}']/{_W}pPr/{_W}{name}") for name in ("pBdr", "shd", "ind")]
    border, ground, indent = ("" if element is None else _plain(element) for element in found)
    return border + ground, indent


def _read_page(section: Any) -> tuple[str, int]:
    """Paper and margins of the reference, and the width of its text; A4 where it has none."""
    size, margins = (None if section is None else section.find(f"{_W}{name}") for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return "", PAGE_WIDTH - 2 * MARGIN
    width = int(size.get(f"{_W}w")) - int(margins.get(f"{_W}left")) - int(margins.get(f"{_W}right"))
    return _plain(size) + _plain(margins), width


def _shallow(part: OpenPart) -> SharedPart:
    """A part by itself: pictures of a theme and embedded fonts stay behind."""
    return SharedPart(part.name, part.content_type, part.data)


def _share(part: OpenPart) -> Iterator[SharedPart]:
    """A part and, for a letterhead, the pictures it shows."""
    relations = []
    for one in part.relationships.values():
        relations.append((one.id, one.type, one.target, one.part is None))
        if one.part is not None:
            yield from _share(one.part)
    data = part.data
    if part.content_type.endswith(("header+xml", "footer+xml")):
        data = etree.tostring(part.root(), encoding="UTF-8", standalone=True)
    yield SharedPart(part.name, part.content_type, data, tuple(relations))


def _read_letterhead(part: OpenPart, section: Any) -> Iterator[tuple[str, str, str, OpenPart]]:
    for element in () if section is None else section:
        kind = etree.QName(element).localname
        if kind in ("headerReference", "footerReference"):
            target = part.led_to(element.get(f"{{{RELATIONS}}}id"))
            yield kind, element.get(f"{_W}type", "default"), target.name, target


def _read_settings(part: OpenPart) -> tuple[tuple[str, ...], str]:
    """The settings that shape the page; tracked changes, personal data and attached templates stay behind."""
    source = part.related(SETTINGS)
    if source is None:
        return (), ""
    root = source.root()
    kept = tuple(_plain(element) for element in root if etree.QName(element).localname in _KEPT_SETTINGS)
    mapping = root.find(f"{_W}clrSchemeMapping")
    return kept, "" if mapping is None else _plain(mapping)


def _read_shared(
    part: OpenPart, section: Any
) -> tuple[tuple[SharedPart, ...], tuple[Relation, ...], tuple[Letterhead, ...]]:
    """Letterhead, theme and fonts: the parts, their relationships to the document, and what each page shows."""
    shared: dict[str, SharedPart] = {}
    relations, letterhead = [], []
    for index, (kind, place, name, target) in enumerate(_read_letterhead(part, section), 1):
        shared |= {piece.name: piece for piece in _share(target)}
        relation = HEADER if kind == "headerReference" else FOOTER
        relations.append((f"rIdH{index}", relation, name.removeprefix("word/"), False))
        letterhead.append((kind, place, f"rIdH{index}"))
    theme, fonts = part.related(THEME), part.related(FONT_TABLE)
    own_theme = SharedPart("word/theme/theme1.xml", THEME_TYPE, theme_part().encode("utf-8"))
    pieces = [(THEME, own_theme if theme is None else _shallow(theme))] + (
        [(FONT_TABLE, _shallow(fonts))] if fonts else []
    )
    for index, (kind, piece) in enumerate(pieces, 1):
        shared[piece.name] = piece
        relations.append((f"rIdS{index}", kind, piece.name.removeprefix("word/"), False))
    return tuple(shared[name] for name in sorted(shared)), tuple(relations), tuple(letterhead)


@lru_cache(maxsize=8)
def read_house(data: bytes) -> tuple[House | None, tuple[Finding, ...]]:
    """The house of a reference.docx, read once per process, or what keeps it from serving."""
    findings = check_reference(data)
    if findings:
        return None, findings
    part = open_reference(data)
    assert part is not None
    kinds, _ = styles_of(part)
    ids = resolve_styles(part)
    ids = {"EndnoteText": ids["FootnoteText"], "EndnoteReference": ids["FootnoteReference"], **ids}
    styles_part = part.related(STYLES)
    assert styles_part is not None  # the styles we need were found in it
    styles = styles_part.root()
    section = part.root().find(f"{_W}body/{_W}sectPr")
    parts, relations, letterhead = _read_shared(part, section)
    house = House(
        ids,
        frozenset(key for key, kind in kinds.items() if kind == "paragraph"),
        etree.tostring(styles, encoding="UTF-8", xml_declaration=True, standalone=True),
        _read_box(styles, ids["Box"]),
        *_read_settings(part),
        _read_numbering(part, ids, styles),
        *_read_page(section),
        letterhead,
        section is not None and section.find(f"{_W}titlePg") is not None,
        parts,
        relations,
    )
    return house, ()
