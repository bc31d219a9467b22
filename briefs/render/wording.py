"""Words of the data in the language of the document: statements, bases, places, reserves, units."""

from __future__ import annotations

from msgspec import Struct, field

from briefs.catalogue import Catalogue
from briefs.evidence import Evidence, Fact, Unit
from briefs.finding import Finding, Place
from briefs.language import Language, UnitWords


class DataWords(Struct):
    """Translates the strings of the data into one language, and notes which are missing."""

    evidence: Evidence
    language: Language
    catalogue: Catalogue | None  # data.po of the language
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)

    def translated(self, string: str | None, language: str, place: Place) -> str:
        """The string in the language of the document; itself where no translation is ready."""
        found = self._found(string or "", language)
        if found is None:
            self._miss(string or "", place)
        return found or string or ""

    def field_of(self, fact: Fact, name: str) -> str:
        """One of a fact's own strings: statement, base, place, reserve, attributed_to."""
        string: str = getattr(fact, name) or ""
        found = self._found(string, fact.language)
        if found is None:  # only now is its place worked out
            self._miss(string, fact.lines.get(name, fact.at))
        return found or string

    def attribution(self, fact: Fact) -> str:
        """Who says so: a source's author or publisher, or the name given."""
        source = self.evidence.sources.get(fact.attributed_to or "")
        if source is None:
            return self.field_of(fact, "attributed_to")
        names = [author.literal or author.family or "" for author in source.author]
        return names[0] if names else source.publisher or source.container_title or source.title

    def unit_words(self, unit: Unit) -> UnitWords:
        """The unit's forms in the order of the language's plural categories."""
        if unit.language == self.language.tag:
            forms = tuple(unit.one if category == "one" else unit.other for category in self.language.plurals)
            return UnitWords(unit, forms)
        found = self.catalogue.ngettext_forms(unit.one, unit.other) if self.catalogue else None
        if found is None:
            self._miss(unit.other, unit.at)
        return UnitWords(unit, found or tuple(unit.other for _ in self.language.plurals))

    def _found(self, string: str, language: str) -> str | None:
        """The string where it needs no translation, else its translation; None where none is ready."""
        if not string or language == self.language.tag:
            return string
        return self.catalogue.gettext(string) if self.catalogue else None

    def _miss(self, string: str, place: Place) -> None:
        self.findings.setdefault(
            ("untranslated", string),
            Finding(
                "untranslated",
                f"no {self.language.tag} translation of “{string}”",
                place,
                f"translate it in locale/{self.language.tag}/data.po (run `locale update` first if it is not there)",
                text=string,
            ),
        )
