"""The evidence as frozen records: sources, units, facts, fact sheets; and `Printed`, what a document prints of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct, field

from briefs.finding import Place

Qualifier = Literal[
    "exact", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "range"
]  # fmt: skip
Status = Literal[
    "established", "preliminary", "not_final", "testimony", "filing", "forecast", "position", "law", "past_law"
]  # fmt: skip
Use = Literal["cite", "cite_with_reserve", "refute_only", "do_not_cite"]
Shown = Literal["text", "note", "method"]
Confidence = Literal["read", "second_hand", "seed"]
Supersession = Literal["revision", "law_change", "fuller_period", "newer_period"]
UnitKind = Literal["count", "percent", "points", "money", "duration", "ratio", "measure"]
Tier = Literal["law", "official", "primary", "research", "ngo", "company", "press", "aggregator"]


class Date(Struct, frozen=True, order=True):
    """A date as far as it is known: a year, a month of a year, or a day (ISO 8601 reduced precision)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class Period(Struct, frozen=True):
    """An interval of dates, both ends included (ISO 8601 start/end)."""

    start: Date
    end: Date


class Locator(Struct, frozen=True):
    """Where in the source: a CSL locator term (article, page, table, paragraph…) or `heading`, and its value."""

    label: str
    value: str


class Name(Struct, frozen=True):
    """A person (family, given) or an institution (literal), as in CSL."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


class Source(Struct, frozen=True):
    """A citable work: the fields of its CSL item that we print, and the whole item under `csl`."""

    id: str
    type: str  # a CSL type: report, webpage, legislation, article-newspaper…
    title: str
    at: Place
    language: str = "en"  # BCP 47, of title and text
    author: tuple[Name, ...] = ()
    issued: Date | None = None
    accessed: Date | None = None  # printed only where recorded
    publisher: str | None = None
    publisher_place: str | None = None
    container_title: str | None = None
    url: str | None = None
    doi: str | None = None
    number: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    genre: str | None = None
    version: str | None = None
    title_short: str | None = None
    short_author: tuple[str, ...] = ()  # custom.short_author: of each author, the name by which notes call it
    tier: str | None = None  # custom.tier: what kind of source it is
    read_at: str | None = None  # custom.read_at: where it was really read
    articles: tuple[str, ...] = ()  # custom.articles: of a law, what was read
    names: Mapping[str, str] = field(default_factory=dict)  # custom.title_<language>: the usual name in a language
    csl: Mapping[str, Any] = field(default_factory=dict)


class Unit(Struct, frozen=True):
    """What a number counts: its kind and its words (gettext messages of data.po)."""

    id: str
    kind: UnitKind
    one: str
    other: str
    language: str
    at: Place
    currency: str | None = None  # ISO 4217, for kind money


class Checked(Struct, frozen=True):
    """Who checked a fact against its source, and when."""

    by: str
    on: Date


class Fact(Struct, frozen=True):
    """A sourced value. Its strings are in the language of its sheet and are messages of data.po."""

    id: str
    at: Place
    language: str
    statement: str  # what is counted; no numeral
    source: str
    locator: Locator
    unit: str | None = None
    value: Decimal | None = None  # exact; percent as 59; computed where derived
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = Decimal(1)  # unit of the last digit the source prints (0.1 million: 100000)
    derived_from: str | None = None  # + - * / and brackets over fact ids
    inputs: tuple[str, ...] = ()  # the ids in it, in order
    as_printed: str | None = None
    as_printed_language: str | None = None
    qualifier: Qualifier = "exact"
    base: str | None = None
    place: str | None = None
    period: Period | None = None
    as_of: Date | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None
    attributed_to: str | None = None  # id of a source, or a name
    via: str | None = None
    also_in: tuple[str, ...] = ()
    status: Status = "established"
    use: Use = "cite"
    reserve: str | None = None  # {fact-id} stands for that fact's figure
    shown: Shown = "note"
    remark: str | None = None  # internal, never printed
    conflicts_with: tuple[str, ...] = ()
    confusable_with: tuple[str, ...] = ()
    superseded_by: str | None = None
    supersession: Supersession | None = None
    supersedes: tuple[str, ...] = ()
    right: str | None = None  # of a refute_only fact: the fact to print beside it
    confidence: Confidence = "read"
    checked: tuple[Checked, ...] = ()
    review_by: Date | None = None
    check_on_release: bool = False
    embargo: Date | None = None
    lines: Mapping[str, Place] = field(default_factory=dict)  # the place of each field's value in the sheet


class FactSheet(Struct, frozen=True):
    """A YAML file of facts on one topic."""

    id: str
    title: str
    language: str
    facts: tuple[str, ...]
    at: Place


class Evidence(Struct, frozen=True):
    """Everything in data/: by id."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    units: Mapping[str, Unit]
    sheets: tuple[FactSheet, ...] = ()
    organisation: Mapping[str, Any] = field(default_factory=dict)


class Span(Struct, frozen=True):
    """A set of numbers between two ends (None: unbounded); what a fact or a printed form denotes."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def lies_in(self, other: Span) -> bool:
        """Whether every number of this set is in the other."""
        below = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        above = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return below and above


def denoted_span(qualifier: Qualifier, value: Decimal, step: Decimal, high: Decimal | None = None) -> Span:
    """What a hedge and a number say together; step is the unit of the number's last digit."""
    match qualifier:
        case "exact":
            return Span(value, value)
        case "range":
            return Span(value, high)
        case "more_than":
            return Span(value, None, low_open=True)
        case "at_least":
            return Span(value, None)
        case "less_than":
            return Span(None, value, high_open=True)
        case "at_most":
            return Span(None, value)
        case "nearly":
            return Span(value - step / 2, value, high_open=True)
        case "just_over":
            return Span(value, value + step / 2, low_open=True)
        case "about":
            return Span(value - step, value + step)


def printed_span(
    qualifier: Qualifier, value: Decimal, step: Decimal, rounded: bool, high: Decimal | None = None
) -> Span:
    """The same for a printed form: unhedged, with decimals or a scale word (`rounded`), it stands for its rounding."""
    if qualifier == "exact" and rounded:
        return Span(value - step / 2, value + step / 2)
    return denoted_span(qualifier, value, step, high)


def fact_span(fact: Fact) -> Span | None:
    """What a fact denotes; None where it has no number."""
    if fact.qualifier == "range" and fact.low is not None:
        return Span(fact.low, fact.high)
    return None if fact.value is None else denoted_span(fact.qualifier, fact.value, fact.step)


PrintedKind = Literal[
    "figure",  # a fact as printed: must be bound to a note call or a source cell
    "misquote",  # a wrong figure in circulation, refuted: bound likewise
    "date", "period", "law", "count", "plain",  # numerals of a declared kind
    "label",  # the numeral of a list item, caption or heading
    "reference",  # the text of a reference, in a source cell or the list of sources
    "text",  # other text of the compiler's that may hold numerals (title block, draft marks, quotations)
]  # fmt: skip


class Printed(Struct, frozen=True):
    """One thing a document prints as numeral, in reading order: what the writer put in, what the auditor must find."""

    kind: PrintedKind
    text: str  # as it stands in the output, typography done
    section: str  # the heading above it, "" before the first
    part: str = "body"  # or note:<label>
    fact: str | None = None
    exact: str | None = None  # the value as exact decimals; "low..high" of a range
    hedge: Qualifier = "exact"
    unit: str | None = None  # unit id
    unit_kind: str | None = None
    precision: str | None = None  # step of the printed form, exact decimals
    source: str | None = None
    note: str | None = None  # label of the note that its call leads to; None where a source cell of the row vouches
    name: str | None = None  # bookmark in Word
    plain_kind: str | None = None
    sentence: str | None = None  # of a figure: the words around it, so that a rewritten sentence is told
    links: tuple[str, ...] = ()  # of a reference or a linked text: where its words lead
    at: Place | None = None  # in the template


class PrintedNote(Struct, frozen=True):
    """One note as printed: its label (Markdown), number, whole text, and the sources it resolves to."""

    label: str
    number: int
    text: str
    sources: tuple[str, ...]
    titles: tuple[str, ...]
    links: tuple[str, ...]


class PrintedLink(Struct, frozen=True):
    """Words of the running text that lead somewhere; those of references stand with them in `Printed.links`."""

    text: str
    url: str


class Record(Struct, frozen=True):
    """The printed record of one document in one language."""

    brief: str
    language: str
    printed: tuple[Printed, ...]
    notes: tuple[PrintedNote, ...]
    links: tuple[PrintedLink, ...] = ()
