"""Language files: what they hold, and what a translator or linguist is told when one is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from language_samples import LOCALE, STYLES, language

from briefs.evidence import Date
from briefs.finding import Finding, Stops
from briefs.language import load_language, print_date
from briefs.language.digits import plural_category, print_digits

ALL = [(tag, style) for tag, styles in STYLES.items() for style in styles]


@pytest.mark.parametrize(("tag", "style"), ALL)
def test_every_language_and_house_style_loads_without_a_finding(tag: str, style: str | None) -> None:
    found, findings = load_language(tag, [LOCALE], style)
    assert findings == ()
    assert found is not None
    assert (found.tag, found.style) == (tag, style)
    assert found.guide


def test_every_file_of_the_folder_is_tested_here() -> None:
    files = {(path.parent.name, path.stem.removeprefix("style-")) for path in LOCALE.glob("*/style-*.yaml")}
    assert files == {(tag, style) for tag, style in ALL if style}
    assert {path.parent.name for path in LOCALE.glob("*/language.yaml")} == set(STYLES)


def test_all_languages_have_the_same_words_locators_and_hedges() -> None:
    english = language("en")
    for tag in STYLES:
        other = language(tag)
        assert other.words.keys() == english.words.keys()
        assert other.locators.keys() == english.locators.keys()
        assert {name: set(words) >= {"default"} for name, words in other.hedges.items()} == dict.fromkeys(
            english.hedges, True
        )


def test_a_house_style_changes_its_own_entries_and_no_others() -> None:
    plain, styled = language("fr"), language("fr", "fr-CA")
    assert styled.typography.space_before[";"] == ""
    assert plain.typography.space_before[";"] == "\u202f"
    assert styled.dates == plain.dates
    assert styled.units.percent == plain.units.percent


# ---- beside CLDR, where CLDR is right


@pytest.mark.parametrize("tag", STYLES)
@given(whole=st.integers(0, 3_000_000), decimals=st.integers(0, 2))
def test_plural_categories_are_those_of_cldr(tag: str, whole: int, decimals: int) -> None:
    number = Decimal(whole).scaleb(-decimals)
    cldr = Locale.parse(tag).plural_form(number)
    ours = language(tag)
    assert plural_category(number, ours) == (cldr if cldr in ours.plurals else "other")


@pytest.mark.parametrize(("tag", "babel"), [("en", "en_GB"), ("fr", "fr_FR")])
@given(whole=st.integers(0, 10**12), decimals=st.integers(0, 3))
def test_digits_are_those_of_cldr(tag: str, babel: str, whole: int, decimals: int) -> None:
    number = Decimal(whole).scaleb(-decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    assert print_digits(number, decimals, language(tag).digits) == format_decimal(number, format=pattern, locale=babel)


@pytest.mark.parametrize(("tag", "babel"), [("en", "en_GB"), ("fr", "fr"), ("es", "es"), ("ar", "ar")])
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_those_of_cldr_but_for_the_first_and_the_spaces(tag: str, babel: str, month: int) -> None:
    date = Date(2024, month, 17)
    cldr = format_date(date_of(date), "d MMMM y" if tag != "es" else "long", locale=babel)
    assert print_date(date, language(tag)).replace("\u00a0", " ") == cldr


def date_of(date: Date) -> object:
    from datetime import date as day

    return day(date.year, date.month or 1, date.day or 1)


# ---- faults of a file, each with its place and a way out


def changed(tmp_path: Path, old: str, new: str) -> tuple[Finding, ...]:
    text = (LOCALE / "en" / "language.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "language.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    found, findings = load_language("en", [tmp_path])
    assert found is None
    assert all(finding.stops is Stops.RUN and finding.hint for finding in findings)
    return findings


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("  group: ","  gruop: ", "there is no entry “gruop” here", "did you mean “group”?"),
        ("  group: ", "  grouping_mark: ", "“group” is missing", "pattern"),
        ("  decimal: ", "  # decimal: ", "“decimal” is missing", "pattern"),
        ("direction: ltr", "direction: left", "“left” is not possible here", "use ltr or rtl"),
        ("  decimals: 2", "  decimals: two", "“two” is no whole number", "digits"),
        ("before_stop: false", "before_stop: maybe", "“maybe” is not possible here", "use true or false"),
        ("plurals: [one, other]", "plurals: one", "a list is expected", "[first, second]"),
        ("plurals: [one, other]", "plurals: [one, some]", "unknown plural categories: some", "many"),
        ("plurals: [one, other]", "plurals: [one, few, other]", "no plural rule for few", "CLDR"),
        ("i = 1 and v = 0", "i is one", "a plural rule can't be read", "CLDR"),
        ("January, February", "January", "not twelve months", "January"),
        ("{default: nearly}", "{normal: nearly}", "no words for the hedges nearly", "default"),
        ("forms: {other: million}", "forms: {one: million}", "no form “other”", "scale word"),
        ('quotes: ["“", "”"]', 'quotes: ["“"]', "quotation marks come in pairs", "both"),
        ("name: English", "name: [English]", "one word or number is expected", "one line"),
        ("digits:\n", "digits: none\nother:\n", "a group of named entries is expected", "decimal"),
        ("name: English", "name: English\nname: Englisch", "written twice", "one"),
        ("name: English", 'name: "English', "a quoted text goes on after its quote", "quote"),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_plain_words(tmp_path: Path, old: str, new: str, message: str, hint: str) -> None:
    findings = changed(tmp_path, old, new)
    told = [finding for finding in findings if message in finding.message]
    assert told, [finding.message for finding in findings]
    assert hint in told[0].hint
    assert told[0].place.path.endswith("en/language.yaml")


def test_a_fault_of_a_style_is_told_at_its_line_in_the_style(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "style-ours.yaml").write_text("# ours\nunits:\n  precent: x\n", encoding="utf-8")
    found, findings = load_language("fr", [tmp_path, LOCALE], "ours")
    assert found is None
    assert [(Path(finding.place.path).name, finding.place.line, finding.place.column) for finding in findings] == [
        ("style-ours.yaml", 3, 3)
    ]
    assert findings[0].hint == "did you mean “percent”?"


def test_several_faults_are_told_in_one_run(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "style-ours.yaml").write_text("a: 1\nb: 2\nscales: {decimals: x}\n", encoding="utf-8")
    assert len(load_language("fr", [tmp_path, LOCALE], "ours")[1]) == 3


def test_an_unknown_language_names_those_that_are_there() -> None:
    found, findings = load_language("xx", [LOCALE])
    assert found is None
    assert findings[0].rule == "unknown-language"
    assert "ar, en, es, fr" in findings[0].hint


def test_an_unknown_style_names_those_that_are_there() -> None:
    found, findings = load_language("fr", [LOCALE], "belge")
    assert found is None
    assert findings[0].hint == "the house styles of fr: fr-CA, interinstitutional"


def test_the_first_folder_wins(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    text = (LOCALE / "en" / "language.yaml").read_text(encoding="utf-8").replace("name: English", "name: Our English")
    (tmp_path / "en" / "language.yaml").write_text(text, encoding="utf-8")
    found, _ = load_language("en", [tmp_path, LOCALE])
    assert found is not None
    assert found.name == "Our English"


@pytest.mark.parametrize("content", ["", "# nothing\n", "just a word", "- a\n- b\n"])
def test_a_file_without_entries_is_no_language(tmp_path: Path, content: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "language.yaml").write_text(content, encoding="utf-8")
    found, findings = load_language("en", [tmp_path])
    assert found is None
    assert findings
