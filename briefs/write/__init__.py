"""From the finished document to files, as bytes: a format is one row here and its own file beside this one."""

from __future__ import annotations

from collections.abc import Callable

from briefs.document import Document
from briefs.finding import Finding
from briefs.write.docx import write_docx
from briefs.write.markdown import write_markdown

Writer = Callable[[Document, bytes], tuple[bytes | None, tuple[Finding, ...]]]

# Format: the suffix of its files, and its writer (a document and the bytes of the house's reference.docx).
WRITERS: dict[str, tuple[str, Writer]] = {
    "docx": (".docx", write_docx),
    "md": (".md", write_markdown),
}

__all__ = ["WRITERS", "Writer", "write_docx", "write_markdown"]
