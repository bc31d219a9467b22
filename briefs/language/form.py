"""The printed form of a fact: which hedge, how much rounding, which scale word; lawful or none (promise 4)."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from briefs.evidence import Fact, Qualifier, Span, denoted_span, printed_span
from briefs.language.digits import EXACT, decimals_needed, exponent_of, round_to
from briefs.language.record import Scale, Scales, power_of_ten

# By the fact's hedge: printed hedges in order of preference, each with the rounding that keeps it true.
CANDIDATES: dict[Qualifier, tuple[tuple[Qualifier, str], ...]] = {
    "exact": (("exact", "half"), ("about", "half")),
    "about": (("about", "half"),),
    "nearly": (("nearly", "up"), ("about", "half")),
    "just_over": (("just_over", "down"), ("about", "half")),
    "more_than": (("more_than", "down"),),
    "at_least": (("at_least", "down"),),
    "less_than": (("less_than", "up"),),
    "at_most": (("at_most", "up"),),
    "range": (("range", "half"),),
}
# A hedge that a writer asks for, with its rounding; one-sided hedges take the end of a range that they speak of.
WIDENED: dict[str, tuple[Qualifier, str]] = {
    "about": ("about", "half"),
    "nearly": ("nearly", "up"),
    "just_over": ("just_over", "down"),
    "more_than": ("more_than", "down"),
    "at_least": ("at_least", "down"),
    "less_than": ("less_than", "up"),
    "at_most": ("at_most", "up"),
}
UPPER = ("nearly", "less_than", "at_most")
FARTHEST = Decimal("0.25")  # of what is printed: "more than 1,000" is true of 7,285, but says nothing of it
TOWARDS: dict[Qualifier, str] = {"nearly": "up", "just_over": "down"}
PRECISION = re.compile(r"(0?\.0*1|10*)(?:\s+(thousand|million|billion|trillion))?")
POWERS = {None: 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}


class Form(Struct, frozen=True):
    """What will be printed, before words are put to it."""

    qualifier: Qualifier
    value: Decimal
    high: Decimal | None
    step: Decimal  # unit of the last digit printed
    scale: Scale | None
    decimals: int

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The number or the two numbers printed."""
        return (self.value,) if self.high is None else (self.value, self.high)


def read_precision(text: str) -> Decimal | None:
    """A precision such as “0.1 million” as a number; None where the words say no power of ten."""
    match = PRECISION.fullmatch(text.strip().replace(",", ""))
    if not match:
        return None
    return EXACT.multiply(Decimal(match[1]), power_of_ten(POWERS[match[2]]))


def own_step(fact: Fact) -> Decimal:
    """The unit of the last digit the source prints; a typed value with more digits than its step keeps them."""
    if fact.derived_from is not None:
        return fact.step
    ends = [decimals_needed(end) for end in (fact.value, fact.low, fact.high) if end is not None]
    return min([fact.step, *(power_of_ten(-decimals) for decimals in ends if decimals)])


def stated_ends(fact: Fact, step: Decimal) -> tuple[Decimal, ...]:
    """The number or numbers a fact states: computed ones with a hedge have no more digits than their inputs."""
    if fact.qualifier == "range" and fact.low is not None and fact.high is not None:
        return fact.low, fact.high
    if fact.value is None:
        return ()
    if fact.derived_from is not None and fact.qualifier in ("about", "nearly", "just_over"):
        return (round_to(fact.value, step, TOWARDS.get(fact.qualifier, "half")),)
    return (fact.value,)


def stated_span(fact: Fact) -> Span | None:
    """The set a fact denotes."""
    step = own_step(fact)
    ends = stated_ends(fact, step)
    return denoted_span(fact.qualifier, ends[0], step, ends[-1]) if ends else None


def lawful_form(
    fact: Fact, step: Decimal, scales: Scales, *, full: bool, hedge: Qualifier | None = None
) -> Form | None:
    """The first form whose printed set holds all that the fact says; None where no rounding to this step does.

    `hedge` asks for another hedge than the fact's own: it may be wider, never narrower.
    """
    span, ends = stated_span(fact), stated_ends(fact, own_step(fact))
    if span is None:
        return None
    wider = hedge is not None and hedge != fact.qualifier
    if wider and len(ends) == 2:
        ends = ends[1:] if hedge in UPPER else ends[:1]
    for qualifier, rounding in (WIDENED[hedge],) if hedge and wider else CANDIDATES[fact.qualifier]:
        form = _form(qualifier, _round_ends(ends, step, rounding), step, scales, full=full)
        if span.lies_in(_span(form)) and not _vanishes(form, ends) and not (wider and _says_little(form, ends)):
            return form
    return None


def _says_little(form: Form, ends: tuple[Decimal, ...]) -> bool:
    """Whether what is printed is true, but too far from the number to be said of it."""
    return abs(ends[0] - form.value) > abs(form.value) * FARTHEST


def _round_ends(ends: tuple[Decimal, ...], step: Decimal, rounding: str) -> tuple[Decimal, ...]:
    if len(ends) == 2:  # a range only grows
        return round_to(ends[0], step, "down"), round_to(ends[1], step, "up")
    return (round_to(ends[0], step, rounding),)


def _span(form: Form) -> Span:
    rounded = form.decimals > 0 or form.scale is not None
    return printed_span(form.qualifier, form.value, form.step, rounded, form.high)


def _vanishes(form: Form, ends: tuple[Decimal, ...]) -> bool:
    """A number that is something must not be printed as nought."""
    return len(ends) == 1 and form.value == 0 and ends[0] != 0


def _form(qualifier: Qualifier, ends: tuple[Decimal, ...], step: Decimal, scales: Scales, *, full: bool) -> Form:
    high = ends[1] if len(ends) == 2 else None
    for scale in () if full else scales.words:
        power = power_of_ten(scale.power)
        decimals = _scale_decimals(ends, step, power, scales.decimals)
        shared = high is None or max(map(abs, ends)) < 1000 * power  # "1,000 to 1,100 million" begins with a thousand
        if min(map(abs, ends)) >= power and shared and decimals is not None:
            return Form(qualifier, ends[0], high, max(step, power.scaleb(-decimals)), scale, decimals)
    return Form(qualifier, ends[0], high, step, None, max(0, -exponent_of(step)))


def _scale_decimals(ends: tuple[Decimal, ...], step: Decimal, power: Decimal, most: int) -> int | None:
    """Decimals before a scale word: those of the step (its noughts kept), else those needed, if few enough."""
    of_step = max(0, exponent_of(power) - exponent_of(step))
    needed = max(decimals_needed(EXACT.divide(end, power)) for end in ends)
    return next((decimals for decimals in (of_step, needed) if decimals <= most), None)
