"""`build --part summary`: one page drawn from the brief's own tree, with its own notes, record and files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from sample_project import run
from word_parts import W, root_of, values, words

from briefs.audit import AUDITORS, compare_record
from briefs.document import Heading, List, Paragraph, Quote, Table, Text
from briefs.finding import Place, Severity
from briefs.lexicon import Lexicon
from briefs.pipeline import Compiled, compile_brief, compile_summary, write_document
from briefs.project import load_project
from briefs.settings import load_settings
from briefs.summary import fit_page, summarise
from briefs.write import write_docx

ROOT = Path(__file__).parents[1]
SAMPLE = Path(__file__).parent / "sample"
REFERENCE = (ROOT / "templates" / "reference.docx").read_bytes()
Pair = tuple[Compiled, Compiled]  # the whole brief and its summary


def summaries_of(root: Path) -> dict[str, Pair]:
    """Every brief of a project in English and French, by name and language."""
    settings, _ = load_settings(root)
    project, findings = load_project(root, settings, ("en", "fr"))
    assert project is not None, findings
    found = {}
    for brief in project.briefs:
        for tag in ("en", "fr"):
            whole = compile_brief(project, brief, tag)
            summary = compile_summary(project, whole)
            write_document(project, summary, ("docx", "md"))
            found[f"{brief.name}.{tag}"] = (whole, summary)
    return found


@pytest.fixture(scope="module")
def shipped() -> dict[str, Pair]:
    return summaries_of(ROOT)


@pytest.fixture(scope="module")
def sample() -> dict[str, Pair]:
    return summaries_of(SAMPLE)


def test_every_shipped_brief_has_a_summary_without_a_fault_of_its_own(shipped: dict[str, Pair]) -> None:
    for name, (whole, summary) in shipped.items():
        own = [finding for finding in summary.findings if finding not in whole.findings]
        assert own == [], name
        assert sorted(summary.outputs) == ["docx", "md"], name
        assert summary.name == f"{name}.summary"


def test_it_holds_box_key_figures_asks_and_imprint_in_this_order(shipped: dict[str, Pair]) -> None:
    for whole, summary in shipped.values():
        assert whole.document is not None
        assert summary.document is not None
        blocks = summary.document.blocks
        kinds = [type(block) for block in blocks]
        assert kinds.index(Quote) < kinds.index(Table) < kinds.index(List)
        asks = next(block for block in blocks if isinstance(block, List))
        assert asks.ordered
        assert len(asks.items) == len(whole.document.meta["asks"])
        assert [block.style for block in blocks[-2:] if isinstance(block, Paragraph)] == ["imprint", "imprint"]
        assert isinstance(blocks[0], Paragraph)
        assert "Sources" not in [words_of(block) for block in blocks if isinstance(block, Heading)]


def words_of(block: Heading | Paragraph) -> str:
    return "".join(node.text for node in block.children if isinstance(node, Text))


def test_asks_stand_under_their_heading_after_their_addressee(shipped: dict[str, Pair]) -> None:
    text = shipped["report-count-answer.fr"][1].outputs["md"].decode()
    after = text[text.index("## Ce que nous demandons") :]
    assert re.search(r"^1\. \*\*À la Commission européenne\u00a0:\*\* ", after, re.MULTILINE)
    assert len(re.findall(r"^\d+\. ", after, re.MULTILINE)) == 10
    assert "Base juridique" not in text


def test_what_it_prints_it_prints_as_the_brief_does(shipped: dict[str, Pair]) -> None:
    for whole, summary in shipped.values():
        assert whole.record is not None
        assert summary.record is not None
        said = {(one.fact, one.text) for one in whole.record.printed if one.kind == "figure"}
        here = [(one.fact, one.text) for one in summary.record.printed if one.kind == "figure"]
        assert here
        assert set(here) <= said


def test_notes_are_numbered_anew_and_short(shipped: dict[str, Pair]) -> None:
    for whole, summary in shipped.values():
        assert whole.record is not None
        assert summary.record is not None
        assert [note.number for note in summary.record.notes] == list(range(1, len(summary.record.notes) + 1))
        told = {note.label: note.text for note in whole.record.notes}
        assert all(told.get(note.label, note.text) == note.text for note in summary.record.notes)
        assert all(note.links for note in summary.record.notes)


def test_a_figure_changed_in_the_file_is_found(shipped: dict[str, Pair]) -> None:
    _, summary = shipped["report-count-answer.en"]
    assert summary.record is not None
    data = summary.outputs["md"].replace(b"62,891", b"62,981")
    assert data != summary.outputs["md"]
    reading, _ = AUDITORS["md"].read(data, "x.md")
    assert reading is not None
    assert "figure-changed" in {finding.rule for finding in compare_record(reading, summary.record)}


def test_its_word_file_is_lawful_and_small(shipped: dict[str, Pair], tmp_path: Path) -> None:
    for name, (whole, summary) in shipped.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(summary.outputs["docx"])
        assert OpenXmlValidator().validate(path).errors == []
        assert whole.document is not None
        in_the_house_size = replace(whole.document, meta={})  # a brief of one sheet is itself set smaller
        data, _ = write_docx(in_the_house_size, REFERENCE)
        assert data is not None
        small, large = (sizes(one) for one in (summary.outputs["docx"], data))
        assert all(15 <= own <= other for own, other in zip(small, large, strict=True))
        widths = [int(one.get(W + "w")) for one in next(root_of(summary.outputs["docx"]).iter(W + "tblGrid"))]
        margins = root_of(summary.outputs["docx"]).find(f".//{W}pgMar")
        assert sum(widths) == 11906 - int(margins.get(W + "left")) - int(margins.get(W + "right"))


def sizes(data: bytes) -> list[int]:
    return [int(size) for size in values(root_of(data, "word/styles.xml"), ".//w:sz")]


def test_it_is_one_page(shipped: dict[str, Pair], tool: Callable[[str], str], tmp_path: Path) -> None:
    for name, (_, summary) in shipped.items():
        (tmp_path / f"{name}.docx").write_bytes(summary.outputs["docx"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = sorted(str(file) for file in tmp_path.glob("*.docx"))
    command = [tool("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = {file.stem: len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) for file in tmp_path.glob("*.pdf")}
    assert pages == dict.fromkeys(shipped, 1)


def test_what_no_page_holds_is_said(shipped: dict[str, Pair]) -> None:
    document = shipped["report-count-answer.fr"][1].document
    assert document is not None
    long = replace(document, blocks=(*document.blocks, Paragraph((Text("mot " * 200),), Place("x"))))
    fitted, (finding,) = fit_page(long)
    assert (finding.rule, finding.severity) == ("summary-over-a-page", Severity.WARNING)
    assert fitted.letters == 0.78
    short = replace(document, blocks=document.blocks[:3], notes=())
    assert fit_page(short) == (replace(short, letters=1.0), ())


# ---- the rule by which it is drawn, on the made-up project


def test_without_a_heading_of_key_figures_the_shortest_table_of_figures_is_taken(sample: dict[str, Pair]) -> None:
    whole, summary = sample["rooms.en"]
    assert whole.parsed is not None
    assert summary.document is not None
    heads = [words_of(block) for block in summary.document.blocks if isinstance(block, Heading) and block.level == 2]
    assert heads == ["Rooms are used", "What we ask"]
    named = Lexicon("en", sections={"key_figures": ("what we ask",)})
    blocks = summarise(whole.parsed, named).blocks
    assert not any(isinstance(block, Table) for block in blocks)


def test_a_brief_without_asks_has_none_in_its_summary(sample: dict[str, Pair]) -> None:
    parsed = sample["rooms.en"][0].parsed
    assert parsed is not None
    drawn = summarise(replace(parsed, meta={**parsed.meta, "asks": []}), Lexicon("en"))
    assert not any(isinstance(block, List) for block in drawn.blocks)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    monkeypatch.chdir(root)
    return root


def test_the_command_saves_files_of_their_own_beside_the_brief(project: Path) -> None:
    assert run("build") == 0
    before = {file.name: file.read_bytes() for file in (project / "dist").glob("rooms.*")}
    assert run("build", "--part", "summary", "-l", "en") == 0
    added = {file.name for file in (project / "dist").glob("rooms.*")} - before.keys()
    assert added == {"rooms.en.summary.docx", "rooms.en.summary.md"}
    assert {name: (project / "dist" / name).read_bytes() for name in before} == before
    outputs = json.loads((project / "dist" / "manifest.json").read_bytes())["outputs"]
    assert outputs.keys() == before.keys() | added
    assert run("audit", "dist/rooms.en.summary.docx", "dist/rooms.en.summary.md") == 0


def test_an_edited_summary_is_not_overwritten(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--part", "summary") == 0
    page = project / "dist" / "rooms.en.summary.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nmine\n", encoding="utf-8")
    assert run("build", "--part", "summary") == 2
    assert "edited-by-hand" in capsys.readouterr().err
    assert run("build", "--part", "summary", "--replace") == 0


def test_the_summary_of_a_brief_with_an_error_is_a_draft(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = project / "templates" / "rooms.md.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("Northland counted", "Northland, with 12 towns, counted"), encoding="utf-8")
    assert run("build", "--part", "summary", "-l", "en", "-f", "docx") == 1
    assert "rooms.en.summary.docx  (DRAFT)" in capsys.readouterr().err
    data = (project / "dist" / "rooms.en.summary.docx").read_bytes()
    assert "Draft" in words(root_of(data, "word/brief-header.xml"))
    assert run("build", "--part", "summary", "--release", "-o", "out") == 1
    assert not (project / "out").exists()


def test_no_other_part(project: Path) -> None:
    assert run("build", "--part", "annex") == 2
