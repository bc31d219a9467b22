"""What the source says instead of a number that no fact vouches for: the nearest fact, or a sum of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from briefs.evidence import Evidence, Fact, Qualifier
from briefs.numeral import Numeral

MOST_FACTS = 24  # of a source that are put together; their pairs grow with the square
UPWARD: tuple[Qualifier, ...] = ("more_than", "at_least", "just_over")
DOWNWARD: tuple[Qualifier, ...] = ("less_than", "at_most", "nearly")
SLIP = Decimal("0.01")  # so close, a number is another one mistyped
FEWEST_DIGITS = 2  # a single digit is the sum of too many things


class Hinter:
    """The facts of the sources that a note leads to, asked what they say instead."""

    def __init__(
        self,
        evidence: Evidence,
        facts: Sequence[tuple[str, Fact]],
        fits: Callable[[Evidence, Fact, Numeral], bool],
        prints: Callable[[Fact, Numeral], bool],
    ) -> None:
        self.evidence, self.facts, self.fits, self.prints = evidence, [fact for _, fact in facts], fits, prints

    def complaint(self, numeral: Numeral) -> str:
        """Why no fact vouches, as narrowly as can be said."""
        same = [
            fact for fact in self.facts if fact_value(fact) is not None and fact_value(fact) == first_value(numeral)
        ]
        fitting = next((fact for fact in same if self.fits(self.evidence, fact, numeral)), None)
        if fitting is not None:
            return turned(fitting, numeral)
        if same:
            return "the source has this number of something else (another unit)"
        return "its source is ours, but no fact of it has this value"

    def nearest(self, numeral: Numeral) -> str:
        """The value that comes closest, a sum that would give the number, another source that has it."""
        told = [self.closest(numeral), self.derived(numeral), self.elsewhere(numeral)]
        return "; ".join(one for one in told if one)

    def closest(self, numeral: Numeral) -> str:
        """The value of the source's fact that comes closest, of the same kind of unit, with its hedge."""
        known = [
            fact for fact in self.facts if fact_value(fact) is not None and self.fits(self.evidence, fact, numeral)
        ]  # fmt: skip
        if first_value(numeral) is None or not known:
            return ""
        return "the source has " + said(min(known, key=lambda fact: distance(fact, numeral)))

    def derived(self, numeral: Numeral) -> str:
        """Two facts of the source whose sum, difference or share the number is."""
        value = first_value(numeral)
        if value is None or len(value.as_tuple().digits) < FEWEST_DIGITS or isinstance(numeral.value, tuple):
            return ""
        if any(
            distance(fact, numeral) <= abs(value) * SLIP and self.fits(self.evidence, fact, numeral)
            for fact in self.facts
        ):
            return ""  # more likely a slip of the keys than a sum
        known = [fact for fact in self.facts if fact_value(fact) is not None][:MOST_FACTS]
        for one, other in permutations(known, 2):
            for sign, result in _results(one, other, numeral):
                if abs(result - value) <= (numeral.step or Decimal(0)) / 2:
                    formula = f"{one.id} {sign} {other.id}"
                    return f"it would be {formula}: make that a fact with derived_from"
        return ""

    def elsewhere(self, numeral: Numeral) -> str:
        """A fact of another source that says exactly this, so that the note may be the wrong one."""
        own = {fact.id for fact in self.facts}
        for fact in self.evidence.facts.values():
            same = fact.id not in own and fact.value is not None and fact.value == first_value(numeral)
            if same and self.fits(self.evidence, fact, numeral) and self.prints(fact, numeral):
                return f"the source {fact.source} has it ({fact.id}): is it the right note?"
        return ""


def _results(one: Fact, other: Fact, numeral: Numeral) -> Iterator[tuple[str, Decimal]]:
    """What two facts give together: sums of one unit, shares for a percentage, a quotient for a multiple."""
    first, second = fact_value(one) or Decimal(0), fact_value(other) or Decimal(0)
    if one.unit == other.unit and numeral.kind not in ("ratio", "multiple", "fraction"):
        if one.id < other.id:
            yield "+", first + second
        yield "-", first - second
    if second and numeral.kind == "percent":
        yield "/", first / second * 100
    if second and numeral.kind in ("ratio", "multiple", "fraction"):
        yield "/", first / second


def turned(fact: Fact, numeral: Numeral) -> str:
    """How the hedge of a right number is wrong."""
    hedge = numeral.hedge or "exact"
    if (fact.qualifier in UPWARD and hedge in DOWNWARD) or (fact.qualifier in DOWNWARD and hedge in UPWARD):
        return f"the source has this number, but says “{_word(fact.qualifier)}” and not “{_word(hedge)}”"
    if fact.qualifier != "exact" and hedge == "exact":
        return f"the source has this number, but says “{_word(fact.qualifier)}”, which was dropped"
    if hedge in UPWARD or hedge in DOWNWARD:
        return f"the source has exactly this number, not “{_word(hedge)}” it"
    return "the source has this number, but more or less exactly than it is said here"


def said(fact: Fact) -> str:
    """A fact's value with its hedge and name: more than 800 (many)."""
    hedge = "" if fact.qualifier in ("exact", "range") else f"{_word(fact.qualifier)} "
    high = f" to {fact.high:f}" if fact.value is None and fact.high is not None else ""
    return f"{hedge}{fact_value(fact):f}{high} ({fact.id})"


def _word(qualifier: str) -> str:
    return qualifier.replace("_", " ")


def distance(fact: Fact, numeral: Numeral) -> Decimal:
    """How far apart a fact and a printed number are; facts without a number are the farthest."""
    value, printed = fact_value(fact), first_value(numeral)
    return abs(value - printed) if value is not None and printed is not None else Decimal("Infinity")


def first_value(numeral: Numeral) -> Decimal | None:
    """The number, or the first of a range."""
    return numeral.value[0] if isinstance(numeral.value, tuple) else numeral.value


def fact_value(fact: Fact) -> Decimal | None:
    """The value of a fact, or the low end of a range."""
    return fact.value if fact.value is not None else fact.low
