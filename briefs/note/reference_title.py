"""Titles in references: italic for works, in quotation marks for what stands in one; in their own language."""

from __future__ import annotations

import re

from briefs.document import Emphasis, Foreign, Inline, Text
from briefs.evidence import Source
from briefs.language import Language, keep_direction

QUOTED = frozenset({
    "article-journal", "article-magazine", "article-newspaper", "article", "webpage", "post", "post-weblog",
    "entry-encyclopedia", "entry-dictionary", "entry", "chapter", "paper-conference", "speech", "interview",
    "broadcast", "personal_communication",
})  # fmt: skip
_INNER = re.compile(r"[«“\"][ \u00a0\u202f]*([^«»“”\"]*?)[ \u00a0\u202f]*[»”\"]")
_SPACED = re.compile(r" (?=[?!:;»%])|(?<=[«°§]) ")  # spaces that never end a line, in any language
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")


def same_language(tag: str, language: Language) -> bool:
    """Whether two tags name the same language, whatever the country."""
    return tag.split("-")[0].lower() == language.tag.split("-")[0].lower()


def title_inlines(source: Source, language: Language, *, short: bool = False) -> tuple[Inline, ...]:
    """The title as the language marks it; the words of another language are left alone but for their signs."""
    title = source.title_short if short and source.title_short else source.title
    if source.type not in QUOTED:
        return (Emphasis(own_words(title, source, language)),)
    opening, closing = language.typography.quotes
    inner = language.typography.inner_quotes
    words = own_words(_INNER.sub(lambda match: f"{inner[0]}{match[1]}{inner[1]}", title), source, language)
    return Text(opening), *words, Text(closing)


def own_words(text: str, source: Source, language: Language) -> tuple[Inline, ...]:
    """Words of a source, marked as foreign where they are."""
    if same_language(source.language, language):
        return (Text(text),)
    kept = _SPACED.sub("\u00a0", _APOSTROPHE.sub("’", text))
    return (Foreign((Text(keep_direction(kept, language)),), source.language),)
