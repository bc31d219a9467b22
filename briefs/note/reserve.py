"""Reserves: what a reader must know of a figure, told in its note behind the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.document import Figure, Text
from briefs.note.ask import Where, fact_wheres
from briefs.note.cite import note_reference
from briefs.note.colon import after_colon
from briefs.note.context import Context
from briefs.note.line import inline_text, leaf_nodes
from briefs.note.register import Draft
from briefs.note.runs import Inlines, capital_first, labelled, separated
from briefs.note.where import spot_of


def note_reserves(draft: Draft, context: Context) -> Iterator[Inlines]:
    """The reserves of a note's figures, each once, after the figures it holds for where it does not hold for all."""
    language = context.language
    told = {where.source for part in draft.parts for where in part.wheres}
    holds: dict[Inlines, list[str]] = {}
    for name in _to_tell(draft, context):
        holds.setdefault(reserve_inlines(name, context), []).append(name)
    for children, names in holds.items():
        figures = [figure for name in names if (figure := draft.reserves[name])]
        labels = [figure.label for figure in figures] if len(names) < len(draft.facts) else []
        label = capital_first(labelled(labels, language), language)
        yield (*label, *(after_colon(children, context.names, language) if label else children))
        for node in leaf_nodes(children):
            if isinstance(node, Figure):
                yield from _own_source(node, told, context)


def _to_tell(draft: Draft, context: Context) -> Iterator[str]:
    """The facts whose reserve this note tells; a claim without a number leaves it to the notes of the figure itself."""
    for name, figure in draft.reserves.items():
        if figure or name not in context.reserves_told:
            context.reserves_told.add(name)
            yield name


def reserve_inlines(name: str, context: Context) -> Inlines:
    """A fact's reserve as a sentence; that a sum is ours is not said twice."""
    wording = context.document.wordings.get(name)
    children = wording.reserve if wording else ()
    if children and context.evidence.facts[name].inputs and isinstance(children[0], Text):
        ours = rf"{re.escape(context.language.words['our_calculation'])}\s*[;:]\s*"
        first = Text(re.sub(ours, "", children[0].text, count=1, flags=re.IGNORECASE))
        children = capital_first((first, *children[1:]), context.language)
    stopped = inline_text(children).rstrip().endswith((".", "!", "?", "…"))
    return children if stopped or not children else (*children, Text("."))


def _own_source(figure: Figure, told: set[str], context: Context) -> Iterator[Inlines]:
    """The source of a figure in a reserve, where the note does not name it yet."""
    fact = context.evidence.facts[figure.fact]
    wheres = [where for where in fact_wheres(fact, context.document, context.evidence) if where.source not in told]
    told.update(where.source for where in wheres)
    if wheres:
        runs = [
            note_reference(Where(one.source, None, one.via), context, [spot_of(one.locator, fact, context.language)])
            for one in wheres
        ]
        yield (*labelled((figure.label,), context.language), *separated(runs), Text("."))
