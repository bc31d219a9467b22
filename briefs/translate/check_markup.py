"""Links and emphasis that a translation changed.

What it finds: a link that leads elsewhere, is lost or new; another number of *italic*, **bold** or `code` passages.
Why it matters: a reader of one language is sent elsewhere; a mark that is lost or half typed prints an asterisk.
Example: `**In brief.** …` translated as `**En bref. …`.
What to do: keep the address as it is, and as many marks as the source; flags `ignore-md-link`, `ignore-md-syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.finding import Finding, Severity
from briefs.translate.checked import Standards, Translated
from briefs.translate.markup import read_markup

LINK, EMPHASIS = "link-changed", "emphasis-changed"
NAMES = {"em": "*italic*", "strong": "**bold**", "code": "`code`"}


def check_markup(one: Translated, standards: Standards) -> Iterator[Finding]:
    """A finding for each address and each kind of emphasis that is not as in the source."""
    source, ours = read_markup(one.source), read_markup(one.text)
    if not one.ignores("md-link"):
        hint = "copy the address of the source; if this language has its own page, add the flag ignore-md-link"
        for address in (source.links - ours.links) | (ours.links - source.links):
            lost = source.links[address] > ours.links[address]
            message = f"the link to {address} {'is lost' if lost else 'is not in the source'}"
            yield one.finding(LINK, message, hint, Severity.ERROR)
    if not one.ignores("md-syntax"):
        for tag, name in NAMES.items():
            here, there = ours.emphasis[tag], source.emphasis[tag]
            if here != there:
                message = f"{here} passages in {name}, {there} in the source"
                yield one.finding(EMPHASIS, message, "mark the same passages as the source does")
