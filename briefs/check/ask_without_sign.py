"""An ask of which nobody will see that it is done.

What it finds: an ask of the front matter without `seen_by:`. (An information.)
Why it matters: an ask that can't be seen done can't be followed up.
Example: `- ask: Do more for children.`
What to do: add `seen_by:`: what will be published, adopted or decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.brief import asks_of
from briefs.check.subject import Subject
from briefs.finding import Finding, Severity

RULE = "ask-without-sign"


def ask_without_sign(subject: Subject) -> Iterator[Finding]:
    """Every ask without a sign that it is done."""
    if subject.brief is None:
        return
    for number, ask in enumerate(asks_of(subject.brief)):
        if not ask.get("seen_by"):
            at = subject.brief.place("asks", number)
            message = f"ask {number + 1} does not say how one will see that it is done"
            hint = "add seen_by: what will be published, adopted or decided"
            yield Finding(RULE, message, at, hint, Severity.INFORMATION, text=str(ask.get("ask") or ""))
