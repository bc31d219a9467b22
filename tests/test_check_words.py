"""The words the checks look for: glossary, lists of a language, and faults in the files that hold them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs.check import TypedText, number_typed, unused_fact, words_not_read, wrong_word
from briefs.check.subject import Subject
from briefs.document import Document, Wording
from briefs.evidence import Date, Evidence, Fact, Locator, Record
from briefs.finding import Place, Stops
from briefs.folders import reading_folders
from briefs.glossary import read_glossary
from briefs.lexicon import holds, level, pattern, read_lexicon, stretches

HERE = Path(__file__).parent
LINE = re.compile(r"^- (\w\w): (.*)$", re.MULTILINE)
GLOSSARY, _ = read_glossary((HERE / "checks" / "data" / "glossary.yaml").read_bytes())


@pytest.mark.parametrize(
    ("language", "marked"), LINE.findall((HERE / "cases" / "wrong-word.md").read_text(encoding="utf-8"))
)
def test_wrong_word(language: str, marked: str) -> None:
    wanted = re.findall(r"\[\[(.*?)\]\]", marked)
    text = marked.replace("[[", "").replace("]]", "")
    found = list(wrong_word([TypedText("\n" + text, language, Place("a.po", 5, 9))], GLOSSARY))
    assert sorted(finding.place.column or 0 for finding in found) == [text.index(words) + 1 for words in wanted]
    assert all(finding.place.line == 6 and finding.text == text.strip() for finding in found)
    assert all("reading room" in finding.hint or "salle de lecture" in finding.hint for finding in found)


@pytest.mark.parametrize("tag", ["ar", "en", "es", "fr"])
def test_the_lists_of_every_language_are_whole(tag: str, root: Path) -> None:
    lexicon, findings = read_lexicon((root / "locale" / tag / "checks.yaml").read_bytes(), tag, "checks.yaml")
    assert not findings
    assert set(lexicon.statuses) == {
        "preliminary", "not_final", "testimony", "filing", "forecast", "position", "past_law",
    }  # fmt: skip
    assert set(lexicon.sections) == {"key_figures", "method"}
    for words in (lexicon.accusations, lexicon.share_of, lexicon.empty, *lexicon.places.values()):
        assert words
        assert all(word == word.strip() and word for word in words)


@pytest.mark.parametrize(
    ("text", "form", "there"),
    [
        ("It violates the Act", "violat*", True), ("inviolate", "violat*", False), ("a US count", "US", True),
        ("tell us", "US", True), ("status", "US", False), ("qu’il a menti", "menti", True), ("mentionne", "menti", False),
        ("n’est pas une loi", "n'est pas une loi", True), ("not yet  final", "not yet final", True),
        ("U.S. law", "U.S.", True), ("L’UE", "UE", True),
    ],
)  # fmt: skip
def test_words_are_found_whole(text: str, form: str, there: bool) -> None:
    assert holds(text, (form,)) is there


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("status: {preliminary: [early]}", "unknown-field", 1),
        ("statuses:\n  preliminary: early", "wrong-kind", 2),
        ("statuses: early", "wrong-kind", 1),
        ("empty:\n  - [a, b]", "wrong-kind", 2),
        ("empty: [a", "yaml-syntax", 2),
    ],
)
def test_faults_in_a_list_stop_the_run(text: str, rule: str, line: int) -> None:
    _, findings = read_lexicon(text.encode(), "en", "locale/en/checks.yaml")
    assert [(finding.rule, finding.place.line) for finding in findings] == [(rule, line)]
    assert all(finding.stops is Stops.RUN and finding.hint for finding in findings)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("term: []", "unknown-field", 1),
        ("terms:\n  - en: {use: [a]}", "missing-field", 2),
        ("terms:\n  - id: a\n    en: b", "wrong-kind", 3),
        ("terms:\n  - id: a\n    en: {using: [b]}", "unknown-field", 3),
        ("terms:\n  - id: a\n    en: {use: b}", "wrong-kind", 3),
        ("terms:\n  - id: a\n    en: {never: [{unless: [b]}]}", "wrong-kind", 3),
        ("companies: Bookcorp", "wrong-kind", 1),
    ],
)
def test_faults_in_the_glossary_stop_the_run(text: str, rule: str, line: int) -> None:
    _, findings = read_glossary(text.encode())
    assert [(finding.rule, finding.place.path, finding.place.line) for finding in findings] == [
        (rule, "data/glossary.yaml", line)
    ]
    assert all(finding.stops is Stops.RUN and finding.hint for finding in findings)


def test_unused_facts_are_those_no_document_rests_on() -> None:
    at = Place("data/facts/rooms.yaml", 3)
    printed, idle, part = (Fact(name, at, "en", name, "atlas", Locator("page", "1")) for name in ("a", "b", "c"))
    evidence = Evidence({}, {"a": replace(printed, inputs=("c",)), "b": idle, "c": part}, {})
    document = Document("x", "en", "ltr", "T", "", {}, (), wordings={"a": Wording("a")})
    subject = Subject(document, Record("x", "en", (), ()), evidence, Date(2025))
    assert [finding.message for finding in unused_fact(evidence, [subject])] == ["no brief uses “b”"]


@pytest.mark.parametrize("text", ["", "À L’ÉCOLE", "İSTANBUL Ağ", "ΑΣ ΟΔΟΣ", "a\u00a0b\u202fc\u2011d", "ﬁn ẞ"])
def test_a_levelled_text_is_as_long_as_before(text: str) -> None:
    assert len(level(text)) == len(text)
    assert level(text)[-1:] == level(text[-1:])  # each letter by itself, whatever stands beside it


@pytest.mark.parametrize(
    ("form", "said"), [("reading room*", "the Reading\u00a0Rooms"), ("*room", "a Bedroom"), ("l’école", "À l'école")]
)
def test_every_text_with_a_form_holds_its_core(form: str, said: str) -> None:
    assert pattern((form,)).search(level(said))
    assert stretches(form)
    assert all(word in level(said) for word in stretches(form))


@pytest.mark.parametrize(("tag", "told"), [("ar", True), ("en", False), ("fr", False), ("es", False)])
def test_what_is_not_looked_for_is_said(tag: str, told: bool, root: Path) -> None:
    found = list(words_not_read([tag, tag], reading_folders(root)))
    assert [(one.rule, one.place.path) for one in found] == ([("words-not-read", f"locale/{tag}/reading.yaml")] * told)
    assert all("digits alone" in one.message and one.hint for one in found)


def test_typed_numbers_are_read_as_the_project_s_own_language_reads_them(tmp_path: Path) -> None:
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / "reading.yaml").write_text('decimal: ","\nnumbers: {drei: 3}\n', encoding="utf-8")
    typed = [TypedText("Es sind drei Räume.", "xa", Place("a.po", 1, 1))]
    assert [one.rule for one in number_typed(typed, {"xa": tmp_path})] == ["number-typed"]
    assert list(words_not_read(["xa"], {"xa": tmp_path})) == []
