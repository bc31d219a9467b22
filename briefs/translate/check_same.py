"""A translation that is its source.

What it finds: a text of more than two words that is the same in both languages, unless all its words are names.
Why it matters: a text copied to be translated later looks finished.
Example: `msgid "Number of reports"`, `msgstr "Number of reports"`.
What to do: translate it; where it really is the same, add the flag `ignore-same`, as Weblate does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.finding import Finding
from briefs.translate.checked import Standards, Translated
from briefs.translate.markup import visible_words

RULE = "same-as-source"
FLAG = "same"
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3  # letters of a word that may stand inside a name: of, the, des


def check_same(one: Translated, standards: Standards) -> Iterator[Finding]:
    """A finding where source and translation are one text that says something."""
    if one.text.split() == one.source.split() and not one.ignores(FLAG) and _says_something(one.source):
        hint = "translate it; if it is the same in both languages, add the flag ignore-same"
        yield one.finding(RULE, "the translation is the same as the source", hint)


def _says_something(text: str) -> bool:
    words = _WORD.findall(visible_words(text))
    return len(words) > 2 and any(word[0].islower() and len(word) > _SHORT for word in words)
