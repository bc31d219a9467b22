"""The scan: one pass over the tokens of a text, where the readers of each word are tried in order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from briefs.numeral.clock import read_worded_clock
from briefs.numeral.compounds import read_compound, read_lone_one, read_spoken_minus
from briefs.numeral.contacts import read_phone
from briefs.numeral.dates import read_month
from briefs.numeral.dispatch import read_in_digits
from briefs.numeral.draft import Draft, Reader
from briefs.numeral.durations import read_article_and_half
from briefs.numeral.hedges import find_hedge
from briefs.numeral.money import CODES, PREFIXED, SIGNS, read_currency_before
from briefs.numeral.names import read_lettered, read_trailing_code, read_worded_name
from briefs.numeral.ordinals import read_ordinal
from briefs.numeral.phrases import read_homonym, read_idiom, read_multiple, read_times_sign, read_vague
from briefs.numeral.ranges import read_opened_range
from briefs.numeral.reading import Phrase, Phrases, Reading
from briefs.numeral.references import read_reference
from briefs.numeral.shields import find_spans, shield
from briefs.numeral.tokens import Tokens
from briefs.numeral.years import read_spoken_year

_SIGNED = frozenset("+-–±")
# Behind these words a reader finds nothing unless digits or one of a few words follow.
_Follow = frozenset[str] | None


class _Words(Struct, frozen=True):
    """For each word that may start something, the readers to try, and what must follow it where they all need that."""

    readers: dict[str, tuple[Reader, ...]]
    follow: dict[str, frozenset[str]]

    def starts_in(self, t: Tokens) -> list[int]:
        """The tokens with which something may start: digits, and words that what follows them leaves a chance."""
        words, readers, follow = t.words, self.readers, self.follow
        return [
            at
            for at, word in enumerate(words[: t.count])
            if (word in readers and (word not in follow or words[at + 1] in follow[word] or ":" > words[at + 1] >= "0"))
            or ":" > word >= "0"
        ]

    def read_at(self, t: Tokens, at: int) -> Draft | None:
        """What the first reader finds that knows the token."""
        word = t.words[at]
        if ":" > word >= "0":
            return read_in_digits(t, at)
        for reader in self.readers[word]:
            draft = reader(t, at)
            if draft is not None:
                return draft
        return None


@lru_cache(maxsize=32)
def _word_readers(reading: Reading) -> _Words:
    """The readers of each word, in the order of this table, each with the words that must follow, if any."""
    lists = reading.lists
    quantity = _quantity_starts(reading)
    vague = reading.vague.union(reading.multipliers, reading.collectives, lists.get("vague_articles", ()), "-–")
    table: tuple[tuple[Reader, Iterable[str], _Follow | Phrases], ...] = (
        (read_worded_clock, reading.table("clock_parts"), reading.table("clock_parts")),
        (read_idiom, reading.idioms, reading.idioms),
        (read_worded_name, {*reading.numbers, *reading.multipliers, *reading.vague, *reading.collectives}, None),
        (read_month, reading.months, None),
        (read_reference, reading.heads, reading.heads),
        (read_homonym, lists.get("adjectives", ()), None),
        (read_opened_range, reading.openers, quantity),
        (read_ordinal, {*reading.ordinals, *_tens(reading)}, None),
        (read_multiple, reading.multiples, None),
        (read_multiple, reading.multiple_phrases.keys() - reading.multiples.keys(), reading.multiple_phrases),
        (read_spoken_year, reading.numbers if reading.has("spoken_years", "yes") else (), None),
        (read_article_and_half, lists.get("articles", ()), frozenset(reading.units)),
        (read_vague, reading.vague, None),
        (read_vague, lists.get("vague_articles", frozenset()) - reading.vague, vague),
        (read_phone, "+(", frozenset("+(")),
        (read_behind_article, _articles(reading), reading.after_articles | {"$"}),
        (read_money_code, _money_codes(reading), frozenset("$-.")),
        (read_spoken_minus, lists.get("minus_words", ()), quantity),
        (read_lone_one, lists.get("ones", ()), None),
        (read_compound, _number_starts(reading) - _SIGNED, None),
        (read_compound, _SIGNED, quantity - _SIGNED),
        (read_lettered, ".", frozenset()),
        (read_compound, ".", frozenset()),
        (read_times_sign, "x×", frozenset()),
    )
    return _by_word(table)


def _by_word(table: Iterable[tuple[Reader, Iterable[str], _Follow | Phrases]]) -> _Words:
    """The table turned round: by word."""
    readers: dict[str, tuple[Reader, ...]] = {}
    follow: dict[str, _Follow] = {}
    for reader, words, after in table:
        for word in words:
            seconds = _seconds(after[word]) if isinstance(after, dict) else after
            known = follow.get(word, frozenset())
            follow[word] = None if seconds is None or known is None else known | seconds
            readers[word] = (*readers.get(word, ()), reader)
    return _Words(
        readers, {word: after for word, after in follow.items() if after is not None and not "0" <= word < ":"}
    )


def _seconds(rows: Iterable[tuple[Phrase, str]]) -> _Follow:
    """The second words of the phrases that a word opens; None where it is one by itself."""
    seconds = {phrase[1] if phrase[1:] else "" for phrase, _ in rows}
    return None if "" in seconds else frozenset(seconds)


def _quantity_starts(reading: Reading) -> frozenset[str]:
    """The words with which a quantity can start, apart from digits."""
    lists = reading.lists
    return frozenset(
        {*_number_starts(reading), *_articles(reading), *lists.get("articles", ()), *lists.get("fraction_articles", ()),
         *reading.fractions, *_money_codes(reading), *PREFIXED, *"+-–±.$€£¥₹½⅓⅔¼¾⅛"}
    )  # fmt: skip


def _money_codes(reading: Reading) -> set[str]:
    return {*PREFIXED, *(code.lower() for code in CODES)} - set(reading.numbers)


def _tens(reading: Reading) -> set[str]:
    return {word for word, value in reading.numbers.items() if 20 <= value < 100 and value % 10 == 0}


def _number_starts(reading: Reading) -> set[str]:
    lists = reading.lists
    return {
        *reading.numbers, *reading.bare_multipliers, *lists.get("halves", ()), *SIGNS, *"+-–±½⅓⅔¼¾⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚",
    }  # fmt: skip


def _articles(reading: Reading) -> set[str]:
    return {*reading.lists.get("articles", ()), *reading.lists.get("fraction_articles", ())} - set(reading.numbers)


def read_behind_article(t: Tokens, index: int) -> Draft | None:
    """The figure that opens with an article: "a hundred", "la moitié"."""
    known = t.words[index + 1] in t.reading.after_articles or t.words[index + 1] == "$"
    return read_compound(t, index) if known else None


def read_money_code(t: Tokens, index: int) -> Draft | None:
    """The amount that opens with letters: US$5, EUR 500; most such letters are ordinary words."""
    return read_compound(t, index) if read_currency_before(t, index) else None


def scan(text: str, reading: Reading) -> tuple[Tokens, list[Draft]]:
    """A text's tokens with every figure and every exempt number, in order, never overlapping."""
    t, known = Tokens(text, reading), _word_readers(reading)
    spans, starts = find_spans(t.text), known.starts_in(t)
    if not spans and not starts:
        return t, []
    t.measure()
    shields = shield(t, spans)[::-1] if spans else []
    found: list[Draft] = []
    free = 0
    for at in starts:
        while shields and shields[-1].first <= at:
            free = _shielded(found, shields.pop(), free)
        if at < free:
            continue
        draft = known.read_at(t, at)
        if draft is None or draft.stop <= at:
            continue
        if draft.exempt is None:
            draft = read_trailing_code(t, draft)
        if draft.first < free:
            draft.first = free
        free = draft.stop
        if draft.exempt is None and draft.hedge is None:
            draft.hedge = find_hedge(t, draft)
        found.append(draft)
    for covered in reversed(shields):
        free = _shielded(found, covered, free)
    return t, found


def _shielded(found: list[Draft], shield: Draft, free: int) -> int:
    """Adds a shield that what was found does not cover; the first token behind both."""
    if shield.stop <= free:
        return free
    found.append(shield)
    return shield.stop
