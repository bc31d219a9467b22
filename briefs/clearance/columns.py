"""The columns of the spreadsheet: one thing each, so that it can be sorted and filtered."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from briefs.clearance.labels import (
    told_checks,
    told_confidence,
    told_doubts,
    told_kind,
    told_reserve,
    told_status,
    told_sums,
    told_verdict,
)
from briefs.clearance.row import FactView, Row
from briefs.language import Language

TO_SIGN = ("role", "name", "date", "sign_remark")
Value = Callable[[Row, Language], object]


class Column(Struct, frozen=True):
    """One column: the key of its head, its width in letters, and what stands in it."""

    key: str
    width: int
    value: Value


def _of_fact(tell: Callable[[FactView, Language], object]) -> Value:
    return lambda row, language: tell(row.fact, language) if row.fact else None


def _of_sources(name: str) -> Value:
    """A field of each source of a row, one a line; of a derived figure, each behind its input."""

    def tell(row: Row, language: Language) -> str:
        values = [(one.input, getattr(one, name)) for one in row.sources]
        if len(values) == 1 or len({value for _, value in values}) == 1:
            return values[0][1] if values else ""
        return "\n".join(f"{given}: {value}" if given else value for given, value in values if value)

    return tell


COLUMNS = (
    Column("number", 5, lambda row, _: row.number),
    Column("printed", 18, lambda row, _: row.printed),
    Column("doubts", 28, lambda row, language: "\n".join(told_doubts(row, language))),
    Column("kind", 11, told_kind),
    Column("section", 16, lambda row, _: row.section),
    Column("sentence", 40, lambda row, _: row.sentence),
    Column("note", 6, lambda row, _: int(row.note) if row.note.isdecimal() else row.note),
    Column("value", 15, _of_fact(lambda fact, _: fact.value)),
    Column("high", 11, _of_fact(lambda fact, _: fact.high)),
    Column("unit", 12, _of_fact(lambda fact, _: fact.unit)),
    Column("statement", 28, _of_fact(lambda fact, _: fact.statement)),
    Column("period", 16, _of_fact(lambda fact, _: fact.period)),
    Column("place", 14, _of_fact(lambda fact, _: fact.place)),
    Column("base", 18, _of_fact(lambda fact, _: fact.base)),
    Column("attributed_to", 16, _of_fact(lambda fact, _: fact.attributed_to)),
    Column("status", 11, _of_fact(told_status)),
    Column("arithmetic", 28, _of_fact(lambda fact, language: "\n".join(told_sums(fact, language)))),
    Column("source", 40, _of_sources("text")),
    Column("address", 24, _of_sources("url")),
    Column("locator", 16, _of_sources("locator")),
    Column("as_printed", 24, _of_sources("as_printed")),
    Column("via", 24, _of_sources("via")),
    Column("reserve", 28, _of_fact(told_reserve)),
    Column("remark", 28, _of_fact(lambda fact, _: fact.remark)),
    Column("conflicts", 18, _of_fact(lambda fact, _: "\n".join(fact.conflicts))),
    Column("confidence", 12, _of_fact(told_confidence)),
    Column("checks", 20, _of_fact(lambda fact, language: "\n".join(told_checks(fact, language)))),
    Column("checked_on", 11, _of_fact(lambda fact, _: max((on for _, on in fact.checks), default=None, key=str))),
    Column("review_by", 11, _of_fact(lambda fact, _: fact.review_by)),
    Column("verdict", 18, told_verdict),
    Column("fact", 24, _of_fact(lambda fact, _: fact.id)),
    *(Column(key, 16, lambda _, __: None) for key in TO_SIGN),
)
