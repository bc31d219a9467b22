"""Catalogues: gettext PO files read strictly, every message with the lines where it stands."""

from briefs.catalogue.digest import catalogue_digest
from briefs.catalogue.message import Catalogue, Key, Message, index_messages
from briefs.catalogue.plurals import plural_categories, plural_header, plural_index
from briefs.catalogue.reader import read_catalogue
from briefs.catalogue.texts import (
    check_placeholders,
    check_texts,
    domain_of,
    has_words,
    is_formatted,
    locator_context,
    placeholders,
    text_faults,
)

__all__ = [
    "Catalogue",
    "Key",
    "Message",
    "catalogue_digest",
    "check_placeholders",
    "check_texts",
    "domain_of",
    "has_words",
    "index_messages",
    "is_formatted",
    "locator_context",
    "placeholders",
    "plural_categories",
    "plural_header",
    "plural_index",
    "read_catalogue",
    "text_faults",
]
