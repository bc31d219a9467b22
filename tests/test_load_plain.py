"""Data read without pydantic: the same fields, and the same values wherever both read them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.load import plain
from briefs.load.shapes import (
    CheckedShape,
    FactShape,
    LocatorShape,
    OrganisationShape,
    SheetHead,
    UnitShape,
    UnitsShape,
)
from briefs.load.validated import validate_fact, validate_head, validate_organisation, validate_units
from briefs.yaml_source import read_yaml
from briefs.yaml_values import YamlMapping


def test_the_tables_have_the_fields_of_the_shapes() -> None:
    assert set(plain.FACT) == set(get_type_hints(FactShape))
    assert set(plain.UNIT) == set(get_type_hints(UnitShape))
    assert set(plain.ORGANISATION) == set(get_type_hints(OrganisationShape))
    assert set(plain.SHEET) == set(get_type_hints(SheetHead))
    assert set(plain.UNITS) == set(get_type_hints(UnitsShape))
    assert set(get_type_hints(LocatorShape)) == {"label", "value"}
    assert set(get_type_hints(CheckedShape)) == {"by", "on"}


def mapping(text: str) -> YamlMapping:
    value, findings = read_yaml(text.encode(), "x.yaml")
    assert isinstance(value, YamlMapping), findings
    return value


def test_all_that_is_shipped_is_plain_and_read_the_same(root: Path) -> None:
    for file in sorted((root / "data" / "facts").glob("*.yaml")):
        sheet = mapping(file.read_text(encoding="utf-8"))
        assert plain.is_plain_head(sheet)
        for fact in sheet["facts"].values():
            found = plain.plain_fact(fact)
            assert found is not None
            assert (found, ()) == validate_fact(fact)
    units = mapping((root / "data" / "units.yaml").read_text(encoding="utf-8"))
    assert plain.plain_units(units) == validate_units(units)[0]
    organisation = mapping((root / "data" / "organisation.yaml").read_text(encoding="utf-8"))
    assert plain.plain_organisation(organisation) == validate_organisation(organisation)[0]


WORDS = [
    "text", '" spaced "', '"a\\nb"', '"\\u00a0"', '"x\\u2029y"', "é\u00a0?", "12", "12.50", "-0.5", "1,5", "007", "2022",
    "2022-02-30", "2022-09-30", "2022/2023", "2023/2022", "true", "yes", "about", "range", "law", "cite", "note", "read",
    "en", "fr-CA", "EN", "percent", "revision", "[]", "[a, b]", "[a, [b]]", "{a: b}", "{label: table, value: x}",
    "{label: tabel, value: x}", "{label: table}", "{by: me, on: 2024-01-01}", "[{by: me, on: 2024}, {by: you, on: 2024}]",
    "[{by: me}]", "{m: {kind: count, one: well, other: wells}}", "{m: {kind: count, one: well}}",
]  # fmt: skip
FIELDS = st.dictionaries(st.sampled_from([*plain.FACT, "colour"]), st.sampled_from(WORDS), max_size=5)
LEAST = {"statement": "wells", "source": "office", "locator": "{label: table, value: 1}"}


@given(FIELDS, st.booleans())
def test_a_fact_that_is_plain_is_valid_with_the_same_values(fields: dict[str, str], whole: bool) -> None:
    fields = (LEAST if whole else {"base": "all"}) | fields
    fact = mapping("".join(f"{name}: {one}\n" for name, one in fields.items()))
    found = plain.plain_fact(fact)
    if found is not None:
        assert (found, ()) == validate_fact(fact)


NAMES = st.sampled_from(["title", "language", "facts", "units", "name", "x"])


@given(st.dictionaries(NAMES, st.sampled_from(WORDS), min_size=1))
def test_so_is_a_head_a_list_of_units_and_an_organisation(fields: dict[str, str]) -> None:
    value = mapping("".join(f"{name}: {one}\n" for name, one in fields.items()))
    if plain.is_plain_head(value):
        assert not validate_head(value)[1]
    if (units := plain.plain_units(value)) is not None:
        assert (units, ()) == validate_units(value)
    if (organisation := plain.plain_organisation(value)) is not None:
        assert (organisation, ()) == validate_organisation(value)


def test_good_data_need_no_pydantic(root: Path) -> None:
    code = f"import sys, pathlib; from briefs.load import load_evidence; load_evidence(pathlib.Path({str(root)!r})); "
    code += "sys.exit('pydantic' in sys.modules or 'pydantic_core' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.mark.parametrize("line", ["value: 12,5", "colour: red", "qualifier: abut"])
def test_what_is_not_plain_is_judged(line: str) -> None:
    text = f"statement: wells\nsource: office\nlocator: {{label: table, value: 1}}\n{line}\n"
    assert plain.plain_fact(mapping(text)) is None
    fields, faults = validate_fact(mapping(text))
    assert fields is None
    assert [fault.place.line for fault in faults] == [4]
