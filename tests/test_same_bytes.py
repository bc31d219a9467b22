"""The same inputs give the same bytes: across runs, folders, time zones, locales, hash seeds, users and Pythons.

Where zlib is another one, what is packed has other bytes and the same content: `verify` says “resaved”. The Pythons are
those on this machine that have the packages of the lock; the recipes of docs/ci compare all of them on three systems.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from sample_project import copy_project, run, told

ROOT = Path(__file__).parent.parent
BRIEF = "who-reports-what"


def digests(folder: Path) -> dict[str, str]:
    """Of each output, the SHA-256; of the manifest without the versions that made it."""
    found = {}
    for file in sorted(folder.iterdir()):
        data = file.read_bytes()
        if file.name == "manifest.json":
            manifest = json.loads(data)
            del manifest["versions"]
            data = json.dumps(manifest, sort_keys=True).encode()
        found[file.name] = hashlib.sha256(data).hexdigest()
    return found


def build(root: Path, python: str = sys.executable, user: int | None = None, **variables: str) -> dict[str, str]:
    """A build of one shipped brief in all its languages, in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    command = [python, str(root / "generate.py"), "build", BRIEF, "-f", "docx", "-f", "md"]
    done = subprocess.run(command, cwd=root, env=kept | variables, capture_output=True, timeout=300, user=user)
    assert done.returncode == 0, done.stderr.decode()
    return digests(root / "dist")


def shipped(folder: Path) -> Path:
    """The shipped project and the program, copied."""
    for part in ("briefs", "data", "templates", "locale"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("generate.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder)
    return folder


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return build(shipped(tmp_path_factory.mktemp("here")), TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")


@pytest.mark.parametrize(
    "variables",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
        {"TZ": "America/Lima", "LANG": "ar_EG.UTF-8", "PYTHONHASHSEED": "4294967295", "HOME": "nowhere"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONHASHSEED": "random", "PYTHONOPTIMIZE": "1", "BRIEFS_JOBS": "2"},
    ],
    ids=["Tokyo", "Lima", "no home, two processes"],
)
def test_another_folder_zone_locale_seed_and_home(
    variables: dict[str, str], tmp_path: Path, here: dict[str, str]
) -> None:
    assert build(shipped(tmp_path / "là bas" / "b c"), **variables) == here


def test_files_listed_in_another_order_and_of_another_age(tmp_path: Path, here: dict[str, str]) -> None:
    root = shipped(tmp_path / "first")
    for number, file in enumerate(sorted((root / "data").rglob("*.yaml"), reverse=True)):
        held = file.read_bytes()
        file.unlink()
        file.write_bytes(held)
        os.utime(file, (10_000_000 * number, 10_000_000 * number))
    assert build(root) == here


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only the administrator may be somebody else")
def test_another_user(tmp_path_factory: pytest.TempPathFactory, here: dict[str, str]) -> None:
    """Its folders are another's; what that user may not read is copied within reach."""
    root = shipped(tmp_path_factory.mktemp("elsewhere"))
    for folder in (root, *root.parents[:2]):
        folder.chmod(0o755)
    for file in root.rglob("*"):
        os.chown(file, 65534, 65534)
    os.chown(root, 65534, 65534)
    try:
        subprocess.run([sys.executable, "-c", "import yaml"], capture_output=True, user=65534, check=True)
    except (PermissionError, subprocess.CalledProcessError):
        pytest.skip("another user may not run this Python")
    assert build(root, user=65534) == here


def test_the_pythons_of_this_machine(tmp_path: Path, here: dict[str, str]) -> None:
    """Each Python of BRIEFS_PYTHONS (paths, between the system's separators), else only this one."""
    pythons = [one for one in os.environ.get("BRIEFS_PYTHONS", sys.executable).split(os.pathsep) if one]
    for number, python in enumerate(pythons):
        assert build(shipped(tmp_path / str(number)), python) == here, python


# ---- another zlib


def repacked(data: bytes, level: int) -> bytes:
    """The same parts as another program packs them: other order, dates and compression."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in reversed(old.infolist()):
            kind = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
            new.writestr(zipfile.ZipInfo(entry.filename, (2026, 11, 22, 5, 0, 0)), old.read(entry), kind, level or None)
    return out.getvalue()


@pytest.mark.parametrize("level", [0, 1, 9])
def test_unlike_compression_is_no_edit(
    level: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    assert run("build") == 0
    for file in (root / "dist").glob("*.docx"):
        packed = repacked(file.read_bytes(), level)
        assert packed != file.read_bytes()
        file.write_bytes(packed)
    code, answer = told(capsys, "verify", "dist")
    assert code == 0
    assert {Path(one["path"]).suffix: one["status"] for one in answer["files"]} == {".docx": "resaved", ".md": "intact"}


def test_the_manifest_says_with_which_zlib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_project(tmp_path)
    monkeypatch.chdir(root)
    assert run("build", "-l", "en") == 0
    manifest = json.loads((root / "dist" / "manifest.json").read_bytes())
    assert manifest["versions"]["zlib"] == zlib.ZLIB_RUNTIME_VERSION
    for entry in manifest["outputs"].values():
        assert entry["sha256"] != entry["content"]["sha256"], "of the bytes, and of what a reader sees"
