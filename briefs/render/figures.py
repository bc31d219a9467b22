"""figure() and misquote(); and a fact's own words: statement(), base(), place(), attribution()."""

from __future__ import annotations

from msgspec.structs import replace

from briefs.document import Text
from briefs.evidence import Fact
from briefs.finding import Finding, Place
from briefs.render.desk import Desk
from briefs.render.slots import Slot


class FigureFunctions(Desk):
    """The functions that print a fact, or its words."""

    def figure(
        self, fact: str, style: str = "auto", precision: str | None = None, unit: bool = True, hedge: str | None = None
    ) -> Slot:
        """A fact's figure: hedge, number, scale word and unit as one object; `hedge` may be wider than the fact's."""
        return self._figure(fact, "figure", style, precision, unit, hedge)

    def misquote(self, fact: str, style: str = "auto", precision: str | None = None, unit: bool = True) -> Slot:
        """A wrong figure in circulation, to be refuted beside the right one."""
        return self._figure(fact, "misquote", style, precision, unit)

    def _figure(
        self, id: str, asked: str, style: str, precision: str | None, unit: bool, hedge: str | None = None
    ) -> Slot:
        place = self.place()
        fact = self.find_fact(id, place)
        if fact is None:
            return self.slot((Text(f"[{id}?]"),), asked)
        if (fact.use == "refute_only") != (asked == "misquote") and fact.use in ("refute_only", "cite"):
            self._refuse_use(fact, asked, place)
        node = self.print_fact(fact, place, style, precision, unit, hedge)
        if node is None:
            return self.slot((Text(f"[{id}?]"),), asked)
        self.word(fact, place)
        if asked == "misquote":
            node = replace(node, misquote=True)
        return self.slot((node,), asked, number=str(node.value))

    def _refuse_use(self, fact: Fact, asked: str, place: Place) -> None:
        wrong = fact.use == "refute_only"
        self.findings.append(
            Finding(
                "misquote-misused",
                f"“{fact.id}” is {'a wrong figure in circulation' if wrong else 'not a figure to refute'}",
                place,
                f"print it with {'misquote(), beside the right one' if wrong else 'figure()'}",
                text=asked,
            )
        )

    def statement(self, fact: str) -> str:
        """What a fact counts."""
        return self._words_of(fact, "statement")

    def base(self, fact: str) -> str:
        """What a percentage is a share of."""
        return self._words_of(fact, "base")

    def place_of(self, fact: str) -> str:
        """Where a fact holds."""
        return self._words_of(fact, "place")

    def attribution(self, fact: str) -> str:
        """Who says so."""
        known = self.find_fact(fact, self.place())
        return self.words.attribution(known) if known else f"[{fact}?]"

    def _words_of(self, id: str, field: str) -> str:
        fact = self.find_fact(id, self.place())
        return self.words.field_of(fact, field) if fact else f"[{id}?]"
