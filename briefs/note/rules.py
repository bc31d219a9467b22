"""What a language says about sentences and references, ready for this stage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from briefs.finding import Finding, Place, Stops
from briefs.language import Language

WORDS = frozenset({
    "cited_in", "accessed", "calculation", "calculation_inside", "after_label", "sum", "difference", "product",
    "ratio", "share", "change", "article", "articles", "article_paragraph", "article_point", "cited_as", "number",
    "volume", "page", "pages", "version", "dataset", "chapter_in", "journal", "journal_name", "regulation",
    "directive", "decision", "eu", "ec", "eec", "primary_sources", "press_sources", "name_first", "name_next",
})  # fmt: skip


class NoteRules(Struct, frozen=True, eq=False):  # one object for the same lists: compared and hashed as such
    """Where a full stop ends no sentence: abbreviations in lower case, without their stop; and words that begin one."""

    before_number: frozenset[str]
    before_name: frozenset[str]
    starters: frozenset[str]


def note_rules(language: Language) -> NoteRules:
    """The language's lists of the sentence finder; where it has none, its abbreviations hold before anything."""
    lists = language.sentences
    numbers, names = (lists.get(key, language.abbreviations) for key in ("before_number", "before_name"))
    return _rules(numbers, names, lists.get("starters", ()))


@lru_cache(maxsize=16)
def _rules(numbers: tuple[str, ...], names: tuple[str, ...], starters: tuple[str, ...]) -> NoteRules:
    return NoteRules(frozenset(map(_bare, numbers)), frozenset(map(_bare, names)), frozenset(starters))


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
