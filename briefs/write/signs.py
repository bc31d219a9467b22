"""Signs that no output may hold: control characters, halves of a pair, and the marks that stand for figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from briefs.document import Document
from briefs.finding import Finding, Place, Stops

# What XML 1.0 cannot hold (section 2.2); C1 controls, line separators and overrides of direction, which nobody sees;
# private use, which is a figure's mark left over.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000f0000-\U000fffff\U00100000-\U0010ffff]"
)


def find_unprintable(document: Document, printed: Iterable[str]) -> tuple[Finding, ...]:
    """A finding for each block or note that holds a sign no output may hold; the printed text says whether to look."""
    if not any(_UNPRINTABLE.search(text) for text in printed):
        return ()
    start = Place(document.brief)
    findings: list[Finding] = []
    for part in (document.title, document.subtitle, document.meta, document.words, document.notes, *document.blocks):
        sign = _find_sign(part)
        if sign is not None:
            findings.append(_unprintable(sign, getattr(part, "at", start)))
    return tuple(findings)


def _unprintable(sign: str, place: Place) -> Finding:
    message = f"the text holds the character U+{ord(sign):04X}, which cannot be printed"
    hint = "retype the word: hidden characters come in by copying from a PDF or a web page"
    return Finding("unprintable-character", message, place, hint, stops=Stops.DOCUMENT)


def _find_sign(value: object) -> str | None:
    """The first such sign anywhere in a value."""
    if isinstance(value, str):
        found = _UNPRINTABLE.search(value)
        return None if found is None else found.group()
    return next((sign for sign in map(_find_sign, _members(value)) if sign is not None), None)


def _members(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, Struct) and not isinstance(value, Place):
        return [getattr(value, name) for name in value.__struct_fields__]
    return []
