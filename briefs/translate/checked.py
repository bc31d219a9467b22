"""What a check of translations is given: one translated text with its source, and the standards of its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from briefs.catalogue import Catalogue, Message
from briefs.finding import Finding, Place, Severity
from briefs.glossary import Glossary
from briefs.language import Language
from briefs.translate.proofreading import Proofreading

EVERY_CHECK = "ignore-all-checks"


class Translated(Struct, frozen=True):
    """One text of a translation (one plural form of it) beside the text it translates."""

    message: Message
    source: str
    text: str
    place: Place
    source_language: str

    def ignores(self, name: str) -> bool:
        """Whether a person has judged this text and switched a check off, as Weblate does: `#, ignore-same`."""
        return bool({f"ignore-{name}", EVERY_CHECK} & set(self.message.flags))

    def finding(self, rule: str, message: str, hint: str, severity: Severity = Severity.WARNING) -> Finding:
        """A finding at the line of the translation."""
        return Finding(rule, message, self.place, hint, severity=severity, text=self.text)


class Standards(Struct, frozen=True):
    """What translations into one language are held to."""

    tag: str
    language: Language | None = None
    proofreading: Proofreading = field(default_factory=Proofreading)
    glossary: Glossary = field(default_factory=Glossary)


def translated_texts(catalogue: Catalogue, messages: Iterable[Message]) -> Iterator[Translated]:
    """Every translated text of a file that would be printed, in order; `messages` know their source's language."""
    languages: Mapping[object, str] = {message.key: message.language for message in messages}
    for message in catalogue.messages:
        if message.obsolete or message.fuzzy:
            continue
        for number, (text, place) in enumerate(zip(message.forms, message.forms_at, strict=True)):
            source = message.id if number == 0 or message.plural is None else message.plural
            if text:
                yield Translated(message, source, text, place, languages.get(message.key, ""))
