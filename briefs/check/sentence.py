"""Sentences of a passage, for the checks that ask what a sentence says.

When in doubt, a stop does not end the sentence: a check that reads too much of a text is wrong less often than one
that cries out at half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefs.check.subject import walk_inlines
from briefs.document import Citation, Code, Declared, Figure, Foreign, Inline, LineBreak, Reference, Text

_END = re.compile(r"[.!?…؟]+[\s»”’\")\]]*(?<=\s)(?=[«“‘\"(\[]?\s*[^\W_a-zà-ÿ])")
_OPENERS = "«“‘(["


class Leaf(Struct, frozen=True):
    """One inline without children, and where its words stand in the passage."""

    node: Inline
    start: int
    end: int


class Sentence(Struct, frozen=True):
    """A sentence's words, what stands in it, and where it starts in its passage."""

    text: str
    leaves: tuple[Leaf, ...]
    start: int

    @property
    def nodes(self) -> tuple[Inline, ...]:
        """What stands in it."""
        return tuple(leaf.node for leaf in self.leaves)


def leaves_of(children: tuple[Inline, ...]) -> tuple[str, tuple[Leaf, ...]]:
    """The words of inline content as a reader sees them, and what stands where; note calls have no words."""
    words, leaves, at = [], [], 0
    for inline in walk_inlines(children):
        match inline:
            case Text() | Figure() | Declared() | Code():
                text = inline.text
            case LineBreak():
                text = " "
            case Citation() | Reference() | Foreign():
                text = ""
            case _:
                continue
        words.append(text)
        leaves.append(Leaf(inline, at, at + len(text)))
        at += len(text)
    return "".join(words), tuple(leaves)


def split_sentences(children: tuple[Inline, ...], abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a passage in order; a citation between two belongs to the first."""
    text, leaves = leaves_of(children)
    edges = [*_edges(text, abbreviations), len(text) + 1]
    start = 0
    for edge in edges:
        inside = tuple(leaf for leaf in leaves if start <= leaf.start < edge or leaf.start < start < leaf.end)
        yield Sentence(text[start:edge], inside, start)
        start = edge


def _edges(text: str, abbreviations: frozenset[str]) -> Iterator[int]:
    for stop in _END.finditer(text):
        word = _word_before(text, stop.start() + 1).casefold()
        initial = len(word) == 2 and word[0].isalpha()
        if not initial and word not in abbreviations:
            yield stop.end()


def _word_before(text: str, end: int) -> str:
    start = end
    while start and not text[start - 1].isspace() and text[start - 1] not in _OPENERS:
        start -= 1
    return text[start:end]
