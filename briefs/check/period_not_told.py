"""A figure without its time.

What it finds: a figure whose period or date stands neither in its sentence, paragraph or row, nor in the column heads,
the caption or the heading. Part of a year must be told as such: “2022” does not tell nine months of it.
Why it matters: a count without its period can't be checked, and is compared with the wrong one.
Example: `Facebook acted on 73.3 million items.`
What to do: print `period(fact)` or `date(fact)` beside the figure.
The year in which a source was published is no period, so notes do not count. Law in force is told by the date of the
brief's figures; law of the past must tell when it ended or began. A derived figure is told by the times of its inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.check.scene import Scene, scenes_of
from briefs.check.subject import Subject
from briefs.document import Declared
from briefs.evidence import Date, Evidence, Fact, Period
from briefs.finding import Finding

RULE = "period-not-told"


def period_not_told(subject: Subject) -> Iterator[Finding]:
    """Every figure whose time a reader is not told."""
    for scene in scenes_of(subject):
        if scene.figure.misquote or scene.fact.status == "law" or _is_told(scene.fact, scene, subject.evidence):
            continue
        field = "period" if scene.fact.period else "date"
        message = f"“{scene.figure.text}” does not say of what time it is ({_time(scene.fact)})"
        hint = f'print {field}("{scene.fact.id}") in its sentence, or in its row'
        yield Finding(RULE, message, scene.figure.at, hint, text=scene.figure.text)


def _is_told(fact: Fact, scene: Scene, evidence: Evidence) -> bool:
    span = _span(fact)
    if span is None or any(_same(node, fact, span, evidence) for node in scene.declared):
        return True
    said = " ".join(node.text for node in scene.declared if node.kind in ("date", "period"))
    years = set(re.findall(r"\d{4}", said))
    if _is_whole(span) or span.start == span.end:
        return str(span.end.year) in years and (span.start == span.end or _says_year(scene, span.end.year))
    if fact.inputs and all(_is_told(evidence.facts[name], scene, evidence) for name in fact.inputs):
        return True
    dated = [node.text for node in scene.declared if node.kind in ("date", "period") and not node.text.isdecimal()]
    ends = {str(span.start.year), str(span.end.year)}
    return len(dated) > 1 and ends <= set(re.findall(r"\d{4}", " ".join(dated)))


def _span(fact: Fact) -> Period | None:
    if fact.period:
        return fact.period
    date = fact.as_of or fact.valid_to or fact.valid_from
    return Period(date, date) if date else None


def _same(node: Declared, fact: Fact, span: Period, evidence: Evidence) -> bool:
    """Whether a printed date or period is this fact's own, or that of a fact of the same time."""
    if node.kind not in ("date", "period") or node.fact is None:
        return False
    return node.fact == fact.id or _span(evidence.facts[node.fact]) == span


def _is_whole(span: Period) -> bool:
    """Whether it is all of one year or several."""
    return _first(span.start) == (1, 1) and _last(span.end) == (12, 31)


def _first(date: Date) -> tuple[int, int]:
    return date.month or 1, date.day or 1


def _last(date: Date) -> tuple[int, int]:
    return date.month or 12, date.day or 31


def _says_year(scene: Scene, year: int) -> bool:
    """Whether a year is told by itself, not as part of a shorter time."""
    return any(node.text == str(year) for node in scene.declared)


def _time(fact: Fact) -> str:
    span = _span(fact)
    return "" if span is None else str(span.start) if span.start == span.end else f"{span.start} to {span.end}"
