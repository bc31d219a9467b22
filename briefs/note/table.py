"""Calls in tables: a row's Source cell vouches for it, else the call in its first cell, else a call in each cell."""

from __future__ import annotations

from msgspec.structs import replace

from briefs.document import Call, Cell, NotePoint, Reference, Row, Table, Text
from briefs.language import capitalise_start, join_words
from briefs.note.ask import Ask, operations_of
from briefs.note.call import call_inlines, note_inlines, plan_line, set_inlines, wishes_of
from briefs.note.context import Context
from briefs.note.line import inline_text, leaf_nodes, make_line, without_marks
from briefs.note.polish import polish_inlines
from briefs.note.reserve import reserve_inlines
from briefs.note.runs import Inlines


def note_table(table: Table, context: Context) -> Table:
    """The table with its calls, or with its Source cells filled and tested."""
    columns = source_columns(table, context)
    caption = note_inlines(table.caption, context)
    heads = [replace(cell, children=note_inlines(cell.children, context)) for cell in table.header.cells]
    header = replace(table.header, cells=tuple(heads))
    if columns:
        told: set[str] = set()
        rows = tuple(_note_sourced_row(row, columns, told, context) for row in table.rows)
    else:
        rows = tuple(_note_row(row, context) for row in table.rows)
    return replace(table, caption=caption, header=header, rows=rows)


def source_columns(table: Table, context: Context) -> frozenset[int]:
    """The columns whose head says that they hold sources."""
    heads = {context.language.words[word].casefold() for word in ("source", "sources")}
    cells = enumerate(table.header.cells)
    return frozenset(at for at, cell in cells if inline_text(cell.children).strip().casefold() in heads)


# ---- rows without a Source cell


def _note_row(row: Row, context: Context) -> Row:
    """Each cell with its own calls, but where the one call of the first cell vouches for all that the cell holds."""
    first, *others = row.cells
    noted = note_inlines(first.children, context)
    calls = [node for node in leaf_nodes(noted) if isinstance(node, Call)]
    targets = {wish.target for wish in _asks(set_inlines(first.children, context), context)}
    cells = [replace(first, children=noted)]
    for cell in others:
        children = set_inlines(cell.children, context)
        asks = _asks(children, context)
        if asks and len(calls) == 1 and not _points(children) and {ask.target for ask in asks} == targets:
            context.register.extend(calls[0].label, asks)
            cells.append(replace(cell, children=without_marks(children)))
        else:
            line = make_line(children)
            cells.append(replace(cell, children=call_inlines(children, line, plan_line(line, context), context)))
    return replace(row, cells=tuple(cells))


def _asks(children: Inlines, context: Context) -> list[Ask]:
    return [wish for _, wish in wishes_of(make_line(children), context) if isinstance(wish, Ask)]


def _points(children: Inlines) -> list[NotePoint]:
    return [node for node in leaf_nodes(children) if isinstance(node, NotePoint)]


# ---- rows with one


def _note_sourced_row(row: Row, columns: frozenset[int], told: set[str], context: Context) -> Row:
    """The row with its Source cells filled; they say what a note would: whose sum it is, which reserve holds."""
    cells = [replace(cell, children=set_inlines(cell.children, context)) for cell in row.cells]
    leaves = [node for cell in cells for node in leaf_nodes(cell.children)]
    named = {node.source for at in columns if at < len(cells) for node in _references(cells[at])}
    asks = [ask for cell in cells for ask in _asks(cell.children, context)]
    told_with = [reserve_inlines(ask.disclose, context) for ask in asks if ask.disclose]
    for ask in (*asks, *(inner for reserve in told_with for inner in _asks(reserve, context))):
        _test_ask(ask, named, context)
    for point in (node for node in leaves if isinstance(node, NotePoint)):
        hint = "take note() out: the Source column vouches for the row"
        context.find("note-beside-source-cell", "a table with a Source column has no notes", point.at, hint)
    cells = [replace(cell, children=without_marks(cell.children)) for cell in cells]
    last = max((at for at in columns if at < len(cells) and _references(cells[at])), default=None)
    if last is not None:
        remarks = _remarks(asks, " ".join(inline_text(cell.children) for cell in cells), told, context)
        cells[last] = _with_remarks(cells[last], remarks, context)
    return replace(row, cells=tuple(cells))


def _references(cell: Cell) -> list[Reference]:
    return [node for node in leaf_nodes(cell.children) if isinstance(node, Reference)]


def _test_ask(ask: Ask, named: set[str], context: Context) -> None:
    lacking = [name for name in dict.fromkeys(where.source for where in ask.wheres) if name not in named]
    if lacking:
        what = f"“{ask.figure.text}”" if ask.figure else "this claim"
        message = f"the Source cell of this row does not name {' and '.join(lacking)}, the source of {what}"
        hint = f'add source("{ask.fact or lacking[0]}") to the row\'s Source cell'
        context.find("source-cell-lacks-source", message, ask.at, hint)


def _remarks(asks: list[Ask], row: str, told: set[str], context: Context) -> list[Inlines]:
    """The reserves of a row's figures, each where its row does not tell it yet, and that a sum is ours.

    What the table has told of the same fact, in an earlier row, is not repeated.
    """
    names = list(dict.fromkeys(ask.disclose for ask in asks if ask.disclose))
    context.reserves_told.update(names)
    found = [reserve_inlines(name, context) for name in names if name not in told]
    told.update(names)
    remarks = [remark for at, remark in enumerate(found) if not _is_told(remark, row, found, at)]
    said = " ".join([row, *(inline_text(remark) for remark in remarks)]).casefold()
    if context.language.words["our_calculation"].casefold() in said:
        return remarks
    sums = dict.fromkeys(_sum_remark(ask.derived, context) for ask in asks if ask.derived)
    return [*sums, *remarks]


def _is_told(remark: Inlines, row: str, remarks: list[Inlines], at: int) -> bool:
    """Whether the row says it, or an earlier remark does, or another one says it and more."""
    bare, others = _bare(remark), [_bare(one) for one in remarks]
    return bare in row.casefold() or bare in others[:at] or any(bare in one and bare != one for one in others)


def _bare(remark: Inlines) -> str:
    return inline_text(remark).casefold().rstrip(" .")


def _with_remarks(cell: Cell, remarks: list[Inlines], context: Context) -> Cell:
    """A Source cell with sentences behind its references."""
    if not remarks:
        return cell
    ended = inline_text(cell.children).rstrip().endswith((".", "!", "?", "؟"))
    tail = [node for remark in remarks for node in (Text(" "), *remark)]
    children = (*cell.children, *(() if ended else (Text("."),)), *tail)
    return replace(cell, children=polish_inlines(children, context.language))


def _sum_remark(id: str, context: Context) -> Inlines:
    words = context.language.references
    operations = [words[name] for name in operations_of(context.evidence.facts[id], context.evidence)]
    remark = words["calculation"].format(operations=join_words(operations, context.language))
    return (Text(capitalise_start(remark, context.language) + "."),)
