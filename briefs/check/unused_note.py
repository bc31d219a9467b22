"""A note that nothing calls.

What it finds: a `cite()`, `figure()` or `source()` bound to a name in a template and then not printed, and a note of
the document that no call leads to.
Why it matters: the author believes the claim to be cited, and it is not.
Example: `{% trans proof=cite("atlas") %}Rooms are closed.{% endtrans %}`
What to do: put the name into the text (`{{ proof }}`), or take it out of the tag.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.check.subject import Subject
from briefs.document import Call
from briefs.finding import Finding, Place

RULE = "unused-note"


def unused_note(subject: Subject) -> Iterator[Finding]:
    """Every citation that is not printed, and every note without a call."""
    for what, place in subject.unprinted:
        yield Finding(RULE, f"{what} is asked for here, and the text does not print it", place, "put it into the text")
    called = {inline.label for passage in subject.passages for inline in passage.nodes if isinstance(inline, Call)}
    for note in subject.document.notes:
        if note.label not in called:
            place = subject.brief.place() if subject.brief else Place(subject.document.brief)
            yield Finding(RULE, f"no call leads to the note {note.number} ({note.label})", place, "cite it in the text")
