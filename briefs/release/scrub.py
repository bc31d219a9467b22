"""Scrub: what must not leave the house in a written file: names, comments, hidden text, tracked changes, paths.

A Word file is looked through part by part, whatever wrote it: the house's own template may bring along any of these.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from briefs.finding import Finding, Place, Stops

RULE = "not-scrubbed"
HINT = "take it out of the Word template or the text that it comes from, and build again"
# Elements by their local names (ECMA-376 part 1, 17.13.5 for changes, 17.13.4 for comments).
_CHANGES = (
    b"ins|del|moveFrom|moveTo|delText|delInstrText|cellIns|cellDel|cellMerge|"
    b"[rp]PrChange|sectPrChange|tblPrChange|tblGridChange|trPrChange|tcPrChange|tblPrExChange|numberingChange|"
    b"trackRevisions"
)
_CHANGED = re.compile(rb"<w:(" + _CHANGES + rb")(?=[\s/>])")
_COMMENTED = re.compile(rb"<w:(comment|commentReference|commentRangeStart)(?=[\s/>])")
_HIDDEN = re.compile(rb"<w:(vanish|specVanish|webHidden)(?:\s+w:val=[\"'](\w*)[\"'])?\s*/?>")
_PERSON = re.compile(rb"<(?:\w+:)?(creator|lastModifiedBy|Company|Manager|Template|HyperlinkBase)(?:\s[^>]*)?>([^<]+)<")
_SIGNED = re.compile(rb"\sw:(author|initials)=[\"']([^\"']+)[\"']")
_PRIVATE_PARTS = re.compile(
    r"comments\w*\.xml$|people\.xml$|customXml/|docProps/custom\.xml$|attachedToolbars|vbaProject"
)
# Folders of people's own machines; addresses of the web hold none of these behind their scheme.
_PATH = re.compile(
    r"file:/+[^\s\"'<>]*|(?<![A-Za-z0-9])[A-Za-z]:\\[^\s\"'<>]+|(?<![\\\w])\\\\[\w.-]+\\[^\s\"'<>]+"
    r"|(?<![\w./:-])/(?:home|Users|root|tmp|mnt|private|Volumes|var/folders)/[^\s\"'<>]+"
)
# What each of these paths holds, so that most parts need no closer look.
_WINDOWS_SIGNS = (b":\\", b"\\\\")
_PATH_SIGNS = (
    b"file:/", b"/home/", b"/Users/", b"/root/", b"/tmp/", b"/mnt/",
    b"/private/", b"/Volumes/", b"/var/folders/",
)  # fmt: skip
_ENTITIES = (("&quot;", '"'), ("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&"))
_STREAM = re.compile(rb"(?<!end)stream\r?\n.*?endstream", re.DOTALL)
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_XMP_PERSON = re.compile(rb"<dc:creator>(?:\s|<rdf:\w+>)*[^<\s]")
_PDF_PERSON = re.compile(rb"/Author\s*(\([^)]*\)|<[0-9A-Fa-f]*>)")
_PDF_EXTRA = re.compile(
    rb"(?:/Subtype\s*/(?=Text|FreeText|Highlight|Popup|FileAttachment)|/(?=EmbeddedFiles|JavaScript|Launch))"
    rb"(\w+)(?=[\s/<>\[(])"
)
_PDF_EXTRAS = {
    **dict.fromkeys((b"Text", b"FreeText", b"Highlight", b"Popup"), "a comment"),
    **dict.fromkeys((b"FileAttachment", b"EmbeddedFiles"), "a file inside it"),
    **dict.fromkeys((b"JavaScript", b"Launch"), "a program"),
}
_SHARED_OWNER = (0x7875, 0x7855, 0x5855)  # extra fields of a zip that hold a user's number (Info-ZIP)


def scrub_file(data: bytes, path: str, form: str) -> tuple[Finding, ...]:
    """What a file holds that no reader should get; each keeps the document from being saved."""
    look = {"docx": _in_package, "pdf": _in_pdf}.get(form, partial(_in_text, "the text"))
    found = dict.fromkeys(look(data))
    return tuple(Finding(RULE, f"The file holds {what}.", Place(path), HINT, stops=Stops.DOCUMENT) for what in found)


def _in_package(data: bytes) -> Iterator[str]:
    """Everything in every part of a Word file, and in the zip around them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.comment:
            yield "a comment on its zip package"
        for entry in archive.infolist():
            if any(int.from_bytes(entry.extra[at : at + 2], "little") in _SHARED_OWNER for at in _extras(entry.extra)):
                yield f"the number of a user, at its part {entry.filename}"
            if _PRIVATE_PARTS.search(entry.filename):
                yield f"the part {entry.filename}"
            yield from _in_part(entry.filename, archive.read(entry))


def _extras(extra: bytes) -> Iterator[int]:
    """Where each extra field of a zip entry begins (APPNOTE 4.5)."""
    at = 0
    while at + 4 <= len(extra):
        yield at
        at += 4 + int.from_bytes(extra[at + 2 : at + 4], "little")


def _in_part(name: str, data: bytes) -> Iterator[str]:
    for match in _PERSON.finditer(data):
        if words := match[2].decode("utf-8", "replace").strip():
            yield f"a name in its properties: {match[1].decode()} “{words[:60]}”"
    for match in _SIGNED.finditer(data) if b"w:author=" in data or b"w:initials=" in data else ():
        yield f"the name of an author in {name}: “{match[2].decode('utf-8', 'replace')[:60]}”"
    if changed := _CHANGED.search(data):
        yield f"a tracked change in {name} ({changed[1].decode()})"
    if _COMMENTED.search(data):
        yield f"a comment in {name}"
    if any((match[2] or b"1").lower() not in (b"0", b"false", b"off") for match in _HIDDEN.finditer(data)):
        yield f"hidden text in {name}"
    yield from _in_text(name, data)


def _in_text(name: str, data: bytes) -> Iterator[str]:
    """Paths of a machine, in text, attributes and addresses."""
    windows = b"\\" in data and any(sign in data for sign in _WINDOWS_SIGNS)
    if not (windows or any(sign in data for sign in _PATH_SIGNS)):
        return
    text = data.decode("utf-8", "replace")
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    for path in _PATH.finditer(text):
        yield f"a path of a machine in {name}: {path[0][:80]}"


def _in_pdf(data: bytes) -> Iterator[str]:
    """What a PDF says of its maker and its making, outside the streams that hold its pages, and in its XMP."""
    described = b"\n".join(_XMP.findall(data))
    plain = _STREAM.sub(b" ", data)
    for match in _PDF_PERSON.finditer(plain):
        if words := _pdf_words(match[1]):
            yield f"the name of an author in its properties: “{words[:60]}”"
    if _XMP_PERSON.search(described):
        yield "the name of an author in its description (XMP)"
    for match in _PDF_EXTRA.finditer(plain):
        yield f"{_PDF_EXTRAS[match[1]]} ({match[1].decode()})"
    yield from _in_text("its properties", plain + described)


def _pdf_words(value: bytes) -> str:
    """A string of a PDF, in brackets or in hexadecimal digits (ISO 32000-1, 7.3.4)."""
    if value.startswith(b"<"):
        held = bytes.fromhex(value.strip(b"<>").decode("ascii"))
        return held.decode("utf-16" if held[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace").strip()
    return value.strip(b"()").decode("latin-1").strip()
