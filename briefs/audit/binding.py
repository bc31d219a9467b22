"""Which notes a figure is bound to: the rule for sentences and for rows of a table, written apart from the writer's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

from msgspec import Struct, field

from briefs.audit.reading import CALL, Block, Call, Reading
from briefs.audit.sentence import sentences
from briefs.audit.words import EMPTY_WORDS, SOURCE_HEADS

MOST_IN_GROUP = 24  # marks in one group; more are no one's writing
_START = attrgetter("start")
_BETWEEN = re.compile(r"[\s,;\[\]()]*\Z")  # what may stand between marks of one group


# gc=False: words and numbers form no circle, so that the collector need not go through the thousands of these.
class Binding(Struct, frozen=True, gc=False):
    """What a figure is bound to: the notes of one group of marks, or the words of its row's source cell."""

    calls: tuple[Call, ...] = ()
    source_cell: str = ""
    links: tuple[str, ...] = ()  # of the source cell
    nearby: tuple[Call, ...] = ()  # every mark of its sentence or row, bound or not


class Row(Struct):
    """One row of a table: its cells' blocks, by column, those that reach down from above included."""

    cells: dict[int, list[Block]] = field(default_factory=dict)
    marks: tuple[Call, ...] | None = None
    bound: Binding | None = None  # what a figure without a mark in its cell is bound to

    def calls(self) -> tuple[Call, ...]:
        """Every mark in the row."""
        if self.marks is None:
            self.marks = tuple(call for blocks in self.cells.values() for block in blocks for call in block.calls)
        return self.marks


class Tables(Struct):
    """All tables of a reading: their rows, and the columns whose head says that they name sources."""

    rows: dict[tuple[int, int], Row] = field(default_factory=dict)
    sources: dict[int, set[int]] = field(default_factory=dict)


def read_tables(reading: Reading, heads: frozenset[str]) -> Tables:
    """Rows and source columns, which are known by their heads, in one pass."""
    tables = Tables()
    above: dict[tuple[int, int], list[Block]] = {}
    for block in reading.blocks:
        cell = block.cell
        if cell is None:
            continue
        row = tables.rows.setdefault((cell.table, cell.row), Row())
        if cell.continues:
            row.cells.setdefault(cell.column, []).extend(above.get((cell.table, cell.column), ()))
            continue
        row.cells.setdefault(cell.column, []).append(block)
        above[cell.table, cell.column] = row.cells[cell.column]
        if cell.head and " ".join(block.plain.split()).lower().strip(" :.") in heads:
            tables.sources.setdefault(cell.table, set()).add(cell.column)
    return tables


class Sentence(Struct, frozen=True, gc=False):
    """A sentence of a block, with its marks in groups."""

    start: int
    end: int
    text: str
    calls: tuple[Call, ...] = ()
    groups: tuple[tuple[Call, ...], ...] = ()

    def bound(self, end: int) -> tuple[Call, ...]:
        """The first group of marks after `end`, else the last one before it."""
        groups = self.groups
        if len(groups) < 2:
            return groups[0] if groups else ()
        index = bisect_left(groups, end, key=lambda group: group[-1].offset)
        return groups[min(index, len(groups) - 1)]


class Binder:
    """Answers for each figure of a reading what it is bound to; sentences are cut once, whoever asks for them."""

    def __init__(self, reading: Reading, heads: frozenset[str] = SOURCE_HEADS) -> None:
        self.tables = read_tables(reading, heads)
        self._sentences: dict[int, tuple[Block, tuple[Sentence, ...]]] = {}  # by the identity of a block, which is kept

    def sentence(self, block: Block, at: int) -> Sentence:
        """The sentence around a character."""
        known = self._sentences.get(id(block))
        if known is None:
            known = self._sentences[id(block)] = (block, tuple(cut_sentences(block)))
        cut = known[1]
        return cut[max(bisect_right(cut, at, key=_START) - 1, 0)] if len(cut) > 1 else cut[0]

    def bind(self, block: Block, start: int, end: int) -> Binding:
        """The notes that the words from start to end of a block are bound to."""
        sentence = self.sentence(block, start)
        group = sentence.bound(end)
        if block.cell is None or block.cell.head:
            return Binding(group, nearby=sentence.calls)
        row = self.tables.rows[block.cell.table, block.cell.row]
        if group:
            return Binding(group, nearby=row.calls())
        if any(other.calls for other in row.cells.get(block.cell.column, ())):
            return Binding(nearby=row.calls())  # its cell has marks, but of another sentence
        if row.bound is None:
            row.bound = self._bind_row(row, block.cell.table)
        return row.bound

    def _bind_row(self, row: Row, table: int) -> Binding:
        """A figure without a mark in its cell: the row's source cell, else the marks of its first cell."""
        for column in sorted(self.tables.sources.get(table, ())):
            blocks = row.cells.get(column, [])
            calls = tuple(call for block in blocks for call in block.calls)[:MOST_IN_GROUP]
            words = " ".join(block.plain for block in blocks).strip()
            if calls or names_a_source(words):
                links = tuple(link.url for block in blocks for link in block.links)
                return Binding(calls, words if names_a_source(words) else "", links, row.calls())
        first = tuple(call for block in row.cells.get(0, []) for call in block.calls)
        return Binding(first[:MOST_IN_GROUP], nearby=row.calls())

    def is_source_cell(self, block: Block) -> bool:
        """Whether a block stands in a column of sources, below its head."""
        cell = block.cell
        return cell is not None and not cell.head and cell.column in self.tables.sources.get(cell.table, ())


def cut_sentences(block: Block) -> Iterator[Sentence]:
    """The sentences of a block in order, each with its own marks."""
    index, whole = 0, block.text
    for start, end in sentences(whole):
        first = index
        while index < len(block.calls) and block.calls[index].offset < end:
            index += 1
        calls = block.calls[first:index]
        text = " ".join(whole[start:end].replace(CALL, "").split())
        groups = tuple(grouped(whole, calls)) if len(calls) > 1 else (calls,) if calls else ()
        yield Sentence(start, end, text, calls, groups)


def grouped(text: str, calls: Iterable[Call]) -> Iterator[tuple[Call, ...]]:
    """Adjacent marks together."""
    group: list[Call] = []
    for call in calls:
        if group and not _BETWEEN.match(text, group[-1].offset + len(CALL), call.offset):
            yield tuple(group[:MOST_IN_GROUP])
            group = []
        group.append(call)
    if group:
        yield tuple(group[:MOST_IN_GROUP])


def names_a_source(words: str) -> bool:
    """Whether a source cell says something that could be looked up."""
    plain = re.sub(r"[\s.]+", " ", words).strip().lower()
    return any(character.isalpha() for character in plain) and plain not in EMPTY_WORDS
