"""A fact that may not be printed, or no longer.

What it finds: a figure, date or cited claim from a fact that is marked do_not_cite, is under embargo, was revised,
rests on a law that has changed or ended, is a count of a later day, or is past its review date, all at the brief's own
`figures_as_at` date; and a claim that cites a wrong figure in circulation.
Why it matters: a number that was true once, or was never fit to print, is what a reply to the brief will quote.
Example: a figure from a fact with `review_by: 2026-01-31` in a brief with `figures_as_at: 2026-11-22`.
What to do: print the fact named as its successor, or check the fact again and move its review date.
A newer or fuller period is no fault: the period is printed beside the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject
from briefs.document import Citation, Declared, Figure
from briefs.evidence import Date, Fact
from briefs.finding import Finding

RULE = "stale-fact"


def stale_fact(subject: Subject) -> Iterator[Finding]:
    """Every figure, date and claim whose fact may not be printed at the brief's date."""
    for passage in subject.written_passages:
        for node in passage.nodes:
            if not isinstance(node, (Figure, Declared, Citation)):
                continue
            fact = subject.evidence.facts.get(node.fact or "")
            for message, hint in _faults(fact, node, subject.as_at) if fact else ():
                yield Finding(RULE, message, node.at, hint, text="" if isinstance(node, Citation) else node.text)


def _faults(fact: Fact, node: Figure | Declared | Citation, as_at: Date) -> Iterator[tuple[str, str]]:
    if fact.use == "do_not_cite":
        yield f"“{fact.id}” must not be cited", fact.remark or "use another fact"
    if fact.use == "refute_only" and isinstance(node, Citation):
        yield f"“{fact.id}” is a wrong figure in circulation", "cite its source by the source's id, or print misquote()"
    if fact.embargo and _before(as_at, fact.embargo):
        yield f"“{fact.id}” is under embargo until {fact.embargo}", "wait, or leave the figure out"
    if fact.superseded_by and fact.supersession in ("revision", "law_change") and fact.status != "past_law":
        yield f"“{fact.id}” has been revised", f"print “{fact.superseded_by}” instead"
    if fact.status == "law" and fact.valid_to and _before(fact.valid_to, as_at):
        yield f"the law behind “{fact.id}” ended on {fact.valid_to}", "give it the status past_law and tell its dates"
    if fact.value is not None and fact.as_of and _before(as_at, fact.as_of):
        yield (
            f"“{fact.id}” is of {fact.as_of}, after the day on which this brief's numbers are valid",
            (f"move figures_as_at to {fact.as_of} or later, or leave the figure out"),
        )
    if fact.review_by and _before(fact.review_by, as_at):
        yield f"“{fact.id}” was to be checked again by {fact.review_by}", "check it against its source, move review_by"


def _before(date: Date, other: Date) -> bool:
    """Whether a date lies wholly before another; a month or year counts to its end."""
    return (date.year, date.month or 12, date.day or 31) < (other.year, other.month or 1, other.day or 1)
