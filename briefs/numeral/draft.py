"""Drafts: what the readers pass to each other while a numeral takes shape."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from briefs.numeral.tokens import Tokens

Value = Decimal | tuple[Decimal, Decimal] | None
ONE = Decimal(1)


class Draft(Struct, gc=False):  # no draft ever holds itself
    """A numeral in the making: the tokens from `first` up to `stop`, and what is known of it so far."""

    first: int
    stop: int
    value: Value = None
    kind: str = "count"
    unit: str | None = None
    exempt: str | None = None
    hedge: str | None = None
    parts: tuple[Draft, ...] = ()
    step: Decimal | None = None
    rounded: bool = False
    scale: Decimal = ONE  # the scale word it ends with, as in "8 to 11 million"
    spelled: bool = False  # in words
    plain: bool = False  # bare digits: no grouping, no decimals, no scale, no sign
    has_unit: bool = False

    @property
    def number(self) -> Decimal:
        """The value of a draft that has a single one."""
        assert isinstance(self.value, Decimal)
        return self.value


Reader = Callable[[Tokens, int], Draft | None]


def exempt(rule: str, first: int, stop: int, value: Value = None) -> Draft:
    """The draft of something that reads as a number and is no figure, with the rule that says so."""
    return Draft(first, stop, value, kind="exempt", exempt=rule)
