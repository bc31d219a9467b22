"""Tokens: a folded text cut into words, runs of digits and single signs, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from briefs.numeral.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefs.numeral.reading import Reading

DASHES = frozenset("-–")
# French and Catalan elisions are words of their own, so that "d'un" and "l'un" hold the word "un".
_ELISION = r"(?:'(?:(?<=\b[cdjlmnstCDJLMNST]')|(?<=[qQ][uU]'))(?=\w|$))?"
# Latin letters first: their class is the quick one.
_TOKEN = re.compile(rf"[A-Za-zÀ-ÖØ-öø-ɏ²³¹⁰⁴-⁹]+{_ELISION}|[0-9]+|[^\W\d_]+|\S")
_PIECE = re.compile(rf"\s*(?:{_TOKEN.pattern})")
# Nothing stands beyond either end of a text, as far as any reader looks from a token of it: a few empty words behind
# the last one serve for both, because Python counts negative places from the end.
_BEYOND = 16
_NO_WORDS = ("",) * _BEYOND
_NO_STARTS, _NO_ENDS = [-1] * _BEYOND, [-2] * _BEYOND  # never alike, so that nothing is glued there


def split_words(text: str) -> tuple[str, ...]:
    """The tokens of a phrase of `reading.yaml`, in lower case."""
    if text.isascii() and text.isalpha():
        return (text.lower(),)
    return tuple(map(str.lower, _TOKEN.findall(fold(text)[0])))


class Tokens:
    """A text's tokens: lower-case `words` with their `starts` and `ends` in the folded `text`.

    There are `count` of them; a word that is asked for up to 16 places beyond either end is empty. Places are known
    once the tokens are measured.
    """

    __slots__ = ("_lengths", "count", "ends", "places", "printed", "reading", "starts", "text", "words")

    def __init__(self, text: str, reading: Reading) -> None:
        self.printed = text
        self.text, self.places = fold(text)
        low = self.text.lower()
        if len(low) != len(self.text):  # a capital whose small letter is two signs
            low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in self.text)
        pieces = _PIECE.findall(low)  # each with the blanks before it, so that lengths add up to places
        self._lengths = list(map(len, pieces))
        self.words: tuple[str, ...] = (*map(str.strip, pieces), *_NO_WORDS)
        self.count = len(pieces)
        self.reading = reading

    def measure(self) -> None:
        """Finds out where each token starts and ends, which nobody asks of a text without numbers."""
        ends = list(accumulate(self._lengths))
        self.starts: list[int] = [*map(sub, ends, map(len, self.words)), *_NO_STARTS]
        self.ends: list[int] = [*ends, *_NO_ENDS]

    def raw(self, index: int) -> str:
        """The word at an index in the case it is written in."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < self.count else ""

    def as_printed(self, start: int, end: int) -> str:
        """A stretch of the folded text as it was printed."""
        return (
            self.printed[start:end]
            if self.places is None
            else self.printed[self.places[start] : self.places[end - 1] + 1]
        )

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before."""
        return self.starts[index] == self.ends[index - 1]

    def is_digits(self, index: int) -> bool:
        """Whether the token is a run of digits."""
        return "0" <= self.words[index] < ":"

    def is_word(self, index: int) -> bool:
        """Whether the token is made of letters."""
        return self.words[index][:1].isalpha()

    def is_capital(self, index: int) -> bool:
        """Whether the token is a word with a capital at its head."""
        return 0 <= index < self.count and self.text[self.starts[index]].isupper()

    def opens_sentence(self, index: int) -> bool:
        """Whether nothing of the same sentence stands before the token."""
        before = index - 1
        while before >= 0 and self.words[before] in "\"'«“([*_-–—•":
            before -= 1
        return before < 0 or self.words[before] in ".!?:…"

    def matches(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Whether the phrase stands at the index."""
        return self.words[index : index + len(phrase)] == phrase

    def matches_before(self, index: int, phrase: tuple[str, ...]) -> bool:
        """Whether the phrase ends just before the index."""
        return index >= len(phrase) and self.words[index - len(phrase) : index] == phrase

    def phrase_at(
        self, index: int, table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    ) -> tuple[int, str] | None:
        """Where the longest phrase of a table (by first word) that starts at the index stops, and what it means."""
        if index >= self.count:
            return None
        for phrase, meaning in table.get(self.words[index], ()):
            if self.words[index : index + len(phrase)] == phrase:
                return index + len(phrase), meaning
        return None

    def index_at(self, place: int) -> int:
        """The first token that starts at this place of the folded text or after it."""
        return bisect_left(self.starts, place, 0, self.count)

    def next_word(self, index: int) -> int:
        """The index of the word that a space or a hyphen ties to the one before `index`, else -1."""
        if index >= self.count:
            return -1
        if not self.glued(index):
            return index if self.is_word(index) else -1
        if self.words[index] in DASHES and self.glued(index + 1) and self.is_word(index + 1):
            return index + 1
        return -1

    def original(self, first: int, stop: int) -> tuple[int, int]:
        """The span in the text as printed of the tokens from `first` up to `stop`."""
        start, end = self.starts[first], self.ends[stop - 1]
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1
