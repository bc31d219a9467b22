"""Cardinals: whole numbers in words, from "seven" to "two hundred and three million"."""

from __future__ import annotations

from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.tokens import Tokens

_NO_LIMIT = 10**18


class _Sum:
    """A number as it is being heard: finished thousands and millions, and the group below a thousand."""

    __slots__ = ("group", "last", "limit", "raised", "total")

    def __init__(self, limit: int) -> None:
        self.total = 0
        self.group: int | None = None
        self.limit = limit  # the next scale word must be smaller
        self.last = 0  # the multiplier just heard, 0 after another word
        self.raised = False

    @property
    def value(self) -> int:
        return self.total + (self.group or 0)

    def add(self, value: int, takes_teens: frozenset[int]) -> bool:
        """Adds a word such as "seven" or "twenty" where it has room."""
        group = self.group
        if value >= self.limit or (value == 0 and self.value):
            return False
        if group is not None:
            tens = group % 100
            room = (
                (group >= 100 and tens == 0 and 0 < value < 100)
                or (0 < value < 10 and tens >= 20 and tens % 10 == 0)
                or (0 < value < 20 and tens in takes_teens)
            )
            if not room:
                return False
        self.group = (group or 0) + value
        self.last = 0
        return True

    def times(self, factor: int) -> bool:
        """Multiplies by "hundred", "thousand", "million"… where that can follow."""
        if factor == 100:
            if (self.group is not None and not 0 < self.group < 100) or self.limit <= 100:
                return False
            self.group = (self.group or 1) * 100
        elif factor < self.limit:
            if self.group == 0:
                return False
            self.total += (1 if self.group is None else self.group) * factor
            self.group, self.limit = None, factor
        elif not self.raised and self.total and self.limit == 1000 and factor < _NO_LIMIT:  # "two thousand million"
            self.total, self.group = self.value * factor, None
            self.limit, self.raised = factor, True
        else:
            return False
        self.last = factor
        return True


def _simple_at(t: Tokens, index: int) -> tuple[int, int] | None:
    """The value of the number word at an index, compounds such as "quatre-vingts" first, and where it stops."""
    reading = t.reading
    for phrase, value in reading.compounds.items():
        if phrase[0] == t.words[index]:
            after = t.next_word(index + 1)
            if after > 0 and t.words[after] == phrase[1]:
                return value, after + 1
    found = reading.numbers.get(t.words[index])
    return None if found is None else (found, index + 1)


def _joined(t: Tokens, stop: int, heard: _Sum) -> tuple[int, int] | None:
    """What "and", "et", "y" or a comma adds to the number that stops here: its value and where it stops."""
    at, joiner = _past_joiner(t, stop, heard)
    if not t.is_word(at):
        return None
    if t.reading.has("joins_after", "multiplier"):
        return _after_multiplier(t, at, heard, joiner)
    return _after_ten(t, at, heard)


def _past_joiner(t: Tokens, stop: int, heard: _Sum) -> tuple[int, str]:
    """Where the number behind a joining word starts (-1 without one), and that word; hyphens may tie it."""
    word, reading = t.words[stop], t.reading
    if word == ",":
        spaced = t.glued(stop) and not t.glued(stop + 1)
        return (stop + 1 if spaced and heard.last >= 1000 and reading.has("comma_joins", "yes") else -1), word
    at = t.next_word(stop)
    if at < 0 or not reading.has("joins", t.words[at]):
        return -1, ""
    return t.next_word(at + 1), t.words[at]


def _after_ten(t: Tokens, index: int, heard: _Sum) -> tuple[int, int] | None:
    """French "vingt et un", "soixante et onze"; Spanish "treinta y cinco"."""
    found = _simple_at(t, index)
    tens = (heard.group or 0) % 100
    if found is None or heard.last or tens < 20 or tens % 10:
        return None
    allowed = t.reading.lists.get("joined_numbers")
    if allowed is not None and t.words[index] not in allowed:
        return None
    return found if 0 < found[0] < 10 or (tens in t.reading.takes_teens and found[0] == 11) else None


def _after_multiplier(t: Tokens, index: int, heard: _Sum, joiner: str) -> tuple[int, int] | None:
    """English "two hundred and five", "one million, two hundred thousand"."""
    found = read_cardinal(t, index, heard.last) if heard.last else None
    if found is None or not 0 < found.number < heard.last or (joiner == "," and found.number < 100):
        return None
    return int(found.number), found.stop


def read_cardinal(t: Tokens, index: int, limit: int = _NO_LIMIT, *, bare: bool = False) -> Draft | None:
    """The whole number in words at an index; below `limit` where it continues another; `bare` behind an article."""
    heard, stop, at = _Sum(limit), index, index
    while 0 <= at < t.count:
        end = _hear(t, at, heard, bare or at > index)
        if end is None:
            break
        stop = end
        joined = _joined(t, stop, heard)
        if joined is not None:
            stop = joined[1]
            if heard.last >= 1000:
                heard.total, heard.last = heard.total + joined[0], 0
                break
            heard.group, heard.last = (heard.group or 0) + joined[0], 0
        at = t.next_word(stop)
    return _draft(index, stop, heard.value, heard.last) if stop > index else None


def _hear(t: Tokens, at: int, heard: _Sum, bare: bool) -> int | None:
    """Adds the number word at an index where it can follow what was heard; where it stops, if it can."""
    simple = _simple_at(t, at)
    if simple is not None:
        return simple[1] if heard.add(simple[0], t.reading.takes_teens) else None
    factor = t.reading.multipliers.get(t.words[at])
    if factor is None or (not bare and t.words[at] not in t.reading.bare_multipliers):
        return None
    if t.reading.has("only_before_numbers", t.words[at]) and t.words[at + 1] not in t.reading.numbers:
        return None  # "le mil" is millet
    return at + 1 if heard.times(int(factor)) else None


def _draft(first: int, stop: int, value: int, last: int) -> Draft:
    rounded = last >= 1000
    scale = Decimal(last or 1)
    step = scale if rounded else Decimal(1)
    return Draft(first, stop, Decimal(value), step=step, rounded=rounded, scale=scale, spelled=True)
