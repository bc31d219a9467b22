"""Proofreading of translations: cases in tests/cases/locale-check.md, and what holds for any text."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_samples import language, visible
from msgspec.structs import replace

from briefs.catalogue import Catalogue, Message, read_catalogue
from briefs.check import TypedText, number_typed, wrong_word
from briefs.finding import Finding, Place
from briefs.glossary import Glossary, read_glossary
from briefs.translate import write_po
from briefs.translate.check import check_catalogue, mend_catalogue
from briefs.translate.check_plurals import check_categories
from briefs.translate.check_typography import mend_typography
from briefs.translate.checked import Standards
from briefs.translate.markup import change_texts
from briefs.translate.proofreading import Proofreading, read_proofreading

CASES = Path(__file__).parent / "cases" / "locale-check.md"
HEADER = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
PATH = "locale/fr/sample.po"
TERMS = """terms:
  - id: trafficking
    en: {use: [trafficking in human beings]}
    fr: {use: [traite des êtres humains], never: [trafic d’êtres humains], why: Une autre infraction.}
  - id: material
    fr: {never: [{form: pédopornograph*, unless: [loi]}]}
"""


def glossary() -> Glossary:
    found, findings = read_glossary(TERMS.encode())
    assert not findings
    return found


STANDARDS = Standards("fr", language("fr"), Proofreading(Decimal("1.5"), 25, {"1ère": "1re"}), glossary())


def cases() -> list[tuple[str, str, str, str]]:
    text = CASES.read_text(encoding="utf-8")
    found = re.findall(r"^## ([^\n]+)\n\n```po\n(.*?)```\nfinds: ([^\n]+)\n(?:fixed: ([^\n]+)\n)?", text, re.M | re.S)
    assert len(found) == text.count("\n## ")
    return found


def read(text: str) -> tuple[Catalogue, list[Finding]]:
    catalogue, findings = read_catalogue(text.encode(), PATH)
    assert catalogue is not None
    return catalogue, list(findings)


def check(text: str) -> list[Finding]:
    catalogue, findings = read(text)
    source = [Message(m.id, m.at, m.plural, m.context, "en") for m in catalogue.messages]
    typed = [TypedText(words, "fr", place) for words, place in catalogue.translations()]
    words = wrong_word(typed, STANDARDS.glossary)
    return [*findings, *check_catalogue(catalogue, source, STANDARDS), *number_typed(typed), *words]


@pytest.mark.parametrize(("po", "expected", "fixed"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_case(po: str, expected: str, fixed: str) -> None:
    found = check(HEADER + po)
    assert (", ".join(f"{one.place.line} {one.rule}" for one in found) or "nothing") == expected
    assert all(one.hint for one in found)


@pytest.mark.parametrize(("po", "fixed"), [pytest.param(case[1], case[3], id=case[0]) for case in cases()])
def test_fix_writes_what_is_safe_and_twice_is_once(po: str, fixed: str) -> None:
    catalogue, _ = read(HEADER + po)
    mended = mend_catalogue(catalogue, STANDARDS)
    if not fixed:
        assert mended is None
        return
    assert mended is not None
    after, _ = read(mended)
    assert visible(after.messages[0].forms[0]) == fixed
    assert [(m.key, m.plural, m.flags) for m in after.messages] == [
        (m.key, m.plural, m.flags) for m in catalogue.messages
    ]
    assert mend_catalogue(after, STANDARDS) is None
    assert not [one for one in check(mended) if one.rule == "typography"]


MARKED = st.lists(
    st.sampled_from(
        ["mot", "l'un", ' "', '" ', " :", "; ", " ?", "! ", "**", "*", "`a:b ?`", "%(x)s", "{fact-a}", "[", "](https://example.org/a?b;c:d)", " ", "\u00a0", "%", "1", "n° ", "https://example.org/x:y;z ", "10:30", "é", "(", ")", "_"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(MARKED)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend_typography(text, STANDARDS)
    assert mend_typography(once, STANDARDS) == once


@given(MARKED)
def test_mending_changes_signs_only(text: str) -> None:
    once = mend_typography(text, STANDARDS)
    for pattern in (r"`[^`]*`", r"%\(x\)s", r"\{fact-a\}", r"https://example\.org/[^\s)]*", r"\*+", r"\w+"):
        assert re.findall(pattern, once) == re.findall(pattern, text)


@given(MARKED)
def test_texts_and_marks_make_the_message(text: str) -> None:
    assert change_texts(text, lambda typed, *_: typed) == text


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parents[1] / "locale").glob("*/*.po")), ids=lambda f: f"{f.parent.name}/{f.name}"
)
def test_a_file_is_written_as_it_was_read(file: Path) -> None:
    catalogue, _ = read_catalogue(file.read_bytes(), f"locale/{file.parent.name}/{file.name}")
    assert catalogue is not None
    text = write_po(catalogue.header, catalogue.messages, catalogue.comments)
    again, _ = read_catalogue(text.encode(), catalogue.path)
    assert again is not None
    assert [(m.key, m.forms, m.flags, m.notes) for m in again.messages] == [
        (m.key, m.forms, m.flags, m.notes) for m in catalogue.messages
    ]


def test_plural_categories_of_a_language_file_that_are_not_those_of_cldr() -> None:
    assert not list(check_categories(language("fr")))
    (found,) = check_categories(replace(language("fr"), plurals=("one", "many", "other")))
    assert (found.rule, found.place) == ("wrong-plural-forms", Place("locale/fr/language.yaml"))


def test_how_a_language_is_proofread() -> None:
    rules, findings = read_proofreading(b"longest: 1.2\nforms: {a: b}\n", "p.yaml")
    assert (rules, findings) == (Proofreading(Decimal("1.2"), 25, {"a": "b"}), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [("longest: much", 1), ("longest: -1", 1), ("\nlongst: 2", 2), ("forms: [a]", 1), ("longest: nan", 1), ("a: [", 2)],
)
def test_faults_of_a_proofreading_file(text: str, line: int) -> None:
    _, findings = read_proofreading(text.encode(), "p.yaml")
    assert [(one.place.path, one.place.line) for one in findings] == [("p.yaml", line)]
    assert all(one.hint for one in findings)
