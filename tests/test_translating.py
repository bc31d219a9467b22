"""A translator's commands on the made-up project, and what they come to in the finished documents."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_project import edit, run

from briefs.catalogue import read_catalogue
from briefs.finding import Stops
from briefs.language import load_language
from briefs.translate.check import mend_catalogue
from briefs.translate.checked import Standards
from briefs.translate.new_language import find_locale, language_file, section_of
from briefs.translate.pseudo import pseudo_text

SAMPLE = Path(__file__).parent / "sample"
SHIPPED = Path(__file__).parents[1] / "locale"
FRENCH = "locale/fr/rooms.po"


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, object]]]:
    capsys.readouterr()
    code = run(*arguments, "--output-format", "json")
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["findings"]
    return code, found


def rules(found: list[dict[str, object]]) -> list[object]:
    return [one["rule"] for one in found]


# ---- locale new


def test_a_language_is_begun_with_what_cldr_knows(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = findings(capsys, "locale", "new", "de")
    assert code == 0
    assert {one["severity"] for one in found} == {"information"}
    text = (project / "locale" / "de" / "language.yaml").read_text(encoding="utf-8")
    for line in (
        "name: Deutsch", "direction: ltr", "plurals: [one, other] ", '  decimal: ","', '  group: "."', '  percent: "\\u00a0%"',
        "    - {power: 6, forms: {one: Million, other: Millionen}}", '  long: "{day}.\\u00a0{month} {year}"', '  last: " und "',
        "  months: [Januar, Februar,", '  same_month: "{start}.–{end}.\\u00a0{month} {year}"',
    ):  # fmt: skip
        assert line in text
    made = {file.name for file in (project / "locale" / "de").iterdir()}
    assert made == {"language.yaml", "rooms.po", "data.po", "program.po"}
    missing = {str(one["message"]) for one in found if one["rule"] == "faulty-language-file"}
    assert {
        f"“{name}” is missing" for name in ("hedges", "locators", "typography", "range", "link", "calls")
    } == missing


def test_what_is_missing_is_an_error_of_every_later_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("locale", "new", "de")
    code, found = findings(capsys, "locale", "check", "-l", "de")
    assert code == 2
    assert "“hedges” is missing" in {one["message"] for one in found}
    assert {one["path"] for one in found} == {"locale/de/language.yaml"}


def test_a_language_is_complete_when_english_was_replaced(tmp_path: Path) -> None:
    """What is behind the marks is all that was missing: taken away, the file loads."""
    for tag in ("de", "pl", "ar", "pt", "ja", "he", "tr", "fa", "zh-Hant", "hi"):
        locale = find_locale(tag)
        assert locale is not None
        text = language_file(tag, locale, (SHIPPED / "en" / "language.yaml").read_text(encoding="utf-8"))
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "language.yaml").write_text(text.replace("#?", ""), encoding="utf-8")
        language, found = load_language(tag, [tmp_path, SHIPPED])
        assert not [one for one in found if one.stops is Stops.RUN], (tag, found)
        assert language is not None
        assert language.direction == ("rtl" if tag in ("ar", "he", "fa") else "ltr")


@pytest.mark.parametrize(("tag", "rule"), [("fr", ""), ("xx", "unknown-language"), ("../a", "unknown-language"), ("DE", "unknown-language")])  # fmt: skip
def test_a_language_is_begun_once(project: Path, capsys: pytest.CaptureFixture[str], tag: str, rule: str) -> None:
    if not rule:
        assert run("locale", "new", tag) == 0
        rule = "language-exists"
    code, found = findings(capsys, "locale", "new", tag)
    assert (code, rules(found)) == (2, [rule])


def test_a_section_of_a_language_file() -> None:
    assert section_of("a: 1\n\nb: # x\n  c: 2\n\n# d\ne: 3\n", "b") == ["b: # x", "  c: 2"]
    assert section_of("a: 1\n", "b") == []


# ---- locale check


def test_check_and_fix(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("locale", "update")
    edit(project / FRENCH, "%(rooms)s ;", "%(rooms)s\u202f;")
    assert findings(capsys, "locale", "check", "-l", "fr")[0] == 0
    edit(project / FRENCH, 'msgstr "Nos demandes"', 'msgstr "Nos demandes ?"')
    line = (project / FRENCH).read_text(encoding="utf-8").split("\n").index('msgstr "Nos demandes ?"') + 1
    code, found = findings(capsys, "locale", "check")
    seen = [(one["rule"], one["path"], one["line"]) for one in found if one["path"] == FRENCH]
    assert (code, seen) == (0, [("typography", FRENCH, line)])
    assert run("locale", "check", "--fail-on", "warning") == 1
    assert run("locale", "check", "--fix") == 0
    once = (project / FRENCH).read_bytes()
    assert 'msgstr "Nos demandes\u202f?"'.encode() in once
    assert run("locale", "check", "--fix") == 0
    assert (project / FRENCH).read_bytes() == once
    assert findings(capsys, "locale", "check") == (0, [])


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("comptait %(rooms)s", "en comptait", "placeholder-lost"),
        ("le Nordland", "le Nordland (300 villes)", "number-typed"),
        ("le Nordland", "le Nordland (trois cents villes)", "number-typed"),
    ],
)
def test_check_finds_what_breaks_a_figure(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, rule: str
) -> None:
    run("locale", "update")
    edit(project / FRENCH, old, new)
    code, found = findings(capsys, "locale", "check")
    line = next(
        n for n, text in enumerate((project / FRENCH).read_text(encoding="utf-8").split("\n"), 1) if new in text
    )
    assert (code, [(one["rule"], one["line"]) for one in found if one["severity"] == "error"]) == (1, [(rule, line)])


def test_check_says_that_a_file_is_behind(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("locale", "update")
    edit(project / "templates" / "rooms.md.j2", "Rooms are used", "Rooms are full")
    code, found = findings(capsys, "locale", "check", "-l", "fr")
    assert (code, "translation-file-behind" in rules(found)) == (0, True)


# ---- the loop


def test_rewrapped_files_come_back_without_a_difference(project: Path, tool: Callable[[str], str]) -> None:
    """As Poedit does: lines of 79, a date in the header."""
    msgcat = tool("msgcat")
    run("locale", "update")
    before = {file: file.read_bytes() for file in (project / "locale" / "fr").glob("*.po")}
    for file in before:
        subprocess.run([msgcat, "--width=79", "-o", str(file), str(file)], check=True)
    assert {file: file.read_bytes() for file in before} != before
    run("locale", "update")
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("wrap", ["--width=79", "--no-wrap"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_catalogue_from_another_tool_comes_back_with_its_headers_alone(
    project: Path, tool: Callable[[str], str], wrap: str, ends: str
) -> None:
    """Poedit, Weblate and Pontoon wrap otherwise, end lines otherwise, set a mark first, and add headers of their own."""
    msgcat = tool("msgcat")
    run("locale", "update")
    file = project / FRENCH
    before = file.read_text(encoding="utf-8")
    subprocess.run([msgcat, wrap, "-o", str(file), str(file)], check=True)
    theirs = (
        '"PO-Revision-Date: 2026-02-03 10:11+0100\\n"\n"Last-Translator: A. Sample <a@example.org>\\n"\n'
        '"X-Generator: Poedit 3.4\\n"\n"X-Poedit-Basepath: ../..\\n"\n"X-Poedit-SearchPath-0: templates\\n"\n'
    )
    text = re.sub(r'"(?:PO-Revision-Date|Last-Translator):.*\n', "", file.read_text(encoding="utf-8"))
    text = text.replace('"Language-Team: ', theirs + '"Language-Team: ', 1)
    file.write_bytes(("\ufeff" + text).replace("\n", ends).encode())
    assert run("locale", "update", "-l", "fr") == 0
    after = file.read_text(encoding="utf-8")
    gone, new = set(before.splitlines()) - set(after.splitlines()), set(after.splitlines()) - set(before.splitlines())
    assert gone == {'"PO-Revision-Date: \\n"', '"Last-Translator: \\n"'}
    assert new == set(theirs.splitlines())
    subprocess.run([tool("msgfmt"), "-c", "-o", str(project / "out.mo"), str(file)], check=True)
    assert run("locale", "update", "-l", "fr") == 0
    assert file.read_text(encoding="utf-8") == after


def test_templates_for_other_tools_are_written_once(project: Path, tool: Callable[[str], str]) -> None:
    assert run("locale", "extract") == 0
    made = {file.name: file.read_bytes() for file in (project / "locale").glob("*.pot")}
    assert set(made) == {"rooms.pot", "data.pot", "program.pot"}
    assert "#. %(rooms)s → “1,340 reading rooms”".encode() in made["rooms.pot"]
    assert run("locale", "extract") == 0
    assert {file.name: file.read_bytes() for file in (project / "locale").glob("*.pot")} == made
    for name in made:
        subprocess.run([tool("msgfmt"), "-o", str(project / "out.mo"), str(project / "locale" / name)], check=True)


def test_update_keeps_templates_that_are_there_up_to_date_and_makes_none(project: Path) -> None:
    run("locale", "update")
    assert not list((project / "locale").glob("*.pot"))
    run("locale", "extract")
    (project / "locale" / "program.pot").unlink()
    edit(project / "templates" / "rooms.md.j2", "Rooms are used", "Rooms are full")
    run("locale", "update")
    assert "Rooms are full" in (project / "locale" / "rooms.pot").read_text(encoding="utf-8")
    assert not (project / "locale" / "program.pot").exists()


def test_a_language_begun_by_another_tool_is_one_of_ours(project: Path, tool: Callable[[str], str]) -> None:
    """As Weblate does: msginit from the template; then `locale update` fills in what placeholders print."""
    run("locale", "extract")
    run("locale", "new", "de")
    file = project / "locale" / "de" / "rooms.po"
    ours = file.read_text(encoding="utf-8")
    file.unlink()
    template = project / "locale" / "rooms.pot"
    command = [tool("msginit"), "--no-translator", "-l", "de", "-i", str(template), "-o", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    assert run("locale", "update", "-l", "de") in (0, 2)  # its language.yaml is not complete yet
    again, _ = read_catalogue(file.read_bytes(), "locale/de/rooms.po")
    expected, _ = read_catalogue(ours.encode(), "locale/de/rooms.po")
    assert again is not None
    assert expected is not None
    assert [(m.key, m.notes, m.flags) for m in again.messages] == [(m.key, m.notes, m.flags) for m in expected.messages]


def test_a_catalogue_merged_by_msgmerge_gives_no_spurious_difference(project: Path, tool: Callable[[str], str]) -> None:
    run("locale", "update")
    run("locale", "extract")
    before = {file: file.read_bytes() for file in (project / "locale" / "fr").glob("*.po")}
    for file in before:
        template = project / "locale" / f"{file.stem}.pot"
        subprocess.run([tool("msgmerge"), "-q", "-U", "--backup=none", str(file), str(template)], check=True)
    assert {file: file.read_bytes() for file in before} != before
    run("locale", "update")
    assert {file: file.read_bytes() for file in before} == before


def test_a_changed_value_changes_remarks_and_a_changed_unit_asks_for_a_second_look(project: Path) -> None:
    run("locale", "update")
    facts = project / "data" / "facts" / "rooms.yaml"
    edit(facts, "value: 1340", "value: 1350")
    edit(facts, "as_printed: 1,340", "as_printed: 1,350")
    run("locale", "update")
    text = (project / FRENCH).read_text(encoding="utf-8")
    assert "1\u202f350" in text
    assert "fuzzy" not in text
    edit(facts, "unit: reading-room", "unit: visit")
    run("locale", "update")
    assert "#, fuzzy" in (project / FRENCH).read_text(encoding="utf-8")


# ---- previews


def test_a_pseudo_translation_shows_what_nobody_can_translate(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = findings(capsys, "build", "-l", "en-x-pseudo")
    assert (code, found) == (0, [])
    page = (project / "dist" / "rooms.en-x-pseudo.md").read_text(encoding="utf-8")
    body = page.split("---\n", 2)[2]
    assert pseudo_text("Rooms are used") in body
    assert "1,340" in body
    assert "https://example.org/atlas" in body
    catalogue, _ = read_catalogue((project / FRENCH).read_bytes(), FRENCH)
    assert catalogue is not None
    plain = [m.id for m in catalogue.messages if "%" not in m.id and not m.id.startswith("Source")]
    assert not [words for words in plain if re.search(rf"\b{re.escape(words)}\b", body)]
    assert (project / "dist" / "rooms.en-x-pseudo.docx").is_file()


def test_a_string_outside_trans_stays_plain_in_the_preview(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", "{{ subtitle }}", "{{ subtitle }} forgotten")
    assert run("build", "-l", "en-x-pseudo", "-f", "md") == 0
    assert "forgotten" in (project / "dist" / "rooms.en-x-pseudo.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("base", ["en", "fr"])
def test_a_preview_in_any_language(project: Path, base: str) -> None:
    assert run("build", "-l", f"{base}-x-pseudo") == 0


@pytest.mark.parametrize("arguments", [("-l", "de-x-pseudo"), ("-l", "en-x-pseudo", "--release")])
def test_a_preview_is_of_a_language_and_never_released(project: Path, arguments: tuple[str, ...]) -> None:
    assert run("build", *arguments) == 2
    assert not (project / "dist").exists()


@pytest.mark.parametrize(
    "text",
    ["See [the list](https://example.org/a) of %(rooms)s at 100%% in {fact-a}, `code`, a@example.org.", "**Aa** *be*"],
)
def test_pseudo_translation_keeps_marks(text: str) -> None:
    made = pseudo_text(text)
    for kept in re.findall(r"\]\([^)]*\)|%\(\w+\)s|%%|\{[^}]*\}|`[^`]*`|\S+@[\w.]*\w|\*+", text):
        assert kept in made
    assert len(made) > len(text)
    assert made != text


def test_an_untranslated_passage_is_recognised_in_a_draft(project: Path) -> None:
    text = (project / FRENCH).read_text(encoding="utf-8")
    without = re.sub('msgstr "Au Nordland.*"', 'msgstr ""', text)
    assert without != text
    (project / FRENCH).write_text(without, encoding="utf-8")
    assert run("build", "-l", "fr", "-f", "md") == 1
    page = (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")
    marks = [line for line in page.split("\n") if "untranslated" in line]
    assert len(marks) == 1
    assert FRENCH in marks[0]
    assert "asks for a card on the spot" in page
    assert marks[0].count("…") >= 2, "the first words of the passage, its figures left out"


def test_a_release_of_one_language_says_that_the_other_follows(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, found = findings(capsys, "build", "--release", "-l", "fr")
    told = [one for one in found if one["rule"] == "language-follows"]
    assert [(one["severity"], one["path"]) for one in told] == [("information", "templates/rooms.md.j2")]
    assert "rooms in fr; en will follow" in str(told[0]["message"])
    _, found = findings(capsys, "build", "--release", "-o", "both")
    assert "language-follows" not in rules(found)


# ---- plural forms of templates


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "un compte"), (1, "un compte"), (2, "des comptes"), (5, "des comptes")]
)
def test_a_translated_plural_goes_by_the_number(project: Path, count: int, expected: str) -> None:
    template = project / "templates" / "rooms.md.j2"
    words = (
        "{% trans n=count("
        + str(["x"] * count)
        + ") %}one count of {{ n }}{% pluralize %}counts of {{ n }}{% endtrans %}"
    )
    edit(template, "{{ references() }}", words + "\n\n{{ references() }}")
    run("locale", "update")
    text = (project / FRENCH).read_text(encoding="utf-8")
    text = re.sub(
        r'msgstr\[0\] ""\nmsgstr\[1\] ""', 'msgstr[0] "un compte de %(n)s"\nmsgstr[1] "des comptes de %(n)s"', text
    )
    (project / FRENCH).write_text(text, encoding="utf-8")
    assert run("build", "-l", "fr", "-f", "md") == 0
    assert expected in (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8").lower()


# ---- places in a source


def test_a_table_keeps_the_name_that_its_source_gives_it(project: Path) -> None:
    edit(project / "data" / "facts" / "rooms.yaml", "{label: table, value: B}", "{label: table, value: Northland}")
    assert run("build", "-l", "fr", "-f", "md") == 0
    page = (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")
    assert "Au Nordland" in page
    assert "«\u202fNorthland\u202f»" in page


def test_a_place_told_in_our_own_words_is_translated_or_an_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = project / "data" / "facts" / "rooms.yaml"
    edit(sheet, "{label: table, value: B}", "{label: heading, value: last paragraph}")
    code, found = findings(capsys, "build", "-l", "fr", "-f", "md")
    line = next(n for n, text in enumerate(sheet.read_text(encoding="utf-8").split("\n"), 1) if "last par" in text)
    told = [(one["rule"], one["path"], one["line"]) for one in found if one["severity"] == "error"]
    assert (code, told) == (1, [("untranslated", "data/facts/rooms.yaml", line)])
    edit(project / "locale" / "fr" / "data.po", 'msgid "Northland"', 'msgid "last paragraph"\nmsgstr "dernier alinéa"\n\nmsgid "Northland"')  # fmt: skip
    assert run("build", "-l", "fr", "-f", "md") == 0
    assert "dernier alinéa" in (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")


# ---- a wider hedge


def test_a_wider_hedge_is_printed_and_read_back_in_every_language(project: Path) -> None:
    edit(project / "templates" / "rooms.md.j2", 'rooms=figure("rooms-2024")', 'rooms=figure("rooms-2024", precision="100", hedge="more_than")')  # fmt: skip
    assert run("build") == 0
    assert "more than 1,300 reading rooms" in (project / "dist" / "rooms.en.md").read_text(encoding="utf-8")
    assert "plus de 1\u202f300\u00a0salles" in (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")
    assert run("audit", "dist/rooms.en.docx") == 0


def test_a_narrower_hedge_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = project / "templates" / "rooms.md.j2"
    edit(template, 'wait=figure("waiting-days")', 'wait=figure("waiting-days", hedge="at_most")')
    code, found = findings(capsys, "build", "-l", "en")
    line = next(n for n, text in enumerate(template.read_text(encoding="utf-8").split("\n"), 1) if "at_most" in text)
    assert code == 1
    assert ("unlawful-form", line) in [(one["rule"], one["line"]) for one in found]


# ---- typography in the finished page


def test_typography_touches_words_only(project: Path) -> None:
    template = project / "templates" / "rooms.md.j2"
    source = '{% trans %}See [a list](https://example.org/a?b=c;d:e!f) at https://example.org/x;y?z, or `a ; b` — "quoted"; *really*?{% endtrans %}'
    edit(template, "{{ references() }}", source + "\n\n{{ references() }}")
    run("locale", "update")
    text = (project / FRENCH).read_text(encoding="utf-8")
    empty = 'really*?"\nmsgstr ""'
    assert empty in text
    text = text.replace(
        empty,
        'really*?"\nmsgstr "Voir [une liste](https://example.org/a?b=c;d:e!f) à https://example.org/x;y?z, ou `a ; b` : \\"cité\\"; *vraiment* ?"',
    )
    (project / FRENCH).write_text(text, encoding="utf-8")
    assert run("build", "-l", "fr", "-f", "md") == 0
    page = (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")
    assert "https://example.org/a?b=c;d:e!f" in page
    assert "https://example.org/x;y?z" in page
    assert "`a ; b`" in page
    assert "\u00a0: «\u202fcité\u202f»\u202f; *vraiment*\u202f?" in page


def test_titles_in_another_language_keep_their_own_signs(project: Path) -> None:
    edit(
        project / "data" / "sources" / "sources.yaml",
        "title: Atlas of reading rooms",
        "title: 'Why not? An atlas; rooms'",
    )
    assert run("build", "-l", "fr", "-f", "md") == 0
    assert "Why not? An atlas; rooms" in (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")


def test_our_own_translations_are_typed_as_they_are_printed() -> None:
    """`locale check --fix` has been run: the files hold the signs of their language."""
    for tag in ("en", "fr", "es", "ar"):
        language, _ = load_language(tag, [SHIPPED])
        for file in sorted((SHIPPED / tag).glob("*.po")):
            catalogue, _ = read_catalogue(file.read_bytes(), f"locale/{tag}/{file.name}")
            assert catalogue is not None
            assert mend_catalogue(catalogue, Standards(tag, language)) is None, file


def test_a_message_out_of_use_bears_no_flag_that_gettext_would_take_off(project: Path) -> None:
    sheet, data = project / "data" / "facts" / "rooms.yaml", project / "locale" / "fr" / "data.po"
    edit(sheet, "value: B}", "value: Table of rooms}")
    assert run("locale", "update") == 0
    assert "#, ignore-same" in data.read_text(encoding="utf-8")
    edit(data, 'msgid "Table of rooms"\nmsgstr ""', 'msgid "Table of rooms"\nmsgstr "Tableau des salles"')
    edit(sheet, "value: Table of rooms}", "value: B}")
    assert run("locale", "update") == 0
    assert '#~ msgstr "Tableau des salles"' in data.read_text(encoding="utf-8")
    assert "ignore-same" not in data.read_text(encoding="utf-8")
