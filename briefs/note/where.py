"""Where in a source, as a reference prints it."""

from __future__ import annotations

import re

from briefs.document import Foreign, Inline, Text
from briefs.evidence import Fact, Locator, Source
from briefs.language import Language, print_locator
from briefs.note.reference_title import same_language

_WORDED = re.compile(r"[^\W\d_]{3,}\s\d")  # “Schedule 13, 4(1)” says itself what it is


def locator_inlines(
    locator: Locator | None, source: Source, language: Language, fact: Fact | None = None
) -> tuple[Inline, ...]:
    """The place in the language's words; a table's or section's own name stays in the source's language."""
    if locator is None:
        return ()
    if locator.label == "article" and "§" in source.title:  # the United States Code counts in sections
        return (Text(f"§\u00a0{locator.value}"),)
    if _WORDED.match(locator.value):
        return (Text(locator.value),)
    if locator.label == "page":
        locator = Locator("page", locator.value.replace("-", "–"))
    text = print_locator(locator, language, "short")
    before, name, after = text.partition(locator.value)
    if not name or not _is_foreign(locator, source, language, fact):
        return (Text(text),)
    parts = (Text(before), Foreign((Text(name),), source.language), Text(after))
    return tuple(part for part in parts if part != Text(""))


def _is_foreign(locator: Locator, source: Source, language: Language, fact: Fact | None) -> bool:
    """Whether this is the source's own wording: as recorded, not translated, and in words."""
    if same_language(source.language, language) or not any(sign.isalpha() for sign in locator.value):
        return False
    return fact is not None and fact.locator == locator and not same_language(fact.language, language)
