"""A fact that must be looked at again on the day.

What it finds: a printed fact with `check_on_release: true` that nobody has checked on the brief's own date or since.
Why it matters: a procedure may have ended, a law may have changed, since the sheet was written.
Example: `checked: [{by: A. N., on: 2026-03-01}]` in a brief of November.
What to do: open its source on the day of release, and add `{by: …, on: …}` to `checked`.
An information in a draft, a warning in a release; an error where the policy demands checked facts (`checkers`).
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject, printed_facts
from briefs.evidence import Date, Fact
from briefs.finding import Finding, Severity

RULE = "check-on-release"


def check_on_release(subject: Subject) -> Iterator[Finding]:
    """Every printed fact that is to be checked again."""
    demanded = Severity.ERROR if subject.policy.checkers else Severity.WARNING
    severity = demanded if subject.release else Severity.INFORMATION
    for fact in printed_facts(subject):
        if fact.check_on_release and not _is_fresh(fact, subject.as_at):
            message = f"“{fact.id}” is to be checked again on the day of release"
            place = fact.lines.get("check_on_release", fact.at)
            yield Finding(RULE, message, place, "open its source, then add to checked", severity)


def _is_fresh(fact: Fact, day: Date) -> bool:
    """Whether somebody has checked it on that day or since."""
    return any(_order(check.on) >= _order(day) for check in fact.checked)


def _order(date: Date) -> tuple[int, int, int]:
    return date.year, date.month or 1, date.day or 1
