"""Spaces, quotation marks and spellings that are not the language's.

What it finds: a translation that the language's typography would print otherwise (in French a narrow no-break space
before ; ! ? and », a no-break space before :, « », ’), and spellings that `proofreading.yaml` calls wrong («1ère»).
Why it matters: the printed brief has the right signs anyway; other tools and other translators see the file.
Example: `msgstr "Qui ?"` with a plain space.
What to do: `locale check --fix` writes the right signs; never in addresses, code and placeholders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefs.finding import Finding
from briefs.translate.checked import Standards, Translated
from briefs.translate.markup import change_texts
from briefs.typography import set_typography

RULE = "typography"
FLAG = "punctuation-spacing"
_SHOWN = str.maketrans({"\u00a0": "⍽", "\u202f": "▫"})
_AROUND = 12  # characters shown on each side of a difference


def check_typography(one: Translated, standards: Standards) -> Iterator[Finding]:
    """One finding for a text with signs that are not the language's; a title left in its own language keeps its own."""
    if one.ignores(FLAG) or one.text == one.source:
        return
    if one.text.count('"') % 2:
        yield one.finding(RULE, "a quotation mark without its other half", "close the quotation, or take the mark out")
        return
    right = mend_typography(one.text, standards)
    if right != one.text:
        typed, printed = _difference(one.text, right)
        message = f"“{typed}” should be “{printed}” (⍽ no-break space, ▫ narrow no-break space)"
        yield one.finding(RULE, message, "`locale check --fix` writes it; the printed brief has it already")


def mend_typography(text: str, standards: Standards) -> str:
    """The text with the signs of its language; as it is where nobody can tell which half a quotation mark is."""
    language = standards.language
    if language is None or text.count('"') % 2:
        return text
    spelled = change_texts(text, lambda typed, *_: _spelled(typed, standards.proofreading.forms))
    return change_texts(
        spelled, lambda typed, before, after: set_typography(typed, language, before=before, after=after)
    )


def _spelled(text: str, forms: Mapping[str, str]) -> str:
    for wrong, right in forms.items():
        end = r"(?!\w)" if wrong[-1].isalnum() else ""
        text = re.sub(rf"(?<!\w){re.escape(wrong)}{end}", lambda _, put=right: put, text)  # type: ignore[misc]  # mypy types no default of a lambda
    return text


def _difference(typed: str, right: str) -> tuple[str, str]:
    """Both texts around the first sign that differs, no-break spaces made visible."""
    at = next((at for at, (a, b) in enumerate(zip(typed, right, strict=False)) if a != b), min(len(typed), len(right)))
    start = max(0, at - _AROUND)
    return typed[start : at + _AROUND].translate(_SHOWN), right[start : at + _AROUND].translate(_SHOWN)
