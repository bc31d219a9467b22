"""Accessibility of Word files: each fault planted and found at its place, and none in what we ship."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from sample_project import copy_project, run, told
from word_parts import SAMPLES, parts, rewritten, written

from briefs.audit.accesscontrast import contrast
from briefs.audit.accessibility import ACCESS_CHECKS, check_accessibility
from briefs.explain import explain_rule
from briefs.finding import Stops
from briefs.format_rules import FORMAT_RULES
from briefs.write.docx_specimen import make_reference

CASES = Path(__file__).parent / "cases" / "accessibility.md"
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Picture 1" descr="{}">{}</wp:docPr></wp:inline></w:drawing></w:r>'
)
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
MARKS = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<url>[^)]*)\)|\{\{(?P<alt>[^}]*)\}\}|\*\*(?P<bold>.+?)\*\*")
LOOK = re.compile(r"colour=(\w{6})(?: on (\w{6}))?(?: size=(\d+))?: ")


def word_file(body: str, relations: str = "") -> bytes:
    """A Word file of Word's own styles whose text is this XML."""
    text = b"<w:body>" + body.encode() + b"</w:body>"
    data = rewritten(
        written(SAMPLES["fr"](), make_reference()), "word/document.xml",
        lambda held: re.sub(rb"<w:body>.*</w:body>", lambda _: text, held, flags=re.DOTALL),
    )  # fmt: skip
    data = rewritten(
        data, "word/styles.xml", lambda held: re.sub(rb'<w:lang w:val="fr-FR"', b'<w:lang w:val="en-GB"', held)
    )
    data = rewritten(
        data,
        "word/footnotes.xml",
        lambda held: re.sub(rb"<w:footnote w:id=\"[1-9].*</w:footnote>", b"", held, flags=re.DOTALL),
    )
    if relations:
        data = rewritten(
            data,
            "word/_rels/document.xml.rels",
            lambda held: held.replace(b"</Relationships>", relations.encode() + b"</Relationships>"),
        )
    return data


def run_xml(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def paragraph_xml(line: str, links: list[str]) -> str:
    """One line of a case as a paragraph."""
    style, _, text = (part.strip() for part in line.partition("|"))
    shade, properties = "", ""
    if look := LOOK.match(text):
        colour, ground, size = look.groups()
        shade = f'<w:shd w:val="clear" w:fill="{ground}"/>' if ground else ""
        properties = f'<w:color w:val="{colour}"/>' + (f'<w:sz w:val="{size}"/>' if size else "")
    for tag, mark in (("fr: ", "fr-FR"), ("none: ", "")):
        if text.startswith(tag):
            text, properties = text[len(tag) :], f'<w:lang w:val="{mark}"/>'
    text = LOOK.sub("", text)
    inside, start = "", 0
    for mark in MARKS.finditer(text):
        inside += run_xml(text[start : mark.start()], properties)
        start = mark.end()
        if mark["url"] is not None:
            links.append(mark["url"].strip())
            inside += f'<w:hyperlink r:id="rIdX{len(links)}">{run_xml(mark["words"], properties)}</w:hyperlink>'
        elif mark["alt"] is not None:
            decorative = mark["alt"] == "decorative"
            inside += PICTURE.format("" if decorative else escape(mark["alt"]), DECORATIVE if decorative else "")
        else:
            inside += run_xml(mark["bold"], "<w:b/>")
    inside += run_xml(text[start:], properties)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{shade}</w:pPr>{inside}</w:p>'


def cases() -> list[tuple[str, list[str], list[str]]]:
    """Name, lines and rules of each case."""
    found = []
    for block in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, *rest = block.strip().splitlines()
        lines = [line for line in rest if "|" in line]
        (rules,) = (line for line in rest if line.startswith("→"))
        found.append((name, lines, rules[1:].split()))
    return found


def case_file(lines: list[str]) -> bytes:
    links: list[str] = []
    body = "".join(paragraph_xml(line, links) for line in lines)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    relations = "".join(
        f'<Relationship Id="rIdX{number}" Type="{kind}" Target="{escape(url)}" TargetMode="External"/>'
        for number, url in enumerate(links, 1)
    )
    return word_file(body, relations)


@pytest.mark.parametrize(("name", "lines", "rules"), cases(), ids=[name for name, _, _ in cases()])
def test_each_case_breaks_the_rules_it_says(name: str, lines: list[str], rules: list[str]) -> None:
    found = check_accessibility(case_file(lines), "case.docx")
    assert sorted(finding.rule for finding in found) == sorted(rules)
    assert all(finding.hint for finding in found)


def test_every_rule_has_a_case_and_an_explanation() -> None:
    planted = {rule for _, _, rules in cases() for rule in rules} | {
        "table-without-header", "table-header-merged", "table-header-empty", "document-title-missing",
        "document-language-missing",
    }  # fmt: skip
    assert planted == {rule for rule in FORMAT_RULES if not rule.startswith("pdf-")}
    for rule in planted:
        explained = explain_rule(rule)
        assert explained is not None
        assert "WCAG" in explained[1]


def test_a_place_has_its_paragraph_its_heading_and_its_words() -> None:
    lines = [
        "Title | The title",
        "Heading1 | Where it is",
        "Normal | Words.",
        "Normal | See [here](https://example.org/).",
    ]
    (finding,) = check_accessibility(case_file(lines), "case.docx")
    place = finding.place
    assert (place.part, place.line, place.heading, place.excerpt) == ("body", 4, "Where it is", "here")


# ---- tables


def table(head: str, *, header: bool = True) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    row = "".join(f"<w:tc><w:p>{run_xml(words)}</w:p></w:tc>" for words in ("North", "12"))
    return f"{TITLE}<w:tbl><w:tr>{mark}{head}</w:tr><w:tr>{row}</w:tr></w:tbl><w:p/>"


TITLE = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>The title</w:t></w:r></w:p>'
CELL = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        (table(CELL.format("", "Place") + CELL.format("", "Rooms")), []),
        (table(CELL.format("", "Place") + CELL.format("", "Rooms"), header=False), ["table-without-header"]),
        (table(CELL.format('<w:gridSpan w:val="2"/>', "Both")), ["table-header-merged"]),
        (
            table(CELL.format('<w:vMerge w:val="restart"/>', "Place") + CELL.format("", "Rooms")),
            ["table-header-merged"],
        ),
        (table(CELL.format("", "Place") + CELL.format("", " ")), ["table-header-empty"]),
        (
            table(CELL.format("", "Place") + CELL.format("", "Rooms")).replace("<w:tbl>", "<w:p/><w:p/><w:tbl>"),
            ["empty-paragraph"],
        ),
        (f"{TITLE}<w:tbl><w:tr>{CELL.format('', 'A box')}</w:tr></w:tbl><w:p/>", []),
    ],
)
def test_header_rows(body: str, rules: list[str]) -> None:
    assert [finding.rule for finding in check_accessibility(word_file(body), "case.docx")] == rules


def test_words_on_the_ground_of_their_cell() -> None:
    head = CELL.format('<w:shd w:val="clear" w:fill="1F4E79"/>', "Place") + CELL.format("", "Rooms")
    white = table(head).replace("<w:r><w:t>Place", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Place')
    assert check_accessibility(word_file(white), "case.docx") == ()
    dark = table(head).replace("<w:r><w:t>Place", '<w:r><w:rPr><w:color w:val="333333"/></w:rPr><w:t>Place')
    assert [finding.rule for finding in check_accessibility(word_file(dark), "case.docx")] == ["contrast-low"]


# ---- the whole file


def test_a_file_without_title_or_language() -> None:
    data = written(SAMPLES["en"](), make_reference())
    assert check_accessibility(data, "x.docx") == ()
    untitled = rewritten(data, "docProps/core.xml", lambda part: re.sub(rb"<dc:title>[^<]*</dc:title>", b"", part))
    assert [one.rule for one in check_accessibility(untitled, "x.docx")] == ["document-title-missing"]
    silent = data
    for part in [name for name in parts(data) if name.endswith(".xml")]:
        if re.search(rb"<w:lang |<dc:language>|<w:themeFontLang ", parts(silent)[part]):
            silent = rewritten(
                silent,
                part,
                lambda held: re.sub(
                    rb"<w:lang [^>]*/>|<dc:language>[^<]*</dc:language>|<w:themeFontLang [^>]*/>", b"", held
                ),
            )
    assert [one.rule for one in check_accessibility(silent, "x.docx")] == ["document-language-missing"]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_kind_of_block_that_we_write_is_clean(name: str) -> None:
    assert check_accessibility(written(SAMPLES[name](), make_reference()), "x.docx") == ()


def test_the_shipped_briefs_are_clean_in_every_language(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert run("build", "-f", "docx", "-o", str(tmp_path)) == 0
    files = sorted(map(str, tmp_path.glob("*.docx")))
    assert {Path(file).name.split(".")[1] for file in files} == {"ar", "en", "es", "fr"}
    code, answer = told(capsys, "accessibility", *files)
    assert (code, answer["findings"]) == (0, [])
    assert all(one["counts"]["paragraphs"] > 50 and one["counts"]["links"] > 10 for one in answer["files"])
    assert run("build", "--part", "summary", "-f", "docx", "-o", str(tmp_path / "short")) == 0
    assert run("accessibility", *map(str, (tmp_path / "short").glob("*.docx"))) == 0


def test_a_release_is_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    capsys.readouterr()
    pale = rewritten(make_reference(), "word/styles.xml", lambda held: re.sub(rb'<w:color w:val="\w{6}"/>', b'<w:color w:val="BBBBBB"/>', held))  # fmt: skip
    (root / "templates" / "reference.docx").write_bytes(pale)
    code, answer = told(capsys, "build", "-l", "en", "-l", "fr", "--release")
    assert "contrast-low" in {finding["rule"] for finding in answer["findings"]}
    assert code == 0, "a warning: the house may have its reasons"
    assert told(capsys, "build", "-l", "en", "-l", "fr", "--release", "--fail-on", "warning")[0] == 1


def test_what_is_no_word_file_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK no zip")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    code, answer = told(
        capsys, "accessibility", str(tmp_path / "a.docx"), str(tmp_path / "b.pdf"), str(tmp_path / "c.docx")
    )
    assert code == 2
    assert [finding["rule"] for finding in answer["findings"]] == [
        "unreadable-file",
        "unknown-format",
        "file-unreadable",
    ]
    deep = "<w:sdt>" * 2000 + "</w:sdt>" * 2000
    (finding,) = check_accessibility(word_file(deep), "x.docx")
    assert (finding.rule, finding.stops) == ("unreadable-file", Stops.RUN)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("FFFFFF", "767676") == pytest.approx(4.54, abs=0.01)
    assert len(ACCESS_CHECKS) == len(set(ACCESS_CHECKS))
