"""Where in a source, as a reference prints it: one place or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from briefs.document import Foreign, Link, Text
from briefs.evidence import Fact, Locator, Source
from briefs.language import Language, print_locator
from briefs.language.locator import ARTICLE
from briefs.note.reference_law import section_place
from briefs.note.reference_title import same_language
from briefs.note.runs import Inlines, joined, listed


class Spot(NamedTuple):
    """A place in a source; `verbatim` where it is told as the sheet has it, not in the document's language."""

    locator: Locator | None
    verbatim: bool = False


_WORDED = re.compile(r"[^\W\d_]{3,}\s\d")  # “Schedule 13, 4(1)” says itself what it is
_NUMBERS = re.compile(r"\d+|\D+")


def with_places(words: Inlines, spots: Sequence[Spot], source: Source, language: Language) -> Inlines:
    """A reference and all its places: “DSA, Arts 34(1), 42(1)”, “18 U.S.C. § 2258A(e)(1), (h)(1)”."""
    if added := _section_places(spots, source):
        return _within_link(words, Text(", ".join(added)))
    return joined(words, places_inlines(spots, source, language))


def _within_link(words: Inlines, more: Text) -> Inlines:
    """The words with more behind them, in their link where they are one."""
    match words:
        case (Link(children=inner) as link,):
            return (replace(link, children=(*inner, more)),)
        case _:
            return (*words, more)


def places_inlines(spots: Sequence[Spot], source: Source, language: Language) -> Inlines:
    """Several places one after another, in their order where they are articles, which are named so once."""
    articles = [locator for locator, _ in spots if locator and _is_plain_article(locator, source)]
    if len(articles) == len(spots) > 1:
        values = [article_value(locator, language) for locator in sorted(articles, key=_in_order)]
        return (Text(language.references["articles"].format(value=", ".join(values))),)
    runs = [_place_inlines(spot, source, language) for spot in spots]
    return listed([run for run in runs if run], language)


def spot_of(locator: Locator | None, fact: Fact | None, language: Language) -> Spot:
    """The place of a fact."""
    return Spot(locator, fact is not None and fact.locator == locator and not same_language(fact.language, language))


def _place_inlines(spot: Spot, source: Source, language: Language) -> Inlines:
    """The place in the language's words; a table's or section's own name stays in the source's language."""
    locator = spot.locator
    if locator is None:
        return ()
    if locator.label == "article" and "§" in source.title:  # the United States Code counts in sections
        return (Text(f"§\u00a0{locator.value}"),)
    if _WORDED.match(locator.value):
        return (Text(locator.value),)
    if locator.label == "article":
        return (Text(language.references["article"].format(value=article_value(locator, language))),)
    if locator.label == "page":
        locator = Locator("page", locator.value.replace("-", "–"))
    text = print_locator(locator, language, "short")
    before, name, after = text.partition(locator.value)
    if not name or not _is_foreign(spot, source, language):
        return (Text(text),)
    parts = (Text(before), Foreign((Text(name),), source.language), Text(after))
    return tuple(part for part in parts if part != Text(""))


def article_value(locator: Locator, language: Language) -> str:
    """The number of an article as notes write it: “18(1)”, «18 § 1»."""
    match = ARTICLE.fullmatch(locator.value)
    if match is None:
        return locator.value
    pattern = "article_point" if match[3] else "article_paragraph"
    return language.references[pattern].format(article=match[1], paragraph=match[2], point=match[3])


def _section_places(spots: Sequence[Spot], source: Source) -> list[str]:
    """What all places add to a citation by section; nothing where one of them is no part of it."""
    added = [section_place(source, locator) if locator else None for locator, _ in spots]
    return [one for one in added if one] if all(one is not None for one in added) else []


def _is_plain_article(locator: Locator, source: Source) -> bool:
    return locator.label == "article" and "§" not in source.title and not _WORDED.match(locator.value)


def _in_order(locator: Locator) -> list[tuple[int, str]]:
    """Article 8 stands before article 18."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.findall(locator.value)]


def _is_foreign(spot: Spot, source: Source, language: Language) -> bool:
    """Whether this is the source's own wording: as recorded, not translated, and in words."""
    worded = spot.locator is not None and any(sign.isalpha() for sign in spot.locator.value)
    return spot.verbatim and worded and not same_language(source.language, language)
