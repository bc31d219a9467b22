"""Reads a finished brief as its reader does, and accounts for every number in it; shares nothing with what wrote it."""

from __future__ import annotations

from briefs.audit.compare import compare_record
from briefs.audit.docx import read_docx
from briefs.audit.gate import Gate
from briefs.audit.markdown import read_markdown
from briefs.audit.reading import Reading
from briefs.audit.report import AUDITORS, AuditReport, audit_file
from briefs.audit.verdict import AuditedFigure

__all__ = [
    "AUDITORS", "AuditReport", "AuditedFigure", "Gate", "Reading", "audit_file", "compare_record",
    "read_docx", "read_markdown",
]  # fmt: skip
