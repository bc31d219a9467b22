"""Figures: lawful forms only (promise 4), and how they look."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from language_samples import PLACE, STYLES, UNITS, fact, language, printed, unit_words, visible

from briefs.document import Figure
from briefs.evidence import Fact, Qualifier, Span, fact_span, printed_span
from briefs.finding import Finding, Stops
from briefs.language import print_figure
from briefs.language.digits import round_to
from briefs.language.form import WIDENED

QUALIFIERS: tuple[Qualifier, ...] = (
    "exact", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "range",
)  # fmt: skip


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """A fact as a source prints it: a multiple of its step."""
    step = Decimal(1).scaleb(draw(st.integers(-2, 9)))
    low, more = draw(st.integers(-50, 10**6)), draw(st.integers(1, 10**6))
    qualifier = draw(st.sampled_from(QUALIFIERS))
    value, high = str(step * low), str(step * (low + more))
    return fact(value, qualifier, str(step), high=high if qualifier == "range" else None)


def said(figure: Figure) -> Span:
    """What the printed form says, by the words of the promise."""
    assert figure.value is not None
    rounded = bool(figure.scale) or figure.step < 1
    return printed_span(figure.qualifier, figure.value, figure.step, rounded, figure.high)


def print_or_refuse(given_fact: Fact, tag: str, style: str, precision: str | None) -> Figure | tuple[Finding, ...]:
    words = unit_words("request", tag)
    figure, findings = print_figure(given_fact, words, language(tag), PLACE, style=style, precision=precision)
    assert (figure is None) == bool(findings)
    return figure or findings


PRECISIONS = [
    None,
    "0.01",
    "0.1",
    "1",
    "10",
    "100",
    "1 thousand",
    "10 thousand",
    "0.1 million",
    "1 million",
    "1 billion",
]


@given(
    given_fact=facts(),
    tag=st.sampled_from(list(STYLES)),
    style=st.sampled_from(["auto", "digits", "words", "full"]),
    precision=st.sampled_from(PRECISIONS),
)
def test_what_is_printed_holds_all_that_the_fact_says(
    given_fact: Fact, tag: str, style: str, precision: str | None
) -> None:
    figure = print_or_refuse(given_fact, tag, style, precision)
    if not isinstance(figure, Figure):
        assert {finding.rule for finding in figure} == {"unlawful-form"}
        assert precision is not None
        return
    span = fact_span(given_fact)
    assert span is not None
    assert span.lies_in(said(figure))
    assert figure.step >= given_fact.step
    if given_fact.qualifier != "exact":
        assert figure.qualifier != "exact"


@given(given_fact=facts())
def test_both_languages_print_the_same_number_hedge_and_precision(given_fact: Fact) -> None:
    figures = [print_or_refuse(given_fact, tag, "auto", None) for tag in ("en", "fr")]
    forms = {(f.value, f.high, f.step, f.qualifier) for f in figures if isinstance(f, Figure)}
    assert len(forms) == 1


@given(given_fact=facts())
def test_what_the_source_prints_can_always_be_printed(given_fact: Fact) -> None:
    assert isinstance(print_or_refuse(given_fact, "en", "auto", None), Figure)


@given(st.decimals("-1e12", "1e12", places=6), st.integers(-4, 9), st.sampled_from(["half", "up", "down"]))
def test_rounding_is_to_a_neighbour_and_done_once(value: Decimal, exponent: int, way: str) -> None:
    step = Decimal(1).scaleb(exponent)
    rounded = round_to(value, step, way)
    assert rounded % step == 0
    assert abs(rounded - value) < step
    assert round_to(rounded, step, way) == rounded
    if way != "half":
        assert (rounded >= value) if way == "up" else (rounded <= value)
    else:
        assert abs(rounded - value) <= step / 2


def test_a_half_goes_up() -> None:
    assert [round_to(Decimal(text), Decimal(1)) for text in ("12.5", "13.5")] == [13, 14]


# ---- the hedge is widened, never dropped


@pytest.mark.parametrize(
    ("given_fact", "precision", "en", "fr"),
    [
        (fact("62891"), "1 thousand", "about 63,000 requests", "environ 63▫000⍽demandes"),
        (fact("62891"), "1", "62,891 requests", "62▫891⍽demandes"),
        (fact("10.52", "more_than", "0.01"), "1", "more than 10 requests", "plus de 10⍽demandes"),
        (fact("10.52", "at_least", "0.01"), "1", "at least 10 requests", "au moins 10⍽demandes"),
        (fact("10.52", "less_than", "0.01"), "1", "less than 11 requests", "moins de 11⍽demandes"),
        (fact("10.52", "at_most", "0.01"), "1", "up to 11 requests", "jusqu’à 11⍽demandes"),
        (fact("4.77", "nearly", "0.01"), "1", "nearly 5 requests", "près de 5⍽demandes"),
        (fact("4.30", "nearly", "0.01"), "1", "about 4 requests", "environ 4⍽demandes"),
        (fact("4.30", "just_over", "0.01"), "1", "just over 4 requests", "un peu plus de 4⍽demandes"),
        (fact("4.70", "just_over", "0.01"), "1", "about 5 requests", "environ 5⍽demandes"),
        (fact("73312000"), "0.1 million", "73.3⍽million requests", "73,3⍽millions de demandes"),
        (fact("73312000"), "1 million", "73⍽million requests", "73⍽millions de demandes"),
        (fact("999600"), "1 thousand", "1⍽million requests", "1⍽million de demandes"),
        (fact("7100", "range", high="9900"), "1 thousand", "7,000 to 10,000 requests", "7▫000 à 10▫000⍽demandes"),
        (fact("8.2", "about", "0.1"), "1", "about 8 requests", "environ 8⍽demandes"),
    ],
)
def test_a_precision_rounds_the_way_the_hedge_needs(given_fact: Fact, precision: str, en: str, fr: str) -> None:
    shown = {"⍽": "\u00a0", "▫": "\u202f"}
    for tag, expected in (("en", en), ("fr", fr)):
        for sign, space in shown.items():
            expected = expected.replace(sign, space)
        assert printed(given_fact, "request", tag, precision=precision) == expected


def test_a_computed_ratio_has_the_digits_of_its_inputs_and_no_more() -> None:
    ratio = Decimal(62891) / Decimal(5976)
    assert printed(fact(str(ratio), "more_than", "0.01", derived="a / b"), "time", "en") == "more than 10.52 times"
    share = Decimal(100) * Decimal(2) / Decimal(3)
    assert printed(fact(str(share), "about", "1", derived="100 * a / b"), "percent", "fr") == "environ 67\u00a0%"
    assert printed(fact(str(share), "exact", "1", derived="100 * a / b"), "percent", "en") == "about 67%"
    assert printed(fact("4.7745", "nearly", "0.01", derived="a / b"), "time", "en", precision="1") == "nearly 5 times"


def test_a_typed_value_keeps_the_digits_that_its_step_forgets() -> None:
    assert printed(fact("99.5"), "percent", "en") == "99.5%"


@pytest.mark.parametrize(
    ("given_fact", "how", "rule", "words"),
    [
        (fact("73300000", step="100000"), {"precision": "1"}, "unlawful-form", "finer than what the source"),
        (fact("62891"), {"precision": "0.1"}, "unlawful-form", "finer than what the source"),
        (fact("62891"), {"precision": "1 million"}, "unlawful-form", "can't be rounded to 1 million"),
        (fact("62891"), {"precision": "5"}, "unlawful-form", "no precision"),
        (fact("62891"), {"precision": "some"}, "unlawful-form", "no precision"),
        (fact("62891"), {"precision": "1 dozen"}, "unlawful-form", "no precision"),
        (fact("62891"), {"style": "roman"}, "unknown-style", "roman"),
        (fact(None), {}, "fact-without-number", "has no number"),
    ],
)
def test_what_would_be_untrue_is_refused(given_fact: Fact, how: dict[str, str], rule: str, words: str) -> None:
    figure, findings = print_figure(given_fact, None, language("en"), PLACE, **how)  # type: ignore[arg-type]
    assert figure is None
    (finding,) = findings
    assert (finding.rule, finding.stops, finding.place) == (rule, Stops.DOCUMENT, PLACE)
    assert words in finding.message
    assert finding.hint


# ---- looks


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("tag", STYLES)
def test_the_parts_of_a_figure_make_its_text(tag: str, unit: str) -> None:
    given_fact = fact("1500000", "about", "100000")
    figure, _ = print_figure(given_fact, unit_words(unit, tag), language(tag), PLACE)
    assert figure is not None
    assert figure.text.startswith(figure.hedge)
    assert figure.label == figure.text[len(figure.hedge) :]
    assert (figure.unit_id, figure.unit_kind) == (unit, UNITS[unit][0])
    assert (figure.source, figure.fact, figure.at) == ("sample-source", "sample", PLACE)


def test_a_figure_without_its_unit() -> None:
    assert printed(fact("73300000", "about", "100000"), "child", "fr", with_unit=False) == "environ 73,3\u00a0millions"
    assert printed(fact("59"), "percent", "fr", with_unit=False) == "59"


def test_a_writer_may_name_a_hedge_word() -> None:
    day = fact("24", "at_most")
    assert printed(day, "year", "en", hedge="within") == "within 24 years"
    assert printed(day, "year", "fr", hedge="within") == "sous 24\u00a0ans"
    assert printed(day, "year", "en") == "up to 24 years"


SEVEN = fact("7285")


@pytest.mark.parametrize(
    ("given_fact", "how", "en", "fr"),
    [
        (SEVEN, {"hedge": "more_than", "precision": "1 thousand"}, "more than 7,000 children", "plus de 7▫000⍽enfants"),
        (SEVEN, {"hedge": "at_least"}, "at least 7,285 children", "au moins 7▫285⍽enfants"),
        (SEVEN, {"hedge": "less_than", "precision": "1 thousand"}, "less than 8,000 children", "moins de 8▫000⍽enfants"),
        (SEVEN, {"hedge": "about", "precision": "100"}, "about 7,300 children", "environ 7▫300⍽enfants"),
        (SEVEN, {"hedge": "nearly", "precision": "100"}, "nearly 7,300 children", "près de 7▫300⍽enfants"),
        (fact("5000", "range", high="6000"), {"hedge": "at_least"}, "at least 5,000 children", "au moins 5▫000⍽enfants"),
        (fact("5000", "range", high="6000"), {"hedge": "at_most"}, "at most 6,000 children", "au plus 6▫000⍽enfants"),
        (fact("27000", "more_than", "1000"), {"hedge": "at_least"}, "at least 27,000 children", "au moins 27▫000⍽enfants"),
        (fact("73300000", "about", "100000"), {"hedge": "more_than", "precision": "1 million"}, "more than 73⍽million children", "plus de 73⍽millions d’enfants"),
    ],
)  # fmt: skip
def test_a_hedge_may_be_widened(given_fact: Fact, how: dict[str, str], en: str, fr: str) -> None:
    assert visible(printed(given_fact, "child", "en", **how)) == en
    assert visible(printed(given_fact, "child", "fr", **how)) == fr


@pytest.mark.parametrize(
    ("given_fact", "how", "rule", "words"),
    [
        (fact("27000", "at_least", "1000"), {"hedge": "more_than"}, "unlawful-form", "does not hold"),
        (fact("27000", "more_than", "1000"), {"hedge": "about"}, "unlawful-form", "does not hold"),
        (fact("27000", "more_than", "1000"), {"hedge": "at_most"}, "unlawful-form", "does not hold"),
        (fact("24", "at_most"), {"hedge": "at_least"}, "unlawful-form", "does not hold"),
        (fact("73300000", "about", "100000"), {"hedge": "more_than"}, "unlawful-form", "does not hold"),
        (fact("5000", "range", high="6000"), {"hedge": "about"}, "unlawful-form", "does not hold"),
        (fact("7000"), {"hedge": "more_than", "precision": "1 thousand"}, "unlawful-form", "does not hold"),
        (fact("17353"), {"hedge": "more_than", "precision": "10 thousand"}, "unlawful-form", "does not hold"),
        (fact("7285"), {"hedge": "exact"}, "unknown-hedge", "no hedge"),
        (fact("7285"), {"hedge": "more"}, "unknown-hedge", "no hedge"),
        (fact("24", "at_least"), {"hedge": "within"}, "unlawful-form", "is not said of"),
    ],
)  # fmt: skip
def test_a_hedge_is_never_narrowed(given_fact: Fact, how: dict[str, str], rule: str, words: str) -> None:
    figure, findings = print_figure(given_fact, unit_words("child", "en"), language("en"), PLACE, **how)  # type: ignore[arg-type]
    assert figure is None
    assert [(one.rule, words in one.message, bool(one.hint)) for one in findings] == [(rule, True, True)]


@given(facts(), st.sampled_from(sorted(WIDENED)), st.sampled_from([None, "10", "1 thousand", "0.1 million"]))
def test_what_a_widened_hedge_prints_holds_all_that_the_fact_says(
    given_fact: Fact, hedge: str, precision: str | None
) -> None:
    figure, _ = print_figure(given_fact, None, language("en"), PLACE, hedge=hedge, precision=precision)
    if figure is not None:
        span = fact_span(given_fact)
        assert span is not None
        assert span.lies_in(said(figure))


def test_style_full_prints_all_digits_and_digits_no_words() -> None:
    assert printed(fact("1500000"), "child", "en", style="full") == "1,500,000 children"
    assert printed(fact("2"), "year", "en", style="digits") == "2 years"
    assert printed(fact("2"), "year", "en") == "two years"


def test_the_gender_of_an_unknown_noun_is_never_guessed() -> None:
    words = unit_words("child", "fr")
    unknown = type(words)(words.unit, ("bidule", "bidules"))
    figure, _ = print_figure(fact("1"), unknown, language("fr"), PLACE, style="words")
    assert figure is not None
    assert figure.text == "1\u00a0bidule"
    told = type(words)(words.unit, ("bidule", "bidules"), "f")
    figure, _ = print_figure(fact("1"), told, language("fr"), PLACE, style="words")
    assert figure is not None
    assert figure.text == "une\u00a0bidule"


def test_a_catalogue_with_too_few_forms_prints_its_last() -> None:
    words = unit_words("child", "ar")
    figure, _ = print_figure(fact("5"), type(words)(words.unit, ("طفل",)), language("ar"), PLACE)
    assert figure is not None
    assert figure.text == "5\u00a0طفل"


@given(given_fact=facts())
def test_no_thin_space_that_breaks_and_no_hyphen_for_minus(given_fact: Fact) -> None:
    for tag in STYLES:
        figure = print_or_refuse(given_fact, tag, "auto", None)
        assume(isinstance(figure, Figure))
        assert isinstance(figure, Figure)
        assert not set(figure.text) & set("\u2009\u2007-")
