"""Typography of running text: cases in tests/cases/language-typography.md."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_samples import STYLES, language, visible

from briefs.typography import set_typography

FILE = Path(__file__).parent / "cases" / "language-typography.md"
ALL = [(tag, house) for tag, styles in STYLES.items() for house in styles]
TEXTS = st.text(alphabet=" \u00a0\u202fabAÉ1:;!?.,'\"«»“”’()%…-/@n°M§", max_size=30)


def cases() -> Iterator[tuple[str, str | None, str, str]]:
    tag, house = "", None
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            tag, house = [*line[3:].split(), None][:2]  # type: ignore[list-item]
        elif line.startswith("- "):
            typed, expected = line[2:].split(" → ")
            yield tag, house, typed, expected


@pytest.mark.parametrize(("tag", "house", "typed", "expected"), list(cases()))
def test_cases(tag: str, house: str | None, typed: str, expected: str) -> None:
    assert visible(set_typography(typed, language(tag, house))) == expected


@pytest.mark.parametrize(("tag", "house"), ALL)
@given(text=TEXTS, before=TEXTS, after=TEXTS)
def test_a_text_that_is_passed_over_is_one_that_no_rule_changes(
    tag: str, house: str | None, text: str, before: str, after: str
) -> None:
    quick = set_typography(text, language(tag, house), before=before, after=after)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("briefs.typography._signs", lambda _: re.compile(""))
        patched.setattr("briefs.typography.PROTECTING", re.compile(""))
        assert set_typography(text, language(tag, house), before=before, after=after) == quick


@pytest.mark.parametrize(("tag", "house"), ALL)
@given(text=TEXTS, before=TEXTS, after=TEXTS)
def test_twice_is_once(tag: str, house: str | None, text: str, before: str, after: str) -> None:
    once = set_typography(text, language(tag, house), before=before, after=after)
    assert set_typography(once, language(tag, house), before=before, after=after) == once


@pytest.mark.parametrize(("tag", "house"), ALL)
@given(text=st.text(alphabet="ab1:;?=&/.'\"", max_size=20))
def test_an_address_is_never_touched(tag: str, house: str | None, text: str) -> None:
    address = f"https://example.org/{text}z"
    assert address in set_typography(f"voir {address} ; puis", language(tag, house))


@pytest.mark.parametrize(("tag", "house"), ALL)
@given(text=TEXTS)
def test_letters_and_digits_stay_as_they_are(tag: str, house: str | None, text: str) -> None:
    printed = set_typography(text, language(tag, house))
    assert [sign for sign in printed if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


@pytest.mark.parametrize(
    ("text", "before", "after", "expected"),
    [
        ("; puis", "73 millions", "", "▫; puis"),
        (" ; puis", "73 millions", "", "▫; puis"),
        ("; puis", "", "", "; puis"),
        ("voir art. ", "", "18", "voir art.⍽"),
        ('" dit-il', "mot", "", "▫» dit-il"),
        ('dit "', "", "mot", "dit «▫"),
        ("dit «", "", "mot", "dit «▫"),
        ("'enfant", "l", "", "’enfant"),
        (" :", "pays", " la France", "⍽:"),
    ],
)
def test_a_mark_at_the_edge_sees_its_neighbour(text: str, before: str, after: str, expected: str) -> None:
    assert visible(set_typography(text, language("fr"), before=before, after=after)) == expected
