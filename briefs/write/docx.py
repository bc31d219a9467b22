"""A document as a Word file: its parts written as text and packed, with the house's shared parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefs.document import Document
from briefs.finding import Finding
from briefs.write.docx_blocks import blocks_to_docx
from briefs.write.docx_compact import compact_house, landscape_house
from briefs.write.docx_house import House, read_house
from briefs.write.docx_inlines import escape_xml
from briefs.write.docx_mirror import mirror_house
from briefs.write.docx_notes import notes_to_docx
from briefs.write.docx_package import Part, pack_parts
from briefs.write.docx_parts import (
    DECLARATION,
    core_properties,
    footer_part,
    header_part,
    numbering_part,
    section_properties,
    settings_part,
    styles_in_language,
)
from briefs.write.docx_styles import NAMESPACES
from briefs.write.docx_writing import Writing
from briefs.write.opening import printed_blocks
from briefs.write.signs import find_unprintable

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Our parts: relationship id, relationship type, name below word/, content type.
_OWN_PARTS = (
    ("rId1", "styles", "styles.xml", "styles"),
    ("rId2", "settings", "settings.xml", "settings"),
    ("rId3", "numbering", "numbering.xml", "numbering"),
    ("rId5", "header", "brief-header.xml", "header"),
    ("rId6", "header", "brief-header-first.xml", "header"),
    ("rId7", "footer", "brief-footer.xml", "footer"),
)
_NOTES = {
    note: ("rId4", f"{note}s", f"{note}s.xml", f"{note}s") for note in ("footnote", "endnote")
}  # a document has one of them
SHEET_LETTERS = 0.95  # of a brief whose front matter asks for one sheet (`pages: 2`)
_ROOT_RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)


def write_docx(document: Document, reference: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of the Word file, or the findings that keep it from being made."""
    house, findings = read_house(reference)
    if house is None:
        return None, findings
    letters = letters_of(document)
    house = house if letters is None else compact_house(house, letters)
    house = mirror_house(house) if document.direction == "rtl" else house
    house = landscape_house(house) if document.landscape else house
    notes = {note.label: note for note in document.notes}
    writing = Writing(document, house, notes, document.direction == "rtl")
    texts, steady = _write_texts(writing), _write_steady_texts(writing)
    faults = (*writing.findings, *find_unprintable(document, (*texts.values(), *steady.values())))
    if faults:
        return None, tuple(dict.fromkeys(faults))
    parts = [Part(name, text.encode("utf-8")) for name, text in texts.items()]
    parts += [Part(name, text.encode("utf-8"), steady=True) for name, text in steady.items()]
    flat = house.ids[writing.mark_style] if document.note_style == "bracketed" else ""
    styles = Part("word/styles.xml", styles_in_language(house.styles, document.language, flat), steady=True)
    return pack_parts((*parts, styles, *_shared_parts(house))), ()


def letters_of(document: Document) -> float | None:
    """The size of the letters against the house's where few pages have to do; None where the house's own stand."""
    if document.part:
        return document.letters
    return SHEET_LETTERS if str(document.meta.get("pages", "")) in ("1", "2") else None


def _write_texts(writing: Writing) -> dict[str, str]:
    """Every part in the order of the package: the body first, for it tells which notes and lists there are."""
    body = blocks_to_docx(printed_blocks(writing.document), writing) + section_properties(writing)
    body_links = writing.links
    notes = notes_to_docx(writing)
    own = [(key, f"{_OFFICE}/{kind}", name, False) for key, kind, name, _ in (*_OWN_PARTS, _NOTES[writing.note])]
    part = f"{writing.note}s.xml"
    return {
        "[Content_Types].xml": _content_types(writing),
        "docProps/core.xml": core_properties(writing.document),
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations((*own, *writing.house.relations), body_links),
        f"word/{part}": notes,
        f"word/_rels/{part}.rels": _relations((), writing.links),
        "word/brief-header.xml": header_part(writing, first=False),
    }


def _write_steady_texts(writing: Writing) -> dict[str, str]:
    """The parts that are the same in many documents."""
    return {
        "_rels/.rels": _ROOT_RELATIONS,
        "word/settings.xml": settings_part(writing.house, writing.document.language, writing.note),
        "word/numbering.xml": numbering_part(writing.house, writing.lists),
        "word/brief-header-first.xml": header_part(writing, first=True),
        "word/brief-footer.xml": footer_part(writing),
    }


def _shared_parts(house: House) -> Iterable[Part]:
    """Theme, fonts and letterhead of the reference, each with its relationships."""
    for shared in house.parts:
        yield Part(shared.name, shared.data, steady=True)
        if shared.relations:
            folder, _, name = shared.name.rpartition("/")
            yield Part(f"{folder}/_rels/{name}.rels", _relations(shared.relations, {}).encode(), steady=True)


def _relations(fixed: Iterable[tuple[str, str, str, bool]], links: Mapping[str, str]) -> str:
    """A relationships part (ECMA-376 part 2, 8.5): other parts first, then the links in order of first use."""
    rows = [*fixed, *((key, f"{_OFFICE}/hyperlink", address, True) for address, key in links.items())]
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{escape_xml(target)}"{_EXTERNAL if external else ""}/>'
        for key, kind, target, external in rows
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


_EXTERNAL = ' TargetMode="External"'


def _content_types(writing: Writing) -> str:
    """[Content_Types].xml: a row for each part."""
    overrides = [
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/word/document.xml", f"{_WORD_TYPE}.document.main+xml"),
        *((f"/word/{name}", f"{_WORD_TYPE}.{kind}+xml") for _, _, name, kind in (*_OWN_PARTS, _NOTES[writing.note])),
        *((f"/{part.name}", part.content_type) for part in writing.house.parts),
    ]
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
