"""gettext for templates: each message in the language of the document, its values put in, what they print noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from briefs.brief import Brief
from briefs.catalogue import Catalogue
from briefs.document import Inline, Text
from briefs.finding import Finding, Place
from briefs.language import Language, number_category
from briefs.render.functions import TemplateFunctions
from briefs.render.said import MessageKey, Said, said_of
from briefs.render.slots import FIRST, Slot, Start

PLACEHOLDER = re.compile(r"%(?:\((\w+)\)s|(%))")
SHARED_LANGUAGE = "en"  # of the shared parts
SHOWN = 60  # characters of a passage that a finding repeats


class Catalogues(Struct, frozen=True):
    """The translation files that one brief reads in one language."""

    brief: Catalogue | None
    shared: Catalogue | None
    data: Catalogue | None


class Origin(Struct, frozen=True):
    """Where a message is from: its source language, its translation file, its place in the template."""

    language: str
    catalogue: Catalogue | None
    domain: str
    place: Place


class Translator(Struct):
    """The messages of one brief in one language; a figure's word form goes by the number as it is printed."""

    brief: Brief
    language: Language
    catalogues: Catalogues
    functions: TemplateFunctions
    messages: dict[MessageKey, dict[str, Said]] = field(default_factory=dict)

    def gettext(self, message: str, /, **values: object) -> str:
        """A message of a {% trans %} block with its values put in."""
        return self.pgettext(None, message, **values)

    def pgettext(self, context: str | None, message: str, /, **values: object) -> str:
        """The same, of a block that says in what sense a word is meant."""
        origin = self._origin()
        return self._filled(message, self._find(message, context, origin), origin, values)

    def ngettext(self, singular: str, plural: str, number: object, /, **values: object) -> str:
        """The form of a message for a number."""
        return self.npgettext(None, singular, plural, number, **values)

    def npgettext(self, context: str | None, singular: str, plural: str, number: object, /, **values: object) -> str:
        """The same, of a block that says in what sense a word is meant."""
        known = number.plural_number if isinstance(number, Slot) else str(number)
        category = number_category(Decimal(known or 0), self.language)
        origin = self._origin()
        return self._filled(singular, self._find_form(singular, plural, category, context, origin), origin, values)

    def front(self, string: str, place: Place) -> str:
        """A string of the front matter, translated."""
        return self._find(string, None, Origin(self.brief.language, self.catalogues.brief, self.brief.name, place))

    def _origin(self) -> Origin:
        place = self.functions.place()
        if place.path.rpartition("/")[2].startswith("_"):
            return Origin(SHARED_LANGUAGE, self.catalogues.shared, "shared", place)
        return Origin(self.brief.language, self.catalogues.brief, self.brief.name, place)

    def _filled(self, message: str, found: str, origin: Origin, values: Mapping[str, object]) -> str:
        said = {name: self._said(value) for name, value in values.items()}
        self.messages.setdefault((origin.domain, message), said)
        return self.functions.table.add(Start(origin.place)) + PLACEHOLDER.sub(
            lambda hit: "%" if hit[2] else str(values.get(hit[1], hit[0])), found
        )

    def _said(self, value: object) -> Said:
        """What a value prints: its characters replaced by their words."""
        fillings = self.functions.table.fillings
        inlines: list[Inline] = []
        for character in value.character if isinstance(value, Slot) else str(value):
            filling = fillings[ord(character) - FIRST] if ord(character) >= FIRST else (Text(character),)
            inlines += filling if isinstance(filling, tuple) else ()
        return said_of(inlines, self.language, value.plural_number if isinstance(value, Slot) else "")

    def _find(self, message: str, context: str | None, origin: Origin) -> str:
        if origin.language == self.language.tag or not message.strip():
            return message
        found = origin.catalogue.gettext(message, context) if origin.catalogue else None
        return self._missing(message, origin) if found is None else found

    def _find_form(self, singular: str, plural: str, category: str, context: str | None, origin: Origin) -> str:
        source = singular if category == "one" else plural
        if origin.language == self.language.tag:
            return source
        forms = origin.catalogue.ngettext_forms(singular, plural, context) if origin.catalogue else None
        if forms is None:
            return self._missing(source, origin)
        return forms[min(self.language.plurals.index(category), len(forms) - 1)]

    def _missing(self, message: str, origin: Origin) -> str:
        """The source's own words, visible in a draft, with a finding."""
        file = f"locale/{self.language.tag}/{origin.domain}.po"
        self.functions.findings.append(
            Finding(
                "untranslated",
                f"“{excerpt(message)}” has no {self.language.tag} translation in {file}",
                origin.place,
                "translate it there; if it is marked fuzzy (needs work), mend it and take the mark off "
                "(`locale update` adds what is missing)",
                text=PLACEHOLDER.sub("…", message),
            )
        )
        return message


def excerpt(message: str) -> str:
    """The first words of a message, by which a reader of a draft finds the passage."""
    words = " ".join(PLACEHOLDER.sub("…", message).replace("*", "").split())
    return words if len(words) <= SHOWN else words[:SHOWN].rpartition(" ")[0] + " …"
