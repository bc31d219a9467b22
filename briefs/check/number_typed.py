"""A number typed by hand.

What it finds: a number, in digits or words, typed into a template, a translation, the front matter or a data string.
Why it matters: a typed number has no source, is not kept up to date, and can differ between two languages unseen.
Example: `Facebook acted on 73.3 million items.`
What to do: add the number to a fact sheet and print it with `figure()`; dates with `date()` or `period()`, articles of
laws with `law()`, the length of a list with `count()`; a number that needs no source with `plain(n, kind)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from briefs.finding import Finding, Place, Severity
from briefs.numeral import Numeral, read_numerals, reads_words

RULE = "number-typed"
Readings = Mapping[str, Path]  # the folder of a language's reading.yaml; the program's own where none is named
NONE: Readings = {}
NOT_OURS = re.compile(r"%\(\w+\)s|%%|\{[a-z0-9][a-z0-9-]*\}|\{:[^}\n]*\}|[\U000F0000-\U0010FFFD]")
HARMLESS = frozenset({
    "article", "pronoun", "idiom", "homonym", "ordinal", "name", "roman", "url", "doi", "email", "not-a-number",
    "deictic", "hidden", "footnote", "list-number",
})  # fmt: skip # what may be typed: it is no quantity, no date and no legal reference
HINTS = {
    "date": 'print it with date("YYYY-MM-DD") or period(fact)',
    "year": 'print it with date("YYYY") or period(fact)',
    "legal": "print it with law(source, article)",
}


class TypedText(Struct, frozen=True):
    """A text that a person typed, in its language, and where it starts."""

    text: str
    language: str
    place: Place


def number_typed(texts: Iterable[TypedText], readings: Readings = NONE) -> Iterator[Finding]:
    """Every number typed into the texts, at its line and column; `readings` say where each language is described."""
    for typed in texts:
        blank = NOT_OURS.sub(lambda hit: "\U000f0000" * len(hit[0]), typed.text)
        for numeral in read_numerals(blank, typed.language, folder=readings.get(typed.language)):
            if numeral.exempt in HARMLESS or _is_part_of_year(numeral):
                continue
            yield _finding(typed, numeral)


def words_not_read(languages: Iterable[str], readings: Readings) -> Iterator[Finding]:
    """What is not looked at, said plainly: in these languages, numbers typed in words."""
    for tag in dict.fromkeys(languages):
        if not reads_words(tag, folder=readings.get(tag)):
            message = f"in {tag}, typed numbers are looked for in digits alone: nobody has listed its number words"
            hint = "a person reads the texts for numbers in words, or lists them in that file"
            yield Finding("words-not-read", message, Place(f"locale/{tag}/reading.yaml"), hint, Severity.INFORMATION)


def _is_part_of_year(numeral: Numeral) -> bool:
    """Whether it is a stretch of a year without the year (“first half”, «premier semestre»): it dates nothing."""
    return numeral.exempt == "date" and not any(character.isdigit() for character in numeral.text)


def _finding(typed: TypedText, numeral: Numeral) -> Finding:
    hint = HINTS.get(numeral.exempt or "", "make it a fact and print it with figure(); or plain(n, kind), count(list)")
    return Finding(
        RULE,
        f"a number is typed here: “{numeral.text}”",
        place_at(typed, numeral.start),
        hint,
        text=line_at(typed.text, numeral.start),
    )


def place_at(typed: TypedText, offset: int) -> Place:
    """The line and column of a character of a typed text."""
    before = typed.text[:offset]
    line, column = typed.place.line or 1, typed.place.column or 1
    breaks = before.count("\n")
    column = column + offset if not breaks else offset - before.rfind("\n")
    return Place(typed.place.path, line + breaks, column)


def line_at(text: str, offset: int) -> str:
    """The line around a character."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)].strip()
