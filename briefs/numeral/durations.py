"""Durations in hours and minutes: "3 h 30", "1h45", where nothing says that they are a time of the day."""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.numeral.draft import Draft
from briefs.numeral.tokens import Tokens

_HOURS_MINUTES = re.compile(r"([0-9]{1,4})\s?h\s?([0-5][0-9])(?![0-9])(?:\s?min(?![^\W_]))?", re.IGNORECASE)


def read_hours_minutes(t: Tokens, index: int) -> Draft | None:
    """The duration at an index, in hours."""
    match = _HOURS_MINUTES.match(t.text, t.starts[index])
    if match is None:
        return None
    value = Decimal(match[1]) + Decimal(match[2]) / 60
    return Draft(index, t.index_at(match.end()), value, "duration", "hour", step=Decimal(1) / 60, has_unit=True)
