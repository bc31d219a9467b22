"""The house's reference.docx: whether it can serve, and the house's own styles added where it lacks them."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from briefs.finding import Finding, Place, Stops
from briefs.write.docx_open import STYLES as STYLES_PART
from briefs.write.docx_open import OpenPart, open_package
from briefs.write.docx_package import Part, pack_parts
from briefs.write.docx_styles import NAMESPACES, NEEDED, OPTIONAL, STYLES, WORD

_W = f"{{{WORD}}}"
STYLE_NAMES = {style_id: re.findall(r'<w:name w:val="([^"]+)"', xml)[0] for style_id, xml in STYLES.items()}
_KINDS = {style_id: re.findall(r'w:type="(\w+)"', xml)[0] for style_id, xml in STYLES.items()}
# What zipfile, lxml and our reader raise on a file that is no Word document, is cut off or is locked by a password.
OPENING_FAULTS = (
    BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, StopIteration, zlib.error,
    etree.XMLSyntaxError,
)  # fmt: skip
_NUMBERING = re.compile(r"<w:numPr>.*?</w:numPr>")
_LINKED_STYLE = re.compile(r'<w:(basedOn|next) w:val="(\w+)"/>')


def _fault(rule: str, message: str, hint: str) -> Finding:
    return Finding(rule, message, Place("reference.docx"), hint, stops=Stops.RUN)


@lru_cache(maxsize=8)
def open_reference(data: bytes) -> OpenPart | None:
    """The main part of the reference, or None where it is no Word document."""
    try:
        return open_package(data)
    except OPENING_FAULTS:
        return None


def styles_of(part: OpenPart) -> tuple[dict[str, str], dict[str, str]]:
    """Styles of a reference: kind by id, id by lower-case name."""
    styles = part.related(STYLES_PART)
    kinds: dict[str, str] = {}
    names: dict[str, str] = {}
    for style in () if styles is None else styles.root().iterfind(f"{_W}style"):
        style_id, name = style.get(f"{_W}styleId", ""), style.find(f"{_W}name")
        kinds[style_id] = style.get(f"{_W}type", "paragraph")
        if name is not None:
            names.setdefault(name.get(f"{_W}val", "").lower(), style_id)
    return kinds, names


def resolve_styles(part: OpenPart) -> dict[str, str]:
    """Our style ids with the ids they have here: Word writes «Titre1» for heading 1 in French, the name stays."""
    kinds, names = styles_of(part)
    ours = (*NEEDED, *OPTIONAL)
    found = {key: key if key in kinds else names.get(STYLE_NAMES[key].lower(), "") for key in ours}
    return {key: style_id for key, style_id in found.items() if kinds.get(style_id) == _KINDS[key]}


def check_reference(data: bytes) -> tuple[Finding, ...]:
    """What keeps a Word file from serving as house style: not a Word file, or styles lacking."""
    part = open_reference(data)
    if part is None:
        hint = "open it in Word and save it as a Word document (.docx), not as a template (.dotx) or an older .doc"
        return (_fault("reference-unreadable", "the Word house style is not a Word document", hint),)
    found = resolve_styles(part)
    lacking = [f"{STYLE_NAMES[key]} ({key})" for key in NEEDED if key not in found]
    if not lacking:
        return ()
    hint = "add these styles in Word, or let “reference check” add the house's own to a copy"
    return (_fault("reference-style-missing", f"the Word house style lacks the styles: {', '.join(lacking)}", hint),)


def mend_reference(data: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The same Word file with the house's styles added where they were lacking; its own styles stay as they are.

    A style whose name or id the file gives to another kind of style is left out: two of one name are no Word file.
    """
    findings = check_reference(data)
    if any(finding.rule == "reference-unreadable" for finding in findings):
        return None, findings
    part = open_reference(data)
    assert part is not None
    ids, (kinds, names) = resolve_styles(part), styles_of(part)
    lacking = [key for key in (*NEEDED, *OPTIONAL) if key not in ids]
    added = [key for key in lacking if key not in kinds and STYLE_NAMES[key].lower() not in names]
    return (_with_styles(data, part, added, ids) if added else data), ()


def _with_styles(data: bytes, part: OpenPart, added: list[str], ids: dict[str, str]) -> bytes:
    """The file with these styles of ours at the end of its own."""
    target = next(one.part.name for one in part.relationships.values() if one.type == STYLES_PART and one.part)
    with ZipFile(BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    root = etree.fromstring(members[target])
    known = {style.get(f"{_W}styleId") for style in root}
    for key in added:
        root.append(etree.fromstring(_mended_style(key, ids, known)))
    members[target] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return pack_parts(Part(name, content) for name, content in members.items())


def _mended_style(key: str, ids: dict[str, str], known: set[str | None]) -> str:
    """A style of ours, linked to the styles of this file; its lists are numbered by the writer."""

    def link(found: re.Match[str]) -> str:
        style_id = ids.get(found[2], found[2])
        there = style_id in known or style_id in NEEDED
        return f'<w:{found[1]} w:val="{style_id}"/>' if there else ""

    xml = _LINKED_STYLE.sub(link, _NUMBERING.sub("", STYLES[key]))
    return xml.replace("<w:style ", f"<w:style {NAMESPACES} ", 1)
