"""A brief that is longer or shorter than it was to be.

What it finds: body text with more or fewer words than the front matter allows. (A warning.)
Why it matters: a brief that is too long is not read; one that is much too short has lost something.
Example: `words: 1200-1800` over a text of 2,100 words. `words: {en: 1200-1800, es: 1200-2000}` is for each its own.
What to do: cut, or change the front matter. Body text is all that stands between the title block and the sources:
headings, paragraphs, lists and tables, without source cells, notes and imprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.brief import read_budget
from briefs.check.subject import Passage, Subject
from briefs.document import Reference
from briefs.finding import Finding, Severity

RULE = "word-budget"
WORD = re.compile(r"[^ \n]*\w[^ \n]*")  # what no-break spaces hold together is one
_ASIDE = ("meta", "subtitle", "kind", "reference", "imprint", "draft")


def word_budget(subject: Subject) -> Iterator[Finding]:
    """Too many or too few words."""
    wish = read_budget(subject.brief, "words", subject.document.language) if subject.brief else None
    if wish is None or subject.brief is None:
        return
    words = count_words(subject)
    if not wish[0] <= words <= wish[1]:
        amount = "more" if words > wish[1] else "fewer"
        message = f"the {subject.document.language} text has {words} words, {amount} than the front matter allows"
        at = subject.brief.place("words")
        yield Finding(RULE, message, at, "cut the text, or change the front matter", Severity.WARNING)


def count_words(subject: Subject) -> int:
    """The words of the body."""
    return subject.once("words", lambda: _count_words(subject))


def _count_words(subject: Subject) -> int:
    return sum(len(WORD.findall(passage.text)) for passage in _body(subject))


def _body(subject: Subject) -> Iterator[Passage]:
    for passage in subject.passages:
        sourced = any(isinstance(inline, Reference) for inline in passage.nodes)
        title = passage.kind == "heading" and passage.section == subject.document.title
        if passage.kind not in _ASIDE and not sourced and not title:
            yield passage
