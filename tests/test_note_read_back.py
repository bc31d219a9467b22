"""The auditor, which shares no rule with this stage, finds every figure under the note that the record gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from note_markup import Maker, paragraph
from test_note_cases import ROOT, compiled, language, read_cases

from briefs.audit import AUDITORS, compare_record
from briefs.document import Call, Document, Inline, Paragraph
from briefs.evidence import Record
from briefs.note import note_document
from briefs.write import WRITERS


def faults(document: Document, record: Record) -> list[str]:
    data, findings = WRITERS["md"][1](document, b"")
    assert data is not None, findings
    reading, found = AUDITORS["md"].read(data, "wells.md")
    assert reading is not None, found
    return [finding.rule for finding in compare_record(reading, record, [ROOT / "locale"])]


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_the_auditor_binds_each_figure_as_the_writer_does(tag: str) -> None:
    for sentence, _, _ in read_cases(tag):
        document, record, _ = compiled(sentence, tag)
        assert faults(document, record) == [], sentence


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_the_auditor_binds_each_figure_in_a_paragraph_of_all_sentences(tag: str) -> None:
    maker = Maker(tag)
    sentences = [sentence for sentence, _, _ in read_cases(tag) if sentence.endswith((".", "?", "!"))]
    block = paragraph(*maker.inlines(" ".join(sentences)))
    document, record, findings = note_document(maker.document([block]), maker.evidence(), language(tag))
    assert findings == ()
    assert faults(document, record) == []


def with_calls(document: Document, change: Callable[[list[str]], list[str | None]]) -> Document:
    """The document with the labels of its first paragraph's calls changed; None takes a call out."""
    block = document.blocks[0]
    assert isinstance(block, Paragraph)
    labels = iter(change([node.label for node in block.children if isinstance(node, Call)]))
    children: list[Inline] = []
    for node in block.children:
        if isinstance(node, Call):
            label = next(labels)
            if label is not None:
                children.append(replace(node, label=label))
        else:
            children.append(node)
    return replace(document, blocks=(replace(block, children=tuple(children)), *document.blocks[1:]))


TWO = {
    "en": "In 2023 {a:17,353 reports} came in, and {b:5,976} were read.",
    "fr": "En 2023, {a:17 353 signalements} ont été reçus, et {b:5 976 dossiers} lus.",
}


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_two_notes_swapped_in_a_sentence_are_found(tag: str) -> None:
    document, record, _ = compiled(TWO[tag], tag)
    swapped = with_calls(document, lambda labels: list(reversed(labels)))
    assert faults(swapped, record).count("note-to-another-source") == 2


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_a_call_dropped_in_a_sentence_is_found(tag: str) -> None:
    document, record, _ = compiled(TWO[tag], tag)
    assert "note-to-another-source" in faults(with_calls(document, lambda labels: [None, labels[1]]), record)
    assert "note-to-another-source" in faults(with_calls(document, lambda labels: [labels[0], None]), record)


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_the_only_call_dropped_is_found(tag: str) -> None:
    document, record, _ = compiled(read_cases(tag)[0][0], tag)
    assert "note-lost" in faults(with_calls(document, lambda labels: [None]), record)
