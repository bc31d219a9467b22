"""A Word file opened: its main part, and what that leads to by relationships (ECMA-376 part 2, clauses 8 and 9).

python-docx does the same and far more; loading it takes longer than writing a brief.
"""

from __future__ import annotations

import posixpath
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from msgspec import Struct, field

from briefs.write.docx_styles import RELATIONS

_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Relationship types (ECMA-376 part 1, 11.3 and 14.2).
OFFICE_DOCUMENT, STYLES, SETTINGS, NUMBERING, HEADER, FOOTER, THEME, FONT_TABLE = (
    f"{RELATIONS}/{name}"
    for name in ("officeDocument", "styles", "settings", "numbering", "header", "footer", "theme", "fontTable")
)


class Relationship(Struct):
    """Where a part leads: to another part, or by its target out of the file."""

    id: str
    type: str
    target: str
    part: OpenPart | None


class OpenPart(Struct):
    """One part of the file, with its relationships by id."""

    name: str  # without a slash before it
    content_type: str
    data: bytes
    relationships: dict[str, Relationship] = field(default_factory=dict)

    def root(self) -> etree._Element:
        """Its XML, without the blanks between elements."""
        return etree.fromstring(self.data, etree.XMLParser(remove_blank_text=True, resolve_entities=False))

    def related(self, kind: str) -> OpenPart | None:
        """The part that it leads to by a relationship of this type."""
        return next((one.part for one in self.relationships.values() if one.type == kind and one.part), None)

    def led_to(self, key: str) -> OpenPart:
        """The part that it leads to by the relationship of this id; KeyError where there is none in the file."""
        part = self.relationships[key].part
        if part is None:
            raise KeyError(key)
        return part


def open_package(data: bytes) -> OpenPart:
    """The main part of a Word document; raises what zipfile, lxml and dictionaries do where it is none."""
    with ZipFile(BytesIO(data)) as archive:
        package = _Package(archive)
        main = next(one.part for one in package.relationships("").values() if one.type == OFFICE_DOCUMENT and one.part)
    if main.content_type != _DOCUMENT:
        raise ValueError(f"the main part is no Word document: {main.content_type}")
    return main


class _Package:
    """Reads each part once; lives as long as a file is being opened."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        self.parts: dict[str, OpenPart] = {}
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        self.overrides = {
            one.get("PartName", "").lower(): one.get("ContentType", "")
            for one in types.iterfind(f"{_PACKAGE}content-types}}Override")
        }
        self.defaults = {
            one.get("Extension", "").lower(): one.get("ContentType", "")
            for one in types.iterfind(f"{_PACKAGE}content-types}}Default")
        }

    def part(self, name: str) -> OpenPart:
        """A part and all that it leads to."""
        if name not in self.parts:
            extension = name.rpartition(".")[2].lower()
            kind = self.overrides.get(f"/{name}".lower()) or self.defaults[extension]
            self.parts[name] = OpenPart(name, kind, self.archive.read(name))
            self.parts[name].relationships = self.relationships(name)
        return self.parts[name]

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The relationships of a part, or of the file itself where the name is empty."""
        folder, _, last = name.rpartition("/")
        source = posixpath.join(folder, "_rels", f"{last}.rels")
        if source not in self.names:
            return {}
        rows = etree.fromstring(self.archive.read(source)).iterfind(f"{_PACKAGE}relationships}}Relationship")
        return {row.get("Id", ""): self.relationship(row, folder) for row in rows}

    def relationship(self, row: etree._Element, folder: str) -> Relationship:
        """One relationship; its part, if it leads to one."""
        target = row.get("Target", "")
        outside = row.get("TargetMode") == "External"
        name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return Relationship(row.get("Id", ""), row.get("Type", ""), target, None if outside else self.part(name))
