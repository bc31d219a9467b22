"""Sentences, binding, and what the evidence says of a figure: verified only for the right value, unit, hedge and source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefs.audit import audit_file
from briefs.audit.sentence import sentences
from briefs.evidence import Evidence, Fact, Locator, Printed, Qualifier, Record, Source, Unit
from briefs.finding import Place

AT = Place("data/facts/wells.yaml", 1, 1)
TITLE = "Census of Village Wells"
URL = "https://example.org/wells"
NOTE = f"\n\n[^a]: Wells Office, *{TITLE}*, 2024, <{URL}>.\n"


def fact(name: str, value: str, unit: str, qualifier: Qualifier = "exact", step: str = "1") -> Fact:
    return Fact(
        name,
        AT,
        "en",
        name,
        "census",
        Locator("table", "1"),
        unit,
        Decimal(value),
        step=Decimal(step),
        qualifier=qualifier,
    )


EVIDENCE = Evidence(
    {
        "census": Source("census", "report", TITLE, AT, url=URL),
        "survey": Source("survey", "report", "Survey of Village Pumps", AT),
    },
    {
        one.id: one
        for one in (
            fact("wells", "73312", "well"),
            fact("dry", "41", "percent"),
            fact("many", "800", "well", "more_than"),
            fact("cost", "420", "euro"),
        )
    },
    {
        "well": Unit("well", "count", "well", "wells", "en", AT),
        "percent": Unit("percent", "percent", "%", "%", "en", AT),
        "euro": Unit("euro", "money", "euro", "euros", "en", AT, "EUR"),
    },
)
VERDICTS = [
    ("We counted 73,312 wells.[^a]", "verified", "wells"),
    ("We counted 73.3 thousand wells.[^a]", "verified", "wells"),
    ("We counted about 73,000 wells.[^a]", "verified", "wells"),
    ("We counted more than 73,000 wells.[^a]", "verified", "wells"),
    ("We counted less than 73,000 wells.[^a]", "cited", None),
    ("We counted 73,313 wells.[^a]", "cited", None),
    ("We counted 73.4 thousand wells.[^a]", "cited", None),
    ("41% were dry.[^a]", "verified", "dry"),
    ("We counted 41 wells.[^a]", "cited", None),
    ("We counted €73,312.[^a]", "cited", None),
    ("One costs €420.[^a]", "verified", "cost"),
    ("More than 800 wells failed.[^a]", "verified", "many"),
    ("More than 12 wells failed.[^a]", "cited", None),
    ("We counted 73,000 wells.[^a]", "cited", None),
    ("Exactly 800 wells failed.[^a]", "cited", None),
    ("We counted 73,312 wells.", "uncited", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "name"), VERDICTS)
def test_the_evidence_decides(text: str, status: str, name: str | None) -> None:
    report, findings = audit_file((text + NOTE).encode(), "x.md", language="en", evidence=EVIDENCE)
    (figure,) = [figure for figure in report.figures if figure.status != "exempt"]
    assert (figure.status, figure.fact) == (status, name)
    rules = {"verified": [], "cited": ["figure-not-in-source"], "uncited": ["uncited-figure"]}
    assert [finding.rule for finding in findings] == rules[status]


def test_a_note_to_another_source_does_not_verify() -> None:
    text = "We counted 73,312 wells.[^b]\n\n[^b]: *Survey of Village Pumps*, 2023.\n"
    report, _ = audit_file(text.encode(), "x.md", language="en", evidence=EVIDENCE)
    figure = report.figures[0]
    assert (figure.status, figure.source) == ("cited", "survey")


def test_a_note_to_no_source_of_ours_cites_without_a_finding() -> None:
    report, findings = audit_file(
        b"We counted 12 wells.[^b]\n\n[^b]: Someone, 2023.\n", "x.md", language="en", evidence=EVIDENCE
    )
    assert (report.figures[0].status, findings) == ("cited", ())


def test_a_title_with_the_link_of_another_page_is_not_the_source() -> None:
    text = f"We counted 73,312 wells.[^a]\n\n[^a]: *{TITLE}*, <https://example.org/other>.\n"
    assert audit_file(text.encode(), "x.md", language="en", evidence=EVIDENCE)[0].figures[0].fact is None


def test_the_nearest_fact_is_the_hint() -> None:
    _, findings = audit_file(("We counted 73,321 wells.[^a]" + NOTE).encode(), "x.md", language="en", evidence=EVIDENCE)
    assert "73312 (wells)" in findings[0].hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Less than 800 wells failed.[^a]", "says “more than” and not “less than”"),
        ("Exactly 800 wells failed.[^a]", "says “more than”, which was dropped"),
        ("We counted 74,112 wells.[^a]", "it would be many + wells: make that a fact with derived_from"),
        ("We counted 801 wells.[^a]", "The source has more than 800 (many)"),
        ("We counted 41 wells.[^a]", "of something else (another unit)"),
        ("We counted 73,312 wells.[^b]", "the source census has it (wells): is it the right note?"),
    ],
)
def test_the_hint_says_what_the_source_has(text: str, said: str) -> None:
    notes = NOTE + "\n[^b]: *Survey of Village Pumps*, 2023.\n"
    _, found = audit_file((text + notes).encode(), "x.md", language="en", evidence=EVIDENCE)
    (finding,) = [one for one in found if one.rule == "figure-not-in-source"]
    assert said.lower() in f"{finding.message} {finding.hint}".lower()


def test_a_source_cell_verifies_by_its_own_link() -> None:
    table = f"| Wells | Source |\n|---|---|\n| 73,312 | [{TITLE}]({URL}) |\n| 73,313 | [{TITLE}]({URL}) |\n"
    report, _ = audit_file(table.encode(), "x.md", language="en", evidence=EVIDENCE)
    assert [figure.status for figure in report.figures] == ["verified", "cited"]


def test_a_declared_count_needs_no_source_and_a_typed_one_does() -> None:
    record = Record("wells", "en", (Printed("count", "three", ""),), ())
    report, findings = audit_file(b"We make three requests.", "x.md", language="en", evidence=None, record=record)
    assert [(figure.status, figure.reason) for figure in report.figures] == [("exempt", "count")]
    assert [finding.rule for finding in findings] == ["no-figure-found"]
    _, findings = audit_file(b"We make three requests, not four.", "x.md", language="en", evidence=None, record=record)
    assert [finding.rule for finding in findings] == ["number-appeared"]  # told once


def test_the_json_has_exactly_the_promised_keys() -> None:
    report, _ = audit_file(
        ("We counted 73.3 thousand wells.[^a]" + NOTE).encode(), "x.md", language="en", evidence=EVIDENCE
    )
    assert report.to_json()["figures"][0] == {
        "text": "73.3 thousand", "value": 73300, "exact": "73300", "kind": "count", "unit": None, "line": 1, "column": 12,
        "status": "verified", "fact": "wells", "source": "census", "note": "a", "reason": "wells says so",
    }  # fmt: skip


SENTENCES = [
    ("One. Two. Three.", 3),
    ("It was 0.5 of all. So they say.", 2),
    ("Dr. Hale and M. Dupont met Mme. Roy.", 1),
    ("See art. 12, p. 4 and vol. II. Then go.", 2),
    ("He said no. Then he left.", 2),
    ("The U.S. Senate sat. In the U.S. The House did not.", 3),
    ("Is it so ? demande-t-il. Oui.", 2),
    ("« Est-ce vrai ? » Oui, dit-il.", 2),
    ("« Le puits est à sec. »\ufffc Le second aussi. »", 2),
    ("Das Ende. »Neu« ist es. Ja.", 3),
    ("Vraiment… et encore. Fin.", 2),
    ("So.\ufffc Then.\u00a0[\ufffc] Then \ufffc\ufffc.", 3),
    ("J. R. Smith spoke. He left.", 2),
    ("1. The rule. It holds.", 2),
    ("no stop at all", 1),
    ("Fin de 2024. 12 puits.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences(text: str, count: int) -> None:
    found = sentences(text)
    assert len(found) == count, [text[start:end] for start, end in found]
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]
    assert (found[0][0], found[-1][1]) == (0, len(text))


@pytest.mark.parametrize("tail", ["»", " »", "³", "[³]", "[1]", ")", "\ufffc", " \ufffc,"])
def test_many_signs_after_a_stop_are_read_in_linear_time(tail: str) -> None:
    found = sentences(f"So.{tail * 3000}x")
    assert (found[0][0], found[-1][1]) == (0, 4 + 3000 * len(tail))
