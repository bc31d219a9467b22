"""An ask that is addressed to nobody.

What it finds: an ask of the front matter without `to:`.
Why it matters: what is asked of nobody is done by nobody.
Example: `- ask: Publish the count.` without `to: To the Council`.
What to do: add `to:`, or take the ask out.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.brief import asks_of
from briefs.check.subject import Subject
from briefs.finding import Finding

RULE = "ask-without-addressee"


def ask_without_addressee(subject: Subject) -> Iterator[Finding]:
    """Every ask without addressee."""
    if subject.brief is None:
        return
    for number, ask in enumerate(asks_of(subject.brief)):
        if not ask.get("to"):
            at = subject.brief.place("asks", number)
            message = f"ask {number + 1} is addressed to nobody"
            yield Finding(RULE, message, at, "add to: …", text=str(ask.get("ask") or ""))
