"""Open doubts of a row, the gravest first: what a person has to look at before signing."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from briefs.clearance.row import Doubt
from briefs.evidence import Date, Evidence, Fact
from briefs.language import Language, print_date
from briefs.release.corrections import Correction

CHECKERS = 2  # people, where the policy asks for no more
SOON = timedelta(days=90)  # before the day of review
SETTLED = ("do_not_cite", "refute_only")
# From the gravest to what most rows have; rows stand in this order.
GRAVITY = (
    "doubt_corrected", "doubt_uncited", "doubt_unnoted", "doubt_overdue", "doubt_conflict", "doubt_second_hand",
    "doubt_cited", "doubt_do_not_cite", "doubt_refuted", "doubt_superseded", "doubt_aggregator",
    "doubt_reserve_method", "doubt_reserve_note", "doubt_review", "doubt_release", "doubt_wording", "doubt_unread",
    "doubt_unchecked",
)  # fmt: skip


def find_doubts(
    fact: Fact, evidence: Evidence, as_at: Date, checkers: int, language: Language, corrections: Sequence[Correction]
) -> tuple[Doubt, ...]:
    """What is open about a fact on the brief's own date; nothing here asks the clock."""
    found = [
        *_of_reading(fact, evidence), *_of_neighbours(fact, evidence), *_of_dates(fact, as_at, language),
        *_of_telling(fact), *_of_checks(fact, max(checkers, CHECKERS)),
    ]  # fmt: skip
    inputs = {fact.id, *fact.inputs}
    if any(one.fact in inputs and (one.kind == "withdrawn" or one.guard) for one in corrections):
        found.append(Doubt("doubt_corrected"))
    return in_order(found)


def in_order(doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """The gravest first, each once."""
    return tuple(sorted(dict.fromkeys(doubts), key=lambda doubt: GRAVITY.index(doubt.key)))


def gravity_of(doubts: Sequence[Doubt]) -> tuple[int, ...]:
    """By which rows are sorted: those without a doubt last, those with the gravest first."""
    return (*(GRAVITY.index(doubt.key) for doubt in doubts), len(GRAVITY))


def _of_reading(fact: Fact, evidence: Evidence) -> Iterator[Doubt]:
    if fact.confidence != "read" or fact.via:
        yield Doubt("doubt_second_hand")
    source = evidence.sources.get(fact.source)
    if source is not None and source.tier == "aggregator":
        yield Doubt("doubt_aggregator")
    if fact.as_printed is None and not fact.inputs and (fact.value is not None or fact.low is not None):
        yield Doubt("doubt_wording")


def _of_neighbours(fact: Fact, evidence: Evidence) -> Iterator[Doubt]:
    """Other facts that a reader may hold against this one, or take it for."""
    named = dict.fromkeys((*fact.conflicts_with, *fact.confusable_with))
    others = [evidence.facts[name] for name in named if name in evidence.facts]
    yield from _naming("doubt_do_not_cite", [one.id for one in others if one.use == "do_not_cite"])
    yield from _naming("doubt_refuted", [one.id for one in others if one.use == "refute_only"])
    if fact.use != "refute_only":
        open_ones = [one.id for one in others if one.id in fact.conflicts_with and one.use not in SETTLED]
        yield from _naming("doubt_conflict", open_ones)
        yield from _naming("doubt_superseded", [fact.superseded_by] if fact.superseded_by else [])


def _naming(key: str, names: Sequence[str]) -> Iterator[Doubt]:
    if names:
        yield Doubt(key, (("facts", ", ".join(names)),))


def _of_dates(fact: Fact, as_at: Date, language: Language) -> Iterator[Doubt]:
    if fact.review_by is not None:
        told = (("date", print_date(fact.review_by, language)),)
        if last_day(fact.review_by) < first_day(as_at):
            yield Doubt("doubt_overdue", told)
        elif last_day(fact.review_by) <= first_day(as_at) + SOON:
            yield Doubt("doubt_review", told)
    if fact.check_on_release:
        yield Doubt("doubt_release")


def first_day(when: Date) -> date:
    """The first day of a date of which only the month or year is known."""
    return date(when.year, when.month or 1, when.day or 1)


def last_day(when: Date) -> date:
    """The last day of it."""
    month = when.month or 12
    return date(when.year, month, when.day or calendar.monthrange(when.year, month)[1])


def _of_telling(fact: Fact) -> Iterator[Doubt]:
    if fact.reserve and fact.shown != "text":
        yield Doubt(f"doubt_reserve_{fact.shown}")


def _of_checks(fact: Fact, wanted: int) -> Iterator[Doubt]:
    people = len({check.by for check in fact.checked})
    if people < wanted:
        yield Doubt("doubt_unchecked", (("count", str(people)), ("wanted", str(wanted))))


def of_verdict(verdict: str) -> tuple[Doubt, ...]:
    """What the auditor leaves open."""
    key = "doubt_unread" if verdict == "exempt" else f"doubt_{verdict}"
    return (Doubt(key),) if key in GRAVITY else ()
