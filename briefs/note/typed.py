"""Numerals that stand in plain words: names, titles, quotations, and what an author typed (which a check reports)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefs.document import Call, Code, LineBreak, Text
from briefs.note.line import Line
from briefs.numeral import read_numerals

_PERHAPS_NUMERIC = re.compile(r"[%‰]|[^\W_A-Za-zÀ-ÖØ-öø-ÿ]")  # most letters are none at once


def typed_numerals(line: Line, language: str) -> Iterator[tuple[int, str]]:
    """Offset and words of each number outside figures, declared numerals and references, digits with their word."""
    plain = Text | Code | LineBreak | Call
    taken = [(leaf.start, leaf.end) for leaf in line.leaves if not isinstance(leaf.node, plain)]
    spans = [span for span in _numbers(line.text, language) if not _touches(*span, taken)]
    for start, end in _merged(sorted(spans)):
        yield start, line.text[start:end]


def _numbers(text: str, language: str) -> Iterator[tuple[int, int]]:
    for numeral in read_numerals(text, language):
        if numeral.exempt is None:
            yield numeral.start, numeral.end
    done = 0
    for sign in _PERHAPS_NUMERIC.finditer(text):
        at = sign.start()
        if at >= done and (sign[0].isnumeric() or sign[0] in "%‰"):
            start, done = _word_around(text, at)
            yield start, done


def _word_around(text: str, at: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _touches(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch meets one of those that stand in order and apart."""
    at = bisect_right(taken, start, key=lambda span: span[1])
    return at < len(taken) and taken[at][0] < end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
