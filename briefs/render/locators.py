"""Locators as templates type them: “article 18(1)”, “section 2258A”."""

from __future__ import annotations

from briefs.evidence import Locator

LABELS = ("article", "section", "page", "paragraph", "table", "chapter", "figure", "recital", "heading", "part")


def split_locator(text: str, label: str = "heading") -> tuple[str, str]:
    """A locator typed as words (“section 2258A”) as its label and value."""
    first, _, rest = text.partition(" ")
    if rest and first.lower() in LABELS:
        return first.lower(), rest
    return label, text


def read_locator(text: str | None) -> Locator | None:
    """The same as a record; None for none."""
    return Locator(*split_locator(text)) if text else None
