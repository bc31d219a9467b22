"""The briefs of this project as Word files: what has to stay together on a page does, in the XML that Word goes by."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from word_parts import W, root_of, words

from briefs.document import Document
from briefs.pipeline import compile_brief, write_document
from briefs.project import load_project
from briefs.settings import load_settings
from briefs.write.docx import SHEET_LETTERS, letters_of

ROOT = Path(__file__).parents[1]
Brief = tuple[bytes, dict[str, Any]]  # the Word file, and the front matter in its language


@pytest.fixture(scope="module")
def briefs() -> dict[str, Brief]:
    settings, _ = load_settings(ROOT)
    project, findings = load_project(ROOT, settings, ("en", "fr"))
    assert project is not None, findings
    made = {}
    for brief in project.briefs:
        for tag in ("en", "fr"):
            one = compile_brief(project, brief, tag)
            write_document(project, one, ("docx",))
            assert one.document is not None
            made[one.name] = (one.outputs["docx"], dict(one.document.meta))
    return made


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(W + "val"))


def styles_with(data: bytes, name: str) -> set[str]:
    """The ids of the styles whose own properties hold this one."""
    styles = root_of(data, "word/styles.xml")
    return {one.get(W + "styleId") for one in styles.iter(W + "style") if one.find(f"{W}pPr/{W}{name}") is not None}


def body_of(data: bytes) -> list[Any]:
    return [child for child in root_of(data)[0] if not child.tag.endswith("sectPr")]


def test_every_heading_stays_with_what_follows(briefs: dict[str, Brief]) -> None:
    for name, (data, _) in briefs.items():
        kept, body = styles_with(data, "keepNext"), body_of(data)
        headings = [at for at, one in enumerate(body) if style_of(one).startswith(("Heading", "Title"))]
        assert len(headings) > 5
        for at in headings:
            assert style_of(body[at]) in kept, name
            assert at + 1 < len(body), f"{name}: a heading ends the document"
            assert style_of(body[at + 1]) != style_of(body[at]), f"{name}: a heading with nothing under it"


def test_single_lines_are_never_left_behind(briefs: dict[str, Brief]) -> None:
    for data, _ in briefs.values():
        styles = root_of(data, "word/styles.xml")
        default = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}widowControl")
        assert default is not None
        assert default.get(W + "val") is None
        for part in ("word/styles.xml", "word/document.xml", "word/footnotes.xml"):
            off = [one for one in root_of(data, part).iter(W + "widowControl") if one.get(W + "val") in ("0", "false")]
            assert off == []


def test_tables_repeat_their_head_and_keep_their_rows_whole(briefs: dict[str, Brief]) -> None:
    for data, _ in briefs.values():
        kept, tables = styles_with(data, "keepNext"), [one for one in body_of(data) if one.tag == W + "tbl"]
        assert tables
        for table in tables:
            rows = table.findall(W + "tr")
            assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            assert {style_of(one) for one in rows[0].iter(W + "p")} <= kept, "the head stays with the first row"


def test_the_box_stays_whole(briefs: dict[str, Brief]) -> None:
    for data, _ in briefs.values():
        body = body_of(data)
        box = [at for at, one in enumerate(body) if style_of(one) == "Box"]
        assert box == list(range(box[0], box[-1] + 1))
        assert "Box" in styles_with(data, "keepLines")
        kept = [body[at].find(f"{W}pPr/{W}keepNext") is not None for at in box]
        assert kept == [True] * (len(box) - 1) + [False]


def numbered(data: bytes) -> list[tuple[int, str]]:
    """The items of numbered lists at the first level, with the number that Word shows before each."""
    numbering = root_of(data, "word/numbering.xml")
    kinds = {
        one.get(W + "abstractNumId"): one.find(f"{W}lvl/{W}numFmt").get(W + "val")
        for one in numbering.iter(W + "abstractNum")
    }
    lists = {one.get(W + "numId"): one for one in numbering.iter(W + "num")}
    counts: Counter[str] = Counter()
    found = []
    for paragraph in root_of(data).iter(W + "p"):
        mark = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if mark is None or kinds[lists[mark.get(W + "val")].find(W + "abstractNumId").get(W + "val")] != "decimal":
            continue
        own = mark.get(W + "val")
        start = lists[own].find(f"{W}lvlOverride[@{W}ilvl='0']/{W}startOverride")
        found.append((counts[own] + int(start.get(W + "val")), words(paragraph)))
        counts[own] += 1
    return found


def test_asks_are_a_real_list_numbered_through(briefs: dict[str, Brief]) -> None:
    for name, (data, front) in briefs.items():
        asks = numbered(data)
        assert [number for number, _ in asks] == list(range(1, len(front["asks"]) + 1)), name
        for ask, (_, text) in zip(front["asks"], asks, strict=True):
            assert not re.match(r"\s*\d+[.)]", text), "the number is Word's, not typed"
            assert letters(ask["ask"]) in letters(text)


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def test_the_imprint_is_the_last_thing_and_stays_whole(briefs: dict[str, Brief]) -> None:
    for name, (data, _) in briefs.items():
        body = body_of(data)
        imprint = [at for at, one in enumerate(body) if style_of(one) == "Imprint"]
        assert imprint == [len(body) - 2, len(body) - 1], name
        assert "Imprint" in styles_with(data, "keepLines")
        assert [body[at].find(f"{W}pPr/{W}keepNext") is not None for at in imprint] == [True, False]
        assert "[" in words(body[-1]), "blanks of the organisation are visible"


def test_a_brief_of_one_sheet_is_set_smaller() -> None:
    document = Document("x", "en", "ltr", "T", "", {"pages": "2"}, ())
    assert letters_of(document) == SHEET_LETTERS
    assert letters_of(replace(document, meta={"pages": "4"})) is None
    assert letters_of(replace(document, meta={})) is None
    assert letters_of(replace(document, meta={}, part="summary", letters=0.9)) == 0.9
