"""Sentences of both languages with their abbreviations; and for any text, that calls change no word and bind all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from note_markup import Maker, markup_of, paragraph
from test_note_cases import language
from test_note_read_back import faults

from briefs.document import Call, Paragraph
from briefs.note import note_document
from briefs.note.line import inline_text, insert_at
from briefs.note.rules import note_rules
from briefs.note.sentence import find_sentences


def cut(text: str, tag: str) -> list[str]:
    return [text[one.start : one.end] for one in find_sentences(text, note_rules(language(tag)))]


SENTENCES = [
    ("en", "One.|Two.|Three"),
    ("en", "He came, e.g. Monday.|She left."),
    ("en", "See No. 4, p. 12 and art. 6.|It says so."),
    ("en", "The U.S. Congress met.|In the U.S.|The rest did not."),
    ("en", "J. Smith and Dr. Jones met at 5 p.m.|They left."),
    ("en", "“Is it so?” she asked.|“Yes.”|He agreed."),
    ("en", "Wait… it came.|Wait…|Then it came."),
    ("en", "It rose (see p. 3).|(A whole sentence.)|Another!|No?"),
    ("en", "1. First point.|Second point."),
    ("en", "It fell in 2023.|2024 was better."),
    ("en", "They had wells, pumps, etc. and more.|They had wells, etc.|Others had none."),
    ("en", "Visit example.org/a.b for 3.5 reasons.|Go."),
    ("en", "Dr. Doe met Dr.|12 met him, approx. 3 did not."),
    ("fr", "Un.|Deux."),
    ("fr", "M. Dupont et J. Durand, art. 4, p. 12, n° 3.|Ils lisent."),
    ("fr", "« Est-ce vrai ? » demande-t-elle.|« Oui. »|Il le dit."),
    ("fr", "Puits, sources, etc.|Les autres sont à sec."),
    ("fr", "Il y a 3,5 puits, p. ex. au nord.|À l’est, aucun !"),
    ("fr", "Attendez… il vient.|Attendez…|Il vient."),
    ("fr", "La loi (art. L. 823-1) punit.|Elle date de 2004.|En 2024, elle change."),
]


@pytest.mark.parametrize(("tag", "marked"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(tag: str, marked: str) -> None:
    assert cut(marked.replace("|", " "), tag) == marked.split("|")


PIECES = st.sampled_from([
    "{a:12 wells}", "{b:13 springs}", "{c:about ~14}", "{a/p2:15%}", "{d<c:16 kg}", "{=a+b:5 times}", "[cite b]", "words",
    "and", ",", ";", ":", ")", "(", "—", " – and", ".", "?", "…", "**bold {d:8 pumps}**", "*see", "it*", "Dr.", "U.S.", "etc.",
])  # fmt: skip


def joined(pieces: list[str]) -> str:
    text = ""
    for piece in pieces:
        text += piece if piece in (",", ";", ":", ")", ".", "?", "…", "[cite b]") else f" {piece}"
    return "It says" + text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=14), st.sampled_from(["en", "fr"]))
def test_calls_change_no_word_and_every_figure_has_the_note_of_its_source(pieces: list[str], tag: str) -> None:
    maker = Maker(tag)
    children = maker.inlines(joined(pieces))
    document, record, findings = note_document(maker.document([paragraph(*children)]), maker.evidence(), language(tag))
    assert findings == ()
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    notes = {one.label: one for one in record.notes}
    for printed in (printed for printed in record.printed if printed.kind == "figure" and printed.part == "body"):
        fact = maker.facts[printed.fact or ""]
        wanted = {maker.facts[name].source for name in fact.inputs} or {fact.source}
        assert printed.note is not None
        assert wanted <= set(notes[printed.note].sources), markup_of(block.children)
    bound = [rule for rule in faults(document, record) if rule.startswith("note")]
    assert bound == [], markup_of(block.children)


@given(st.lists(st.integers(0, 30), max_size=6))
def test_what_is_put_in_stands_outside_figures_and_links_and_nothing_else_moves(offsets: list[int]) -> None:
    children = Maker("en").inlines("ab {a:12 wells} **cd {b:13} ef** gh")
    calls = {offset: (Call(f"n{offset}", True),) for offset in offsets}
    result = insert_at(children, calls)
    assert inline_text(result) == inline_text(children)
    assert markup_of(result).count("^n") == len(set(offsets))
    assert [mark for mark in ("12 wells", "13") if mark in markup_of(result)] == ["12 wells", "13"]
