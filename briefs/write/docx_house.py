"""The house's own reference.docx, and what a user's Word file lacks to serve as one, added."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from briefs.finding import Finding
from briefs.write.docx_package import Part, pack_parts
from briefs.write.docx_parts import DECLARATION, font_table
from briefs.write.docx_reference import check_reference, resolve_styles, styles_part_name
from briefs.write.docx_styles import (
    DEFAULTS,
    MARGIN,
    MARGIN_BOTTOM,
    MARGIN_TOP,
    NAMESPACES,
    NEEDED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    STYLES,
    abstract_numbering,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "numbering", "settings", "fontTable")
_NUMBERING = re.compile(r"<w:numPr>.*?</w:numPr>")
_LINKED_STYLE = re.compile(r'<w:(basedOn|next) w:val="(\w+)"/>')


def make_reference() -> bytes:
    """The house style as a Word file that shows each style by its name, to be opened and changed in Word."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": _specimen(),
        "word/_rels/document.xml.rels": _relations(),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{DEFAULTS}{''.join(STYLES.values())}</w:styles>",
        "word/numbering.xml": _numbering(),
        "word/settings.xml": f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/></w:settings>',
        "word/fontTable.xml": font_table().removeprefix(DECLARATION),
    }
    return pack_parts(Part(name, (DECLARATION + text).encode()) for name, text in parts.items())


def _specimen() -> str:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr><w:r><w:t>{key}</w:t></w:r></w:p>'
        for key in NEEDED
        if 'w:type="paragraph"' in STYLES[key]
    )
    page = (
        f'<w:sectPr><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{MARGIN_TOP}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN_BOTTOM}" w:left="{MARGIN}" w:header="624" w:footer="510" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {NAMESPACES}><w:body>{paragraphs}{page}</w:body></w:document>"


def _numbering() -> str:
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n - 1}"/></w:num>' for n in (1, 2))
    return (
        f"<w:numbering {NAMESPACES}>{abstract_numbering(0, False)}{abstract_numbering(1, True)}{numbers}</w:numbering>"
    )


def _relations() -> str:
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for place, name in enumerate(_PARTS, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    rows = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_WORD_TYPE}.{n}+xml"/>' for n in _PARTS)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>{rows}</Types>'
    )


def mend_reference(data: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The same Word file with the house's styles added where they were lacking; its own styles stay as they are."""
    findings = check_reference(data)
    if any(finding.rule == "reference-unreadable" for finding in findings):
        return None, findings
    if not findings:
        return data, ()
    ids, target = resolve_styles(data), styles_part_name(data)
    with ZipFile(BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    root = etree.fromstring(members[target])
    known = {style.get(f"{{{root.nsmap['w']}}}styleId") for style in root}
    for key in NEEDED:
        if key not in ids:
            root.append(etree.fromstring(_mended_style(key, ids, known)))
    members[target] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return pack_parts(Part(name, content) for name, content in members.items()), ()


def _mended_style(key: str, ids: dict[str, str], known: set[str | None]) -> str:
    """A style of ours, linked to the styles of this file; its lists are numbered by the writer."""

    def link(found: re.Match[str]) -> str:
        style_id = ids.get(found[2], found[2])
        there = style_id in known or style_id in NEEDED
        return f'<w:{found[1]} w:val="{style_id}"/>' if there else ""

    xml = _LINKED_STYLE.sub(link, _NUMBERING.sub("", STYLES[key]))
    return xml.replace("<w:style ", f"<w:style {NAMESPACES} ", 1)
