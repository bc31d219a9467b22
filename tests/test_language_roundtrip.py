"""What we print, read back by the numeral reader, which shares neither code nor data with it (promises 4 and 9)."""

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from language_samples import PLACE, STYLES, UNITS, fact, language, unit_words

from briefs.document import Figure
from briefs.evidence import Fact, Qualifier
from briefs.language import print_figure
from briefs.numeral import Numeral, read_numerals

TAGS = ("en", "fr", "es")
HOUSES = [(tag, house) for tag in TAGS for house in STYLES[tag]]
QUALIFIERS: tuple[Qualifier, ...] = (
    "exact", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "range",
)  # fmt: skip
READ_AS_TIME = ("more_than", "less_than", "just_over")  # «plus de 5 heures»: the reader takes it for a time of the day
FRAMES = {"en": "They counted {} in all.", "fr": "Ils ont compté {} en tout.", "es": "Contaron {} en total."}
KINDS = {"count": "count", "percent": "percent", "points": "points", "money": "money", "duration": "duration"}


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    step = Decimal(1).scaleb(draw(st.integers(-2, 8)))
    low = draw(st.one_of(st.integers(1, 120), st.integers(1, 99_999)))
    qualifier = draw(st.sampled_from(QUALIFIERS))
    more = draw(st.integers(1, 5000)) if qualifier == "range" else 0
    assume(low * 1000 >= low + more)  # "5 to 10,000" is read as thousands by people too
    return fact(str(step * low), qualifier, str(step), high=str(step * (low + more)) if more else None)


def is_article(given_fact: Fact, style: str) -> bool:
    """A one in words, which only a writer can ask for, reads as an article or pronoun."""
    ends = (given_fact.value, given_fact.low)
    return style == "words" and Decimal(1) in [end and end.scaleb(-end.adjusted()) for end in ends]


def print_and_read(given_fact: Fact, unit: str, tag: str, house: str | None, style: str) -> tuple[Figure, Numeral]:
    assume(unit != "percent" or max(given_fact.value or 0, given_fact.high or 0) < 1000)  # no thousands of per cent
    assume(not (unit == "hour" and tag == "fr" and given_fact.qualifier in READ_AS_TIME))
    figure, findings = print_figure(given_fact, unit_words(unit, tag), language(tag, house), PLACE, style=style)
    assert figure is not None, findings
    sentence = FRAMES[tag].format(figure.text)
    numerals = [numeral for numeral in read_numerals(sentence, tag) if numeral.exempt is None]
    assert len(numerals) == 1, (figure.text, numerals)
    return figure, numerals[0]


@pytest.mark.parametrize(("tag", "house"), HOUSES)
@given(
    given_fact=facts(), unit=st.sampled_from(list(UNITS)), style=st.sampled_from(["auto", "digits", "words", "full"])
)
def test_the_reader_finds_value_and_hedge_of_what_we_print(
    tag: str, house: str | None, given_fact: Fact, unit: str, style: str
) -> None:
    assume(not is_article(given_fact, style))
    figure, numeral = print_and_read(given_fact, unit, tag, house, style)
    expected = figure.value if figure.high is None else (figure.value, figure.high)
    assert numeral.value == expected, (figure.text, numeral)
    if figure.qualifier != "range":
        assert (numeral.hedge or "exact") == figure.qualifier, (figure.text, numeral)


@pytest.mark.parametrize(("tag", "house"), HOUSES)
@given(given_fact=facts(), unit=st.sampled_from(list(UNITS)))
def test_the_span_begins_after_the_hedge_and_ends_within_the_figure(
    tag: str, house: str | None, given_fact: Fact, unit: str
) -> None:
    figure, numeral = print_and_read(given_fact, unit, tag, house, "auto")
    start = FRAMES[tag].index("{") + len(figure.hedge)
    assert numeral.start == start, (figure.text, numeral)
    assert numeral.end <= start + len(figure.label)
    assert numeral.text.startswith(figure.unit if figure.unit_first else figure.number[:1])


@pytest.mark.parametrize("tag", ["en", "fr"])
@pytest.mark.parametrize("unit", ["percent", "point", "euro", "dollar", "year", "child"])
@given(given_fact=facts().filter(lambda each: max(each.value or 0, each.high or 0) < 1000))  # no million points
def test_the_reader_tells_the_kind_of_unit(tag: str, unit: str, given_fact: Fact) -> None:
    figure, numeral = print_and_read(given_fact, unit, tag, None, "auto")
    if figure.qualifier != "range":
        assert numeral.kind == KINDS[UNITS[unit][0]], (figure.text, numeral)


@given(given_fact=facts())
@example(given_fact=fact("73000000", step="100000"))
def test_the_reader_sees_the_digits_that_we_count(given_fact: Fact) -> None:
    for tag in ("en", "fr"):
        figure, numeral = print_and_read(given_fact, "child", tag, None, "digits")
        assert numeral.rounded == (bool(figure.scale) or figure.step < 1), (figure.text, numeral)
        assert numeral.step is not None
        assert numeral.step <= figure.step


@pytest.mark.parametrize("house", STYLES["ar"])
@given(whole=st.integers(0, 10**6))
def test_arabic_digits_are_read_where_words_are_not(house: str | None, whole: int) -> None:
    figure, _ = print_figure(fact(str(whole)), unit_words("percent", "ar"), language("ar", house), PLACE)
    assert figure is not None
    numerals = read_numerals(figure.text, "ar")
    assert [numeral.value for numeral in numerals] == [Decimal(whole)]


@pytest.mark.parametrize("house", STYLES["ar"])
@pytest.mark.parametrize("unit", ["child", "euro", "percent"])
@given(tenths=st.integers(1, 10**4), step=st.sampled_from(["0.1", "100000"]))
def test_arabic_decimals_are_read_at_the_start_of_a_cell(house: str | None, unit: str, tenths: int, step: str) -> None:
    value = tenths * Decimal(step)
    figure, _ = print_figure(fact(str(value), step=step), unit_words(unit, "ar"), language("ar", house), PLACE)
    assert figure is not None
    (numeral,) = read_numerals(figure.text, "ar")
    assert (numeral.exempt, numeral.value) == (None, value)
