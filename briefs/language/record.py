"""A language as data: how one language and house style prints figures, dates, references, lists and spaces."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, field

from briefs.evidence import Unit

Direction = Literal["ltr", "rtl"]


class Digits(Struct, frozen=True):
    """How a number in digits looks."""

    decimal: str
    group: str  # between groups of three
    range: str  # "{low} to {high}"
    digits: str = "0123456789"
    minus: str = "−"
    group_from: int = 4  # the fewest digits before the decimal sign that are grouped


class Scale(Struct, frozen=True):
    """A scale word: its power of ten and its forms by the CLDR category of the number before it."""

    power: int
    forms: Mapping[str, str]


class Scales(Struct, frozen=True):
    """When and how scale words are printed."""

    words: tuple[Scale, ...]
    gap: str  # between number and scale word
    link: str  # between scale word and unit: " ", " de "
    decimals: int = 2  # the most decimals before a scale word
    money: Literal["sign", "words"] = "sign"  # "€4.2 million" or «4,2 millions d’euros»


class Sign(Struct, frozen=True):
    """A currency's sign or code, and where it stands."""

    sign: str
    first: bool
    gap: str = ""


class UnitRules(Struct, frozen=True):
    """How a unit joins its number."""

    gap: str
    percent: str  # with its space
    currencies: Mapping[str, Sign] = field(default_factory=dict)  # by ISO 4217 code; others print the unit's words


class Cardinals(Struct, frozen=True):
    """Numbers in words, as they stand before a noun; a number without a word here is printed in digits."""

    words: Mapping[int, str] = field(default_factory=dict)
    feminine: Mapping[int, str] = field(default_factory=dict)  # where they differ before a feminine noun
    alone: Mapping[int, str] = field(default_factory=dict)  # where they differ without a noun
    genders: Mapping[str, str] = field(default_factory=dict)  # noun: m or f, for the numbers that agree
    count_to: int = 0  # how far a count of list items is in words
    auto_to: Mapping[str, int] = field(default_factory=dict)  # by kind of unit: how far style auto is in words
    auto_from: int = 2  # a one in words reads as an article: no reader of figures finds it again


class Dates(Struct, frozen=True):
    """Dates and periods as patterns of {day}, {month}, {year}, {start}, {end}."""

    months: tuple[str, ...]
    long: str
    month: str
    years: str  # several years
    same_year: str  # months of one year: {start}, {end}, {year}
    same_month: str  # days of one month: {start}, {end}, {month}, {year}
    between: str  # any two dates: {start}, {end}
    between_days: str  # two days of one year, {start} without its year
    day_month: str  # that start
    first: str = "1"  # the first day of a month
    year: str = "{year}"
    running: str = ""  # months of one year as a sentence says them: «de janvier à juin 2025»; empty: as same_year


class LocatorForm(Struct, frozen=True):
    """A kind of place in a source: patterns of {value}, or {quoted} for the value in quotation marks."""

    long: str
    short: str
    several: str = ""  # short, where the value is a range or a list; empty: as short
    named: str = ""  # where the value has no digit, as a table known by its title; empty: as long


class Lists(Struct, frozen=True):
    """How items are joined; `euphonic` maps a regular expression on the next item to the word that replaces `last`."""

    middle: str
    last: str
    euphonic: Mapping[str, str] = field(default_factory=dict)


class Elision(Struct, frozen=True):
    """Which words lose their vowel before a vowel, and before which words they keep it."""

    words: Mapping[str, str] = field(default_factory=dict)  # de: d’
    vowels: str = ""  # first letters without accents
    kept_before: tuple[str, ...] = ()  # words that count as beginning with a consonant
    kept_before_stems: tuple[str, ...] = ()  # the same, for all words that begin so


class Typography(Struct, frozen=True):
    """Spaces, quotation marks and apostrophes of running text."""

    quotes: tuple[str, ...]  # opening, closing, with their inner spaces
    inner_quotes: tuple[str, ...]
    apostrophe: str = "’"
    ellipsis: str = "…"
    marks: Mapping[str, str] = field(default_factory=dict)  # marks that another script writes otherwise: "," "،"
    space_before: Mapping[str, str] = field(default_factory=dict)  # mark: the space before it, "" for none
    space_after: Mapping[str, str] = field(default_factory=dict)
    glued: tuple[str, ...] = ()  # words kept with what follows: n°, M., art.
    glue: str = "\u00a0"
    capital_after_colon: bool = False  # whether a sentence begins with a capital behind a colon; a name always does


class Calls(Struct, frozen=True):
    """Where a note call stands, and how references shorten."""

    before_stop: bool
    open: str = "("  # around a call that may not be raised
    close: str = ")"
    later: Literal["short", "full"] = "short"  # a source's second note


class Language(Struct, frozen=True, eq=False):  # one object for a language: compared and hashed as such
    """One language in one house style."""

    tag: str
    name: str  # in the language itself
    direction: Direction
    plurals: tuple[str, ...]  # CLDR categories in the order of the gettext plural forms
    plural_rules: Mapping[str, str]  # CLDR rules of all but "other"
    words: Mapping[str, str]  # program texts printed into documents
    digits: Digits
    scales: Scales
    units: UnitRules
    hedges: Mapping[str, Mapping[str, str]]  # qualifier: default, or by kind of unit, or by a name writers ask for
    dates: Dates
    locators: Mapping[str, LocatorForm]
    lists: Lists
    typography: Typography
    calls: Calls
    cardinals: Cardinals = field(default_factory=Cardinals)
    elision: Elision = field(default_factory=Elision)
    law: Mapping[str, str] = field(default_factory=dict)  # parts of an article: article, paragraph, point
    notes: Mapping[str, Any] = field(default_factory=dict)  # what the note stage alone reads
    abbreviations: tuple[str, ...] = ()  # words whose full stop does not end a sentence
    sentences: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # word lists of the sentence finder
    references: Mapping[str, str] = field(default_factory=dict)  # words and patterns of notes and references
    clearance: Mapping[str, str] = field(default_factory=dict)  # words of the dossier for fact-checkers and lawyers
    style: str | None = None
    guide: str = ""  # where the rules are from


class UnitWords(Struct, frozen=True):
    """A unit with its words in one language, in the order of the language's plural forms."""

    unit: Unit
    forms: tuple[str, ...]
    gender: str = ""  # m or f, where the catalogue says so


def power_of_ten(exponent: int) -> Decimal:
    """1 followed by so many noughts."""
    return Decimal(1).scaleb(exponent)
