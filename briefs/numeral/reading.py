"""Readings: the number words of a language, from `locale/<tag>/reading.yaml`."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from briefs.finding import BriefsError, Finding, Place, Stops
from briefs.numeral.neighbours import after_articles, after_day, joints, near_phones, scaling, telling
from briefs.numeral.plain_yaml import PlainLoader
from briefs.numeral.tokens import split_words

Phrase = tuple[str, ...]
Phrases = dict[
    str, tuple[tuple[Phrase, str], ...]
]  # first (or last) word -> phrases with what they mean, longest first

_NOTHING: Phrases = {}

# Languages whose numbers have a decimal point (CLDR 45); all others are read with a decimal comma.
_POINT = frozenset(
    [
        "en",
        "ja",
        "ko",
        "zh",
        "th",
        "he",
        "hi",
        "bn",
        "ta",
        "te",
        "mr",
        "gu",
        "ms",
        "fil",
        "sw",
        "ga",
        "cy",
        "mt",
        "am",
        "ur",
    ]
)


class WordLists(dict[str, frozenset[str]]):
    """The named lists of words; a list that a language lacks is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


class Reading(Struct, frozen=True, eq=False):  # one object a language: compared and hashed as such
    """How a language writes numbers; empty but for the decimal sign where nobody has described it yet."""

    language: str
    decimal: str
    described: bool = False  # whether number words are read
    numbers: dict[str, int] = field(default_factory=dict)
    compounds: dict[Phrase, int] = field(default_factory=dict)
    takes_teens: frozenset[int] = frozenset()
    multipliers: dict[str, Decimal] = field(default_factory=dict)
    bare_multipliers: frozenset[str] = frozenset()
    abbreviations: dict[str, Decimal] = field(default_factory=dict)
    collectives: dict[str, Decimal] = field(default_factory=dict)
    fractions: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    multiples: dict[str, Decimal] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    units: Phrases = field(default_factory=dict)
    idioms: Phrases = field(default_factory=dict)
    idiom_heads: frozenset[tuple[str, str]] = frozenset()
    multiple_phrases: Phrases = field(default_factory=dict)
    factors: Phrases = field(default_factory=dict)
    vague: frozenset[str] = frozenset()
    heads: Phrases = field(default_factory=dict)
    hedges_before: Phrases = field(default_factory=dict)
    hedges_after: Phrases = field(default_factory=dict)
    openers: dict[str, frozenset[str]] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    lists: WordLists = field(default_factory=WordLists)
    phrases: dict[str, Phrases] = field(default_factory=dict)
    after_articles: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    scaling: frozenset[str] = frozenset()
    unit_heads: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    clocks: frozenset[str] = frozenset()
    near_phones: frozenset[str] = frozenset()
    after_day: frozenset[str] = frozenset()

    def table(self, name: str) -> Phrases:
        """The named phrases by their first word."""
        return self.phrases.get(name, _NOTHING)

    def has(self, name: str, word: str) -> bool:
        """Whether the word is on the named list."""
        return word in self.lists[name]


def _phrases(table: dict[str, Any], *, by_last: bool = False) -> Phrases:
    """Phrases by their first (or last) word, the longest first; the table maps a meaning to its phrases."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for meaning, written in table.items():
        for text in written:
            phrase = split_words(str(text))
            found.setdefault(phrase[-1 if by_last else 0], []).append((phrase, meaning))
    for rows in found.values():
        if len(rows) > 1:
            rows.sort(key=lambda row: -len(row[0]))
    return {word: tuple(rows) for word, rows in found.items()}


def _tables(phrases: dict[str, Any]) -> dict[str, Phrases]:
    """Each named list of phrases by first word; what ties two numbers in one table, for one look at it."""
    found = {name: _phrases({name: texts}) for name, texts in phrases.items() if name != "age_groups"}
    found["joints"] = _phrases({name: phrases.get(name, ()) for name in ("ratio", "per")})
    found["age_groups"] = _phrases({"age": phrases.get("age_groups", ())}, by_last=True)
    return found


def _units(data: dict[str, Any]) -> Phrases:
    """Unit phrases with `kind:unit` as their meaning."""
    table = {f"{kind}:{unit}": words for kind, units in data.get("units", {}).items() for unit, words in units.items()}
    return _phrases(table)


def _decimals(table: dict[str, Any]) -> dict[str, Decimal]:
    return {word: Decimal(str(value)) for word, value in table.items()}


def _lists(data: dict[str, Any]) -> WordLists:
    return WordLists({name: frozenset(map(str, words)) for name, words in data.get("lists", {}).items()})


_VALUES = ("multipliers", "abbreviations", "collectives", "multiples")  # words with their value
_WORDS = ("takes_teens", "bare_multipliers", "vague", "links")


def _listed(data: dict[str, Any]) -> dict[str, Any]:
    values = {name: _decimals(data.get(name, {})) for name in _VALUES}
    return values | {name: frozenset(data.get(name, ())) for name in _WORDS}


def _build(data: dict[str, Any], language: str) -> Reading:
    """The reading that a file describes."""
    idioms = _phrases(data.get("idioms", {}))
    units, tables = _units(data), _tables(data.get("phrases", {}))
    factors = _phrases(data.get("factors", {}), by_last=True)
    return Reading(
        language=language,
        decimal=data["decimal"],
        described=bool(data.get("numbers")),
        numbers=data.get("numbers") or {},
        compounds={split_words(words): value for words, value in data.get("compounds", {}).items()},
        fractions=data.get("fractions", {}),
        ordinals=data.get("ordinals", {}),
        months=data.get("months", {}),
        units=units,
        idioms=idioms,
        idiom_heads=frozenset((p[0], p[1] if p[1:] else "") for rows in idioms.values() for p, _ in rows),
        multiple_phrases=_phrases(data.get("multiple_phrases", {})),
        factors=factors,
        heads=_phrases(data.get("heads", {})),
        hedges_before=_phrases(data.get("hedges_before", {}), by_last=True),
        hedges_after=_phrases(data.get("hedges_after", {})),
        openers={word: frozenset(words) for word, words in data.get("openers", {}).items()},
        lists=_lists(data),
        after_articles=after_articles(data),
        joints=joints(data),
        scaling=scaling(data),
        unit_heads=frozenset({*units, *data.get("links", ())}),
        telling=telling(data, age_groups=tables["age_groups"], factors=factors),
        clocks=frozenset({*tables.get("clock_sure", ()), *tables.get("clock_after", ())}),
        near_phones=near_phones(data),
        after_day=after_day(data),
        phrases=tables,
        **_listed(data),
    )


def _shared_folder() -> Path:
    """The locale folder of a checkout, or the one that the installed package carries."""
    checkout = Path(__file__).parents[2] / "locale"
    return checkout if checkout.is_dir() else Path(__file__).parents[1] / "shared" / "locale"


def _find_file(language: str, folder: Path | None) -> Path | None:
    """The reading of a language: its own tag first (`fr-CH`), then the plain language, the caller's folder first."""
    tag = language.replace("_", "-")
    for root in (folder, _shared_folder()):
        for name in (tag, tag.split("-")[0].lower()):
            if root is not None and (root / name / "reading.yaml").is_file():
                return root / name / "reading.yaml"
    return None


@lru_cache(maxsize=32)
def load_reading(language: str, folder: Path | None = None) -> Reading:
    """The reading of a language; without number words where no file describes it."""
    path = _find_file(language, folder)
    if path is None:
        base = language.replace("_", "-").split("-")[0].lower()
        return Reading(language, "." if base in _POINT else ",")
    key = str(path.resolve()), language
    if key not in _READ:
        _READ[key] = _read(path, language)
    return _READ[key]


def _read(path: Path, language: str) -> Reading:
    """The reading in a file; where it holds none, nothing that needs numbers can go on."""
    name = "/".join(path.parts[-3:])  # from the locale folder on
    try:
        return _build(yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader), language)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise _refused(place, f"it is not YAML: {error.problem or error.context}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise _refused(Place(name), f"it is not a text in UTF-8: {error}".splitlines()[0]) from error
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError, IndexError) as error:
        message = "it is not made as such a file is: a table of lists and tables of words"
        raise _refused(Place(name), message) from error


def _refused(place: Place, message: str) -> BriefsError:
    hint = "take another language's reading.yaml as a pattern; without the file, numbers are read in digits alone"
    return BriefsError(Finding("faulty-reading", message, place, hint, stops=Stops.RUN))


Readings = dict[tuple[str, str], Reading]  # by file and language
_READ: Readings = {}  # each file once, by whatever folder it was found


def told_readings() -> Readings:
    """The readings that were loaded here, for another process."""
    return dict(_READ)


def adopt_readings(told: Readings) -> None:
    """Take the readings that another process loaded; those that are known are kept, as they are compared as objects."""
    _READ.update({key: reading for key, reading in told.items() if key not in _READ})
