"""What the numeral reader's short cuts rest on: signs that fold to themselves, tokens and places, plain YAML."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefs.numeral import read_numerals
from briefs.numeral.fold import _UNUSUAL, _plain_sign, fold
from briefs.numeral.pattern import Pattern
from briefs.numeral.plain_yaml import PlainLoader
from briefs.numeral.reading import load_reading
from briefs.numeral.tokens import Tokens, split_words

ROOT = Path(__file__).parents[1]
READINGS = sorted((ROOT / "locale").glob("*/reading.yaml"))
REPLACED = {"’": "'", "\u202f": "\u00a0", "\n": " "}


def test_a_sign_that_is_not_looked_at_folds_to_itself() -> None:
    usual = [sign for sign in map(chr, range(0x10000)) if not _UNUSUAL.match(sign)]
    assert len(usual) > 20_000
    for sign in usual:
        assert fold(sign) == (REPLACED.get(sign, sign), None)
        assert _plain_sign(sign) == REPLACED.get(sign, sign), f"U+{ord(sign):04X} {unicodedata.name(sign, '')}"


@given(st.text(alphabet="aÉlL'’ -–12.,%½²\u00a0\u202f\u0301\n€ж٣"))
def test_tokens_stand_where_they_are_said_to(text: str) -> None:
    t = Tokens(text, load_reading("fr"))
    t.measure()
    for at in range(t.count):
        assert t.text[t.starts[at] : t.ends[at]].lower() == t.words[at] != ""
        assert t.glued(at) == (at > 0 and t.starts[at] == t.ends[at - 1])
        assert t.index_at(t.starts[at]) == at
    gaps = zip([0, *t.ends[: t.count]], [*t.starts[: t.count], len(t.text)], strict=True)
    assert not "".join(t.text[end:start] for end, start in gaps).strip()
    assert tuple(word.lower() for word in split_words(text)) == t.words[: t.count]


def test_nothing_stands_beyond_either_end() -> None:
    t = Tokens("12 wells", load_reading("en"))
    t.measure()
    for at in (-16, -1, t.count, t.count + 15):
        assert t.words[at] == t.raw(at) == ""
        assert not any(told(at) for told in (t.is_digits, t.is_word, t.is_capital, t.glued))


def test_an_empty_text_has_no_numbers() -> None:
    assert read_numerals("", "en") == read_numerals(" \n", "en") == ()


@pytest.mark.parametrize("file", READINGS, ids=lambda file: file.parent.name)
def test_a_reading_holds_what_its_yaml_says(file: Path) -> None:
    class Thorough(yaml.SafeLoader):
        yaml_implicit_resolvers = PlainLoader.yaml_implicit_resolvers

    text = file.read_text(encoding="utf-8")
    assert repr(yaml.load(text, Loader=PlainLoader)) == repr(yaml.load(text, Loader=Thorough))


@pytest.mark.parametrize("text", ["a: &x [1, 2.5]\nb: *x", "<<: {a: no}\nb: yes", "1: ~\n2020-01-01: 0x1F", ""])
def test_rarer_yaml_is_read_as_ever(text: str) -> None:
    class Thorough(yaml.SafeLoader):
        yaml_implicit_resolvers = PlainLoader.yaml_implicit_resolvers

    assert repr(yaml.load(text, Loader=PlainLoader)) == repr(yaml.load(text, Loader=Thorough))


def test_a_pattern_is_as_good_as_its_expression() -> None:
    pattern = Pattern("[0-9]+")
    assert pattern.match("12 wells") is not None
    assert pattern.match("wells") is None
    assert [match.group() for match in pattern.finditer("1 and 2")] == ["1", "2"]
    with pytest.raises(AttributeError):
        pattern.sub  # noqa: B018  # a method that no reader needs
