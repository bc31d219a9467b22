"""Reads language.yaml and a house style from a locale folder, and says in plain words what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.plural import PluralRule, RuleError
from msgspec import Struct
from msgspec.structs import replace

from briefs.evidence import Qualifier
from briefs.finding import Finding, Place, Stops
from briefs.language.program import with_program_words
from briefs.language.record import Language
from briefs.language.shape import Entry, Faults, make_record, overlay_entry, read_entry
from briefs.yaml_source import read_yaml

HEDGES: tuple[Qualifier, ...] = ("about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most")
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
Loaded = tuple[Language | None, tuple[Finding, ...]]


def load_language(tag: str, folders: Sequence[Path], style: str | None = None) -> Loaded:
    """The language in the house style asked for; the first folder that has `<tag>/language.yaml` is read."""
    path = _first(folders, tag, "language.yaml")
    if path is None:
        return None, (_missing(tag, folders, "language.yaml", "how it is printed"),)
    faults = Faults()
    entry = _read(path, faults)
    missing: list[Finding] = []
    if entry is not None:
        entry, missing = with_program_words(entry, tag, folders)
    if style is not None:
        entry = _overlaid(entry, _first(folders, tag, f"style-{style}.yaml"), tag, style, folders, faults)
    language = make_record(Language, entry, faults) if entry else None
    if language is None or faults.findings:
        return None, (*faults.findings, *missing)
    found = tuple(_contradictions(language, Place(_name(path), 1, 1)))
    return (None, (*found, *missing)) if found else (replace(language, style=style), tuple(missing))


def _first(folders: Sequence[Path], tag: str, name: str) -> Path | None:
    return next((path for folder in folders if (path := folder / tag / name).is_file()), None)


def _missing(tag: str, folders: Sequence[Path], name: str, what: str) -> Finding:
    known = sorted({path.parent.name for folder in folders for path in folder.glob("*/language.yaml")})
    hint = f"add locale/{tag}/{name}, or use one of: {', '.join(known)}"
    message = f"no file says {what}: {tag}/{name} is in none of the locale folders"
    return Finding("unknown-language", message, Place(f"locale/{tag}/{name}"), hint, stops=Stops.RUN)


def _overlaid(
    entry: Entry | None, path: Path | None, tag: str, style: str, folders: Sequence[Path], faults: Faults
) -> Entry | None:
    if path is None:
        names = {found.stem[6:] for folder in folders for found in folder.glob(f"{tag}/style-*.yaml")}
        hint = f"the house styles of {tag}: {', '.join(sorted(names)) or 'none'}"
        place = Place(f"locale/{tag}/style-{style}.yaml")
        message = f"there is no house style “{style}” for {tag}"
        faults.findings.append(Finding("unknown-style", message, place, hint, stops=Stops.RUN))
        return None
    over = _read(path, faults)
    return overlay_entry(entry, over) if entry and over else None


def _read(path: Path, faults: Faults) -> Entry | None:
    name = _name(path)
    value, findings = read_yaml(path.read_bytes(), name)
    faults.findings.extend(findings)
    if value is None and not findings:
        faults.say("the file is empty", Place(name, 1, 1), "take another language's file as a pattern")
    return None if value is None else read_entry(value, Place(name, 1, 1))


def _name(path: Path) -> str:
    """The file as findings name it: from the project's root on."""
    return f"locale/{path.parent.name}/{path.name}"


class _Rule(Struct, frozen=True):
    broken: bool
    message: str
    hint: str


def _contradictions(language: Language, place: Place) -> Iterator[Finding]:
    """What no single entry shows: categories without rule, hedges without words, months that are not twelve."""
    for rule in _rules(language):
        if rule.broken:
            yield Finding("faulty-language-file", rule.message, place, rule.hint, stops=Stops.RUN)


def _rules(language: Language) -> Iterator[_Rule]:
    unknown = [name for name in language.plurals if name not in CATEGORIES]
    unruled = [name for name in language.plurals if name != "other" and name not in language.plural_rules]
    unhedged = [name for name in HEDGES if "default" not in language.hedges.get(name, {})]
    yield _Rule(bool(unknown), f"unknown plural categories: {', '.join(unknown)}", f"use {', '.join(CATEGORIES)}")
    yield _Rule("other" not in language.plurals, "plurals has no “other”", "every language has the category other")
    yield _Rule(bool(unruled), f"no plural rule for {', '.join(unruled)}", "copy the rule from CLDR")
    yield _Rule(not _rules_read(language), "a plural rule can't be read", "write it as CLDR does: i = 0,1 and v = 0")
    yield _Rule(bool(unhedged), f"no words for the hedges {', '.join(unhedged)}", "give each a “default”")
    yield _Rule(len(language.dates.months) != 12, "there are not twelve months", "list them from January on")
    yield _Rule(len(language.digits.digits) != 10, "there are not ten digits", "list them from nought to nine")
    yield _Rule(not language.law, "“law” is missing: how places in an article are named", "see English’s file")
    yield _Rule(not language.references, "“references” is missing: the words of notes", "see English’s file")
    scaleless = any("other" not in scale.forms for scale in language.scales.words)
    yield _Rule(scaleless, "a scale word has no form “other”", "give each scale word the form other")
    pairs = (language.typography.quotes, language.typography.inner_quotes)
    yield _Rule(any(len(pair) != 2 for pair in pairs), "quotation marks come in pairs", "list both")


def _rules_read(language: Language) -> bool:
    try:
        PluralRule(dict(language.plural_rules))
    except (RuleError, ValueError):
        return False
    return True
