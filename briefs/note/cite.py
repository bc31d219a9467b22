"""References where they stand: in a note, in a cell, in a list; each source shown is taken down for the list."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.document import Text
from briefs.evidence import Source
from briefs.finding import Severity
from briefs.note.ask import Where
from briefs.note.context import Context
from briefs.note.reference import (
    brief_reference,
    first_reference,
    full_reference,
    incomplete_fields,
    link_of,
    linked,
    short_reference,
    where_to_look,
)  # fmt: skip
from briefs.note.reference_law import LAW_TYPES
from briefs.note.runs import Inlines, joined
from briefs.note.where import Spot, places_inlines, with_places


def note_reference(where: Where, context: Context, spots: Sequence[Spot] = ()) -> Inlines:
    """A reference with its places, its title the link; «cité par» where the source was read in another."""
    source, language = context.source(where.source), context.language
    in_full = _first_in_full(source, context)
    via = _take_down(where, context)
    url = link_of(source) if via is None else None
    if in_full:
        words = _in_house_style(source, context, url) or full_reference(source, language, context.introduced, url)
    else:
        words = short_reference(source, language, url)
    words = with_places(words, spots, source, language)
    return words if via is None else joined(words, _cited_in(via, context, brief=not context.first_in_full))


def cell_reference(where: Where, context: Context, spots: Sequence[Spot] = ()) -> Inlines:
    """The same for a cell or the running text: who and when, or more where no list tells it or two are alike."""
    source, language = context.source(where.source), context.language
    first = _first_in_full(source, context)
    via = _take_down(where, context)
    url = link_of(source) if via is None else None
    words = first_reference(source, language, context.introduced, url) if first else _brief(source, context, url)
    words = with_places(words, spots or [Spot(where.locator)], source, language)
    return words if via is None else joined(words, _cited_in(via, context, brief=not context.first_in_full))


def cell_place(where: Where, context: Context) -> Inlines:
    """Another place in the source that the cell has just named."""
    source = context.source(where.source)
    url = link_of(source if where.via is None else context.source(where.via))
    return linked(places_inlines([Spot(where.locator)], source, context.language), url)


def list_reference(source: Source, reading: Where, context: Context, introduced: set[str]) -> Inlines:
    """All that is known of a source, its title the link; `reading` says where it was read.

    A DOI is printed too, and the host of the address where nothing else tells a reader on paper where to look.
    """
    via = context.source(reading.via) if reading.via and reading.via != source.id else None
    url = link_of(source) if via is None else None
    own = _in_house_style(source, context, url)
    words = own or full_reference(source, context.language, introduced, url, listed=True)
    if via is not None:
        return joined(words, _cited_in(via, context, brief=True))
    return words if own else joined(words, where_to_look(source, context.language))


def _first_in_full(source: Source, context: Context) -> bool:
    """Whether this is where a source is told in full; to be named as where another was read is not enough."""
    first = context.first_in_full and source.id not in context.told
    context.told.add(source.id)
    return first


def _in_house_style(source: Source, context: Context, url: str | None) -> Inlines:
    """The full reference as the house's CSL style prints it; nothing where there is none, or for a law."""
    if context.full_form is None or source.type in LAW_TYPES:
        return ()
    words = context.full_form(source, url)
    if words is None:
        hint = "it is printed in our own form; try the style on this source in your reference manager"
        context.find("csl-failed", f"the CSL style can't print {source.id}", source.at, hint, Severity.WARNING)
    return words or ()


def _brief(source: Source, context: Context, url: str | None) -> Inlines:
    """The brief reference, with a title where another source of the document has the same."""
    reference = short_reference if source.id in context.alike else brief_reference
    return reference(source, context.language, url)


def _cited_in(via: Source, context: Context, *, brief: bool = False) -> Inlines:
    """Where a source was read; briefly where the list tells the rest of it."""
    url = link_of(via)
    words = _brief(via, context, url) if brief else short_reference(via, context.language, url)
    return (Text(context.language.references["cited_in"] + " "), *words)


def _take_down(where: Where, context: Context) -> Source | None:
    """Note that these sources are shown; the source in which the first was read, if it was another."""
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
