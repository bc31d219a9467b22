"""Notes, Source cells and the list as short as they may be, and nothing lost by it: links, places, reserves, whose sum."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace
from note_markup import AT, Maker, make_sources, paragraph
from test_note import SOURCE, cell_texts, note_texts, row, rules, table, with_reserve
from test_note_cases import language, shown

from briefs.audit.vouching import Library
from briefs.document import Block, Citation, Document, Figure, Inline, Link, Paragraph, Reference, SourceList, Text
from briefs.evidence import Evidence, Fact, Locator, Name, Source, Unit
from briefs.note import note_document
from briefs.note.ask import operations_of
from briefs.note.line import inline_text

LIST = SourceList(AT)
LAW = Source(
    "law", "legislation", "Wells Act 2024", AT, url="https://example.org/law", number="2024 c. 90", title_short="WA",
    names={"en": "Wells Act", "fr": "loi sur les puits"},
)  # fmt: skip


def noted(maker: Maker, *blocks: Block, sources: Mapping[str, Source] | None = None) -> Document:
    evidence = replace(maker.evidence(), sources={**make_sources(), **(sources or {})})
    document, _, findings = note_document(maker.document([*blocks]), evidence, language(maker.language))
    assert findings == ()
    return document


def links_in(children: tuple[Inline, ...]) -> list[tuple[str, str]]:
    found = []
    for node in children:
        if isinstance(node, Link):
            found.append((shown(inline_text(node.children)), node.url))
        elif isinstance(node, Reference):
            found.extend(links_in(node.children))
    return found


def listed(document: Document) -> list[str]:
    return [
        shown(inline_text(block.children))
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style == "reference"
    ]


# ---- notes


def test_a_note_s_title_is_its_link() -> None:
    maker = Maker("en")
    document = noted(maker, paragraph(*maker.inlines("{a:12 wells} ran.")), LIST)
    assert note_texts(document) == ["Office A, Census of wells, 2024, p.~1."]
    assert links_in(document.notes[0].children) == [("Census of wells", "https://example.org/a")]


def test_a_source_without_date_ends_in_one_stop() -> None:
    maker = Maker("en")
    bare = replace(make_sources()["a"], issued=None)
    document = noted(maker, paragraph(Text("So it is"), Citation(AT, "a"), Text(".")), LIST, sources={"a": bare})
    assert note_texts(document) == ["Office A, Census of wells, n.d."]


def test_a_sum_of_ours_says_so_and_names_all_its_sources_but_no_input() -> None:
    maker = Maker("en")
    document = noted(maker, paragraph(*maker.inlines("{=a+a+b:22 wells} ran.")), LIST)
    assert note_texts(document) == [
        "Our calculation (sum): Office A, Census of wells, 2024, p.~1; Office B, Survey of springs, 2024, p.~1."
    ]
    assert [entry.source for entry in document.notes[0].entries] == ["a", "b"]
    assert all(entry.locator for entry in document.notes[0].entries)


def test_the_sheet_s_own_place_of_a_sum_stands_for_those_of_its_inputs() -> None:
    maker = Maker("en")
    children = maker.inlines("{=a+a:15 wells} ran.")
    (figure,) = [node for node in children if isinstance(node, Figure)]
    for fact, place in zip(maker.facts[figure.fact].inputs, ("4", "5"), strict=True):
        maker.facts[fact] = replace(maker.facts[fact], locator=Locator("page", place))
    maker.facts[figure.fact] = replace(maker.facts[figure.fact], locator=Locator("table", "All wells"))
    document = noted(maker, paragraph(*children), LIST)
    assert note_texts(document) == ["Our calculation (sum): Office A, Census of wells, 2024, table “All wells”."]


def test_a_figure_and_a_sum_of_the_same_source_share_a_reference() -> None:
    maker = Maker("en")
    document = noted(maker, paragraph(*maker.inlines("{a:48 wells} ran, {=a+a:28 wells} did not.")), LIST)
    assert note_texts(document) == [
        "48 wells and 28 wells (our calculation: sum): Office A, Census of wells, 2024, p.~1."
    ]


def test_two_sums_of_the_same_sources_share_them() -> None:
    maker = Maker("fr")
    document = noted(maker, paragraph(*maker.inlines("{=a+b:48 puits} coulent, {=a+b:28 puits} non.")), LIST)
    assert note_texts(document) == [
        "48 puits et 28 puits, notre calcul (somme)~: Office A, Census of wells, 2024, p.~1_; "
        "Office B, Survey of springs, 2024, p.~1."
    ]


@pytest.mark.parametrize(
    ("expression", "kind", "wanted"),
    [
        ("a + b", "count", ("sum",)),
        ("a / b", "ratio", ("ratio",)),
        ("100 * a / b", "percent", ("share",)),
        ("100 * (a / b - 1)", "percent", ("change",)),
        ("a + b", "percent", ("sum",)),
    ],
)
def test_what_was_done_is_named(expression: str, kind: str, wanted: tuple[str, ...]) -> None:
    whole = Fact("x", AT, "en", "x", "a", Locator("page", "1"), unit="u", derived_from=expression)
    evidence = Evidence({}, {"x": whole}, {"u": Unit("u", kind, "u", "us", "en", AT)})  # type: ignore[arg-type]
    assert operations_of(whole, evidence) == wanted


def test_a_claim_does_not_repeat_the_reserve_that_its_figure_s_note_tells() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran.")
    with_reserve(maker, children, "Dry wells are left out")
    (fact,) = maker.facts
    claim = Citation(AT, "b", Locator("page", "7"), disclose=fact)
    document = noted(maker, paragraph(*children), paragraph(Text("Count them"), claim, Text(".")), LIST)
    assert [text.count("Dry wells are left out.") for text in note_texts(document)] == [1, 0]
    alone = noted(maker, paragraph(Text("Count them"), claim, Text(".")), LIST)
    assert [text.count("Dry wells are left out.") for text in note_texts(alone)] == [1]


def test_each_note_of_a_figure_tells_its_reserve() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran.")
    with_reserve(maker, children, "Dry wells are left out")
    (figure,) = [node for node in children if isinstance(node, Figure)]
    again = paragraph(figure, Text(" and "), *maker.inlines("{b:13} ran."))
    document = noted(maker, paragraph(*children), again, LIST)
    assert [text.casefold().count("dry wells are left out.") for text in note_texts(document)] == [1, 1]


def test_behind_a_colon_a_reserve_begins_in_lower_case_unless_a_name_or_a_quotation_does() -> None:
    cases = {
        "Dry wells are left out": "13: dry wells",
        "A count of wells": "13: a count",
        "WaterAid counts others": "13: WaterAid counts",
        "NGOs count others": "13: NGOs count",
        "Delta wells are left out": "13: Delta wells",  # the text below has “the Delta”
        "“Dry” wells are left out": "13: “Dry” wells",
    }
    for words, wanted in cases.items():
        maker = Maker("en")
        children = maker.inlines("In the Delta {a:12 wells} ran, {a:13} did not.")
        with_reserve(maker, children, words, which=1)
        assert wanted in note_texts(noted(maker, paragraph(*children), LIST))[0]


def test_a_language_with_capitals_behind_a_colon_keeps_them() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran, {a:13} did not.")
    with_reserve(maker, children, "Dry wells are left out", which=1)
    capital = replace(language("en").typography, capital_after_colon=True)
    document, _, _ = note_document(
        maker.document([paragraph(*children), LIST]), maker.evidence(), replace(language("en"), typography=capital)
    )
    assert "13: Dry wells are left out." in note_texts(document)[0]


@pytest.mark.parametrize(("tag", "wanted"), [
    ("en", "5 wells, 62 wells and 12 times (our calculation: ratio): Office A"),
    ("fr", "5 wells, 62 wells et 12 times (notre calcul~: rapport)~: Office A"),
])  # fmt: skip
def test_all_figures_of_a_source_are_one_list(tag: str, wanted: str) -> None:
    maker = Maker(tag)
    children = maker.inlines("From {a:5 wells} to {a:62 wells}, {=a+a:12 times} as many.")
    whole = next(name for name, fact in maker.facts.items() if fact.inputs)
    maker.facts[whole] = replace(maker.facts[whole], derived_from=" / ".join(maker.facts[whole].inputs))
    assert note_texts(noted(maker, paragraph(*children), LIST))[0].startswith(wanted)


def test_a_claim_and_a_figure_of_one_source_share_a_list_of_places() -> None:
    maker = Maker("en")
    children = maker.inlines("{a/p2:10 wells} ran, and others had been dug")
    claim = Citation(AT, "a", Locator("page", "7"))
    assert note_texts(noted(maker, paragraph(*children, claim, Text(".")), LIST)) == [
        "Office A, Census of wells, 2024, p.~2 and p.~7."
    ]


def test_semicolons_part_figures_where_a_remark_holds_for_several() -> None:
    maker = Maker("en")
    children = maker.inlines("{a/p2:10 wells}, {a/p2:12 wells} and {a/p3:20 springs} are dry.")
    assert note_texts(noted(maker, paragraph(*children), LIST)) == [
        "10 wells and 12 wells (p.~2); 20 springs (p.~3): Office A, Census of wells, 2024."
    ]


def test_a_reader_knows_a_source_by_the_link_of_where_it_was_read_and_by_no_other() -> None:
    words, link = "Office A, Census of wells, 2024, p. 1, cited in Office C, 2024.", "https://example.org/c"
    read, unread = Maker("en"), Maker("en")
    document = noted(read, paragraph(*read.inlines("{a<c:12 wells} ran.")), LIST)
    assert note_texts(document) == [words.replace("p. 1", "p.~1")]
    unread.inlines("{a:12 wells}")
    assert [source.id for source in Library(read.evidence()).sources(words, [link])] == ["c"]
    assert Library(unread.evidence()).sources(words, [link]) == ()


# ---- Source cells


def cell_of(document: Document) -> tuple[Inline, ...]:
    return document.blocks[0].rows[0].cells[-1].children  # type: ignore[union-attr]


def test_a_source_cell_says_who_and_when_as_one_link() -> None:
    maker = Maker("en")
    block = table(("Count", "Source"), row(maker.inlines("{a:12 wells}"), (SOURCE,)))
    document = noted(maker, block, LIST)
    assert cell_texts(document)[0][1] == "Office A, 2024, p.~3"
    assert links_in(cell_of(document)) == [("Office A, 2024", "https://example.org/a")]


def test_two_works_of_one_author_and_year_keep_their_titles() -> None:
    maker = Maker("en")
    twin = replace(make_sources()["b"], author=make_sources()["a"].author)
    block = table(("Count", "Source"), row(maker.inlines("{a:12 wells}"), (SOURCE,)))
    for others, wanted in (("{c:1 pump}", "Office A, 2024, p.~3"), ("{b:1}", "Office A, Census of wells, 2024, p.~3")):
        document = noted(maker, block, paragraph(*maker.inlines(f"{others} ran.")), LIST, sources={"b": twin})
        assert cell_texts(document)[0][1] == wanted


def test_a_cell_that_names_no_title_names_none_of_what_it_was_read_in() -> None:
    maker = Maker("en")
    reference = Reference("a", Locator("page", "3"), AT, "c")
    document = noted(maker, table(("Count", "Source"), row(maker.inlines("{a<c:12 wells}"), (reference,))), LIST)
    assert cell_texts(document)[0][1] == "Office A, 2024, p.~3, cited in Office C, 2024"
    assert links_in(cell_of(document)) == [("Office C, 2024", "https://example.org/c")]


def test_the_articles_of_a_law_stand_behind_its_name_once() -> None:
    articles = [Reference("law", Locator("article", place), AT) for place in ("42(1)", "34(1)", "8")]
    cell = (articles[0], Text("; "), articles[1], Text("; "), articles[2])
    for tag, wanted in (("en", "WA, Arts~8, 34(1), 42(1)"), ("fr", "WA, art.~8, 34~§~1, 42~§~1")):
        maker = Maker(tag)
        document = noted(maker, table(("What", "Source"), row((Text("Duty"),), cell)), LIST, sources={"law": LAW})
        assert cell_texts(document)[0][1] == wanted


def test_without_a_list_names_are_introduced_where_they_first_stand() -> None:
    maker = Maker("en")
    office = replace(make_sources()["a"], short_author=("OA",))
    first, again = (Reference("law", Locator("article", place), AT) for place in ("6", "7"))
    rows = [row(maker.inlines("{a:12 wells}"), (SOURCE,)) for _ in range(2)]
    rows += [row((Text("Duty"),), (one,)) for one in (first, again)]
    document = noted(maker, table(("Count", "Source"), *rows), sources={"a": office, "law": LAW})
    assert [cells[1] for cells in cell_texts(document)] == [
        "Office A (OA), Census of wells, 2024, p.~3",
        "OA, 2024, p.~3",
        "Wells Act (WA, 2024 c. 90), Art.~6",
        "WA, Art.~7",
    ]


# ---- the list of sources


def test_an_institution_is_spelled_out_once_in_the_list_and_never_in_notes() -> None:
    maker = Maker("en")
    sources = {
        key: replace(make_sources()[key], author=(Name(literal="Office of Wells"),), short_author=("OW",))
        for key in ("a", "b")
    }
    document = noted(maker, paragraph(*maker.inlines("{a:12 wells} ran; {b:13} did not.")), LIST, sources=sources)
    assert note_texts(document) == ["OW, Census of wells, 2024, p.~1.", "OW, Survey of springs, 2024, p.~1."]
    assert listed(document) == [
        "Office of Wells (OW), Census of wells, 2024, example.org.",
        "OW, Survey of springs, 2024, example.org.",
    ]


def test_the_list_says_by_which_name_notes_cite_a_law() -> None:
    maker = Maker("fr")
    document = noted(maker, paragraph(Text("C’est dû"), Citation(AT, "law"), Text(".")), LIST, sources={"law": LAW})
    assert note_texts(document) == ["WA."]
    assert listed(document) == ["Loi sur les puits (Wells Act 2024), 2024 c. 90, cité comme WA."]


def test_every_entry_of_the_list_has_a_link() -> None:
    maker = Maker("en")
    block = paragraph(*maker.inlines("{a:12 wells} ran; {b<c:13} did not."))
    document = noted(maker, block, LIST)
    entries = [one for one in document.blocks if isinstance(one, Paragraph) and one.style == "reference"]
    assert [url for entry in entries for _, url in links_in(entry.children)] == [
        "https://example.org/a", "https://example.org/c", "https://example.org/c",
    ]  # fmt: skip


def test_a_short_name_serves_no_source_that_lacks_what_a_reader_needs() -> None:
    maker = Maker("en")
    bare = replace(make_sources()["a"], author=(), url=None)
    evidence = replace(maker.evidence(), sources={**make_sources(), "a": bare})
    block = table(("Count", "Source"), row((Text("Wells"),), (SOURCE,)))
    _, _, findings = note_document(maker.document([block, LIST]), evidence, language("en"))
    assert rules(findings) == ["source-incomplete"]
    assert all(word in findings[0].message for word in ("author", "address"))
