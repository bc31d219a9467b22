"""Where in a source, and articles of law, in one language."""

from __future__ import annotations

import re

from briefs.evidence import Locator
from briefs.language.record import Language, LocatorForm

ARTICLE = re.compile(r"(\d+[a-z]?)\((\d+)\)(?:\(([a-z])\))?")  # 18(1), 6(1)(a); not 2258A(e)(1)
HAS_DIGIT = re.compile(r"\d")
SEVERAL = re.compile(r"\d\s*(?:[-–,;]|\band\b|\bto\b|\bet\b|\bà\b)\s*\d")


def print_locator(locator: Locator, language: Language, style: str = "long") -> str:
    """Where in the source, long for running text or short for notes; a heading is named without label."""
    form = language.locators.get(locator.label)
    if form is None:
        return locator.value
    value = _value(locator, language)
    opening, closing = language.typography.quotes
    return _pattern(form, value, style).format(value=value, quoted=f"{opening}{value}{closing}")


def print_law(label: str, value: str, language: Language, style: str = "long") -> str:
    """A place in a law: "Article 18(1)", «article 18, paragraphe 1»."""
    return print_locator(Locator(label, value), language, style)


def _value(locator: Locator, language: Language) -> str:
    match = ARTICLE.fullmatch(locator.value) if locator.label == "article" and language.law else None
    if match is None:
        return locator.value
    key = "point" if match[3] else "paragraph"
    return language.law[key].format(article=match[1], paragraph=match[2], point=match[3])


def _pattern(form: LocatorForm, value: str, style: str) -> str:
    if form.named and not HAS_DIGIT.search(value):
        return form.named
    if style != "short":
        return form.long
    return form.several if form.several and SEVERAL.search(value) else form.short
