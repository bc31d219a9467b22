"""Which notes a figure is bound to: the rule for sentences and for rows of a table, written apart from the writer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefs.audit.reading import CALL, Block, Call, Reading
from briefs.audit.sentence import sentences
from briefs.audit.words import EMPTY_WORDS, SOURCE_HEADS

_BETWEEN = re.compile(r"[\s,;\[\]()]*\Z")  # what may stand between marks of one group


@dataclass(slots=True)
class Row:
    """One row of a table: its cells' blocks, by column, those that reach down from above included."""

    cells: dict[int, list[Block]] = field(default_factory=dict)

    def calls(self) -> tuple[Call, ...]:
        """Every mark in the row."""
        return tuple(call for blocks in self.cells.values() for block in blocks for call in block.calls)


@dataclass(slots=True)
class Tables:
    """All tables of a reading: their rows, and the columns whose head says that they name sources."""

    rows: dict[tuple[int, int], Row] = field(default_factory=dict)
    sources: dict[int, set[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Binding:
    """What a figure is bound to: the notes of one group of marks, or the words of its row's source cell."""

    calls: tuple[Call, ...] = ()
    source_cell: str = ""
    nearby: tuple[Call, ...] = ()  # every mark of its sentence or row, bound or not


def read_tables(reading: Reading) -> Tables:
    """Rows and source columns, in one pass."""
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
        if cell.head and " ".join(block.plain.split()).lower().strip(" :.") in SOURCE_HEADS:
            tables.sources.setdefault(cell.table, set()).add(cell.column)
    return tables


class Binder:
    """Answers for each figure of a reading what it is bound to; sentences are cut once a block."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tables = read_tables(reading)
        self._block: Block | None = None
        self._spans: tuple[tuple[int, int], ...] = ()

    def sentence(self, block: Block, at: int) -> tuple[int, int]:
        """The sentence around a character."""
        if self._block is not block:
            self._block, self._spans = block, sentences(block.text)
        low, high = 0, len(self._spans)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._spans[middle][0] <= at else (low, middle)
        return self._spans[low]

    def bind(self, block: Block, start: int, end: int) -> Binding:
        """The notes that the words from start to end of a block are bound to."""
        first, last = self.sentence(block, start)
        calls = tuple(call for call in block.calls if first <= call.offset < last)
        group = bound_group(block.text, calls, end)
        if block.cell is None:
            return Binding(group, "", calls)
        row = self.tables.rows[block.cell.table, block.cell.row]
        if group or block.cell.head:
            return Binding(group, "", calls if block.cell.head else row.calls())
        if any(other.calls for other in row.cells.get(block.cell.column, ())):
            return Binding((), "", row.calls())  # its cell has marks, but of another sentence
        return self._bind_row(row, block.cell.table)

    def _bind_row(self, row: Row, table: int) -> Binding:
        """A figure without a mark in its cell: the row's source cell, else the marks of its first cell."""
        for column in sorted(self.tables.sources.get(table, ())):
            blocks = row.cells.get(column, [])
            calls = tuple(call for block in blocks for call in block.calls)
            words = " ".join(block.plain for block in blocks).strip()
            if calls or names_a_source(words):
                return Binding(calls, words if names_a_source(words) else "", row.calls())
        first = row.cells.get(0, [])
        return Binding(tuple(call for block in first for call in block.calls), "", row.calls())


def bound_group(text: str, calls: Iterable[Call], end: int) -> tuple[Call, ...]:
    """The first group of marks after `end`, else the last one before it."""
    groups: list[list[Call]] = []
    for call in calls:
        if groups and _BETWEEN.match(text, groups[-1][-1].offset + len(CALL), call.offset):
            groups[-1].append(call)
        else:
            groups.append([call])
    for group in groups:
        if group[-1].offset >= end:
            return tuple(group)
    return tuple(groups[-1]) if groups else ()


def names_a_source(words: str) -> bool:
    """Whether a source cell says something that could be looked up."""
    plain = re.sub(r"[\s.]+", " ", words).strip().lower()
    return any(character.isalpha() for character in plain) and plain not in EMPTY_WORDS


def resolved(calls: Iterable[Call], notes: Mapping[str, object]) -> tuple[Call, ...]:
    """Those marks that lead to a note."""
    return tuple(call for call in calls if call.note in notes)
