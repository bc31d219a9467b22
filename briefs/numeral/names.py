"""Names: G7, COVID-19, Route 66, Windows 11, Million Dads; codes and identifiers."""

from __future__ import annotations

from briefs.numeral.draft import Draft, exempt
from briefs.numeral.pattern import Pattern
from briefs.numeral.tokens import DASHES, Tokens

_IBAN = Pattern(r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![^\W_])")
_CODE = Pattern(r"[^\W_]+(?:[.,](?=[0-9])[0-9]+|[-/][^\W_]+|_[^\W_]*)*")


def read_code(t: Tokens, index: int) -> Draft | None:
    """The name or code that the digits at an index belong to by being glued to letters before them."""
    if not t.glued(index):
        return None
    before = t.words[index - 1]
    if t.is_word(index - 1):
        first = index - 1
        iban = _IBAN.match(t.text, t.starts[first]) if len(before) == len(t.words[index]) == 2 else None
        if iban is not None and not t.glued(first):
            return exempt("identifier", first, t.index_at(iban.end()))
    elif before in DASHES and t.glued(index - 1) and t.is_word(index - 2):
        return _hyphened(t, index)
    elif before in "/_" and t.glued(index - 1) and t.is_word(index - 2):
        first = index - 2
    else:
        return None
    while (
        first > 0 and t.glued(first) and (t.is_word(first - 1) or t.is_digits(first - 1) or t.words[first - 1] in "-/_")
    ):
        first -= 1
    return _code_from(t, first, index)


def _code_from(t: Tokens, first: int, index: int) -> Draft:
    match = _CODE.match(t.text, t.starts[first])
    stop = t.index_at(match.end()) if match else index + 1
    stop = max(stop, index + 1)
    letters = "".join(t.words[first:index])
    long = len(letters) > 6 or stop - first > 4
    return exempt("identifier" if long else "name", first, stop)


def _hyphened(t: Tokens, index: int) -> Draft | None:
    """Digits behind a word and a hyphen: COVID-19, CR-12, post-2015; but "under-18s" and "top-10" count."""
    word, reading = t.words[index - 2], t.reading
    if reading.has("age_prefixes", word):
        return None
    if reading.has("year_prefixes", word) and len(t.words[index]) in (2, 4):
        return exempt("year", index, index + 1)
    if t.is_capital(index - 2) or t.glued(index - 2):
        first = index - 2
        while (
            first > 0
            and t.glued(first)
            and (t.is_word(first - 1) or t.is_digits(first - 1) or t.words[first - 1] in "-/_")
        ):
            first -= 1
        draft = _code_from(t, first, index)
        draft.exempt = "name" if len(t.raw(index - 2)) > 2 else "identifier"
        return draft
    return None


def read_named(t: Tokens, index: int) -> Draft | None:
    """The number that ends a name: Agenda 2030, Windows 11, or a capitalised word with a number behind an article."""
    reading = t.reading
    if t.glued(index) or t.raw(index - 1) == t.words[index - 1]:
        return None  # no capital in the word before
    before = t.words[index - 1]
    end = _plain_number(t, index)
    if end is None:
        return None
    if reading.has("software", before):
        return exempt("version", index - 1, end)
    if t.opens_sentence(index - 1) and reading.has("counted", t.words[end]):
        return None  # "Train 40 teachers"
    if reading.has("name_heads", before):
        return exempt("name", index - 1, end)
    article = reading.has("name_articles", t.words[index - 2]) and not t.opens_sentence(index - 1)
    if article and before not in reading.months and len(t.words[index]) <= 4 and not _noun_follows(t, end):
        return exempt("name", index - 1, end)
    return None


def _plain_number(t: Tokens, index: int) -> int | None:
    """Where a bare number (or a version's dotted one) stops; nothing for an amount."""
    end = index + 1
    while t.words[end] == "." and t.glued(end) and t.is_digits(end + 1) and t.glued(end + 1):
        end += 2
    after = t.words[end]
    if t.is_digits(end) and len(after) == 3 and len(t.words[index]) <= 3 and not t.glued(end):
        return None  # the next group of a longer number: “France 310 519 reports”
    if (after and after in "%‰€$£") or (after == "," and t.glued(end + 1)):
        return None
    return end


def _noun_follows(t: Tokens, index: int) -> bool:
    return t.is_word(index) and (t.reading.has("counted", t.words[index]) or t.words[index] in t.reading.multipliers)


def read_trailing_code(t: Tokens, draft: Draft) -> Draft:
    """The name that a number turns out to be when unknown letters are glued to it: 5G, 3D, 1080p."""
    at = draft.stop
    if not t.glued(at) or not t.is_digits(at - 1) or not (t.is_word(at) or t.words[at] == "_"):
        return draft
    if draft.has_unit or draft.parts or draft.exempt:
        return draft
    if t.words[at] == "s" and t.words[at + 1] in t.reading.links and draft.value in (100, 1000, 10000, 100000):
        return Draft(draft.first, at + 1)  # "100s of cases": vague
    match = _CODE.match(t.text, t.starts[draft.first])
    stop = max(t.index_at(match.end()) if match else at + 1, at + 1)
    return exempt("name", draft.first, stop)


def read_lettered(t: Tokens, index: int) -> Draft | None:
    """The name in a capital, a point and digits: H.264, X.509."""
    lettered = t.glued(index) and t.is_capital(index - 1) and len(t.words[index - 1]) == 1 and not t.glued(index - 1)
    return exempt("name", index - 1, index + 2) if lettered and t.glued(index + 1) else None


def read_worded_name(t: Tokens, index: int) -> Draft | None:
    """The number word with a capital inside a name: Million Dads, Les Mille Mains, Trois-Rivières."""
    if not t.is_capital(index):
        return None
    after = t.next_word(index + 1)
    if _ends_name(t, index):
        return exempt("name", index - 1, index + 1)
    if not _proper(t, index) or (in_title_case(t, index) and (after <= index + 1 or t.words[after] in t.reading.units)):
        return None
    if after < 0 or not _proper(t, after) or t.words[after] in t.reading.months or _is_number_word(t, after):
        return None
    if after == index + 1 and t.opens_sentence(index):
        return None
    first = index
    while t.is_capital(first - 1) and not t.glued(first) and not t.opens_sentence(first - 1):
        first -= 1
    stop = after + 1
    while t.is_capital(stop) and not t.glued(stop):
        stop += 1
    return exempt("name", first, stop)


def _ends_name(t: Tokens, index: int) -> bool:
    """Whether a capital in mid-sentence makes the number the end of a name: "the Chicago Seven"."""
    if not _proper(t, index) or not _proper(t, index - 1) or t.glued(index) or t.opens_sentence(index - 1):
        return False
    return not (t.is_capital(index + 1) and not t.glued(index + 1)) and not in_title_case(t, index)


def _proper(t: Tokens, index: int) -> bool:
    """Whether a word has its first letter alone in capitals."""
    return t.is_capital(index) and not (t.raw(index).isupper() and len(t.raw(index)) > 1)


def _is_number_word(t: Tokens, index: int) -> bool:
    word = t.words[index]
    return word in t.reading.numbers or word in t.reading.multipliers or word in t.reading.fractions


def in_title_case(t: Tokens, index: int) -> bool:
    """Whether nearly every longer word around has a capital, as in an English heading."""
    around = [at for at in range(max(0, index - 6), min(t.count, index + 7)) if t.is_word(at) and len(t.words[at]) > 3]
    return len(around) >= 3 and 5 * sum(t.is_capital(at) for at in around) >= 4 * len(around)
