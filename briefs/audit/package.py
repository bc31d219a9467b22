"""Opens a Word file's zip package with hard limits, and parses its parts without any document type or entity."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from functools import cache
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree

from msgspec import Struct, field

LARGEST_PART = 40_000_000  # bytes after unzipping; a brief's text has some hundred thousand
LARGEST_PACKAGE = 80_000_000  # bytes of all parts that are read
MOST_TAGS = 2_000_000  # in one part
MOST_FILES = 20_000
STRICT = "http://purl.oclc.org/ooxml/"  # ISO 29500 Strict has other names for the same things
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0?!\0?D\0?O\0?C\0?T|<\0?!\0?E\0?N\0?T")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
          IndexError, KeyError, OverflowError)  # fmt: skip


class Refused(Exception):  # noqa: N818 - it is no error of ours
    """A package or a part that can't be read, and why, in plain words."""


class Relationship(Struct, frozen=True):
    """What a part refers to: another part, or an address outside."""

    kind: str  # the last word of its type: footnotes, hyperlink…
    target: str
    external: bool


class Package(Struct):
    """A zip package whose parts are read one by one, within the limits."""

    archive: zipfile.ZipFile
    names: dict[str, str]  # part name in lower case (they are compared so, ECMA-376 part 2) to name in the zip
    read: int = 0
    broken: list[str] = field(default_factory=list)
    known: dict[str, dict[str, Relationship]] = field(default_factory=dict)  # relationships by part

    def part(self, name: str) -> ElementTree.Element | None:
        """The root of a part; None where the package has no such part. Refused when it is broken or too large."""
        entry = self.names.get(name.lower())
        return None if entry is None else parse_part(self.bytes_of(entry), name)

    def bytes_of(self, entry: str) -> bytes:
        """A part's bytes, never more than the limit, whatever the zip's directory says."""
        try:
            with self.archive.open(entry) as stream:
                data = stream.read(LARGEST_PART + 1)
        except BROKEN as error:
            raise Refused(f"its part {entry} is damaged") from error
        self.read += len(data)
        if len(data) > LARGEST_PART or self.read > LARGEST_PACKAGE:
            raise Refused(f"its part {entry} is far too large once unzipped")
        return data

    def optional(self, name: str | None) -> ElementTree.Element | None:
        """A part that the text can be read without; a broken one is remembered."""
        try:
            return self.part(name) if name else None
        except Refused as error:
            self.broken.append(str(error))
            return None

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part refers to, by id; read once."""
        if name not in self.known:
            self.known[name] = self._relationships(name)
        return self.known[name]

    def _relationships(self, name: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(name)
        root = self.optional(posixpath.join(folder, "_rels", base + ".rels"))
        found = {}
        for element in () if root is None else root.iter(RELATIONSHIPS):
            external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, target if external else _inside(folder, target), external)
        return found


def _inside(folder: str, target: str) -> str:
    """The part that an internal target names, from the part's own folder or the package's root."""
    path = unquote(target)
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)).lstrip("./")


def open_package(data: bytes) -> Package:
    """The package in these bytes; Refused when they are no sound zip."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
    except (*BROKEN, zipfile.LargeZipFile) as error:
        raise Refused("it is not a Word file (no readable zip package)") from error
    if len(entries) > MOST_FILES:
        raise Refused("it holds far too many parts")
    names: dict[str, str] = {}
    for entry in entries:
        if entry.filename.lower() in names:
            # Two parts of one name: programs differ in which they show, so what the reader sees is unknown.
            raise Refused(f"its part {entry.filename} is there twice")
        names[entry.filename.lower()] = entry.filename
        if entry.flag_bits & 1:
            raise Refused("it is protected by a password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused(f"its part {entry.filename} is packed in a way that Word does not use")
    return Package(archive, names)


def parse_part(data: bytes, name: str) -> ElementTree.Element:
    """The root element; a document type is refused, so that no entity, internal or external, is ever expanded."""
    declared = ENCODING.match(data)
    if declared and declared[1].lower() not in (b"utf-8", b"utf-16", b"utf8", b"us-ascii", b"ascii"):
        raise Refused(f"its part {name} has an encoding that Word does not use")
    if b"!" in data and DOCTYPE.search(data):
        raise Refused(f"its part {name} declares a document type or entities, which Word files never do")
    if data.count(b"<") > MOST_TAGS:
        raise Refused(f"its part {name} is far too large once unzipped")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused(f"its part {name} is not well-formed XML") from error


NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    f"{STRICT}wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    f"{STRICT}officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    f"{STRICT}officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    f"{STRICT}drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    f"{STRICT}drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    f"{STRICT}drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    f"{STRICT}drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}


_KNOWN: dict[str, str] = {}  # names met so far; bounded, since a hostile file may hold a million


def short(tag: str) -> str:
    """A tag or attribute name with its usual prefix: w:p. Both editions of the standard give the same."""
    name = _KNOWN.get(tag)
    if name is None:
        space, _, local = tag.rpartition("}")
        prefix = NAMESPACES.get(space[1:], "?") if space else ""
        name = f"{prefix}:{local}" if prefix else local
        if len(_KNOWN) < 5000:
            _KNOWN[tag] = name
    return name


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """An attribute by its prefixed name, in either edition of the standard."""
    for key in spelt(name):
        value = element.get(key)
        if value is not None:
            return value
    return None


@cache
def spelt(name: str) -> tuple[str, ...]:
    """A prefixed name as a parser spells it, in either edition; the names asked for are those in our own code."""
    prefix, _, local = name.rpartition(":")
    return tuple(f"{{{space}}}{local}" for space, known in NAMESPACES.items() if known == prefix) or (name,)


def child(element: ElementTree.Element | None, name: str) -> ElementTree.Element | None:
    """The first child of this prefixed name."""
    if element is not None:
        tags = spelt(name)
        for one in element:
            if one.tag in tags:
                return one
    return None


def children(element: ElementTree.Element | None) -> dict[str, ElementTree.Element]:
    """The first child of each name, by its prefixed name."""
    found: dict[str, ElementTree.Element] = {}
    for one in () if element is None else element:
        found.setdefault(short(one.tag), one)
    return found


def value_of(element: ElementTree.Element | None, name: str) -> str | None:
    """The w:val of a child: None without the child, "" without the value."""
    return value_in(child(element, name))


def value_in(element: ElementTree.Element | None) -> str | None:
    """The w:val of a property: None without the property, "" without the value."""
    return None if element is None else attribute(element, "w:val") or ""


def is_on(value: str | None) -> bool:
    """Whether an on-off property is on (ECMA-376 part 1, 17.17.4): present without a value means yes."""
    return value is not None and value.lower() not in ("0", "false", "off", "none")
