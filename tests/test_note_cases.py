"""Sixty sentences and more show where calls go, some in Spanish and Arabic; every one is run, and every figure's note is the one of its source."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from note_markup import Maker, markup_of, paragraph

from briefs.document import Document
from briefs.evidence import Record
from briefs.language import Language, load_language
from briefs.note import note_document
from briefs.note.line import inline_text

ROOT = Path(__file__).parents[1]
Case = tuple[str, str, tuple[str, ...]]


def read_cases(tag: str) -> list[Case]:
    text = (ROOT / "tests" / "cases" / f"notes-{tag}.md").read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if block.startswith("    ")]
    cases = []
    for block in blocks:
        sentence, printed, *notes = (line.strip() for line in block.splitlines())
        cases.append((sentence, printed.removeprefix("→ "), tuple(notes)))
    return cases


@cache
def language(tag: str) -> Language:
    found, findings = load_language(tag, [ROOT / "locale"])
    assert found, findings
    return found


def compiled(sentence: str, tag: str) -> tuple[Document, Record, Maker]:
    maker = Maker(tag)
    children = maker.inlines(sentence)
    document, record, findings = note_document(maker.document([paragraph(*children)]), maker.evidence(), language(tag))
    assert findings == ()
    return document, record, maker


def shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "_").replace("\u200f", "›")


def test_there_are_sixty_sentences_thirty_a_language() -> None:
    assert min(len(read_cases("en")), len(read_cases("fr"))) >= 30


@pytest.mark.parametrize("tag", ["en", "fr", "es", "ar"])
def test_calls_and_notes_stand_as_the_case_file_says(tag: str) -> None:
    for sentence, printed, notes in read_cases(tag):
        document, _, _ = compiled(sentence, tag)
        assert shown(markup_of(document.blocks[0].children)) == printed, sentence  # type: ignore[union-attr]
        texts = [f"{note.label}: {shown(inline_text(note.children))}" for note in document.notes]
        assert [text for text in texts if text in notes] == list(notes), (sentence, texts)


@pytest.mark.parametrize("tag", ["en", "fr", "es", "ar"])
def test_each_figure_is_recorded_with_a_note_that_names_its_source(tag: str) -> None:
    for sentence, _, _ in read_cases(tag):
        _, record, maker = compiled(sentence, tag)
        notes = {note.label: note for note in record.notes}
        figures = [printed for printed in record.printed if printed.kind == "figure"]
        assert figures, sentence
        for figure in figures:
            assert figure.note is not None, sentence
            fact = maker.facts[figure.fact or ""]
            wanted = {maker.facts[name].source for name in fact.inputs} or {fact.source}
            assert wanted <= set(notes[figure.note].sources), (sentence, figure)
            assert notes[figure.note].links, (sentence, figure)
