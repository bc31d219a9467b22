"""Who speaks is not said.

What it finds: fields of data/organisation.yaml that are empty and print as blanks.
Why it matters: a brief without sender, funding and a place for corrections is not to be sent; registers ask for them.
Example: `transparency_register:` with nothing behind it.
What to do: fill the fields in. A draft, and a release under the policy `specimen = true`, prints them as blanks to see.
An error in a release whose policy says `specimen = false`; otherwise an information.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject
from briefs.finding import Finding, Place, Severity

RULE = "blank-organisation"


def blank_organisation(subject: Subject) -> Iterator[Finding]:
    """The empty fields, in one finding."""
    blank = [name for name, value in subject.evidence.organisation.items() if not value]
    if not blank:
        return
    stops = subject.release and not subject.policy.specimen
    severity = Severity.ERROR if stops else Severity.INFORMATION
    message = f"still blank: {', '.join(blank)}"
    yield Finding(RULE, message, Place("data/organisation.yaml", 1), "fill them in before the brief is sent", severity)
