"""Word files, what a reader sees on the page: language, lists, tables, boxes, headings, drafts, page numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from sample_documents import AT, english, item, paragraph, row
from sample_languages import arabic, french
from word_parts import SAMPLES, W, of, parts, root_of, values, words, written

from briefs.document import Foreign, Heading, Link, List, Quote, Table, Text
from briefs.finding import Stops
from briefs.write import write_docx
from briefs.write.docx_tables import column_widths
from briefs.write.docx_writing import runs_right_to_left, word_language


@pytest.fixture(scope="module")
def reference(root: Path) -> bytes:
    return (root / "templates" / "reference.docx").read_bytes()


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


@pytest.mark.parametrize(
    ("tag", "word", "turned"),
    [
        ("en", "en-GB", False), ("fr", "fr-FR", False), ("fr-CA", "fr-CA", False), ("es", "es-ES", False),
        ("ar", "ar-SA", True), ("pt", "pt-PT", False), ("he", "he-IL", True), ("ckb", "ckb-IQ", True), ("ca", "ca-ES", False),
        ("zh", "zh-CN", False), ("zh-Hant", "zh-Hant", False), ("pa", "pa-IN", False), ("pa-Arab", "pa-Arab", True),
        ("uz_Latn", "uz-Latn", False), ("en-x-pseudo", "en-x-pseudo", False), ("qqq", "qqq", False),
    ],
)  # fmt: skip
def test_cldr_knows_the_region_and_the_direction_of_a_language(tag: str, word: str, turned: bool) -> None:
    assert (word_language(tag), runs_right_to_left(tag)) == (word, turned)


def edges_of(data: bytes) -> dict[str, str | None]:
    """Which side of the box has the broad bar: w:sz by side."""
    box = etree.fromstring(parts(data)["word/styles.xml"]).find(f"{W}style[@{W}styleId='Box']/{W}pPr/{W}pBdr")
    return {etree.QName(edge).localname: edge.get(W + "sz") for edge in box}


def test_the_bar_of_a_box_is_on_the_side_where_lines_begin(reference: bytes) -> None:
    assert edges_of(written(english(), reference)) == {"top": "4", "left": "36", "bottom": "4", "right": "4"}
    assert edges_of(written(arabic(), reference)) == {"top": "4", "left": "4", "bottom": "4", "right": "36"}


def test_a_heading_in_a_box_has_its_bar_on_the_same_side(reference: bytes) -> None:
    document = replace(arabic(), blocks=(Quote((Heading(2, (Text("باختصار"),), AT), paragraph(Text("نص"))), AT),))
    edges = root_of(written(document, reference)).find(f".//{W}pPr/{W}pBdr")
    assert {etree.QName(edge).localname: edge.get(W + "sz") for edge in edges}["right"] == "36"


def test_numbers_of_a_list_from_right_to_left_have_room_inside_the_margin(reference: bytes) -> None:
    """Word sets them inside the indent, LibreOffice outside: the indent leaves room for either."""
    rooms = []
    for document in (arabic(), english()):
        numbering = etree.fromstring(parts(written(document, reference))["word/numbering.xml"])
        indent = numbering.find(f".//{W}lvl/{W}pPr/{W}ind")
        rooms.append(int(indent.get(W + "left")) - int(indent.get(W + "hanging")))
    assert rooms[0] >= 200
    assert rooms[1] == 0


def test_digits_have_one_font_in_a_line_from_right_to_left(reference: bytes) -> None:
    for document, same in ((arabic(), True), (english(), False)):
        styles = etree.fromstring(parts(written(document, reference))["word/styles.xml"])
        fonts = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        assert (fonts.get(W + "ascii") == fonts.get(W + "cs")) is same


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


def test_a_short_cell_keeps_to_one_line_beside_long_ones() -> None:
    long, number = Text("counted in all reading rooms of the country on every open day " * 9), Text("More than 27,000")
    rows = (row(Text("January to June 2025"), long, number, long),) + 3 * (row(Text("2025"), long, Text("9"), long),)
    widths = column_widths(Table(row(*map(Text, "abcd")), rows, ("", "", "", ""), AT), 9412)
    assert widths[2] >= len(number.text) * 90


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


def test_a_heading_in_a_box_stands_in_the_box(reference: bytes) -> None:
    box = Quote((Heading(2, (Text("In brief"),), AT), paragraph(Text("a"), style="lead"), paragraph(Text("b"))), AT)
    body = root_of(written(of(Heading(1, (Text("T"),), AT), box, Heading(2, (Text("After"),), AT)), reference))
    lines = list(body.iter(W + "p"))
    assert values(body, ".//w:pStyle") == ["Title", "Heading1", "Lead", "Box", "Heading1"]
    assert [line.find(f"{W}pPr/{W}shd") is not None for line in lines] == [False, True, True, False, False]
