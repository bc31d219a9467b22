"""Word files: valid, the same bytes each time, and seen whole by readers that share nothing with the writer."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import mammoth
import pytest
from docx2python import docx2python
from lxml import etree
from openxml_audit import OpenXmlValidator
from sample_documents import AT, english, figure, note, paragraph
from word_parts import SAMPLES, R, W, of, parts, root_of, values, words, written

from briefs.document import Call, Inline, Paragraph, Text
from briefs.write import write_docx
from briefs.write.docx_specimen import make_reference


@pytest.fixture(scope="module")
def reference(root: Path) -> bytes:
    return (root / "templates" / "reference.docx").read_bytes()


# ---- valid


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_samples_are_valid(name: str, reference: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(written(SAMPLES[name](), reference))
    assert OpenXmlValidator().validate(path).errors == []


def test_the_house_style_is_valid(reference: bytes, tmp_path: Path) -> None:
    path = tmp_path / "reference.docx"
    path.write_bytes(reference)
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_ids_are_unique_and_addresses_well_formed(name: str, reference: bytes) -> None:
    found = parts(written(SAMPLES[name](), reference))
    body, notes = (etree.fromstring(found[f"word/{part}.xml"]) for part in ("document", "footnotes"))
    ids = [*values(body, ".//w:bookmarkStart", "id"), *values(notes, ".//w:bookmarkStart", "id")]
    names = [*values(body, ".//w:bookmarkStart", "name"), *values(notes, ".//w:bookmarkStart", "name")]
    ends = [*values(body, ".//w:bookmarkEnd", "id"), *values(notes, ".//w:bookmarkEnd", "id")]
    assert ids == ends == [str(number) for number in range(len(ids))]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"\w{1,40}", bookmark, re.ASCII) for bookmark in names)
    for part in (key for key in found if key.endswith(".rels")):
        relations = etree.fromstring(found[part])
        assert len({relation.get("Id") for relation in relations}) == len(relations)
        for relation in relations:
            if relation.get("TargetMode") == "External":
                assert re.fullmatch(r"[!#-;=?-Z_a-z~\\]+", relation.get("Target"))
    assert re.search(rb"<dcterms:created[^>]*>\d{4}-\d\d-\d\dT00:00:00Z<", found["docProps/core.xml"])


def test_links_in_notes_belong_to_the_notes_part(reference: bytes) -> None:
    found = parts(written(english(), reference))
    targets = [relation.get("Target") for relation in etree.fromstring(found["word/_rels/footnotes.xml.rels"])]
    assert targets == ["https://example.org/wells?a=1&b=2", "https://example.org/caf%C3%A9/%C3%A9t%C3%A9%20%5B1%5D"]
    used = [link.get(R + "id") for link in etree.fromstring(found["word/footnotes.xml"]).iter(W + "hyperlink")]
    assert used == ["rIdL1", "rIdL2"]


# ---- reproducible


def test_two_builds_have_the_same_bytes(reference: bytes) -> None:
    assert written(english(), reference) == written(english(), reference)
    infos = zipfile.ZipFile(io.BytesIO(written(english(), reference))).infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {(info.date_time, info.create_system, info.external_attr) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0)
    }


_BUILD = """
import hashlib, pathlib, sys
sys.path.insert(0, "tests")
import sample_documents
from briefs.write import WRITERS
reference = pathlib.Path("templates/reference.docx").read_bytes()
for name in ("docx", "md"):  # a PDF is made by another program: see test_write_pdf.py
    write = WRITERS[name][1]
    print(name, hashlib.sha256(write(sample_documents.english(), reference)[0]).hexdigest())
"""


def test_another_process_zone_locale_and_hash_seed_give_the_same_bytes(root: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", _BUILD], cwd=root, check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(root), "PYTHONUTF8": "1"},
        ).stdout
        for seed, zone, locale in (("1", "Asia/Tokyo", "C"), ("2", "America/Lima", "fr_FR.UTF-8"))
    }  # fmt: skip
    assert len(digests) == 1
    assert digests.pop().count("\n") == 2


def test_the_shipped_house_style_is_the_one_the_program_makes(reference: bytes) -> None:
    assert reference == make_reference()


# ---- seen by others


def test_mammoth_sees_every_note(reference: bytes) -> None:
    html = mammoth.convert_to_html(io.BytesIO(written(english(), reference))).value
    assert [f'id="footnote-{number}"' in html for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert html.count('href="#footnote-1"') == 1
    assert html.count("<sup>1</sup></a>") == 2  # the same note, called again
    assert "<thead>" in html
    assert '<a href="https://example.org/wells?a=1&amp;b=2">' in html


def test_docx2python_sees_every_note(reference: bytes) -> None:
    with docx2python(io.BytesIO(written(english(), reference))) as found:
        text = found.text
    assert [f"----footnote{number}----" in text for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Census of Village Wells" in text.split("footnote1)")[1]


def test_pandoc_sees_every_note(reference: bytes, tmp_path: Path, tool: Callable[[str], str]) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(written(english(), reference))
    pandoc = [tool("pandoc"), "-t", "markdown", str(path)]
    text = subprocess.run(pandoc, check=True, capture_output=True, encoding="utf-8").stdout
    assert re.findall(r"^\[\^(\d)\]:", text, re.MULTILINE) == ["1", "2", "3"]


def test_libreoffice_keeps_figures_and_notes(reference: bytes, tmp_path: Path, tool: Callable[[str], str]) -> None:
    source, target = tmp_path / "brief.docx", tmp_path / "again"
    source.write_bytes(written(english(), reference))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [tool("soffice"), profile, "--headless", "--convert-to", "docx", "--outdir", str(target), str(source)]
    subprocess.run(convert, check=True, capture_output=True)
    body = root_of((target / "brief.docx").read_bytes())
    figures = [name for name in values(body, ".//w:bookmarkStart", "name") if name.startswith("_fig_")]
    assert figures == [f"_fig_{number:03d}_0a1b2c3d" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10)]
    assert len(list(body.iter(W + "footnoteReference"))) == 3
    assert sum("NOTEREF _Ref_note_1" in (field.text or "") for field in body.iter(W + "instrText")) == 2


# ---- figures and notes


def test_a_bookmark_holds_the_figure_alone(reference: bytes) -> None:
    source = of(
        paragraph(Text("about "), figure("001", "59", unit="%"), Call("a", True), Text(".")),
        notes=(note("a", 1, Text("x")),),
    )
    line = next(root_of(written(source, reference)).iter(W + "bookmarkStart")).getparent()
    kinds = [etree.QName(child).localname for child in line]
    assert kinds == ["pPr", "r", "bookmarkStart", "r", "bookmarkEnd", "bookmarkStart", "r", "bookmarkEnd", "r"]
    assert line[3].find(f"{W}rPr/{W}rStyle").get(W + "val") == "BriefFigure"
    assert words(line[3]) == "59%"


def test_separators_stand_before_the_notes_and_in_the_settings(reference: bytes) -> None:
    found = parts(written(english(), reference))
    assert values(etree.fromstring(found["word/footnotes.xml"]), "w:footnote", "id") == ["-1", "0", "1", "2", "3"]
    order = [etree.QName(child).localname for child in etree.fromstring(found["word/settings.xml"])]
    assert order.index("footnotePr") < order.index("compat")


def test_a_call_in_brackets_is_not_raised(reference: bytes) -> None:
    notes = (note("a", 1, Text("x")),)
    source = of(
        paragraph(Text("59%"), Call("a", False, "\u00a0"), Text(" or 41%"), Call("a", False, "\u00a0")), notes=notes
    )
    body = root_of(written(source, reference))
    assert words(body).endswith("59%\u00a0[] or 41%\u00a0[1]")  # the first number is Word's own
    heights = [
        run.find(f"{W}rPr/{W}vertAlign").get(W + "val")
        for run in body.iter(W + "r")
        if run.find(f"{W}rPr/{W}vertAlign") is not None
    ]
    assert set(heights) == {"baseline"}


def test_the_same_note_called_again_keeps_its_number(reference: bytes) -> None:
    notes = (note("b", 1, Text("y")), note("a", 2, Text("x")))
    source = of(
        paragraph(Text("p"), Call("b", True), Text("q"), Call("a", True), Text("r"), Call("b", True)), notes=notes
    )
    body = root_of(written(source, reference))
    assert values(body, ".//w:footnoteReference", "id") == ["1", "2"]
    assert [field.text for field in body.iter(W + "instrText")] == [" NOTEREF _Ref_note_1 \\h "]
    assert words(body).endswith("pqr1")
    anchors = [link.get(W + "anchor") for link in body.iter(W + "hyperlink")]
    assert anchors == ["_Ref_note_1"]


def test_more_notes_than_word_holds_stop_the_document(reference: bytes) -> None:
    labels = [f"n{number}" for number in range(32768)]
    calls: list[Inline] = [Call(label, True) for label in labels]
    source = of(
        Paragraph(tuple(calls), AT), notes=tuple(note(label, place, Text("x")) for place, label in enumerate(labels, 1))
    )
    data, findings = write_docx(source, reference)
    assert data is None
    assert [finding.rule for finding in findings] == ["too-many-notes"]
