"""The checks of translations, one file a rule, and the one mending that is safe to do by program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from briefs.catalogue import Catalogue, Message, check_placeholders, check_texts
from briefs.finding import Finding
from briefs.translate.check_glossary import check_glossary
from briefs.translate.check_length import check_length
from briefs.translate.check_markup import check_markup
from briefs.translate.check_plurals import check_plurals
from briefs.translate.check_same import check_same
from briefs.translate.check_typography import FLAG, check_typography, mend_typography
from briefs.translate.checked import EVERY_CHECK, Standards, Translated, translated_texts
from briefs.translate.po import write_po

TRANSLATION_CHECKS: tuple[Callable[[Translated, Standards], Iterator[Finding]], ...] = (
    check_markup, check_typography, check_same, check_length, check_glossary,
)  # fmt: skip
"""What is asked of each translated text."""


def check_catalogue(catalogue: Catalogue, messages: Sequence[Message], standards: Standards) -> Iterator[Finding]:
    """All that is wrong with a translation file; `messages` are those of today, from templates and data."""
    yield from check_placeholders(catalogue)
    yield from check_texts(catalogue)
    yield from check_plurals(catalogue)
    for one in translated_texts(catalogue, messages):
        for check in TRANSLATION_CHECKS:
            yield from check(one, standards)


def mend_catalogue(catalogue: Catalogue, standards: Standards) -> str | None:
    """The text of the file with the signs of its language; None where nothing is to be mended."""
    mended = tuple(_mended(message, standards) for message in catalogue.messages)
    if mended == catalogue.messages:
        return None
    return write_po(catalogue.header, mended, catalogue.comments)


def _mended(message: Message, standards: Standards) -> Message:
    """Fuzzy and obsolete texts too, so that they are right when they come back."""
    if {f"ignore-{FLAG}", EVERY_CHECK} & set(message.flags):
        return message
    sources = (message.id, message.plural)  # a title left in its own language keeps its own signs
    return replace(
        message,
        forms=tuple(form if form in sources else mend_typography(form, standards) for form in message.forms),
    )
