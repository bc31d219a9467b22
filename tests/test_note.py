"""The note stage on whole blocks: tables, reserves, labels, the list of sources, typography, the record; and faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from note_markup import AT, Maker, make_sources, markup_of, paragraph
from test_note_cases import compiled, language, shown

from briefs.document import (
    Block,
    Call,
    Cell,
    Citation,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quote,
    Reference,
    Row,
    SourceList,
    Table,
    Text,
    Wording,
)  # fmt: skip
from briefs.evidence import Evidence, Locator, Record
from briefs.finding import Finding, Stops
from briefs.note import note_document, record_document
from briefs.note.line import inline_text, leaf_nodes

Noted = tuple[Document, Record, tuple[Finding, ...]]


def note(maker: Maker, *blocks: Block, evidence: Evidence | None = None) -> Noted:
    return note_document(maker.document(blocks), evidence or maker.evidence(), language(maker.language))


def row(*cells: tuple[Inline, ...]) -> Row:
    return Row(tuple(Cell(cell, AT) for cell in cells), AT)


def table(head: tuple[str, ...], *rows: Row) -> Table:
    return Table(row(*((Text(word),) for word in head)), rows, ("",) * len(head), AT)


def cell_texts(document: Document) -> list[list[str]]:
    block = next(block for block in document.blocks if isinstance(block, Table))
    return [[shown(inline_text(cell.children)) for cell in one.cells] for one in block.rows]


def calls_in(document: Document) -> Iterator[Call]:
    for block in document.blocks:
        match block:
            case Table():
                lines = [cell.children for one in (block.header, *block.rows) for cell in one.cells]
            case Paragraph() | Heading():
                lines = [block.children]
            case _:
                lines = []
        yield from (node for line in lines for node in leaf_nodes(line) if isinstance(node, Call))


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


SOURCE = Reference("a", Locator("page", "3"), AT)


# ---- tables


def test_a_source_cell_vouches_for_its_row_and_no_note_is_called() -> None:
    maker = Maker("en")
    block = table(("Count", "Source"), row(maker.inlines("{a:12 wells}"), (SOURCE,)))
    document, record, findings = note(maker, block)
    assert findings == ()
    assert document.notes == ()
    assert cell_texts(document) == [["12 wells", "Office A, Census of wells, 2024, p.~3"]]
    figure, reference = [printed for printed in record.printed if printed.kind in ("figure", "reference")]
    assert (figure.note, reference.text) == (None, "Office A, Census of wells, 2024, p.\u00a03")


def test_the_title_in_a_source_cell_is_the_link() -> None:
    maker = Maker("en")
    document, _, _ = note(maker, table(("Count", "Source"), row(maker.inlines("{a:12 wells}"), (SOURCE,))))
    block = document.blocks[0]
    assert isinstance(block, Table)
    reference = block.rows[0].cells[1].children[0]
    assert isinstance(reference, Reference)
    assert [node.url for node in reference.children if isinstance(node, Link)] == ["https://example.org/a"]


def test_a_cell_that_names_a_source_again_tells_both_places_at_once() -> None:
    maker = Maker("en")
    other = Reference("a", Locator("page", "9"), AT)
    document, _, _ = note(
        maker, table(("Count", "Source"), row(maker.inlines("{a:12 wells}"), (SOURCE, Text("; "), other)))
    )
    assert cell_texts(document)[0][1] == "Office A, Census of wells, 2024, p.~3 and p.~9"


def test_a_source_cell_without_the_source_of_a_figure_is_found() -> None:
    maker = Maker("en")
    block = table(("Count", "Source"), row(maker.inlines("{a:12 wells} and {b:13}"), (SOURCE,)))
    _, _, findings = note(maker, block)
    assert rules(findings) == ["source-cell-lacks-source"]
    assert "b" in findings[0].message
    assert "13" in findings[0].message


def test_a_source_cell_must_name_all_that_a_sum_comes_from() -> None:
    maker = Maker("en")
    block = table(("Count", "Source"), row(maker.inlines("{=a+b:12 wells}"), (SOURCE,)))
    assert rules(note(maker, block)[2]) == ["source-cell-lacks-source"]


def test_an_empty_source_cell_is_found() -> None:
    maker = Maker("en")
    block = table(("Count", "Source"), row(maker.inlines("{a:12 wells}"), (Text("none"),)))
    assert rules(note(maker, block)[2]) == ["source-cell-lacks-source"]


def test_a_note_point_beside_a_source_cell_is_found() -> None:
    maker = Maker("en")
    block = table(("Count", "Source"), row(maker.inlines("{a:12 wells}[note]"), (SOURCE,)))
    document, _, findings = note(maker, block)
    assert rules(findings) == ["note-beside-source-cell"]
    assert list(calls_in(document)) == []


def test_a_source_cell_tells_the_reserve_and_whose_sum_it_is_once() -> None:
    maker = Maker("en")
    figures = maker.inlines("{a:12 wells}")
    with_reserve(maker, figures, "Dry wells are left out")
    block = table(
        ("Count", "Source"), row(figures, (SOURCE,)), row(figures, (SOURCE,)), row(maker.inlines("{=a+a:5}"), (SOURCE,))
    )
    document, _, findings = note(maker, block)
    assert findings == ()
    cells = [cells[1] for cells in cell_texts(document)]
    assert cells[0] == "Office A, Census of wells, 2024, p.~3. Dry wells are left out."
    assert cells[1] == "Office A, 2024, p.~3"
    assert cells[2] == "Office A, 2024, p.~3. Our calculation (sum)."


def test_a_figure_in_a_reserve_needs_its_source_in_the_cell_too() -> None:
    maker = Maker("en")
    figures = maker.inlines("{a:12 wells}")
    (inner,) = maker.inlines("{b:40}")
    with_reserve(maker, figures, "Mean of ", inner, Text(" visits."))
    _, _, findings = note(maker, table(("Count", "Source"), row(figures, (SOURCE,))))
    assert rules(findings) == ["source-cell-lacks-source"]


def test_a_reserve_told_in_another_cell_is_not_repeated() -> None:
    maker = Maker("en")
    figures = maker.inlines("{a:12 wells}")
    with_reserve(maker, figures, "Dry wells are left out.")
    block = table(("Count", "What", "Source"), row(figures, (Text("Wells; dry wells are left out"),), (SOURCE,)))
    assert cell_texts(note(maker, block)[0])[0][2] == "Office A, Census of wells, 2024, p.~3"


def test_a_row_tells_its_own_reserve_though_another_row_tells_the_same_and_more() -> None:
    maker = Maker("en")
    wells, springs, both = maker.inlines("{a:12 wells}"), maker.inlines("{a:13 springs}"), maker.inlines("{a:1}{a:2}")
    with_reserve(maker, wells, "All offices together; dry ones are left out.")
    with_reserve(maker, springs, "All offices together.")
    with_reserve(maker, both, "Counted twice.")
    with_reserve(maker, both, "Counted twice; rounded.", which=1)
    block = table(("Count", "Source"), *(row(figures, (SOURCE,)) for figures in (wells, springs, both)))
    assert [cells[1].partition(". ")[2] for cells in cell_texts(note(maker, block)[0])] == [
        "All offices together; dry ones are left out.",
        "All offices together.",
        "Counted twice; rounded.",
    ]


def test_without_a_source_column_the_call_of_the_first_cell_vouches_for_the_row() -> None:
    maker = Maker("en")
    cite = Citation(AT, "a", Locator("page", "1"))
    block = table(
        ("Who", "Count", "Share"), row((Text("Office A"), cite), maker.inlines("{a:12}"), maker.inlines("{a:5%}"))
    )
    document, record, findings = note(maker, block)
    assert findings == ()
    assert [call.label for call in calls_in(document)] == ["a"]
    assert [printed.note for printed in record.printed if printed.kind == "figure"] == ["a", "a"]


def test_another_source_than_the_first_cell_s_has_its_own_call() -> None:
    maker = Maker("en")
    block = table(
        ("Who", "Count", "Share"),
        row((Text("A"), Citation(AT, "a", Locator("page", "1"))), maker.inlines("{a:12}"), maker.inlines("{b:5%}")),
    )
    document, record, _ = note(maker, block)
    assert [(call.label, call.raised) for call in calls_in(document)] == [("a", True), ("b", False)]
    assert [printed.note for printed in record.printed if printed.kind == "figure"] == ["a", "b"]


def test_a_cell_is_a_sentence_of_its_own() -> None:
    maker = Maker("en")
    document, _, _ = note(
        maker, table(("One", "Two"), row(maker.inlines("{a:12 wells}"), maker.inlines("{b:13 wells}")))
    )
    assert [call.label for call in calls_in(document)] == ["a", "b"]


# ---- other blocks


def test_a_sentence_never_crosses_an_item_a_heading_or_a_paragraph() -> None:
    maker = Maker("en")
    items = List(
        tuple(Item((paragraph(*maker.inlines(text)),), AT) for text in ("{a:12 wells}", "{b:13 wells}")), True, AT
    )
    blocks = (
        Heading(2, maker.inlines("{c:14 wells} ran"), AT),
        items,
        Quote((paragraph(*maker.inlines("{d:15 wells}")),), AT),
    )
    document, record, findings = note(maker, *blocks)
    assert findings == ()
    assert [one.label for one in document.notes] == ["c", "a", "b", "d"]
    assert [printed.text for printed in record.printed if printed.kind == "label"] == ["1.", "2."]
    assert {printed.section for printed in record.printed if printed.part == "body"} == {"14 wells ran"}


def test_a_call_is_never_inside_a_link() -> None:
    maker = Maker("fr")
    link = Link((*maker.inlines("{a:12 puits}"), Text(", dit-on")), "https://example.org/x")
    document, _, _ = note(maker, paragraph(link, *maker.inlines(", et {b:13 sources}.")))
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    assert isinstance(block.children[0], Link)
    assert not [node for node in leaf_nodes(block.children[0].children) if isinstance(node, Call)]
    assert [node.label for node in block.children if isinstance(node, Call)] == ["a", "b"]


def test_a_note_point_that_binds_nothing_is_found() -> None:
    maker = Maker("en")
    document, _, findings = note(maker, paragraph(*maker.inlines("No number here[note]. {a:12 wells} ran.")))
    assert rules(findings) == ["empty-note-point"]
    assert [call.label for call in calls_in(document)] == ["a"]


def test_typography_elision_and_capitals() -> None:
    maker = Maker("fr")
    document, _, _ = note(
        maker,
        paragraph(
            *maker.inlines('{a:environ ~12 puits} : plus de "bruit" ; près de {a:onze puits}, de {a:environ ~8} !')
        ),
    )
    printed = shown(markup_of(document.blocks[0].children))  # type: ignore[union-attr]
    assert printed == "Environ 12 puits~: plus de «_bruit_»_; près de onze puits, d’environ 8~[a]_!"


# ---- notes


def with_reserve(maker: Maker, children: tuple[Inline, ...], words: str, *inner: Inline, which: int = 0) -> None:
    figure = [node for node in children if isinstance(node, Figure)][which]
    maker.facts[figure.fact] = replace(maker.facts[figure.fact], reserve=words, use="cite_with_reserve")
    maker.wordings[figure.fact] = Wording("wells", (Text(words), *inner))


def note_texts(document: Document) -> list[str]:
    return [shown(inline_text(one.children)) for one in document.notes]


def test_equal_notes_are_called_again_and_another_place_is_another_note() -> None:
    maker = Maker("en")
    document, _, _ = note(maker, paragraph(*maker.inlines("{a:1 well}. {a/p2:2 wells}. {a:3 wells}. {a<c:4 wells}.")))
    assert [call.label for call in calls_in(document)] == ["a", "a-2", "a", "a-3"]
    assert [(one.label, one.number) for one in document.notes] == [("a", 1), ("a-2", 2), ("a-3", 3)]


def test_a_made_up_label_is_never_another_source_s_id() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:1 well}. {a/p2:2 wells}.")
    sources = make_sources() | {"a-2": replace(make_sources()["b"], id="a-2")}
    document, _, _ = note(maker, paragraph(*children), evidence=replace(maker.evidence(), sources=sources))
    assert [one.label for one in document.notes] == ["a", "a-3"]


def test_a_reserve_follows_the_reference_and_names_its_figure_where_it_holds_for_one() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran, {a:13} did not.")
    with_reserve(maker, children, "Dry wells are left out", which=1)
    document, _, _ = note(maker, paragraph(*children))
    assert note_texts(document) == ["Office A, Census of wells, 2024, p.~1. 13: dry wells are left out."]


def test_a_reserve_for_all_figures_of_a_note_is_told_once_and_without_label() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran, {a:13} did not.")
    for which in (0, 1):
        with_reserve(maker, children, "Dry wells are left out.", which=which)
    document, _, _ = note(maker, paragraph(*children))
    assert note_texts(document) == ["Office A, Census of wells, 2024, p.~1. Dry wells are left out."]


def test_a_reserve_shown_elsewhere_is_not_in_the_note() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran.")
    with_reserve(maker, children, "Dry wells are left out.")
    name = next(iter(maker.facts))
    maker.facts[name] = replace(maker.facts[name], shown="text")
    assert "Dry" not in note_texts(note(maker, paragraph(*children))[0])[0]


def test_a_figure_in_a_reserve_has_its_own_source_in_the_note_and_is_recorded() -> None:
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran.")
    (inner,) = maker.inlines("{b:40}")
    with_reserve(maker, children, "Mean of ", inner, Text(" visits."))
    document, record, _ = note(maker, paragraph(*children))
    assert note_texts(document) == [
        "Office A, Census of wells, 2024, p.~1. Mean of 40 visits. 40: Office B, Survey of springs, 2024, p.~1."
    ]
    found = [printed for printed in record.printed if printed.part == "note:a"]
    assert [(printed.kind, printed.text, printed.note) for printed in found] == [("figure", "40", "a")]


def test_a_source_read_in_another_is_cited_in_it_with_the_link_of_what_was_read() -> None:
    for tag, words in (("en", "cited in"), ("fr", "cité par")):
        document, record, _ = compiled("{a<c:12 wells} ran.", tag)
        assert f"Office A, Census of wells, 2024, p.\u00a01, {words} Office C" in inline_text(
            document.notes[0].children
        )
        assert record.notes[0].links == ("https://example.org/c",)
        assert record.notes[0].sources == ("a", "c")


def test_a_source_without_address_is_found_unless_it_was_read_in_another() -> None:
    bare = {**make_sources(), "a": replace(make_sources()["a"], url=None)}
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran.")
    _, _, findings = note(maker, paragraph(*children), evidence=replace(maker.evidence(), sources=bare))
    assert rules(findings) == ["source-incomplete"]
    maker = Maker("en")
    children = maker.inlines("{a<c:12 wells} ran.")
    assert note(maker, paragraph(*children), evidence=replace(maker.evidence(), sources=bare))[2] == ()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "mailto:a@example.org", "example.org/a"])
def test_an_address_that_no_reader_can_follow_is_none(url: str) -> None:
    sources = {**make_sources(), "a": replace(make_sources()["a"], url=url)}
    maker = Maker("en")
    children = maker.inlines("{a:12 wells} ran.")
    _, record, findings = note(maker, paragraph(*children), evidence=replace(maker.evidence(), sources=sources))
    assert rules(findings) == ["source-incomplete"]
    assert record.notes[0].links == ()


# ---- the list of sources


def test_the_list_holds_each_source_shown_official_ones_first() -> None:
    maker = Maker("en")
    blocks = (paragraph(*maker.inlines("{b:12 wells} ran, {a<c:13} did not.")), SourceList(AT))
    document, record, _ = note(maker, *blocks)
    texts = [shown(inline_text(block.children)) for block in document.blocks[1:]]  # type: ignore[union-attr]
    assert texts == [
        "Official and primary sources",
        "Office A, Census of wells, 2024, cited in Office C, 2024.",
        "Office B, Survey of springs, 2024, example.org.",
        "Press and other accounts",
        "Office C, The Daily Example, 2024, example.org.",
    ]
    entries = [printed.text for printed in record.printed if printed.kind == "reference"]
    assert [shown(text) for text in entries] == [text for text in texts if "2024" in text]


def test_without_a_list_the_first_note_of_a_source_holds_all_of_its_reference() -> None:
    maker = Maker("en")
    source = replace(make_sources()["a"], publisher="Example Press", publisher_place="Exampleton")
    children = maker.inlines("{a:1 well}. {a/p2:2 wells}.")
    evidence = replace(maker.evidence(), sources={**make_sources(), "a": source})
    first, second = note_texts(note(maker, paragraph(*children), evidence=evidence)[0])
    assert "Exampleton, Example Press" in first
    assert "Exampleton" not in second
    short, _ = note_texts(note(maker, paragraph(*children), SourceList(AT), evidence=evidence)[0])
    assert "Exampleton" not in short


# ---- the record


def test_figures_have_names_that_no_two_share_and_that_each_build_repeats() -> None:
    first, second = (compiled("{a:12 wells} ran, {b:13} did not, {a:12 wells} may.", "en")[1] for _ in range(2))
    names = [printed.name for printed in first.printed if printed.kind == "figure"]
    assert len(set(names)) == 3
    assert names == [printed.name for printed in second.printed if printed.kind == "figure"]
    assert all(name is not None and len(name) <= 40 and name.startswith("_fig_00") for name in names)


def test_numbers_in_words_and_titles_are_recorded_where_they_stand() -> None:
    maker = Maker("en")
    blocks = (Heading(1, (Text("The G7 and wells"),), AT), paragraph(Text("About three hundred wells in 2023")))
    _, record, _ = note(maker, *blocks)
    assert [(printed.kind, printed.text) for printed in record.printed] == [
        ("text", "G7"), ("text", "three hundred"), ("text", "2023"),
    ]  # fmt: skip


def test_a_title_that_no_block_prints_stands_at_the_head_and_is_recorded() -> None:
    maker = Maker("en")
    document = replace(maker.document((paragraph(Text("Words.")),)), title="Wells of 2024")
    noted, record, _ = note_document(document, maker.evidence(), language("en"))
    assert isinstance(noted.blocks[0], Heading)
    assert [printed.text for printed in record.printed] == ["2024"]


def test_the_record_of_a_finished_document_is_the_one_it_came_with() -> None:
    document, record, maker = compiled("{a:12 wells} ran, {b:13} did not; **{=a+b:5} times**.", "en")
    assert record_document(document, maker.evidence(), language("en")) == record


def test_a_language_that_lacks_words_of_references_is_found() -> None:
    maker = Maker("en")
    tongue = replace(language("en"), references={})
    _, _, findings = note_document(maker.document((paragraph(Text("Words.")),)), maker.evidence(), tongue)
    assert {finding.rule for finding in findings} == {"faulty-language-file"}
    assert all(finding.stops is Stops.RUN for finding in findings)
