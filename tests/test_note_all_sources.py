"""Every source of the project's data in every form of reference, in French and English: whole, clean, with its link."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.document import Citation, Document, Emphasis, Foreign, Inline, Link, Paragraph, SourceList, Strong, Text
from briefs.evidence import Date, Evidence, Name, Record, Source
from briefs.finding import Place
from briefs.language import Language, load_language
from briefs.load import load_evidence
from briefs.note import note_document
from briefs.note.reference import is_address, link_of

ROOT = Path(__file__).parents[1]
AT = Place("templates/all.md.j2", 1)
EVIDENCE, _ = load_evidence(ROOT)
VIA = {
    fact.source: fact.via for fact in EVIDENCE.facts.values() if fact.via and not link_of(EVIDENCE.sources[fact.source])
}
TAGS = ("en", "fr")
FORMS = ("list", "notes", "full notes")
FAULTS = {
    "None": r"\bNone\b",
    "a field's name or bracket": r"[{}<>]|\bcsl\b",
    "a doubled comma or stop": r"[,;:]\s*[,;:.]|(?<!\.)\.\.(?!\.)",
    "an empty part": r"\(\s*\)|\[\s*\]|«\s*»|“\s*”|,\s*$",
    "a doubled space": r" {2}|[\u00a0\u202f] | [\u00a0\u202f]",
    "a space before a stop": r"\s[,.]",
}


def language_of(tag: str) -> Language:
    language, findings = load_language(tag, [ROOT / "locale"])
    assert language is not None, findings
    return language


def noted(tag: str, *, listed: bool, evidence: Evidence = EVIDENCE) -> tuple[Document, Record]:
    """A document that cites every source once, with or without a list."""
    cited = (
        Paragraph((Text("A claim"), Citation(AT, name, via=VIA.get(name)), Text(".")), AT) for name in evidence.sources
    )
    blocks = (*cited, *((SourceList(AT),) if listed else ()))
    language = language_of(tag)
    document = Document("all", tag, "ltr", "", "", {}, blocks, words=language.words)
    result, record, findings = note_document(document, evidence, language)
    assert findings == ()
    return result, record


def words(children: tuple[Inline, ...]) -> str:
    found = []
    for node in children:
        match node:
            case Text(text):
                found.append(text)
            case Emphasis(inner) | Strong(inner) | Link(children=inner) | Foreign(children=inner):
                found.append(words(inner))
            case _:
                raise AssertionError(node)
    return "".join(found)


def links(children: tuple[Inline, ...]) -> list[str]:
    found = []
    for node in children:
        if isinstance(node, Link):
            found.append(node.url)
        elif isinstance(node, Emphasis | Strong | Foreign):
            found += links(node.children)
    return found


def references(tag: str, form: str, evidence: Evidence = EVIDENCE) -> dict[str, tuple[Inline, ...]]:
    """The reference of each source in one form, by its id; in the list, by its words."""
    document, _ = noted(tag, listed=form != "full notes", evidence=evidence)
    if form != "list":
        return {note.entries[0].source: note.children for note in document.notes}
    entries = [block for block in document.blocks if isinstance(block, Paragraph) and block.style == "reference"]
    found = {words(entry.children): entry.children for entry in entries}
    assert len(entries) == len(found) == len(evidence.sources)
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_reference_is_whole_and_clean(tag: str, form: str) -> None:
    found = references(tag, form)
    assert len(found) == len(EVIDENCE.sources) > 150
    wrong = [
        f"{name}: {fault}: {text}"
        for name, children in found.items()
        if (text := words(children))
        for fault, pattern in FAULTS.items()
        if re.search(pattern, text)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("None", "Office, None, 2024."), ("a field's name or bracket", "n° {value}."),
        ("a doubled comma or stop", "Office,, 2024."), ("a doubled comma or stop", "Office, 2024.."),
        ("an empty part", "Office (), 2024."), ("an empty part", "« », 2024."), ("an empty part", "Office, "),
        ("a doubled space", "Office,  2024."), ("a space before a stop", "Office , 2024."),
    ],
)  # fmt: skip
def test_each_fault_would_be_seen(fault: str, text: str) -> None:
    assert re.search(FAULTS[fault], text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tag", TAGS)
def test_every_reference_ends_with_one_stop_and_leads_to_its_source(tag: str, form: str) -> None:
    for name, children in references(tag, form).items():
        text = words(children)
        assert re.search(r"[^.\s]\.$", text), f"{name}: {text}"
        addresses = links(children)
        assert addresses, f"{name}: {text}"
        assert all(map(is_address, addresses))
        if form != "list":
            assert link_of(EVIDENCE.sources[VIA.get(name, name)]) in addresses, name


@pytest.mark.parametrize("tag", TAGS)
def test_no_date_of_access_is_printed_that_nobody_recorded(tag: str) -> None:
    word = {"en": "accessed", "fr": "consulté le"}[tag]
    unrecorded = {name: replace(source, accessed=None) for name, source in EVIDENCE.sources.items()}
    for form in FORMS:
        assert not [text for text in told(tag, form, unrecorded) if word in text], form


@pytest.mark.parametrize("tag", TAGS)
def test_a_recorded_date_of_access_is_printed_in_full_references(tag: str) -> None:
    phrase = {"en": "accessed 3\u00a0March 2026", "fr": "consulté le 3\u00a0mars 2026"}[tag]
    recorded = {name: replace(one, accessed=Date(2026, 3, 3)) for name, one in EVIDENCE.sources.items()}
    for form in ("list", "full notes"):
        assert all(phrase in text for text in told(tag, form, recorded)), form
    assert not any(phrase in text for text in told(tag, "notes", recorded))


def told(tag: str, form: str, sources: dict[str, Source]) -> list[str]:
    return [words(children) for children in references(tag, form, replace(EVIDENCE, sources=sources)).values()]


def letters(text: str) -> str:
    """Letters and digits alone: signs and spaces are the language's own."""
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("tag", TAGS)
def test_titles_keep_their_capitals(tag: str) -> None:
    laws = ("legislation", "bill", "regulation", "treaty")
    listed = [letters(text) for text in references(tag, "list")]
    for source in EVIDENCE.sources.values():
        if source.type not in laws:
            assert any(letters(source.title) in entry for entry in listed), source.title


@pytest.mark.parametrize(("tag", "joined"), [("en", "Doe and Roe"), ("fr", "Doe et Roe")])
def test_two_authors_are_joined_by_the_language_s_word(tag: str, joined: str) -> None:
    source = next(one for one in EVIDENCE.sources.values() if one.type == "webpage")
    pair = (Name("Doe", "Jane"), Name("Roe", "Richard"))
    (note,) = references(tag, "notes", replace(EVIDENCE, sources={"x": replace(source, id="x", author=pair)})).values()
    assert joined in words(note).replace("\u00a0", " ") or "Doe and Roe" in words(note)
    assert "&" not in words(note)


def test_french_quotes_and_high_signs_have_spaces_that_never_break() -> None:
    for form in FORMS:
        for children in references("fr", form).values():
            for node in own_texts(children):
                assert not re.search(r"(?<![\u00a0\u202f])[»;?!](?!\w)|« ?(?![\u00a0\u202f])", node), node


def own_texts(children: tuple[Inline, ...]) -> list[str]:
    """The words that are set by the document's language, as one text between foreign ones."""
    joined = ""
    for node in children:
        match node:
            case Text(text):
                joined += text
            case Emphasis(inner) | Strong(inner) | Link(children=inner):
                joined += "".join(own_texts(inner))
            case _:
                joined += "x"
    return [joined]
