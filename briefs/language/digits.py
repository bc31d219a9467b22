"""Numbers in digits, and the plural category of a number as printed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from babel.plural import PluralRule

from briefs.language.record import Digits, Language

EXACT = Context(prec=1000)  # no figure is longer; a rounding is never lost to the context
ROUNDINGS = {"half": ROUND_HALF_UP, "down": ROUND_FLOOR, "up": ROUND_CEILING}


def round_to(value: Decimal, step: Decimal, rounding: str = "half") -> Decimal:
    """The multiple of the step next to the value, as an exact decimal with the step's last place."""
    times = EXACT.divide(value, step).quantize(Decimal(1), rounding=ROUNDINGS[rounding], context=EXACT)
    return EXACT.multiply(times, step)


def exponent_of(step: Decimal) -> int:
    """The power of ten of a number's first digit: 2 for 100, -1 for 0.1."""
    return step.adjusted()


def decimals_needed(value: Decimal) -> int:
    """How many decimals a number needs, trailing noughts left out."""
    exponent = EXACT.normalize(value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def print_digits(value: Decimal, decimals: int, digits: Digits) -> str:
    """A number in the language's digits, grouped by three."""
    whole, _, fraction = f"{abs(EXACT.quantize(value, Decimal(1).scaleb(-decimals))):f}".partition(".")
    text = group_digits(whole, digits) + (digits.decimal + fraction if fraction else "")
    return localise_digits((digits.minus if value < 0 else "") + text, digits)


def group_digits(whole: str, digits: Digits) -> str:
    """The digits before the decimal sign with the language's separator."""
    if len(whole) < digits.group_from:
        return whole
    first = len(whole) % 3 or 3
    return digits.group.join([whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))])


def localise_digits(text: str, digits: Digits) -> str:
    """The same text in the language's own digits."""
    if digits.digits == "0123456789":
        return text
    return text.translate(str.maketrans("0123456789", digits.digits))


def plural_category(value: Decimal, language: Language) -> str:
    """The CLDR category of a number as printed (its visible decimals count), among those of the catalogues."""
    category = _rule(tuple(language.plural_rules.items()))(abs(value))
    return category if category in language.plurals else "other"


def number_category(value: Decimal, language: Language, step: Decimal = Decimal(1), *, scaled: bool = False) -> str:
    """The category of a number as it stands in a figure: before a scale word its whole value counts, else its decimals.

    This is the form that the words around the figure agree with: «73,3 millions ont», «1,5 million a».
    """
    if scaled:
        return plural_category(Decimal(int(value)), language)
    return plural_category(EXACT.quantize(value, Decimal(1).scaleb(min(0, exponent_of(step)))), language)


@lru_cache(maxsize=64)
def _rule(rules: tuple[tuple[str, str], ...]) -> PluralRule:
    return PluralRule(dict(rules))


def pick_form(forms: Mapping[str, str], value: Decimal, language: Language) -> str:
    """The form for a number as printed; languages that need fewer forms give "other"."""
    return forms.get(_rule(tuple(language.plural_rules.items()))(abs(value)), forms["other"])
