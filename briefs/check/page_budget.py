"""A brief of too many pages.

What it finds: body text that fills more pages than the front matter allows (`pages: 4`), at 500 words a page. (A
warning.)
Why it matters: two pages are read before a hearing; five are put aside.
Example: `pages: 2` over a text of 1,600 words.
What to do: cut, or change the front matter. This is an estimate of the body alone, without notes, sources and imprint:
the page itself is Word's.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from briefs.brief import read_budget
from briefs.check.subject import Subject
from briefs.check.word_budget import count_words
from briefs.finding import Finding, Severity

RULE = "page-budget"
WORDS_A_PAGE = 500


def page_budget(subject: Subject) -> Iterator[Finding]:
    """Too many pages."""
    wish = read_budget(subject.brief, "pages", subject.document.language) if subject.brief else None
    if wish is None or subject.brief is None:
        return
    pages = ceil(count_words(subject) / WORDS_A_PAGE)
    if pages > wish[1]:
        message = f"the {subject.document.language} text fills about {pages} pages, more than {wish[1]}"
        at = subject.brief.place("pages")
        yield Finding(RULE, message, at, "cut the text, or change the front matter", Severity.WARNING)
