"""Languages whose number words nobody has listed: what the auditor reads all the same, and what it says it does not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefs.audit.report import AuditReport, audit_file
from briefs.finding import Finding, Severity
from briefs.numeral import read_numerals, reads_words

LOCALE = Path(__file__).parent.parent / "locale"
TABLE = """\
| الرقم | المصدر |
| --- | --- |
| 51,7 مليون | [Atlas](https://example.org/atlas), 2025 |
"""


def audited(text: str, language: str, *folders: Path) -> tuple[AuditReport, list[Finding]]:
    report, findings = audit_file(text.encode(), "x.md", language=language, evidence=None, folders=folders)
    return report, list(findings)


def test_arabic_digits_are_read_with_scale_words_units_and_months() -> None:
    found = read_numerals("في 5 أبريل 2018، بلغ العدد 51,7 مليون، أي أكثر من 90% خلال 6 أشهر", "ar")
    figures = [numeral for numeral in found if numeral.exempt is None]
    assert [(one.value, one.kind) for one in figures] == [
        (Decimal(51_700_000), "count"), (Decimal(90), "percent"), (Decimal(6), "duration"),
    ]  # fmt: skip
    assert [one.exempt for one in found if one.exempt] == ["date"]
    assert not reads_words("ar")


def test_a_source_column_is_known_by_the_word_of_its_language(tmp_path: Path) -> None:
    report, _ = audited(TABLE, "ar", LOCALE)
    assert [(one.text, one.status) for one in report.figures if one.status != "exempt"] == [("51,7 مليون", "cited")]
    reading = (LOCALE / "ar" / "reading.yaml").read_text(encoding="utf-8")
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "reading.yaml").write_text(reading.partition("lists:")[0], encoding="utf-8")
    report, findings = audited(TABLE, "ar", tmp_path)
    assert [one.status for one in report.figures if one.status != "exempt"] == ["uncited"]
    assert "uncited-figure" in {finding.rule for finding in findings}


@pytest.mark.parametrize(
    ("language", "told"), [("ar", True), ("de", True), ("en", False), ("fr", False), ("es", False)]
)
def test_an_audit_says_that_number_words_were_not_read(language: str, told: bool) -> None:
    _, findings = audited("70 [^1]\n\n[^1]: Atlas, 2025\n", language, LOCALE)
    rules = [(finding.rule, finding.severity) for finding in findings if finding.rule == "words-not-read"]
    assert rules == ([("words-not-read", Severity.INFORMATION)] if told else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Οι αίθουσες της πόλης είναι 1.340, όπως λέει ο άτλας του έτους. " * 3, True),
        ("The rooms of the city are 1,340, as the atlas of the year says. " * 3, False),
        ("Salles : 1 340", False),
    ],
)
def test_an_audit_says_that_it_does_not_know_the_language(text: str, told: bool) -> None:
    _, findings = audit_file(text.encode(), "x.md", language=None, evidence=None, folders=(LOCALE,))
    assert ("language-unknown" in {finding.rule for finding in findings}) == told
    assert audit_file(text.encode(), "x.md", language="el", evidence=None)[0].language == "el"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("بلغ العدد 51,7 مليون في عام من الأعوام، ولا يشمل ذلك ما حُذف بعد الطلب.", "ar"),
        ("Las salas de la ciudad son 1.340, según el atlas del año.", "es"),
        ("Les salles de la ville sont 1 340 en tout.", "fr"),
        ("The rooms of the city are 1,340 in all.", "en"),
    ],
)
def test_a_language_is_known_by_the_common_words_that_its_reading_lists(text: str, language: str) -> None:
    report, _ = audit_file(text.encode(), "x.md", language=None, evidence=None, folders=(LOCALE,))
    assert report.language == language
