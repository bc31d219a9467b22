"""YAML with positions: whatever is typed, a value with places or findings, never a traceback."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import yaml_source
from briefs.finding import Place
from briefs.yaml_source import parse_yaml, read_yaml

PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "\n  ", "\t", "'", '"', "[", "]", "{", "}", ",", ": ", "#", "&x ", "*x", "!t ", "|\n", "“", "”",
     "\u00a0", "<<: ", "---\n", "é", "\\", "\ud800", "\x07", "%", "@", "?", "> "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=300)
def test_any_text_is_read_or_told(text: str) -> None:
    value, findings = read_yaml(text, "x.yaml")
    assert value is not None or findings or not text.strip() or _holds_nothing(text)
    assert all(finding.place.path == "x.yaml" and finding.message for finding in findings)


def _holds_nothing(text: str) -> bool:
    return yaml.safe_load(text) is None


@given(st.binary(max_size=60))
@settings(max_examples=200)
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    value, findings = read_yaml(data, "x.yaml")
    assert all(finding.place.path == "x.yaml" for finding in findings)
    assert value is None or isinstance(value, (str, dict, list))


@given(
    st.dictionaries(st.text("aé📚", min_size=1, max_size=5), st.text("xyé📚 1", max_size=8).map(str.strip), max_size=5)
)
def test_places_count_characters(entries: dict[str, str]) -> None:
    text = "".join(f"'{key}': '{entry}'\n" for key, entry in entries.items())
    value, places, findings = parse_yaml(text, "x.yaml", 3)
    assert findings == ()
    assert value == entries or (value is None and not entries)
    for line, key in enumerate(entries, 3):
        assert places[key,] == Place("x.yaml", line, len(key) + 5)


def test_scalars_stay_as_typed() -> None:
    value, _ = read_yaml("[no, 1.10, 010, 1:30, 2024-01-01, 'null', '', yes, 1_000]", "x")
    assert value == ["no", "1.10", "010", "1:30", "2024-01-01", "null", "", "yes", "1_000"]


def test_empty_null_and_tilde_are_absent_but_written() -> None:
    value, _ = read_yaml("a:\nb: null\nc: ~\nd: x\n", "x")
    assert value == {"d": "x"}
    assert isinstance(value, yaml_source.YamlMapping)
    assert list(value.written()) == ["a", "b", "c", "d"]
    assert value.key_place("b") == Place("x", 2, 1)


@pytest.mark.parametrize(
    "text", ["a: 1\na: 2\n", "a: 'x\n", "a: [1\n", "a: &b 1\nc: *b\n", "é: x\n\tb: 1\n", "é: “x”\n", "a: b\nc: d: e\n"]
)
def test_python_and_c_parser_tell_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_yaml(text, "x")
    monkeypatch.setattr(yaml_source, "_Parser", yaml.SafeLoader)
    slow = read_yaml(text, "x")
    assert [(finding.rule, finding.place.line) for finding in fast[1]] == [
        (finding.rule, finding.place.line) for finding in slow[1]
    ]
    assert fast[0] == slow[0]


def test_a_finding_carries_its_line() -> None:
    _, findings = read_yaml("a: 1\nb: x: y\n", "x")
    assert findings[0].text == "b: x: y"


def test_a_bomb_of_aliases_costs_nothing() -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    value, findings = read_yaml("l0: &l0 x\n" + levels, "x")
    assert {finding.rule for finding in findings} == {"yaml-alias"}
    assert value is not None
