"""The records: a message, and the catalogue that holds the messages of one PO file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from briefs.finding import Place

Key = tuple[str | None, str]


class Message(Struct, frozen=True):
    """One message: what the template or the data says, and its translation where there is one."""

    id: str
    at: Place
    plural: str | None = None
    context: str | None = None
    language: str = ""  # of the id, where known
    forms: tuple[str, ...] = ()  # the translation, one text for each plural form
    forms_at: tuple[Place, ...] = ()
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()  # the translator's own
    notes: tuple[str, ...] = ()  # ours for the translator: where it stands, what its placeholders print
    references: tuple[str, ...] = ()  # file:line
    previous: tuple[str | None, str, str | None] | None = None  # context, id and plural before the source changed
    obsolete: bool = False

    @property
    def key(self) -> Key:
        """What gettext finds a message by."""
        return (self.context, self.id)

    @property
    def fuzzy(self) -> bool:
        """Whether the translation waits for a person to look at it; such a one is never printed."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has a text and a person stands by it."""
        return bool(self.forms) and all(self.forms) and not self.fuzzy


class Catalogue(Struct, frozen=True):
    """The messages of one PO file in one language, in the order of the file."""

    path: str
    language: str
    header: Mapping[str, str]
    messages: tuple[Message, ...]
    comments: tuple[str, ...] = ()  # above the header
    index: Mapping[Key, Message] = field(default_factory=dict)  # without the obsolete ones

    def find(self, msgid: str, context: str | None = None) -> Message | None:
        """The message in use under this id, translated or not."""
        return self.index.get((context, msgid))

    def gettext(self, msgid: str, context: str | None = None) -> str | None:
        """The translation; None where it is missing, empty or fuzzy."""
        message = self.find(msgid, context)
        return message.forms[0] if message is not None and message.translated else None

    def ngettext_forms(self, msgid: str, msgid_plural: str, context: str | None = None) -> tuple[str, ...] | None:
        """All plural forms, in the order of `plural_categories`; None where one is missing, empty or fuzzy."""
        message = self.find(msgid, context)
        if message is None or message.plural != msgid_plural or not message.translated:
            return None
        return message.forms

    def translations(self) -> Iterator[tuple[str, Place]]:
        """Every text that would be printed, with its place."""
        for message in self.index.values():
            if not message.fuzzy:
                yield from (pair for pair in zip(message.forms, message.forms_at, strict=True) if pair[0])


def index_messages(messages: tuple[Message, ...]) -> dict[Key, Message]:
    """The messages in use by key; the first of two of the same key counts."""
    index: dict[Key, Message] = {}
    for message in messages:
        if not message.obsolete:
            index.setdefault(message.key, message)
    return index
