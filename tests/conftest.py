"""What tests share: outside programs, and expected outputs that `make accept` renews."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_project import copy_project

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take the outputs of today as the expected ones")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of an outside program; without it the test is skipped, or fails where CI says that all are there."""

    def find(name: str) -> str:
        found = shutil.which(name)
        if found is None and os.environ.get("BRIEFS_REQUIRE_TOOLS"):
            pytest.fail(f"{name} is not installed, and BRIEFS_REQUIRE_TOOLS asks for it")
        if found is None:
            pytest.skip(f"{name} is not installed")
        return found

    return find


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy of the made-up project, in a folder with a space and an accent; commands run in it."""
    root = copy_project(tmp_path, "été 1")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compares an output with the file of that name in tests/golden; `make accept` writes the file instead."""

    def compare(name: str, output: str | bytes) -> None:
        data = output.encode() if isinstance(output, str) else output
        file = GOLDEN / name
        if request.config.getoption("--accept"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.is_file(), f"no expected output {name}: run make accept and read the difference"
        expected = file.read_bytes()
        if isinstance(output, str):
            assert output == expected.decode()
        else:
            assert data == expected, f"{name} differs from the expected output"

    return compare
