"""What the loader makes of data files: exact values, derived figures, places; and files that are no text."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from test_load_cases import PROJECT, write_project

from briefs.evidence import Checked, Date, Evidence, Fact, Locator, Name, Period
from briefs.finding import Finding, Severity, Stops
from briefs.load import load_evidence

SHEET = "data/facts/rooms.yaml"
HEAD = "title: Reading rooms\nlanguage: en\nfacts:\n"
REST = 'source: count-2024, locator: {label: page, value: "1"}, unit: visit'


def loaded(root: Path, files: dict[str, str]) -> Evidence:
    write_project(root, files)
    evidence, findings = load_evidence(root)
    assert findings == ()
    return evidence


def facts(root: Path, *lines: str) -> dict[str, Fact]:
    """Facts of lines such as `north: value: 12`."""
    sheet = HEAD + "".join(
        f"  {line.partition(': ')[0]}: {{statement: s, {line.partition(': ')[2]}, {REST}}}\n" for line in lines
    )
    return dict(loaded(root, {SHEET: sheet}).facts)


def found_in(root: Path, data: bytes, name: str = SHEET) -> tuple[Finding, ...]:
    write_project(root, {})
    (root / name).write_bytes(data)
    return load_evidence(root)[1]


def test_every_field_of_a_fact(tmp_path: Path) -> None:
    sheet = (
        HEAD
        + """\
  visits-north:
    statement: visits to the reading rooms
    value: 73300
    unit: visit
    qualifier: about
    as_printed: about 73.3 thousand
    as_printed_language: en
    base: all visits
    place: Northland
    period: 2023-01/2023-09-30
    as_of: 2023-10-01
    valid_from: 2020
    valid_to: 2024-12
    attributed_to: survey-2023
    source: count-2024
    locator: {label: table, value: "2"}
    via: survey-2023
    also_in: [survey-2023]
    status: preliminary
    use: cite_with_reserve
    reserve: >
      Beside {visits-south},
      on one line.
    shown: text
    remark: |
      two
      lines
    conflicts_with: [visits-south]
    superseded_by: visits-south
    supersession: revision
    confidence: second_hand
    checked: {by: A. B., on: 2024-02-03}
    review_by: 2030
    check_on_release: true
    embargo: 2024-05-01
    confusable_with: ~
  visits-south:
    statement: visits
    low: 1.50
    high: 2
    qualifier: range
    unit: visit
    source: survey-2023
    locator: {label: heading, value: no}
    conflicts_with: [visits-north]
    checked: [{by: A, on: 2024-01-01}, {by: B, on: 2024-01-02}]
"""
    )
    evidence = loaded(tmp_path, {SHEET: sheet})
    north, south = evidence.facts["visits-north"], evidence.facts["visits-south"]
    assert north.value == Decimal(73300)
    assert north.step == 100
    assert north.period == Period(Date(2023, 1), Date(2023, 9, 30))
    assert (north.as_of, north.valid_from, north.valid_to) == (Date(2023, 10, 1), Date(2020), Date(2024, 12))
    assert north.locator == Locator("table", "2")
    assert north.reserve == "Beside {visits-south}, on one line."
    assert north.remark == "two\nlines"
    assert north.also_in == ("survey-2023",)
    assert north.checked == (Checked("A. B.", Date(2024, 2, 3)),)
    assert north.check_on_release is True
    assert north.confusable_with == ()
    assert south.supersedes == ("visits-north",)
    assert (str(south.low), str(south.high), south.value) == ("1.50", "2", None)
    assert south.locator.value == "no"
    assert [check.by for check in south.checked] == ["A", "B"]
    assert evidence.sheets[1].facts == ("visits-north", "visits-south")
    assert (evidence.sheets[1].id, evidence.sheets[1].title) == ("rooms", "Reading rooms")


def test_a_fact_and_each_field_know_their_place(tmp_path: Path) -> None:
    sheet = (
        HEAD + '  a:\n    statement: visites à l’est\n    source: count-2024\n    locator: {label: page, value: "1"}\n'
    )
    fact = loaded(tmp_path, {SHEET: sheet}).facts["a"]
    assert str(fact.at) == f"{SHEET}:4:3"
    assert str(fact.lines["statement"]) == f"{SHEET}:5:16"
    assert set(fact.lines) == {"statement", "source", "locator"}
    assert "value" not in fact.lines


def test_places_survive_the_way_to_another_process(tmp_path: Path) -> None:
    evidence = loaded(tmp_path, {SHEET: HEAD + f"  a: {{statement: s, value: 1, {REST}}}\n"})
    assert pickle.loads(pickle.dumps(evidence)) == evidence


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("value: 73300000, as_printed: 73.3 million", "100000"),
        ("value: 73300000, as_printed: '73,300,000'", "1"),
        ("value: 73000000, as_printed: 73.0 million", "100000"),
        ("value: 2000000, as_printed: two million", "1000000"),
        ("value: 2000000, as_printed: 2 of the 2.0 million", "100000"),
        ("value: 12.50", "0.01"),
        ("value: 40", "1"),
        ("value: 24, as_printed: vingt-quatre heures, as_printed_language: fr", "1"),
        ("value: 1500, as_printed: something else", "1"),
        ("low: 15000, high: 20000, qualifier: range, as_printed: 15 000 à 20 000, as_printed_language: fr", "1"),
    ],
)
def test_the_step_is_that_of_the_last_digit_printed(tmp_path: Path, typed: str, step: str) -> None:
    assert facts(tmp_path, f"a: {typed}")["a"].step == Decimal(step)


@pytest.mark.parametrize(
    ("expression", "value", "step"),
    [
        ("a + b", "30", "1"),
        ("a - b", "-10", "1"),
        ("100 * a / b", "50", "1"),
        ("100 * (a / b - 1)", "-50", "1"),
        ("(a + b) * 2 / (b - a)", "6", "0.1"),
        ("a / c", "3.333333333333333333333333333", "1"),
        ("tenth + a", "10.1", "1"),
        ("a * b", "200", "10"),
    ],
)
def test_derived_figures_are_exact(tmp_path: Path, expression: str, value: str, step: str) -> None:
    made = facts(
        tmp_path, "a: value: 10", "b: value: 20", "c: value: 3", "tenth: value: 0.1", f"d: derived_from: {expression}"
    )
    assert (made["d"].value, made["d"].step) == (Decimal(value), Decimal(step))


def test_a_derived_figure_names_its_inputs_in_order(tmp_path: Path) -> None:
    made = facts(tmp_path, "d: derived_from: b + a + b", "a: value: 1", "b: value: 2")
    assert made["d"].inputs == ("b", "a")


def test_a_hedged_derived_figure_has_no_more_digits_than_its_coarsest_input(tmp_path: Path) -> None:
    made = facts(
        tmp_path,
        "q1: value: 600700, qualifier: about, as_printed: '600,700'",
        "q2: value: 5480000, qualifier: about, as_printed: 5.48 million",
        "q3: value: 1000000, qualifier: about, as_printed: '1,000,000'",
        "sum: derived_from: q1 + q2 + q3, qualifier: about",
        "half: derived_from: sum / 2, qualifier: about",
        "more: derived_from: q1 / q2, qualifier: more_than",
        "less: derived_from: q1 / q2, qualifier: nearly",
    )
    assert (made["sum"].value, made["sum"].step) == (7100000, 100000)
    assert made["half"].value == 3500000  # from 7080700 / 2, rounded once
    assert (str(made["more"].value), str(made["less"].value)) == ("0.109", "0.11")


def test_hedges_of_inputs_bound_the_figure(tmp_path: Path) -> None:
    made = facts(
        tmp_path,
        "more: value: 8000, qualifier: more_than",
        "almost: value: 10700, qualifier: nearly",
        "growth: 'derived_from': 100 * (almost / more - 1), qualifier: less_than",
    )
    assert made["growth"].value == Decimal(34)


def test_a_long_chain_of_derived_figures(tmp_path: Path) -> None:
    lines = [f"n{number}: derived_from: n{number - 1} + 1" for number in range(3000, 0, -1)]
    assert facts(tmp_path, *lines, "n0: value: 1")["n3000"].value == 3001


def test_a_source_with_names_dates_and_own_fields(tmp_path: Path) -> None:
    item = """\
- id: act-2020
  type: legislation
  title: Reading Rooms Act
  title-short: RRA
  author: [{family: Berg, given: Ada, non-dropping-particle: van den}, {literal: Office}]
  issued: {date-parts: [[2020, 5]]}
  accessed: {raw: 2021-02-03}
  number: 12
  DOI: https://doi.org/10.5281/zenodo.1
  note: null
  custom: {tier: law, articles: ["3", "4(1)"], title_fr: loi sur les salles, read_at: "https://example.org/copy", mood: good}
- {id: b, type: report, title: T, issued: {literal: Spring 1998}, publisher: Office, custom: {tier: press}}
- {id: c, type: webpage, title: T, URL: "https://example.org", custom: {undated: true}}
- {id: d, type: report, title: T, issued: {raw: 3 mars 2019}, publisher: Office, language: fr-FR}
"""
    sources = loaded(tmp_path, {"data/sources/more.yaml": item}).sources
    act = sources["act-2020"]
    assert act.author == (Name("van den Berg", "Ada"), Name(literal="Office"))
    assert (act.issued, act.accessed) == (Date(2020, 5), Date(2021, 2, 3))
    assert (act.doi, act.number, act.title_short) == ("10.5281/zenodo.1", "12", "RRA")
    assert (act.tier, act.articles, act.names) == ("law", ("3", "4(1)"), {"fr": "loi sur les salles"})
    assert act.read_at == "https://example.org/copy"
    assert act.csl["custom"]["mood"] == "good"
    assert "note" not in act.csl
    assert type(act.csl) is dict
    assert (sources["b"].issued, sources["c"].issued, sources["d"].issued) == (Date(1998), None, Date(2019, 3, 3))


def test_json_and_yaml_give_the_same_source(tmp_path: Path) -> None:
    json = '[{"id":"x","type":"report","title":"Books \\ud83d\\udcda \\\\ud","issued":{"date-parts":[[2020]]},"publisher":"O"}]'
    yaml = "- {id: y, type: report, title: 'Books \U0001f4da \\ud', issued: 2020, publisher: O}\n"
    sources = loaded(tmp_path, {"data/sources/x.json": json, "data/sources/y.yaml": yaml}).sources
    assert sources["x"].title == sources["y"].title
    assert sources["x"].issued == sources["y"].issued


def test_windows_line_ends_count_as_lines(tmp_path: Path) -> None:
    fault = HEAD + f"  a: {{statement: s, value: 1x, {REST}}}\n"
    (finding,) = found_in(tmp_path, fault.replace("\n", "\r\n").encode())
    assert (finding.rule, finding.place.line, finding.place.column) == ("not-a-number", 4, 28)


def test_a_byte_order_mark_is_told_and_left_out(tmp_path: Path) -> None:
    (finding,) = found_in(tmp_path, b"\xef\xbb\xbf" + (HEAD + f"  a: {{statement: s, value: 1, {REST}}}\n").encode())
    assert (finding.rule, finding.severity, finding.stops) == ("byte-order-mark", Severity.WARNING, Stops.NOTHING)
    assert "a" in load_evidence(tmp_path)[0].facts


@pytest.mark.parametrize(
    ("data", "rule", "line", "column", "words"),
    [
        ("title: Médiathèques\n".encode("cp1252"), "not-utf-8", 1, 9, "cp1252"),
        ("title: é\n".encode() + "language: é\n".encode("cp1252"), "not-utf-8", 2, 11, "“é”"),
        ("title: Rooms\n".encode("utf-16"), "not-utf-8", 1, 1, "UTF-16"),
        (b"title: Rooms\nlanguage: e\x07n\n", "control-character", 2, 12, "U+0007"),
        (b'language: en\ntitle: "\\x07"\nfacts: {}\n', "control-character", 2, 8, "U+0007"),
        ("title: a\u202e12\n".encode(), "control-character", 1, 9, "direction"),
        ("title: a\ue001\n".encode(), "control-character", 1, 9, "private-use"),
        ("title: a\u2028b\n".encode(), "control-character", 1, 9, "line separator"),
        ("title: a\ufeffb\n".encode(), "control-character", 1, 9, "byte-order mark"),
        (b"title: a\xed\xa0\x80\n", "not-utf-8", 1, 9, "0xed"),
    ],
)
def test_files_that_are_no_clean_text(
    tmp_path: Path, data: bytes, rule: str, line: int, column: int, words: str
) -> None:
    finding = found_in(tmp_path, data)[0]
    assert (finding.rule, finding.place.line, finding.place.column) == (rule, line, column)
    assert words in finding.message
    assert finding.hint
    assert finding.stops is Stops.RUN


def test_emoji_and_right_to_left_text_are_text(tmp_path: Path) -> None:
    sheet = HEAD + f"  a: {{statement: زيارات 📚, value: 1, {REST}}}\n"
    assert loaded(tmp_path, {SHEET: sheet}).facts["a"].statement == "زيارات 📚"


def test_a_file_of_five_megabytes_is_read(tmp_path: Path) -> None:
    sheet = HEAD + f"  a: {{statement: {'visits ' * 750_000}, {REST}, value: '4,4'}}\n"
    findings = found_in(tmp_path, sheet.encode())
    assert [(finding.rule, finding.place.line) for finding in findings] == [("not-a-number", 4)]


def test_a_file_of_forty_megabytes_is_refused(tmp_path: Path) -> None:
    (finding,) = found_in(tmp_path, b"#" * 40_000_000)
    assert (finding.rule, finding.stops) == ("file-too-big", Stops.RUN)


def test_a_project_without_data(tmp_path: Path) -> None:
    evidence, findings = load_evidence(tmp_path)
    assert [(finding.rule, str(finding.place)) for finding in findings] == [
        ("missing-folder", "data/facts"),
        ("missing-folder", "data/sources"),
    ]
    assert evidence.facts == {}


def test_faults_of_all_files_come_together_in_order(tmp_path: Path) -> None:
    write_project(tmp_path, {SHEET: "title: T\n", "data/units.yaml": "units: 3\n", "data/sources/x.json": "[{}]"})
    findings = load_evidence(tmp_path)[1]
    assert [(finding.place.path, finding.rule) for finding in findings] == [
        ("data/facts/rooms.yaml", "missing-field"),
        ("data/facts/rooms.yaml", "missing-field"),
        ("data/sources/x.json", "not-an-id"),
        ("data/units.yaml", "missing-field"),
        ("data/units.yaml", "wrong-kind"),
    ]


def test_a_faulty_fact_is_told_once_and_not_where_it_is_named(tmp_path: Path) -> None:
    sheet = (
        HEAD
        + f"""\
  a: {{statement: s, value: 1x, {REST}, conflicts_with: [b]}}
  b: {{statement: s, value: 1, {REST}, conflicts_with: [a]}}
  c: {{statement: s, derived_from: a + b, {REST}}}
  d: {{statement: s, derived_from: c + b, {REST}}}
"""
    )
    write_project(tmp_path, {SHEET: sheet})
    assert [finding.rule for finding in load_evidence(tmp_path)[1]] == ["not-a-number"]


def test_a_faulty_source_is_told_once_and_not_where_it_is_named(tmp_path: Path) -> None:
    sheet = HEAD + f"  a: {{statement: s, value: 1, {REST}}}\n"
    source = PROJECT["data/sources/sources.yaml"].replace("type: report", "type: repport")
    write_project(tmp_path, {SHEET: sheet, "data/sources/sources.yaml": source})
    assert [finding.rule for finding in load_evidence(tmp_path)[1]] == ["unknown-word"]


def test_the_same_id_in_two_sheets(tmp_path: Path) -> None:
    sheet = HEAD + f"  a: {{statement: s, value: 1, {REST}}}\n"
    write_project(tmp_path, {SHEET: sheet, "data/facts/more.yaml": sheet})
    (finding,) = load_evidence(tmp_path)[1]
    assert (finding.rule, finding.place.path) == ("duplicate-id", "data/facts/rooms.yaml")
    assert "data/facts/more.yaml:4:3" in finding.message


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    import gc

    loaded(tmp_path, {})
    assert gc.isenabled()


LAW = """\
- id: act-2020
  type: legislation
  title: Reading Act 2020
  issued: 2020
  URL: https://example.org/act
  language: en
  custom: {tier: law, title_en: Reading Act, title_fr: loi sur la lecture}
"""


def test_a_language_names_laws_where_the_source_does_not(tmp_path: Path) -> None:
    files = {"data/sources/laws.yaml": LAW, "locale/es/laws.yaml": "act-2020: Ley de Lectura\n"}
    assert dict(loaded(tmp_path, files).sources["act-2020"].names) == {
        "en": "Reading Act", "fr": "loi sur la lecture", "es": "Ley de Lectura",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "rule", "place"),
    [
        ("es", "act-2002: Ley de Lectura\n", "unknown-source", (1, 1)),
        ("es", "act-2020: {name: Ley}\n", "wrong-kind", (1, 11)),
        ("es", "- act-2020\n", "wrong-kind", (1, 1)),
        ("fr", "# deux fois\nact-2020: la loi\n", "duplicate-field", (2, 1)),
    ],
)
def test_faults_in_the_names_of_laws(
    tmp_path: Path, language: str, text: str, rule: str, place: tuple[int, int]
) -> None:
    path = f"locale/{language}/laws.yaml"
    write_project(tmp_path, {"data/sources/laws.yaml": LAW, path: text})
    (finding,) = load_evidence(tmp_path)[1]
    assert (finding.rule, finding.place.path, finding.stops) == (rule, path, Stops.RUN)
    assert (finding.place.line, finding.place.column) == place
