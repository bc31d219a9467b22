"""References as runs of inlines, short for notes and full for the list, in the manner of the document's language.

The data model is CSL's; the form is ours: no CSL style prints French statutes, «n°» or no-break spaces rightly. Titles
keep their capitals and their language; what a record does not hold is not printed, least of all a date of access.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from briefs.document import Emphasis, Link, Text
from briefs.evidence import Source
from briefs.language import Language, print_date
from briefs.note.line import inline_text
from briefs.note.reference_law import LAW_TYPES, full_law, named_law, short_law
from briefs.note.reference_name import listed_names, short_names, spelled_names
from briefs.note.reference_title import own_words, title_inlines
from briefs.note.runs import Inlines, joined

FULL: Mapping[str, tuple[str, ...]] = {
    "article-journal": ("author", "title", "container", "volume", "issue", "date", "page"),
    "article-magazine": ("author", "title", "container", "issue", "date", "page"),
    "article-newspaper": ("author", "title", "container", "date", "page"),
    "webpage": ("author", "title", "container", "publisher", "date"),
    "post-weblog": ("author", "title", "container", "publisher", "date"),
    "post": ("author", "title", "container", "date"),
    "entry-encyclopedia": ("author", "title", "container", "publisher", "date"),
    "broadcast": ("author", "title", "container", "genre", "publisher", "date"),
    "speech": ("author", "title", "genre", "container", "place", "date"),
    "interview": ("author", "title", "container", "date"),
    "report": ("author", "title", "genre", "number", "container", "place", "publisher", "date", "page"),
    "book": ("author", "title", "volume", "place", "publisher", "date"),
    "chapter": ("author", "title", "in_container", "place", "publisher", "date", "page"),
    "dataset": ("author", "title", "dataset", "version", "container", "publisher", "date"),
    "legal_case": ("publisher", "title", "number", "container", "date"),
}
OTHER = ("author", "title", "genre", "number", "container", "publisher", "date", "page")


def short_reference(source: Source, language: Language, url: str | None = None) -> Inlines:
    """Author, title and year of a source, or the short name of a law, all by their short names; the title is a link."""
    if source.type in LAW_TYPES:
        return linked(short_law(source, language), url)
    author = short_names(source, language)
    who = (Text(author),) if author else ()
    title = linked(title_inlines(source, language, short=True), url)
    where = () if author else _container(source, language) or _publisher(source, language)
    return joined(who, title, where, _year(source, language))


def brief_reference(source: Source, language: Language, url: str | None = None) -> Inlines:
    """Who and when, or the short name of a law, as one link; with the title where a source lacks one of the two."""
    who = _who(source, language)
    if source.type in LAW_TYPES or not who or source.issued is None:
        return short_reference(source, language, url)
    return linked(joined(who, _year(source, language)), url)


def first_reference(source: Source, language: Language, introduced: set[str], url: str | None = None) -> Inlines:
    """The short reference where no list spells its names out: they are introduced here."""
    if source.type in LAW_TYPES:
        known = source.title_short in introduced
        introduced.update([source.title_short] if source.title_short else [])
        return linked(short_law(source, language) if known else named_law(source, language), url)
    author = spelled_names(source, language, introduced) if source.author else ""
    who = (Text(author),) if author else ()
    title = linked(title_inlines(source, language, short=True), url)
    where = () if author else _container(source, language) or _publisher(source, language)
    return joined(who, title, where, _year(source, language))


def brief_key(source: Source, language: Language) -> str:
    """What a brief reference says, to tell which sources it does not tell apart."""
    return inline_text(brief_reference(source, language))


def linked(children: Inlines, url: str | None) -> Inlines:
    """The inlines as one link, where there is an address."""
    return (Link(children, url),) if url and children else children


def _who(source: Source, language: Language) -> Inlines:
    author = short_names(source, language)
    return (Text(author),) if author else _container(source, language) or _publisher(source, language)


def _year(source: Source, language: Language) -> Inlines:
    return (Text(print_date(source.issued, language, "year") if source.issued else language.words["no_date"]),)


def full_reference(
    source: Source, language: Language, introduced: set[str], url: str | None = None, *, listed: bool = False
) -> Inlines:
    """Everything the record holds of a source, its title a link; in a list the first author's family name is first."""
    if source.type in LAW_TYPES:
        return joined(full_law(source, language, url), _accessed(source, language), _cited_as(source, language))
    parts = dict.fromkeys(FULL.get(source.type, OTHER))
    runs = {part: PARTS[part](source, language) for part in parts}
    runs["title"] = linked(runs["title"], url)
    if "author" in runs and source.author:
        names = listed_names if listed else spelled_names
        runs["author"] = (Text(names(source, language, introduced)),)
    return joined(*runs.values(), _accessed(source, language))


def _cited_as(source: Source, language: Language) -> Inlines:
    """The short name of a law by which notes and cells name it."""
    return _text(source, "cited_as", source.title_short, language)


def link_of(source: Source) -> str | None:
    """The address of a source: its own, else where it was read, else its DOI."""
    doi = f"https://doi.org/{source.doi}" if source.doi else None
    return next(filter(is_address, (source.url, source.read_at, doi)), None)


def is_address(url: str | None) -> bool:
    """Whether this is an address a reader can follow."""
    return url is not None and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)


def where_to_look(source: Source, language: Language) -> Inlines:
    """A DOI; else the host of the address, where no journal, site, publisher or official journal is named."""
    if source.doi:
        return (Text(f"doi:{source.doi}"),)
    url = link_of(source)
    if url is None or source.type in LAW_TYPES or _container(source, language) or _publisher(source, language):
        return ()
    return (Text(urlsplit(url).netloc.removeprefix("www.")),)


def _text(source: Source, pattern: str, value: str | None, language: Language) -> Inlines:
    return (Text(language.references[pattern].format(value=value)),) if value else ()


def _said(source: Source) -> set[str]:
    return {name.literal or "" for name in source.author}


def _container(source: Source, language: Language) -> Inlines:
    name = source.container_title
    return (Emphasis(own_words(name, source, language)),) if name and name not in _said(source) else ()


def _in_container(source: Source, language: Language) -> Inlines:
    inner = _container(source, language)
    return (Text(language.references["chapter_in"] + " "), *inner) if inner else ()


def _publisher(source: Source, language: Language) -> Inlines:
    name = source.publisher
    told = {*_said(source), source.container_title}
    return own_words(name, source, language) if name and name not in told else ()


def _date(source: Source, language: Language) -> Inlines:
    return (Text(print_date(source.issued, language) if source.issued else language.words["no_date"]),)


def _page(source: Source, language: Language) -> Inlines:
    several = source.page is not None and any(sign in source.page for sign in "-–,")
    return _text(source, "pages" if several else "page", (source.page or "").replace("-", "–"), language)


def _number(source: Source, language: Language) -> Inlines:
    if source.number and source.number in source.title:
        return ()
    plain = source.number is not None and source.number[0].isdigit()
    return _text(source, "number", source.number, language) if plain else _as_is(source.number)


def _as_is(text: str | None) -> Inlines:
    return (Text(text),) if text else ()


def _accessed(source: Source, language: Language) -> Inlines:
    date = print_date(source.accessed, language) if source.accessed else None
    return _text(source, "accessed", date, language)


PARTS: Mapping[str, Callable[[Source, Language], Inlines]] = {
    "author": lambda source, language: (),  # filled by who asks: introduced once
    "title": title_inlines,
    "container": _container,
    "in_container": _in_container,
    "publisher": _publisher,
    "place": lambda source, language: _as_is(source.publisher_place),
    "date": _date,
    "page": _page,
    "number": _number,
    "genre": lambda source, language: _as_is(source.genre),
    "volume": lambda source, language: _text(source, "volume", source.volume, language),
    "issue": lambda source, language: _text(source, "number", source.issue, language),
    "version": lambda source, language: _text(source, "version", source.version, language),
    "dataset": lambda source, language: (Text(language.references["dataset"]),),
}


def incomplete_fields(source: Source, via: Source | None) -> tuple[str, ...]:
    """What a reader would need to find this source again and its record does not hold."""
    missing = [] if source.title.strip() else ["title"]
    known = source.author or source.publisher or source.container_title
    if not known and source.type not in LAW_TYPES and via is None:
        missing.append("author, publisher or container-title")
    if link_of(via or source) is None:
        missing.append("address (URL, DOI or custom.read_at)")
    return tuple(missing)
