"""Where in a Word file something stands that accessibility is about."""

from __future__ import annotations

from briefs.audit.accessscan import Paragraph, Scan
from briefs.finding import Place


def place_of(scan: Scan, one: Paragraph, excerpt: str = "") -> Place:
    """Part, heading, number of the paragraph, and its first words."""
    return Place(scan.path, one.number, None, one.part, one.heading, (excerpt or one.text.strip())[:40])
