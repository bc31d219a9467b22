"""A language whose words are not checked.

What it finds: a document in a language without locale/<language>/checks.yaml. (An information.)
Why it matters: whether base, place, author, status and reserve of a figure are told is then for a reader to see.
Example: a first brief in Portuguese.
What to do: copy locale/en/checks.yaml into the folder of the language, and put its words in.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject
from briefs.finding import Finding, Place, Severity

RULE = "language-unchecked"


def language_unchecked(subject: Subject) -> Iterator[Finding]:
    """One finding where the language has no word lists."""
    if not subject.lexicon.written:
        tag = subject.document.language
        message = f"in {tag}, nobody has listed the words that tell base, place, author, status and reserve"
        place = Place(f"locale/{tag}/checks.yaml")
        yield Finding(RULE, message, place, "copy the file of another language and translate it", Severity.INFORMATION)
