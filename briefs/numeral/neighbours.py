"""Neighbours: the words beside a number that can change it, gathered once for each language from its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefs.numeral.tokens import split_words

if TYPE_CHECKING:
    from briefs.numeral.reading import Phrases


def after_articles(data: dict[str, Any]) -> frozenset[str]:
    """The words that an article before them can make a number: "a hundred", "la moitié", "a good dozen"."""
    words = {*data.get("multipliers", ()), *data.get("collectives", ()), *data.get("fractions", ())}
    lists = data.get("lists", {})
    return frozenset({*words, *lists.get("halves", ()), *lists.get("fillers", ()), *(data.get("numbers") or ())})


def scaling(data: dict[str, Any]) -> frozenset[str]:
    """The words behind a number that can make it larger: "million", "dozen", "bn", "and a half"."""
    halves = (split_words(str(text))[0] for text in data.get("phrases", {}).get("and_a_half", ()))
    names = ("multipliers", "collectives", "links")
    words = (word for name in names for word in data.get(name, ()))
    return frozenset({*halves, *words, *map(str.lower, data.get("abbreviations", ()))})


def telling(data: dict[str, Any], *, age_groups: Phrases, factors: Phrases) -> frozenset[str]:
    """The words before a number that make an age or a multiple of it: "aged", "par", "the" of "the 7.15 train"."""
    lists = data.get("lists", {})
    ages = (word for name in ("age_links", "age_words", "persons") for word in lists.get(name, ()))
    return frozenset({"the", *map(str, ages), *age_groups, *factors})


def after_day(data: dict[str, Any]) -> frozenset[str]:
    """The words behind the day of a date: months, what makes an ordinal of it, what ties it to a month or a day."""
    tied = ("and", "to", "et", "au", "à", "ou", "y", "al", "a", "of", "de", "er", "st", "nd", "rd", "th", "s", "q", "t")
    return frozenset({*tied, *(split_words(month)[0] for month in data.get("months", ()))})


def near_phones(data: dict[str, Any]) -> frozenset[str]:
    """The words before a telephone number: those that call it, and those that tie it to them."""
    names = ("phone_words", "phone_links", "phone_articles", "phone_lists")
    return frozenset(str(word) for name in names for word in data.get("lists", {}).get(name, ()))


def joints(data: dict[str, Any]) -> frozenset[str]:
    """The words that tie two numbers: "in", "sur", "per", "à", "or"."""
    phrases, lists = data.get("phrases", {}), data.get("lists", {})
    tied = [split_words(str(text)) for name in ("ratio", "per", "and_a_half") for text in phrases.get(name, ())]
    return frozenset({*(phrase[0] for phrase in tied), *lists.get("range", ()), *lists.get("to_one", ()), "-"})
