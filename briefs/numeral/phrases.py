"""Fixed phrases: idioms and homonyms, which hold no figure; words that are a multiple or a vague number."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.cardinal import read_cardinal
from briefs.numeral.digits import read_digits, starts_group
from briefs.numeral.draft import Draft, exempt
from briefs.numeral.nouns import is_plural_noun
from briefs.numeral.tokens import DASHES, Tokens


def read_idiom(t: Tokens, index: int) -> Draft | None:
    """The idiom at an index ("one of the", "tiers de confiance"), with the rule that the language's file gives it."""
    word, heads = t.words[index], t.reading.idiom_heads
    if (word, t.words[index + 1]) not in heads and (word, "") not in heads:
        return None
    if t.reading.has("ones", word) and t.reading.has("only", t.words[index - 1]):
        return None  # "only one of the 14 shelters" counts
    for phrase, rule in t.reading.idioms.get(word, ()):
        if t.matches(index, phrase) and not _goes_on(t, index + len(phrase)):
            value = Decimal(1) if rule == "not-a-number" else None
            return exempt(rule, index, index + len(phrase), value)
    return None


def _goes_on(t: Tokens, stop: int) -> bool:
    """Whether the last word or number of a phrase is only the head of a longer one: the 5 of "9 to 5,000"."""
    if not t.is_digits(stop - 1):
        return t.glued(stop) and t.is_word(stop)
    longer = t.glued(stop) and (
        t.is_word(stop) or (t.words[stop] in ".," and t.is_digits(stop + 1) and t.glued(stop + 1))
    )
    return longer or t.words[stop] == "%" or starts_group(t, stop - 1)


def read_homonym(t: Tokens, index: int) -> Draft | None:
    """A number word that is an adjective here: "un bâtiment neuf"."""
    reading = t.reading
    if not reading.has("adjectives", t.words[index]):
        return None
    if _is_counted_after(t, t.next_word(index + 1)):
        return None
    before = t.words[index - 1]
    if reading.has("before_adjective", before):
        return exempt("homonym", index, index + 1)
    follows_noun = t.is_word(index - 1) and not reading.has("function_words", before) and not before.endswith("'")
    return exempt("homonym", index, index + 1) if follows_noun and not t.glued(index) else None


def _is_counted_after(t: Tokens, after: int) -> bool:
    """Whether what follows shows that the word before counts: "neuf familles", "neuf cents", "neuf sur dix"."""
    if after < 0:
        return False
    word, reading = t.words[after], t.reading
    counted = is_plural_noun(t, after) or word in reading.multipliers or reading.has("number_follows", word)
    return counted or t.phrase_at(after, reading.units) is not None


def read_multiple(t: Tokens, index: int) -> Draft | None:
    """The multiple in a word or a phrase: "doubled", "twofold", "le double"."""
    word, reading = t.words[index], t.reading
    phrase = t.phrase_at(index, reading.multiple_phrases)
    if phrase is not None:
        if _is_adjective(t, index, phrase[0]):
            return exempt("homonym", index, phrase[0])
        return Draft(index, phrase[0], Decimal(phrase[1]), "multiple")
    factor = reading.multiples.get(word)
    if factor is not None and reading.has("multiple_adjectives", word) and _is_adjective(t, index, index + 1):
        return exempt("homonym", index, index + 1)
    return None if factor is None else Draft(index, index + 1, factor, "multiple")


def _is_adjective(t: Tokens, index: int, stop: int) -> bool:
    """Whether a multiple only describes the noun behind it: "a double murder", "le double degré"."""
    reading, noun = t.reading, t.words[stop]
    described = (t.is_word(stop) and not t.glued(stop)) or (t.words[stop] in DASHES and t.glued(stop + 1))
    if not described or noun in reading.links or reading.has("after_multiple", noun):
        return False
    return reading.has("before_described", t.words[index if stop > index + 1 else index - 1])


def read_times_sign(t: Tokens, index: int) -> Draft | None:
    """The multiple in signs: x3, ×2.5."""
    from_digits = read_factor(t, index + 1)
    if from_digits is None or (t.glued(index) and t.words[index - 1] not in "(") or not t.glued(index + 1):
        return None
    from_digits.first = index
    return from_digits


def read_factor(t: Tokens, index: int) -> Draft | None:
    """The number in digits that follows a times sign."""
    if not t.is_digits(index):
        return None
    found = read_digits(t, index)
    if found is None or (t.glued(found.stop) and t.is_word(found.stop)):
        return None
    found.kind, found.has_unit = "multiple", True
    return found


def read_vague(t: Tokens, index: int) -> Draft | None:
    """The vague number at an index: "dozens", "tens of thousands", "des milliers", "several hundred"."""
    reading, at = t.reading, index
    opened = reading.has("vague_articles", t.words[index])
    if opened:
        at = t.next_word(index + 1)
        if at > 0 and reading.has("vague_articles", t.words[at]):  # "a few hundred"
            at = t.next_word(at + 1)
    if at < 0 or not (t.words[at] in reading.vague or (opened and _hundreds(t, at))):
        return None
    if reading.has("vague_before_of", t.words[at]) and t.words[at + 1] not in reading.links:
        return None
    stop = at + 1
    while t.words[stop] in reading.links and (
        t.words[stop + 1] in reading.vague or t.words[stop + 1] in reading.multipliers
    ):
        stop += 2
    after = t.next_word(stop)
    if after > 0 and opened and t.words[after] in reading.multipliers:
        stop = after + 1
    return Draft(index, stop, None, "count")


def _hundreds(t: Tokens, at: int) -> bool:
    """Whether a bare scale word follows "several": "several hundred"; never "several hundred and five"."""
    if t.words[at] in t.reading.collectives:
        return True
    if t.words[at] not in t.reading.multipliers or t.words[at] in t.reading.bare_multipliers:
        return False
    found = read_cardinal(t, at)
    return found is None or found.stop == at + 1
