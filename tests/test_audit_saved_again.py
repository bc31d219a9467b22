"""Shipped briefs saved by LibreOffice, as Word or by way of ODT: the same verdicts; one figure changed is the one told."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator

import pytest

from briefs.audit import AuditReport, audit_file
from briefs.evidence import Printed
from briefs.finding import Finding, Severity
from briefs.folders import locale_folders
from briefs.pipeline import Compiled
from briefs.project import Project, load_project
from briefs.settings import load_settings
from tests.mutants import ROOT, compiled_briefs
from tests.planting import body_figures

WAYS = {"word": ("docx",), "odt": ("odt", "docx")}
TRIED = 3  # figures changed in each file
Saved = dict[tuple[str, str], bytes]  # by way and name


@pytest.fixture(scope="module")
def project() -> Project:
    settings, _ = load_settings(ROOT)
    loaded, findings = load_project(ROOT, settings, settings.languages)
    assert loaded is not None, findings
    return loaded


@pytest.fixture(scope="module")
def built(project: Project) -> dict[str, Compiled]:
    return {one.name: one for one in compiled_briefs(project)}


@pytest.fixture(scope="module")
def saved(built: dict[str, Compiled], tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Saved:
    soffice, profile, found = tool("soffice"), tmp_path_factory.mktemp("profile"), {}
    for way, kinds in WAYS.items():
        folder, suffix = tmp_path_factory.mktemp(way), "docx"
        for name, one in built.items():
            (folder / f"{name}.docx").write_bytes(one.outputs["docx"])
        for kind in kinds:
            files, out = sorted(folder.glob(f"*.{suffix}")), tmp_path_factory.mktemp(kind)
            subprocess.run(
                [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind, "--outdir", out, *files],
                check=True, capture_output=True, timeout=240,
            )  # fmt: skip
            folder, suffix = out, kind
        found |= {(way, name): (folder / f"{name}.docx").read_bytes() for name in built}
    return found


def audited(project: Project, one: Compiled, data: bytes) -> tuple[AuditReport, list[Finding]]:
    report, findings = audit_file(
        data,
        f"{one.name}.docx",
        language=None,
        evidence=project.evidence,
        record=one.record,
        folders=locale_folders(ROOT),
    )
    return report, [finding for finding in findings if finding.severity is not Severity.INFORMATION]


@pytest.mark.parametrize("way", WAYS)
def test_saved_by_libreoffice_the_verdicts_are_the_same(
    way: str, project: Project, built: dict[str, Compiled], saved: Saved
) -> None:
    assert {one.language for one in built.values()} == set(project.languages)
    for name, one in built.items():
        before, _ = audited(project, one, one.outputs["docx"])
        after, findings = audited(project, one, saved[way, name])
        assert findings == [], name
        assert [(one.text, one.status, one.fact, one.source) for one in after.figures] == [
            (one.text, one.status, one.fact, one.source) for one in before.figures
        ], name
        assert set(after.since_release) == {"as released"}, name


@pytest.mark.parametrize("way", WAYS)
def test_a_figure_changed_in_it_is_the_one_that_is_told(
    way: str, project: Project, built: dict[str, Compiled], saved: Saved
) -> None:
    for name, one in built.items():
        told = 0
        for printed, data in changed(saved[way, name], one):
            report, findings = audited(project, one, data)
            assert [finding.rule for finding in findings] == ["figure-changed"], (name, printed.text)
            assert f"“{printed.text}” was printed" in findings[0].message
            assert report.since_release["changed"] == 1
            told += 1
        assert told == TRIED, name


def changed(data: bytes, one: Compiled) -> Iterator[tuple[Printed, bytes]]:
    """The file with the last digit of a figure changed, for a few figures that stand in it once."""
    assert one.record is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    left = TRIED
    for printed in body_figures(one.record):
        number = max(re.findall(r"\d[\d.,\u00a0\u202f]*", printed.text), key=len, default="").rstrip(".,\u00a0\u202f")
        if left and len(number) > 3 and body.count(number) == 1:
            at = body.index(number) + len(number) - 1
            new = body[:at] + str((int(body[at]) + 3) % 10) + body[at + 1 :]
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for name, held in (parts | {"word/document.xml": new.encode()}).items():
                    archive.writestr(name, held)
            yield printed, out.getvalue()
            left -= 1
