"""A value that its source does not print.

What it finds: a fact whose `as_printed`, read in the language of the source, is not the value typed beside it.
Why it matters: a slip of a digit between source and fact sheet is the one fault that no later reader can see.
Example: `value: 73300000` with `as_printed: 73.2 million`.
What to do: look at the source again and mend whichever of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.evidence import Evidence, Fact
from briefs.finding import Finding, Severity
from briefs.numeral import Numeral, read_numerals, reads_words

RULE = "as-printed-disagrees"


def as_printed_disagrees(evidence: Evidence) -> Iterator[Finding]:
    """Every fact whose value is not among the numbers that its source prints."""
    for fact in evidence.facts.values():
        if fact.as_printed is None or (fact.value is None and fact.low is None) or fact.derived_from:
            continue
        source = evidence.sources.get(fact.source)
        language = fact.as_printed_language or (source.language if source else fact.language)
        read = read_numerals(fact.as_printed, language)
        if not read and not reads_words(language):
            yield _unread(fact, language)
        elif not any(_agrees(fact, numeral) for numeral in read):
            seen = ", ".join(f"“{numeral.text}”" for numeral in read) or "no number"
            message = f"the source prints “{fact.as_printed}” ({seen} as read), the sheet says {_value(fact)}"
            place = fact.lines.get("as_printed", fact.at)
            yield Finding(
                RULE, message, place, "look at the source again and mend one of the two", text=fact.as_printed
            )


def _agrees(fact: Fact, numeral: Numeral) -> bool:
    value = numeral.value
    if isinstance(value, tuple):
        return value == (fact.low, fact.high) or fact.value in value
    if value is None:
        return False
    ends = (fact.value, fact.low, fact.high)
    return value in ends or any(end is not None and value * 100 == end for end in ends)  # a fraction for a percentage


def _value(fact: Fact) -> str:
    return format(fact.value, "f") if fact.value is not None else f"{fact.low} to {fact.high}"


def _unread(fact: Fact, language: str) -> Finding:
    printed = fact.as_printed or ""
    message = f"“{printed}” was not compared with the value: number words are not read in {language}"
    place = fact.lines.get("as_printed", fact.at)
    return Finding(RULE, message, place, "compare it by eye", severity=Severity.INFORMATION, text=printed)
