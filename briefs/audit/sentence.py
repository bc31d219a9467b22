"""Cuts a block's text into sentences as a reader would, in any language that ends them with a sign."""

from __future__ import annotations

import re

from briefs.audit.reading import CALL
from briefs.audit.words import BEFORE_NAME, BEFORE_NUMBER, BEGINNERS

# A mark stands bare where it is raised, in brackets where it follows a digit.
# One that leads nowhere, typed as text ("[3]", "[^a]", "³"), still ends no sentence later than its stop.
_MARK = rf"(?:{CALL}|[\[(]{CALL}[\])])"
_TYPED = r"\[\^?[^\W_][\w.-]{0,40}\]|[⁰¹²³⁴-⁹]"
_END = re.compile(
    r"(?P<stop>[.!?…]+|[。！？؟]+)"
    rf"(?P<tail>(?: »|[\u00a0\u202f]?[»”’\"')\]]|{_TYPED}|[\s,;]*{_MARK})*)"
    r"(?=\s|$)|\n\s*\n"
)
_STOP = re.compile("[.!?…。！？؟\n]")  # with one of these it begins, and looking for them is quick
_OPENING = " \t\n\u00a0\u202f«“„”\"'‘’([—–-•*_"
_WORD_BEFORE = re.compile(r"([^\s\u00a0\u202f’'(\[«“\"/]{1,24})\Z")

# An abbreviation with inner stops (U.S., p.m., S.A.) ends a sentence only before a word that begins one.
_INNER_STOPS = re.compile(r"(?:\w\.)+\w\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence; marks of notes right after its stop belong to it."""
    spans, start = [], 0
    found = _STOP.search(text)
    while found is not None:
        match = _END.match(text, found.start())
        if match is not None and match.end() > start and _ends_sentence(text, match, start):
            spans.append((start, match.end()))
            start = match.end()
        found = _STOP.search(text, found.end() if match is None else match.end())
    if text[start:].strip() or not spans:
        spans.append((start, len(text)))
    else:
        spans[-1] = (spans[-1][0], len(text))
    return tuple(spans)


def _ends_sentence(text: str, match: re.Match[str], start: int) -> bool:
    if match["stop"] is None:  # a blank line
        return True
    at = match.end()
    while at < len(text) and text[at] in _OPENING:
        at += 1
    if at == len(text):
        return True
    if text[at].islower():
        return False
    return match["stop"] != "." or CALL in match["tail"] or not _is_abbreviation(text, match.start(), at, start)


def _is_abbreviation(text: str, stop: int, following: int, start: int) -> bool:
    """Whether the stop belongs to the word before it."""
    found = _WORD_BEFORE.search(text, max(start, stop - 25), stop)
    if found is None:
        return False
    raw = found[1]
    word = raw.lower().rstrip(".")
    next_is_number = text[following].isdigit() or bool(re.match(r"[IVXLC]+\b", text[following : following + 8]))
    if next_is_number and word in BEFORE_NUMBER:
        return True
    if not next_is_number and word in BEFORE_NAME and (raw[0].isupper() or len(word) > 1):
        return True
    if _INNER_STOPS.match(raw):
        beginning = _FIRST_WORD.match(text, following)
        return beginning is None or beginning[0].lower() not in BEGINNERS
    if len(raw) == 1 and raw.isupper() and text[following].isalpha():
        return True  # an initial
    return raw.isdigit() and not text[start:stop].strip().removesuffix(raw)  # "1." at the head of a line
