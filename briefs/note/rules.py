"""What a language says about sentences and references, ready for this stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefs.finding import Finding, Place, Stops
from briefs.language import Language

WORDS = frozenset({
    "cited_in", "accessed", "calculation", "calculation_alone", "after_label", "sum", "difference", "product", "ratio",
    "number", "volume", "page", "pages", "version", "dataset", "chapter_in", "journal", "journal_name", "regulation",
    "directive", "decision", "eu", "ec", "eec", "primary_sources", "press_sources", "name_first", "name_next",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoteRules:
    """Where sentences end: abbreviations without their stop and in lower case, and words that begin sentences."""

    never_final: frozenset[str]
    seldom_final: frozenset[str]  # end a sentence only before one of the starters
    starters: frozenset[str]


def note_rules(language: Language) -> NoteRules:
    """The language's lists of the sentence finder."""
    lists = language.sentences
    return _rules(language.abbreviations, *(lists.get(key, ()) for key in ("seldom_final", "often_final", "starters")))


@lru_cache(maxsize=16)
def _rules(
    abbreviations: tuple[str, ...], seldom: tuple[str, ...], often: tuple[str, ...], starters: tuple[str, ...]
) -> NoteRules:
    words = {_bare(word) for word in abbreviations}
    rare = {_bare(word) for word in seldom}
    return NoteRules(frozenset(words - rare - {_bare(word) for word in often}), frozenset(rare), frozenset(starters))


def _bare(abbreviation: str) -> str:
    return abbreviation.split()[-1].removesuffix(".").casefold()


def missing_words(language: Language) -> Iterator[Finding]:
    """A finding for each word or pattern of references that the language's file lacks."""
    for word in sorted(WORDS - language.references.keys()):
        yield Finding(
            "faulty-language-file",
            f"references has no “{word}”",
            Place(f"locale/{language.tag}/language.yaml"),
            "take the section references of another language's file as a pattern",
            stops=Stops.RUN,
        )
