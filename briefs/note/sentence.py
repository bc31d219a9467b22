"""Sentences of a line: where each starts and ends, by the stops and abbreviations of its language.

When in doubt a stop ends the sentence: a call too many does no harm, a figure without its call does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from briefs.note.rules import NoteRules

AHEAD = 60  # characters behind a stop that decide; so that long paragraphs cost no more than short ones
CLOSERS = "\"'”’»)]›"
OPENERS = "\"'“‘«([‹—–-"
_STOP = re.compile(rf"(?P<stop>[.!?…؟]+)(?:\s?[{re.escape(CLOSERS)}])*(?=\s|$)")
_BEFORE = re.compile(rf"[^\s{re.escape(OPENERS)}]*$")
_INNER_STOPS = re.compile(r"(?:\w\.)+\w$")  # U.S., p.m.


class Sentence(Struct, frozen=True):
    """A stretch of a line from its first word to its last stop or closing quote."""

    start: int
    end: int


@lru_cache(maxsize=4096)  # asked by typography, calls and record
def find_sentences(shape: str, rules: NoteRules) -> tuple[Sentence, ...]:
    """The sentences of a line, in order; a line without a stop is one sentence."""
    edges = [*_stops(shape, rules), len(shape)]
    sentences: list[Sentence] = []
    start = 0
    for edge in edges:
        piece = shape[start:edge]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            sentences.append(Sentence(first, start + len(piece.rstrip())))
            start = edge
    return tuple(sentences) or (Sentence(0, len(shape)),)


def _stops(shape: str, rules: NoteRules) -> Iterator[int]:
    start = 0
    for stop in _STOP.finditer(shape):
        if _ends_sentence(shape, start, stop, rules):
            start = stop.end()
            yield start


def _ends_sentence(shape: str, start: int, stop: re.Match[str], rules: NoteRules) -> bool:
    after = shape[stop.end() : stop.end() + AHEAD].lstrip().lstrip(OPENERS + " \u00a0\u202f")
    if not after:
        return True
    if after[0].islower():
        return False
    if stop["stop"] != ".":
        return True
    return not _is_abbreviation(shape[max(start, stop.start() - AHEAD) : stop.start()], after, rules)


def _is_abbreviation(before: str, after: str, rules: NoteRules) -> bool:
    """Whether the stop after these words belongs to the last of them: “art. 5”, “Dr. Doe”, an initial, “1.”."""
    found = _BEFORE.search(before)
    word = found.group() if found else ""
    if word.isdecimal() and word == before.strip():
        return True
    if after[0].isdigit():
        return word.casefold() in rules.before_number or bool(_INNER_STOPS.match(word))
    if word.casefold() in rules.before_name:
        return True
    initial = _INNER_STOPS.match(word) or (len(word) == 1 and word.isupper())
    return bool(initial) and re.split(r"\W", after, maxsplit=1)[0] not in rules.starters
