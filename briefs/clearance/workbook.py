"""A workbook's package as it should be: what openpyxl writes, in the order that the schema asks for, without a clock.

openpyxl 3.1 writes each text into its cell, where Excel keeps one table of all texts (18.4.9); the parts of a font in
an order of its own (18.8.22); and the time of day into the properties.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from briefs.write.docx_package import Part, pack_parts

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_M = f"{{{_MAIN}}}"
_EARLIEST = "1980-01-01T00:00:00Z"
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_FONT = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_STRINGS = "xl/sharedStrings.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
# Where the table is told of: before the end of these parts.
_TOLD = {
    "[Content_Types].xml": ("</Types>", f'<Override PartName="/{_STRINGS}" ContentType="{_TYPE}"/>'),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        f'<Relationship Type="{_OFFICE}/relationships/sharedStrings" Target="/{_STRINGS}" Id="rIdS"/>',
    ),
}
_APPLICATION = f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>briefs</Application></Properties>'


def settle_workbook(data: bytes, moment: str) -> bytes:
    """The same workbook: fixed order and times, the brief's own day in place of the clock's, texts in their table."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stamp = rb"\g<1>" + (moment or _EARLIEST).encode("ascii") + rb"\g<3>"
    parts["docProps/core.xml"] = _STAMPS.sub(stamp, parts["docProps/core.xml"])
    parts["xl/styles.xml"] = _in_order(parts["xl/styles.xml"])
    parts["docProps/app.xml"] = _APPLICATION.encode("utf-8")
    parts |= _with_table(parts)
    for name, (end, line) in _TOLD.items():
        parts[name] = parts[name].replace(end.encode("ascii"), f"{line}{end}".encode("ascii"))
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    return pack_parts(Part(name, parts[name]) for name in names)


def _in_order(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    for font in root.iter(f"{_M}font"):
        font[:] = sorted(font, key=lambda piece: _FONT.index(etree.QName(piece).localname))
    return _written(root)


def _with_table(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sheets with numbers of texts in place of the texts, and the table of them."""
    texts: dict[str, int] = {}
    changed, count = {}, 0
    for name in sorted(name for name in parts if name.startswith("xl/worksheets/sheet")):
        root = etree.fromstring(parts[name])
        for cell in root.iterfind(f".//{_M}c[@t='inlineStr']"):
            words = "".join(piece.text or "" for piece in cell.iter(f"{_M}t"))
            for piece in list(cell):
                cell.remove(piece)
            cell.set("t", "s")
            etree.SubElement(cell, f"{_M}v").text = str(texts.setdefault(words, len(texts)))
            count += 1
        changed[name] = _written(root)
    table = etree.Element(f"{_M}sst", {"count": str(count), "uniqueCount": str(len(texts))}, nsmap={None: _MAIN})
    for words in texts:
        text = etree.SubElement(etree.SubElement(table, f"{_M}si"), f"{_M}t")
        text.text = words
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return changed | {_STRINGS: _written(table)}


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
