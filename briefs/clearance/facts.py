"""A fact and its sources as the dossier tells them: in the document's words, with every place and wording."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from briefs.clearance.arithmetic import spell_out
from briefs.clearance.row import FactView, SourceView
from briefs.document import Document, Wording
from briefs.evidence import Evidence, Fact, Locator
from briefs.finding import Place
from briefs.language import Language, print_date, print_figure, print_locator, print_period
from briefs.note.line import inline_text
from briefs.note.reference import full_reference, link_of
from briefs.note.runs import stopped

_NOTHING = Wording("")


class Teller(Struct, frozen=True):
    """Tells facts and sources of one document; what was told is kept, for a fact is printed many times."""

    document: Document
    evidence: Evidence
    language: Language
    known: dict[str, FactView] = field(default_factory=dict)

    def fact(self, name: str) -> FactView:
        """All that the data say of a fact."""
        if name not in self.known:
            self.known[name] = self._fact(self.evidence.facts[name])
        return self.known[name]

    def _fact(self, fact: Fact) -> FactView:
        words = self.document.wordings.get(fact.id, _NOTHING)
        sums = spell_out(fact, self.evidence.facts, self.language) if fact.derived_from else ()
        stated = self.number(fact)
        arithmetic = [str(one) for one in sums]
        if sums and (not sums[0].exact or sums[0].result != stated):
            arithmetic[0] += "; " + self.language.clearance["stated_as"].replace("{figure}", stated)
        return FactView(
            fact.id, words.statement or fact.statement, fact.low if fact.value is None else fact.value,
            fact.high if fact.value is None else None, fact.unit or "", self._when(fact),
            words.place or fact.place or "", words.base or fact.base or "", words.attributed_to or "",
            fact.status, fact.use,
            inline_text(words.reserve) if words.reserve else fact.reserve or "", fact.shown if fact.reserve else "",
            fact.remark or "", fact.language, tuple(self._conflicts(fact)), fact.confidence,
            tuple((check.by, check.on) for check in fact.checked), fact.review_by, tuple(arithmetic),
        )  # fmt: skip

    def _when(self, fact: Fact) -> str:
        if fact.period:
            return print_period(fact.period, self.language)
        dates = (fact.as_of, fact.valid_from, fact.valid_to)
        return " – ".join(print_date(date, self.language) for date in dates if date)

    def number(self, fact: Fact) -> str:
        """A fact's figure with hedge, without unit and without rounding."""
        figure, _ = print_figure(fact, None, self.language, Place(fact.id), style="full", with_unit=False)
        return figure.text if figure else ""

    def _conflicts(self, fact: Fact) -> Iterator[str]:
        for name in fact.conflicts_with:
            other = self.evidence.facts.get(name)
            number = self.number(other) if other else ""
            yield f"{name} ({number})" if number else name

    def sources(self, fact: Fact, locator: Locator | None = None) -> tuple[SourceView, ...]:
        """Where a fact was read; of a derived one, where each of its inputs was."""
        if not fact.inputs:
            return (self._source(fact, locator),)
        inputs = (self.evidence.facts[name] for name in _leaves(fact, self.evidence))
        return tuple(self._source(one, None, f"{self.number(one)} ({one.id})") for one in inputs)

    def _source(self, fact: Fact, locator: Locator | None, named: str = "") -> SourceView:
        words = self.document.wordings.get(fact.id, _NOTHING)
        where = locator or words.locator or fact.locator
        language = fact.as_printed_language or self.evidence.sources[fact.source].language
        return self.source(fact.source, where, fact.via, fact.as_printed or "", language, named)

    def source(
        self, name: str, locator: Locator | None, via: str | None, as_printed: str = "", language: str = "",
        named: str = "",
    ) -> SourceView:  # fmt: skip
        """A source with its whole reference."""
        source = self.evidence.sources[name]
        url = link_of(source) or ""
        reference = stopped(full_reference(source, self.language, set(), url or None))
        other = self.evidence.sources.get(via or "")
        read_in = inline_text(full_reference(other, self.language, set(), None)) if other else ""
        where = print_locator(locator, self.language) if locator else ""
        return SourceView(name, reference, inline_text(reference), url, where, read_in, as_printed, language, named)


def _leaves(fact: Fact, evidence: Evidence) -> tuple[str, ...]:
    """The facts that were read, at the end of all sums."""
    found: dict[str, None] = {}
    for name in fact.inputs:
        other = evidence.facts[name]
        found.update(dict.fromkeys(_leaves(other, evidence) if other.inputs else (name,)))
    return tuple(found)
