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
        if value >= self.limit or value == 0 and self.value:
            return False
        if group is not None:
            tens = group % 100
            room = (
                group >= 100 and tens == 0 and 0 < value < 100
                or 0 < value < 10 and tens >= 20 and tens % 10 == 0
                or 0 < value < 20 and tens in takes_teens
            )
            if not room:
                return False
        self.group = (group or 0) + value
        self.last = 0
        return True

    def times(self, factor: int) -> bool:
        """Multiplies by "hundred", "thousand", "million"… where that can follow."""
        if factor == 100:
            if self.group is not None and not 0 < self.group < 100 or self.limit <= 100:
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


def _joined(t: Tokens, index: int, heard: _Sum) -> tuple[int, int] | None:
    """What "and", "et", "y" or a comma adds: its value and where it stops."""
    word, reading = t.words[index], t.reading
    after = index + 1
    if word == ",":
        if not (heard.last >= 1000 and reading.has("comma_joins", "yes") and t.glued(index) and not t.glued(after)):
            return None
    elif t.glued(index) or not reading.has("joins", word):
        if not (t.words[index] == "-" and reading.has("joins", t.word(after))):
            return None
        after += 1  # "soixante-et-onze"
        if t.word(after) == "-":
            after += 1
    elif t.word(after) == "-":
        after += 1
    if not t.is_word(after):
        return None
    return _after_multiplier(t, after, heard, word) if reading.has("joins_after", "multiplier") else _after_ten(t, after, heard)


def _after_ten(t: Tokens, index: int, heard: _Sum) -> tuple[int, int] | None:
    """French "vingt et un", "soixante et onze"; Spanish "treinta y cinco"."""
    found = _simple_at(t, index)
    tens = (heard.group or 0) % 100
    if found is None or heard.last or tens < 20 or tens % 10:
        return None
    value, stop = found
    after_et = t.reading.lists.get("joined_numbers")
    if after_et is not None and t.words[index] not in after_et:
        return None
    fits = 0 < value < 10 or tens in t.reading.takes_teens and value == 11
    return found if fits and stop else None


def _after_multiplier(t: Tokens, index: int, heard: _Sum, joiner: str) -> tuple[int, int] | None:
    """English "two hundred and five", "one million, two hundred thousand"."""
    if not heard.last:
        return None
    found = read_cardinal(t, index, heard.last)
    if found is None or not 0 < found.number < heard.last or joiner == "," and found.number < 100:
        return None
    return int(found.number), found.stop


def read_cardinal(t: Tokens, index: int, limit: int = _NO_LIMIT, *, bare: bool = False) -> Draft | None:
    """The whole number in words at an index; below `limit` where it continues another; `bare` where an article is its one."""
    heard, stop, at = _Sum(limit), index, index
    reading = t.reading
    while 0 <= at < t.count:
        simple = _simple_at(t, at)
        if simple is not None:
            if not heard.add(simple[0], reading.takes_teens):
                break
            stop = simple[1]
        else:
            factor = reading.multipliers.get(t.words[at])
            alone = at == index and not bare and t.words[at] not in reading.bare_multipliers
            if factor is None or alone or not heard.times(int(factor)):
                break
            stop = at + 1
        at = t.next_word(stop)
        if at > 0 and reading.has("joins", t.words[at]) or stop < t.count and t.words[stop] in ",-":
            joined = _joined(t, stop, heard)
            if joined is not None:
                return _draft(index, joined[1], heard.value + joined[0], 0) if not _goes_on(t, joined[1]) else _longer(t, index, heard, joined)
    return _draft(index, stop, heard.value, heard.last) if stop > index else None


def _goes_on(t: Tokens, stop: int) -> bool:
    """Whether a multiplier follows what was joined, as in "vingt et un mille"."""
    after = t.next_word(stop)
    return after > 0 and t.words[after] in t.reading.multipliers


def _longer(t: Tokens, index: int, heard: _Sum, joined: tuple[int, int]) -> Draft:
    """The number that goes on after a joined word: "cent vingt et un mille trois cents"."""
    value, stop = joined
    heard.group = (heard.group or 0) + value
    heard.last = 0
    while (at := t.next_word(stop)) > 0:
        factor = t.reading.multipliers.get(t.words[at])
        if factor is None or not heard.times(int(factor)):
            break
        stop = at + 1
        rest_at = t.next_word(stop)
        if heard.group is None and rest_at > 0:
            rest = read_cardinal(t, rest_at, heard.limit)
            if rest is not None:
                heard.total, heard.last, stop = heard.total + int(rest.number), 0, rest.stop
                break
    return _draft(index, stop, heard.value, heard.last)


def _draft(first: int, stop: int, value: int, last: int) -> Draft:
    rounded = last >= 1000
    scale = Decimal(last or 1)
    return Draft(
        first, stop, Decimal(value), step=scale if rounded else Decimal(1), rounded=rounded, scale=scale, spelled=True
    )
