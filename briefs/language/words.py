"""Words around numbers: elision, lists, counts, capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from unicodedata import bidirectional

from briefs.language.digits import print_digits
from briefs.language.record import Elision, Language

WORD = re.compile(r"[^\W\d_]+")
DIRECTIONS = {"L": "L", "R": "R", "AL": "R"}
LATIN = re.compile("[A-Za-z]")
MARKS = {"L": "\u200e", "R": "\u200f"}
SPACES = " \u00a0\u202f\n"  # and a line's end, which $ lets pass
LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_]+)[ \u00a0\u202f]$")


def elide(before_text: str, next_text: str, language: Language) -> str:
    """The text before a figure or word, its last word elided where the language asks for it: «de » → «d’»."""
    if before_text[-1:] not in SPACES or not begins_with_vowel(next_text, language.elision):
        return before_text
    match = LAST_WORD.search(before_text)
    if match is None:
        return before_text
    short = language.elision.words.get(match[1].lower())
    if short is None:
        return before_text
    return before_text[: match.start(1)] + (short[0].upper() + short[1:] if match[1][0].isupper() else short)


def keep_direction(text: str, language: Language) -> str:
    """Words of the other direction with marks that keep the digits and signs at their ends in place (UAX #9, 2.6)."""
    if language.direction == "ltr" and LATIN.search(text):
        return text  # as nearly all are
    ours, theirs = ("L", "R") if language.direction == "ltr" else ("R", "L")
    strong = {DIRECTIONS.get(bidirectional(sign)) for sign in text}
    if ours in strong or theirs not in strong:
        return text
    before = "" if DIRECTIONS.get(bidirectional(text[0])) == theirs else MARKS[theirs]
    after = "" if text[-1].isalnum() or text[-1] == MARKS[theirs] else MARKS[theirs]  # digits go with the word before
    return f"{before}{text}{after}"


def begins_with_vowel(text: str, elision: Elision) -> bool:
    """Whether a text begins with a vowel sound: a word, not digits, none of those that count as consonants."""
    match = WORD.match(text)
    if match is None or not elision.vowels:
        return False
    word = match[0].lower()
    if word in elision.kept_before or word.startswith(elision.kept_before_stems):
        return False
    return unicodedata.normalize("NFD", word)[0] in elision.vowels


def join_words(items: Sequence[str], language: Language) -> str:
    """The items as one text, as the language joins a list: “a, b and c”."""
    if len(items) < 2:
        return "".join(items)
    lists = language.lists
    found = (word for pattern, word in lists.euphonic.items() if _pattern(pattern).match(items[-1]))
    return lists.middle.join(items[:-1]) + next(found, lists.last) + items[-1]


@lru_cache(maxsize=16)
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def print_count(n: int, language: Language) -> str:
    """How many items there are: in words up to the house limit, then in digits."""
    cardinals = language.cardinals
    if n <= cardinals.count_to and n in cardinals.words:
        return cardinals.words[n]
    return print_digits(Decimal(n), 0, language.digits)


def capitalise_start(text: str, language: Language) -> str:
    """The text with a capital at its start; opening quotation marks are passed over, digits have none."""
    at = next((at for at, letter in enumerate(text) if letter.isalnum()), None)
    if at is None or not text[at].islower():
        return text
    return text[:at] + text[at].upper() + text[at + 1 :]
