"""Laws in references: usual name, official designation, official journal, as each language's lawyers write them.

European acts by the Interinstitutional Style Guide (5.9.2, long and short references), in whose languages a
designation has fixed words; statutes of other countries keep their own title, in brackets after the usual name.
"""

from __future__ import annotations

import re

from briefs.document import Link, Text
from briefs.evidence import Locator, Source
from briefs.language import Language, capitalise_start, keep_direction, print_date
from briefs.note.reference_title import own_words, same_language
from briefs.note.runs import Inlines, joined

LAW_TYPES = frozenset({"legislation", "bill", "regulation", "treaty"})
_EU_ACT = re.compile(
    r"(?P<act>Regulation|Directive|Decision|[Rr]èglement|[Dd]irective|[Dd]écision)\s"
    r"(?:\((?P<union>EU|EC|EEC|UE|CE|CEE)\)\s)?(?P<number>(?:No\s|n°\s)?\d+/\d+)(?:/(?P<suffix>EU|EC|EEC|UE|CE|CEE))?"
)
_ACTS = {"règlement": "regulation", "décision": "decision"}
_UNIONS = {"ue": "eu", "ce": "ec", "cee": "eec"}
_JOURNALS = ("Official Journal of the European Union", "Journal officiel de l’Union européenne")
_PLAIN_NUMBER = re.compile(r"[\d\-/]+")


def short_law(source: Source, language: Language) -> Inlines:
    """The name by which notes and cells call a law: its short title, else its usual name, else its title."""
    name = source.names.get(language.tag)
    if source.title_short or not name:
        return own_words(source.title_short or source.title, source, language)
    return (Text(name),)


def named_law(source: Source, language: Language) -> Inlines:
    """The usual name of a law with its short title and its number, where no list of sources tells them."""
    name = source.names.get(language.tag)
    words = (Text(name),) if name else own_words(source.title, source, language)
    if cites_sections(source):
        return short_law(source, language)
    told = name or source.title
    number = None if _tells(told, source) else designation(source, language) or _number(source, language)
    short = source.title_short if source.title_short != told else None
    also = ", ".join(part for part in (short, number) if part)
    return (*words, Text(f" ({also})")) if also else words


def cites_sections(source: Source) -> bool:
    """Whether the short title is a citation by section, to which places are added: “18 U.S.C. § 2258A”(a)(2)."""
    return source.title_short is not None and "§" in source.title_short


def section_place(source: Source, locator: Locator) -> str | None:
    """What a place adds to a citation by section: “(h)(1)” to “18 U.S.C. § 2258A”; None where it is no part of it."""
    section = (source.title_short or "").split()[-1] if cites_sections(source) else ""
    value = locator.value
    if not section or locator.label != "article" or not value.startswith(section):
        return None
    rest = value[len(section) :]
    return rest if rest[:1] in ("", "(") else None


def full_law(source: Source, language: Language, url: str | None = None) -> Inlines:
    """The official title of a law, or its name in the language, with number, journal and date; it leads to `url`."""
    base, told = _full_title(source, language)
    number = None if _tells(told, source) else _number(source, language)
    parts = [(Text(part),) for part in (number, *_published(source, told, language)) if part]
    return joined((Link(base, url),) if url else base, *parts)


def designation(source: Source, language: Language) -> str | None:
    """How the language writes the number of a European act: «règlement (UE) 2022/2065»; None of other laws."""
    match = _EU_ACT.match(source.title)
    if match is None:
        return None
    words = language.references
    act = match["act"].lower()
    union = (match["union"] or match["suffix"] or "").lower()
    sign = words.get(_UNIONS.get(union, union), union.upper())
    name = words[_ACTS.get(act, act)]
    if match["union"]:
        return f"{name} ({sign}) {match['number']}"
    return f"{name} {match['number']}" + (f"/{sign}" if match["suffix"] else "")


def _full_title(source: Source, language: Language) -> tuple[Inlines, str]:
    """The title as printed, and all that it tells in words."""
    if same_language(source.language, language):
        return (Text(capitalise_start(source.title, language)),), source.title
    name, act = source.names.get(language.tag), designation(source, language)
    if name is None:
        return own_words(source.title, source, language), source.title
    if source.number and source.number in name:
        return (Text(capitalise_start(name, language)),), name
    if act:
        return (Text(f"{capitalise_start(act, language)} ({name})"),), f"{act} {name} {source.number}"
    foreign = own_words(source.title, source, language)
    if name == source.title:
        return (Text(name),), name
    return (Text(capitalise_start(name, language) + " ("), *foreign, Text(")")), f"{name} {source.title}"


def _tells(words: str, source: Source) -> bool:
    """Whether the words hold the law's number already, or it has none."""
    return source.number is None or source.number in words


def _number(source: Source, language: Language) -> str | None:
    if source.number and _PLAIN_NUMBER.fullmatch(source.number):
        return language.references["number"].format(value=source.number)
    return keep_direction(source.number, language) if source.number else None


def _published(source: Source, told: str, language: Language) -> tuple[str, ...]:
    """Where and when it was published, as far as the title does not say."""
    in_journal = source.container_title in _JOURNALS
    if in_journal and source.volume and source.page and source.issued:
        date = print_date(source.issued, language)
        words = {"volume": source.volume.replace(" ", "\u00a0"), "date": date, "page": source.page}
        return (language.references["journal"].format_map(words),)
    place = language.references["journal_name"] if in_journal else source.container_title or source.publisher or ""
    return place, "" if source.issued is None or _dated(told, source) else print_date(source.issued, language)


def _dated(told: str, source: Source) -> bool:
    """Whether the words hold the date: its day, a word and its year, or the year alone where no more is known."""
    date = source.issued
    if date is None or date.day is None:
        return date is not None and str(date.year) in told
    if str(date.year) not in told:
        return False
    return re.search(rf"\b{date.day}(?:er)?\s\w+\s{date.year}\b", told) is not None
