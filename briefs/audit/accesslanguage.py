"""Languages of runs: words without any, and paragraphs marked as of another language than their words are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefs.audit.accessplaces import place_of
from briefs.audit.accessscan import Paragraph, Run, Scan
from briefs.audit.words import COMMON_WORDS
from briefs.finding import Finding, Severity

_WORD = re.compile(r"[^\W\d_]{2,}")  # “a” and “e” are words of half of Europe
_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # Hebrew to Arabic, and their printed forms
ENOUGH_WORDS = 12  # of fewer words it can't be told which language they are
CLEARLY = 3  # times as many common words of the one language as of the other


def find_languages(scan: Scan) -> Iterator[Finding]:
    """The first words that no mark gives a language, and every paragraph that is plainly in another one."""
    worded = [(one, run) for one in scan.paragraphs for run in one.runs if run.text.strip()]
    silent = [(one, run) for one, run in worded if not language_of(run)]
    if silent and (scan.language or len(silent) < len(worded)):
        one, run = silent[0]
        message = f"Words have no language ({len(silent)} in all), so that they are read out in the wrong voice."
        hint = "In Word: select them, Review, Language, Set Proofing Language."
        yield Finding("language-missing", message, place_of(scan, one, run.text), hint)
    for one in scan.paragraphs:
        yield from _of_another(scan, one)


def language_of(run: Run) -> str | None:
    """The language of a run's words: Word keeps another one for scripts from right to left (17.3.2.20)."""
    to_left = _TO_LEFT.search(run.text) is not None
    tag = run.form.language_to_left if to_left else run.form.language
    return tag.split("-")[0].lower() if tag else None


def _of_another(scan: Scan, one: Paragraph) -> Iterator[Finding]:
    marked = Counter[str | None]()
    for run in one.runs:
        marked[language_of(run)] += len(run.text)
    if not marked or len(marked) > 1:
        return  # foreign words in a paragraph are marked as such
    (tag,) = marked
    words = _WORD.findall(one.text.lower())
    if tag not in COMMON_WORDS or len(words) < ENOUGH_WORDS:
        return
    votes = {language: sum(word in common for word in words) for language, common in COMMON_WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    if best != tag and votes[best] >= CLEARLY and votes[best] > CLEARLY * votes[tag]:
        message = f"The paragraph is marked as “{tag}”, and its words are of “{best}”."
        hint = "In Word: select it, Review, Language, Set Proofing Language."
        yield Finding("language-differs", message, place_of(scan, one), hint, Severity.WARNING)
