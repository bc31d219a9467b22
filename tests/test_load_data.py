"""The data that come with the program: read without a finding, true to what their sources print, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from briefs.catalogue import Catalogue, read_catalogue
from briefs.evidence import Evidence
from briefs.load import load_evidence
from briefs.load.schema import FOLDER, data_schemas, write_schemas
from briefs.numeral import read_numerals
from briefs.translate import data_messages, update_catalogue

ROOT = Path(__file__).parent.parent
# Two headlines say “over half”, which is the same as 50 percent; neither may be cited.
IN_WORDS = {"rte-half-federal-cases", "dailymail-hti-half-victims"}


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    evidence, findings = load_evidence(ROOT)
    assert findings == ()
    return evidence


def catalogue(language: str) -> Catalogue:
    path = f"locale/{language}/data.po"
    read, findings = read_catalogue((ROOT / path).read_bytes(), path)
    assert findings == ()
    assert read is not None
    return read


def test_all_facts_and_sources_are_there(evidence: Evidence) -> None:
    assert len(evidence.facts) >= 246
    assert len(evidence.sources) >= 152
    assert {unit.kind for unit in evidence.units.values()} >= {"count", "percent", "money", "duration", "ratio"}
    assert evidence.organisation
    assert not any(evidence.organisation.values()), "nobody has signed the samples"


def test_what_sources_print_reads_as_the_value(evidence: Evidence) -> None:
    wrong = []
    for fact in evidence.facts.values():
        value = fact.value if fact.low is None else (fact.low, fact.high)
        if fact.as_printed is None or value is None or fact.id in IN_WORDS:
            assert fact.derived_from or value is None or fact.id in IN_WORDS, fact.id
            continue
        language = fact.as_printed_language or evidence.sources[fact.source].language
        if all(numeral.value != value for numeral in read_numerals(fact.as_printed, language[:2])):
            wrong.append((fact.id, fact.as_printed, value))
    assert wrong == []


def strings(evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    for fact in evidence.facts.values():
        for text in (fact.statement, fact.base, fact.place, fact.reserve):
            if text is not None:
                yield fact.id, fact.language, text
    for language in ("en", "fr"):
        for message in catalogue(language).messages:
            if message.plural is None and not any(note.startswith("Where in") for note in message.notes):
                yield from ((message.id, language, form) for form in message.forms)


def test_no_string_holds_a_number_or_a_straight_apostrophe(evidence: Evidence) -> None:
    for name, language, text in strings(evidence):
        bare = re.sub(r"\{[^}]*\}", "those", text)
        assert [numeral.text for numeral in read_numerals(bare, language) if not numeral.exempt] == [], (name, text)
        assert not re.search(r"['\"]|  ", text), (name, text)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_string_has_its_translation(evidence: Evidence, language: str) -> None:
    messages, findings = data_messages(evidence)
    assert findings == ()
    translated = catalogue(language)
    for message in messages:
        found = translated.find(message.id, message.context)
        named = message.context is not None  # a table's name may stay in the language of its source
        assert named or message.language == language or (found is not None and found.translated), message.id
    on_disk = (ROOT / f"locale/{language}/data.po").read_text(encoding="utf-8")
    assert update_catalogue(translated, messages, language, {}, "data") == on_disk


def test_placeholders_stand_in_both_languages() -> None:
    for language in ("en", "fr"):
        for message in catalogue(language).messages:
            for form in message.forms:
                assert sorted(re.findall(r"\{[^}]*\}", form)) == sorted(re.findall(r"\{[^}]*\}", message.id))


def test_derived_figures_of_the_briefs(evidence: Evidence) -> None:
    expected = {
        "meta-fb-actioned-2022q1q3": "73300000",
        "meta-ig-actioned-2022q1q3": "6100000",
        "meta-ig-actioned-2022": "16400000",
        "meta-fb-sexexp-share-2022q1q3": "91.4",
        "ncmec-trafficking-growth-h1": "10.52",
        "nspcc-2024-meta-28": "28",
    }
    assert {name: evidence.facts[name].value for name in expected} == {
        name: Decimal(value) for name, value in expected.items()
    }


def test_nothing_printed_or_internal_names_a_machine(evidence: Evidence) -> None:
    for path in (ROOT / "data").rglob("*.*"):
        assert not re.search(r"(?<![\w.:/-])/(?:home|work|tmp|root|usr)/", path.read_text(encoding="utf-8")), path


def test_the_schemas_are_those_of_today(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        assert path.read_bytes() == (ROOT / FOLDER / path.name).read_bytes(), "run make schema"


def test_every_data_file_names_its_schema() -> None:
    for path in (ROOT / "data").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        if path.name == "glossary.yaml" and named is None:
            continue  # no part of the evidence
        assert named, path
        assert (path.parent / named[1]).is_file(), path


def test_the_schema_knows_every_field_that_is_read(evidence: Evidence) -> None:
    schema = data_schemas()["fact-sheet.json"]["$defs"]["FactShape"]
    assert {name for fact in evidence.facts.values() for name in fact.lines} <= schema["properties"].keys()
    assert set(schema["required"]) == {"statement", "source", "locator"}
    assert all("description" in field or "$ref" in field for field in schema["properties"].values())
    assert json.dumps(schema)
