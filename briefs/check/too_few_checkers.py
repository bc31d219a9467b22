"""A fact that too few people have checked.

What it finds: a printed fact that fewer people have compared with its source than the policy demands (`checkers` in
[tool.briefs.policy]).
Why it matters: two pairs of eyes find what one does not.
Example: `checked: [{by: A. N., on: 2026-03-01}]` under `checkers = 2`.
What to do: have it compared with its source, and add `{by: …, on: …}` to `checked`.
An error in a release, an information in a draft.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject, printed_facts
from briefs.finding import Finding, Severity

RULE = "too-few-checkers"


def too_few_checkers(subject: Subject) -> Iterator[Finding]:
    """Every printed fact that wants more people."""
    severity = Severity.ERROR if subject.release else Severity.INFORMATION
    wanted = subject.policy.checkers
    for fact in printed_facts(subject):
        people = len({check.by for check in fact.checked})
        if people < wanted:
            message = f"“{fact.id}” was checked by {people} of the {wanted} people the policy asks for"
            place = fact.lines.get("checked", fact.at)
            yield Finding(RULE, message, place, "compare it with its source, then add to checked", severity)
