"""Reads a tagged PDF as its reader hears it: block by block in the order of its structure (ISO 32000-1, 14.7 and 14.8).

Only what is tagged is read: of an untagged PDF nobody can say what is a cell, a note or a heading.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from briefs.audit.reading import Reading
from briefs.finding import Finding, Place, Stops

INSTALL = "python -m pip install pypdf"


def read_pdf(data: bytes, path: str) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The PDF as its reader hears it, and what stands in the way of reading it."""
    try:
        pypdf = import_module("pypdf")
    except ModuleNotFoundError:
        message = "A PDF is read back with the package pypdf, which is not installed."
        return None, (Finding("pdf-reader-missing", message, Place(path), f"Run: {INSTALL}", stops=Stops.RUN),)
    quiet = import_module("logging").getLogger("pypdf")  # it tells its troubles there; what matters is told here
    before = quiet.level
    quiet.setLevel("CRITICAL")
    try:
        return _read(pypdf, data, path)
    except Exception as error:  # a damaged file makes the package fail in every way that Python knows
        hint = "Make it again from the Word file, as a PDF with tags."
        message = f"This PDF can't be read: {type(error).__name__}, {str(error)[:200]}."
        return None, (Finding("unreadable-file", message, Place(path), hint, stops=Stops.RUN),)
    finally:
        quiet.setLevel(before)


def _read(pypdf: Any, data: bytes, path: str) -> tuple[Reading | None, tuple[Finding, ...]]:
    from briefs.audit.pdfnotes import read_structure
    from briefs.audit.pdfpieces import read_pieces

    file = pypdf.PdfReader(BytesIO(data))
    root = file.trailer["/Root"].get_object()
    if "/StructTreeRoot" not in root:
        message = "This PDF has no tags, so what is a heading, a cell or a note in it can't be told."
        hint = "Audit the Word file that it was made from, or make the PDF again with tags (accessible PDF)."
        return None, (Finding("pdf-untagged", message, Place(path), hint, stops=Stops.RUN),)
    pieces = read_pieces(pypdf, file)
    blocks, notes = read_structure(root["/StructTreeRoot"].get_object(), pieces)
    language = str(root.get("/Lang", "")).split("-")[0].lower() or None
    found = []
    if pieces.unreadable:
        message = f"Letters on page {pieces.unreadable[0]} don't say which characters they are."
        hint = "Make it again with another font: neither programs nor screen readers can read these."
        found.append(Finding("pdf-letters-unknown", message, Place(path), hint))
    if pieces.loose.strip():
        message = f"Text stands outside the structure, so that a screen reader skips it: “{pieces.loose.strip()[:40]}”."
        found.append(Finding("pdf-text-untagged", message, Place(path), "Make it again from the Word file."))
    return Reading(path, "pdf", blocks, notes, (), language), tuple(found)
