"""A domain's messages without translations, as a POT file: what Weblate, msginit and msgmerge begin a language with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from briefs.catalogue import Message
from briefs.translate.po import write_po

SourceForms = Mapping[str, str]  # by placeholder: what it prints in the language of the source
ABOUT = "Made by `locale extract`; the translations are in the folders beside it."


def template_path(domain: str) -> str:
    """Where the template of a translation file stands: beside the folders of the languages, as Weblate looks for it."""
    return f"locale/{domain}.pot"


def template_file(messages: Sequence[Message], domain: str, printed: Mapping[str, SourceForms]) -> str:
    """The text of the POT file: the fields that msginit fills in (gettext manual, 6.2), and no clock."""
    sources = {message.language for message in messages}
    header = {
        "Project-Id-Version": domain,
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=INTEGER; plural=EXPRESSION;",
        **({"X-Source-Language": sources.pop()} if len(sources) == 1 else {}),
    }
    empty = [_empty(message, printed.get(message.id, {})) for message in _once(messages)]
    return write_po(header, empty, (ABOUT,))


def _once(messages: Sequence[Message]) -> Sequence[Message]:
    """A text of two source languages stands once: gettext knows a message by its text and context alone."""
    return tuple({message.key: message for message in reversed(messages)}.values())[::-1]


def _empty(message: Message, printed: SourceForms) -> Message:
    forms = ("",) if message.plural is None else ("", "")
    told = [f"%({name})s → “{words}”" for name, words in printed.items()]
    return replace(message, forms=forms, notes=(*message.notes, *told))
