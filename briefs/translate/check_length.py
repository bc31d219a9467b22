"""A translation that is far too long.

What it finds: a text longer than `longest` times its source plus `spare` characters (`proofreading.yaml`), or longer
than the flag `max-length:N` allows.
Why it matters: table cells and boxes break; a text that long often says more than its source.
Example: a cell of 12 characters translated by a sentence of 70.
What to do: shorten it; or write `ignore-max-length` among the flags.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.finding import Finding
from briefs.translate.checked import Standards, Translated
from briefs.translate.markup import visible_words

RULE = "too-long"
FLAG = "max-length"


def check_length(one: Translated, standards: Standards) -> Iterator[Finding]:
    """A finding where the limit is passed; placeholders count on neither side."""
    if one.ignores(FLAG):
        return
    length, source = _length(one.text), _length(one.source)
    rules = standards.proofreading
    limit = _max_length(one.message.flags)
    if limit is not None and length > limit:
        message = f"{length} characters, {limit} are allowed (max-length:{limit})"
        yield one.finding(RULE, message, "shorten the translation")
    elif limit is None and length > rules.longest * source + rules.spare:
        message = f"{length} characters for a source of {source}"
        yield one.finding(RULE, message, "shorten it; if it must be so long, add the flag ignore-max-length")


def _length(text: str) -> int:
    return len(" ".join(visible_words(text).split()))


def _max_length(flags: tuple[str, ...]) -> int | None:
    found = (flag.partition(":")[2] for flag in flags if flag.startswith("max-length:"))
    return next((int(number) for number in found if number.isdecimal()), None)
