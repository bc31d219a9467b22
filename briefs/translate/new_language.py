"""The first language.yaml of a language: what CLDR knows is filled in, the rest waits as English behind a #."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_cldr_version

from briefs.translate.cldr import dates_of, digits_of, lists_of, plurals_of, scale_words_of, units_of

TO_FILL = (  # CLDR does not say it
    "hedges", "law", "locators", "typography", "calls", "abbreviations", "sentences", "references",
)  # fmt: skip
OPTIONAL = ("cardinals", "elision")  # where the language wants them
_HIDDEN = re.compile("[\u00a0\u200b-\u200f\u202a-\u202f\u061c\u2066-\u2069]")
_PLAIN = re.compile(r"[^\W\d_][\w’.]*\Z")


def find_locale(tag: str) -> Locale | None:
    """CLDR's record of a language tag such as de or pt-BR; None where it has none."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def language_file(tag: str, locale: Locale, english: str) -> str:
    """The text of language.yaml; `english` is English's own file, whose sections show what is to be filled in."""
    names, rules = plurals_of(locale)
    blocks = [
        [
            f"# How {locale.english_name} is printed. Lines that begin with “#?” are English: CLDR does not know this",
            "# language's own. Take the #? away and write them; `locale check` says what is still missing.",
            f"tag: {tag}",
            f"name: {_scalar(locale.get_display_name(locale) or tag)}",
            f"direction: {'rtl' if locale.text_direction == 'rtl' else 'ltr'}",
            f"guide: CLDR {get_cldr_version()}",
        ],
        [
            f"plurals: [{', '.join(names)}] # the order of the catalogues' plural forms",
            *(_group("plural_rules", rules) or ["plural_rules: {}"]),
        ],
        [*_group("digits", digits_of(locale)), '#?  range: "{low} to {high}"'],
        [
            "scales:",
            '  gap: "\\u00a0"',
            '#?  link: " " # between scale word and unit',
            *_scales(scale_words_of(locale)),
        ],
        _units(units_of(locale)),
        _dates(dates_of(locale)),
        _group("lists", lists_of(locale)),
        *([f"#?{line}" for line in section_of(english, name)] for name in TO_FILL),
        [f"# {', '.join(OPTIONAL)}: see the files of English and French, if this language wants them"],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def section_of(text: str, name: str) -> list[str]:
    """The lines of one top-level entry of a YAML text."""
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if line.startswith(f"{name}:")), None)
    if start is None:
        return []
    end = next((at for at, line in enumerate(lines[start + 1 :], start + 1) if line[:1].strip()), len(lines))
    return [line for line in lines[start:end] if line.strip()]


def _scales(words: Sequence[Mapping[str, Any]]) -> list[str]:
    if not words:
        return ["#?  words:", "#?    - {power: 6, forms: {other: million}}"]
    return ["  words:", *(f"    - {_flow(word)}" for word in words)]


def _dates(group: Mapping[str, Any]) -> list[str]:
    known = _group("dates", {name: value for name, value in group.items() if value})
    return [*known, *(f'#?  {name}: "{{start}}–{{end}}"' for name, value in group.items() if not value)]


def _units(group: Mapping[str, Any]) -> list[str]:
    lines = _group("units", {name: value for name, value in group.items() if name != "currencies"})
    if "percent" not in group:
        lines.append('#?  percent: "%" # this language has the sign before the number')
    signs = [f"    {code}: {_flow(sign)}" for code, sign in group["currencies"].items()]
    return [*lines, "  currencies:", *signs]


def _group(name: str, group: Mapping[str, Any]) -> list[str]:
    return [f"{name}:", *_entries(group)] if group else []


def _entries(group: Mapping[str, Any]) -> Iterator[str]:
    for key, value in group.items():
        yield f"  {key}: {_flow(value)}"


def _flow(value: Any) -> str:
    """A value on one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value) if isinstance(value, int) else _scalar(str(value))


def _scalar(text: str) -> str:
    """The text as YAML, in quotes where it needs them, spaces that nobody sees in code."""
    if _PLAIN.match(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", escaped) + '"'
