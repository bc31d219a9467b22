"""Sources in a text: source(), cite(), note(), disclose(), quote(), references()."""

from __future__ import annotations

from briefs.document import Citation, Declared, Foreign, Inline, NotePoint, Reference, SourceList, Text
from briefs.evidence import Fact
from briefs.render.desk import Desk
from briefs.render.locators import read_locator
from briefs.render.slots import Slot


class SourceFunctions(Desk):
    """The functions that name a source or hang a note on it."""

    def source(self, id: str, locator: str | None = None) -> Slot:
        """A short reference in the text itself, as in a Source cell: of a source, or of a fact's source."""
        place = self.place()
        fact = self.evidence.facts.get(id)
        if fact is not None:
            self.word(fact, place)
            where = self.wordings[id].locator or fact.locator
            nodes: list[Inline] = []
            for number, (source, via) in enumerate(self._origins(fact).items()):
                nodes += [Text("; ")] if number else []
                nodes.append(Reference(source, where if source == fact.source else None, place, via))
            return self.slot(tuple(nodes), "source()")
        if self.find_source(id, place) is None:
            return self.slot((Text(f"[{id}?]"),), "source()")
        return self.slot((Reference(id, read_locator(locator), place),), "source()")

    def _origins(self, fact: Fact) -> dict[str, str | None]:
        """The sources of a fact, or of all that a derived one comes from, each with the source it was read in."""
        if not fact.inputs:
            return {fact.source: fact.via}
        found: dict[str, str | None] = {}
        for other in fact.inputs:
            for source, via in self._origins(self.evidence.facts[other]).items():
                found.setdefault(source, via)
        return found

    def cite(self, id: str, locator: str | None = None) -> Slot:
        """A note for a claim without a number: of a source, or of a fact's source."""
        place = self.place()
        fact = self.evidence.facts.get(id)
        if fact is not None:
            self.word(fact, place)
            where = read_locator(locator) or self.wordings[id].locator
            reserve = fact.id if fact.reserve and fact.shown == "note" else None
            return self.slot((Citation(place, fact.source, where, fact.via, reserve, fact.id),), "cite()")
        if self.find_source(id, place) is None:
            return self.slot((Text(f"[{id}?]"),), "cite()")
        return self.slot((Citation(place, id, read_locator(locator)),), "cite()")

    def note(self) -> Slot:
        """The note's call stands exactly here."""
        return self.slot((NotePoint(self.place()),), "note()")

    def not_found(self, text: str = "") -> str:
        """The text, marked as “nobody was found to publish this”: only the section on method may say so.

        As a value of a message it stands alone and marks the sentence: `{% trans none=not_found() %}We found no …`.
        """
        return f"{self.slot((Declared('text', '', self.place(), plain_kind='not-found'),), 'not_found()')}{text}"

    def references(self) -> Slot:
        """The list of all sources cited."""
        return self.slot(SourceList(self.place()), "references()")

    def disclose(self, fact: str) -> Slot:
        """The reserve of a fact, printed here."""
        place = self.place()
        known = self.find_fact(fact, place)
        if known is None or known.reserve is None:
            return self.miss_field(known, "reserve", place)
        self.word(known, place)
        cite = Citation(place, known.source, self.wordings[fact].locator, known.via)
        return self.slot((*self.wordings[fact].reserve, cite), "disclose()")

    def quote(self, fact: str) -> Slot:
        """The words of a source as it prints them, in its language."""
        place = self.place()
        known = self.find_fact(fact, place)
        if known is None or known.as_printed is None:
            return self.miss_field(known, "as_printed", place)
        self.word(known, place)
        language = known.as_printed_language or self.evidence.sources[known.source].language
        words = Foreign((Declared("text", known.as_printed, place, fact=fact),), language)
        cite = Citation(place, known.source, known.locator, known.via, fact=fact)
        return self.slot((words, cite), "quote()")
