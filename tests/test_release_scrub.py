"""Scrub: each thing that must not leave the house is planted in a written file, and found; what looks like one is not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from sample_project import copy_project, run, sections, told

from briefs.finding import Stops
from briefs.release.scrub import scrub_file

# Where people's files are; put together here, since no file of the project holds such a path.
HOMES = {"@linux@": "/" + "home", "@mac@": "/" + "Users", "@windows@": "C:" + "\\Users"}
CASES = sections("release-scrub.md")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        root = copy_project(tmp_path_factory.mktemp("scrub"))
        patch.chdir(root)
        assert run("build", "-l", "en", "-f", "docx") == 0
        return (root / "dist" / "rooms.en.docx").read_bytes()


def rewritten(data: bytes, changes: dict[str, tuple[bytes, bytes]], added: dict[str, bytes] | None = None) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            was, now = changes.get(entry.filename, (b"", b""))
            part = old.read(entry)
            assert was in part
            new.writestr(entry.filename, part.replace(was, now, 1) if was else part)
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def planted(data: bytes, fragment: str) -> bytes:
    for name, home in HOMES.items():
        fragment = fragment.replace(name, home)
    if fragment.startswith(("<dc:", "<cp:")):
        end = b"</cp:coreProperties>"
        return rewritten(data, {"docProps/core.xml": (end, fragment.encode() + end)})
    return rewritten(data, {"word/document.xml": (b"<w:sectPr>", fragment.encode() + b"<w:sectPr>")})


def test_what_we_write_holds_nothing_of_the_kind(written: bytes) -> None:
    assert scrub_file(written, "x.docx", "docx") == ()


@pytest.mark.parametrize("case", CASES["Hits"])
def test_each_is_found(written: bytes, case: str) -> None:
    fragment, _, word = case.partition("` → ")
    found = scrub_file(planted(written, fragment[1:]), "x.docx", "docx")
    assert any(word in finding.message for finding in found), found
    assert {finding.stops for finding in found} == {Stops.DOCUMENT}


@pytest.mark.parametrize("case", CASES["Clean"])
def test_what_looks_alike_is_not(written: bytes, case: str) -> None:
    assert scrub_file(planted(written, case.strip("`")), "x.docx", "docx") == ()


@pytest.mark.parametrize(
    "name", ["word/comments.xml", "word/commentsExtended.xml", "word/people.xml", "docProps/custom.xml"]
)
def test_parts_that_hold_people_are_found(written: bytes, name: str) -> None:
    found = scrub_file(rewritten(written, {}, {name: b"<x/>"}), "x.docx", "docx")
    assert [name in finding.message for finding in found] == [True]


def test_the_zip_itself_is_looked_at() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        entry.extra = b"\x75\x78\x0b\x00\x01\x04\xe8\x03\x00\x00\x04\xe8\x03\x00\x00"  # Info-ZIP: user and group 1000
        archive.writestr(entry, b"<w:document/>")
        archive.comment = b"by A. Writer"
    words = " ".join(finding.message for finding in scrub_file(out.getvalue(), "x.docx", "docx"))
    assert "comment on its zip" in words
    assert "number of a user" in words


def test_a_path_in_markdown_is_found() -> None:
    assert scrub_file(f"See file://{HOMES['@linux@']}/writer/a.md".encode(), "x.md", "md")
    assert scrub_file(f"See https://example.org{HOMES['@linux@']}/a.md".encode(), "x.md", "md") == ()


def test_a_path_in_a_text_keeps_the_document_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    sheet = root / "data" / "sources" / "sources.yaml"
    sheet.write_text(
        sheet.read_text(encoding="utf-8").replace("title: Atlas of", f"title: {HOMES['@linux@']}/writer/atlas of"),
        encoding="utf-8",
    )
    code, answer = told(capsys, "build", "-l", "en", "-f", "docx")
    assert code == 1
    assert "not-scrubbed" in {finding["rule"] for finding in answer["findings"]}
    assert not (root / "dist" / "rooms.en.docx").exists()
