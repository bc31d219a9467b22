"""Notes as house style: raised, in brackets, or at the document's end; each reads back, and a changed one is found."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from sample_documents import NBSP, english, paragraph
from word_parts import SAMPLES, W, of, parts, root_of, values, words, written

from briefs.audit import AUDITORS, compare_record
from briefs.cli import main
from briefs.document import Call, Document, NoteStyle, Text
from briefs.finding import Stops
from briefs.pipeline import Compiled, compile_brief, write_document
from briefs.project import Project, load_project
from briefs.settings import load_settings
from briefs.write import write_markdown
from briefs.write.docx_specimen import make_reference

STYLES: tuple[NoteStyle, ...] = ("raised", "bracketed", "endnotes")
SAMPLE = Path(__file__).parent / "sample"
REFERENCE = make_reference()


def noted(text: str, style: NoteStyle) -> Document:
    """A document of one paragraph: the text, with a call at its |, and again at the end."""
    before, _, after = text.partition("|")
    source = of(paragraph(Text(before), Call("a", True), Text(after), Call("a", True)), notes=english().notes)
    return replace(source, notes=(replace(english().notes[0], label="a"),), note_style=style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_style_of_notes_is_lawful_word(name: str, style: NoteStyle, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(written(replace(SAMPLES[name](), note_style=style), REFERENCE))
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("the wells| of the delta", f"the wells{NBSP}[] of the delta"),
        ("They were counted.| Twice", "They were counted.[] Twice"),
        ("of those counted,| half", "of those counted,[] half"),
        ("«les puits»|.", "«les puits»[]."),
    ],
)
def test_in_brackets_every_call_stands_off_its_word_and_close_to_a_stop(text: str, printed: str) -> None:
    body = root_of(written(noted(text, "bracketed"), REFERENCE))
    said = words(body)
    assert said.removeprefix("Wells").startswith(printed)
    assert said.count("[") == said.count("]") == 2
    assert said.endswith("[1]"), "a repeated call shows the number of the first"
    raised = root_of(written(noted(text, "raised"), REFERENCE))
    assert "[" not in words(raised)


def test_brackets_take_the_mark_down_in_the_style_itself() -> None:
    for style, height in (("raised", "superscript"), ("bracketed", "baseline")):
        styles = root_of(written(noted("a|b", style), REFERENCE), "word/styles.xml")
        mark = next(one for one in styles.iter(W + "style") if one.get(W + "styleId") == "FootnoteReference")
        assert values(mark, ".//w:vertAlign") == [height]


def test_notes_in_brackets_have_their_number_on_the_line_in_a_column() -> None:
    note = root_of(written(noted("a|b", "bracketed"), REFERENCE), "word/footnotes.xml")[-1]
    assert values(note, ".//w:vertAlign") == ["baseline"]
    assert values(note, ".//w:ind", "hanging") == ["397"]
    assert note.find(f".//{W}tab") is not None


def test_endnotes_stand_in_their_own_part_with_separators_and_plain_numbers() -> None:
    data = written(noted("a|b", "endnotes"), REFERENCE)
    found = parts(data)
    assert "word/endnotes.xml" in found
    assert "word/footnotes.xml" not in found
    notes = root_of(data, "word/endnotes.xml")
    assert [note.get(W + "type") for note in notes] == ["separator", "continuationSeparator", None]
    assert values(notes, ".//w:pStyle") == ["EndnoteText"]
    settings = root_of(data, "word/settings.xml")
    assert values(settings, "w:endnotePr/w:numFmt") == ["decimal"], "Word's own are i, ii, iii"
    assert values(settings, "w:endnotePr/w:endnote", "id") == ["-1", "0"]
    assert values(root_of(data), ".//w:sectPr/w:endnotePr/w:numFmt") == ["decimal"]
    body = root_of(data)
    assert [mark.get(W + "id") for mark in body.iter(W + "endnoteReference")] == ["1"]
    assert body.find(f".//{W}footnoteReference") is None


def test_a_template_without_endnote_styles_lends_those_of_footnotes() -> None:
    document = docx.Document(io.BytesIO(REFERENCE))
    for name in ("endnote text", "endnote reference"):
        document.styles[name].delete()
    out = io.BytesIO()
    document.save(out)
    data = written(noted("a|b", "endnotes"), out.getvalue())
    assert values(root_of(data, "word/endnotes.xml"), ".//w:pStyle") == ["FootnoteText"]
    assert set(values(root_of(data), ".//w:rStyle")) >= {"FootnoteReference"}


def test_markdown_has_one_way_of_notes() -> None:
    assert len({write_markdown(replace(english(), note_style=style)) for style in STYLES}) == 1


# ---- the made-up project, through the whole pipeline


def project(style: NoteStyle, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("BRIEFS_NOTES", style)
    settings, findings = load_settings(SAMPLE)
    assert (settings.notes, findings) == (style, ())
    loaded, found = load_project(SAMPLE, settings, ("en", "fr"))
    assert loaded is not None, found
    return loaded


def compiled(style: NoteStyle, tag: str, monkeypatch: pytest.MonkeyPatch) -> Compiled:
    loaded = project(style, monkeypatch)
    one = compile_brief(loaded, loaded.briefs[0], tag)
    write_document(loaded, one, ("docx", "md"))
    return one


@pytest.mark.parametrize("tag", ["en", "fr"])
@pytest.mark.parametrize("style", STYLES)
def test_the_record_holds_whatever_the_style(style: NoteStyle, tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = compiled(style, tag, monkeypatch)
    assert sorted(one.outputs) == ["docx", "md"]
    assert not one.stopped, one.findings
    assert one.readings["docx"].notes.keys() == {
        f"{'endnote' if style == 'endnotes' else 'footnote'}:{number}"
        for number in range(1, len(one.record.notes) + 1)  # type: ignore[union-attr]
    }


def planted(data: bytes, old: str, new: str) -> bytes:
    """The file with words of its notes changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts(data).items():
            text = content.replace(old.encode(), new.encode()) if name.endswith("notes.xml") else content
            archive.writestr(name, text)
    assert out.getvalue() != data
    return out.getvalue()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("change", [("Atlas", "Atlantis"), ('w:id="1"', 'w:id="77"')])
def test_a_changed_or_lost_note_is_found(
    style: NoteStyle, change: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = compiled(style, "en", monkeypatch)
    assert one.record is not None
    data = one.outputs["docx"]
    reading, faults = AUDITORS["docx"].read(planted(data, *change), "rooms.en.docx")
    assert reading is not None
    found = [*faults, *compare_record(reading, one.record)]
    assert {finding.rule for finding in found} & {"note-changed", "note-lost"}, found
    assert any(finding.stops is Stops.DOCUMENT for finding in found)


@pytest.mark.parametrize("style", STYLES)
def test_the_build_and_the_audit_agree(
    style: NoteStyle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("BRIEFS_NOTES", style)
    for arguments in (["build", "-f", "docx"], ["audit", "dist/rooms.en.docx", "dist/rooms.fr.docx"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert not left.value.code
    told = capsys.readouterr().out
    assert told.count(" 0 cited, 0 uncited") == 2


def test_another_word_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    monkeypatch.chdir(root)
    file = root / "pyproject.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\nnotes = "margin"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["build"])
    assert left.value.code == 2
    assert "“notes”" in capsys.readouterr().err
