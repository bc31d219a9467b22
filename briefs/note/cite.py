"""References where they stand: in a note, in a cell, in a list; each source shown is taken down for the list."""

from __future__ import annotations

from briefs.document import Link, Text
from briefs.evidence import Fact, Source
from briefs.note.ask import Where
from briefs.note.context import Context
from briefs.note.reference import (
    full_link,
    full_reference,
    incomplete_fields,
    link_of,
    read_link_of,
    short_link,
    short_reference,
)  # fmt: skip
from briefs.note.runs import Inlines, joined
from briefs.note.where import locator_inlines


def note_reference(where: Where, context: Context, fact: Fact | None, place: Inlines = ()) -> Inlines:
    """A reference with its link, «cité par» where the source was read in another; `place` for several places."""
    source = context.source(where.source)
    in_full = context.first_in_full and where.source not in context.shown
    place = place or locator_inlines(where.locator, source, context.language, fact)
    via = _take_down(where, context)
    words = full_reference(source, context.language) if in_full else short_reference(source, context.language)
    if via is None:
        return joined(words, place, short_link(link_of(source)))
    return joined(words, place, _cited_in(via, context), short_link(read_link_of(via)))


def cell_reference(where: Where, context: Context) -> Inlines:
    """The same for a cell or the running text: its title is the link."""
    source = context.source(where.source)
    place = locator_inlines(where.locator, source, context.language)
    via = _take_down(where, context)
    if via is None:
        return joined(short_reference(source, context.language, link_of(source)), place)
    return joined(short_reference(source, context.language), place, _cited_in(via, context, read_link_of(via)))


def cell_place(where: Where, context: Context) -> Inlines:
    """Another place in the source that the cell has just named."""
    source = context.source(where.source)
    url = link_of(source) if where.via is None else read_link_of(context.source(where.via))
    place = locator_inlines(where.locator, source, context.language)
    return (Link(place, url),) if url else place


def list_reference(source: Source, reading: Where, context: Context) -> Inlines:
    """All that is known of a source, with its whole address; `reading` says where it was read."""
    via = context.source(reading.via) if reading.via and reading.via != source.id else None
    words = full_reference(source, context.language, listed=True)
    if via is None:
        return joined(words, full_link(link_of(source)))
    return joined(words, _cited_in(via, context), full_link(read_link_of(via)))


def _cited_in(via: Source, context: Context, url: str | None = None) -> Inlines:
    return (Text(context.language.references["cited_in"] + " "), *short_reference(via, context.language, url))


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
