"""Word files: valid, the same bytes each time, and seen whole by readers that share nothing with the writer."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import mammoth
import pytest
from docx2python import docx2python
from lxml import etree
from openxml_audit import OpenXmlValidator
from sample_documents import AT, arabic, english, figure, french, item, note, paragraph, row

from briefs.document import Call, Document, Foreign, Heading, Inline, Link, List, Paragraph, Quote, Table, Text
from briefs.finding import Stops
from briefs.write import WRITERS, write_docx
from briefs.write.docx_tables import column_widths

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SAMPLES = {"en": english, "fr": french, "ar": arabic}


@pytest.fixture(scope="module")
def reference(root: Path) -> bytes:
    return (root / "templates" / "reference.docx").read_bytes()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(parts(data)[name])


def written(document: Document, reference: bytes) -> bytes:
    data, findings = write_docx(document, reference)
    assert findings == ()
    assert data is not None
    return data


def of(*blocks: Any, notes: tuple[Any, ...] = ()) -> Document:
    return Document("wells", "en", "ltr", "Wells", "", {"date": "2025-03-03"}, blocks, notes)


def values(root: Any, path: str, name: str = "val") -> list[str]:
    return [element.get(W + name) for element in root.iterfind(path.replace("w:", W))]


def words(root: Any) -> str:
    return "".join(root.itertext(W + "t"))


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
for name, (_, write) in WRITERS.items():
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
    assert digests.pop().count("\n") == len(WRITERS)


def test_the_shipped_house_style_is_the_one_the_program_makes(reference: bytes) -> None:
    from briefs.write.docx_specimen import make_reference

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


# ---- language and direction


def test_language_stands_in_defaults_settings_properties_and_foreign_runs(reference: bytes) -> None:
    data = written(french(), reference)
    found = parts(data)
    assert values(etree.fromstring(found["word/styles.xml"]), "w:docDefaults/w:rPrDefault/w:rPr/w:lang") == ["fr-FR"]
    assert values(etree.fromstring(found["word/settings.xml"]), "w:themeFontLang") == ["fr-FR"]
    assert b"<dc:language>fr</dc:language>" in found["docProps/core.xml"]
    assert values(root_of(data), ".//w:lang") == ["en-GB"]
    assert words(next(root_of(data).iter(W + "lang")).getparent().getparent()) == "dry wells"


def test_right_to_left_reaches_paragraphs_tables_lists_and_notes(reference: bytes) -> None:
    data = written(arabic(), reference)
    for name in ("word/document.xml", "word/footnotes.xml"):
        lines = [line for line in root_of(data, name).iter(W + "p") if line.find(f"{W}pPr/{W}pStyle") is not None]
        assert lines
        assert all(line.find(f"{W}pPr/{W}bidi") is not None for line in lines)
    body = root_of(data)
    assert body.find(f".//{W}tblPr/{W}bidiVisual") is not None
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    plain = [run for run in body.iter(W + "r") if run.find(W + "t") is not None]
    directions = {words(run): run.find(f"{W}rPr/{W}rtl").get(W + "val", "1") for run in plain}
    assert directions["Wells Office"] == "0"
    assert {value for text, value in directions.items() if text != "Wells Office"} == {"1"}


def test_an_arabic_quotation_in_an_english_text_runs_from_right_to_left(reference: bytes) -> None:
    body = root_of(written(of(paragraph(Foreign((Text("الآبار"),), "ar"))), reference))
    run = next(run for run in body.iter(W + "r") if words(run) == "الآبار")
    assert run.find(f"{W}rPr/{W}rtl") is not None
    assert run.find(f"{W}rPr/{W}lang").get(W + "bidi") == "ar-SA"
    assert body.find(f".//{W}pPr/{W}bidi") is None


# ---- blocks


def test_each_list_starts_where_it_says(reference: bytes) -> None:
    lists = [List((item(Text("a")), item(Text("b"))), True, AT, start) for start in (1, 4, 1)]
    found = parts(written(of(*lists, List((item(Text("c")),), False, AT)), reference))
    used = values(etree.fromstring(found["word/document.xml"]), ".//w:numId")
    assert len(set(used)) == 4
    numbering = etree.fromstring(found["word/numbering.xml"])
    starts = {
        number.get(W + "numId"): values(number, "w:lvlOverride/w:startOverride")[:1]
        for number in numbering.iter(W + "num")
    }
    assert [starts[number] for number in dict.fromkeys(used)] == [["1"], ["4"], ["1"], []]
    defined = set(values(numbering, "w:num", "numId"))
    assert defined.issuperset(used)
    assert defined.issuperset(values(etree.fromstring(found["word/styles.xml"]), ".//w:numId"))


def test_the_header_row_repeats_and_rows_stay_whole(reference: bytes) -> None:
    rows = root_of(written(english(), reference)).findall(f".//{W}tbl")[0].findall(W + "tr")
    assert [entry.find(f"{W}trPr/{W}tblHeader") is not None for entry in rows] == [True, False, False, False]
    assert all(entry.find(f"{W}trPr/{W}cantSplit") is not None for entry in rows)


def test_tables_never_touch(reference: bytes) -> None:
    table = Table(row(Text("a")), (row(Text("b")),), ("",), AT)
    body = root_of(written(of(table, table), reference))[0]
    kinds = [etree.QName(child).localname for child in body]
    assert ("tbl", "tbl") not in list(pairwise(kinds))


def test_columns_fill_the_page_and_leave_words_whole() -> None:
    long = Text("what is counted " * 20)
    table = Table(
        row(Text("Figure"), Text("What"), Text("Source")),
        (row(Text("73\u00a0312\u00a0puits"), long, Text("Office")),),
        ("", "", ""),
        AT,
    )
    widths = column_widths(table, 9412)
    assert sum(widths) == 9412
    assert widths[1] > 2 * widths[0] > 2 * 12 * 90
    assert column_widths(Table(row(Text("a" * 500), Text("b")), (), ("", ""), AT), 9412)[0] > 9000


def test_a_box_keeps_together_and_its_list_stays_in_it(reference: bytes) -> None:
    box = Quote((paragraph(Text("In brief")), List((item(Text("a")), item(Text("b"))), True, AT)), AT)
    lines = list(root_of(written(of(Heading(1, (Text("T"),), AT), box), reference)).iter(W + "p"))[1:]
    assert [line.find(f"{W}pPr/{W}pStyle").get(W + "val") for line in lines] == ["Box"] * 3
    assert [line.find(f"{W}pPr/{W}keepNext") is not None for line in lines] == [True, True, False]


def test_headings_below_the_title_are_words_own(reference: bytes) -> None:
    source = of(*(Heading(level, (Text(str(level)),), AT) for level in range(1, 7)))
    body = root_of(written(source, reference))
    assert values(body, ".//w:pStyle") == ["Title", "Heading1", "Heading2", "Heading3", "Heading3", "Heading3"]
    assert values(body, ".//w:outlineLvl") == ["3", "4"]


def test_every_style_used_is_there(reference: bytes) -> None:
    found = parts(written(english(), reference))
    there = set(values(etree.fromstring(found["word/styles.xml"]), "w:style", "styleId"))
    for name in ("document", "footnotes", "brief-header", "brief-footer"):
        root = etree.fromstring(found[f"word/{name}.xml"])
        for kind in ("pStyle", "rStyle", "tblStyle"):
            assert there.issuperset(values(root, f".//w:{kind}"))


def test_an_unknown_paragraph_style_is_reported_and_one_of_the_house_used(reference: bytes) -> None:
    data, findings = write_docx(of(paragraph(Text("x"), style="Handout")), reference)
    assert data is None
    assert [(finding.rule, finding.stops, finding.place) for finding in findings] == [
        ("unknown-style", Stops.DOCUMENT, AT)
    ]
    assert (
        values(root_of(written(of(paragraph(Text("x"), style="Imprint")), reference)), ".//w:pStyle")[-1] == "Imprint"
    )


def test_footer_counts_pages_in_the_documents_words(reference: bytes) -> None:
    footers = {name: root_of(written(make(), reference), "word/brief-footer.xml") for name, make in SAMPLES.items()}
    assert {name: words(footer) for name, footer in footers.items()} == {
        "en": "Page 1 of 1",
        "fr": "Page\u00a01 sur\u00a01",
        "ar": "1 / 1",
    }
    assert values(footers["fr"], ".//w:fldSimple", "instr") == [" PAGE ", " NUMPAGES "]


def test_a_draft_says_so_on_the_page_and_in_every_header(reference: bytes) -> None:
    data = written(french(), reference)
    first = next(root_of(data).iter(W + "p"))
    assert (values(first, ".//w:pStyle"), words(first)) == (["Draft"], "PROJET – ne pas diffuser")
    for name in ("word/brief-header.xml", "word/brief-header-first.xml"):
        assert words(root_of(data, name)).startswith("PROJET")
    assert "DRAFT" not in words(root_of(written(english(), reference), "word/brief-header.xml"))


def test_properties_hold_title_and_keywords_but_no_author_and_no_clock(reference: bytes) -> None:
    core = parts(written(english(), reference))["docProps/core.xml"].decode()
    assert "<dc:title>Count the wells, then mend them</dc:title>" in core
    assert "<cp:keywords>wells, water</cp:keywords>" in core
    assert "<dc:creator></dc:creator>" in core
    assert set(re.findall(r">([\d-]+T[\d:]+Z)<", core)) == {"2025-03-03T00:00:00Z"}
    undated = parts(written(replace(english(), meta={}), reference))["docProps/core.xml"].decode()
    assert "dcterms:created" not in undated


def test_text_of_markup_is_text(reference: bytes) -> None:
    text = "<w:t>&amp; \"x\" ]]> 'y'"
    source = of(paragraph(Text(text), Link((Text(text),), "https://example.org/?a=<b>&c")))
    assert words(root_of(written(source, reference))).endswith(text * 2)
