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
    if high is None and _stands_in_full(printed, value):
        return last_digit(value)
    wanted = value if high is None else (value, high)
    for numeral in _numerals(printed, language):
        if numeral.value == wanted and numeral.step is not None:
            return numeral.step
    return None


def _stands_in_full(printed: str, value: Decimal) -> bool:
    """Whether the text holds the value digit by digit, as most do: then nothing needs to be read."""
    digits = _SEPARATORS.sub("", str(abs(value)))
    return any(_SEPARATORS.sub("", match) == digits for match in _GROUPS.findall(printed))


@lru_cache(maxsize=4096)
def _numerals(printed: str, language: str) -> tuple[Numeral, ...]:
    return read_numerals(printed, language.partition("-")[0])
