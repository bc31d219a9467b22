"""What the auditor's short cuts rest on: they give what the long way gives."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import helpers

from briefs.audit.markdown import _Helpers
from briefs.audit.tongue import NumeralReader
from briefs.numeral import read_numerals

ADDRESSES = st.lists(
    st.sampled_from([*"a9/:.?#=&;()<>\\ \t\n\x01\x7f%\"'é\u00a0", "&amp;", "\\(", "https://"]), max_size=9
)
WORDS = st.lists(
    st.sampled_from(
        ["12", "one", "two", "un", "in", "sur", "5", "%", ".", ",", "-", "(", ")", "May", "2024", "half", "\u0301", "k"]
    ),
    max_size=8,
)


@settings(max_examples=500, deadline=None)
@given(ADDRESSES, st.integers(0, 9), st.integers(0, 9))
@example(["a", "&amp;", " "], 0, 0)
@example(["a", "\\(", ")"], 0, 0)
@example(["a", "(", ")", ")"], 0, 0)
@example(["<", "a", ">", " "], 0, 0)
def test_a_plain_address_is_what_the_library_takes_it_for(pieces: list[str], pos: int, beyond: int) -> None:
    text = "".join(pieces)
    maximum = max(len(text) - beyond, 0)
    if pos >= maximum:
        return
    ours, theirs = (way.parseLinkDestination(text, pos, maximum) for way in (_Helpers, helpers))
    assert (ours.ok, ours.pos, ours.str) == (theirs.ok, theirs.pos, theirs.str)


def test_a_plain_address_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(helpers, "parseLinkDestination")
    found = _Helpers.parseLinkDestination("https://example.org/a?b=9 ", 0, 26)
    assert (found.ok, found.pos, found.str) == (True, 25, "https://example.org/a?b=9")


@settings(max_examples=300, deadline=None)
@given(WORDS, st.sampled_from(["", " "]), st.booleans(), st.sampled_from(["en", "fr"]))
def test_a_text_known_beside_a_space_has_the_same_numerals(
    words: list[str], joint: str, spaced_first: bool, language: str
) -> None:
    text, reader = joint.join(words), NumeralReader(language)
    for one in (f" {text}", text) if spaced_first else (text, f" {text}"):
        assert reader.read(one) == read_numerals(one, language)
