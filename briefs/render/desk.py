"""What the template functions share: the evidence, the language, the slots given out, the facts used, the findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.catalogue import has_words, locator_context
from briefs.document import Declared, Figure, Inline, Text, Wording
from briefs.evidence import Evidence, Fact, Locator, Source
from briefs.finding import Finding, Place, Stops
from briefs.language import Language, print_figure
from briefs.render.slots import Filling, Slot, SlotTable
from briefs.render.wording import DataWords

FACT_IN_RESERVE = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")


class Desk(Struct):
    """The state of one rendering; what is found wrong is collected in `findings`."""

    evidence: Evidence
    language: Language
    words: DataWords
    place: Callable[[], Place]  # the line of the template being rendered
    table: SlotTable = field(default_factory=SlotTable)
    findings: list[Finding] = field(default_factory=list)
    wordings: dict[str, Wording] = field(default_factory=dict)

    def print_fact(
        self, fact: Fact, place: Place, style: str, precision: str | None, unit: bool, hedge: str | None = None
    ) -> Figure | None:
        """The figure of a fact in the language of the document; None, with a finding, where it can't be printed."""
        known = self.evidence.units.get(fact.unit or "")
        words = self.words.unit_words(known) if known else None
        node, findings = print_figure(
            fact, words, self.language, place, style=style, precision=precision, with_unit=unit, hedge=hedge
        )
        self.findings.extend(findings)
        return node

    def word(self, fact: Fact, place: Place) -> None:
        """Note the fact's own words in this language, for notes and checks."""
        if fact.id in self.wordings:
            return
        words = self.words
        statement = words.field_of(fact, "statement")
        self.wordings[fact.id] = Wording(statement)  # first: a reserve may name its own fact
        self.wordings[fact.id] = Wording(
            statement,
            self._reserve(fact, place),
            words.field_of(fact, "base"),
            words.field_of(fact, "place"),
            words.attribution(fact),
            self._locator(fact),
        )
        for name in fact.inputs:
            other = self.evidence.facts[name]
            self.word(other, place)
            self.wordings[name] = replace(self.wordings[name], figure=self._print_bare(other, place))

    def _locator(self, fact: Fact) -> Locator:
        """Where in the source: our own words translated; the name of a table or section, as a translator left it."""
        label, value = fact.locator.label, fact.locator.value
        context = locator_context(label)
        if context is None and has_words(value):
            return Locator(label, self.words.translated(value, fact.language, fact.lines.get("locator", fact.at)))
        found = self.words.catalogue.gettext(value, context) if self.words.catalogue and context else None
        return Locator(label, found or value)

    def _reserve(self, fact: Fact, place: Place) -> tuple[Inline, ...]:
        """The reserve with its figures (hedge and number, money with its currency) as nodes."""
        inlines: list[Inline] = []
        for index, part in enumerate(FACT_IN_RESERVE.split(self.words.field_of(fact, "reserve"))):
            other = self.find_fact(part, place) if index % 2 else None
            if other is None:
                inlines.append(Text(part))
                continue
            node = self._print_bare(other, place)
            self.word(other, place)
            inlines.append(node or Text(f"[{part}?]"))
        return tuple(inline for inline in inlines if inline != Text(""))

    def _print_bare(self, fact: Fact, place: Place) -> Figure | None:
        """Hedge and number, with a unit only where the number says nothing without: money and percentages."""
        unit = self.evidence.units.get(fact.unit or "")
        return self.print_fact(
            fact, place, "auto", None, unit is not None and unit.kind in ("money", "percent", "points")
        )

    def slot(self, filling: Filling, name: str, number: str = "") -> Slot:
        """A new slot that holds the nodes."""
        return Slot(self.table, filling, name, number)

    def declare(self, kind: Any, text: str, place: Place, number: str = "", **origin: str) -> Slot:
        """A numeral of a declared kind."""
        return self.slot((Declared(kind, text, place, **origin),), f"{kind}()", number)

    def find_fact(self, id: str, place: Place) -> Fact | None:
        """The fact of that id; a finding with the nearest one where there is none."""
        fact = self.evidence.facts.get(id)
        if fact is None:
            self.miss_name("fact", id, tuple(self.evidence.facts), place)
        return fact

    def find_source(self, id: str, place: Place) -> Source | None:
        """The source of that id; a finding with the nearest one where there is none."""
        source = self.evidence.sources.get(id)
        if source is None:
            self.miss_name("source", id, (*self.evidence.sources, *self.evidence.facts), place)
        return source

    def miss_name(self, what: str, id: str, names: Sequence[str], place: Place) -> None:
        """Report a name that nothing has."""
        near = get_close_matches(id, names, 1)
        hint = f"did you mean “{near[0]}”?" if near else f"there is no such {what} in data/"
        rule = f"unknown-{what.split()[0]}"
        self.findings.append(Finding(rule, f"unknown {what} “{id}”", place, hint, stops=Stops.DOCUMENT, text=id))

    def miss_field(self, fact: Fact | None, field: str, place: Place) -> Slot:
        """Report a field that a fact would need here."""
        if fact is not None:
            message = f"the fact “{fact.id}” has no {field}"
            hint = f"add {field} to it, or print something else"
            self.findings.append(Finding("field-missing", message, place, hint, stops=Stops.DOCUMENT, text=fact.id))
        return self.slot((Text("[?]"),), field)
