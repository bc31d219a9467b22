"""Names in references: authors short for notes, spelled out with their short name where they are introduced."""

from __future__ import annotations

from briefs.evidence import Name, Source
from briefs.language import Language, join_words

MANY = 3  # authors named in full; of more, the first


def short_names(source: Source, language: Language) -> str:
    """The authors by family name or by the short name of the institution; of more than two, the first."""
    names = [short or _bare(name) for name, short in _pairs(source)]
    return f"{names[0]} {language.words['and_others']}" if len(names) > 2 else join_words(names, language)


def spelled_names(source: Source, language: Language, introduced: set[str]) -> str:
    """The authors in full, an institution with its short name; by that name alone once it is introduced."""
    names = [_introduced(name, short, introduced) or _spelled(name) for name, short in _pairs(source)]
    return f"{names[0]} {language.words['and_others']}" if len(names) > MANY else join_words(names, language)


def listed_names(source: Source, language: Language, introduced: set[str]) -> str:
    """The same for a list, which goes by family names."""
    patterns = [language.references["name_first"], *[language.references["name_next"]] * len(source.author)]
    names = [
        _introduced(name, short, introduced) or _listed(name, pattern)
        for (name, short), pattern in zip(_pairs(source), patterns, strict=False)
    ]
    if "," in names[0] and (len(names) == 2 or len(names) > MANY):
        names[0] += ","  # “Doe, Jane, and Richard Roe”: the name turned round is closed before “and”
    return join_words(names, language) if len(names) <= MANY else f"{names[0]} {language.words['and_others']}"


def _pairs(source: Source) -> list[tuple[Name, str]]:
    """Each author with its short name, or with none."""
    shorts = source.short_author or ("",) * len(source.author)
    return list(zip(source.author, shorts, strict=False))


def _introduced(name: Name, short: str, introduced: set[str]) -> str:
    if not short or short == name.literal:
        return ""
    if short in introduced:
        return short
    introduced.add(short)
    return f"{_spelled(name)} ({short})"


def _bare(name: Name) -> str:
    return name.literal or name.family or name.given or ""


def _spelled(name: Name) -> str:
    return name.literal or "\u00a0".join(part for part in (name.given, name.family) if part)


def _listed(name: Name, pattern: str) -> str:
    if name.literal or not (name.family and name.given):
        return _bare(name)
    return pattern.format(family=name.family, given=name.given)
