"""A document as a PDF with tags, bookmarks, language and title: the Word file, converted by LibreOffice.

Its pages are LibreOffice's, so its bytes depend on that program's version and on the fonts of the machine; on one
machine they are the same each time. It does not call itself PDF/UA: LibreOffice gives the links that lead back from a
note no tag.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from io import BytesIO

from briefs.document import Document
from briefs.finding import Finding, Place, Stops
from briefs.write.docx import write_docx
from briefs.write.office import INSTALL, OfficeFailed, convert, find_office

_OPTIONS = {
    "UseTaggedPDF": True, "ExportBookmarks": True, "DisplayPDFDocumentTitle": True, "ExportNotes": False,
    "UseLosslessCompression": True, "ReduceImageResolution": False,
}  # fmt: skip
FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {name: {"type": "boolean", "value": str(value).lower()} for name, value in _OPTIONS.items()}
)
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z<")
_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}(?:Z'?|[+-]00'00'?)?(?=\))")
_XMP_DATE = re.compile(rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_DIGEST = re.compile(rb"(/ID\s*\[\s*<)([0-9A-F]{32})(>\s*<)([0-9A-F]{32})(>)|(/DocChecksum\s*/)([0-9A-F]{32})")


def write_pdf(document: Document, reference: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of the PDF, or the findings that keep it from being made."""
    office = find_office(os.environ)
    if office is None:
        message = "A PDF is made by LibreOffice, which was not found on this machine."
        return None, (Finding("pdf-without-office", message, Place("pyproject.toml"), INSTALL, stops=Stops.RUN),)
    data, findings = write_docx(document, reference)
    if data is None:
        return None, findings
    try:
        made = convert(office, data, "brief.docx", FILTER)
    except OfficeFailed as why:
        message = f"LibreOffice made no PDF of {document.brief}: {why}."
        hint = f"open the Word file in LibreOffice and export it by hand to see what it says; it is {office}"
        failed = Finding("pdf-failed", message, Place(document.brief), hint, stops=Stops.DOCUMENT)
        return None, (*findings, failed)
    return settle(made, data), findings


def settle(made: bytes, word: bytes) -> bytes:
    """The PDF without the moment at which it was made: dates are those of the Word file, its ids a digest of it.

    What is replaced keeps its length, so that nothing else in the file moves.
    """
    with zipfile.ZipFile(BytesIO(word)) as archive:
        match = _CREATED.search(archive.read("docProps/core.xml"))
    if match is not None:
        year, month, day, hour, minute, second = match.groups()
        plain = year + month + day + hour + minute + second
        made = _DATE.sub(lambda date: date[1] + plain + date[0][len(date[1]) + 14 :], made)
        spelt = b"%b-%b-%bT%b:%b:%b" % match.groups()
        made = _XMP_DATE.sub(lambda date: date[1] + spelt, made)
    blank = _DIGEST.sub(lambda found: _with_digest(found, b"0" * 32), made)
    own = hashlib.sha256(blank).hexdigest()[:32].upper().encode()
    return _DIGEST.sub(lambda found: _with_digest(found, own), made)


def _with_digest(found: re.Match[bytes], digest: bytes) -> bytes:
    if found[6]:
        return found[6] + digest
    return found[1] + digest + found[3] + digest + found[5]
