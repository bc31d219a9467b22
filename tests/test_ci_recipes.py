"""The CI recipes of docs/ci are true: each of their steps is run here, on a small project with a history of its own.

Run as they stand, by the shell that the service uses: every step that calls the program, git or the shell. What belongs
to the service is stood in for: its variables, and `gh` and `curl`, which write down what they were asked for. Looked at
only: steps that install from a registry (they would fetch), and `pytest` (it would run this test). The Windows jobs are
PowerShell's; their commands are run here with the path to Python in this system's spelling.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_project import copy_project, edit

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / "docs" / "ci" / "github-actions.yml"
GITLAB = ROOT / "docs" / "ci" / "gitlab-ci.yml"
ONLY_LOOKED_AT = ("pip install", "-m venv", "apt-get", "-m pytest")
ACTIONS = {
    "actions/checkout@v4", "actions/setup-python@v5", "actions/upload-artifact@v4", "actions/download-artifact@v4",
    "github/codeql-action/upload-sarif@v3",
}  # fmt: skip
STAND_IN = '#!/bin/sh\nprintf "%s\\n" "$0 $*" >> "$CALLS"\nfor one in "$@"; do case "$one" in *.md) cat "$one" >> "$CALLS";; esac; done\n{}\n'


@dataclass(slots=True)
class Place:
    """A checkout of the project on a machine of the service, and what its stand-ins were asked for."""

    folder: Path
    bin: Path
    values: dict[str, str] = field(default_factory=dict)

    @property
    def calls(self) -> str:
        file = self.bin / "calls"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def git(self, *arguments: str) -> str:
        name = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        run = subprocess.run(["git", *name, *arguments], cwd=self.folder, check=True, capture_output=True, text=True)
        return run.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """A script as the service runs it; PYTHONPATH stands for the installed program."""
        environment = {
            **os.environ, **variables, "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
            "CALLS": str(self.bin / "calls"), "GITHUB_STEP_SUMMARY": str(self.bin / "summary"), "NO_COLOR": "1",
        }  # fmt: skip
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=self.folder, env=environment,
            capture_output=True, text=True, encoding="utf-8", timeout=300,
        )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, tool: Callable[[str], str]) -> Place:
    """The sample project in a repository of two commits, the later of which changes a figure."""
    tool("git")
    (tmp_path / "bin").mkdir()
    here = Place(copy_project(tmp_path), tmp_path / "bin")
    for name in ("python", "py"):
        (here.bin / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    for name, ending in (("gh", 'case "$*" in *--edit-last*) exit 1;; esac'), ("curl", "")):
        (here.bin / name).write_text(STAND_IN.format(ending), encoding="utf-8")
    for file in here.bin.iterdir():
        file.chmod(0o755)
    shutil.copy(ROOT / "generate.py", here.folder)
    (here.folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "requirements.lock", here.folder / ".ci")
    (here.folder / ".gitignore").write_text("dist/\nbuilt/\n__pycache__/\n.briefs-cache/\n", encoding="utf-8")
    here.git("init", "-q", "-b", "main")
    here.values["base"] = here.commit("the sheets as they were")
    here.git("tag", "release-1")
    facts = here.folder / "data" / "facts" / "rooms.yaml"
    edit(facts, "value: 1340\n", "value: 1350\n")
    edit(facts, "as_printed: 1,340\n", "as_printed: 1,350\n")
    here.values["head"] = here.commit("ten more rooms were found")
    return here


# ---- GitHub


def github() -> dict[str, Any]:
    loaded = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def filled(text: str, place: Place) -> str:
    """A value with the service's expressions filled in; one that nobody thought of fails."""
    known = {
        "github.event.pull_request.base.sha": place.values["base"], "github.event.pull_request.number": "12",
        "github.token": "a-token", "github.ref_name": "release-2",
    }  # fmt: skip
    return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda found: known[found[1]], str(text))


def run_job(place: Place, name: str) -> Iterator[tuple[str, subprocess.CompletedProcess[str]]]:
    """Each step of a job that is run, in turn; the steps that are not are looked at."""
    for step in github()["jobs"][name]["steps"]:
        if "uses" in step:
            assert step["uses"] in ACTIONS
        elif any(word in step["run"] for word in ONLY_LOOKED_AT):
            look_at(step["run"])
        else:
            variables = {key: filled(value, place) for key, value in step.get("env", {}).items()}
            yield step["name"], place.run(posix(filled(step["run"], place)), **variables)


def posix(script: str) -> str:
    """PowerShell's spelling of the environment's Python, as this system's."""
    return script.replace(".venv\\Scripts\\python", "python")


def look_at(script: str) -> None:
    """Installs take what the lock names by hash, then the project, and nothing else."""
    for line in posix(script).replace("\\", "/").strip().splitlines():
        known = (
            "python -m pip install --require-hashes --no-deps --only-binary :all: -r .ci/requirements.lock",
            "python -m pip install --no-build-isolation --no-deps --editable .",
            "py -m venv .venv", "python -m pytest -q", "apt-get update -qq",
            "apt-get install -qq -y --no-install-recommends libreoffice-writer-nogui fonts-noto-core",
        )  # fmt: skip
        assert line.removeprefix("sudo ") in known


def test_checks_of_a_pull_request(place: Place) -> None:
    runs = dict(run_job(place, "checks"))
    assert {name: run.returncode for name, run in runs.items() if run.returncode} == {}, runs
    sarif = json.loads((place.folder / "findings.sarif").read_text(encoding="utf-8"))
    assert (sarif["version"], sarif["runs"][0]["tool"]["driver"]["name"]) == ("2.1.0", "briefs")
    assert "::notice title=check::" in runs["Data, templates and translations, with each finding at its line"].stdout
    assert sorted(file.suffix for file in (place.folder / "dist").glob("rooms.*")) == [".docx", ".docx", ".md", ".md"]


def test_checks_fail_where_a_number_is_typed(place: Place) -> None:
    template = place.folder / "templates" / "rooms.md.j2"
    edit(template, "Northland counted {{ rooms }}", "Northland counted 99 halls and {{ rooms }}")
    line = next(
        number for number, text in enumerate(template.read_text(encoding="utf-8").splitlines(), 1) if "99" in text
    )
    runs = dict(run_job(place, "checks"))
    first = runs["Data, templates and translations, with each finding at its line"]
    assert first.returncode == 1
    assert f"::error file=templates/rooms.md.j2,line={line}," in first.stdout
    assert runs["The same findings as SARIF"].returncode == 0, "findings are what this step is for"
    assert "number-typed" in (place.folder / "findings.sarif").read_text(encoding="utf-8")


def test_a_pull_request_is_told_what_changes_for_readers(place: Place) -> None:
    runs = dict(run_job(place, "diff"))
    assert {name: run.returncode for name, run in runs.items() if run.returncode} == {}, runs
    for told in ((place.folder / "diff.md"), place.bin / "summary"):
        assert "1,340" in told.read_text(encoding="utf-8")
        assert "1,350" in told.read_text(encoding="utf-8")
    first, second = (line for line in place.calls.splitlines() if "gh pr comment" in line)
    assert "12 --body-file comment.md --edit-last" in first
    assert second.endswith("12 --body-file comment.md"), "no comment to renew yet, so there is a first one"
    assert "1,350" in place.calls


@pytest.mark.parametrize(
    ("recipe", "read", "written", "limit"),
    [
        ("github-actions.yml", "diff.md", "comment.md", 65_536),
        ("github-actions.yml", "notes.md", "told.md", 125_000),
        ("gitlab-ci.yml", "diff.md", "comment.md", 1_000_000),
    ],
)
def test_what_is_longer_than_a_service_takes_is_cut_between_lines(
    tmp_path: Path, tool: Callable[[str], str], recipe: str, read: str, written: str, limit: int
) -> None:
    text = (ROOT / "docs" / "ci" / recipe).read_text(encoding="utf-8")
    (step,) = (line.strip() for line in text.splitlines() if line.endswith(f" {read} > {written}"))
    for count in (3, limit // 40):
        lines = [f"| `fact-{number}` | «1 340 salles» | «é» {'x' * 30} |" for number in range(count)]
        (tmp_path / read).write_text("\n".join(lines) + "\n", encoding="utf-8")
        subprocess.run([tool("bash"), "-ec", step], cwd=tmp_path, check=True)
        told = (tmp_path / written).read_text(encoding="utf-8")
        kept = told.splitlines() if count == 3 else told.splitlines()[:-2]
        assert kept == lines[: len(kept)]
        assert (len(kept) == count) is (count == 3)
        assert limit * 0.8 < len(told) < limit or count == 3


def test_the_windows_job_builds_and_verifies(place: Place) -> None:
    runs = dict(run_job(place, "windows"))
    assert {name: run.returncode for name, run in runs.items()} == {"Build": 0, "Verify": 0}
    assert "4 intact" in runs["Verify"].stderr


def test_builds_of_several_systems_are_compared(place: Place) -> None:
    for name in ("built-a", "built-b"):
        ((_, run),) = run_job(place, "build-everywhere")
        assert run.returncode == 0
        (place.folder / "dist").rename(place.folder / name)
    (place.folder / "built").mkdir()
    for name in ("built-a", "built-b"):
        (place.folder / name).rename(place.folder / "built" / name)
    ((_, same),) = run_job(place, "same-everywhere")
    assert same.returncode == 0
    assert same.stdout.count("intact: the same bytes") == 8
    edit(place.folder / "built" / "built-b" / "rooms.en.md", "1,350", "1,360")
    ((_, other),) = run_job(place, "same-everywhere")
    assert other.returncode == 1


def test_a_tag_releases_verifies_and_publishes(place: Place, tool: Callable[[str], str]) -> None:
    tool("soffice")
    place.git("tag", "release-2")
    runs = dict(run_job(place, "release"))
    assert {name: run.returncode for name, run in runs.items() if run.returncode} == {}, runs
    assert "6 intact" in runs["Verify"].stderr
    published = next(line for line in place.calls.splitlines() if "gh release create" in line)
    for name in ("release-2", "dist/manifest.json", "dist/rooms.en.pdf", "dist/rooms.fr.docx", "--verify-tag"):
        assert name in published
    assert "1,340" in (place.folder / "notes.md").read_text(encoding="utf-8"), "what is new since release-1"
    assert json.loads((place.folder / "dist" / "manifest.json").read_bytes())["commit"] == place.values["head"]


def test_a_faulty_release_publishes_nothing(place: Place) -> None:
    edit(
        place.folder / "templates" / "rooms.md.j2", "Northland counted {{ rooms }}", "Northland counted 99 {{ rooms }}"
    )
    runs = dict(run_job(place, "release"))
    assert runs["Release, or nothing at all"].returncode == 1
    assert not (place.folder / "dist").exists()
    assert runs["Verify"].returncode != 0, "and so the steps behind it are not reached"


def test_the_first_release_has_none_before_it(place: Place) -> None:
    place.git("tag", "-d", "release-1")
    (notes,) = (
        step["run"] for step in github()["jobs"]["release"]["steps"] if step.get("name", "").startswith("What is new")
    )
    assert place.run(notes).returncode == 0
    assert (place.folder / "notes.md").read_text(encoding="utf-8") == "The first release.\n"


def test_jobs_may_do_no_more_than_they_must() -> None:
    recipe = github()
    assert recipe["permissions"] == {"contents": "read"}
    may_write = {
        name: {key for key, value in job.get("permissions", {}).items() if value == "write"}
        for name, job in recipe["jobs"].items()
    }
    assert {name: rights for name, rights in may_write.items() if rights} == {
        "checks": {"security-events"}, "diff": {"pull-requests"}, "release": {"contents"},
    }  # fmt: skip
    for name, job in recipe["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "values reach a shell by variables alone"
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False
    assert "release-*" in recipe[True]["push"]["tags"]  # YAML reads the key `on` as true
    assert recipe["jobs"]["release"]["if"] == "startsWith(github.ref, 'refs/tags/release-')"
    assert "secrets." not in GITHUB.read_text(encoding="utf-8")


# ---- GitLab


def gitlab() -> dict[str, Any]:
    loaded = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def run_script(place: Place, name: str, **variables: str) -> list[subprocess.CompletedProcess[str]]:
    """The script of a job, line by line until one fails, then what comes after it in any case."""
    job, recipe = gitlab()[name], gitlab()
    known = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": place.values["base"], "CI_API_V4_URL": "https://example.org/api/v4",
        "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "12", "CI_JOB_TOKEN": "a-token", "CI_COMMIT_TAG": "release-2",
        "CI_JOB_URL": "https://example.org/jobs/1", "PYTHON": "3.13", **job.get("variables", {}), **variables,
    }  # fmt: skip
    for line in job.get("before_script", recipe["default"]["before_script"]):
        look_at(line)
    runs = []
    for line in job["script"]:
        if any(word in line for word in ONLY_LOOKED_AT):
            look_at(line)
            continue
        runs.append(place.run(posix(line), **known))
        if runs[-1].returncode:
            break
    return runs + [place.run(line, **known) for line in job.get("after_script", [])]


def test_gitlab_checks(place: Place) -> None:
    runs = run_script(place, "checks")
    assert [run.returncode for run in runs] == [0, 0, 0, 0, 0], runs
    assert json.loads((place.folder / "findings.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    edit(
        place.folder / "templates" / "rooms.md.j2", "Northland counted {{ rooms }}", "Northland counted 99 {{ rooms }}"
    )
    assert run_script(place, "checks")[0].returncode == 1


def test_gitlab_comments_where_there_is_a_token(place: Place) -> None:
    runs = run_script(place, "diff")
    assert [run.returncode for run in runs] == [0, 0, 0], runs
    assert "1,350" in runs[1].stdout
    assert place.calls == ""
    assert not run_script(place, "diff", BRIEFS_TOKEN="secret")[-1].returncode
    assert "https://example.org/api/v4/projects/7/merge_requests/12/notes" in place.calls
    assert "PRIVATE-TOKEN: secret" in place.calls


def test_gitlab_windows_and_the_comparison_of_builds(place: Place) -> None:
    assert [run.returncode for run in run_script(place, "windows")] == [0, 0]
    for python in ("3.11", "3.12"):
        assert [run.returncode for run in run_script(place, "build-everywhere", PYTHON=python)] == [0]
    first, *_ = gitlab()["same-everywhere"]["script"]
    assert place.run(first).returncode == 0
    whole = "\n".join(gitlab()["same-everywhere"]["script"])
    same = place.run(whole)
    assert (same.returncode, same.stdout.count("intact: the same bytes")) == (0, 8)
    edit(place.folder / "built" / "3.12" / "rooms.en.md", "1,350", "1,360")
    assert place.run(whole).returncode == 1


def test_gitlab_releases_on_a_tag(place: Place, tool: Callable[[str], str]) -> None:
    tool("soffice")
    place.git("tag", "release-2")
    runs = run_script(place, "release")
    assert [run.returncode for run in runs] == [0, 0, 0, 0], runs
    assert "6 intact" in runs[1].stderr
    assert "tag_name=release-2" in place.calls
    assert "https://example.org/api/v4/projects/7/releases" in place.calls
    recipe = gitlab()
    assert recipe["release"]["rules"] == [{"if": "$CI_COMMIT_TAG =~ /^release-/"}]
    assert recipe["release"]["artifacts"]["paths"] == ["dist", "notes.md"]


def test_every_job_has_a_stage_and_every_job_is_run_here() -> None:
    recipe = gitlab()
    jobs = {name: job for name, job in recipe.items() if isinstance(job, dict) and "script" in job}
    assert {job["stage"] for job in jobs.values()} == set(recipe["stages"])
    assert set(jobs) == {"checks", "diff", "windows", "build-everywhere", "same-everywhere", "release"}
    assert set(github()["jobs"]) == set(jobs)
