"""“We found nothing” outside the section on method.

What it finds: `not_found()` in a section that is not the one on method and limits.
Why it matters: that nobody was found to publish a figure is a limit of the search, not a finding; in a section it reads
as “nobody publishes it”.
Example: `{% trans none=not_found() %}We found no published count{{ none }}.{% endtrans %}` under “Key figures”.
What to do: move the sentence to the section on method. Its headings are in locale/<language>/checks.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject
from briefs.document import Declared
from briefs.finding import Finding

RULE = "not-found-outside-method"


def not_found_outside_method(subject: Subject) -> Iterator[Finding]:
    """Every such mark that stands elsewhere; none where nobody has written how the language heads that section."""
    if not subject.lexicon.sections.get("method"):
        return
    for passage in subject.written_passages:
        if subject.lexicon.heads(passage.section, "method"):
            continue
        for inline in passage.nodes:
            if isinstance(inline, Declared) and inline.plain_kind == "not-found":
                message = f"“nothing was found” stands in the section “{passage.section}”"
                yield Finding(RULE, message, inline.at, "move the sentence to the section on method")
