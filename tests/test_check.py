"""The checks: each rule has a file of cases with hits and clean passes."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.check import EVIDENCE_CHECKS, Subject, TypedText, number_typed
from briefs.check.as_printed_disagrees import as_printed_disagrees
from briefs.check.languages_differ import languages_differ
from briefs.check.stale_fact import stale_fact
from briefs.document import Block, Cell, Declared, Document, Figure, Heading, Paragraph, Row, Table, Text
from briefs.evidence import Date, Evidence, Fact, Locator, Record, Source
from briefs.explain import explain_rule
from briefs.finding import Place

CASES = Path(__file__).parent / "cases"
AS_AT = Date(2025, 6, 1)
AT = Place("data/facts/x.yaml", 3)
LINE = re.compile(r"^- (\w\w): (.*)$", re.MULTILINE)


def typed_cases() -> list[tuple[str, str]]:
    return LINE.findall((CASES / "number-typed.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "marked"), typed_cases())
def test_number_typed(language: str, marked: str) -> None:
    wanted = re.findall(r"\[\[(.*?)\]\]", marked)
    text = marked.replace("[[", "").replace("]]", "")
    found = list(number_typed([TypedText("\n" + text, language, Place("a.po", 5, 9))]))
    assert len(found) == len(wanted)
    for finding, numeral in zip(found, wanted, strict=True):
        start = text.index(numeral)
        assert finding.place.line == 6
        assert finding.place.column is not None
        assert start < finding.place.column <= start + len(numeral)
        assert finding.hint
        assert finding.text == text.strip()


def fact(id: str = "rooms", **fields: object) -> Fact:
    known: dict[str, object] = {
        "value": Decimal(1340),
        "as_printed": "1,340",
        "lines": {"as_printed": Place("s.yaml", 8, 3)},
    }
    return Fact(id, AT, "en", "rooms", "atlas", Locator("page", "12"), **(known | fields))  # type: ignore[arg-type]


def evidence(*facts: Fact) -> Evidence:
    return Evidence({"atlas": Source("atlas", "report", "Atlas", AT)}, {fact.id: fact for fact in facts}, {})


@pytest.mark.parametrize(
    ("fields", "agrees"),
    [
        ({}, True),
        ({"as_printed": "some 1,340 rooms"}, True),
        ({"as_printed": "thirteen hundred and forty rooms"}, True),
        ({"as_printed": "7.3 million", "value": Decimal(7300000)}, True),
        ({"as_printed": "un tiers", "as_printed_language": "fr", "value": Decimal(33)}, False),
        ({"as_printed": "1,430"}, False),
        ({"as_printed": "73,3 millions", "as_printed_language": "fr", "value": Decimal(73200000)}, False),
        ({"as_printed": "many rooms"}, False),
        ({"as_printed": "between 5 and 10 rooms", "value": None, "low": Decimal(5), "high": Decimal(10)}, True),
        ({"as_printed": "between 5 and 10 rooms", "value": None, "low": Decimal(5), "high": Decimal(12)}, False),
    ],
)
def test_as_printed_disagrees(fields: dict[str, object], agrees: bool) -> None:
    found = list(as_printed_disagrees(evidence(fact(**fields))))
    assert not found if agrees else [(f.rule, f.place.line) for f in found] == [("as-printed-disagrees", 8)]
    assert as_printed_disagrees in EVIDENCE_CHECKS


def subject(known: Evidence, *blocks: Block, as_at: Date = AS_AT, language: str = "en") -> Subject:
    document = Document("x", language, "ltr", "T", "", {}, blocks)
    return Subject(document, Record("x", language, (), ()), known, as_at)


def figure(id: str = "rooms", line: int = 1, **fields: object) -> Figure:
    known: dict[str, object] = {"value": Decimal(1340)}
    return Figure(id, "", "1,340", "", " rooms", Place("t.md.j2", line), "atlas", **(known | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, None),
        ({"use": "do_not_cite"}, "must not be cited"),
        ({"embargo": Date(2025, 6, 2)}, "embargo"),
        ({"embargo": Date(2025, 6, 1)}, None),
        ({"superseded_by": "other", "supersession": "revision"}, "revised"),
        ({"superseded_by": "other", "supersession": "law_change", "status": "past_law"}, None),
        ({"superseded_by": "other", "supersession": "newer_period"}, None),
        ({"status": "law", "valid_to": Date(2025, 5, 31)}, "ended"),
        ({"status": "law", "valid_to": Date(2025, 6)}, None),
        ({"as_of": Date(2025, 6, 2)}, "after the day"),
        ({"as_of": Date(2025, 6, 1)}, None),
        ({"as_of": Date(2025, 6)}, None),
        ({"as_of": Date(2026)}, "after the day"),
        ({"as_of": Date(2026), "value": None}, None),  # an event to come
        ({"review_by": Date(2025, 5)}, "checked again"),
        ({"review_by": Date(2025, 6)}, None),
    ],
)
def test_stale_fact(fields: dict[str, object], words: str | None) -> None:
    known = evidence(fact(**fields))
    found = list(stale_fact(subject(known, Paragraph((figure(line=4),), AT))))
    assert [finding.place.line for finding in found] == ([4] if words else [])
    assert all(words and words in finding.message for finding in found)


def test_languages_that_say_the_same() -> None:
    known = evidence(fact())
    date = Declared("date", "7 May", Place("t.md.j2", 2))
    table = Table(Row((Cell((Text("A"),), AT),), AT), (Row((Cell((figure(),), AT),), AT),), ("",), AT)
    blocks = (Heading(2, (Text("H"),), AT), Paragraph((figure(), Text(" on "), date), AT), table)
    ours = subject(known, *blocks)
    theirs = subject(known, Heading(2, (Text("T"),), AT), *blocks[1:], language="fr")
    assert list(languages_differ((ours, theirs))) == []


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((Heading(2, (Text("H"),), AT), Paragraph((Text("nothing"),), AT)), "figure rooms"),
        ((Heading(2, (Text("H"),), AT), Paragraph((figure(), figure()), AT)), "figure rooms"),
        ((Heading(2, (Text("H"),), AT), Paragraph((figure("visits"),), AT)), "figure visits"),
        ((Heading(2, (Text("H"),), AT), Paragraph((figure(qualifier="about"),), AT)), "about"),
        ((Heading(2, (Text("H"),), AT), Paragraph((figure(value=Decimal(1300)),), AT)), "1300"),
        ((Heading(2, (Text("H"),), AT),), "nothing"),
        ((Paragraph((figure(),), AT), Heading(2, (Text("H"),), AT)), "a heading"),
    ],
)
def test_languages_differ(blocks: tuple[Block, ...], words: str) -> None:
    known = evidence(fact())
    ours = subject(known, Heading(2, (Text("H"),), AT), Paragraph((figure(),), AT))
    found = list(languages_differ((ours, replace(subject(known, *blocks), as_at=ours.as_at))))
    assert found
    assert any(words in finding.message for finding in found)
    assert {finding.rule for finding in found} == {"languages-differ"}


def rules_in_code() -> set[str]:
    """Every rule that some stage can print: the first argument of Finding, by the syntax tree."""
    found = set()
    for file in (Path(__file__).parents[1] / "briefs").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            if getattr(node.func, "id", getattr(node.func, "attr", "")) in ("Finding", "fault", "find"):
                found.add(str(node.args[0].value))
    return {rule for rule in found if re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", rule)}


def test_every_rule_is_explained() -> None:
    assert rules_in_code()
    assert sorted(rule for rule in rules_in_code() if explain_rule(rule) is None) == []
