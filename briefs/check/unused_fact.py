"""A fact that no brief uses.

What it finds: a fact of the sheets that no brief prints or cites and that no other fact is computed from. Only asked
for with `check --unused-facts`; an information.
Why it matters: it need not: facts not to be cited protect, others wait. Before a clean-up one wants the list.
Example: a count of 2018 that was replaced in every brief.
What to do: nothing, or use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.check.subject import Subject
from briefs.evidence import Evidence
from briefs.finding import Finding, Severity

RULE = "unused-fact"


def unused_fact(evidence: Evidence, subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Every fact that no document uses."""
    used = {name for subject in subjects for name in subject.document.wordings}
    used |= {name for fact in evidence.facts.values() for name in fact.inputs}
    for fact in evidence.facts.values():
        if fact.id not in used:
            message = f"no brief uses “{fact.id}”"
            yield Finding(RULE, message, fact.at, "nothing needs to be done", Severity.INFORMATION, text=fact.statement)
