"""Plural forms: which of CLDR's categories a PO file has a form for, and the header line that says so.

Source: Unicode CLDR, Language Plural Rules (through Babel). A PO file chooses by whole numbers, so it has a form for
each category that a whole number below a million falls into: Poedit, Weblate and Babel's own table do the same. French
and Spanish “many” (whole millions) thereby shares the form of “other”.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from briefs.catalogue.plural_table import USUAL

if TYPE_CHECKING:  # Babel is loaded where the table does not do
    from babel.plural import PluralRule

SAMPLES = (*range(1001), 1100, 1101, 1111, 10_000, 100_000, 100_001)
ORDER = ("zero", "one", "two", "few", "many", "other")
_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?)\s*;?\s*\Z")


def is_language(tag: str) -> bool:
    """Whether CLDR knows the language of a tag."""
    if tag in USUAL:
        return True
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


@lru_cache
def _rule(language: str) -> PluralRule:
    from babel import Locale, UnknownLocaleError
    from babel.plural import PluralRule

    try:
        return Locale.parse(language, sep="-").plural_form
    except (UnknownLocaleError, ValueError):
        return PluralRule({})


@lru_cache
def plural_categories(language: str) -> tuple[str, ...]:
    """The CLDR categories in the order of the forms msgstr[0], msgstr[1] and so on."""
    if language in USUAL:
        return USUAL[language][1]
    met = {_rule(language)(number) for number in SAMPLES}
    return tuple(category for category in ORDER if category in met)


def plural_index(language: str, category: str) -> int:
    """Which form serves a category; one that no whole number falls into is served by the last."""
    categories = plural_categories(language)
    return categories.index(category) if category in categories else len(categories) - 1


def plural_header(language: str) -> str:
    """The value of Plural-Forms: Babel's usual wording where it agrees with CLDR, else CLDR's rule in C."""
    return USUAL[language][0] if language in USUAL else ask_babel(language)


def ask_babel(language: str) -> str:
    """The same from Babel's data."""
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural
    from babel.plural import PluralRule, to_gettext

    try:
        usual = f"{get_plural(language.replace('-', '_'))}".rstrip(";") + ";"
    except (UnknownLocaleError, ValueError):
        return "nplurals=1; plural=0;"
    if agrees_with_cldr(usual, language):
        return usual
    rules = _rule(language).rules
    named = {category: rules[category] for category in plural_categories(language)[:-1]}
    return to_gettext(PluralRule(named))


@lru_cache
def agrees_with_cldr(header: str, language: str) -> bool:
    """Whether a Plural-Forms value counts as CLDR does in this language."""
    if language in USUAL and header == USUAL[language][0]:
        return True
    match = _HEADER.match(header)
    choose = _compiled(match.group(2)) if match else None
    categories = plural_categories(language)
    if match is None or choose is None or int(match.group(1)) != len(categories):
        return False
    expected = _rule(language)
    try:
        return all(choose(number) == categories.index(expected(number)) for number in SAMPLES)
    except (ValueError, ZeroDivisionError):
        return False


def _compiled(expression: str) -> Callable[[int], int] | None:
    try:
        return gettext.c2py(expression)
    except ValueError:
        return None
