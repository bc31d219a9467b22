"""Numerals of a declared kind: period(), date(), law(), count(), plain(). They need no note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from briefs.document import Declared, Text
from briefs.evidence import Date, Source
from briefs.finding import Finding, Place
from briefs.language import print_count, print_date, print_law, print_period
from briefs.render.desk import Desk
from briefs.render.locators import split_locator
from briefs.render.slots import Slot

PLAIN_KINDS = (
    "phone",  # a help line's number
    "list-position",  # "point 3 below"
    "identifier",  # a file, case or register number
    "version",
    "title",  # a number that is part of a work's or an event's name
)


class DeclaredFunctions(Desk):
    """The functions that print dates, laws, counts and plain numbers."""

    def period(self, fact: str, style: str = "long") -> Slot:
        """The period of a fact in words; style running for the flow of a sentence."""
        place = self.place()
        known = self.find_fact(fact, place)
        if known is None or known.period is None:
            return self.miss_field(known, "period", place)
        return self.declare("period", print_period(known.period, self.language, style), place, fact=known.id)

    def date(self, of: str, style: str = "long") -> Slot:
        """A date: of a fact (valid_from, else as_of, else valid_to) or typed as ISO."""
        place = self.place()
        iso = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", of)
        if iso:
            parts = [int(part) for part in iso.groups() if part]
            return self.declare("date", print_date(Date(*parts), self.language, style), place)
        fact = self.find_fact(of, place)
        date = fact and (fact.valid_from or fact.as_of or fact.valid_to)
        if not fact or not date:
            return self.miss_field(fact, "date", place)
        return self.declare("date", print_date(date, self.language, style), place, fact=fact.id)

    def law(self, source: str, article: str | None = None, style: str = "long") -> Slot:
        """A legal reference: an article or recital (“recital 56”) that was read, or the law's usual name.

        In `style="short"` a law goes by its short title (“DSA”), where it has one: the text has told it before.
        """
        place = self.place()
        known = self.find_source(source, place)
        if known is None:
            return self.slot((Text(f"[{source}?]"),), "law")
        if article is None:
            named = known.names.get(self.language.tag)
            name = (known.title_short or named) if style == "short" else (named or known.title_short)
            return self.declare("law", name or known.title, place, source=source)
        if not _was_read(article, known.articles):
            self._unread(known, article, place)
        label, value = split_locator(article, "article")
        return self.declare("law", print_law(label, value, self.language, style), place, source=source)

    def _unread(self, law: Source, article: str, place: Place) -> None:
        near = ", ".join(law.articles) or "none"
        label, value = split_locator(article, "article")
        self.findings.append(
            Finding(
                "article-not-read",
                f"nobody has read {label} {value} of “{law.id}”",
                place,
                f"read so far: {near}. Read the text, then add the {label} to custom.articles of the source",
                text=article,
            )
        )

    def count(self, items: Sequence[Any]) -> Slot:
        """How many there are in a list, in words up to the house's limit."""
        number = len(items)
        return self.declare("count", print_count(number, self.language), self.place(), number=str(number))

    def plain(self, number: object, kind: str) -> Slot:
        """A number that needs no source, of a closed list of kinds."""
        place = self.place()
        if kind not in PLAIN_KINDS:
            self.miss_name("kind of plain number", kind, PLAIN_KINDS, place)
        node = Declared("plain", str(number), place, plain_kind=kind)
        return self.slot((node,), "plain()")


def _was_read(article: str, articles: Sequence[str]) -> bool:
    """Whether an article, or the paragraph of it asked for, is among those read; reading 18(1) covers naming 18."""
    return any(article == read or read.startswith(f"{article}(") or article.startswith(f"{read}(") for read in articles)
