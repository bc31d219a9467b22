"""The labelled sentences of tests/cases/numeral-*.txt: every figure found and nothing else taken for one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from briefs.numeral import EXEMPTIONS, Numeral, read_numerals

CASES = Path(__file__).parent / "cases"
MARK = re.compile(
    r"\[\[(?P<figure>.+?)\|(?P<kind>[a-z]+)\|(?P<value>[^|\]]+)(?P<more>(?:\|[^|\]]+)*)\]\]|\(\((?P<exempt>.+?)\|(?P<rule>[a-z-]+)\)\)"
)


@dataclass
class Sentence:
    """A labelled sentence: its plain text, its figures and its exempt spans."""

    language: str
    line: int
    text: str = ""
    figures: dict[tuple[int, int], re.Match[str]] = field(default_factory=dict)
    exempt: dict[tuple[int, int], str] = field(default_factory=dict)


def parse_sentence(language: str, number: int, line: str) -> Sentence:
    sentence, at = Sentence(language, number), 0
    for match in MARK.finditer(line):
        sentence.text += line[at : match.start()].replace("\\", "")
        start = len(sentence.text)
        sentence.text += (match["figure"] or match["exempt"]).replace("\\", "")
        span = start, len(sentence.text)
        if match["figure"]:
            sentence.figures[span] = match
        else:
            sentence.exempt[span] = match["rule"]
        at = match.end()
    sentence.text += line[at:].replace("\\", "")
    return sentence


def load_sentences() -> list[Sentence]:
    found = []
    for path in sorted(CASES.glob("numeral-??.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                found.append(parse_sentence(path.stem[-2:], number, line))
    return found


def expected_value(text: str) -> Decimal | tuple[Decimal, ...] | None:
    if text == "-":
        return None
    if ".." in text:
        return tuple(Decimal(str(float(Fraction(end)))) for end in text.split(".."))
    return Decimal(str(float(Fraction(text))))


def same(expected: object, read: object) -> bool:
    if isinstance(expected, tuple) and isinstance(read, tuple):
        return all(same(one, other) for one, other in zip(expected, read, strict=True))
    if isinstance(expected, Decimal) and isinstance(read, Decimal):
        return abs(expected - read) <= abs(expected) * Decimal("1e-6")
    return expected is None and read is None


def complaints(sentence: Sentence) -> list[str]:
    read = read_numerals(sentence.text, sentence.language)
    by_span = {(numeral.start, numeral.end): numeral for numeral in read}
    said = [said for span, match in sentence.figures.items() for said in complain(by_span.get(span), match)]
    for numeral in read:
        span = numeral.start, numeral.end
        if numeral.exempt is None and span not in sentence.figures:
            said.append(f"{numeral.text!r} is no figure: read as {numeral.kind} {numeral.value}")
        for other, rule in sentence.exempt.items():
            if numeral.exempt and numeral.exempt != rule and span[0] < other[1] and other[0] < span[1]:
                said.append(f"{numeral.text!r} is exempt as {numeral.exempt}, not as {rule}")
    return said


def complain(numeral: Numeral | None, match: re.Match[str]) -> list[str]:
    if numeral is None or numeral.exempt:
        return [f"{match['figure']!r} is missed" + (f": exempt as {numeral.exempt}" if numeral else "")]
    said = []
    if not same(expected_value(match["value"]), numeral.value):
        said.append(f"{match['figure']!r} is worth {match['value']}, read {numeral.value}")
    if numeral.kind != match["kind"]:
        said.append(f"{match['figure']!r} is of kind {match['kind']}, read {numeral.kind}")
    for field_text in filter(None, match["more"].split("|")):
        name, wanted = field_text.split("=")
        if getattr(numeral, name) != wanted:
            said.append(f"{match['figure']!r} has {name} {wanted}, read {getattr(numeral, name)}")
    return said


@pytest.mark.parametrize("sentence", load_sentences(), ids=lambda sentence: f"{sentence.language}:{sentence.line}")
def test_sentence(sentence: Sentence) -> None:
    assert complaints(sentence) == [], sentence.text


def load_abuses() -> list[tuple[str, Sentence]]:
    found = []
    path = CASES / "numeral-exemptions.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            head, _, text = line.partition(": ")
            rule, language = head.split()
            found.append((rule, parse_sentence(language, number, text)))
    return found


@pytest.mark.parametrize(
    ("rule", "sentence"), load_abuses(), ids=lambda case: case if isinstance(case, str) else case.line
)
def test_exemption_holds_and_is_not_abused(rule: str, sentence: Sentence) -> None:
    assert complaints(sentence) == [], sentence.text


@pytest.mark.parametrize("rule", EXEMPTIONS)
def test_every_exemption_has_a_case_and_an_abuse(rule: str) -> None:
    lines = [sentence for name, sentence in load_abuses() if name == rule]
    assert any(sentence.exempt for sentence in lines)
    assert any(sentence.figures for sentence in lines)
