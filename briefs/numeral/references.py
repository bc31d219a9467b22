"""References: articles of law, chapters, pages, tables, versions, files: a head word and the number that it bears."""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.numeral.cardinal import read_cardinal
from briefs.numeral.digits import starts_group
from briefs.numeral.draft import Draft, exempt
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import Tokens

_BEFORE = Pattern(
    r"\s?(?:\((?:UE|EU|CE|EC|EEC|CEE)\)\s?)?(?:(?:[nN](?:os?|°s?|ros?)\.?|number|numbers|numéro|numéros|número|núm\.)\s?|#\s?)?"
)
_ITEM = Pattern(
    r"(?:(?:(?![IVX]+\s)[A-Z]{1,3}[./-]?\s?)?[0-9]+(?:[./-][0-9]+)*(?:/[A-Z]{2,5})?(?:[a-df-zA-Z](?![^\W_]))?"
    r"|(?:[IVX]|[IVXLC]{2,})(?![^\W_]|')|[A-Z](?:[.-]?[0-9]+)*(?![\w']))"
    r"(?:\s?\((?:[0-9]{1,3}|[a-z]{1,2}|[ivx]{1,5}|[A-Z])\))*(?:\s(?:bis|ter|quater|quinquies)(?![^\W_]))?(?:\s§+\s?[0-9]+(?:[-.][0-9]+)*)?"
    r"(?![\w%]|,[0-9]{3}|\s?[%€$£‰])"
)
_GROUPS = Pattern(r"(?:[ .-]?(?=[0-9A-Z]*[0-9])[0-9A-Z]{1,12}| [A-Z]{4}(?= [0-9])){1,12}(?![^\W_])")
_DASH = Pattern(r"\s?[–-]\s?|/")
_LIST = Pattern(r"\s?[–-]\s?|,\s(?:(?:and|et|or|ou|y|o)\s)?|\s?(?:/|&)\s?|\s(?:and|et|to|à|or|ou|au|y|a|o|through)\s")
_LAST = Pattern(r"and|et|to|à|or|ou|&|through|[–-]")
_FREE = Pattern(
    r"(?:(?:19|20)[0-9]{2}/[0-9]{1,4}(?:/[A-Z]{2,5})?|[0-9]{2,4}/[0-9]{1,4}/[A-Z]{2,5})(?![0-9])"
    r"|[0-9]+\s(?:U\.? ?S\.? ?C\.?(?:A\.?)?|C\.?F\.?R\.?|F\.(?:2d|3d|4th)|S\. ?Ct\.|U\.S\.)"
    r"(?:\s(?:§+\s?)?[0-9]+[a-zA-Z]*(?:\([0-9a-zA-Z]+\))*)?"
    r"|[0-9]{1,4}/(?:19|20)[0-9]{2}(?![0-9])"
    r"|[0-9]{1,4}(?:\([a-z]{1,2}\))+(?![^\W_])"
    r"|[0-9]{1,2}°(?!\s?[CF](?![^\W_])|[0-9])(?:\s(?:bis|ter))?(?:\s(?:du|de|des)\s[IVX]+(?![^\W_]))?"
)


def read_reference(t: Tokens, index: int) -> Draft | None:
    """The head word at an index with its numbers, down to the last of a list: "articles 34, 35 et 36"."""
    for phrase, meaning in t.reading.heads.get(t.words[index], ()):
        stop = index + len(phrase)
        if _may_bear(t, stop) and t.matches(index, phrase):
            rule, _, traits = meaning.partition(" ")
            end = _items(t, index, stop, traits)
            if end is not None and rule == "identifier" and t.reading.has("ranking_before", t.words[index - 1]):
                return Draft(index, end, Decimal(t.words[end - 1]), "rank") if t.is_digits(end - 1) else None
            if end is not None:
                return exempt(rule, index, _of_all(t, end) if rule == "page" else end)
    return None


def _of_all(t: Tokens, stop: int) -> int:
    """Past the total behind a page: "page 3 of 10"; never "page 12 of 40 pages"."""
    total = t.words[stop] in ("of", "sur", "de", "/") and t.is_digits(stop + 1) and len(t.words[stop + 1]) < 4
    return stop + 2 if total and not is_plural_noun(t, stop + 2) else stop


def _items(t: Tokens, first: int, stop: int, traits: str) -> int | None:
    """Where the numbers behind a head word stop."""
    place = t.ends[stop - 1]
    before = _BEFORE.match(t.text, place)
    place = before.end() if before else place
    match = _ITEM.match(t.text, place)
    if match is None and t.is_word(stop) and not t.glued(stop):
        return _worded(t, first, stop)
    if match is None or ("proper" in traits and not t.is_capital(first)):
        return None
    if not any(map(str.isdigit, match.group())) and "letters" not in traits and not _roman(match.group()):
        return None
    label = t.reading.has("labels", t.words[first])  # "Stage 4 patients" at the head of a sentence
    capital = t.is_capital(first) and (label or not t.opens_sentence(first))
    if "weak" in traits and not capital and _counts(t, match):
        return None
    if "grouped" in traits:
        groups = _GROUPS.match(t.text, match.end())
        return t.index_at(groups.end() if groups else match.end())
    return t.index_at(_rest(t, match.end(), "list" in traits))


def _may_bear(t: Tokens, stop: int) -> bool:
    """Whether the token behind a head word can be its number, or lead to it: a cheap look before a long one."""
    word, reading = t.words[stop], t.reading
    if not word[:1].isalpha():
        return ":" > word >= "0" or word == "(" or word == "#"
    return word[0] == "n" or word in reading.numbers or word in reading.ordinals or t.is_capital(stop)


def _worded(t: Tokens, first: int, stop: int) -> int | None:
    """Where a number in words behind a head word stops: "Chapter One", "phase deux", "article premier"."""
    word, reading = t.words[stop], t.reading
    found = read_cardinal(t, stop) if word in reading.numbers else None
    end = found.stop if found else stop + 1 if word in reading.ordinals and t.is_word(first) else None
    if end is None or reading.has("counted", t.words[end]) or is_plural_noun(t, end) or t.words[end] in reading.units:
        return None
    return end if found is None or t.is_capital(stop) or (not t.is_capital(first) and not t.is_word(end)) else None


def _roman(text: str) -> bool:
    return all(sign in "IVXLC" for sign in text)


def _counts(t: Tokens, match: re.Match[str]) -> bool:
    """Whether what follows an ordinary word such as "case" is a count after all: "in this case 12 families"."""
    at = t.index_at(match.end())
    return (
        t.reading.has("counted", t.words[at])
        or (at < t.count and t.words[at] in t.reading.multipliers)
        or (match.group().isdigit() and len(match.group()) > 4)
        or (match.group().isdigit() and _amounts(t, at))
    )


def _amounts(t: Tokens, at: int) -> bool:
    """Whether a group of three, a unit or, where verbs take no s, a plural follows: "mesure 1 222 km"."""
    if starts_group(t, at - 1) or t.phrase_at(at, t.reading.units) is not None:
        return True
    return t.reading.has("plurals_are_nouns", "yes") and is_plural_noun(t, at)


def _rest(t: Tokens, end: int, plural: bool) -> int:
    """Past the other numbers of a range or, behind a plural head, of a list."""
    while True:
        joint = (_LIST if plural else _DASH).match(t.text, end)
        item = _ITEM.match(t.text, joint.end()) if joint else None
        if joint is None or item is None or (not any(map(str.isdigit, item.group())) and not _roman(item.group())):
            return end
        at = t.index_at(item.end())
        if t.reading.has("counted", t.words[at]) or (t.is_digits(at - 1) and starts_group(t, at - 1)):
            return end
        end = item.end()
        if plural and _LAST.search(joint.group()):
            dash = _DASH.match(t.text, end)
            return _rest(t, end, False) if dash else end


def read_free_reference(t: Tokens, index: int) -> Draft | None:
    """The reference that needs no head word: 2022/2065, 2011/36/EU, 18 U.S.C. § 2258A, "2° du I"."""
    after = t.words[index + 1]
    if len(t.words[index]) > 5 or not after or after[0] not in "/ucfs°(":
        return None
    match = _FREE.match(t.text, t.starts[index])
    return exempt("legal", index, t.index_at(match.end())) if match else None
