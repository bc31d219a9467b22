"""Compounds: a quantity with all that it opens: a range, a ratio, a multiple; or a lone "one" that counts nothing."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.clock import as_time
from briefs.numeral.draft import ONE, Draft, exempt
from briefs.numeral.quantity import read_quantity, starts_number
from briefs.numeral.ranges import read_range_after
from briefs.numeral.ratios import NEAR_JOINT, read_ratio_after
from briefs.numeral.tokens import DASHES, Tokens
from briefs.numeral.years import is_worded_year, stands_for_year

_LIVED = frozenset(("year", "month", "week", "day"))


def read_compound(t: Tokens, index: int) -> Draft | None:
    """The whole figure at an index, or the year or the article that looks like one."""
    quantity = read_quantity(t, index)
    if quantity is None:
        return None
    reading, after = t.reading, t.words[quantity.stop]
    among_digits = "0" <= after < ":"  # no word that could tie or explain it
    found = None if among_digits else _tied(t, quantity, after)
    if found is not None:
        return found
    if not quantity.has_unit and (quantity.plain or after in reading.table("eras")) and _is_date(t, quantity):
        return exempt("date", quantity.first, quantity.stop, quantity.value)
    if (quantity.plain and stands_for_year(t, quantity)) or (quantity.spelled and is_worded_year(t, quantity)):
        return exempt("year", quantity.first, quantity.stop, quantity.value)
    before = t.words[quantity.first - 1]
    if among_digits and "0" <= before < ":":
        return quantity
    if quantity.spelled or before in reading.telling or after in reading.clocks or quantity.unit == "hour":
        return _by_context(t, quantity)
    return quantity


def _tied(t: Tokens, quantity: Draft, after: str) -> Draft | None:
    """The range or the ratio that a quantity opens, where a word or a sign near it can tie it to another."""
    connectors, found, at = t.reading.lists["range"], None, quantity.stop
    if after in connectors or after in DASHES:
        found = read_range_after(t, quantity, connectors)
    if found is None and (after == "/" or not t.reading.joints.isdisjoint(t.words[at : at + NEAR_JOINT])):
        return read_ratio_after(t, quantity)
    return found


def _by_context(t: Tokens, quantity: Draft) -> Draft:
    """The quantity as the words around it have it: pointing back, a time, an age, a multiple, a lone article."""
    if _points_back(t, quantity):
        return exempt("deictic", quantity.first, quantity.stop, quantity.value)
    return _as_multiple(t, _as_age(t, as_time(t, _as_one(t, quantity))))


def _points_back(t: Tokens, draft: Draft) -> bool:
    """Reads "our three demands", "ces deux textes": a small number in words that points at what the text has named."""
    small = draft.spelled and not draft.has_unit and isinstance(draft.value, Decimal) and 2 <= draft.value <= 9
    return (
        small and draft.kind == "count" and t.reading.has("deictic", t.words[draft.first - 1]) and t.is_word(draft.stop)
    )


def _is_date(t: Tokens, draft: Draft) -> bool:
    """Reads "le 3" with no noun behind it is a day; "400 AD" is a year."""
    reading, before = t.reading, t.words[draft.first - 1]
    era = t.phrase_at(draft.stop, reading.table("eras"))
    if era is not None and (t.is_capital(draft.stop) or era[0] > draft.stop + 1):
        return True
    if not draft.plain:
        return False
    if before in reading.lists["eras_before"] and t.is_capital(draft.first - 1):
        return True
    if before not in reading.lists["day_articles"] or not 0 < draft.number <= 31:
        return False
    return not t.is_word(draft.stop) or reading.has("function_words", t.words[draft.stop])


def read_spoken_minus(t: Tokens, index: int) -> Draft | None:
    """The number behind a sign in words: "minus four degrees", "moins 12 °C"; "moins 3 cas" takes away."""
    found = read_quantity(t, index + 1) if starts_number(t, index + 1) and not t.glued(index + 1) else None
    if found is None or not isinstance(found.value, Decimal):
        return None
    if found.unit != "°C" and not t.reading.has("always_minus", t.words[index]):
        return None
    found.first, found.value, found.plain = index, -found.number, False
    return found


def read_lone_one(t: Tokens, index: int) -> Draft | None:
    """The "un" or "one" that nothing near can make a number: most of them, told apart at little cost."""
    reading, word = t.reading, t.words[index]
    after = t.words[index + 1]
    if not t.is_word(index + 1) or t.glued(index + 1) or after in reading.after_articles or after in reading.units:
        return None
    if after in reading.abbreviations or after in reading.joints or _is_stressed(t, index):
        return None
    if not reading.joints.isdisjoint(t.words[index + 2 : index + 7]):
        return None
    return exempt("pronoun" if reading.has("one_is_a_pronoun", word) else "article", index, index + 1, ONE)


def _is_stressed(t: Tokens, first: int) -> bool:
    """Whether the word before makes "one" a count: "only one", "au moins une évaluation"."""
    before = t.words[first - 1]
    if t.reading.has("only", before):
        return True
    rows = t.reading.hedges_before.get(before)
    return rows is not None and any(row[1] == "at_least" and t.matches_before(first, row[0]) for row in rows)


def _as_one(t: Tokens, draft: Draft) -> Draft:
    """Reads "one", "un" alone: a pronoun or an article, unless a unit or an "at least" makes it a count."""
    reading, word = t.reading, t.words[draft.first]
    if not (draft.value == 1 and draft.spelled and draft.stop == draft.first + 1):
        return _one_with_unit(t, draft)
    rule = "pronoun" if reading.has("one_is_a_pronoun", word) else "article"
    if _is_stressed(t, draft.first) and t.is_word(draft.stop):
        return draft
    return exempt(rule, draft.first, draft.stop, draft.value)


def _one_with_unit(t: Tokens, draft: Draft) -> Draft:
    """Reads "un an", "one day": a duration behind a word that measures, else an article; "une fois" counts nothing."""
    reading, word = t.reading, t.words[draft.first]
    if (
        draft.value != 1
        or not draft.spelled
        or not reading.has("ones", word)
        or draft.kind in ("percent", "points", "money")
    ):
        return draft
    if draft.kind == "multiple":
        return exempt("not-a-number", draft.first, draft.stop, draft.value)
    if draft.kind in ("duration", "age", "measure") and not (
        reading.has("one_measures", t.words[draft.first - 1]) or reading.has("one_units", t.words[draft.stop - 1])
    ):
        rule = "pronoun" if reading.has("one_is_a_pronoun", word) else "article"
        return exempt(rule, draft.first, draft.first + 1, draft.value)
    return draft


def _as_age(t: Tokens, draft: Draft) -> Draft:
    """Reads "aged 13", "une élève de 14 ans", "les plus de 65 ans": years of life, by the words before them."""
    reading, before = t.reading, draft.first - 1
    if draft.exempt or draft.value is None or (draft.has_unit and draft.unit not in _LIVED):
        return draft
    if draft.has_unit and draft.unit != "year":  # "un bébé de huit mois"
        if reading.has("age_links", t.words[before]) and reading.has("infants", t.words[before - 1]):
            draft.kind = "age"
        return draft
    grouped = draft.has_unit and any(
        t.matches_before(draft.first, phrase) for phrase, _ in reading.table("age_groups").get(t.words[before], ())
    )
    for _ in range(5):
        if not reading.has("age_links", t.words[before]):
            break
        before -= 1
    if (
        grouped
        or reading.has("age_words", t.words[before])
        or (draft.has_unit and reading.has("persons", t.words[before]))
    ):
        draft.kind, draft.unit, draft.plain = "age", "year", False
    return draft


def _as_multiple(t: Tokens, draft: Draft) -> Draft:
    """The number behind "by a factor of", "multiplié par", "divisé par"."""
    if draft.exempt or draft.has_unit or not isinstance(draft.value, Decimal):
        return draft
    for phrase, meaning in t.reading.factors.get(t.words[draft.first - 1], ()):
        if t.matches_before(draft.first, phrase):
            draft.kind = "multiple"
            if meaning == "divided" and draft.value:
                draft.value = 1 / draft.number
            break
    return draft
