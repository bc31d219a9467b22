"""Links of the running text: recorded when a brief is built, and told where one of them leads elsewhere."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from briefs.audit import AUDITORS, Gate, audit_file
from briefs.evidence import PrintedLink, Record
from briefs.finding import Finding, Severity
from briefs.pipeline import Compiled, compile_brief, write_document
from briefs.project import load_project
from briefs.save import manifest_entry, read_record
from briefs.settings import load_settings

SAMPLE = Path(__file__).parent / "sample"
URL = "https://example.org/council?a=1&b=2"
HOST = "https://example.org"
LINKED = f"{{% trans %}}Ask [the Council]({URL}) or [*the library*]({HOST}).{{% endtrans %}}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The sample brief with two links more, written in both formats."""
    root = tmp_path_factory.mktemp("linked") / "sample"
    shutil.copytree(SAMPLE, root)
    template = root / "templates" / "rooms.md.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("## {%", f"{LINKED}\n\n## {{%", 1), encoding="utf-8")
    settings, _ = load_settings(root)
    project, findings = load_project(root, settings, ("en",))
    assert project is not None, findings
    compiled = compile_brief(project, project.briefs[0], "en")
    write_document(project, compiled, ("md", "docx"))
    assert not compiled.stopped, compiled.findings
    return compiled


def edited(built: Compiled, form: str, old: str, new: str) -> bytes:
    """The file with an address changed where the format keeps it."""
    data = built.outputs[form]
    if form == "md":
        assert old in data.decode()
        return data.decode().replace(old, new).encode()
    out, name = io.BytesIO(), "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as copy:
        for entry in archive.namelist():
            held = archive.read(entry).decode("utf-8", "surrogateescape")
            if entry == name:
                old, new = old.replace("&", "&amp;"), new.replace("&", "&amp;")
                assert f'"{old}"' in held
                held = held.replace(f'"{old}"', f'"{new}"')
            copy.writestr(entry, held.encode("utf-8", "surrogateescape"))
    return out.getvalue()


def told(built: Compiled, form: str, data: bytes) -> list[Finding]:
    assert built.record is not None
    _, findings = audit_file(data, f"rooms.en.{form}", language="en", evidence=None, record=built.record)
    return [finding for finding in findings if finding.rule == "address-changed"]


def test_the_record_holds_them_and_the_manifest_keeps_them(built: Compiled) -> None:
    assert built.record is not None
    assert built.record.links == (PrintedLink("the Council", URL), PrintedLink("the library", HOST))
    assert read_record(manifest_entry(b"", built.record, form="md", draft=False)).links == built.record.links


@pytest.mark.parametrize("form", ["md", "docx"])
def test_links_that_lead_where_they_led_are_no_finding(built: Compiled, form: str) -> None:
    assert told(built, form, built.outputs[form]) == []
    assert told(built, form, edited(built, form, HOST, f"{HOST}/") if form == "docx" else built.outputs[form]) == []


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_link_that_leads_elsewhere_is_told_at_its_words(built: Compiled, form: str) -> None:
    (found,) = told(built, form, edited(built, form, URL, "https://example.com/elsewhere"))
    assert found.message == f"“the Council” led to {URL}; it now leads to https://example.com/elsewhere."
    assert found.place.line is not None


def test_a_link_taken_away_is_told(built: Compiled) -> None:
    (found,) = told(built, "md", edited(built, "md", f"[the Council]({URL})", "the Council"))
    assert found.message.endswith("it now leads nowhere.")


def test_two_links_swapped_are_both_told(built: Compiled) -> None:
    text = (
        built.outputs["md"]
        .decode()
        .replace(f"({URL})", "(X)")
        .replace(f"({HOST})", f"({URL})")
        .replace("(X)", f"({HOST})")
    )
    assert len(told(built, "md", text.encode())) == 2


def test_the_gate_keeps_such_a_file_unsaved(built: Compiled) -> None:
    data = edited(built, "md", URL, "https://example.com/elsewhere")
    reading, _ = AUDITORS["md"].read(data, "rooms.en.md")
    assert reading is not None
    assert isinstance(built.record, Record)
    project, _ = load_project(SAMPLE, load_settings(SAMPLE)[0], ("en",))
    assert project is not None
    found = Gate.of(built.record, project.evidence).refuse(reading)
    assert [finding.rule for finding in found] == ["address-changed"]


def test_a_link_put_into_the_text_is_told_once(built: Compiled) -> None:
    assert built.record is not None
    text = built.outputs["md"].decode()
    data = text.replace("Ask ", "[Ask](https://example.com/new) ", 1).encode()
    assert data != built.outputs["md"]
    _, findings = audit_file(data, "rooms.en.md", language="en", evidence=None, record=built.record)
    (found,) = [finding for finding in findings if finding.rule in ("link-added", "address-changed")]
    assert (found.rule, found.severity) == ("link-added", Severity.INFORMATION)
    assert found.message.startswith("“Ask” leads to https://example.com/new")


@pytest.mark.parametrize("form", ["md", "docx"])
def test_no_link_of_the_writer_counts_as_put_in(built: Compiled, form: str) -> None:
    assert built.record is not None
    _, findings = audit_file(built.outputs[form], f"rooms.en.{form}", language="en", evidence=None, record=built.record)
    assert [finding for finding in findings if finding.rule == "link-added"] == []
