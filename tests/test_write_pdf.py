"""PDF: made by LibreOffice where there is one, tagged, the same bytes each time, and read back like any other file."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from msgspec.structs import replace
from sample_project import copy_project, run, told
from word_parts import SAMPLES, rewritten

from briefs.audit import AUDITORS
from briefs.audit.compare import compare_record
from briefs.release.content import content_lines
from briefs.release.scrub import scrub_file
from briefs.save import read_record
from briefs.write import WRITERS
from briefs.write.docx_specimen import make_reference
from briefs.write.office import OfficeFailed, convert, find_office
from briefs.write.pdf import FILTER, settle, write_pdf


@pytest.fixture(scope="module")
def office(tool: Callable[[str], str]) -> str:
    return tool("soffice")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, office: str) -> Path:
    """The sample project with its Word and PDF files in English and French."""
    with pytest.MonkeyPatch.context() as patch:
        root = copy_project(tmp_path_factory.mktemp("pdf"))
        patch.chdir(root)
        assert run("build", "-f", "docx", "-f", "pdf") == 0
        return root


def fake_office(folder: Path, body: str) -> str:
    """A program that takes LibreOffice's arguments and does something else."""
    file = folder / "soffice"
    file.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


# ---- finding LibreOffice


def test_the_variable_comes_first_then_path_then_the_usual_places(tmp_path: Path) -> None:
    named = fake_office(tmp_path, "")
    (tmp_path / "bin").mkdir()
    on_path = fake_office(tmp_path / "bin", "")
    assert find_office({"BRIEFS_SOFFICE": named, "PATH": str(tmp_path / "bin")}) == named
    assert find_office({"PATH": str(tmp_path / "bin")}) == on_path
    assert find_office({"PATH": ""}, "linux") is None
    assert find_office({"BRIEFS_SOFFICE": str(tmp_path / "gone"), "PATH": str(tmp_path / "bin")}) is None


@pytest.mark.parametrize(
    ("platform", "variable", "place"),
    [
        ("darwin", "HOME", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("win32", "PROGRAMFILES", "LibreOffice/program/soffice.com"),
        ("win32", "PROGRAMFILES(X86)", "LibreOffice/program/soffice.com"),
    ],
)
def test_the_usual_places_of_macos_and_windows(platform: str, variable: str, place: str, tmp_path: Path) -> None:
    assert find_office({"PATH": "", variable: str(tmp_path)}, platform) is None
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).touch()
    assert find_office({"PATH": "", variable: str(tmp_path)}, platform) == str(tmp_path / place)


def test_without_libreoffice_the_finding_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy_project(tmp_path))
    monkeypatch.setenv("BRIEFS_SOFFICE", str(tmp_path / "nowhere"))
    code, answer = told(capsys, "build", "-f", "docx", "-f", "pdf")
    assert code == 2
    (finding,) = (one for one in answer["findings"] if one["rule"] == "pdf-without-office")
    for system in ("Debian", "Fedora", "macOS", "Windows", "BRIEFS_SOFFICE"):
        assert system in finding["hint"]
    assert not any(one["saved"] for one in answer["files"])


def test_without_the_reader_nothing_is_saved_and_the_command_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy_project(tmp_path))
    (tmp_path / "any.pdf").write_bytes(b"%PDF-1.6")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    code, answer = told(capsys, "audit", str(tmp_path / "any.pdf"))
    assert (code, answer["findings"][0]["rule"]) == (2, "pdf-reader-missing")
    assert "pip install pypdf" in answer["findings"][0]["hint"]


# ---- when it fails


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("time.sleep(60)", "it was not done after 1 second"),
        ("print('no filter'); sys.exit(1)", "it made no file: no filter"),
        ("", "it made no file and did not say why"),
    ],
)
def test_a_program_that_hangs_or_makes_nothing_is_ended_and_told(body: str, why: str, tmp_path: Path) -> None:
    before = time.monotonic()
    with pytest.raises(OfficeFailed, match=re.escape(why)):
        convert(fake_office(tmp_path, body), b"", "brief.docx", FILTER, seconds=1)
    assert time.monotonic() - before < 30


def test_a_failure_keeps_this_document_and_no_other_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy_project(tmp_path))
    monkeypatch.setenv("BRIEFS_SOFFICE", fake_office(tmp_path, "print('crashed')"))
    code, answer = told(capsys, "build", "-l", "en", "-f", "pdf")
    assert (code, [one["saved"] for one in answer["files"]]) == (1, [False])
    assert "LibreOffice made no PDF of rooms: it made no file: crashed" in str(answer["findings"])


def test_a_damaged_pdf_of_the_program_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy_project(tmp_path))
    body = "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir(); (out / 'x.pdf').write_bytes(b'%PDF-1.6')"
    monkeypatch.setenv("BRIEFS_SOFFICE", fake_office(tmp_path, body))
    code, answer = told(capsys, "build", "-l", "en", "-f", "pdf")
    assert (code, [one["saved"] for one in answer["files"]]) == (1, [False])
    assert "unreadable-file" in {one["rule"] for one in answer["findings"]}


# ---- what is made


def test_it_is_tagged_with_language_title_bookmarks_and_links(built: Path) -> None:
    for tag, language in (("en", "en"), ("fr", "fr")):
        file = pypdf.PdfReader(built / "dist" / f"rooms.{tag}.pdf")
        root: Any = file.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is not False
        assert str(root["/Lang"]).startswith(language)
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert file.metadata
        assert file.metadata.title
        assert "/Author" not in file.metadata
        assert [one for one in file.outline if not isinstance(one, list)], "headings are bookmarks"
        links = [note.get_object().get("/A", {}).get("/URI") for page in file.pages for note in page.get("/Annots", [])]
        assert any(str(link).startswith("https://example.org/") for link in links)
        roles = {str(name): str(role) for name, role in root["/StructTreeRoot"]["/RoleMap"].items()}
        standard = [
            "/P",
            "/H1",
            "/H2",
            "/Span",
            "/Figure",
            "/Table",
            "/TR",
            "/TH",
            "/TD",
            "/L",
            "/LI",
            "/Note",
            "/Link",
        ]
        assert all(roles.get(name, name) == name for name in standard), (
            "no name of ours changes what a standard tag means"
        )
        assert scrub_file((built / "dist" / f"rooms.{tag}.pdf").read_bytes(), "rooms.pdf", "pdf") == ()


def test_it_reads_as_its_word_file_does(built: Path) -> None:
    manifest = json.loads((built / "dist" / "manifest.json").read_bytes())
    for tag in ("en", "fr"):
        word, pdf = (manifest["outputs"][f"rooms.{tag}.{form}"] for form in ("docx", "pdf"))
        inside = [line for line in word["content"]["lines"] if not line.startswith(("header:", "footer:"))]
        assert pdf["content"]["lines"] == inside
        assert pdf["printed"] == word["printed"]


@pytest.mark.parametrize("style", ["raised", "bracketed", "endnotes"])
@pytest.mark.parametrize("name", ["en", "fr"])
def test_every_kind_of_block_and_note_is_read_back(name: str, style: Any, office: str) -> None:
    document = replace(SAMPLES[name](), note_style=style)
    lines = {}
    for form in ("docx", "pdf"):
        data, findings = WRITERS[form][1](document, make_reference())
        assert data is not None, findings
        reading, faults = AUDITORS[form].read(data, f"wells.{form}")
        assert reading is not None
        assert faults == ()
        lines[form] = [line for line in content_lines(reading) if not line.startswith(("header:", "footer:"))]
    assert lines["pdf"] == lines["docx"]


def test_the_same_bytes_in_any_place_zone_and_time(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "autre dossier é"
    shutil.copytree(built, other, ignore=shutil.ignore_patterns("dist"))
    monkeypatch.chdir(other)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    time.sleep(1.1)  # the clock of LibreOffice goes by seconds
    assert run("build", "-f", "pdf", "-l", "en") == 0
    assert (other / "dist" / "rooms.en.pdf").read_bytes() == (built / "dist" / "rooms.en.pdf").read_bytes()


def test_dates_and_ids_are_settled_without_moving_anything(built: Path) -> None:
    word = (built / "dist" / "rooms.en.docx").read_bytes()
    made = (
        b"%PDF-1.7\n<xmp:CreateDate>2026-11-22T05:01:04Z</xmp:CreateDate><xmp:ModifyDate>2026-11-22T05:01:04+01:00"
        b"</xmp:ModifyDate>/CreationDate(D:20261122050104Z')/ModDate(D:20261122060104+01'00')"
        b"/ID [ <ECEE7F7D084E60F61080D5D97540C279>\n<ECEE7F7D084E60F61080D5D97540C279> ]\n"
        b"/DocChecksum /3D83C455DC545F5F615C86A1B0D1CF3F"
    )
    settled = settle(made, word)
    assert len(settled) == len(made)
    assert b"2026-11-22T05" not in settled
    assert b"20261122050104" not in settled
    later = made.replace(b"05:01:04", b"07:31:59").replace(b"050104", b"073159").replace(b"ECEE", b"AAAA")
    assert settle(later, word) == settled
    assert settle(made + b"x", word)[:-1] != settled, "another file, another id"


# ---- read back, verified, never overwritten


def altered(office: str, word: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The PDF of the Word file after an edit."""
    return convert(office, rewritten(word, part, lambda held: held.replace(old, new, 1)), "brief.docx", FILTER)


@pytest.mark.parametrize(
    ("part", "old", "new", "rules"),
    [
        ("word/document.xml", b"1,340", b"1,430", {"figure-changed"}),
        ("word/document.xml", b"12 days", b"12 weeks", {"figure-changed", "figure-lost", "sentence-rewritten"}),
        ("word/document.xml", b"; they received", b"; they lost", {"sentence-rewritten"}),
        ("word/document.xml", b"1,340 reading rooms", b"reading rooms", {"figure-lost"}),
        ("word/footnotes.xml", b"people wait", b"dogs wait", {"note-changed"}),
        ("word/_rels/footnotes.xml.rels", b"https://example.org/", b"https://example.com/", {"note-changed"}),
    ],
)
def test_each_difference_from_the_record_is_found(
    built: Path, office: str, part: str, old: bytes, new: bytes, rules: set[str]
) -> None:
    record = read_record(json.loads((built / "dist" / "manifest.json").read_bytes())["outputs"]["rooms.en.pdf"])
    word = (built / "dist" / "rooms.en.docx").read_bytes()
    reading, _ = AUDITORS["pdf"].read(altered(office, word, part, old, new), "rooms.en.pdf")
    assert reading is not None
    assert rules & {finding.rule for finding in compare_record(reading, record)}


def test_verify_tells_intact_resaved_and_edited(
    built: Path, office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "release"
    shutil.copytree(built / "dist", folder)
    file = folder / "rooms.en.pdf"
    assert told(capsys, "verify", str(file))[1]["files"][0]["status"] == "intact"
    writer, out = pypdf.PdfWriter(clone_from=file), BytesIO()
    writer.compress_identical_objects()
    writer.write(out)
    file.write_bytes(out.getvalue())
    assert told(capsys, "verify", str(file))[1]["files"][0]["status"] == "resaved"
    word = (folder / "rooms.en.docx").read_bytes()
    file.write_bytes(altered(office, word, "word/document.xml", b"1,340", b"1,430"))
    code, answer = told(capsys, "verify", str(file))
    assert (code, answer["files"][0]["status"]) == (1, "edited")
    assert ("1,340 reading rooms", "rooms-2024") in {(one["was"], one["fact"]) for one in answer["files"][0]["figures"]}


def test_one_that_was_edited_is_not_overwritten(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    with (root / "dist" / "rooms.en.pdf").open("ab") as stream:
        stream.write(b"\n% a remark")
    code, answer = told(capsys, "build", "-f", "pdf", "-l", "en")
    assert (code, {one["rule"] for one in answer["findings"]}) == (2, {"edited-by-hand"})
    assert (root / "dist" / "rooms.en.pdf").read_bytes().endswith(b"a remark")


def test_audit_reads_it_like_the_word_file(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(built)
    reports = [told(capsys, "audit", f"dist/rooms.en.{form}") for form in ("docx", "pdf")]
    told_of = [
        [(one["text"], one["status"], one["fact"]) for one in answer["files"][0]["figures"]] for _, answer in reports
    ]
    assert [code for code, _ in reports] == [0, 0]
    assert told_of[0] == told_of[1]
    assert told_of[0]


def test_an_untagged_or_damaged_pdf_is_refused_in_words(built: Path, office: str) -> None:
    word = (built / "dist" / "rooms.en.docx").read_bytes()
    plain = convert(office, word, "brief.docx", FILTER.replace("UseTaggedPDF", "UseUntagged"))
    plain = re.sub(rb"/StructTreeRoot \d+ 0 R", lambda found: b" " * len(found[0]), plain)
    reading, (finding,) = AUDITORS["pdf"].read(plain, "x.pdf")
    assert (reading, finding.rule) == (None, "pdf-untagged")
    whole = (built / "dist" / "rooms.en.pdf").read_bytes()
    for data in (b"", b"PK", b"%PDF-1.6", whole[: len(whole) // 2].replace(b"obj", b"ob")):
        reading, (finding,) = AUDITORS["pdf"].read(data, "x.pdf")
        assert (reading, finding.rule) == (None, "unreadable-file")
    nameless = whole.replace(b"/ToUnicode", b"/ToUnicodX")
    assert [finding.rule for finding in AUDITORS["pdf"].read(nameless, "x.pdf")[1]] == ["pdf-letters-unknown"]


@pytest.mark.parametrize(
    "planted",
    [
        b"/Author(Jane Roe)", b"/Author<FEFF004A0061006E0065>", b"<</Subtype/Text/Contents(see me)>>",
        b"<</Subtype /FileAttachment>>", b"<</JavaScript 5 0 R>>", b"/Title(file:///" b"home/jane/brief.docx)",
        b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Jane</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>",
    ],
)  # fmt: skip
def test_what_must_not_leave_the_house_is_found(built: Path, planted: bytes) -> None:
    data = (built / "dist" / "rooms.en.pdf").read_bytes()
    assert scrub_file(data, "x.pdf", "pdf") == ()
    assert [finding.rule for finding in scrub_file(data + planted, "x.pdf", "pdf")] == ["not-scrubbed"]


# ---- from right to left


def test_arabic_numbers_notes_and_links_are_compared(root: Path, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(office).parent}{os.pathsep}{os.environ['PATH']}")
    from briefs.pipeline import Compiled, compile_brief
    from briefs.project import load_project
    from briefs.settings import load_settings

    project, findings = load_project(root, load_settings(root)[0], ["ar"], ["passeurs-en-ligne"])
    assert project is not None, findings
    compiled: Compiled = compile_brief(project, project.briefs[0], "ar")
    assert compiled.document is not None
    assert compiled.record is not None
    data, _ = write_pdf(compiled.document, project.reference)
    assert data is not None
    reading, faults = AUDITORS["pdf"].read(data, "x.pdf")
    assert reading is not None
    assert faults == ()
    assert compare_record(reading, compiled.record) == ()
    assert len(reading.notes) == len(compiled.record.notes) > 10
    first = next(entry for entry in compiled.record.printed if "27" in entry.text)
    wrong = tuple(replace(entry, text="28 000") if entry is first else entry for entry in compiled.record.printed)
    assert {"figure-changed"} == {one.rule for one in compare_record(reading, replace(compiled.record, printed=wrong))}
    fewer = replace(compiled.record, notes=compiled.record.notes[:-1])
    assert {"note-appeared"} == {one.rule for one in compare_record(reading, fewer)}
