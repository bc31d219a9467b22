"""The text of a note: references with links, each figure's own where there are several, our sums, reserves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefs.document import Figure, Note, NoteEntry, Text, Wording
from briefs.evidence import Fact, Locator, Source
from briefs.language import capitalise_start, join_words
from briefs.note.ask import Where, fact_wheres, input_facts, operations_of, where_of
from briefs.note.context import Context
from briefs.note.line import inline_text, leaf_nodes
from briefs.note.polish import polish_inlines
from briefs.note.reference import (
    Inlines,
    full_reference,
    incomplete_fields,
    joined,
    link_of,
    read_link_of,
    short_link,
    short_reference,
)  # fmt: skip
from briefs.note.register import Draft, Part
from briefs.note.where import locator_inlines


@dataclass(frozen=True, slots=True)
class _Group:
    """The parts of a note that rest on one source, read in one place."""

    parts: tuple[Part, ...]

    @property
    def where(self) -> Where:
        return self.parts[0].wheres[0]


def write_note(draft: Draft, context: Context) -> Note:
    """A note with its whole text, typography done."""
    alone = len(draft.parts) == 1
    groups = tuple(_grouped(draft.parts))
    bodies = [_group_inlines(group, context, alone=alone) for group in groups]
    told = {where.source for part in draft.parts for where in part.wheres}
    reserves = tuple(node for name in draft.reserves for node in (Text(" "), *_reserve(name, draft, told, context)))
    children: Inlines = (*capital_first(_separated(bodies), context), Text("."), *reserves)
    entries = tuple(_entries(draft, context))
    return Note(draft.label, draft.number, entries, polish_inlines(children, context.language))


def _grouped(parts: Sequence[Part]) -> Iterator[_Group]:
    """Sums of ours by themselves, the others by source and by where it was read."""
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        where = part.wheres[0]
        key = (part.derived,) if part.derived else (None, where.source, where.via)
        groups.setdefault(key, []).append(part)
    return (_Group(tuple(group)) for group in groups.values())


def _separated(bodies: Sequence[Inlines]) -> Inlines:
    result: Inlines = bodies[0]
    for body in bodies[1:]:
        result = (*result, Text("; "), *body)
    return result


def _group_inlines(group: _Group, context: Context, *, alone: bool) -> Inlines:
    first = group.parts[0]
    if first.derived:
        label = () if alone else _label(first.labels, context)
        return (*label, *_sum_inlines(first.derived, context))
    locators = tuple(dict.fromkeys(part.wheres[0].locator for part in group.parts))
    if len(locators) == 1:
        labels = () if alone else tuple(dict.fromkeys(label for part in group.parts for label in part.labels))
        return (*_label(labels, context), *reference_inlines(group.where, context, _fact_of(first, context)))
    return _several_places(group, context)


def _several_places(group: _Group, context: Context) -> Inlines:
    """One source, each figure with its place in it: “10 items (table A) and 20 items (table B): reference”."""
    source = context.source(group.where.source)
    named: list[Inlines] = []
    rest: list[Locator | None] = []
    for part in group.parts:
        locator = part.wheres[0].locator
        place = locator_inlines(locator, source, context.language, _fact_of(part, context))
        if part.labels:
            bracket = (Text(" ("), *place, Text(")")) if place else ()
            named.append((Text(join_words(part.labels, context.language)), *bracket))
        else:
            rest.append(locator)
    places = [locator_inlines(locator, source, context.language) for locator in rest]
    bare = Where(group.where.source, None, group.where.via)
    label = (*_listed(named, context), *_after_label(context)) if named else ()
    return (*label, *reference_inlines(bare, context, None, joined(*places)))


def _label(labels: Sequence[str], context: Context) -> Inlines:
    return (Text(join_words(labels, context.language)), *_after_label(context)) if labels else ()


def _after_label(context: Context) -> Inlines:
    return (Text(context.language.references["after_label"]),)


def _listed(items: Sequence[Inlines], context: Context) -> Inlines:
    """Several runs joined as the language joins words."""
    marks = join_words(["\0"] * len(items), context.language).split("\0")[1:-1]
    result: Inlines = items[0] if items else ()
    for mark, item in zip(marks, items[1:], strict=True):
        result = (*result, Text(mark), *item)
    return result


def reference_inlines(where: Where, context: Context, fact: Fact | None, place: Inlines = ()) -> Inlines:
    """A reference with its link, «cité par» where the source was read in another; says what its record lacks."""
    source = context.source(where.source)
    in_full = context.first_in_full and where.source not in context.shown
    place = place or locator_inlines(where.locator, source, context.language, fact)
    via = note_sources(where, context)
    words = full_reference(source, context.language) if in_full else short_reference(source, context.language)
    if via is None:
        return joined(words, place, short_link(link_of(source)))
    cited = (Text(context.language.references["cited_in"] + " "), *short_reference(via, context.language))
    return joined(words, place, cited, short_link(read_link_of(via)))


def cell_reference(where: Where, context: Context) -> Inlines:
    """The same for a cell or the running text: its title is the link."""
    source = context.source(where.source)
    place = locator_inlines(where.locator, source, context.language)
    via = note_sources(where, context)
    if via is None:
        return joined(short_reference(source, context.language, link_of(source)), place)
    cited = short_reference(via, context.language, read_link_of(via))
    cited_in = Text(context.language.references["cited_in"] + " ")
    return joined(short_reference(source, context.language), place, (cited_in, *cited))


def note_sources(where: Where, context: Context) -> Source | None:
    """Take down that these sources are shown; the source in which the first was read, if it was another."""
    source = context.source(where.source)
    via = context.source(where.via) if where.via and where.via != where.source else None
    if via is None or source.id not in context.shown:
        context.shown[source.id] = where  # read itself once, it is no longer “cited in” another
    if via is not None:
        context.shown.setdefault(via.id, Where(via.id, None, None))
    missing = incomplete_fields(source, via)
    if missing:
        hint = "add it to the source, or say in which other source it was read (via)"
        context.find("source-incomplete", f"{source.id} has no {' and no '.join(missing)}", source.at, hint)
    return via


def _sum_inlines(id: str, context: Context) -> Inlines:
    """What a figure of ours is computed from: “our calculation (sum) from 10 items (reference) and 20 items (…)”."""
    fact = context.evidence.facts[id]
    words = context.language.references
    names = [words[name] for name in operations_of(fact, context.evidence)]
    before, _, after = words["calculation"].partition("{inputs}")
    operations = join_words(names, context.language)
    inputs: dict[Where, list[Fact]] = {}
    for leaf in input_facts(fact, context.evidence):
        inputs.setdefault(where_of(leaf, context.document), []).append(leaf)
    runs = [_input_inlines(where, facts, context) for where, facts in inputs.items()]
    return (Text(before.format(operations=operations)), *_listed(runs, context), *((Text(after),) if after else ()))


def _input_inlines(where: Where, facts: Sequence[Fact], context: Context) -> Inlines:
    figures: list[Inlines] = []
    for fact in facts:
        wording = context.document.wordings.get(fact.id, Wording(fact.statement))
        figures.append((wording.figure,) if wording.figure else (Text(wording.statement),))
    reference = reference_inlines(where, context, facts[0])
    return (*_listed(figures, context), Text(" ("), *reference, Text(")"))


def _fact_of(part: Part, context: Context) -> Fact | None:
    return context.fact(part.figures[0].fact) if part.figures else None


def _reserve(id: str, draft: Draft, told: set[str], context: Context) -> Inlines:
    """What a reader must know of a figure, and the sources of the figures in it that the note does not name yet."""
    children, figure = reserve_inlines(id, context), draft.reserves[id]
    label = (Text(figure.label), *_after_label(context)) if figure and len(draft.facts) > 1 else ()
    others = [node for node in leaf_nodes(children) if isinstance(node, Figure)]
    return (*label, *children, *(part for node in others for part in _own_source(node, told, context)))


def reserve_inlines(id: str, context: Context) -> Inlines:
    """A fact's reserve as a sentence."""
    wording = context.document.wordings.get(id)
    children = wording.reserve if wording else ()
    stopped = inline_text(children).rstrip().endswith((".", "!", "?", "…"))
    return children if stopped or not children else (*children, Text("."))


def _own_source(figure: Figure, told: set[str], context: Context) -> Inlines:
    fact = context.evidence.facts[figure.fact]
    wheres = [where for where in fact_wheres(fact, context.document, context.evidence) if where.source not in told]
    told.update(where.source for where in wheres)
    runs = [reference_inlines(where, context, fact) for where in wheres]
    return (Text(" "), *_label((figure.label,), context), *_separated(runs), Text(".")) if runs else ()


def _entries(draft: Draft, context: Context) -> Iterator[NoteEntry]:
    for part in draft.parts:
        own = tuple(dict.fromkeys(figure.fact for figure in part.figures))
        facts = tuple(draft.facts) if len(draft.parts) == 1 else own
        for where in part.wheres:
            yield NoteEntry(where.source, where.locator, where.via, facts)


def capital_first(children: Inlines, context: Context) -> Inlines:
    """The inlines with a capital, if they begin with words of ours."""
    first, *others = children
    return (Text(capitalise_start(first.text, context.language)), *others) if isinstance(first, Text) else children
