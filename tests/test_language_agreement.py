"""Numbers × units × hedges × languages as a table that a linguist can read: tests/cases/language-agreement.md.

`make accept` writes it anew; a person reads the difference.
"""

import re
from pathlib import Path

import pytest
from language_samples import PLACE, STYLES, UNITS, fact, language, printed, unit_words, visible

from briefs.catalogue import read_catalogue
from briefs.document import Text
from briefs.evidence import Fact
from briefs.language import print_figure
from briefs.note.line import words_of
from briefs.note.polish import polish_inlines

CASES = Path(__file__).parent / "cases" / "language-agreement.md"
NUMBERS: dict[str, Fact] = {
    "0": fact("0"),
    "1": fact("1"),
    "2": fact("2"),
    "11": fact("11"),
    "21": fact("21"),
    "80": fact("80"),
    "100": fact("100"),
    "1000": fact("1000"),
    "62891": fact("62891"),
    "1 million": fact("1000000", step="1000000"),
    "1.5 million": fact("1500000", step="100000"),
    "3 million": fact("3000000", step="1000000"),
    "73.0 million": fact("73000000", step="100000"),
    "2 billion": fact("2000000000", step="1000000000"),
    "-3": fact("-3"),
    "0.5": fact("0.5", step="0.1"),
    "1.0": fact("1.0", step="0.1"),
    "5 to 10": fact("5", "range", high="10"),
    "1.5 to 2 million": fact("1500000", "range", "100000", high="2000000"),
}
HEDGES = ("about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most")
HEDGED = ("1", "8", "11", "80", "62891", "1000000", "1500000", "1000000000")


# Sentences that begin with a figure, and have one after a word that may be elided.
SENTENCES = {
    "en": "{} in all. We speak of {}.", "fr": "{} en tout. On parle de {}.", "es": "{} en total. Se habla de {}.",
    "ar": "المجموع {}. والحديث عن {}.",
}  # fmt: skip
SPOKEN = ("0", "1", "2", "21", "80", "1000", "1 million", "1.5 million", "2 billion", "-3", "0.5", "5 to 10")
WAYS: dict[str, dict[str, str]] = {
    "–": {}, "about": {"hedge": "about"}, "at_least": {"hedge": "at_least"}, "in words": {"style": "words"},
}  # fmt: skip


def sentence(tag: str, given: Fact, unit: str, how: dict[str, str]) -> str:
    """The sentence as it is printed: elided, with a capital; – where the hedge is not lawful."""
    figure, _ = print_figure(given, unit_words(unit, tag), language(tag), PLACE, **how)  # type: ignore[arg-type]
    if figure is None:
        return "–"
    start, between, end = SENTENCES[tag].split("{}")
    inlines = (Text(start), figure, Text(between), figure, Text(end))
    return visible("".join(words_of(leaf) for leaf in polish_inlines(inlines, language(tag))))


def spoken(tag: str) -> list[str]:
    lines = [f"## {tag}, sentences", "", row(["number", *WAYS]), row(["---"] * (len(WAYS) + 1))]
    for name in SPOKEN:
        for unit in ("child", "percent") if name == "-3" else ("child",):
            cells = [sentence(tag, NUMBERS[name], unit, how) for how in WAYS.values()]
            lines.append(row([name + (" %" if unit == "percent" else ""), *cells]))
    return [*lines, ""]


def hedged(value: str, hedge: str) -> Fact:
    significant = value.rstrip("0") if len(value) > 6 else value
    return fact(value, hedge, "1" + "0" * (len(value) - len(significant)))  # type: ignore[arg-type]


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def tables(tag: str, style: str | None) -> list[str]:
    lines = [f"## {tag}{f', {style}' if style else ''}", "", row(["number", *UNITS]), row(["---"] * (len(UNITS) + 1))]
    for name, given in NUMBERS.items():
        lines.append(row([name, *(visible(printed(given, unit, tag, style)) for unit in UNITS)]))
    if style is None:
        lines += ["", row(["hedge", *HEDGED]), row(["---"] * (len(HEDGED) + 1))]
        for hedge in HEDGES:
            lines.append(row([hedge, *(visible(printed(hedged(value, hedge), "child", tag)) for value in HEDGED)]))
        for hedge in HEDGES:
            words = [visible(printed(hedged(value, hedge), "child", tag, style="words")) for value in HEDGED]
            lines.append(row([f"{hedge}, in words", *words]))
        lines += ["", row(["in words", *UNITS]), row(["---"] * (len(UNITS) + 1))]
        for name in ("1", "2", "11", "21", "1 million", "5 to 10"):
            lines.append(row([name, *(visible(printed(NUMBERS[name], unit, tag, style="words")) for unit in UNITS)]))
    return [*lines, ""]


def whole_file() -> str:
    head = [
        "# Agreement: numbers, units and hedges as printed",
        "",
        "Written by `make accept`, read by a person.",
        "⍽ is a no-break space, ▫ a narrow one, ‹lrm› and ‹alm› are direction marks.",
        "",
    ]
    made = (line for tag in STYLES for style in STYLES[tag] for line in tables(tag, style))
    said = (line for tag in SENTENCES for line in spoken(tag))
    return "\n".join([*head, *made, *said])


def test_the_table_is_what_we_print(request: pytest.FixtureRequest) -> None:
    text = whole_file()
    if request.config.getoption("--accept"):
        CASES.write_text(text, encoding="utf-8", newline="\n")
    assert CASES.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [("fr", "millions d’enfants"), ("fr", "1,5⍽million de enfants"), ("fr", "0⍽enfants"), ("en", "1⍽million child ")],
)
def test_the_table_holds_none_of_the_known_faults(tag: str, wrong: str) -> None:
    section = CASES.read_text(encoding="utf-8").split(f"## {tag}\n")[1].split("\n## ")[0]
    singular = [line for line in section.splitlines() if line.startswith(("| 1 million", "| 1.5 million", "| 0 "))]
    assert singular
    assert all(wrong not in line for line in singular)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("fr", "Environ 1,5⍽million d’enfants en tout. On parle d’environ 1,5⍽million d’enfants."),
        ("fr", "Un⍽enfant en tout. On parle d’un⍽enfant."),
        ("fr", "Quatre-vingts⍽enfants en tout. On parle de quatre-vingts⍽enfants."),
        ("en", "Eighty children in all. We speak of eighty children."),
        ("es", "Veintiún⍽niños en total. Se habla de veintiún⍽niños."),
        ("es", "Aproximadamente el −3⍽% en total. Se habla de aproximadamente el −3⍽%."),
        ("ar", "المجموع 1,5⍽مليون طفل. والحديث عن 1,5⍽مليون طفل."),
    ],
)
def test_sentences_are_elided_and_begin_with_a_capital(tag: str, said: str) -> None:
    assert f"| {said} |" in CASES.read_text(encoding="utf-8").split(f"## {tag}, sentences\n")[1].split("\n## ")[0]


ARTICLES = {"fr": r"(le|la|les) |l’", "es": r"(el|la|los|las) "}


@pytest.mark.parametrize("tag", sorted(ARTICLES))
def test_no_placeholder_begins_with_an_article(tag: str, root: Path) -> None:
    """So «de» and «le» never meet around one: the translator types «du %(act)s», and the program prints no article."""
    catalogue, _ = read_catalogue((root / "locale" / tag / "data.po").read_bytes(), "data.po")
    assert catalogue is not None
    named = [m for m in catalogue.messages if any(note.startswith(("Place", "Who says")) for note in m.notes)]
    laws = language(tag).references
    names = [*(form for m in named for form in m.forms), laws["regulation"], laws["directive"], laws["decision"]]
    assert len(names) > 20
    assert [name for name in names if re.match(ARTICLES[tag], name)] == []
