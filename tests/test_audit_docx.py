"""What the auditor reads in a Word file as its reader sees it, and what it refuses."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.audit import audit_file, read_docx
from briefs.audit.reading import CALL, Reading
from tests.audit_files import (
    NAMES,
    TYPE,
    bookmark,
    call,
    field,
    footnote,
    para,
    run,
    word,
    word_parts,
    zipped,
)


def read(body: str, notes: str = "", **more: object) -> Reading:
    reading, findings = read_docx(word(body, notes, **more), "x.docx")
    assert findings == ()
    assert reading is not None
    return reading


def texts(body: str, notes: str = "", **more: object) -> list[str]:
    return [block.text for block in read(body, notes, **more).blocks]


BOX = f"<w:txbxContent>{para(run('In the box: 40 taps.'))}</w:txbxContent>"
SEEN = {
    "split runs": (run("7") + run("3") + "<w:proofErr w:type='spellStart'/>" + run(",312"), "73,312"),
    "an insertion": (f"<w:ins>{run('73')}</w:ins>", "73"),
    "a deletion": (run("7") + f"<w:del>{run('1').replace('w:t', 'w:delText')}</w:del>" + run("3"), "73"),
    "inserted, then deleted": (run("7") + f"<w:ins><w:del>{run('9')}</w:del></w:ins>" + run("3"), "73"),
    "moved here": (f"<w:moveTo>{run('73')}</w:moveTo>", "73"),
    "moved away": (run("a") + f"<w:moveFrom>{run('73')}</w:moveFrom>", "a"),
    "hidden": (run("a") + run("73", "<w:vanish/>"), "a"),
    "hidden off": (run("73", '<w:vanish w:val="0"/>'), "73"),
    "hidden by an inherited style": (run("a") + run("73", '<w:rStyle w:val="Secret2"/>'), "a"),
    "raised": (run("10") + run("6", '<w:vertAlign w:val="superscript"/>'), "10⁶"),
    "lowered": (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
    "signs": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", "a\tb\nc\u2011d"),
    "ruby": (f"<w:r><w:ruby><w:rt>{run('9')}</w:rt><w:rubyBase>{run('73 wells')}</w:rubyBase></w:ruby></w:r>", "73 wells"),
    "a symbol font": ('<w:r><w:sym w:font="Symbol" w:char="F037"/></w:r>', "7"),
    "a content control": (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('73')}</w:sdtContent></w:sdt>", "73"),
    "a page number": (run("Page ") + field("PAGE", "12"), "Page "),
    "a date": (run("On ") + field('DATE \\@ "dd"', "12"), "On "),
    "a simple page number": (run("Page ") + f'<w:fldSimple w:instr=" NUMPAGES ">{run("12")}</w:fldSimple>', "Page "),
    "a formula": (field("=SUM(ABOVE)", "1,310"), "1,310"),
    "a caption's number": (run("Table ") + field("SEQ Table", "4"), "Table 4"),
    "a page number in a link": (field('HYPERLINK "https://example.org/12"', "there " + "73"), "there 73"),
    "an equation": (run("±") + "<m:oMath><m:r><m:t>3</m:t></m:r></m:oMath>", "±3"),
    "a fraction": ("<m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>", "2/3"),
    "a power": ("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>", "10^6"),
}  # fmt: skip


@pytest.mark.parametrize("name", SEEN)
def test_a_paragraph_reads_as_its_reader_sees_it(name: str) -> None:
    inner, seen = SEEN[name]
    assert texts(para(inner)) == [seen]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
    assert texts(para(run("Before ") + box + run("after."))) == ["Before after.", "In the box: 40 taps."]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert texts(para(run("7"), more="<w:rPr><w:del/></w:rPr>") + para(run("3 wells"))) == ["73 wells"]


def test_hidden_text_and_comments_are_kept_apart() -> None:
    comments = f'<w:comments {NAMES}><w:comment w:id="1">{para(run("Is 57 right?"))}</w:comment></w:comments>'
    reading = read(para(run("a") + run("99", "<w:vanish/>")), more={"comments.xml": comments})
    assert [(block.kind, block.text) for block in reading.hidden] == [("hidden", "99"), ("comment", "Is 57 right?")]


def test_notes_are_numbered_by_their_calls_and_repeated_by_cross_reference() -> None:
    first = bookmark("_n", call(7), 1)
    body = para(run("a") + call(3) + run("b") + first + run("c") + field("NOTEREF _n \\h", "2"))
    reading = read(body, footnote(7, run(" Seven.")) + footnote(3, run(" Three.")) + footnote(9, run(" Never called.")))
    assert reading.blocks[0].text == f"a{CALL}b{CALL}c{CALL}"
    assert [call.mark for call in reading.blocks[0].calls] == ["1", "2", "2"]
    assert {note.number: note.text for note in reading.notes.values()} == {1: "Three.", 2: "Seven."}


def test_endnotes_count_by_themselves_and_a_custom_mark_is_no_text() -> None:
    own = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>12</w:t></w:r>'
    body = para(run("a") + own + call(1, "endnote"))
    reading = read(body, footnote(1, run("Foot.")), endnotes=footnote(1, run("End."), "endnote"))
    assert reading.blocks[0].text == f"a{CALL}{CALL}"
    assert [note.text for note in reading.notes.values()] == ["Foot.", "End."]


def test_headings_captions_and_sections_by_the_styles_names() -> None:
    reading = read(para(run("Wells"), "Titre1") + para(run("Table 1"), "Lgende") + para(run("a")))
    assert [(block.kind, block.section) for block in reading.blocks] == [
        ("heading", "Wells"), ("caption", "Wells"), ("paragraph", "Wells"),
    ]  # fmt: skip


def test_tables_with_spans_merged_cells_and_deleted_rows() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(run(text))}</w:tc>"

    wide, first, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell('District')}{cell('Wells', wide)}{cell('Source')}</w:tr>"
        f"<w:tr>{cell('North')}{cell('73')}{cell('12')}{cell('Census', first)}</w:tr>"
        f"<w:tr>{cell('South')}{cell('40')}{cell('7')}{cell('', on)}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('East')}{cell('99')}{cell('9')}{cell('')}</w:tr>"
    )
    report, findings = audit_file(word(f"<w:tbl>{rows}</w:tbl>"), "x.docx", language="en", evidence=None)
    assert [(figure.text, figure.status) for figure in report.figures] == [
        ("73", "cited"), ("12", "cited"), ("40", "cited"), ("7", "cited"),
    ]  # fmt: skip
    assert findings == ()


def test_list_numbers_are_labels_and_no_text() -> None:
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        return para(run(text), more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>')

    reading = read(item("a", 0) + item("b", 1) + item("c", 1) + item("d", 0), more={"numbering.xml": numbering})
    assert [block.label for block in reading.blocks] == ["3.", "3.a)", "3.b)", "4."]
    assert [block.text for block in reading.blocks] == ["a", "b", "c", "d"]


def test_charts_alt_text_and_headers_are_read() -> None:
    chart = (
        f"<c:chartSpace {NAMES}><c:ser><c:tx><c:v>Dry</c:v></c:tx><c:cat><c:pt><c:v>North</c:v></c:pt></c:cat>"
        "<c:val><c:numRef><c:numCache><c:formatCode>0%</c:formatCode><c:pt><c:v>0.42000000000000004</c:v></c:pt></c:numCache>"
        "</c:numRef></c:val></c:ser></c:chartSpace>"
    )
    header = f"<w:hdr {NAMES}>{para(run('Wells 2024'))}</w:hdr>"
    drawing = (
        '<w:r><w:drawing><wp:docPr id="1" name="x" descr="58% are dry"/><c:chart r:id="chart1.xml"/></w:drawing></w:r>'
    )
    body = para(run("See.") + drawing) + '<w:sectPr><w:headerReference r:id="header1.xml"/></w:sectPr>'
    reading = read(body, more={"chart1.xml": chart, "header1.xml": header})
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("paragraph", "See."), ("alt", "58% are dry"), ("chart", "Dry: North: 42 %"), ("header", "Wells 2024"),
    ]  # fmt: skip


def test_links_by_relationship_and_by_field() -> None:
    links = f'<Relationship Id="l" Type="{TYPE}hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    body = para(
        run("See ")
        + f'<w:hyperlink r:id="l">{run("this")}</w:hyperlink>'
        + field('HYPERLINK "https://example.org/b"', "that")
    )
    found = [(link.start, link.end, link.url) for link in read(body, links=links).blocks[0].links]
    assert found == [(4, 8, "https://example.org/a"), (8, 12, "https://example.org/b")]


def test_the_language_is_the_one_that_most_text_is_marked_with() -> None:
    body = para(run("Puits", '<w:lang w:val="fr-FR"/>') + run("to", '<w:lang w:val="en-GB"/>'))
    assert read(body).language == "fr"


def test_a_strict_file_reads_the_same() -> None:
    parts = word_parts(para(run("73 wells") + call(1)), footnote(1, run("Census.")))
    strict = {
        name: data.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, data in parts.items()
        if isinstance(data, str)
    }
    reading, _ = read_docx(zipped(strict), "x.docx")
    assert reading is not None
    assert [block.text for block in reading.blocks] == [f"73 wells{CALL}", "Census."]


# ---- hostile and broken files


GOOD = word_parts(para(run("73 wells") + call(1)), footnote(1, run("Census.")))
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><a>&x;</a>'
REFUSED = {
    "nothing": b"",
    "no zip": b"PK\x03\x04 and no more",
    "an empty zip": zipped({}),
    "no text part": zipped({"a.xml": "<a/>"}),
    "an external entity": zipped({**GOOD, "word/document.xml": ENTITY}),
    "an entity in UTF-16": zipped(
        {**GOOD, "word/document.xml": f'<?xml version="1.0" encoding="utf-16"?>{ENTITY}'.encode("utf-16")}
    ),
    "another encoding": zipped({**GOOD, "word/document.xml": b'<?xml version="1.0" encoding="cp037"?><a/>'}),
    "broken XML": zipped({**GOOD, "word/document.xml": "<w:document"}),
    "ten thousand levels": word("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000),
    "a zip bomb": zipped({**GOOD, "word/document.xml": b"<a>" + b" " * 41_000_000 + b"</a>"}),
    "a bomb of tags": zipped({**GOOD, "word/document.xml": b"<a>" + b"<b/>" * 2_100_000 + b"</a>"}),
    "fields in fields": word(para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 2000)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_with_a_finding(name: str) -> None:
    reading, findings = read_docx(REFUSED[name], "x.docx")
    assert reading is None
    assert [finding.rule for finding in findings] == ["unreadable-file"]
    assert findings[0].hint


def test_a_part_of_one_name_twice_is_refused() -> None:
    doubled = zipped(GOOD | {"WORD/document.xml": "<a/>"})
    assert read_docx(doubled, "x.docx")[0] is None


def test_a_damaged_notes_part_is_told_and_its_notes_cite_nothing() -> None:
    data = zipped({**GOOD, "word/footnotes.xml": "<w:footnotes"})
    report, findings = audit_file(data, "x.docx", language="en", evidence=None)
    assert [figure.status for figure in report.figures] == ["uncited"]
    assert [finding.rule for finding in findings] == ["damaged-part", "uncited-figure"]


def test_a_field_that_never_ends_is_told() -> None:
    _, findings = read_docx(word(para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("73"))), "x.docx")
    assert [finding.rule for finding in findings] == ["damaged-part"]


def test_content_fetched_from_outside_is_told() -> None:
    links = f'<Relationship Id="l" Type="{TYPE}image" Target="https://example.org/a.png" TargetMode="External"/>'
    assert [finding.rule for finding in read_docx(word(para(run("a")), links=links), "x.docx")[1]] == [
        "outside-content"
    ]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    for text in (data, b"PK\x03\x04" + data, zipped({**GOOD, "word/document.xml": data})):
        audit_file(text, "x.docx", language="en", evidence=None)[0].to_json()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_file_never_breaks_it(seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(zipped(GOOD))
    for _ in range(dice.randrange(1, 12)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    audit_file(bytes(data), "x.docx", language="en", evidence=None)


TAGS = st.sampled_from(
    [
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:ins",
        "w:del",
        "w:sdt",
        "w:sdtContent",
        "w:hyperlink",
        "w:bookmarkStart",
        "w:bookmarkEnd",
        "w:fldSimple",
        "w:footnoteReference",
        "w:footnote",
        "m:oMath",
        "m:sup",
        "w:pPr",
        "w:rPr",
        "w:numPr",
        "w:sectPr",
        "w:txbxContent",
        "mc:AlternateContent",
        "mc:Choice",
        "w:fldChar",
        "w:sym",
        "w:vMerge",
        "w:gridSpan",
        "w:tcPr",
    ]
)
TREES = st.recursive(
    TAGS.map(lambda tag: f"<{tag} w:id='1' w:val='2' w:char='F0' w:fldCharType='begin'>73</{tag}>"),
    lambda inner: st.builds(lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", TAGS, st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(TREES, TREES)
def test_elements_in_any_order_never_break_it(body: str, notes: str) -> None:
    audit_file(word(body, notes), "x.docx", language="en", evidence=None)[0].to_json()
