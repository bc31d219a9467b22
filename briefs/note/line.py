"""A line of inlines as one string with offsets, and calls put back into the tree at an offset."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from briefs.document import (
    Call,
    Citation,
    Code,
    Declared,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Link,
    NotePoint,
    Reference,
    Strong,
    Text,
)

OBJECT = "\ufffc"  # stands for a reference whose words are not known yet
_MARK = re.compile(r"[^\w\s]")
_NESTING: Final = (Emphasis, Strong, Link, Foreign)
Anchor = Figure | Citation | NotePoint
Waiting = deque[tuple[int, tuple[Inline, ...]]]  # what is to be put in, in order of its offset


class Leaf(Struct, frozen=True):
    """An inline without children, and where its words stand in the line's string."""

    start: int
    end: int
    node: Inline


class Line(Struct, frozen=True):
    """The words of one paragraph, cell or heading as a string; `shape` hides what is no prose of the author's."""

    text: str
    shape: str
    leaves: tuple[Leaf, ...]
    figure_ends: frozenset[int] = frozenset()

    def anchors(self) -> tuple[tuple[Leaf, Anchor], ...]:
        """What asks for a note, or says where one goes, in the order it stands."""
        return tuple((leaf, leaf.node) for leaf in self.leaves if isinstance(leaf.node, Figure | Citation | NotePoint))


def words_of(node: Inline) -> str:
    """The words an inline prints, calls left out."""
    if isinstance(node, Text):  # most are
        return node.text
    match node:
        case Code(text=text) | Declared(text=text):
            return text
        case Figure():
            return node.text
        case LineBreak():
            return "\n"
        case Reference(children=children):
            return inline_text(children) or OBJECT
        case Emphasis(children=children) | Strong(children=children) | Link(children=children):
            return inline_text(children)
        case Foreign(children=children):
            return inline_text(children)
        case Citation() | NotePoint() | Call():
            return ""
        case _:
            assert_never(node)


def inline_text(children: tuple[Inline, ...]) -> str:
    """The words of several inlines in a row."""
    return "".join([node.text if isinstance(node, Text) else words_of(node) for node in children])


def leaf_nodes(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline that holds no others, in reading order; a reference counts as one."""
    for node in children:
        if isinstance(node, _NESTING):
            yield from leaf_nodes(node.children)
        else:
            yield node


def make_line(children: tuple[Inline, ...]) -> Line:
    """The string of these inlines, with the place of each leaf in it."""
    leaves: list[Leaf] = []
    text: list[str] = []
    shape: list[str] = []
    offset = 0
    for node in leaf_nodes(children):
        words = node.text if isinstance(node, Text) else words_of(node)
        end = offset + len(words)
        leaves.append(Leaf(offset, end, node))
        text.append(words)
        shape.append(hide_stops(node, words) if words else "")
        offset = end
    ends = frozenset(leaf.end for leaf in leaves if isinstance(leaf.node, Figure))
    return Line("".join(text), "".join(shape), tuple(leaves), ends)


def hide_stops(node: Inline, words: str) -> str:
    """The words with stops, commas and brackets made “_” in all that is not prose: numbers, code, references.

    The first letter is a capital: behind a stop, “about 12” begins a sentence and will be printed so.
    """
    if isinstance(node, Text | LineBreak) or not words:
        return words
    return words[0].upper()[0] + _MARK.sub("_", words[1:])


def insert_at(children: tuple[Inline, ...], inserts: Mapping[int, tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """The inlines with others put in at offsets of their line; never inside a link, a figure or a date.

    At an edge the new inlines stand outside: a call after bold words is not bold.
    """
    waiting = deque(sorted(inserts.items()))
    result = _insert(children, waiting, 0)
    return result + tuple(node for _, nodes in waiting for node in nodes)


def _insert(children: tuple[Inline, ...], waiting: Waiting, offset: int) -> tuple[Inline, ...]:
    """The inlines with what waits before or in them put in; what waits at their end is left to the caller."""
    result: list[Inline] = []
    for node in children:
        end = offset + len(words_of(node))
        while waiting and waiting[0][0] <= offset:
            result.extend(waiting.popleft()[1])
        inside: Waiting = deque()
        while waiting and waiting[0][0] < end:
            inside.append(waiting.popleft())
        result.extend(_split(node, inside, offset) if inside else (node,))
        offset = end
    return tuple(result)


def _split(node: Inline, inside: Waiting, offset: int) -> tuple[Inline, ...]:
    match node:
        case Text(text=text):
            edges = [0, *(place - offset for place, _ in inside), len(text)]
            first, *others = (Text(text[start:end]) for start, end in pairwise(edges))
            pairs = zip(inside, others, strict=True)
            return (first, *(part for (_, calls), piece in pairs for part in (*calls, piece)))
        case Emphasis(children=children) | Strong(children=children) | Foreign(children=children):
            return (replace(node, children=_insert(children, inside, offset)),)
        case _:
            return (node, *(call for _, calls in inside for call in calls))


def without_marks(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without their zero-width citations and note points, which calls have replaced."""
    kept: list[Inline] = []
    for node in children:
        if isinstance(node, Citation | NotePoint):
            continue
        if isinstance(node, Emphasis | Strong | Link | Foreign):
            kept.append(replace(node, children=without_marks(node.children)))
        else:
            kept.append(node)
    return tuple(kept)


def link_urls(children: tuple[Inline, ...]) -> tuple[str, ...]:
    """The addresses that inlines lead to, in order."""
    urls: list[str] = []
    for node in children:
        if isinstance(node, Link):
            urls.append(node.url)
        elif isinstance(node, Emphasis | Strong | Foreign | Reference):
            urls.extend(link_urls(node.children))
    return tuple(urls)


def prose_links(children: tuple[Inline, ...]) -> Iterator[tuple[str, str]]:
    """The words of the running text that lead somewhere, and where; those of references left out."""
    for node in children:
        if isinstance(node, Link):
            yield inline_text(node.children), node.url
        elif isinstance(node, Emphasis | Strong | Foreign):
            yield from prose_links(node.children)
