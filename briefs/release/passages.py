"""Passages that differ between two editions of a text, in pairs, and the words around what differs in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from msgspec import Struct

AROUND = 60  # characters told before and after what differs in a passage


class TextChange(Struct, frozen=True):
    """A passage as it was written and as it stands now."""

    was: str
    now: str


def text_changes(was: Sequence[str], now: Sequence[str]) -> Iterator[TextChange]:
    """The lines that differ, in pairs."""
    for kind, start, end, first, last in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            for old, new in zip_longest(was[start:end], now[first:last], fillvalue=""):
                yield TextChange(old, new)


def around(change: TextChange) -> tuple[str, str]:
    """Both passages, cut to where they differ, with some words before and after."""
    start = _alike(change.was, change.now)
    end = _alike(change.was[start:][::-1], change.now[start:][::-1])
    first = 0 if start <= AROUND else change.was.find(" ", start - AROUND, start) + 1  # words stay whole
    kept = max(end - AROUND, 0)
    cut = [text[first : len(text) - kept] for text in (change.was, change.now)]
    before, after = "… " if first else "", " …" if kept else ""
    return f"{before}{cut[0]}{after}", f"{before}{cut[1]}{after}"


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
