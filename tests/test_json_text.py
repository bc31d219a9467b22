"""JSON as it is saved: the same text as the standard library writes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from briefs.json_text import indented_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(VALUES)
def test_it_is_the_text_of_the_standard_library(value: object) -> None:
    assert indented_json(value) == json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


def test_tuples_are_lists() -> None:
    assert indented_json({"a": (1, "é", ())}) == json.dumps({"a": [1, "é", []]}, ensure_ascii=False, indent=1)
