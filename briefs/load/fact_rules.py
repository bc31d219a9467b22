"""The rules that tie the fields of one fact to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefs.evidence import Fact, Unit
from briefs.finding import Finding
from briefs.load.faults import blocking, suggest
from briefs.load.fields import first_day, last_day


def check_fields(fact: Fact, units: Mapping[str, Unit]) -> Iterator[Finding]:
    """What is wrong with a fact by itself."""
    ranged = fact.low is not None or fact.high is not None
    ways = (fact.value is not None) + ranged + (fact.derived_from is not None)
    if ways > 1:
        message = "two of value, low with high, and derived_from are given"
        yield _fault(fact, "two-values", "value", message, "keep one of the three ways to give the number")
    if ranged:
        yield from _check_range(fact)
    elif fact.qualifier == "range":
        yield _fault(fact, "range", "qualifier", "a range needs low and high", "write low: and high: instead of value:")
    if ways:
        yield from _check_unit(fact, units)
    elif fact.unit is not None:
        hint = "write value:, or low: and high:, or derived_from:; a duty or a date has no unit"
        yield _fault(fact, "no-number", "unit", "a unit, but no number", hint)
    if fact.valid_from and fact.valid_to and first_day(fact.valid_from) > last_day(fact.valid_to):
        yield _fault(fact, "not-a-period", "valid_to", "valid_to lies before valid_from", "check the two dates")
    yield from _check_use(fact)


def _check_range(fact: Fact) -> Iterator[Finding]:
    if fact.low is None or fact.high is None:
        given, missing = ("low", "high") if fact.high is None else ("high", "low")
        yield _fault(fact, "range", given, f"{given} without {missing}", f"write {missing}: too")
    elif fact.low >= fact.high:
        yield _fault(fact, "range", "high", "high is not above low", "write the smaller number as low")
    if fact.qualifier != "range":
        yield _fault(fact, "range", "low", "low and high without qualifier: range", "write qualifier: range")


_UNIT = "{kind: count, one: …, other: …}"


def _check_unit(fact: Fact, units: Mapping[str, Unit]) -> Iterator[Finding]:
    if fact.unit is None:
        hint = "write unit: with an id of data/units.yaml"
        yield _fault(fact, "missing-field", "value", "a number without a unit", hint)
        return
    unit = units.get(fact.unit)
    if unit is None:
        hint = suggest(fact.unit, units) or f"add a line under units: of data/units.yaml: {fact.unit}: {_UNIT}"
        yield _fault(fact, "unknown-unit", "unit", f"no unit “{fact.unit}”", hint)
    elif unit.kind == "percent" and fact.base is None:
        hint = "write base: and what it is a share of"
        yield _fault(fact, "percent-without-base", "unit", "a percentage without its base", hint)


def _check_use(fact: Fact) -> Iterator[Finding]:
    if fact.use == "refute_only" and fact.right is None:
        hint = "write right: with the id of the fact to print beside it"
        yield _fault(fact, "no-right-figure", "use", "refute_only without the right figure", hint)
    if fact.right is not None and fact.use != "refute_only":
        hint = "delete right:, or write use: refute_only"
        yield _fault(fact, "no-right-figure", "right", "right belongs to facts that are refute_only", hint)
    if fact.use == "cite_with_reserve" and fact.reserve is None:
        yield _fault(fact, "no-reserve", "use", "cite_with_reserve without a reserve", "write reserve:, or use: cite")
    if (fact.superseded_by is None) != (fact.supersession is None):
        given, missing = ("superseded_by", "supersession")
        if fact.superseded_by is None:
            given, missing = missing, given
        hint = "supersession says why: revision, law_change, fuller_period or newer_period"
        yield _fault(fact, "supersession", given, f"{given} without {missing}", hint)


def _fault(fact: Fact, rule: str, field: str, message: str, hint: str) -> Finding:
    return blocking(rule, f"{fact.id}: {message}", fact.lines.get(field, fact.at), hint)
