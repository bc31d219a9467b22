"""The numeral reader's contract: spans, hedges, precision, languages, and the answers it gives to `explain`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.numeral import EXEMPTIONS, Numeral, explain_numerals, read_numerals, reads_words

WORDS = [
    "one",
    "two",
    "hundred",
    "million",
    "half",
    "a",
    "third",
    "of",
    "in",
    "out",
    "per",
    "cent",
    "%",
    "€",
    "-",
    "–",
    "to",
    "between",
    "from",
    "1",
    "12",
    "1,000",
    "2019",
    "article",
    "un",
    "sur",
    "neuf",
    "de",
    "à",
    "et",
    "demi",
    "deux",
    "tiers",
    "millions",
    "½",
    "²",
    "x",
    ":",
    "/",
    ".",
    ",",
    "(",
    ")",
    "[",
    "]",
    "\xa0",
    "\u202f",
    "\u200b",
    "\n",
]


def figures(text: str, language: str = "en") -> list[Numeral]:
    return [numeral for numeral in read_numerals(text, language) if numeral.exempt is None]


def spans_are_sound(text: str, language: str) -> None:
    read = read_numerals(text, language)
    end = 0
    for numeral in read:
        assert numeral.start >= end
        assert numeral.end > numeral.start
        assert numeral.text == text[numeral.start : numeral.end]
        assert (numeral.kind == "exempt") == (numeral.exempt is not None)
        assert numeral.exempt is None or numeral.exempt in EXEMPTIONS
        assert all(numeral.start <= part.start < part.end <= numeral.end for part in numeral.parts)
        end = numeral.end


@settings(max_examples=150, deadline=None)
@given(st.text(), st.sampled_from(["en", "fr", "es", "de"]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    spans_are_sound(text, language)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, " ", " ", " "]), max_size=25).map("".join), st.sampled_from(["en", "fr", "es"])
)
def test_no_heap_of_number_words_breaks_it(text: str, language: str) -> None:
    spans_are_sound(text, language)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("more than 12 cases", "more_than"), ("at least 12 cases", "at_least"), ("12 cases", None), ("12 or more cases", "at_least"),
        ("nearly 12 cases", "nearly"), ("just over 12 cases", "just_over"), ("about 12 cases", "about"), ("up to 12 cases", "at_most"),
        ("fewer than 12 cases", "less_than"), ("no more than 12 cases", "at_most"), ("no fewer than 12", "at_least"), ("> 12 cases", "more_than"),
        ("12+ cases", "at_least"), ("slightly more than 12", "just_over"), ("just under 12", "nearly"),
    ],
)  # fmt: skip
def test_hedge_is_read_and_left_out_of_the_span(text: str, hedge: str | None) -> None:
    (numeral,) = figures(text)
    assert (numeral.text, numeral.hedge) == ("12", hedge)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("plus de 12 cas", "more_than"), ("au moins 12 cas", "at_least"), ("12 ou plus", "at_least"), ("près de 12 cas", "nearly"),
        ("un peu plus de 12 cas", "just_over"), ("environ 12 cas", "about"), ("12 environ", "about"), ("jusqu'à 12 cas", "at_most"),
        ("moins de 12 cas", "less_than"), ("12 au moins", "at_least"), ("quelque 12 cas", "about"), ("pas moins de 12 cas", "at_least"),
    ],
)  # fmt: skip
def test_french_hedge_is_read(text: str, hedge: str) -> None:
    assert [numeral.hedge for numeral in figures(text, "fr")] == [hedge]


@pytest.mark.parametrize(
    ("text", "step", "rounded"),
    [
        ("73.3 million", "100000", True),
        ("12,500", "1", False),
        ("two million", "1000000", True),
        ("3.50", "0.01", True),
        ("€4.5bn", "100000000", True),
        ("twelve", "1", False),
    ],
)
def test_precision_is_that_of_the_last_digit_printed(text: str, step: str, rounded: bool) -> None:
    (numeral,) = figures(text)
    assert numeral.step == Decimal(step)
    assert numeral.rounded is rounded


def test_a_range_has_its_ends_as_parts() -> None:
    (numeral,) = figures("between 8 and 11 million")
    assert [(part.text, part.value) for part in numeral.parts] == [
        ("8", Decimal(8000000)),
        ("11 million", Decimal(11000000)),
    ]


def test_printed_figures_are_boundaries() -> None:
    text = "Facebook acted on \U000f0001 of 12 and \U000f0002\U000f0003 of 5."
    assert [numeral.text for numeral in figures(text)] == ["12", "5"]


def test_an_undescribed_language_has_its_digits_read() -> None:
    assert not reads_words("de")
    assert [(numeral.text, numeral.value) for numeral in figures("1.234,5 und zwölf", "de")] == [
        ("1.234,5", Decimal("1234.5"))
    ]
    assert "not read" in explain_numerals("zwölf", "de")[-1]
    assert reads_words("fr-CH")
    assert reads_words("fr_BE")


def test_words_of_another_folder_come_first(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "reading.yaml").write_text(
        'decimal: ","\nnumbers: {unu: 1, du: 2, tri: 3, dek: 10}\nmultipliers: {mil: 1000}\nbare_multipliers: [mil]\n',
        encoding="utf-8",
    )
    read = read_numerals("tri mil du domoj", "xx", folder=tmp_path)
    assert [(numeral.text, numeral.value) for numeral in read] == [("tri mil du", Decimal(3002))]
    assert reads_words("xx", folder=tmp_path)
    assert not reads_words("xx")


def test_explanation_names_the_value_or_the_rule() -> None:
    figure, year = explain_numerals("More than 73.3 million items in 2022.", "en")
    assert figure == "“73.3 million” at 11: a figure (count): more than 73,300,000, printed to the nearest 100,000."
    assert year == "“2022” at 33: not a figure (year): four bare digits name a year where nothing is counted."


@pytest.mark.parametrize("parted", ["202\t203 wells", "202\n203 wells", "202\u2028203 wells"])
def test_a_tab_or_a_new_line_groups_no_digits(parted: str) -> None:
    assert [numeral.value for numeral in read_numerals(parted, "en")] == [202, 203]
    assert [numeral.value for numeral in read_numerals(parted.replace(parted[3], " "), "en")] == [202203]
