"""The text of a note: references with links, each figure's own where there are several, our sums, reserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.document import Note, NoteEntry, Text
from briefs.evidence import Fact, Locator
from briefs.language import join_words
from briefs.note.ask import Where, input_facts, operations_of, where_of
from briefs.note.cite import note_reference
from briefs.note.context import Context
from briefs.note.polish import polish_inlines
from briefs.note.register import Draft, Part
from briefs.note.reserve import note_reserves
from briefs.note.runs import Inlines, after_label, capital_first, labelled, listed, separated
from briefs.note.where import locator_inlines

Group = tuple[Part, ...]


def write_note(draft: Draft, context: Context) -> Note:
    """A note with its whole text, typography done."""
    alone = len(draft.parts) == 1
    bodies = [_group_inlines(group, context, alone=alone) for group in _grouped(draft.parts)]
    reserves = [node for reserve in note_reserves(draft, context) for node in (Text(" "), *reserve)]
    children: Inlines = (*capital_first(separated(bodies), context.language), Text("."), *reserves)
    entries = tuple(_entries(draft))
    return Note(draft.label, draft.number, entries, polish_inlines(children, context.language))


def _grouped(parts: Sequence[Part]) -> Iterator[Group]:
    """Sums of ours by themselves, the others by source and by where it was read."""
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        where = part.wheres[0]
        key = (part.derived,) if part.derived else (None, where.source, where.via)
        groups.setdefault(key, []).append(part)
    return (tuple(group) for group in groups.values())


def _group_inlines(group: Group, context: Context, *, alone: bool) -> Inlines:
    first = group[0]
    if first.derived:
        return (*labelled(() if alone else first.labels, context.language), *_sum_inlines(first.derived, context))
    if len(group) > 1:
        return _several_places(group, context)
    labels = labelled(() if alone else first.labels, context.language)
    return (*labels, *note_reference(first.wheres[0], context, _fact_of(first, context)))


def _several_places(group: Group, context: Context) -> Inlines:
    """One source, each figure with its place in it: “10 items (table A) and 20 items (table B): reference”."""
    named: list[Inlines] = []
    rest: list[Inlines] = []
    for part in group:
        place = _place(part.wheres[0], _fact_of(part, context), context)
        if part.labels:
            named.append(_with_place([(Text(label),) for label in part.labels], place, context))
        else:
            rest.append(place)
    label = (*listed(named, context.language), *after_label(context.language)) if named else ()
    origin = _without_place(group[0].wheres[0])
    return (*label, *note_reference(origin, context, None, listed(rest, context.language)))


def _without_place(where: Where) -> Where:
    return Where(where.source, None, where.via)


def _place(where: Where, fact: Fact | None, context: Context) -> Inlines:
    return locator_inlines(where.locator, context.source(where.source), context.language, fact)


def _with_place(figures: Sequence[Inlines], place: Inlines, context: Context) -> Inlines:
    run = listed(figures, context.language)
    return (*run, Text(" ("), *place, Text(")")) if place else run


def _sum_inlines(name: str, context: Context) -> Inlines:
    """What a figure of ours is computed from: “our calculation (sum) from 10 and 20 (table A): reference”."""
    fact = context.evidence.facts[name]
    words = context.language.references
    operations = join_words([words[one] for one in operations_of(fact, context.evidence)], context.language)
    origins: dict[Where, dict[Locator | None, list[Fact]]] = {}
    for leaf in input_facts(fact, context.evidence):
        where = where_of(leaf, context.document)
        origins.setdefault(_without_place(where), {}).setdefault(where.locator, []).append(leaf)
    runs = [_inputs_inlines(origin, places, context) for origin, places in origins.items()]
    return (Text(words["calculation"].format(operations=operations) + " "), *separated(runs))


def _inputs_inlines(origin: Where, places: dict[Locator | None, list[Fact]], context: Context) -> Inlines:
    """The figures that a sum takes from one source, and that source."""
    named: list[Inlines] = []
    alone = len(places) == 1
    for locator, facts in places.items():
        where = Where(origin.source, locator, origin.via)
        place = () if alone else _place(where, facts[0], context)
        named.append(_with_place([_input_figure(fact, context) for fact in facts], place, context))
    where, fact = (where, facts[0]) if alone else (origin, None)
    label = (*listed(named, context.language), *after_label(context.language))
    return (*label, *note_reference(where, context, fact))


def _input_figure(fact: Fact, context: Context) -> Inlines:
    """A figure that a sum takes up, as it prints; its words where it has no print of its own."""
    wording = context.document.wordings.get(fact.id)
    if wording and wording.figure:
        return (wording.figure,)
    return (Text(wording.statement if wording else fact.statement),)


def _fact_of(part: Part, context: Context) -> Fact | None:
    return context.evidence.facts[part.figures[0].fact] if part.figures else None


def _entries(draft: Draft) -> Iterator[NoteEntry]:
    for part in draft.parts:
        own = tuple(dict.fromkeys(figure.fact for figure in part.figures))
        facts = tuple(draft.facts) if len(draft.parts) == 1 else own
        for where in part.wheres:
            yield NoteEntry(where.source, where.locator, where.via, facts)
