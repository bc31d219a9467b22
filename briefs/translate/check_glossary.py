"""Terms that are not said as the glossary says them.

What it finds: a term of several words in the source (one word alone may mean much else) without any of the words that
`data/glossary.yaml` has for it in this language. (Forms that it forbids: see `wrong-word`.)
Why it matters: some words must not slip: another word is another offence, or names another victim.
Example: “trafficking in human beings” translated «l’exploitation».
What to do: use the word that the finding names; where the sentence is right all the same, add `ignore-check-glossary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefs.finding import Finding
from briefs.lexicon import level
from briefs.translate.checked import Standards, Translated
from briefs.translate.markup import visible_words

RULE = "glossary-term-missing"
FLAG = "check-glossary"
ENDING = 3  # letters that an inflected word has more


def check_glossary(one: Translated, standards: Standards) -> Iterator[Finding]:
    """A finding for each term of the source that is not said as the glossary says it."""
    if one.ignores(FLAG):
        return
    text, source = level(visible_words(one.text)), level(visible_words(one.source))
    terms = standards.glossary.terms
    for ours in (term for term in terms if term.language == standards.tag and term.use):
        theirs = next((term for term in terms if (term.id, term.language) == (ours.id, one.source_language)), None)
        said = theirs and _inflected(tuple(words for words in theirs.use if " " in words)).search(source)
        if said and not _inflected(ours.use).search(text):
            message = f"the source says “{said[0]}”; the translation has none of {', '.join(ours.use)}"
            yield one.finding(RULE, message, f"use “{ours.use[0]}”. {ours.why}".strip())


@lru_cache(maxsize=256)
def _inflected(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the terms, each word with up to three letters more: plurals and feminines."""
    found = (r"\s+".join(rf"{re.escape(word)}\w{{0,{ENDING}}}" for word in level(term).split()) for term in terms)
    return re.compile("|".join(rf"(?<!\w){one}(?!\w)" for one in found) or "(?!)")
