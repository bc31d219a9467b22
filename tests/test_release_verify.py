"""Verify: intact, resaved, edited, missing, unknown, told apart; saved again by LibreOffice, and edited by hand."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sample_project import copy_project, edit, run, told

from briefs.audit import read_docx, read_markdown
from briefs.release.content import content_lines

Release = Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample built, with a list of several items, repeated notes and addresses that programs spell anew."""
    with pytest.MonkeyPatch.context() as patch:
        root = copy_project(tmp_path_factory.mktemp("verify"))
        patch.chdir(root)
        edit(root / "data" / "sources" / "sources.yaml", "https://example.org/survey", "https://example.org/")
        template = root / "templates" / "rooms.md.j2"
        edit(template, "## {% trans %}Sources{% endtrans %}\n", TWO_LISTS + "## {% trans %}Sources{% endtrans %}\n")
        assert run("build", "-l", "en") == 0
        return root / "dist"


TWO_LISTS = """1. {{ statement("rooms-2024") }}
2. {{ statement("visits-2024") }}

{% trans wait=figure("waiting-days") %}In Northland, in May 2024, people waited {{ wait }}.{% endtrans %}

1. {{ statement("waiting-days") }}
2. {{ statement("rooms-2024") }}

"""
TWO_LISTS = TWO_LISTS.replace("in May 2024, ", "in {{ day }}, ").replace("wait=", 'day=date("waiting-days"), wait=')


@pytest.fixture
def release(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """A copy of what was built, on a machine without the project."""
    folder = tmp_path / "reçu"
    shutil.copytree(built, folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture(scope="module")
def resave(tmp_path_factory: pytest.TempPathFactory, tool: Callable[[str], str]) -> Callable[[Path], None]:
    """LibreOffice opens a Word file and saves it again as one, with a profile of its own."""
    soffice, profile = tool("soffice"), tmp_path_factory.mktemp("profile")

    def save(file: Path) -> None:
        out = file.parent / "saved"
        subprocess.run(
            [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "docx", "--outdir", out, file],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        (out / file.name).replace(file)
        out.rmdir()

    return save


def statuses(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, str]]:
    code, answer = told(capsys, "verify", *arguments)
    return code, {Path(one["path"]).name: one["status"] for one in answer["files"]}


def rewrite(file: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    data, out = file.read_bytes(), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            held = old.read(entry)
            if entry.filename == part:
                assert change(held) != held
                held = change(held)
            new.writestr(entry.filename, held)
    file.write_bytes(out.getvalue())


def test_what_was_built_is_intact(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    assert statuses(capsys, str(release)) == (0, {"rooms.en.docx": "intact", "rooms.en.md": "intact"})


def test_one_file_is_enough_and_a_new_name_does_not_matter(
    release: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    (release / "rooms.en.docx").rename(release / "sent to the Council.docx")
    code, answer = told(capsys, "verify", str(release / "sent to the Council.docx"))
    assert (code, answer["files"][0]["status"], answer["files"][0]["output"]) == (0, "intact", "rooms.en.docx")


def test_a_manifest_from_elsewhere_can_be_named(
    release: Release, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (release / "manifest.json").rename(tmp_path / "published.json")
    assert statuses(capsys, str(release / "rooms.en.md"))[0] == 2
    assert statuses(capsys, str(release / "rooms.en.md"), "--manifest", str(tmp_path / "published.json"))[0] == 0


def test_saved_again_by_libreoffice(
    release: Release, resave: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    resave(release / "rooms.en.docx")
    assert statuses(capsys, str(release)) == (0, {"rooms.en.docx": "resaved", "rooms.en.md": "intact"})


def test_saved_again_by_python_docx(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document(str(release / "rooms.en.docx"))
    document.core_properties.author = "A. Reader"
    document.save(str(release / "rooms.en.docx"))
    assert statuses(capsys, str(release))[1]["rooms.en.docx"] == "resaved"


@pytest.mark.parametrize(
    "save",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
        lambda data: data.replace(b"reading rooms; they", b"reading rooms;\nthey"),
    ],
    ids=["Windows line ends", "byte order mark", "no last line end", "wrapped"],
)
def test_markdown_saved_again(
    release: Release, save: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    file = release / "rooms.en.md"
    before = file.read_bytes()
    file.write_bytes(save(before))
    assert file.read_bytes() != before
    assert statuses(capsys, str(release))[1]["rooms.en.md"] == "resaved"


def test_an_edited_number_is_told_with_its_fact(
    release: Release, resave: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(release / "rooms.en.docx", "word/document.xml", lambda part: part.replace(b"1,340", b"1,430", 1))
    resave(release / "rooms.en.docx")
    code, answer = told(capsys, "verify", str(release / "rooms.en.docx"))
    assert (code, answer["files"][0]["status"]) == (1, "edited")
    figures = {(one["was"], one["now"], one["fact"]) for one in answer["files"][0]["figures"]}
    assert ("1,340 reading rooms", "1,430", "rooms-2024") in {(was, now[:5], fact) for was, now, fact in figures}
    assert any("1,340" in one["was"] and "1,430" in one["now"] for one in answer["files"][0]["text"])
    assert {"file-edited", "figure-changed"} <= {finding["rule"] for finding in answer["findings"]}


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", b"; they received", b"; they lost"),
        ("word/document.xml", b"about 7.3", b"7.3"),
        ("word/document.xml", b"Publish the waiting", b"Hide the waiting"),
        ("word/document.xml", b"12 days", b"12 weeks"),
        ("word/footnotes.xml", b"counted at", b"guessed at"),
        ("word/_rels/document.xml.rels", b"https://example.org/atlas", b"https://example.org/other"),
        ("word/brief-header.xml", b"Open the", b"Close the"),
        ("word/numbering.xml", b'startOverride w:val="1"', b'startOverride w:val="4"'),
    ],
)
def test_each_kind_of_edit_is_seen(
    release: Release, part: str, old: bytes, new: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = release / "rooms.en.docx"
    with zipfile.ZipFile(file) as archive:
        if old not in archive.read(part):
            pytest.fail(f"{part} holds no {old!r}")
    rewrite(file, part, lambda held: held.replace(old, new, 1))
    code, answer = told(capsys, "verify", str(file))
    assert (code, answer["files"][0]["status"]) == (1, "edited")
    assert answer["files"][0]["text"]


def test_a_hidden_word_and_a_comment_are_edits(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = b"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p><w:sectPr>"
    rewrite(release / "rooms.en.docx", "word/document.xml", lambda part: part.replace(b"<w:sectPr>", hidden, 1))
    assert statuses(capsys, str(release / "rooms.en.docx"))[1] == {"rooms.en.docx": "edited"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,340", "1,430"),
        ("on the spot", "one day"),
        ("[^survey-2024]\n\n|", "\n\n|"),
        ("/atlas)", "/other)"),
        ("1. **", "2. **"),
    ],
)
def test_markdown_edited(release: Release, old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    edit(release / "rooms.en.md", old, new)
    assert statuses(capsys, str(release)) == (1, {"rooms.en.docx": "intact", "rooms.en.md": "edited"})


def test_a_file_that_can_not_be_read_was_edited(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    (release / "rooms.en.docx").write_bytes(b"PK no zip at all")
    assert statuses(capsys, str(release)) == (1, {"rooms.en.docx": "edited", "rooms.en.md": "intact"})


def test_missing_and_unknown(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    (release / "rooms.en.md").unlink()
    assert statuses(capsys, str(release)) == (1, {"rooms.en.docx": "intact", "rooms.en.md": "missing"})
    (release / "strange.md").write_text("Not ours.", encoding="utf-8")
    (release / "~$rooms.en.docx").write_bytes(b"a lock of Word")
    code, found = statuses(capsys, str(release))
    assert (code, found["strange.md"]) == (2, "unknown")
    assert "~$rooms.en.docx" not in found


def test_a_file_renamed_and_saved_again_is_known_by_what_it_says(
    release: Release, capsys: pytest.CaptureFixture[str]
) -> None:
    file = release / "rooms.en.docx"
    rewrite(file, "docProps/core.xml", lambda held: held.replace(b"</cp:coreProperties>", b" </cp:coreProperties>"))
    file.rename(release / "rooms.en (2).docx")
    code, answer = told(capsys, "verify", str(release / "rooms.en (2).docx"))
    assert (code, answer["files"][0]["status"], answer["files"][0]["output"]) == (0, "resaved", "rooms.en.docx")
    rewrite(
        release / "rooms.en (2).docx", "word/document.xml", lambda held: held.replace(b"they received", b"they lost")
    )
    assert told(capsys, "verify", str(release / "rooms.en (2).docx"))[1]["files"][0]["status"] == "unknown"


def test_without_a_manifest_nothing_is_said_to_be_in_none(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    (release / "manifest.json").unlink()
    assert run("verify", str(release / "rooms.en.md")) == 2
    assert "unknown: no manifest" in capsys.readouterr().out


@pytest.mark.parametrize("broken", ["", "[]", '{"schema": 1, "outputs": {}}', '{"schema": 99}'])
def test_a_manifest_that_is_none(release: Release, broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    (release / "manifest.json").write_text(broken, encoding="utf-8")
    code, answer = told(capsys, "verify", str(release))
    assert code == 2
    assert [finding["rule"] for finding in answer["findings"]] == ["no-manifest"]


def test_it_is_told_in_words(release: Release, capsys: pytest.CaptureFixture[str]) -> None:
    edit(release / "rooms.en.md", "1,340", "1,430")
    assert run("verify", str(release)) == 1
    out = capsys.readouterr().out
    assert "rooms.en.docx: intact" in out
    assert "changed: 1,340 reading rooms → 1,430" in out
    assert "  now: paragraph: In 2024, Northland counted 1,430 reading rooms; they received about 7.3" in out
    assert "…" in out, "of a long passage, the words around the change"
    assert "manifest: SHA-256 " in out


def test_the_digest_is_of_the_content_not_of_the_file(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_bytes())
    for name, read in (("rooms.en.docx", read_docx), ("rooms.en.md", read_markdown)):
        reading, _ = read((built / name).read_bytes(), name)
        assert reading is not None
        assert list(content_lines(reading)) == manifest["outputs"][name]["content"]["lines"]
