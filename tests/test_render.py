"""Templates in the sandbox: figures print whole or not at all, and every fault has its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefs.brief import Brief, read_brief
from briefs.document import Declared, Figure
from briefs.evidence import Date, Evidence, Fact, Locator, Period, Source, Unit
from briefs.finding import Finding, Place, Stops
from briefs.language import load_language
from briefs.render import Catalogues, Rendered, render_brief, template_texts
from briefs.render.slots import FIRST, Start

AT = Place("data/facts/made-up.yaml", 1)
SOURCES = {
    "atlas": Source("atlas", "report", "Atlas of rooms", AT, url="https://example.org/atlas"),
    "act": Source(
        "act", "legislation", "Libraries Act", AT, articles=("4(1)", "9", "recital 7"), names={"en": "Libraries Act"}
    ),
    "rooms-act": Source("rooms-act", "legislation", "Act on Rooms", AT, title_short="AoR", names={"en": "Rooms Act"}),
}
UNITS = {"visit": Unit("visit", "count", "visit", "visits", "en", AT)}
VISITS = Fact(
    "visits", AT, "en", "visits", "atlas", Locator("page", "14"), "visit", Decimal(7300000), step=Decimal(100000),
    qualifier="about", period=Period(Date(2024, 1, 1), Date(2024, 12, 31)), reserve="Compare {rooms} rooms.",
)  # fmt: skip
ROOMS = Fact("rooms", AT, "en", "rooms", "atlas", Locator("page", "12"), "visit", Decimal(1340))
WRONG = Fact("wrong", AT, "en", "visits", "atlas", Locator("page", "1"), "visit", Decimal(9), use="refute_only")
EVIDENCE = Evidence(SOURCES, {"visits": VISITS, "rooms": ROOMS, "wrong": WRONG}, UNITS)
FRONT = "---\ntitle: Rooms\nlanguage: en\ndate: 2025-06-01\nfigures_as_at: 2025-06-01\n---\n"
FIRST_BODY_LINE = FRONT.count("\n") + 1


def brief_of(folder: Path, body: str, **parts: str) -> Brief:
    templates = folder / "templates"
    templates.mkdir(exist_ok=True)
    (templates / "rooms.md.j2").write_text(FRONT + body, encoding="utf-8")
    for name, text in parts.items():
        (templates / f"{name}.md.j2").write_text(text, encoding="utf-8")
    brief, findings = read_brief(templates / "rooms.md.j2", folder)
    assert brief is not None, findings
    return brief


def render(folder: Path, body: str, **parts: str) -> tuple[Rendered | None, tuple[Finding, ...]]:
    brief = brief_of(folder, body, **parts)
    english, faults = load_language("en", [Path(__file__).parents[1] / "locale"])
    assert english is not None, faults
    return render_brief(
        brief, english, EVIDENCE, Catalogues(None, None, None), [folder / "templates"], folder, ("en",)
    )  # fmt: skip


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


@pytest.mark.parametrize(
    "expression",
    [
        '{{ figure("visits") }}',
        '{{ figure("visits") | upper }}',
        '{{ figure("visits") | string | trim }}',
        '{{ figure("visits") ~ "!" }}',
        '{{ [figure("visits")] | join(", ") }}',
        '{% set n = figure("visits") %}{{ n }}',
        "{% macro m(f) %}{{ f }}{% endmacro %}{{ m(figure('visits')) }}",
        '{% trans n=figure("visits") %}{{ n }} came{% endtrans %}',
        '{% for f in [figure("visits")] %}{{ f }}{% endfor %}',
    ],
)
def test_a_figure_arrives_whole(tmp_path: Path, expression: str) -> None:
    rendered, findings = render(tmp_path, expression)
    assert rendered is not None
    assert not findings
    figures = [slot[0] for slot in rendered.slots if isinstance(slot, tuple)]
    texts = [figure.text.replace("\u00a0", " ") for figure in figures if isinstance(figure, Figure)]
    assert texts == ["about 7.3 million visits"]
    assert sum(1 for character in rendered.text if ord(character) >= FIRST) >= 1


@pytest.mark.parametrize(
    "expression",
    [
        '{{ figure("visits") + 1 }}', '{{ 2 * figure("visits") }}', '{{ figure("visits") / 2 }}',
        '{{ figure("visits") ** 2 }}', '{{ -figure("visits") }}', '{{ figure("visits")[0] }}',
        '{{ figure("visits")[2:4] }}', '{{ figure("visits") | first }}', '{{ figure("visits") | list }}',
        '{% for c in figure("visits") %}{{ c }}{% endfor %}', '{% if figure("visits") > 3 %}x{% endif %}',
        '{{ "%d" % figure("visits") }}', '{{ "{:>20}".format(figure("visits")) }}', "{{ 4 }}", "{{ 1 + 1 }}",
        "{{ 2 ** 9999999 }}", '{{ "x" * 999999999 }}', "{{ loop_of_nothing }}", "{{ ''.__class__ }}",
        "{{ figure.__globals__ }}", '{{ figure("visits").fact }}', '{% extends "_base.md.j2" %}',
        '{% include "../secret.md.j2" %}', '{% include "/etc/passwd" %}', "{% for %}", "{{ figure( }}", "{% if x %}",
        '{{ figure("visits") | int }}', '{{ figure("visits") | length }}', '{{ "a" + 1 }}', "{{ [1][5] }}",
        "{% for a in range(9) %}x{% endfor %}", '{{ figure("visits", precision="a lot") }}',
    ],
)  # fmt: skip
def test_misuse_stops_the_document_with_its_line(tmp_path: Path, expression: str) -> None:
    _, findings = render(tmp_path, "First line.\n\n" + expression)
    assert findings
    assert all(finding.stops is Stops.DOCUMENT for finding in findings)
    assert {finding.place.path for finding in findings} == {"templates/rooms.md.j2"}
    assert {finding.place.line for finding in findings} == {FIRST_BODY_LINE + 2}
    assert all(finding.hint and finding.message for finding in findings)


def test_endless_loops_end(tmp_path: Path) -> None:
    body = "{% set many = ['a'] * 1 %}" + "{% for a in 'x' * 1 %}{% endfor %}"
    assert rules(render(tmp_path, body)[1]) == ["figure-misused"]
    nested = "{% set l = 'abcdefghij' %}" + "{% for a in l %}" * 8 + "x" + "{% endfor %}" * 8
    assert rules(render(tmp_path, nested)[1]) == ["figure-misused"]
    recursion = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
    assert rules(render(tmp_path, recursion)[1]) == ["template-error"]


def test_unknown_names_name_the_nearest(tmp_path: Path) -> None:
    _, findings = render(tmp_path, '{{ figure("visit") }} {{ source("atlass") }} {{ law("act", "5") }}')
    assert rules(findings) == ["unknown-fact", "unknown-source", "article-not-read"]
    assert "visits" in findings[0].hint
    assert "atlas" in findings[1].hint
    assert "4(1)" in findings[2].hint


def test_a_recital_is_named_where_it_was_read_and_refused_where_it_was_not(tmp_path: Path) -> None:
    rendered, findings = render(tmp_path, '{{ law("act", "recital 7") }} {{ law("act", "recital 8") }}')
    assert rendered is not None
    words = [
        node.text for slot in rendered.slots if isinstance(slot, tuple) for node in slot if isinstance(node, Declared)
    ]
    assert words == ["recital\u00a07", "recital\u00a08"]
    assert [finding.message for finding in findings] == ["nobody has read recital 8 of “act”"]


def test_a_law_goes_by_its_short_title_where_asked_and_where_it_has_one(tmp_path: Path) -> None:
    body = '{{ law("rooms-act") }} {{ law("rooms-act", style="short") }} {{ law("act", style="short") }}'
    rendered, findings = render(tmp_path, body)
    assert (rendered is not None, findings) == (True, ())
    assert rendered is not None
    words = [
        node.text for slot in rendered.slots if isinstance(slot, tuple) for node in slot if isinstance(node, Declared)
    ]
    assert words == ["Rooms Act", "AoR", "Libraries Act"]


def test_a_fault_in_a_part_is_told_in_the_part(tmp_path: Path) -> None:
    _, findings = render(tmp_path, '{% include "_part.md.j2" %}', _part="fine\n\n{{ figure('none') }}\n")
    assert [(finding.place.path, finding.place.line) for finding in findings] == [("templates/_part.md.j2", 3)]


def test_a_template_that_is_missing_is_told_without_folders_of_this_machine(tmp_path: Path) -> None:
    _, findings = render(tmp_path, '{% include "_none.md.j2" %}')
    assert [(finding.rule, finding.message) for finding in findings] == [
        ("template-not-found", "there is no template “_none.md.j2”")
    ]


def test_a_wrong_figure_prints_only_through_misquote(tmp_path: Path) -> None:
    assert rules(render(tmp_path, '{{ figure("wrong") }}')[1]) == ["misquote-misused"]
    assert rules(render(tmp_path, '{{ misquote("visits") }}')[1]) == ["misquote-misused"]
    rendered, findings = render(tmp_path, '{{ misquote("wrong") }}')
    assert not findings
    assert rendered is not None
    figure = next(slot[0] for slot in rendered.slots if isinstance(slot, tuple))
    assert isinstance(figure, Figure)
    assert figure.misquote


def test_a_reserve_holds_its_figures(tmp_path: Path) -> None:
    rendered, _ = render(tmp_path, '{{ figure("visits") }}')
    assert rendered is not None
    reserve = rendered.wordings["visits"].reserve
    assert [type(part).__name__ for part in reserve] == ["Text", "Figure", "Text"]
    assert "".join(part.text for part in reserve if hasattr(part, "text")) == "Compare 1,340 rooms."


def test_messages_carry_their_place(tmp_path: Path) -> None:
    rendered, _ = render(tmp_path, "\n{% trans %}One.{% endtrans %}\n\n{% trans %}Two.{% endtrans %}\n")
    assert rendered is not None
    starts = [slot.place.line for slot in rendered.slots if isinstance(slot, Start)]
    assert starts == [FIRST_BODY_LINE + 1, FIRST_BODY_LINE + 3]


def test_typed_texts_have_columns_also_in_unreached_branches(tmp_path: Path) -> None:
    brief = brief_of(tmp_path, 'ab {{ "cd 12" }} e{% if false %}f 34{% endif %}\n')
    texts = list(template_texts(brief.file.name, [tmp_path / "templates"], tmp_path))
    found = {text: (place.line, place.column) for text, place in texts}
    assert found["cd 12"] == (FIRST_BODY_LINE, 8)
    assert found["f 34"] == (FIRST_BODY_LINE, len('ab {{ "cd 12" }} e{% if false %}') + 1)


def test_front_matter_faults_have_places(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    file = templates / "x.md.j2"
    file.write_text("---\ntitel: X\nlanguage: en\n---\n", encoding="utf-8")
    brief, findings = read_brief(file, tmp_path)
    assert brief is not None
    assert {"front-matter-missing", "unknown-front-matter"} == set(rules(findings))
    unknown = next(finding for finding in findings if finding.rule == "unknown-front-matter")
    assert (unknown.place.line, unknown.hint) == (2, "did you mean “title”?")
    file.write_bytes("---\ntitle: Été\n---\n".encode("cp1252"))
    assert rules(read_brief(file, tmp_path)[1]) == ["not-utf-8"]
    file.write_text("no front matter\n", encoding="utf-8")
    assert rules(read_brief(file, tmp_path)[1]) == ["front-matter-missing"]
