"""From the finished document to files, as bytes: a format is one row here and its own file beside this one."""

from __future__ import annotations

from collections.abc import Callable

from briefs.document import Document
from briefs.finding import Finding
from briefs.write.docx import write_docx
from briefs.write.markdown import write_markdown

Writer = Callable[[Document, bytes], tuple[bytes | None, tuple[Finding, ...]]]


def write_pdf(document: Document, reference: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The PDF; what runs another program is loaded only where one is wanted."""
    from briefs.write.pdf import write_pdf as write

    return write(document, reference)


# Format: the suffix of its files, and its writer (a document and the bytes of the house's reference.docx).
WRITERS: dict[str, tuple[str, Writer]] = {
    "docx": (".docx", write_docx),
    "md": (".md", write_markdown),
    "pdf": (".pdf", write_pdf),
}

__all__ = ["WRITERS", "Writer", "write_docx", "write_markdown", "write_pdf"]
