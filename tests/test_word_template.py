"""`reference check`: what a user's own Word template lacks, in plain words, and a copy that has it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from openxml_audit import OpenXmlValidator
from sample_documents import english
from sample_project import run

from briefs.finding import Severity
from briefs.word_template import PURPOSES, check_template, mended_template
from briefs.write import write_docx
from briefs.write.docx_specimen import make_reference
from briefs.write.docx_styles import NEEDED, OPTIONAL, STYLES


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def without(*names: str) -> bytes:
    """The house's template without some of its styles."""
    document = docx.Document(io.BytesIO(make_reference()))
    for name in names:
        document.styles[name].delete()
    return saved(document)


def test_every_style_has_its_purpose_in_plain_words() -> None:
    assert set(PURPOSES) == {*NEEDED, *OPTIONAL}


def test_the_house_s_own_template_lacks_nothing(root: Path) -> None:
    assert check_template((root / "templates" / "reference.docx").read_bytes(), "reference.docx").findings == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Brief Box", "no paragraph style “Brief Box”, for the boxed summary"),
        ("footnote reference", "no character style “footnote reference”, for the marks of notes"),
        ("Brief Table", "no table style “Brief Table”, for tables"),
    ],
)
def test_a_lacking_style_is_named_with_its_purpose(name: str, words: str) -> None:
    report = check_template(without(name), "mine.docx")
    (finding,) = report.findings
    assert words in finding.message
    assert (finding.rule, finding.place.path, finding.severity) == (
        "reference-style-missing", "mine.docx", Severity.ERROR,
    )  # fmt: skip
    assert "--add" in finding.hint
    assert (report.present, report.lacking) == (len(NEEDED) - 1, 1)


def test_endnote_styles_are_wished_for_and_not_needed() -> None:
    report = check_template(without("endnote text"), "mine.docx")
    assert [(finding.severity, report.lacking) for finding in report.findings] == [(Severity.INFORMATION, 0)]


def test_a_style_of_another_kind_is_told_and_not_doubled() -> None:
    document = docx.Document(io.BytesIO(without("Brief Box")))
    document.styles.add_style("Brief Box", WD_STYLE_TYPE.CHARACTER)
    data = saved(document)
    mended, report = mended_template(data, "mine.docx")
    (finding,) = report.findings
    assert "the one of this name is a character style" in finding.message
    assert "rename" in finding.hint
    assert (mended, report.lacking) == (data, 1)


def test_the_command_names_what_lacks_and_leaves_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "Notre modèle.docx"
    mine.write_bytes(saved(docx.Document()))
    assert run("reference", "check", str(mine)) == 1
    told = capsys.readouterr().err
    assert "for the boxed summary" in told
    assert "heading 1" not in told
    assert run("reference", "check", str(mine), "--output-format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["command"], report["summary"]["exit"]) == ("reference check", 1)


def test_a_copy_has_what_lacked_and_serves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, out = tmp_path / "mine.docx", tmp_path / "out" / "ours.docx"
    mine.write_bytes(saved(docx.Document()))
    before = mine.read_bytes()
    assert run("reference", "check", str(mine), "--add", str(out)) == 0
    assert "reference = " in capsys.readouterr().err
    assert mine.read_bytes() == before
    assert run("reference", "check", str(out)) == 0
    assert "has every style" in capsys.readouterr().err
    data, findings = write_docx(english(), out.read_bytes())
    assert findings == ()
    assert data is not None
    brief = tmp_path / "brief.docx"
    brief.write_bytes(data)
    assert [error for error in OpenXmlValidator().validate(brief).errors if "styles.xml" not in str(error)] == []


def test_a_file_of_the_user_s_is_never_overwritten_unasked(tmp_path: Path) -> None:
    mine = tmp_path / "mine.docx"
    mine.write_bytes(saved(docx.Document()))
    before = mine.read_bytes()
    assert run("reference", "check", str(mine), "--add", str(mine)) == 2
    assert mine.read_bytes() == before
    assert run("reference", "check", str(mine), "--add", str(mine), "--replace") == 0
    assert mine.read_bytes() != before


@pytest.mark.parametrize("data", [b"", b"no Word file", make_reference()[:900]])
def test_what_is_no_word_file_is_misuse(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine.docx"
    mine.write_bytes(data)
    for more in ((), ("--add", str(tmp_path / "out.docx"))):
        assert run("reference", "check", str(mine), *more) == 2
        told = capsys.readouterr().err
        assert "mine.docx: error[reference-unreadable]" in told
        assert "Traceback" not in told
    assert not (tmp_path / "out.docx").exists()
    assert run("reference", "check", str(tmp_path / "none.docx")) == 2


def test_each_style_of_the_house_is_of_the_kind_that_the_words_say() -> None:
    from briefs.word_template import CHARACTER_STYLES

    kinds = {key for key in (*NEEDED, *OPTIONAL) if 'w:type="character"' in STYLES[key]}
    assert kinds == CHARACTER_STYLES
