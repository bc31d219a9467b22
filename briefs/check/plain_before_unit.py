"""A plain number that counts something.

What it finds: `plain(n, kind)` before a percent sign, a currency or a unit of data/units.yaml,
or after a currency sign.
Why it matters: plain() is for help lines, versions and list positions; before a unit it prints a figure that has
no source.
Example: `{{ plain("12", "list-position") }} %`.
What to do: make it a fact and print it with `figure()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.check.sentence import leaves_of
from briefs.check.subject import Subject
from briefs.document import Declared
from briefs.finding import Finding
from briefs.lexicon import level, pattern
from briefs.numeral import read_numerals

RULE = "plain-before-unit"
SIGNS = re.compile(r"\s*(?:%|‰|[€$£¥])")
COUNTED = ("percent", "money", "ratio", "points", "duration", "measure")


def plain_before_unit(subject: Subject) -> Iterator[Finding]:
    """Every plain number that a reader takes for a figure."""
    for passage in subject.written_passages:
        if not any(isinstance(node, Declared) and node.kind == "plain" for node in passage.nodes):
            continue
        units = _unit_words(subject)
        text, leaves = leaves_of(passage.children)
        for leaf in leaves:
            if (
                isinstance(leaf.node, Declared)
                and leaf.node.kind == "plain"
                and _counts(text, leaf.start, leaf.end, units, subject)
            ):
                message = f"plain number “{leaf.node.text}” stands with a unit"
                yield Finding(
                    RULE, message, leaf.node.at, "make it a fact and print it with figure()", text=leaf.node.text
                )


def _counts(text: str, start: int, end: int, units: re.Pattern[str], subject: Subject) -> bool:
    after = level(text[end:])
    if SIGNS.match(after) or units.match(after.lstrip()) or text[:start].rstrip()[-1:] in tuple("€$£¥"):
        return True
    read = read_numerals(text, subject.document.language)
    return any(n.kind in COUNTED and n.start < end and start < n.end for n in read)


def _unit_words(subject: Subject) -> re.Pattern[str]:
    """The words of the project's units, as far as they are in this language."""
    language = subject.document.language
    units = [unit for unit in subject.evidence.units.values() if unit.language == language]
    return pattern(tuple(word for unit in units for word in (unit.one, unit.other) if word))
