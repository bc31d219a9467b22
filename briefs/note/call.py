"""Calls in one line of inlines: what asks for a note, sentence by sentence, and the marks put in."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from briefs.document import Call, Emphasis, Foreign, Inline, Link, NotePoint, Reference, Strong, Text
from briefs.note.ask import Ask, Point, Where, wish_of
from briefs.note.cite import cell_place, cell_reference
from briefs.note.context import Context
from briefs.note.line import Leaf, Line, insert_at, make_line, without_marks
from briefs.note.place import Placed, may_be_raised, place_calls
from briefs.note.polish import polish_inlines, typeset
from briefs.note.runs import Inlines
from briefs.note.sentence import Sentence, find_sentences
from briefs.note.where import Spot

Wishes = list[tuple[Leaf, Ask | Point]]


def note_inlines(children: Inlines, context: Context) -> Inlines:
    """One line with typography and calls."""
    children = set_inlines(children, context)
    line = make_line(children)
    return call_inlines(children, line, plan_line(line, context), context)


def set_inlines(children: Inlines, context: Context) -> Inlines:
    """One line with its references filled and its typography done, still without calls."""
    return polish_inlines(fill_references(children, context), context.language)


def fill_references(children: Inlines, context: Context) -> Inlines:
    """The inlines with the words of their references; the same source named again prints its other place only."""
    filled: list[Inline] = []
    before: Reference | None = None
    for node, others in _gathered(children):
        match node:
            case Reference(children=()):
                filled.append(_fill_reference(node, others, before, context))
                before = node
            case Emphasis() | Strong() | Link() | Foreign():
                filled.append(replace(node, children=fill_references(node.children, context)))
            case _:
                filled.append(node)
    return tuple(filled)


def _gathered(children: Inlines) -> list[tuple[Inline, list[Reference]]]:
    """Each inline with the references that it takes in: those behind it that name another place in its source."""
    gathered: list[tuple[Inline, list[Reference]]] = []
    at = 0
    while at < len(children):
        node, others = children[at], []
        at += 1
        while isinstance(node, Reference) and at + 1 < len(children) and _goes_on(node, *children[at : at + 2]):
            others.append(cast(Reference, children[at + 1]))
            at += 2
        gathered.append((node, others))
    return gathered


def _goes_on(node: Reference, mark: Inline, other: Inline) -> bool:
    """Whether a mark and another reference only add a place to this one."""
    if not (isinstance(mark, Text) and mark.text.strip() in (";", ",") and isinstance(other, Reference)):
        return False
    return (node.source, node.via) == (other.source, other.via) and bool(node.locator and other.locator)


def _fill_reference(node: Reference, others: list[Reference], before: Reference | None, context: Context) -> Reference:
    where = Where(node.source, node.locator, node.via)
    same = before is not None and (before.source, before.via) == (node.source, node.via)
    if same and before is not None and node.locator and node.locator != before.locator and not others:
        return replace(node, children=typeset(cell_place(where, context), context.language))
    locators = dict.fromkeys(one.locator for one in (node, *others))
    words = cell_reference(where, context, [Spot(locator) for locator in locators])
    return replace(node, children=typeset(words, context.language))


def plan_line(line: Line, context: Context) -> tuple[Placed, ...]:
    """The calls that a line needs, in order."""
    before_stop = context.language.calls.before_stop
    placed: list[Placed] = []
    for sentence, wishes in _by_sentence(find_sentences(line.shape, context.rules), wishes_of(line, context)):
        placed.extend(place_calls(line, sentence, wishes, before_stop=before_stop))
    return tuple(placed)


def wishes_of(line: Line, context: Context) -> Wishes:
    """What the figures and citations of a line ask for; a finding where there is nothing to cite."""
    wishes: Wishes = []
    for leaf, node in line.anchors():
        wish = wish_of(node, context.document, context.evidence)
        if isinstance(wish, Ask) and not wish.wheres:
            hint = "give the fact a source, or the facts it is computed from"
            context.find("figure-without-note", "there is no source to cite here", wish.at, hint)
        else:
            wishes.append((leaf, wish))
    return wishes


def _by_sentence(sentences: tuple[Sentence, ...], wishes: Wishes) -> list[tuple[Sentence, Wishes]]:
    """The wishes of each sentence; a mark behind a stop belongs to the sentence that the stop ends."""
    result: list[tuple[Sentence, Wishes]] = [(sentence, []) for sentence in sentences]
    at = 0
    for leaf, wish in wishes:
        while at + 1 < len(sentences) and leaf.start >= sentences[at + 1].start:
            at += 1
        result[at][1].append((leaf, wish))
    return result


def call_inlines(children: Inlines, line: Line, placed: tuple[Placed, ...], context: Context) -> Inlines:
    """The inlines with these calls in the place of citations and note points."""
    asks: dict[int, tuple[Ask, ...]] = {}
    for call in placed:
        asks[call.offset] = (*asks.get(call.offset, ()), *call.asks)
    inserts: dict[int, Inlines] = {}
    for offset, own in asks.items():
        if own:
            raised = may_be_raised(line, offset)
            inserts[offset] = (Call(context.register.call(own), raised, "" if raised else "\u00a0"),)
        else:
            _complain_empty(line, offset, context)
    return without_marks(insert_at(children, inserts))


def _complain_empty(line: Line, offset: int, context: Context) -> None:
    points = (node for leaf, node in line.anchors() if isinstance(node, NotePoint) and leaf.start >= offset)
    hint = "put note() behind the figure it is for, or take it out"
    for point in points:
        context.find("empty-note-point", "no number or claim of this sentence is bound to this note()", point.at, hint)
        return
