"""Tables of a Word file: rows, header rows, and the columns that spans and merged cells make (ECMA-376-1, 17.4)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefs.audit.package import child, children, is_on, value_in
from briefs.audit.reading import Block, Cell
from briefs.audit.story import Closer, Story, Table


def open_table(story: Story, element: Element) -> Closer:
    """A table, numbered through the file."""
    story.shared.tables += 1
    story.tables.append(Table(story.shared.tables))

    def close() -> None:
        story.flush()
        story.tables.pop()

    return close


def open_row(story: Story, element: Element) -> bool | None:
    """A row, unless it is a tracked deletion."""
    properties = children(child(element, "w:trPr"))
    if "w:del" in properties or not story.tables:
        return False
    table = story.tables[-1]
    table.row, table.column = table.row + 1, -1
    header = value_in(properties.get("w:tblHeader"))
    table.head = is_on(header) if header is not None and header != "" else header is not None or table.row == 0
    return None


def open_cell(story: Story, element: Element) -> Closer | bool:
    """A cell, in the column that spans and merges leave it."""
    properties = children(child(element, "w:tcPr"))
    if not story.tables:
        return False
    table = story.tables[-1]
    span = value_in(properties.get("w:gridSpan")) or "1"
    before = table.column + 1
    table.column = before
    merge = value_in(properties.get("w:vMerge"))
    table.continues = merge is not None and merge != "restart"
    if "w:cellDel" in properties:
        return False
    if table.continues:
        story.put(Block("cell", "", story.count, story.part, story.section,
                        cell=Cell(table.number, table.row, table.column, table.head, True)))  # fmt: skip

    def close() -> None:
        story.flush()
        table.column = before + (min(int(span), 100) if span.isdecimal() and len(span) < 4 else 1) - 1

    return close
