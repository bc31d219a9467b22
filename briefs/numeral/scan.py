"""The scan: one pass over the tokens of a text, where the readers of each word are tried in order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from briefs.numeral.clock import read_worded_clock
from briefs.numeral.compounds import read_compound, read_lone_one, read_spoken_minus
from briefs.numeral.contacts import read_address, read_phone
from briefs.numeral.dates import read_date, read_month, read_quarter, read_time
from briefs.numeral.draft import Draft, Reader
from briefs.numeral.durations import read_age_group, read_article_and_half, read_hours_minutes
from briefs.numeral.hedges import find_hedge
from briefs.numeral.money import CODES, PREFIXED, SIGNS, read_currency_before
from briefs.numeral.names import read_code, read_named, read_trailing_code, read_worded_name
from briefs.numeral.ordinals import read_ordinal
from briefs.numeral.phrases import read_homonym, read_idiom, read_multiple, read_times_sign, read_vague
from briefs.numeral.ranges import read_opened_range
from briefs.numeral.reading import Reading
from briefs.numeral.references import read_free_reference, read_reference
from briefs.numeral.shields import find_shields
from briefs.numeral.signs import read_chain, read_identifier, read_list_number, read_tied, read_version
from briefs.numeral.tokens import Tokens
from briefs.numeral.years import read_spoken_year

_DIGIT_READERS: tuple[Reader, ...] = (
    read_idiom, read_list_number, read_quarter, read_age_group, read_code, read_date, read_time, read_hours_minutes,
    read_phone, read_free_reference, read_version, read_chain, read_tied, read_address, read_ordinal, read_named,
    read_identifier, read_compound,
)  # fmt: skip


# What a run of digits can be before more digits or a sign that ties nothing: the others need a word or such a sign.
_TYING = frozenset("-–/.:,'°^×*·(")
_LONE_READERS: tuple[Reader, ...] = (
    read_idiom, read_list_number, read_quarter, read_code, read_phone, read_address, read_named, read_identifier,
    read_compound,
)  # fmt: skip


@lru_cache(maxsize=32)
def _word_readers(reading: Reading) -> dict[str, tuple[Reader, ...]]:
    """For each word that may start something, the readers to try, in the order of this table."""
    table: tuple[tuple[Reader, set[str]], ...] = (
        (read_worded_clock, set(reading.table("clock_parts"))),
        (read_idiom, set(reading.idioms)),
        (read_worded_name, {*reading.numbers, *reading.multipliers, *reading.vague, *reading.collectives}),
        (read_month, set(reading.months)),
        (read_reference, set(reading.heads)),
        (read_homonym, set(reading.lists.get("adjectives", ()))),
        (read_opened_range, set(reading.openers)),
        (read_ordinal_if_word, {*reading.ordinals, *_tens(reading)}),
        (read_multiple, {*reading.multiples, *reading.multiple_phrases}),
        (read_spoken_year, set(reading.numbers) if reading.has("spoken_years", "yes") else set()),
        (read_article_and_half, set(reading.lists.get("articles", ()))),
        (read_vague, {*reading.vague, *reading.lists.get("vague_articles", ())}),
        (read_phone, {"+", "("}),
        (read_behind_article, _articles(reading)),
        (read_money_code, {*PREFIXED, *(code.lower() for code in CODES)} - set(reading.numbers)),
        (read_spoken_minus, set(reading.lists.get("minus_words", ()))),
        (read_lone_one, set(reading.lists.get("ones", ()))),
        (read_compound, _number_starts(reading)),
        (read_times_sign, {"x", "×"}),
    )
    found: dict[str, tuple[Reader, ...]] = {}
    for reader, words in table:
        for word in words:
            found[word] = (*found.get(word, ()), reader)
    return found


def _tens(reading: Reading) -> set[str]:
    return {word for word, value in reading.numbers.items() if 20 <= value < 100 and value % 10 == 0}


def _number_starts(reading: Reading) -> set[str]:
    lists = reading.lists
    return {
        *reading.numbers, *reading.bare_multipliers, *lists.get("halves", ()), *SIGNS, *"+-–±.½⅓⅔¼¾⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚",
    }  # fmt: skip


def _articles(reading: Reading) -> set[str]:
    return {*reading.lists.get("articles", ()), *reading.lists.get("fraction_articles", ())} - set(reading.numbers)


def read_behind_article(t: Tokens, index: int) -> Draft | None:
    """The figure that opens with an article: "a hundred", "la moitié"."""
    known = t.word(index + 1) in t.reading.after_articles or t.word(index + 1) == "$"
    return read_compound(t, index) if known else None


def read_money_code(t: Tokens, index: int) -> Draft | None:
    """The amount that opens with letters: US$5, EUR 500; most such letters are ordinary words."""
    return read_compound(t, index) if read_currency_before(t, index) else None


def read_ordinal_if_word(t: Tokens, index: int) -> Draft | None:
    """The ordinal in words at an index, unless a fraction stands there."""
    return read_ordinal(t, index)


def scan(text: str, reading: Reading) -> Iterator[tuple[Tokens, Draft]]:
    """Every figure and every exempt number of a text, in order, never overlapping."""
    t = Tokens(text, reading)
    readers = _word_readers(reading)
    shields = find_shields(t)
    candidates = [at for at, word in enumerate(t.words) if "0" <= word[0] <= "9" or word in readers]
    free = 0
    for shield, at in _merged(shields, candidates) if shields else ((None, at) for at in candidates):
        if shield is not None:
            if shield.stop > free:
                free = shield.stop
                yield t, shield
            continue
        if at < free:
            continue
        draft = _read_at(t, at, readers)
        if draft is not None and draft.stop > at:
            draft.first = max(draft.first, free)
            free = draft.stop
            if draft.exempt is None:
                draft.hedge = draft.hedge or find_hedge(t, draft)
            yield t, draft


def _read_at(t: Tokens, at: int, readers: dict[str, tuple[Reader, ...]]) -> Draft | None:
    word = t.words[at]
    if not "0" <= word[0] <= "9":
        chosen = readers[word]
    elif t.word(at + 1)[:1] not in _TYING and not t.is_word(at + 1):
        chosen = _LONE_READERS
    else:
        chosen = _DIGIT_READERS
    for reader in chosen:
        draft = reader(t, at)
        if draft is not None:
            return read_trailing_code(t, draft)
    return None


def _merged(shields: list[Draft], candidates: list[int]) -> Iterator[tuple[Draft | None, int]]:
    """Shields and candidate tokens in the order of the text, a shield before the tokens that it covers."""
    at = 0
    for shield in shields:
        while at < len(candidates) and candidates[at] < shield.first:
            yield None, candidates[at]
            at += 1
        yield shield, shield.first
    for index in candidates[at:]:
        yield None, index
