"""Each rule, seen to speak on a fault planted in a brief that we ship."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefs.check import ALL_CHECKS
from briefs.cli import main

BRIEF = "report-count-answer"
TEMPLATE = f"templates/{BRIEF}.md.j2"
REPLY = "Meta’s reply"  # headings of the brief; a planted paragraph goes to the end of its section
METHOD = "Method and limits"
RECRUITMENT = "Recruitment is known only in fragments"


@dataclass(frozen=True, slots=True)
class Plant:
    """A fault, how it gets into a file, and how the program is then called."""

    rule: str
    what: str
    file: str
    edit: Callable[[str], str]
    at: str = ""  # words of the line at which the finding must stand; "" for the first line
    arguments: tuple[str, ...] = ("check", BRIEF, "-l", "en")
    environment: dict[str, str] = field(default_factory=dict)
    severity: str = "error"
    more: tuple[tuple[str, Callable[[str], str]], ...] = ()


def paragraph(text: str, section: str = REPLY) -> Callable[[str], str]:
    """Puts a paragraph at the end of a section."""

    def edit(template: str) -> str:
        start = template.index(f"## {{% trans %}}{section}{{% endtrans %}}")
        end = template.index("\n## ", start)
        return f"{template[:end].rstrip()}\n\n{text}\n{template[end:]}"

    return edit


def fact_line(fact: str, line: str) -> Callable[[str], str]:
    """Gives a fact another field, in place of the one it may have."""

    def edit(sheet: str) -> str:
        start = re.search(rf"^  {fact}:\n", sheet, re.MULTILINE)
        assert start
        end = re.compile(r"^  \S", re.MULTILINE).search(sheet, start.end())
        block = sheet[start.end() : end.start() if end else len(sheet)]
        name = line.split(":")[0]
        block = re.sub(rf"^    {name}:.*\n", "", block, flags=re.MULTILINE)
        return f"{sheet[: start.end()]}    {line}\n{block}{sheet[end.start() if end else len(sheet) :]}"

    return edit


def swap(pattern: str, new: str) -> Callable[[str], str]:
    """Replaces the first match."""

    def edit(text: str) -> str:
        found, number = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        assert number, pattern
        return found

    return edit


def trans(values: str, text: str) -> str:
    return f"{{% trans {values} %}}{text}{{% endtrans %}}"


FRANCE = "data/facts/france-counts.yaml"
BASE = trans(
    'share=figure("hti-2020-facebook-child"), year=period("hti-2020-facebook-child")',
    "In the United States, in {{ year }}, the Human Trafficking Institute gave Facebook {{ share }}.",
)
PERIOD = trans('reports=figure("ncmec-fb-2022")', "NCMEC received {{ reports }} from Facebook.")
PLACE = trans(
    'offences=figure("nspcc-2025-offences"), year=period("nspcc-2025-offences")',
    "For {{ year }}, the NSPCC speaks of {{ offences }}.",
)
AUTHOR = trans(
    'victims=figure("ssmsi-2023-victims"), year=period("ssmsi-2023-victims")',
    "In France, in {{ year }}, there were {{ victims }}.",
)
STATUS = trans(
    'day=date("commission-prelim-2025"), breach=cite("commission-prelim-2025")',
    "On {{ day }}, the Commission found that Meta had breached the law{{ breach }}.",
)
RESERVE = trans(
    'until=date("council-csam-end-date"), council=cite("council-csam-end-date")',
    "Services may go on scanning until {{ until }}, the Council says{{ council }}.",
)
FORM = trans(
    'reports=figure("ncmec-fb-2022", precision="1 million"), year=period("ncmec-fb-2022")',
    "NCMEC received {{ reports }} from Facebook in {{ year }}.",
)
PARTS = trans(
    'a=figure("meta-fb-nudity-2022q1q3", precision="1 million"), b=figure("meta-fb-sexexp-2022q1q3", precision="1 million"), '
    'sum=figure("meta-fb-actioned-2022q1q3"), months=period("meta-fb-actioned-2022q1q3")',
    "From {{ months }}, Meta counted {{ a }} and {{ b }}, in all {{ sum }}.",
)
UNUSED = trans('proof=cite("digwatch-2023-guardian")', "Meta admits it.")
WRONG = trans('wrong=misquote("seed-fb-73m")', "The notice speaks of {{ wrong }}.")
NOWHERE = trans("none=not_found()", "We found no count by country{{ none }}.")
ACCUSED = "{% trans %}Meta knowingly concealed the scale of it.{% endtrans %}"
PLAIN = trans('share=plain("12", "list-position")', "It is {{ share }} % of them.")
TYPED = "{% trans %}Facebook acted on 73.3 million items.{% endtrans %}"
WORD = "{% trans %}We speak of migrant trafficking.{% endtrans %}"
ALONE = '{% if language == "en" %}{% trans %}Only English readers are told.{% endtrans %}{% endif %}'

PLANTS = (
    Plant("base-not-told", "a share without what it is a share of", TEMPLATE, paragraph(BASE), BASE),
    Plant("period-not-told", "a count without its year", TEMPLATE, paragraph(PERIOD), PERIOD),
    Plant("place-not-told", "a British count without its country", TEMPLATE, paragraph(PLACE), PLACE),
    Plant("attribution-not-told", "a count without who says so", TEMPLATE, paragraph(AUTHOR), AUTHOR),
    Plant("status-word-missing", "preliminary findings told as findings", TEMPLATE, paragraph(STATUS), STATUS),
    Plant(
        "reserve-not-disclosed", "a position without its reserve", TEMPLATE, paragraph(RESERVE, RECRUITMENT), RESERVE
    ),
    Plant(
        "conflict-not-disclosed", "two facts that conflict, one of them printed", FRANCE,
        fact_line("arcom-pq-2023", "conflicts_with: [ssmsi-2019-procedures]"), 'requests=figure("arcom-pq-2023")',
        more=((FRANCE, fact_line("ssmsi-2019-procedures", "conflicts_with: [arcom-pq-2023]")),),
    ),
    Plant(
        "stale-fact", "an embargo on a printed fact", FRANCE, fact_line("arcom-pq-2023", "embargo: 2027-01-01"),
        'requests=figure("arcom-pq-2023")',
    ),
    Plant("misquote-alone", "the wrong number without the right one", TEMPLATE, paragraph(WRONG), WRONG),
    Plant("not-found-outside-method", "“we found no …” in a section", TEMPLATE, paragraph(NOWHERE), NOWHERE),
    Plant(
        "accusation-without-note", "an accusation of Meta without a note", TEMPLATE, paragraph(ACCUSED), ACCUSED,
        severity="warning",
    ),
    Plant("two-precisions", "a count in another rounding", TEMPLATE, paragraph(FORM), FORM),
    Plant(
        "parts-do-not-add-up", "rounded parts beside their sum", TEMPLATE, paragraph(PARTS), PARTS, severity="warning"
    ),
    Plant("unused-note", "a citation that the sentence does not print", TEMPLATE, paragraph(UNUSED), UNUSED),
    Plant(
        "second-hand-key-figure", "a key figure read second-hand", "data/facts/reports-to-ncmec.yaml",
        fact_line("ncmec-fb-2022", "confidence: second_hand"), '| {{ figure("ncmec-fb-2022"', severity="warning",
        environment={"BRIEFS_POLICY__SECOND_HAND_KEY_FIGURES": "false"},
    ),
    Plant("ask-without-addressee", "an ask of nobody", TEMPLATE, swap("  - to: .*\n    ask", "  - ask"), "  - ask:"),
    Plant(
        "ask-without-sign", "an ask without its sign", TEMPLATE, swap("^    seen_by: .*\n", ""), "  - to:",
        severity="information",
    ),
    Plant(
        "ask-article-not-read", "an ask that rests on an article nobody read", TEMPLATE,
        swap(r'\[eu-2022-2065, "16"\]', '[eu-2022-2065, "99"]'), '"99"',
    ),
    Plant(
        "word-budget", "a brief longer than its budget", TEMPLATE, swap("^words: .*", "words: 100-200"),
        "words: 100-200", severity="warning",
    ),
    Plant(
        "page-budget", "more pages than wished for", TEMPLATE, swap("^pages: .*", "pages: 1"), "pages: 1",
        severity="warning",
    ),
    Plant(
        "blank-organisation", "a release without sender", "data/organisation.yaml", lambda text: text,
        arguments=("build", BRIEF, "-l", "en", "-f", "md", "--release"), environment={"BRIEFS_POLICY__SPECIMEN": "false"},
    ),
    Plant(
        "too-few-checkers", "a release under the policy of two checkers", FRANCE,
        fact_line("arcom-pq-2023", "checked: [{by: A. N., on: 2026-11-22}]"), "checked: [{by: A. N.",
        arguments=("build", BRIEF, "-l", "en", "-f", "md", "--release"), environment={"BRIEFS_POLICY__CHECKERS": "2"},
    ),
    Plant(
        "check-on-release", "a release with a fact to look at again", FRANCE,
        fact_line("arcom-pq-2023", "check_on_release: true"), "check_on_release: true",
        arguments=("build", BRIEF, "-l", "en", "-f", "md", "--release"), severity="warning",
    ),
    Plant(
        "language-unchecked", "a language without word lists", "locale/en/checks.yaml", lambda _: "empty: []\n",
        severity="information",
    ),
    Plant("plain-before-unit", "a plain number before a percent sign", TEMPLATE, paragraph(PLAIN), PLAIN),
    Plant("number-typed", "a typed number", TEMPLATE, paragraph(TYPED), TYPED),
    Plant("wrong-word", "a word of the glossary's never list", TEMPLATE, paragraph(WORD), WORD),
    Plant(
        "as-printed-disagrees", "a slip between source and sheet", FRANCE,
        fact_line("arcom-pq-2023", "as_printed: 118 610"), "as_printed: 118 610",
    ),
    Plant(
        "languages-differ", "a paragraph in one language alone", TEMPLATE, paragraph(ALONE), "",
        arguments=("check", BRIEF),
    ),
    Plant(
        "unused-fact", "a fact that no brief uses", FRANCE, fact_line("ssmsi-2019-procedures", "remark: not printed"), "ssmsi-2019-procedures:",
        arguments=("check", BRIEF, "-l", "en", "--unused-facts"), severity="information",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A copy of what we ship."""
    folder = tmp_path_factory.mktemp("planted") / "project"
    folder.mkdir()
    for name in ("data", "templates", "locale"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "pyproject.toml", folder)
    return folder


@pytest.fixture
def project(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The copy; what a test edits is put back."""
    monkeypatch.chdir(copy)
    before = {
        file: file.read_bytes()
        for file in (*copy.glob("data/**/*.yaml"), *copy.glob("templates/*.j2"), *copy.glob("locale/*/checks.yaml"))
    }
    yield copy
    for file, data in before.items():
        file.write_bytes(data)


def told(plant: Plant, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The findings of the rule that the command prints."""
    with pytest.raises(SystemExit):
        main([*plant.arguments, "--output-format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return [finding for finding in findings if finding["rule"] == plant.rule]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.rule)
def test_a_planted_fault_is_found(
    plant: Plant, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in plant.environment.items():
        monkeypatch.setenv(name, value)
    for path, edit in ((plant.file, plant.edit), *plant.more):
        file = project / path
        file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    found = [finding for finding in told(plant, capsys) if stands_at(plant, finding, project)]
    assert found
    assert {finding["severity"] for finding in found} == {plant.severity}
    assert all(finding["message"] and finding["hint"] for finding in found)


def stands_at(plant: Plant, finding: dict[str, object], project: Path) -> bool:
    """Whether a finding stands at the planted line."""
    lines = (project / str(finding["path"])).read_text(encoding="utf-8").split("\n")
    return plant.at in lines[int(str(finding["line"] or 1)) - 1]


def test_every_check_was_seen_to_speak() -> None:
    rules = {check.__module__.rpartition(".")[2].replace("_", "-") for check in ALL_CHECKS}
    assert {plant.rule for plant in PLANTS} == rules
