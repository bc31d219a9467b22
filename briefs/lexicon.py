"""Lexicon: what the checks look for in one language, from `locale/<tag>/checks.yaml`; and how such words are found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from msgspec import Struct, field

from briefs.finding import Finding, Place, Stops
from briefs.yaml_source import parse_yaml

FILE = "checks.yaml"
TABLES = ("statuses", "sections", "places")
LISTS = ("accusations", "share_of", "empty", "prefixes", "endings")
_SIGNS = tuple(zip("’ʼ‘\u00a0\u202f\u2009\u2011", "'''   -", strict=True))


class Lexicon(Struct, frozen=True):
    """The word lists of one language; empty where nobody has written them yet."""

    language: str
    statuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # status of a fact: the words that say so
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # key_figures, method: their headings
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a place's name: the words that tell it
    accusations: tuple[str, ...] = ()
    share_of: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()  # what is written together with a word: an article, “and”
    endings: tuple[str, ...] = ()

    @property
    def affixes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What may be taken off a word at either end before it is compared with another."""
        return self.prefixes, self.endings

    @property
    def written(self) -> bool:
        """Whether anybody has written lists for this language."""
        return bool(self.statuses or self.sections or self.places or self.empty)

    def heads(self, section: str, name: str) -> bool:
        """Whether a heading is the one of that section, numbers and marks aside."""
        return level(section).strip(" .0123456789:") in {level(known) for known in self.sections.get(name, ())}


def read_lexicon(data: bytes, tag: str, path: str) -> tuple[Lexicon, tuple[Finding, ...]]:
    """The word lists of a language's checks.yaml, and what is wrong with the file."""
    value, places, faults = parse_yaml(data, path)
    findings = list(faults)
    if not isinstance(value, Mapping):
        return Lexicon(tag), tuple(findings)
    known = (*TABLES, *LISTS)
    for key in value:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(known)}"
            findings.append(Finding("unknown-field", f"unknown list “{key}”", places[(key,)], hint, stops=Stops.RUN))
    tables = {name: _table(value.get(name), places, (name,), findings) for name in TABLES}
    lists = {name: _words(value.get(name), places, (name,), findings) for name in LISTS}
    return Lexicon(tag, **tables, **lists), tuple(findings)  # type: ignore[arg-type]  # each by its field's name


def _table(
    value: object, places: Mapping[tuple[str | int, ...], Place], way: tuple[str, ...], findings: list[Finding]
) -> dict[str, tuple[str, ...]]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        findings.append(_wrong(places[way], "a table of lists"))
        return {}
    return {key: _words(words, places, (*way, key), findings) for key, words in value.items()}


def _words(
    value: object, places: Mapping[tuple[str | int, ...], Place], way: tuple[str, ...], findings: list[Finding]
) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        findings.append(_wrong(places[way], "a list of words"))
        return ()
    return tuple(value)


def _wrong(place: Place, wanted: str) -> Finding:
    return Finding("wrong-kind", f"here stands {wanted}", place, "write it as [one, two, three]", stops=Stops.RUN)


_START = r"(?<!\w)"


@lru_cache(maxsize=4096)
def level(text: str) -> str:
    """The text as words are compared: small letters, straight apostrophes, plain spaces; as long as before."""
    small = text.lower()
    if len(small) != len(text) or "Σ" in text:  # “İ” gets longer, and “Σ” looks at its neighbours
        small = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    for sign, plain in () if small.isascii() else _SIGNS:
        small = small.replace(sign, plain)
    return small


@lru_cache(maxsize=2048)
def pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the forms as whole words in a levelled text; * stands for any ending, nothing matches no form."""
    parts = [_form(form) for form in sorted(forms, key=len, reverse=True)]
    inside = [part.removeprefix(_START) for part in parts if part.startswith(_START)]
    if len(inside) == len(parts) > 1:  # asked once for all: the search takes a fraction of the time
        return re.compile(f"{_START}(?:{'|'.join(inside)})")
    return re.compile("|".join(parts) if parts else r"(?!)")


def stretches(form: str) -> tuple[str, ...]:
    """What every text with this form holds, levelled: the form's words, the longest first."""
    return tuple(sorted(level(form).replace("*", " ").split(), key=len, reverse=True))


def _form(form: str) -> str:
    words = re.escape(level(form)).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
    start = _START if words[:1].isalnum() else ""
    end = r"(?!\w)" if words[-1:].isalnum() else ""
    return f"{start}{words}{end}"


def holds(text: str, forms: Iterable[str]) -> bool:
    """Whether a text holds one of the forms."""
    return pattern(tuple(forms)).search(level(text)) is not None
