from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefs import brief
from briefs.catalogue import Catalogue, Message, read_catalogue
from briefs.evidence import Evidence, Fact, Locator, Source, Unit
from briefs.finding import Place, Stops
from briefs.language import load_language
from briefs.translate import (
    PrintedForm,
    data_messages,
    extract_messages,
    front,
    locale_status,
    measure_catalogue,
    program_messages,
    status_table,
    template_messages,
    update_catalogue,
    update_locale,
)

AT = Place("data/facts/wells.yaml", 4, 5)
NOTHING = Evidence({}, {}, {})
SHIPPED = Path(__file__).parents[1] / "locale"
FRONT = """---
title: "Wells: who digs?"
language: en
kind: Policy brief
addressees:
  - the Water Board
asks:
  - to: To the Water Board
    ask: Publish the list.
    facts: [wells-dug]
---
"""
BODY = """# {% trans %}Who digs?{% endtrans %}

{% trans dug=figure("wells-dug") -%}
  The board dug {{ dug }}.
{%- endtrans %}

| {% trans %}Place{% endtrans %} | {% trans %}Wells{% endtrans %} |
|---|---|
{# translators: “drill” as with a rig #}
- {% trans %}Drill in 100% of places.{% endtrans %}
> {% trans %}In short.{% endtrans %}
{% trans n=count(asks) %}One ask{% pluralize %}{{ n }} asks{% endtrans %}
"""


def fact(id: str, **fields: object) -> Fact:
    plain = Fact(id, AT, "en", "wells dug", "board-report", Locator("page", "3"), value=Decimal(12))
    return replace(plain, **fields)  # type: ignore[arg-type] # any field


def evidence(facts: Sequence[Fact], units: Sequence[Unit] = ()) -> Evidence:
    source = Source("board-report", "report", "Report", AT)
    return Evidence({source.id: source}, {fact.id: fact for fact in facts}, {unit.id: unit for unit in units})


def messages(body: str = BODY, matter: str = FRONT) -> list[Message]:
    found, findings = template_messages(matter + body, "templates/wells.md.j2")
    assert not findings
    return found


def update(old: str, new: Sequence[Message], printed: Mapping[str, Mapping[str, PrintedForm]] | None = None) -> str:
    forms = {("wells", msgid): names for msgid, names in (printed or {}).items()}
    return update_catalogue(catalogue(old), new, "fr", forms, "wells")


def catalogue(text: str) -> Catalogue | None:
    if not text:
        return None
    found, findings = read_catalogue(text.encode(), "locale/fr/wells.po")
    assert not findings, findings
    return found


def translated(text: str, **translations: str) -> str:
    """The file with a translation typed in, the placeholders of keyword arguments being underscores for spaces."""
    for msgid, msgstr in translations.items():
        before = f'msgid "{msgid.replace("_", " ")}"\nmsgstr ""'
        assert before in text
        text = text.replace(before, before[:-1] + f'{msgstr}"')
    return text


def said(*msgids: str) -> list[Message]:
    return [Message(msgid, Place("templates/wells.md.j2", 9), language="en", references=("templates/wells.md.j2:9",))
            for msgid in msgids]  # fmt: skip


# ---- extract


def test_every_message_of_a_template_with_its_line() -> None:
    assert [(m.at.line, m.id) for m in messages()] == [
        (2, "Wells: who digs?"),
        (4, "Policy brief"),
        (6, "the Water Board"),
        (8, "To the Water Board"),
        (9, "Publish the list."),
        (12, "Who digs?"),
        (14, "The board dug %(dug)s."),
        (18, "Place"),
        (18, "Wells"),
        (21, "Drill in 100%% of places."),
        (22, "In short."),
        (23, "One ask"),
    ]


def test_comments_say_in_plain_words_where_a_message_stands() -> None:
    assert [m.notes for m in messages()][3:] == [
        ("Whom ask 1 is addressed to",),
        ("Ask 1",),
        ("Heading",),
        ("Paragraph under “Who digs?”",),
        ("Table cell under “Who digs?”",),
        ("Table cell under “Who digs?”",),
        ("List item under “Who digs?”", "“drill” as with a rig"),
        ("Boxed summary under “Who digs?”",),
        ("Paragraph under “Who digs?”",),
    ]


def test_plurals_and_contexts() -> None:
    (found,) = messages('{% trans "verb" n=count(asks) %}{{ n }} list{% pluralize %}{{ n }} lists{% endtrans %}')[5:]
    assert (found.context, found.id, found.plural) == ("verb", "%(n)s list", "%(n)s lists")


def test_front_matter_is_not_formatted_and_templates_are() -> None:
    assert [m.flags for m in messages()] == [("no-python-format",)] * 5 + [("python-format",)] * 7


def test_all_translated_fields_of_the_front_matter_are_known_here() -> None:
    assert set(front.STRINGS) == set(brief.STRINGS)
    assert set(front.ASK_STRINGS) == set(brief.ASK_STRINGS)


@pytest.mark.parametrize(
    ("body", "rule", "line"),
    [
        ("\n{% trans %}a", "template-syntax", 13),
        ("\n\n{% if %}", "template-syntax", 14),
        ("{% trans %}{{ a.b }}{% endtrans %}", "template-syntax", 12),
        ("{% trans %}a\n\nb{% endtrans %}", "line-break-in-message", 13),
        ("{% trans %}a{% endtrans %}\n\n{% trans %}a\n \t\nb{% endtrans %}", "line-break-in-message", 15),
        ("\n{% trans %}a | b{% endtrans %}", "bar-in-message", 13),
        ("\n{% trans %}a <br> b{% endtrans %}", "html-in-message", 13),
        ("\n{% trans %}a \ue000 b{% endtrans %}", "control-character", 13),
        ("\n{% trans n=1 %}a{% pluralize %}b | c{% endtrans %}", "bar-in-message", 13),
    ],
)
def test_what_is_wrong_in_a_template(body: str, rule: str, line: int) -> None:
    _, findings = template_messages(FRONT + body, "templates/wells.md.j2")
    assert [(finding.rule, finding.place.line) for finding in findings] == [(rule, line)]
    assert findings[0].hint


def test_blank_lines_between_messages_are_no_fault() -> None:
    assert messages("{% trans %}a{% endtrans %}\n\n\n{% trans %}b{% endtrans %}")


def test_a_brief_without_front_matter_has_no_language() -> None:
    _, findings = template_messages("{% trans %}a{% endtrans %}", "templates/wells.md.j2")
    assert [finding.rule for finding in findings] == ["front-matter-missing"]
    found, findings = template_messages("{% trans %}a{% endtrans %}", "templates/_part.md.j2")
    assert (found[0].language, findings) == ("en", [])


def test_front_matter_that_cannot_be_read() -> None:
    _, findings = template_messages("---\ntitle: a: b\n---\n", "templates/wells.md.j2")
    assert findings
    assert findings[0].place.line == 2
    assert findings[0].stops is Stops.RUN


def project(folder: Path, **templates: str) -> Path:
    (folder / "templates").mkdir()
    for name, text in templates.items():
        (folder / "templates" / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return folder


def test_four_kinds_of_domains(tmp_path: Path) -> None:
    part = "{% trans %}Page{% endtrans %}"
    root = project(tmp_path, wells=FRONT + BODY, _imprint=part, _title=part)
    domains, findings = extract_messages(root, evidence([fact("wells-dug")]))
    assert not findings
    assert {name: len(found) for name, found in domains.items() if name != "program"} == {
        "shared": 1, "wells": 12, "data": 1
    }  # fmt: skip
    assert domains["shared"][0].references == ("templates/_imprint.md.j2:1", "templates/_title.md.j2:1")


def test_a_broken_template_does_not_make_its_translations_obsolete(tmp_path: Path) -> None:
    root = project(tmp_path, wells=FRONT + "{% trans %}", _imprint="{% trans %}", other=FRONT)
    (root / "templates" / "cp1252.md.j2").write_bytes("{% trans %}é{% endtrans %}".encode("cp1252"))
    domains, findings = extract_messages(root, NOTHING)
    assert set(domains) == {"other", "data", "program"}
    assert sorted(finding.rule for finding in findings) == ["not-utf-8", "template-syntax", "template-syntax"]


def test_data_strings() -> None:
    found, findings = data_messages(
        evidence(
            [
                fact("a", base="of {b}", place="World", reserve="Not all.", attributed_to="the Board"),
                fact("b", attributed_to="board-report", locator=Locator("heading", "Table of wells"), language="fr"),
            ],
            [Unit("well", "count", "well", "wells", "en", AT), Unit("percent", "percent", "%", "%", "en", AT)],
        )
    )
    assert not findings
    assert [(m.id, m.plural, m.language) for m in found] == [
        ("Not all.", None, "en"),
        ("Table of wells", None, "fr"),
        ("World", None, "en"),
        ("of {b}", None, "en"),
        ("the Board", None, "en"),
        ("well", "wells", "en"),
        ("wells dug", None, "en"),
        ("wells dug", None, "fr"),
    ]


def test_the_name_of_a_table_is_not_the_word_that_it_is_elsewhere() -> None:
    facts = [fact("a", place="France", locator=Locator("table", "France")), fact("b", locator=Locator("page", "12"))]
    found, _ = data_messages(evidence(facts))
    assert [(m.context, m.id) for m in found][:2] == [(None, "France"), ("table", "France")]
    assert any("So called in the source" in note for note in found[1].notes)
    assert not any("So called" in note for note in found[0].notes)


def test_a_string_of_many_facts_comes_once() -> None:
    (found, *_), _ = data_messages(evidence([fact(f"fact-{n}", place="A place") for n in range(9)]))
    assert found.notes == ("Place (fact-0, fact-1, fact-2, fact-3, fact-4 and 4 more)",)
    assert found.references == ("data/facts/wells.yaml:4",)


def test_braces_are_explained_where_there_are_some() -> None:
    found, _ = data_messages(evidence([fact("a", reserve="More than {b}.", base="of all")]))
    explained = {m.id: any("braces" in note for note in m.notes) for m in found}
    assert explained == {"More than {b}.": True, "of all": False, "wells dug": False}


def test_a_word_that_is_a_unit_and_a_string_is_one_message_with_a_plural() -> None:
    found, _ = data_messages(evidence([fact("a", place="well")], [Unit("well", "count", "well", "wells", "en", AT)]))
    assert [(m.id, m.plural) for m in found] == [("well", "wells"), ("wells dug", None)]


def test_units_of_one_singular_and_two_plurals() -> None:
    units = [Unit(name, "count", "well", plural, "en", AT) for name, plural in (("a", "wells"), ("b", "welles"))]
    assert [finding.rule for finding in data_messages(evidence([], units))[1]] == ["unit-plural-ambiguous"]


def test_data_that_would_break_the_page() -> None:
    _, findings = data_messages(evidence([fact("a", place="here | there")]))
    assert [(finding.rule, finding.place) for finding in findings] == [("bar-in-message", AT)]


# ---- update


def test_a_new_file_is_complete_and_empty() -> None:
    text = update("", said("One", "Two"))
    assert text == (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: wells\\n"\n"Language: fr\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n"PO-Revision-Date: \\n"\n"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n\n#: templates/wells.md.j2:9\nmsgid "One"\nmsgstr ""\n\n'
        '#: templates/wells.md.j2:9\nmsgid "Two"\nmsgstr ""\n'
    )


def test_update_twice_is_update_once() -> None:
    text = update("", messages())
    assert update(text, messages()) == text


def test_a_file_rewrapped_by_another_tool_comes_back_the_same() -> None:
    text = translated(update("", said("One two three")), One_two_three="Un deux trois")
    wrapped = text.replace('msgid "One two three"', 'msgid ""\n"One two "\n"three"').replace(
        'msgstr "Un deux trois"', 'msgstr ""\n"Un "\n"deux trois"'
    )
    assert wrapped != text
    assert update(wrapped, said("One two three")) == text
    assert update(wrapped.replace("\n", "\r\n"), said("One two three")) == text


def test_what_the_translator_wrote_is_kept() -> None:
    text = translated(update("", said("One")), One="Un").replace("#: templates", "# sure?\n#: templates")
    text = text.replace("Last-Translator: ", "Last-Translator: A. Sample").replace(
        'Team: \\n"', 'Team: \\n"\n"X-Tool: t\\n"'
    )
    text = text.replace("#: templates/wells.md.j2:9\n", "#: templates/wells.md.j2:9\n#, max-length:9\n")
    text = "# kept on top\n" + text
    assert update(text, said("One")) == text


def test_a_changed_source_keeps_the_old_translation_as_fuzzy() -> None:
    text = translated(
        update("", said("The board dug wells.", "Two")), **{"The_board_dug_wells.": "Le conseil a creusé."}
    )
    text = update(text, said("The board dug deep wells.", "Two"))
    assert (
        '#, fuzzy\n#| msgid "The board dug wells."\nmsgid "The board dug deep wells."\nmsgstr "Le conseil a creusé."\n'
        in text
    )
    assert "#~" not in text
    found = catalogue(text)
    assert found is not None
    assert found.gettext("The board dug deep wells.") is None


def test_a_source_changed_twice_remembers_what_was_translated() -> None:
    text = translated(update("", said("The board dug wells.")), **{"The_board_dug_wells.": "Le conseil a creusé."})
    text = update(update(text, said("The board dug deep wells.")), said("The new board dug deep wells."))
    assert '#| msgid "The board dug wells."\nmsgid "The new board' in text


def test_a_long_paragraph_with_one_word_changed_is_recognised() -> None:
    before = " ".join(f"word{n}" for n in range(120))
    after = before.replace("word60", "another")
    text = update("", said(before)).replace(f'msgid "{before}"\nmsgstr ""', f'msgid "{before}"\nmsgstr "x"')
    assert "#, fuzzy\n" in update(text, said(after))


def test_a_text_that_is_unlike_is_new() -> None:
    text = update(translated(update("", said("One two")), One_two="Un"), said("Something else entirely"))
    assert "fuzzy" not in text
    assert text.endswith('msgid "Something else entirely"\nmsgstr ""\n\n#~ msgid "One two"\n#~ msgstr "Un"\n')


def test_an_obsolete_translation_returns_with_its_source() -> None:
    text = translated(update("", said("One two")), One_two="Un")
    assert update(update(text, said("Other")), said("One two")) == text


def test_untranslated_messages_leave_no_trace() -> None:
    assert "One" not in update(update("", said("One")), said("Other"))


def test_a_confirmed_translation_forgets_the_old_source() -> None:
    text = translated(update("", said("One two three")), One_two_three="Un")
    text = update(text, said("One two four")).replace("#, fuzzy\n", "")
    assert "#|" in text
    assert "#|" not in update(text, said("One two four"))


def test_a_new_plural_makes_the_message_fuzzy() -> None:
    text = translated(update("", said("well")), well="puits")
    text = update(text, [replace(message, plural="wells") for message in said("well")])
    assert '#, fuzzy\n#| msgid "well"\nmsgid "well"\nmsgid_plural "wells"\nmsgstr[0] "puits"\nmsgstr[1] ""\n' in text


FORM = PrintedForm(
    "about 73.3 million items",
    "environ 73,3 millions de contenus",
    ("hedge", "number", "scale", "unit:item", "form:other"),
)


def test_comments_say_what_a_placeholder_prints() -> None:
    text = update("", said("It saw %(reported)s."), {"It saw %(reported)s.": {"reported": FORM}})
    assert (
        "#. %(reported)s → “about 73.3 million items” / «environ 73,3 millions de contenus» (hedge, number, scale, "
        "unit item, plural form other)\n"
    ) in text


@pytest.mark.parametrize(
    ("form", "fuzzy"),
    [
        (FORM._replace(source="about 80 million items", target="environ 80 millions de contenus"), False),
        (FORM._replace(parts=("hedge", "number", "scale", "unit:account", "form:other")), True),
        (FORM._replace(parts=("hedge", "number", "scale", "unit:item", "form:one")), True),
        (FORM._replace(parts=("number", "scale", "unit:item", "form:other")), True),
    ],
)
def test_other_parts_make_a_message_fuzzy_and_another_value_never(form: PrintedForm, fuzzy: bool) -> None:
    new = said("It saw %(reported)s.")
    text = update("", new, {"It saw %(reported)s.": {"reported": FORM}})
    text = text.replace('%(reported)s."\nmsgstr ""', '%(reported)s."\nmsgstr "Vu %(reported)s."')
    after = update(text, new, {"It saw %(reported)s.": {"reported": form}})
    assert ("#, fuzzy" in after) is fuzzy
    assert update(after, new, {"It saw %(reported)s.": {"reported": form}}) == after


def test_unknown_printed_forms_leave_the_old_comment() -> None:
    new = said("It saw %(reported)s.")
    text = update("", new, {"It saw %(reported)s.": {"reported": FORM}})
    assert update(text, new) == text


def test_languages_get_what_is_not_in_them() -> None:
    both = [*said("well"), replace(said("puits")[0], language="fr")]
    assert 'msgid "well"' in update_catalogue(None, both, "fr", {}, "data")
    assert 'msgid "puits"' not in update_catalogue(None, both, "fr", {}, "data")
    assert 'msgid "puits"' in update_catalogue(None, both, "en", {}, "data")


def test_a_text_of_two_source_languages_stands_once() -> None:
    ours, theirs = said("Europol")[0], said("Europol")[0]
    both = [replace(ours, language="en", notes=("Place",)), replace(theirs, language="fr", notes=("Lieu",))]
    text = update_catalogue(None, both, "es", {}, "data")
    assert text.count('msgid "Europol"') == 1
    assert "#. Place\n#. Lieu\n" in text


def test_a_name_in_two_source_languages_is_one_message_for_a_third() -> None:
    both = [
        replace(said("Arcom")[0], notes=("Place",)),
        replace(said("Arcom")[0], language="fr", notes=("Who says so",)),
    ]
    text = update_catalogue(None, both, "es", {}, "data")
    assert text.count('msgid "Arcom"') == 1
    assert "#. Place\n#. Who says so\n" in text
    assert measure_catalogue(None, both, "es", "data").total == 1


def test_arabic_has_six_forms() -> None:
    text = update_catalogue(None, [replace(said("well")[0], plural="wells")], "ar", {}, "data")
    assert text.count("msgstr[") == 6
    assert "nplurals=6" in text


def test_a_file_name_with_a_space_is_one_reference() -> None:
    new = [replace(said("One")[0], references=("templates/our wells.md.j2:3",))]
    text = update("", new)
    found = catalogue(text)
    assert found is not None
    assert found.messages[0].references == ("templates/our wells.md.j2:3",)
    assert update(text, new) == text


def test_msgfmt_accepts_what_we_write(tool: Callable[[str], str], tmp_path: Path) -> None:
    msgfmt = tool("msgfmt")
    data, _ = data_messages(evidence([fact("a", place="in “C:\\”")], [Unit("w", "count", "well", "wells", "en", AT)]))
    old = translated(update("", said("One two three", "Gone")), One_two_three="Un", Gone="Parti")
    for language, text in [
        *(
            (tag, update_catalogue(None, [*messages(), *data], tag, {}, "wells"))
            for tag in ("fr", "es", "ar", "ru", "ja")
        ),
        ("fr", update(old, said("One two four"), {"One two four": {"a": FORM}})),
    ]:
        file = tmp_path / "out.po"
        file.write_text(text, encoding="utf-8")
        done = subprocess.run([msgfmt, "-c", "-o", str(tmp_path / "out.mo"), str(file)], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), language


# ---- status


def test_status_counts_the_messages_of_today() -> None:
    text = translated(update("", said("One two three", "Four", "Gone")), One_two_three="Un", Four="Quatre")
    text = update(text, said("One two six", "Four", "New"))
    status = measure_catalogue(catalogue(text), said("One two six", "Four", "New", "Newer"), "fr", "wells")
    assert status.record() == {
        "language": "fr", "domain": "wells", "translated": 1, "fuzzy": 1, "untranslated": 2, "total": 4
    }  # fmt: skip


def test_a_plural_with_a_form_missing_is_untranslated() -> None:
    new = [replace(said("well")[0], plural="wells")]
    text = update("", new).replace('msgstr[0] ""', 'msgstr[0] "puits"')
    assert measure_catalogue(catalogue(text), new, "fr", "wells").untranslated == 1


def test_the_table_of_a_project(tmp_path: Path) -> None:
    root = project(tmp_path, wells=FRONT + BODY)
    domains, _ = extract_messages(root, evidence([fact("wells-dug"), fact("b", language="fr", statement="puits")]))
    texts, findings = update_locale(root, domains, ["en", "fr"], {})
    assert not findings
    assert list(texts) == ["locale/en/data.po", "locale/fr/wells.po", "locale/fr/data.po"]
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.replace('"wells dug"\nmsgstr "', '"wells dug"\nmsgstr "puits'), encoding="utf-8")
    rows, findings = locale_status(root, domains, ["en", "fr"])
    assert not findings
    assert status_table(rows).splitlines() == [
        "language  file      translated  fuzzy  untranslated   done",
        "en        data               0      0             1    0 %",
        "en        together           0      0             1    0 %",
        "fr        wells              0      0            12    0 %",
        "fr        data               1      0             0  100 %",
        "fr        together           1      0            12    7 %",
    ]


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    root = project(tmp_path, wells=FRONT + BODY)
    (root / "locale" / "fr").mkdir(parents=True)
    (root / "locale" / "fr" / "wells.po").write_text('msgid "\n', encoding="utf-8")
    domains, _ = extract_messages(root, NOTHING)
    texts, findings = update_locale(root, domains, ["fr"], {})
    assert texts == {}
    assert findings[0].stops is Stops.RUN


# ---- the program's own words


def language_files(folder: Path, program: str) -> list[Path]:
    """A locale folder with French that has its words from program.po."""
    for tag in ("en", "fr"):
        (folder / tag).mkdir(parents=True)
        (folder / tag / "language.yaml").write_bytes((SHIPPED / tag / "language.yaml").read_bytes())
    (folder / "fr" / "program.po").write_text(program, encoding="utf-8")
    return [folder]


def test_words_of_the_program_are_messages_with_their_names() -> None:
    found, findings = program_messages([SHIPPED])
    assert not findings
    by_name = {message.context: message.id for message in found}
    assert by_name["cited_in"] == "cited in"
    assert by_name["of"] == "of"
    assert {message.language for message in found} == {"en"}


def test_a_language_has_its_words_from_program_po(tmp_path: Path) -> None:
    found, _ = program_messages([SHIPPED])
    text = update_catalogue(None, found, "fr", {}, "program")
    text = text.replace('msgid "cited in"\nmsgstr ""', 'msgid "cited in"\nmsgstr "rapporté par"', 1)
    language, findings = load_language("fr", language_files(tmp_path / "locale", text))
    assert language is not None
    assert language.words["cited_in"] == "rapporté par"
    assert language.words["note"] == "Note", "English, where nothing is translated"
    assert {finding.rule for finding in findings} == {"untranslated"}
    assert {finding.place.path for finding in findings} == {"locale/fr/program.po"}


def test_a_damaged_placeholder_in_program_po_stops_the_run(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    text += 'msgctxt "page_of"\nmsgid "{page} of {pages}"\nmsgstr "{page} sur {page}"\n'
    _, findings = load_language("fr", language_files(tmp_path / "locale", text))
    assert {finding.rule for finding in findings if finding.stops is Stops.RUN} == {
        "placeholder-lost", "placeholder-repeated"
    }  # fmt: skip


def test_words_that_came_translated_are_not_asked_of_a_project(tmp_path: Path) -> None:
    root = project(tmp_path, wells=FRONT + BODY)
    domains, _ = extract_messages(root, NOTHING, [SHIPPED])
    texts, _ = update_locale(root, domains, ["fr", "de"], {}, [SHIPPED])
    assert "locale/fr/program.po" not in texts
    assert 'msgctxt "cited_in"' in texts["locale/de/program.po"]
