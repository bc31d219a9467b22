"""The house's reference.docx: opened, checked, mended, and turned into what every Word file of the house shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document as open_word
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from briefs.finding import Finding, Place, Stops
from briefs.write.docx_styles import MARGIN, NEEDED, PAGE_WIDTH, STYLES, WORD, abstract_numbering

_W = f"{{{WORD}}}"
_NAMES = {style_id: re.findall(r'<w:name w:val="([^"]+)"', xml)[0] for style_id, xml in STYLES.items()}
_KEPT_SETTINGS = (
    "mirrorMargins", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "evenAndOddHeaders",
)  # fmt: skip
_FAULTS = (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, etree.XMLSyntaxError, AttributeError)


@dataclass(frozen=True, slots=True)
class SharedPart:
    """A part taken over from the reference: theme, fonts, letterhead, pictures; with its relationships."""

    name: str
    content_type: str
    data: bytes
    relations: tuple[tuple[str, str, str, bool], ...] = ()  # id, type, target, external


@dataclass(frozen=True, slots=True)
class House:
    """What the Word files of one house share."""

    ids: Mapping[str, str]  # our style id: the id in this reference
    own_styles: frozenset[str]  # all paragraph style ids of the reference
    styles: bytes
    settings: tuple[str, ...]  # settings taken over, as XML
    color_mapping: str
    abstracts: str  # w:abstractNum elements
    bullets: int  # abstract numbers of bullet and numbered lists
    numbers: int
    page: str  # w:pgSz and w:pgMar
    text_width: int
    letterhead: tuple[tuple[str, str, str], ...]  # header or footer, its type, relationship id
    title_page: bool
    parts: tuple[SharedPart, ...]
    relations: tuple[tuple[str, str, str, bool], ...]


def _fault(rule: str, message: str, hint: str) -> Finding:
    return Finding(rule, message, Place("reference.docx"), hint, stops=Stops.RUN)


def _open(data: bytes) -> Any:
    """The main part of the reference, or None where it is no Word document."""
    try:
        return open_word(BytesIO(data)).part
    except _FAULTS:
        return None


def _related(part: Any, kind: str) -> Any:
    return next((rel.target_part for rel in part.rels.values() if rel.reltype == kind and not rel.is_external), None)


def _root(part: Any) -> Any:
    """A part's XML, read anew so that nothing is shared with python-docx."""
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))


def _plain(element: Any) -> str:
    """An element as text inside a document that declares w alone; later extensions (w14, w15, mc) are left out."""
    for piece in list(element.iter()):
        for name in [name for name in piece.attrib if not name.startswith(_W)]:
            del piece.attrib[name]
        if not str(piece.tag).startswith(_W) and piece is not element:
            piece.getparent().remove(piece)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)


def _styles_of(part: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Styles of a reference: kind by id, id by lower-case name."""
    styles = _related(part, RT.STYLES)
    kinds: dict[str, str] = {}
    names: dict[str, str] = {}
    for style in () if styles is None else _root(styles).iterfind(f"{_W}style"):
        style_id, name = style.get(f"{_W}styleId", ""), style.find(f"{_W}name")
        kinds[style_id] = style.get(f"{_W}type", "paragraph")
        if name is not None:
            names.setdefault(name.get(f"{_W}val", "").lower(), style_id)
    return kinds, names


def resolve_styles(data: bytes) -> dict[str, str]:
    """Our style ids with the ids they have in a readable reference."""
    return _resolve_styles(_open(data))


def styles_part_name(data: bytes) -> str:
    """The archive member that holds a readable reference's styles."""
    return str(_related(_open(data), RT.STYLES).partname)[1:]


def _resolve_styles(part: Any) -> dict[str, str]:
    """Our style ids with the ids they have here: Word writes «Titre1» for heading 1 in French, the name stays."""
    kinds, names = _styles_of(part)
    found = {key: key if key in kinds else names.get(_NAMES[key].lower(), "") for key in NEEDED}
    return {key: style_id for key, style_id in found.items() if style_id}


def check_reference(data: bytes) -> tuple[Finding, ...]:
    """What keeps a Word file from serving as house style: not a Word file, or styles lacking."""
    part = _open(data)
    if part is None:
        hint = "Open it in Word and save it as a Word document (.docx), not as a template (.dotx) or an older .doc."
        return (_fault("reference-unreadable", "The Word house style is not a Word document.", hint),)
    found = _resolve_styles(part)
    lacking = [f"{_NAMES[key]} ({key})" for key in NEEDED if key not in found]
    if not lacking:
        return ()
    hint = "Add these styles in Word, or let “reference check” add the house's own to a copy."
    return (_fault("reference-style-missing", f"The Word house style lacks the styles: {', '.join(lacking)}.", hint),)


def _list_abstract(numbering: Any, styles: Any, style_id: str) -> int | None:
    """The abstract numbering that a list style is tied to."""
    number = styles.find(f"{_W}style[@{_W}styleId='{style_id}']/{_W}pPr/{_W}numPr/{_W}numId")
    if number is None or numbering is None:
        return None
    link = numbering.find(f"{_W}num[@{_W}numId='{number.get(f'{_W}val')}']/{_W}abstractNumId")
    return None if link is None else int(link.get(f"{_W}val"))


def _read_numbering(part: Any, ids: Mapping[str, str], styles: Any) -> tuple[str, int, int]:
    """The abstract numberings, and which of them bullets and numbers use; ours where the reference has none."""
    source = _related(part, RT.NUMBERING)
    root = None if source is None else _root(source)
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
    return "".join(texts), chosen[0], chosen[1]


def _read_page(section: Any) -> tuple[str, int]:
    """Paper and margins of the reference, and the width of its text; A4 where it has none."""
    size, margins = (None if section is None else section.find(f"{_W}{name}") for name in ("pgSz", "pgMar"))
    if size is None or margins is None:
        return "", PAGE_WIDTH - 2 * MARGIN
    width = int(size.get(f"{_W}w")) - int(margins.get(f"{_W}left")) - int(margins.get(f"{_W}right"))
    return _plain(size) + _plain(margins), width


def _share(part: Any) -> Iterator[SharedPart]:
    """A part and, for a letterhead, the pictures it shows."""
    relations = []
    for rel in part.rels.values():
        relations.append((rel.rId, rel.reltype, rel.target_ref, rel.is_external))
        if not rel.is_external:
            yield from _share(rel.target_part)
    yield SharedPart(str(part.partname)[1:], part.content_type, part.blob, tuple(relations))


def _read_letterhead(part: Any, section: Any) -> Iterator[tuple[str, str, str, Any]]:
    for element in () if section is None else section:
        kind = etree.QName(element).localname
        if kind in ("headerReference", "footerReference"):
            target = part.rels[element.get(f"{{{_REL}}}id")].target_part
            yield kind, element.get(f"{_W}type", "default"), str(target.partname)[1:], target


_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _read_settings(part: Any) -> tuple[tuple[str, ...], str]:
    """The settings that shape the page; tracked changes, personal data and attached templates stay behind."""
    source = _related(part, RT.SETTINGS)
    if source is None:
        return (), ""
    root = _root(source)
    kept = tuple(_plain(element) for element in root if etree.QName(element).localname in _KEPT_SETTINGS)
    mapping = root.find(f"{_W}clrSchemeMapping")
    return kept, "" if mapping is None else _plain(mapping)


@lru_cache(maxsize=8)
def read_reference(data: bytes) -> tuple[House | None, tuple[Finding, ...]]:
    """The house of a reference.docx, read once per process, or what keeps it from serving."""
    findings = check_reference(data)
    if findings:
        return None, findings
    part = _open(data)
    kinds, _ = _styles_of(part)
    ids = _resolve_styles(part)
    styles = _root(_related(part, RT.STYLES))
    section = part.element.body.find(f"{_W}sectPr")
    abstracts, bullets, numbers = _read_numbering(part, ids, styles)
    page, width = _read_page(section)
    settings, mapping = _read_settings(part)
    shared: dict[str, SharedPart] = {}
    relations, letterhead = [], []
    for index, (kind, place, name, target) in enumerate(_read_letterhead(part, section), 1):
        shared |= {piece.name: piece for piece in _share(target)}
        relation = RT.HEADER if kind == "headerReference" else RT.FOOTER
        relations.append((f"rIdH{index}", relation, name.removeprefix("word/"), False))
        letterhead.append((kind, place, f"rIdH{index}"))
    for index, kind in enumerate((RT.THEME, RT.FONT_TABLE), 1):
        target = _related(part, kind)
        if target is not None:
            shared |= {piece.name: piece for piece in _share(target)}
            relations.append((f"rIdS{index}", kind, str(target.partname)[1:].removeprefix("word/"), False))
    return House(
        ids=ids, own_styles=frozenset(key for key, kind in kinds.items() if kind == "paragraph"),
        styles=etree.tostring(styles, encoding="UTF-8", xml_declaration=True, standalone=True),
        settings=settings, color_mapping=mapping, abstracts=abstracts, bullets=bullets, numbers=numbers,
        page=page, text_width=width, letterhead=tuple(letterhead),
        title_page=section is not None and section.find(f"{_W}titlePg") is not None,
        parts=tuple(shared[name] for name in sorted(shared)), relations=tuple(relations),
    ), ()  # fmt: skip
