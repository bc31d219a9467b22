"""Where the calls of a line go, by the placing rule of the promise; a writer's rule, no reader uses it.

At the sentence's end; at a clause's end where `, ; : ) —` parts figures of different sources; otherwise one call at the
end for all of them. Before the stop in French, after it in English. A dash and a bracket opened after the figure stand
out of this: the call stands before the one and after the other in every language (Chicago Manual of Style 14.26).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from briefs.note.ask import Ask, Point
from briefs.note.line import Leaf, Line
from briefs.note.sentence import CLOSERS, Sentence

CLAUSE_STOPS = ",;:،؛"  # Arabic, Persian and Urdu have their own comma and semicolon
STOPS = ".!?…؟" + CLAUSE_STOPS
TURN = "\u200f"  # the mark of direction that typography sets behind them
DASHES = "—–"
FOLLOWERS = CLAUSE_STOPS + TURN + CLOSERS
# Signs of units (SI brochure, and those of data volumes and currencies): a raised call after km reads as a power.
UNIT_SIGNS = frozenset({
    "m", "km", "cm", "mm", "g", "kg", "mg", "t", "ha", "l", "h", "min", "s", "kW", "kWh", "MWh", "GWh", "TWh", "W", "J",
    "Hz", "m²", "km²", "m³", "kB", "MB", "GB", "TB", "Ko", "Mo", "Go", "To",
})  # fmt: skip


class Placed(Struct, frozen=True):
    """A call to be made: the offset in the line, and what its note must vouch for."""

    offset: int
    asks: tuple[Ask, ...]


def place_calls(
    line: Line, sentence: Sentence, asked: Sequence[tuple[Leaf, Ask | Point]], *, before_stop: bool
) -> tuple[Placed, ...]:
    """The calls of one sentence, in order; a note point of the author's that gets nothing has no asks."""
    placed: list[Placed] = []
    waiting: list[tuple[Leaf, Ask]] = []
    for leaf, wish in asked:
        if isinstance(wish, Ask):
            waiting.append((leaf, wish))
        else:
            placed.append(Placed(_off_space(line, leaf.start), tuple(ask for _, ask in waiting)))
            waiting = []
    if placed and not placed[-1].asks:
        return (*placed[:-1], Placed(placed[-1].offset, tuple(ask for _, ask in waiting)))
    if placed and all(ask.origin == placed[-1].asks[-1].origin for _, ask in waiting):
        return (*placed[:-1], Placed(placed[-1].offset, (*placed[-1].asks, *(ask for _, ask in waiting))))
    end = sentence_end(line.shape, sentence, before_stop=before_stop)
    return (*placed, *_place_by_clause(line.shape, waiting, end, before_stop=before_stop))


def _place_by_clause(
    shape: str, asked: Sequence[tuple[Leaf, Ask]], end: int, *, before_stop: bool
) -> tuple[Placed, ...]:
    """A call at each clause's end that parts different sources, the last at the sentence's end."""
    placed: list[Placed] = []
    group: list[Ask] = []
    last: Leaf | None = None
    for leaf, ask in asked:
        if last is not None and ask.origin != group[-1].origin:
            cut = clause_end(shape, last.end, leaf.start, before_stop=before_stop)
            if cut is not None:
                placed.append(Placed(cut, tuple(group)))
                group = []
        group.append(ask)
        last = leaf
    return (*placed, Placed(end, tuple(group))) if group else ()


def clause_end(shape: str, start: int, end: int, *, before_stop: bool) -> int | None:
    """Where the clause of a figure that ends at `start` has its call, if it ends before `end`."""
    depth = 0
    for at in range(start, end):
        sign = shape[at]
        if sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
            if not depth:  # opened after the figure: the call belongs behind it
                return at + 1 if before_stop else _behind(shape, at + 1, end)
        elif not depth and _ends_clause(shape, at):
            if before_stop or sign in DASHES:
                return _before_space(shape, at, start)
            return _behind(shape, at + 1, end)
    return None


def _ends_clause(shape: str, at: int) -> bool:
    sign, after = shape[at], shape[at + 1 : at + 2]
    if sign == "—" or sign == ")":
        return True
    if sign == "–":
        return shape[at - 1 : at].isspace() and after.isspace()
    return sign in CLAUSE_STOPS and (not after or after.isspace() or after in TURN + CLOSERS)


def sentence_end(shape: str, sentence: Sentence, *, before_stop: bool) -> int:
    """Where the last call of a sentence stands: behind its stop, or before the first of its closing stops."""
    if not before_stop:
        return sentence.end
    at = sentence.end
    first = at
    while at > sentence.start and (shape[at - 1] in STOPS + CLOSERS or shape[at - 1].isspace()):
        at -= 1
        if shape[at] in STOPS:
            first = at
    return _before_space(shape, first, sentence.start)


def _behind(shape: str, at: int, end: int) -> int:
    while at < end and shape[at] in FOLLOWERS:
        at += 1
    return at


def _before_space(shape: str, at: int, start: int) -> int:
    while at > start and shape[at - 1].isspace():
        at -= 1
    return at


def _off_space(line: Line, at: int) -> int:
    return _before_space(line.shape, at, 0)


def may_be_raised(line: Line, offset: int) -> bool:
    """Whether a call here can't be read as part of a number: it follows no digit, symbol or unit sign."""
    before = line.text[max(0, offset - 60) : offset]
    if not before:
        return True
    if unicodedata.category(before[-1]) in ("Nd", "No", "Nl", "Sc", "Sm", "So") or before[-1] in "%‰°′″":
        return False
    return offset not in line.figure_ends or before.split()[-1] not in UNIT_SIGNS
