"""References as runs of inlines, short for notes and full for the list, in the manner of the document's language.

The data model is CSL's; the form is ours: no CSL style prints French statutes, «n°» or no-break spaces rightly. Titles
keep their capitals and their language; what a record does not hold is not printed, least of all a date of access.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from briefs.document import Emphasis, Link, Text
from briefs.evidence import Name, Source
from briefs.language import Language, join_words, print_date
from briefs.note.reference_law import LAW_TYPES, full_law, short_law
from briefs.note.reference_title import title_inlines
from briefs.note.runs import Inlines, joined

MANY = 3  # authors named in full; of more, the first
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
    """Author, title and year of a source, or the usual name of a law; the title leads to `url`."""
    if source.type in LAW_TYPES:
        return _linked(short_law(source, language), url)
    author = _names(source, language, short=True)
    who = (Text(author),) if author else ()
    title = _linked(title_inlines(source, language, short=True), url)
    where = () if author else _container(source, language) or _publisher(source, language)
    year = print_date(source.issued, language, "year") if source.issued else language.words["no_date"]
    return joined(who, title, where, (Text(year),))


def _linked(children: Inlines, url: str | None) -> Inlines:
    return (Link(children, url),) if url else children


def full_reference(source: Source, language: Language, *, listed: bool = False) -> Inlines:
    """Everything the record holds of a source, without link; in a list the first author's family name comes first."""
    if source.type in LAW_TYPES:
        return joined(full_law(source, language), _accessed(source, language))
    parts = dict.fromkeys(FULL.get(source.type, OTHER))
    runs = {part: PARTS[part](source, language) for part in parts}
    if listed and source.author:
        runs["author"] = (Text(_listed_names(source, language)),)
    return joined(*runs.values(), _accessed(source, language))


def link_of(source: Source) -> str | None:
    """The address of a source: its own, else where it was read, else its DOI."""
    doi = f"https://doi.org/{source.doi}" if source.doi else None
    return next(filter(is_address, (source.url, source.read_at, doi)), None)


def read_link_of(source: Source) -> str | None:
    """The address at which a source was really read."""
    return next(filter(is_address, (source.read_at, link_of(source))), None)


def is_address(url: str | None) -> bool:
    """Whether this is an address a reader can follow."""
    return url is not None and urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).netloc)


def short_link(url: str | None) -> Inlines:
    """The address as the name of its host, for notes; the link is whole."""
    if url is None:
        return ()
    return (Link((Text(urlsplit(url).netloc.removeprefix("www.")),), url),)


def full_link(url: str | None) -> Inlines:
    """The whole address, for the list."""
    return (Link((Text(url),), url),) if url else ()


def _names(source: Source, language: Language, *, short: bool) -> str:
    names = [_name(name, short=short) for name in source.author]
    if len(names) > (2 if short else MANY):
        return f"{names[0]} {language.words['and_others']}"
    return join_words(names, language)


def _listed_names(source: Source, language: Language) -> str:
    patterns = [language.references["name_first"], *[language.references["name_next"]] * len(source.author)]
    names = [_listed_name(name, pattern) for name, pattern in zip(source.author, patterns, strict=False)]
    if "," in names[0] and (len(names) == 2 or len(names) > MANY):
        names[0] += ","  # “Doe, Jane, and Richard Roe”: the name turned round is closed before “and”
    return join_words(names, language) if len(names) <= MANY else f"{names[0]} {language.words['and_others']}"


def _listed_name(name: Name, pattern: str) -> str:
    if name.literal or not (name.family and name.given):
        return name.literal or name.family or name.given or ""
    return pattern.format(family=name.family, given=name.given)


def _name(name: Name, *, short: bool) -> str:
    if name.literal or short:
        return name.literal or name.family or name.given or ""
    return "\u00a0".join(part for part in (name.given, name.family) if part)


def _text(source: Source, pattern: str, value: str | None, language: Language) -> Inlines:
    return (Text(language.references[pattern].format(value=value)),) if value else ()


def _author(source: Source, language: Language) -> Inlines:
    names = _names(source, language, short=False)
    return (Text(names),) if names else ()


def _said(source: Source) -> set[str]:
    return {name.literal or "" for name in source.author}


def _container(source: Source, language: Language) -> Inlines:
    name = source.container_title
    return (Emphasis((Text(name),)),) if name and name not in _said(source) else ()


def _in_container(source: Source, language: Language) -> Inlines:
    inner = _container(source, language)
    return (Text(language.references["chapter_in"] + " "), *inner) if inner else ()


def _publisher(source: Source, language: Language) -> Inlines:
    name = source.publisher
    told = {*_said(source), source.container_title}
    return (Text(name),) if name and name not in told else ()


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
    "author": _author,
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
