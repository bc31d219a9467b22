"""The text of a note: references with links, each figure's own where there are several, our sums, reserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.document import Note, NoteEntry, Text
from briefs.language import join_words
from briefs.note.ask import Where, input_facts, operations_of, where_of
from briefs.note.cite import note_reference
from briefs.note.context import Context
from briefs.note.polish import polish_inlines
from briefs.note.register import Draft, Part
from briefs.note.reserve import note_reserves
from briefs.note.runs import Inlines, after_label, capital_first, listed, separated, stopped
from briefs.note.where import Spot, places_inlines, spot_of

Group = tuple[Part, ...]  # parts that rest on the same sources


def write_note(draft: Draft, context: Context) -> Note:
    """A note with its whole text, typography done."""
    groups = tuple(_grouped(draft.parts))
    bodies = [_group_inlines(group, context, named=len(draft.parts) > 1, only=len(groups) == 1) for group in groups]
    reserves = [node for reserve in note_reserves(draft, context) for node in (Text(" "), *reserve)]
    children: Inlines = (*stopped(capital_first(separated(bodies), context.language)), *reserves)
    entries = tuple(_entries(draft))
    return Note(draft.label, draft.number, entries, polish_inlines(children, context.language))


def _grouped(parts: Sequence[Part]) -> Iterator[Group]:
    """The parts by their sources, sums of ours among them, so that no source is told twice."""
    groups: dict[tuple[Where, ...], list[Part]] = {}
    for part in parts:
        groups.setdefault(part.origins, []).append(part)
    return (tuple(group) for group in groups.values())


def _group_inlines(group: Group, context: Context, *, named: bool, only: bool) -> Inlines:
    """“10 wells (p. 2) and 20 springs (p. 3): reference”; each figure has its place where they differ.

    Where a claim without a number rests on the source too, all places stand together behind the reference.
    """
    origins = group[0].origins
    counted = all(part.labels for part in group)
    named = named and (counted or not only or any(part.derived for part in group))
    apart = counted and len(origins) == 1 and len({_spots(part, origins[0], context) for part in group}) > 1
    ours = _common_operations(group, context)
    figures = _named(group, context, apart=apart, ours=bool(ours)) if named else ()
    telling = [part for part in group if not (apart and part.labels)]
    references = []
    for origin in origins:
        spots = dict.fromkeys(spot for part in telling for spot in _spots(part, origin, context))
        references.append(note_reference(origin, context, tuple(spots)))
    return (*_opening(figures, ours, context), *separated(references))


def _opening(named: Inlines, ours: str, context: Context) -> Inlines:
    """What stands before the references of a group: its figures, and that they are computed by us."""
    own: Inlines = (Text(context.language.references["calculation"].format(operations=ours)),) if ours else ()
    parts = [part for part in (named, own) if part]
    opening = parts[0] if parts else ()
    for part in parts[1:]:
        opening = (*opening, Text(", "), *part)
    return (*opening, *after_label(context.language)) if opening else ()


def _named(group: Group, context: Context, *, apart: bool, ours: bool) -> Inlines:
    """The figures of a group as one list: “10, 12 and 5 times (our calculation: ratio)”.

    Where a remark holds for several of them, semicolons part its figures from the others.
    """
    runs: list[tuple[list[Inlines], Inlines]] = []
    for part in group:
        figures: list[Inlines] = [(Text(label),) for label in part.labels]
        if figures:
            runs.append((figures, _told_of(part, context, apart=apart, ours=ours)))
    if any(told and len(figures) > 1 for figures, told in runs):
        return separated([(*listed(figures, context.language), *told) for figures, told in runs])
    return listed([(*figure, *told) for figures, told in runs for figure in figures], context.language)


def _told_of(part: Part, context: Context, *, apart: bool, ours: bool) -> Inlines:
    """What holds for the figures of a part alone, in brackets: where they stand, that they are computed by us."""
    details: list[Inlines] = []
    if apart:
        source = context.source(part.wheres[0].source)
        details.append(places_inlines(_spots(part, part.origins[0], context), source, context.language))
    if part.derived and not ours:
        operations = _operations(part.derived, context)
        details.append((Text(context.language.references["calculation_inside"].format(operations=operations)),))
    told = separated([detail for detail in details if detail])
    return (Text(" ("), *told, Text(")")) if told else ()


def _common_operations(group: Group, context: Context) -> str:
    """What was done to get all figures of a group, where all are ours and were computed alike."""
    done = {_operations(part.derived, context) if part.derived else "" for part in group}
    return done.pop() if len(done) == 1 else ""


def _operations(name: str, context: Context) -> str:
    words = context.language.references
    names = operations_of(context.evidence.facts[name], context.evidence)
    return join_words([words[one] for one in names], context.language)


def _spots(part: Part, origin: Where, context: Context) -> tuple[Spot, ...]:
    """The places of a part in one of its sources; of a sum, the sheet's own place for it before those of its inputs."""
    fact = context.evidence.facts[part.figures[0].fact] if part.figures else None
    if part.derived is None or fact is None:
        found = [(where.locator, fact) for where in part.wheres if where.source == origin.source]
    elif fact.source == origin.source:
        found = [(where_of(fact, context.document).locator, fact)]
    else:
        leaves = [leaf for leaf in input_facts(fact, context.evidence) if leaf.source == origin.source]
        found = [(where_of(leaf, context.document).locator, leaf) for leaf in leaves]
    return tuple(dict.fromkeys(spot_of(locator, one, context.language) for locator, one in found))


def _entries(draft: Draft) -> Iterator[NoteEntry]:
    for part in draft.parts:
        own = tuple(dict.fromkeys(figure.fact for figure in part.figures))
        facts = tuple(draft.facts) if len(draft.parts) == 1 else own
        for where in part.wheres:
            yield NoteEntry(where.source, where.locator, where.via, facts)
