"""Saving: whole or not at all, and the manifest gives the record back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefs.evidence import Printed, PrintedNote, Record
from briefs.save import (
    MANIFEST,
    digest,
    edited_by_hand,
    input_digests,
    manifest_bytes,
    manifest_entry,
    read_manifest,
    read_record,
    write_atomically,
)  # fmt: skip

RECORD = Record(
    "rooms", "fr",
    (Printed("figure", "1\u202f340 salles", "Titre", fact="rooms", exact="1340", note="atlas"), Printed("date", "2024", "")),
    (PrintedNote("atlas", 1, "Atlas, 2025.", ("atlas",), ("Atlas",), ("https://example.org",)),),
)  # fmt: skip


def test_the_record_comes_back_from_the_manifest() -> None:
    entry = manifest_entry(b"x", RECORD, form="md", draft=False)
    assert read_record(json.loads(json.dumps(entry))) == RECORD


class Marked(str):
    """A kind of text."""


def test_the_manifest_is_sorted_and_indented_as_the_standard_library_does_it() -> None:
    manifest = {"b": (1, "é\n\x7f“”", Marked("x")), "a": {"é": [], "z": None, "\U0001f600": {}}, "": [True, [1.5, -3]]}
    wanted = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert manifest_bytes(manifest) == wanted.encode()


def test_the_manifest_holds_plain_values_only() -> None:
    with pytest.raises(TypeError):
        manifest_bytes({"a": object()})


def test_writing_replaces_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "é a.md"
    assert write_atomically(target, b"one") is None
    assert write_atomically(target, b"two") is None
    assert target.read_bytes() == b"two"
    assert [file.name for file in target.parent.iterdir()] == ["é a.md"]


def test_a_folder_in_the_way_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    (tmp_path / "x.md" / "inside").write_text("kept", encoding="utf-8")
    fault = write_atomically(tmp_path / "x.md", b"one")
    assert fault is not None
    assert fault.rule == "not-written"
    assert (tmp_path / "x.md" / "inside").read_text(encoding="utf-8") == "kept"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.md"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    fault = write_atomically(target, b"new")
    assert fault is not None
    assert "No space left" in fault.message
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.md"]


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"schema": 99, "outputs": {}}', '{"schema": 1}', "null"])
def test_a_broken_manifest_is_as_none(tmp_path: Path, broken: str) -> None:
    (tmp_path / MANIFEST).write_text(broken, encoding="utf-8")
    assert read_manifest(tmp_path)["outputs"] == {}


def test_edited_and_strange_files_are_told_apart(tmp_path: Path) -> None:
    for name in ("ours.md", "edited.md", "strange.md"):
        (tmp_path / name).write_bytes(name.encode())
    manifest = {"outputs": {"ours.md": {"sha256": digest(b"ours.md")}, "edited.md": {"sha256": digest(b"before")}}}
    found = edited_by_hand(tmp_path, ["ours.md", "edited.md", "strange.md", "none.md"], manifest)
    assert ["edited" in finding.message for finding in found] == [True, False]
    assert all("`build --replace`" in finding.hint for finding in found), "a command that can be typed as it stands"


def test_the_manifest_has_no_clock_and_one_order() -> None:
    assert manifest_bytes({"b": 1, "a": 2}) == manifest_bytes({"a": 2, "b": 1})


def test_inputs_are_told_by_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_bytes(b"a")
    (tmp_path / "data" / "~$a.docx").write_bytes(b"lock of an office program")
    assert input_digests(tmp_path) == {"data/a.yaml": digest(b"a")}


def test_a_date_in_a_translation_file_is_no_new_input(tmp_path: Path) -> None:
    file = tmp_path / "locale" / "fr" / "rooms.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr "PO-Revision-Date: 2026-01-01\\n"\n\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    before = input_digests(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("01-01", "02-02"), encoding="utf-8")
    assert input_digests(tmp_path) == before
    file.write_text(file.read_text(encoding="utf-8").replace('"b"', '"c"'), encoding="utf-8")
    assert input_digests(tmp_path) != before


def test_a_file_open_in_word_that_is_as_it_should_be_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.docx"
    target.write_bytes(b"same")

    def refuse(_: Path, __: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    assert write_atomically(target, b"same") is None
    assert write_atomically(target, b"other") is not None
    assert [file.name for file in tmp_path.iterdir()] == ["x.docx"]
