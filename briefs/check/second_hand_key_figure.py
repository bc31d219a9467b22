"""A key figure that nobody here has read at its source.

What it finds: a figure in the table of key figures from a fact read in another's account (`confidence: second_hand`),
or from a source that only collects the figures of others (`tier: aggregator`).
Why it matters: the key figures are what is copied; a slip of the account read becomes the organisation's own.
Example: a share from a federal report, read in a newspaper.
What to do: read the report itself, or take the row out. Where the project accepts such rows, the settings
`second_hand_key_figures` and `aggregator_key_figures` of [tool.briefs.policy] say so.
A warning; an error in a release; an information where the policy allows it. The table is the one under the heading that
locale/<language>/checks.yaml knows as that of the key figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.scene import scenes_of
from briefs.check.subject import Subject
from briefs.evidence import Fact
from briefs.finding import Finding, Severity

RULE = "second-hand-key-figure"


def second_hand_key_figure(subject: Subject) -> Iterator[Finding]:
    """Every key figure that was not read at its source."""
    for scene in scenes_of(subject):
        if not scene.passage.row or not subject.lexicon.heads(scene.passage.section, "key_figures"):
            continue
        for fault, allowed in _faults(scene.fact, subject):
            message = f"the key figure “{scene.figure.text}” {fault}"
            hint = "read the source itself, or allow such rows in [tool.briefs.policy]"
            yield Finding(RULE, message, scene.figure.at, hint, _severity(subject, allowed), text=scene.figure.text)


def _faults(fact: Fact, subject: Subject) -> Iterator[tuple[str, bool]]:
    source = subject.evidence.sources.get(fact.source)
    if fact.confidence == "second_hand":
        yield "was read second-hand", subject.policy.second_hand_key_figures
    if source is not None and source.tier == "aggregator":
        yield f"is from {source.id}, which only collects the figures of others", subject.policy.aggregator_key_figures


def _severity(subject: Subject, allowed: bool) -> Severity:
    if allowed:
        return Severity.INFORMATION
    return Severity.ERROR if subject.release else Severity.WARNING
