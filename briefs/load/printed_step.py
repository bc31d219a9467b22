"""How exact a typed number is: the unit of the last digit that its source prints."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from briefs.numeral import Numeral, read_numerals

_GROUPS = re.compile(r"[0-9](?:[0-9.,'’ \u00a0\u202f]*[0-9])?")
_SEPARATORS = re.compile(r"[^0-9]")
ONE = Decimal(1)


def last_digit(value: Decimal | None) -> Decimal:
    """The unit of the last digit typed: 1 for 73300000, 0.1 for 12.5."""
    if value is None:
        return ONE
    exponent = value.as_tuple().exponent
    return ONE if not isinstance(exponent, int) or exponent >= 0 else ONE.scaleb(exponent)


def printed_step(printed: str, language: str, value: Decimal, high: Decimal | None = None) -> Decimal | None:
    """The unit of the last digit of a value as its source prints it; None where the text does not print that value."""
    if high is None and (step := _step_of_digits(printed, value)) is not None:
        return step
    wanted = value if high is None else (value, high)
    for numeral in _numerals(printed, language):
        if numeral.value == wanted and numeral.step is not None:
            return numeral.step
    return None


def _step_of_digits(printed: str, value: Decimal) -> Decimal | None:
    """The step where the value's digits stand in the text: the 165 of “16.5 million” are 165 steps of 100000.

    Most numbers are printed so, and reading whole numerals in words takes a hundred times longer.
    """
    steps = []
    for group in _GROUPS.findall(printed):
        digits = int(_SEPARATORS.sub("", group)[:30])
        if digits and value:
            shift = value.adjusted() - Decimal(digits).adjusted()
            if Decimal(digits).scaleb(shift) == abs(value):
                steps.append(ONE.scaleb(shift))
    return min(steps, default=None)


@lru_cache(maxsize=4096)
def _numerals(printed: str, language: str) -> tuple[Numeral, ...]:
    return read_numerals(printed, language.partition("-")[0])
