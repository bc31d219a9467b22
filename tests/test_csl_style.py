"""A CSL style of the house's own: it forms the list and full notes; links, places, «cité par», laws stay ours."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from sample_project import run

from briefs.csl_inlines import inlines_of, with_link
from briefs.csl_style import CslStyle, csl_item, load_csl
from briefs.document import (
    Citation,
    Document,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Paragraph,
    SourceList,
    Strong,
    Text,
)
from briefs.evidence import Date, Evidence, Locator, Name, Source
from briefs.finding import Finding, Place, Severity, Stops
from briefs.language import Language, load_language
from briefs.load import load_evidence
from briefs.note import note_document

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"
SAMPLE = Path(__file__).parent / "sample"
STYLE = (CASES / "house.csl").read_bytes()
AT = Place("data/sources/x.yaml", 1)
WELLS = Source(
    "wells", "report", "The state of the wells", AT, "en", (Name("Doe", "Jane"), Name("Roe", "Richard")),
    Date(2024, 5, 3), publisher="Wells Office", container_title="Water Papers", url="https://example.org/wells?a=1&b=2",
)  # fmt: skip
ACT = Source("act", "legislation", "Wells Act 2020", AT, "en", url="https://example.org/act", title_short="Wells Act")


def language_of(tag: str) -> Language:
    language, findings = load_language(tag, [ROOT / "locale"])
    assert language is not None, findings
    return language


def noted(
    *citations: Citation, tag: str = "en", listed: bool = True, sources: tuple[Source, ...] = (WELLS, ACT),
    data: bytes = STYLE,
) -> tuple[Document, tuple[Finding, ...]]:  # fmt: skip
    """A document that makes these citations, its full references in a CSL style."""
    evidence = Evidence({source.id: source for source in sources}, {}, {})
    claims = tuple(Paragraph((Text("A claim"), one, Text(".")), AT) for one in citations)
    blocks = (*claims, *((SourceList(AT),) if listed else ()))
    language = language_of(tag)
    document = Document("wells", tag, "ltr", "", "", {}, blocks, words=language.words)
    result, _, findings = note_document(document, evidence, language, CslStyle(data).full_form(tag))
    return result, findings


def entries(document: Document) -> list[tuple[Inline, ...]]:
    return [one.children for one in document.blocks if isinstance(one, Paragraph) and one.style == "reference"]


def words(children: tuple[Inline, ...]) -> str:
    found = ""
    for node in children:
        match node:
            case Text(text):
                found += text
            case Emphasis(inner) | Strong(inner) | Link(children=inner) | Foreign(children=inner):
                found += words(inner)
    return found


def links(children: tuple[Inline, ...]) -> list[str]:
    found = []
    for node in children:
        if isinstance(node, Link):
            found.append(node.url)
        elif isinstance(node, Emphasis | Strong | Foreign):
            found += links(node.children)
    return found


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Doe Jane and Roe Richard | The state of the wells | ‘Water Papers’ | Wells Office | 3 May 2024."),
        ("fr", "Doe Jane et Roe Richard | The state of the wells | «Water Papers» | Wells Office | 3 mai 2024."),
    ],
)
def test_the_list_is_in_the_form_of_the_style_and_the_words_of_the_language(tag: str, text: str) -> None:
    document, findings = noted(Citation(AT, "wells"), tag=tag)
    assert findings == ()
    (entry,) = entries(document)
    assert re.sub(r"(?<=«)\s|\s(?=»)", "", words(entry)).replace("\u00a0", " ") == text
    assert links(entry) == ["https://example.org/wells?a=1&b=2"]
    assert any(isinstance(node, Strong) for node in entry)
    foreign = [node for node in entry if isinstance(node, Emphasis) and isinstance(node.children[0], Foreign)]
    assert len(foreign) == (tag == "fr"), "a title in another language is marked as such"


def test_notes_stay_short_and_ours_where_a_list_follows() -> None:
    own = Citation(AT, "wells", Locator("page", "7"))
    document, _ = noted(own)
    (note,) = document.notes
    assert words(note.children) == "Doe and Roe, The state of the wells, 2024, p.\u00a07."


def test_without_a_list_the_first_note_is_in_full_and_keeps_its_place() -> None:
    document, _ = noted(
        Citation(AT, "wells", Locator("page", "7")), Citation(AT, "wells", Locator("page", "9")), listed=False
    )
    first, later = (words(note.children).replace("\u00a0", " ") for note in document.notes)
    assert first.startswith("Doe Jane and Roe Richard | The state of the wells | ")
    assert first.endswith(" | 3 May 2024, p. 7.")
    assert later == "Doe and Roe, The state of the wells, 2024, p. 9."
    assert all(links(note.children) == [WELLS.url] for note in document.notes)


def test_where_a_source_was_read_stays_ours() -> None:
    lost = replace(WELLS, id="lost", url=None, title="The lost census")
    document, findings = noted(Citation(AT, "lost", via="wells"), sources=(lost, WELLS))
    assert findings == ()
    entry = next(one for one in entries(document) if "lost census" in words(one))
    assert re.search(r"3.May 2024, cited in Doe and Roe, ", words(entry))
    assert links(entry) == [WELLS.url]


def test_laws_keep_our_form() -> None:
    document, _ = noted(Citation(AT, "act", Locator("article", "4(1)")))
    assert [words(one) for one in entries(document)] == ["Wells Act 2020, cited as Wells Act."]


@pytest.mark.parametrize(("accessed", "said"), [(None, False), (Date(2026, 1, 2), True)])
def test_a_date_of_access_is_printed_only_where_recorded(accessed: Date | None, said: bool) -> None:
    document, _ = noted(Citation(AT, "wells"), tag="fr", sources=(replace(WELLS, accessed=accessed),))
    assert ("2 janvier 2026" in words(entries(document)[0]).replace("\u00a0", " ")) == said


def test_what_looks_like_markup_in_the_data_is_text() -> None:
    odd = replace(WELLS, title="Wells & <i>pumps</i>", publisher="A <b>& Co")
    document, _ = noted(Citation(AT, "wells"), sources=(odd,))
    text = words(entries(document)[0])
    assert "Wells & <i>pumps</i>" in text
    assert "A <b>& Co" in text


@pytest.mark.parametrize(
    ("printed", "linked"),
    [
        ("See https://example.org/wells?a=1&b=2", "https://example.org/wells?a=1&b=2"),
        ("Doe, THE STATE OF THE WELLS, 2024", "THE STATE OF THE WELLS"),
        ("Doe, 2024", "example.org"),
    ],
)
def test_every_reference_has_its_link_somewhere(printed: str, linked: str) -> None:
    found = with_link((Text(printed),), WELLS, WELLS.url)
    assert [words(node.children) for node in found if isinstance(node, Link)] == [linked]
    assert with_link((Text(printed),), WELLS, None) == (Text(printed),)


def test_marks_without_a_fellow_are_left_out() -> None:
    assert inlines_of("a \ue000b\ue001 c\ue003 \ue002d", WELLS, "en") == (
        Text("a "), Emphasis((Text("b"),)), Text(" c"), Text(" "), Strong((Text("d"),)),
    )  # fmt: skip


def test_a_style_that_fails_on_a_source_leaves_our_own_form_and_says_so() -> None:
    broken = STYLE.replace(b'<text variable="title" font-style="italic"/>', b'<text macro="none"/>')
    document, findings = noted(Citation(AT, "wells"), data=broken)
    assert [(finding.rule, finding.severity) for finding in findings] == [("csl-failed", Severity.WARNING)]
    assert words(entries(document)[0]).startswith("Doe, Jane, and Richard")


# ---- every source of the data


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_every_source_of_the_data_is_printed_whole(tag: str) -> None:
    evidence, _ = load_evidence(ROOT)
    form = CslStyle(STYLE).full_form(tag)
    for source in evidence.sources.values():
        children = form(source, source.url or source.read_at)
        assert children is not None, source.id
        text = words(children)
        assert source.title.casefold() in text.casefold()
        assert not re.search(r"None|[\ue000-\ue003]| \| \||\|$|\|\s*$|  |[{}]", text), text
        assert not text.endswith("..")
        assert links(children) == [address for address in (source.url or source.read_at,) if address]


def test_only_what_csl_knows_is_handed_on() -> None:
    source = replace(
        WELLS,
        url=None,
        publisher=None,
        container_title=None,
        csl={"custom": {"tier": "law"}, "genre": " Report ", "editor": [{"family": "A", "x": 1}]},
    )
    assert csl_item(source) == {
        "id": "wells", "type": "report", "genre": "Report", "editor": [{"family": "A"}],
        "title": "The state of the wells", "author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}],
        "issued": {"date-parts": [[2024, 5, 3]]},
    }  # fmt: skip


# ---- the setting


def test_without_the_setting_there_is_no_style() -> None:
    assert load_csl(CASES, "") == (None, ())


def test_a_good_style_is_read_without_a_finding() -> None:
    assert load_csl(CASES, "house.csl") == (CslStyle(STYLE), ())


@pytest.mark.parametrize(
    ("old", "new", "rule", "stops"),
    [
        (b"</style>", b"", "csl-unreadable", Stops.RUN),
        (STYLE, b"", "csl-unreadable", Stops.RUN),
        (STYLE, b"<html/>", "csl-unreadable", Stops.RUN),
        (b'<text variable="title" font-style="italic"/>', b'<text variable="citation-number"/>', "csl-numbered", Stops.RUN),
        (b'and="text"', b'and="perhaps"', "csl-invalid", Stops.NOTHING),
    ],
)  # fmt: skip
def test_a_style_that_cannot_serve_is_told(old: bytes, new: bytes, rule: str, stops: Stops, tmp_path: Path) -> None:
    (tmp_path / "my.csl").write_bytes(STYLE.replace(old, new))
    style, found = load_csl(tmp_path, "my.csl")
    assert {(finding.rule, finding.stops, finding.place.path) for finding in found} == {(rule, stops, "my.csl")}
    assert all(finding.hint for finding in found)
    assert (style is None) == (stops is Stops.RUN)


def test_a_dependent_style_names_its_parent(tmp_path: Path) -> None:
    link = b'<link href="https://example.org/parent" rel="independent-parent"/><updated>'
    text = re.sub(rb"<bibliography>.*</bibliography>", b"", STYLE, flags=re.DOTALL).replace(b"<updated>", link)
    (tmp_path / "my.csl").write_bytes(text)
    (finding,) = load_csl(tmp_path, "my.csl")[1]
    assert finding.rule == "csl-without-list"
    assert "https://example.org/parent" in finding.hint


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    shutil.copy(CASES / "house.csl", root / "templates" / "house.csl")
    monkeypatch.chdir(root)
    return root


def set_csl(root: Path, name: str) -> None:
    file = root / "pyproject.toml"
    file.write_text(file.read_text(encoding="utf-8") + f'\ncsl = "{name}"\n', encoding="utf-8")


def test_a_project_with_a_style_builds_and_reads_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_csl(project, "templates/house.csl")
    assert run("build") == 0
    text = (project / "dist" / "rooms.fr.md").read_text(encoding="utf-8")
    assert r" \| " in text[text.index("## Références") :]
    capsys.readouterr()
    assert run("audit", "dist/rooms.en.docx", "dist/rooms.fr.md") == 0
    assert capsys.readouterr().out.count(" 0 cited, 0 uncited") == 2


def test_without_the_package_the_command_that_installs_it_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_csl(project, "templates/house.csl")
    monkeypatch.setitem(sys.modules, "citeproc", None)  # as Python marks what can't be imported
    assert run("build") == 2
    told = capsys.readouterr().err
    assert "csl-not-installed" in told
    assert "pip install citeproc-py" in told
    assert not (project / "dist").exists()


def test_a_setting_that_names_no_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_csl(project, "templates/none.csl")
    assert run("check") == 2
    assert "templates/none.csl: error[csl-unreadable]" in capsys.readouterr().err
