"""The clearance dossier: every figure and claim has its row, open doubts come first, nothing in it is a formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openxml_audit import OpenXmlValidator
from sample_project import copy_project, edit, run, told

from briefs.clearance.arithmetic import spell_out
from briefs.clearance.cell import could_be_formula, fill_cell
from briefs.clearance.columns import COLUMNS
from briefs.clearance.dossier import SHOWN, Dossier, make_dossier
from briefs.clearance.sheet import write_sheet
from briefs.clearance.verdicts import Verdict, judge_file
from briefs.clearance.word import write_word
from briefs.evidence import Date, Fact, Locator
from briefs.finding import Place
from briefs.language import load_language
from briefs.pipeline import compile_brief
from briefs.project import Project, load_project
from briefs.settings import load_settings
from briefs.write import write_docx

ROOT = Path(__file__).parents[1]
ONE, TWO = "{by: A. Hale, on: 2025-05-01}", "{by: B. Rose, on: 2025-05-02}"
SHEET = "data/facts/rooms.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copy_project(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def project_of(root: Path) -> Project:
    settings, _ = load_settings(root)
    project, findings = load_project(root, settings, settings.languages)
    assert project is not None, findings
    return project


def dossier_of(root: Path, tag: str = "en") -> Dossier:
    project = project_of(root)
    made = make_dossier(project, compile_brief(project, project.briefs[0], tag))
    assert made is not None
    return made


def doubts_of(dossier: Dossier, fact: str) -> set[str]:
    return {doubt.key for row in dossier.rows if row.fact and row.fact.id == fact for doubt in row.doubts}


def add(root: Path, fact: str, line: str) -> None:
    """Another field for a fact of the sample's sheet."""
    edit(root / SHEET, f"  {fact}:\n", f"  {fact}:\n    {line}\n")


# ---- rows


def test_every_printed_figure_has_its_row_with_what_stands_behind_it(root: Path) -> None:
    project = project_of(root)
    compiled = compile_brief(project, project.briefs[0], "en")
    assert compiled.record is not None
    dossier = make_dossier(project, compiled)
    assert dossier is not None
    printed = [one.text for one in compiled.record.printed if one.kind == "figure"]
    figures = [row for row in dossier.rows if row.kind == "figure"]
    assert sorted(row.printed for row in figures) == sorted(printed)
    rooms = next(row for row in figures if row.fact and row.fact.id == "rooms-2024")
    assert (
        rooms.sentence == "In 2024, Northland counted 1,340 reading rooms; they received about 7.3\u00a0million visits."
    )
    assert rooms.fact is not None
    assert (str(rooms.fact.value), rooms.fact.unit, rooms.note) == ("1340", "reading-room", "1")
    (source,) = rooms.sources
    assert (source.id, source.locator, source.as_printed) == ("atlas-2025", "page\u00a012", "1,340")
    assert rooms.verdict == "verified"


def test_laws_and_claims_without_a_number_have_rows_too(root: Path) -> None:
    rows = dossier_of(root).rows
    (law,) = [row for row in rows if row.kind == "law" and row.printed.endswith("9")]
    assert law.sources[0].id == "libraries-act"
    (claim,) = [row for row in rows if row.kind == "claim"]
    assert claim.fact is not None
    assert (claim.fact.id, claim.verdict) == ("waiting-days", "noted")
    assert claim.sentence == "Publish the waiting time for a card."


def test_in_french_it_is_told_in_french(root: Path) -> None:
    dossier = dossier_of(root, "fr")
    rooms = next(row for row in dossier.rows if row.fact and row.fact.id == "rooms-2024")
    assert rooms.fact is not None
    assert rooms.fact.statement == "salles de lecture ouvertes au public"
    assert dossier.language.clearance["title"] == "Dossier de validation"


def test_the_shipped_briefs_have_a_row_for_every_figure_in_every_language() -> None:
    project = project_of(ROOT)
    for brief in project.briefs:
        for tag in project.languages_of(brief, ("fr", "ar")):
            compiled = compile_brief(project, brief, tag)
            dossier = make_dossier(project, compiled)
            assert dossier is not None
            assert compiled.record is not None
            figures = [one for one in compiled.record.printed if one.kind in ("figure", "misquote")]
            rows = [row for row in dossier.rows if row.kind in ("figure", "misquote")]
            assert sorted(row.printed for row in rows) == sorted(one.text for one in figures)
            assert all(row.sources and row.fact for row in rows)
            assert all(row.printed in row.sentence for row in rows), "in bold, to be seen at once"


@pytest.mark.parametrize(
    ("part", "old", "new", "verdict"),
    [
        ("word/document.xml", "1,340", "1,430", "cited"),
        ("word/_rels/footnotes.xml.rels", "https://example.org/atlas", "https://example.org/other", "cited"),
        ("word/document.xml", "footnoteReference ", "noReference ", "uncited"),
    ],
)
def test_the_verdict_is_that_of_the_file_as_it_is_written(
    root: Path, part: str, old: str, new: str, verdict: str
) -> None:
    project = project_of(root)
    compiled = compile_brief(project, project.briefs[0], "en")
    assert compiled.document is not None
    assert compiled.record is not None
    data, _ = write_docx(compiled.document, project.reference)
    assert data is not None
    name = next(one.name for one in compiled.record.printed if one.fact == "rooms-2024" and one.name)
    folders = [ROOT / "locale"]
    judged = judge_file(data, "x.docx", compiled.record, project.evidence, folders).by_name[name or ""]
    assert judged.status == "verified"
    changed = judge_file(rewritten(data, part, old, new), "x.docx", compiled.record, project.evidence, folders)
    assert changed.by_name.get(name or "", Verdict("gone")).status in (verdict, "uncited")


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The Word file with other words in one of its parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if name == part:
                assert old.encode() in held
                held = held.replace(old.encode(), new.encode())
            target.writestr(name, held)
    return buffer.getvalue()


# ---- arithmetic


def test_a_derived_figure_has_its_sum_in_numbers_and_the_source_of_each_input(root: Path) -> None:
    row = next(row for row in dossier_of(root).rows if row.fact and row.fact.id == "visits-per-room")
    assert row.fact is not None
    assert row.fact.arithmetic[0].startswith("≈\u00a07,300,000 ÷ 1,340 ≈ 5,447.761194; stated as about 5,4")
    assert [source.locator for source in row.sources] == ["page\u00a014", "page\u00a012"]
    assert [source.as_printed for source in row.sources] == ["7.3 million", "1,340"]


EXPRESSIONS = st.recursive(
    st.sampled_from(("aa", "bb", "cc", "7", "100")),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda three: f"({' '.join(three)})"),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_the_sum_as_printed_gives_the_result_as_printed(expression: str) -> None:
    language, _ = load_language("en", [ROOT / "locale"])
    assert language is not None
    at, where = Place("x"), Locator("page", "1")
    values = {"aa": 12, "bb": 30, "cc": 5}
    facts = {name: _fact(name, at, where, value) for name, value in values.items()}
    derived = _fact("derived", at, where, None, f"{expression} + aa")
    try:
        (line,) = spell_out(derived, {**facts, "derived": derived}, language)
    except ZeroDivisionError:
        return
    assert _calculated(line.terms) == line.value
    if line.exact:
        assert _calculated(line.result) == line.value


def _fact(name: str, at: Place, where: Locator, value: int | None, derived: str | None = None) -> Fact:
    from decimal import Decimal

    number = None if value is None else Decimal(value)
    return Fact(name, at, "en", name, "s", where, value=number, derived_from=derived)


def _calculated(terms: str) -> Fraction:
    plain = terms.replace(",", "").replace("−", "-").replace("×", "*").replace("÷", "/")
    exact = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", plain)
    return Fraction(eval(exact, {"Fraction": Fraction}))


# ---- doubts


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("confidence: second_hand", "doubt_second_hand"),
        ("via: survey-2024", "doubt_second_hand"),
        ("review_by: 2025-07-01", "doubt_review"),
        ("check_on_release: true", "doubt_release"),
        ("superseded_by: waiting-days\n    supersession: newer_period", "doubt_superseded"),
    ],
)
def test_what_is_open_is_told(root: Path, line: str, doubt: str) -> None:
    assert doubt not in doubts_of(dossier_of(root), "rooms-2024")
    add(root, "rooms-2024", line)
    assert doubt in doubts_of(dossier_of(root), "rooms-2024")


def test_a_review_that_is_far_away_is_no_doubt(root: Path) -> None:
    add(root, "rooms-2024", "review_by: 2026-07-01")
    assert "doubt_review" not in doubts_of(dossier_of(root), "rooms-2024")


def test_two_people_who_checked_end_the_doubt_and_one_does_not(root: Path) -> None:
    add(root, "rooms-2024", f"checked: [{ONE}]")
    assert "doubt_unchecked" in doubts_of(dossier_of(root), "rooms-2024")
    edit(root / SHEET, f"checked: [{ONE}]", f"checked: [{ONE}, {TWO}]")
    dossier = dossier_of(root)
    assert doubts_of(dossier, "rooms-2024") == set()
    assert "rooms-2024" in [row.fact.id for row in dossier.settled if row.fact]


def test_a_neighbour_that_must_not_be_cited_is_told(root: Path) -> None:
    add(root, "rooms-2024", "confusable_with: [rooms-guess]")
    guess = (
        "  rooms-guess:\n    statement: rooms\n    value: 2000\n    as_printed: 2,000\n    unit: reading-room\n"
        "    source: atlas-2025\n    locator: {label: page, value: '1'}\n    use: do_not_cite\n    remark: a guess\n    confusable_with: [rooms-2024]\n"
    )
    file = root / SHEET
    file.write_text(file.read_text(encoding="utf-8") + guess, encoding="utf-8")
    assert "doubt_do_not_cite" in doubts_of(dossier_of(root), "rooms-2024")


def test_a_reserve_that_stands_in_the_note_alone_is_a_doubt(root: Path) -> None:
    assert "doubt_reserve_note" in doubts_of(dossier_of(root), "visits-2024")


def test_open_doubts_come_first_and_the_gravest_before_the_others(root: Path) -> None:
    assert not any(doubt.key == "doubt_conflict" for doubt in dossier_of(root).doubtful[0].doubts)
    add(root, "waiting-days", "conflicts_with: [rooms-2024]")
    add(root, "rooms-2024", f"conflicts_with: [waiting-days]\n    checked: [{ONE}, {TWO}]")
    dossier = dossier_of(root)
    first = dossier.doubtful[0]
    assert first.doubts[0].key == "doubt_conflict"
    book = load_workbook(BytesIO(write_sheet(dossier)))
    numbers = [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)]
    assert numbers == [row.number for row in (*dossier.doubtful, *dossier.settled)]
    assert numbers != sorted(numbers)
    assert all(not row.doubts for row in dossier.settled)


# ---- the spreadsheet


HOSTILE = (
    '=HYPERLINK("https://example.org";"x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠x",
    " =1+1", "\u200e=1+1", "\ufeff=1+1", "−5", "|cmd", "%0A",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_formula(text: str) -> None:
    cell = _filled(text)
    assert cell.data_type == "s"
    assert getattr(cell, "quotePrefix") is True  # noqa: B009 — openpyxl's descriptor is unknown to type checkers
    assert cell.value == text


@pytest.mark.parametrize("text", ["1,340 rooms", "a = b", "about 7", "(−5)", "#N/A", "TRUE", "'x"])
def test_an_honest_text_bears_no_sign_and_stays_text(text: str) -> None:
    assert not could_be_formula(text)
    assert _filled(text).data_type == "s"


def _filled(value: object) -> Cell:
    book = Workbook()
    sheet: Any = book.active
    fill_cell(sheet["A1"], value)
    cell: Cell = sheet["A1"]
    return cell


def test_a_hostile_fact_reaches_the_file_as_text(root: Path) -> None:
    add(root, "rooms-2024", "remark: '=HYPERLINK(\"https://example.org\")'")
    add(root, "waiting-days", 'remark: "＝1+1"')
    data = write_sheet(dossier_of(root))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
        styles = archive.read("xl/styles.xml").decode()
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert 'quotePrefix="1"' in styles
    values = [cell.value for row in _rows(data) for cell in row]
    assert '=HYPERLINK("https://example.org")' in values
    assert "＝1+1" in values
    assert {cell.data_type for row in _rows(data) for cell in row if str(cell.value).startswith(("=", "＝"))} == {"s"}


def _rows(data: bytes) -> Iterator[tuple[Any, ...]]:
    for row in load_workbook(BytesIO(data)).worksheets[1].iter_rows(min_row=2):
        # openpyxl reads a text that begins with = as a formula; the file itself says what it is
        yield tuple(_as_text(cell) for cell in row)


def _as_text(cell: Any) -> Any:
    if isinstance(cell.value, str):
        cell.data_type = "s"
    return cell


def test_numbers_are_numbers_and_dates_are_dates(root: Path) -> None:
    add(root, "rooms-2024", "checked: [{by: A. Hale, on: 2025-05-01}]\n    review_by: 2026-01-31")
    sheet = load_workbook(BytesIO(write_sheet(dossier_of(root)))).worksheets[1]
    keys = [column.key for column in COLUMNS]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[keys.index("fact")].value == "rooms-2024")
    assert row[keys.index("value")].value == 1340
    assert row[keys.index("checked_on")].value == datetime(2025, 5, 1)
    assert row[keys.index("review_by")].value == datetime(2026, 1, 31)
    assert row[keys.index("note")].value == 1
    assert all(row[keys.index(key)].value is None for key in ("role", "name", "date", "sign_remark"))


def test_a_date_of_which_only_the_month_is_known_stays_text_and_so_does_a_number_too_long_to_keep() -> None:
    assert _filled(Date(2025, 5)).value == "2025-05"
    assert _filled(Date(2025, 5, 1)).value == date(2025, 5, 1)
    assert _filled(12345678901234567890).value == "12345678901234567890"


def test_the_sheet_is_made_to_work_with_and_to_print(root: Path) -> None:
    sheet = load_workbook(BytesIO(write_sheet(dossier_of(root)))).worksheets[1]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert "&P" in sheet.oddFooter.right.text
    assert sheet["F2"].alignment.wrap_text
    assert not sheet.sheet_view.rightToLeft


def test_in_arabic_the_sheet_runs_from_right_to_left_and_the_file_says_its_language() -> None:
    project = project_of(ROOT)
    brief = next(brief for brief in project.briefs if project.languages_of(brief, ("ar",)))
    dossier = make_dossier(project, compile_brief(project, brief, "ar"))
    assert dossier is not None
    book = load_workbook(BytesIO(write_sheet(dossier)))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    assert book.properties.language == "ar"
    data, faults = write_word(dossier, project.reference)
    assert faults == ()
    assert data is not None
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"<w:bidiVisual/>" in archive.read("word/document.xml")


# ---- both files


def test_the_same_data_give_the_same_bytes_and_name_nobody(root: Path) -> None:
    project, dossier = project_of(root), dossier_of(root)
    for make in (write_sheet, lambda one: write_word(one, project.reference)[0]):
        first, again = make(dossier), make(dossier)
        assert first == again
        assert first is not None
        with zipfile.ZipFile(BytesIO(first)) as archive:
            core = archive.read("docProps/core.xml").decode()
            parts = b"".join(archive.read(name) for name in archive.namelist())
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert re.findall(r"<dc:creator>([^<]+)", core) == []
        assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]+)<", core)) == {"2025-06-01T00:00:00Z"}
        assert str(root).encode() not in parts


def test_word_and_excel_find_nothing_to_repair(root: Path) -> None:
    assert run("dossier") == 0
    files = sorted((root / "clearance").glob("*.dossier.*"))
    assert len(files) == 4
    for file in files:
        assert not OpenXmlValidator().validate(file).errors, file.name


def test_the_word_file_lies_across_repeats_its_heads_and_bears_the_digest(root: Path) -> None:
    dossier = dossier_of(root)
    data, _ = write_word(dossier, project_of(root).reference)
    assert data is not None
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body, header = archive.read("word/document.xml").decode(), archive.read("word/brief-header.xml").decode()
        footer = archive.read("word/brief-footer.xml").decode()
    assert 'w:orient="landscape"' in body
    assert body.count("<w:tblHeader/>") == body.count("<w:tbl>")
    assert dossier.digest[:SHOWN] in body
    assert dossier.digest[:SHOWN] in header
    assert "NUMPAGES" in footer


def test_a_text_with_errors_gives_a_dossier_that_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / "templates" / "rooms.md.j2", "counted {{ rooms }}", "counted 99 and {{ rooms }}")
    run("dossier", "rooms", "-l", "en", "-f", "xlsx")
    book = load_workbook(root / "clearance" / "rooms.en.dossier.xlsx")
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert any("a number is typed here: “99”" in text for text in texts)


# ---- the command


def test_the_command_writes_both_files_and_tells_the_digest(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, whole = told(capsys, "dossier", "rooms", "-l", "fr")
    assert code == 0
    assert [Path(one["path"]).name for one in whole["files"]] == ["rooms.fr.dossier.docx", "rooms.fr.dossier.xlsx"]
    assert whole["files"][0]["digest"] == dossier_of(root, "fr").digest
    assert whole["summary"]["with open doubts"] > 0


def test_dossiers_never_lie_where_a_release_is_published_from(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build") == 0
    released = sorted(file.name for file in (root / "dist").iterdir())
    code, whole = told(capsys, "dossier", "-l", "en")
    assert (code, whole["findings"]) == (0, [])
    assert {Path(one["path"]).parent.as_posix() for one in whole["files"]} == {"clearance"}
    assert sorted(file.name for file in (root / "dist").iterdir()) == released
    assert "/clearance/" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("folder", ["dist", "copy"])
def test_dossiers_asked_for_among_the_outputs_are_warned_of(
    root: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    assert run("build") == 0
    if folder != "dist":
        (root / "dist").rename(root / folder)
    code, whole = told(capsys, "dossier", "-l", "en", "-o", folder)
    assert code == 0
    [warning] = whole["findings"]
    assert (warning["rule"], warning["severity"], warning["path"]) == ("dossier-beside-outputs", "warning", folder)
    assert told(capsys, "dossier", "-l", "en", "-o", "elsewhere")[1]["findings"] == []


def test_a_dossier_that_was_filled_in_is_never_overwritten(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("dossier", "-l", "en") == 0
    file = root / "clearance" / "rooms.en.dossier.xlsx"
    book = load_workbook(file)
    book.worksheets[1]["AF2"] = "legal"
    book.save(file)
    signed = file.read_bytes()
    code, whole = told(capsys, "dossier", "-l", "en")
    assert code == 2
    assert [one["rule"] for one in whole["findings"]] == ["edited-by-hand"]
    assert "`dossier --replace`" in whole["findings"][0]["hint"]
    assert file.read_bytes() == signed
    assert run("dossier", "-l", "en", "--replace") == 0
    assert file.read_bytes() != signed


def test_a_file_of_that_name_that_we_never_wrote_is_left_alone(root: Path) -> None:
    (root / "clearance").mkdir()
    (root / "clearance" / "rooms.en.dossier.docx").write_bytes(b"mine")
    assert run("dossier", "-l", "en") == 2
    assert (root / "clearance" / "rooms.en.dossier.docx").read_bytes() == b"mine"


def test_without_openpyxl_the_command_to_install_it_is_told_and_word_is_written(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith(("openpyxl", "briefs.clearance.sheet"))]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("openpyxl", "briefs.clearance.sheet", "briefs.clearance.cell", "briefs.clearance.workbook"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setitem(sys.modules, "openpyxl.cell", None)
    code, whole = told(capsys, "dossier", "-l", "en")
    assert code == 1
    assert [one["rule"] for one in whole["findings"]] == ["spreadsheets-missing"]
    assert "pip install openpyxl" in whole["findings"][0]["hint"]
    assert (root / "clearance" / "rooms.en.dossier.docx").is_file()


def test_verify_takes_no_dossier_for_a_file_of_the_release(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build") == 0
    assert run("dossier", "-o", "dist") == 0
    code, whole = told(capsys, "verify", "dist")
    assert code == 0
    assert not any("dossier" in one["path"] for one in whole["files"])
    (warning,) = whole["findings"]
    assert (warning["rule"], warning["severity"]) == ("dossier-beside-outputs", "warning")
    assert "rooms.fr.dossier.xlsx" in warning["message"]


def test_a_sign_that_no_font_has_is_told_and_keeps_the_word_file_from_being_made(root: Path) -> None:
    project = project_of(root)
    dossier = dossier_of(root)
    odd = replace(dossier.rows[0], sentence="a \ue000 b")
    data, faults = write_word(replace(dossier, rows=(odd,)), project.reference)
    assert data is None
    assert faults
    assert write_sheet(replace(dossier, rows=(replace(odd, sentence="a \x07 b"),)))
