"""Helpers: what stops one is told whole; where the system allows none, nobody answers; nothing is left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.finding import BriefsError, Finding, Place
from briefs.processes import Helper, Pipe
from briefs.processors import can_fork


def greet(pipe: Pipe) -> None:
    pipe.send("good morning")


@pytest.mark.skipif(not can_fork(), reason="no process can be split off here")
def test_a_helper_that_the_system_does_not_allow_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", refuse)
    before = open_files()
    helper = Helper(greet)
    helper.ask("how are you?")
    assert helper.answer() is None
    helper.end()
    assert open_files() == before


def test_a_helper_leaves_nothing_open() -> None:
    Helper(greet).end()  # what is loaded or opened once is now
    before = open_files()
    helper = Helper(greet)
    assert helper.answer() == "good morning"
    helper.end()
    assert open_files() == before


FAULT = Finding("faulty-reading", "it is not YAML", Place("locale/fr/reading.yaml", 3, 1), "mend it")


def stop(pipe: Pipe) -> None:
    raise BriefsError(FAULT, FAULT)


def test_findings_that_stop_a_helper_come_whole() -> None:
    helper = Helper(stop)
    with pytest.raises(BriefsError) as stopped:
        helper.answer()
    helper.end()
    assert stopped.value.findings == (FAULT, FAULT)


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0
