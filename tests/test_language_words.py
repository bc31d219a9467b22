"""Dates, periods, places in a source, lists, counts, elision, capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_samples import STYLES, language, visible

from briefs.evidence import Date, Locator, Period
from briefs.language import (
    capitalise_start,
    elide,
    join_words,
    keep_direction,
    print_count,
    print_date,
    print_law,
    print_locator,
    print_period,
)  # fmt: skip
from briefs.language.digits import decimals_needed


def date(text: str) -> Date:
    return Date(*(int(part) for part in text.split("-")))


@pytest.mark.parametrize(
    ("text", "style", "en", "fr", "es"),
    [
        ("2024-05-07", "long", "7⍽May 2024", "7⍽mai 2024", "7⍽de mayo de 2024"),
        ("2024-05-01", "long", "1⍽May 2024", "1er⍽mai 2024", "1⍽de mayo de 2024"),
        ("2024-05", "long", "May 2024", "mai 2024", "mayo de 2024"),
        ("2024", "long", "2024", "2024", "2024"),
        ("2024-05-07", "month", "May 2024", "mai 2024", "mayo de 2024"),
        ("2024-05-07", "year", "2024", "2024", "2024"),
        ("2024", "month", "2024", "2024", "2024"),
    ],
)
def test_dates(text: str, style: str, en: str, fr: str, es: str) -> None:
    for tag, expected in (("en", en), ("fr", fr), ("es", es)):
        assert visible(print_date(date(text), language(tag), style)) == expected


@pytest.mark.parametrize(
    ("interval", "en", "fr"),
    [
        ("2023-01-01/2023-12-31", "2023", "2023"),
        ("2023/2023", "2023", "2023"),
        ("2023-01/2023-12", "2023", "2023"),
        ("2019-01-01/2023-12-31", "2019 to 2023", "2019-2023"),
        ("2025-01-01/2025-06-30", "January to June 2025", "janvier-juin 2025"),
        ("2020-01/2020-05", "January to May 2020", "janvier-mai 2020"),
        ("2024-02-01/2024-02-29", "February 2024", "février 2024"),
        ("2023-02-01/2023-02-28", "February 2023", "février 2023"),
        ("2024-02-01/2024-02-28", "1 to 28⍽February 2024", "1er-28⍽février 2024"),
        ("2020-07-01/2021-06-30", "1⍽July 2020 to 30⍽June 2021", "1er⍽juillet 2020⍽– 30⍽juin 2021"),
        ("2016-12/2018-08", "December 2016 to August 2018", "décembre 2016⍽– août 2018"),
        ("2024-05-03/2024-05-07", "3 to 7⍽May 2024", "3-7⍽mai 2024"),
        ("2024-05-03/2024-06-07", "3⍽May to 7⍽June 2024", "3⍽mai⍽– 7⍽juin 2024"),
        ("2024-05-03/2024-05-03", "3⍽May 2024", "3⍽mai 2024"),
    ],
)
def test_periods(interval: str, en: str, fr: str) -> None:
    start, end = interval.split("/")
    for tag, expected in (("en", en), ("fr", fr)):
        assert visible(print_period(Period(date(start), date(end)), language(tag))) == expected


@pytest.mark.parametrize(
    ("interval", "en", "fr"),
    [
        ("2025-01-01/2025-06-30", "from January to June 2025", "de janvier à juin 2025"),
        ("2025-04/2025-08", "from April to August 2025", "d’avril à août 2025"),
        ("2023-01-01/2023-12-31", "2023", "2023"),
    ],
)
def test_a_period_in_the_flow_of_a_sentence(interval: str, en: str, fr: str) -> None:
    start, end = interval.split("/")
    for tag, expected in (("en", en), ("fr", fr)):
        assert visible(print_period(Period(date(start), date(end)), language(tag), "running")) == expected


@given(st.dates(), st.dates())
def test_no_period_loses_its_years_or_breaks_at_a_thin_space(one: object, two: object) -> None:
    start, end = sorted((date(str(one)), date(str(two))))
    for tag in STYLES:
        text = print_period(Period(start, end), language(tag))
        assert str(end.year) in text
        assert str(start.year) in text
        assert "\u2009" not in text


def test_dates_in_arabic_indic_digits() -> None:
    assert print_date(date("2024-05-07"), language("ar", "arab-digits")) == "٧\u00a0مايو ٢٠٢٤"


@pytest.mark.parametrize(
    ("label", "value", "en", "en_short", "fr", "fr_short"),
    [
        ("article", "18(1)", "Article⍽18(1)", "Art.⍽18(1)", "article⍽18, paragraphe⍽1", "art.⍽18, paragraphe⍽1"),
        ("article", "6(1)(a)", "Article⍽6(1)(a)", "Art.⍽6(1)(a)", "article⍽6, paragraphe⍽1, point⍽a)", "art.⍽6, paragraphe⍽1, point⍽a)"),
        ("article", "34", "Article⍽34", "Art.⍽34", "article⍽34", "art.⍽34"),
        ("article", "225-4-1, II", "Article⍽225-4-1, II", "Art.⍽225-4-1, II", "article⍽225-4-1, II", "art.⍽225-4-1, II"),
        ("article", "2258A(e)(1)", "Article⍽2258A(e)(1)", "Art.⍽2258A(e)(1)", "article⍽2258A(e)(1)", "art.⍽2258A(e)(1)"),
        ("section", "2258A(e)(1)", "section⍽2258A(e)(1)", "s.⍽2258A(e)(1)", "section⍽2258A(e)(1)", "sect.⍽2258A(e)(1)"),
        ("page", "12", "page⍽12", "p.⍽12", "page⍽12", "p.⍽12"),
        ("page", "12-14", "page⍽12-14", "pp.⍽12-14", "page⍽12-14", "p.⍽12-14"),
        ("paragraph", "3", "paragraph⍽3", "para.⍽3", "paragraphe⍽3", "§⍽3"),
        ("table", "3", "table⍽3", "table⍽3", "tableau⍽3", "tabl.⍽3"),
        ("table", "Things", "table “Things”", "table “Things”", "tableau «▫Things▫»", "tableau «▫Things▫»"),
        ("heading", "Foreword", "Foreword", "Foreword", "Foreword", "Foreword"),
        ("unheard-of", "x 1", "x 1", "x 1", "x 1", "x 1"),
    ],
)  # fmt: skip
def test_places_in_a_source(label: str, value: str, en: str, en_short: str, fr: str, fr_short: str) -> None:
    for tag, style, expected in (
        ("en", "long", en),
        ("en", "short", en_short),
        ("fr", "long", fr),
        ("fr", "short", fr_short),
    ):
        assert visible(print_locator(Locator(label, value), language(tag), style)) == expected
        assert visible(print_law(label, value, language(tag), style)) == expected


def test_lists() -> None:
    assert [join_words(["a", "b", "c"][:n], language("en")) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert join_words(["a", "b", "c"], language("fr")) == "a, b et c"
    assert join_words(["padres", "hijos"], language("es")) == "padres e hijos"
    assert join_words(["nieve", "hielo"], language("es")) == "nieve y hielo"
    assert join_words(["أ", "ب", "ج"], language("ar")) == "أ، ب وج"


def test_counts_are_in_words_up_to_the_house_limit() -> None:
    assert [print_count(n, language("en")) for n in (0, 3, 10, 11, 1234)] == ["zero", "three", "ten", "11", "1,234"]
    assert [print_count(n, language("fr")) for n in (3, 16, 17)] == ["trois", "seize", "17"]
    assert print_count(10, language("en", "interinstitutional")) == "10"
    assert print_count(3, language("ar")) == "3"


@pytest.mark.parametrize(
    ("before", "figure", "expected"),
    [
        ("plus de ", "environ 3", "plus d’"),
        ("une hausse de ", "au moins 3", "une hausse d’"),
        ("que ", "environ 3", "qu’"),
        ("Que ", "environ 3", "Qu’"),
        ("de ", "un an", "d’"),
        ("de ", "onze ans", "de "),
        ("de ", "huit ans", "de "),
        ("que ", "oui", "que "),
        ("de ", "11 ans", "de "),
        ("de ", "1 an", "de "),
        ("de ", "800", "de "),
        ("de ", "heures", "d’"),
        ("de ", "hausses", "de "),
        ("de ", "œuvres", "d’"),
        ("de ", "États", "d’"),
        ("de ", "handicapés", "de "),
        ("monde ", "environ 3", "monde "),
        ("de", "environ 3", "de"),
        ("", "environ 3", ""),
        ("(de\u00a0", "environ 3", "(d’"),
        ("de ", "", "de "),
    ],
)
def test_elision_in_french(before: str, figure: str, expected: str) -> None:
    assert elide(before, figure, language("fr")) == expected
    assert elide(before, figure, language("en")) == before


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("2023 c. 50", "ar", "‹lrm›2023 c. 50"),
        ("Why not?", "ar", "Why not?‹lrm›"),
        ("Bilan 2024", "ar", "Bilan 2024"),
        ("Reuters", "ar", "Reuters"),
        ("2024", "ar", "2024"),
        ("لماذا؟", "ar", "لماذا؟"),
        ("قالت Meta", "ar", "قالت Meta"),
        ("لماذا؟", "en", "لماذا؟‹rlm›"),
        ("Why not?", "en", "Why not?"),
    ],
)
def test_words_of_the_other_direction_keep_their_ends(text: str, tag: str, expected: str) -> None:
    once = keep_direction(text, language(tag))
    assert visible(once) == expected
    assert keep_direction(once, language(tag)) == once


def test_a_capital_at_the_start() -> None:
    french = language("fr")
    assert capitalise_start("environ 3 %", french) == "Environ 3 %"
    assert capitalise_start("« environ »", french) == "« Environ »"
    assert capitalise_start("état", french) == "État"
    assert capitalise_start("3 enfants", french) == "3 enfants"
    assert capitalise_start("", french) == ""
    assert capitalise_start("Déjà", french) == "Déjà"


def test_the_digits_of_an_exact_number_are_counted_without_its_trailing_noughts() -> None:
    assert [decimals_needed(Decimal(text)) for text in ("1.50", "100", "0.001", "0")] == [1, 0, 3, 0]
