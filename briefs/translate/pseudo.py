"""The pseudo-translation: every message accented and lengthened, so that what no translator can reach shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from briefs.catalogue import Catalogue, Message, index_messages, plural_categories
from briefs.finding import Place
from briefs.translate.markup import change_texts
from briefs.translate.merge import messages_for

_ACCENTS = str.maketrans(
    "acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "áçðéĝĥíĵķļñóŕšţúŵýžÁÇÐÉĜĤÍĴĶĻÑÓŔŠŢÚŴÝŽ"
)  # of Latin-1 and Latin Extended-A: the fonts of any system have them
KEPT = ("Source", "Sources")  # as English and French call that column
_VOWELS = re.compile("[aeiou]")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def pseudo_text(message: str) -> str:
    """The message with accents on its letters and its vowels doubled: a third longer, as translations are.

    Marks, links, code and placeholders stay as they are, and so does the head of a table's column of sources, by which
    the auditor knows the table. Doubled vowels keep number words from being read as numbers.
    """
    if message in KEPT:
        return message
    return change_texts(message, lambda text, *_: _accented(text))


def _accented(text: str) -> str:
    at, parts = 0, []
    for address in _ADDRESS.finditer(text):
        parts += [_letters(text[at : address.start()]), address[0]]
        at = address.end()
    return "".join([*parts, _letters(text[at:])])


def _letters(text: str) -> str:
    return _VOWELS.sub(lambda vowel: vowel[0] * 2, text).translate(_ACCENTS)


def pseudo_catalogue(messages: Iterable[Message], language: str, path: str) -> Catalogue:
    """A catalogue in which every message is pseudo-translated, with the plural forms of the language."""
    made = tuple(_made(message, path, language) for message in messages_for(messages, ""))
    return Catalogue(path, language, {}, made, index=index_messages(made))


def _made(message: Message, path: str, language: str) -> Message:
    names = plural_categories(language) if message.plural is not None else ("one",)
    forms = (message.id if name == "one" else message.plural or message.id for name in names)
    texts = tuple(pseudo_text(form) for form in forms)
    return replace(message, forms=texts, forms_at=(Place(path),) * len(texts), flags=())
