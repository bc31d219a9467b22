"""Helpers: what stops one is told whole, each ends with who started it, and nothing is left open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefs.finding import BriefsError, Finding, Place
from briefs.forked import Pipe as ForkedPipe
from briefs.processes import Helper, Pipe
from briefs.processors import can_fork
from tests.running import is_running, none_is_left

REPOSITORY = Path(__file__).parent.parent


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


def test_a_fault_of_the_program_in_a_helper_is_not_hidden() -> None:
    helper = Helper(divide, 0)
    with pytest.raises(ZeroDivisionError):
        helper.answer()
    pid = helper.process.pid
    helper.end()
    helper.end()  # twice does no harm
    assert none_is_left()
    assert not is_running(pid)


@pytest.mark.skipif(not can_fork(), reason="no process can be split off here")
def test_a_helper_ends_with_a_process_that_was_killed() -> None:
    program = (
        "from briefs.processes import Helper\nimport time\n"
        "helpers = [Helper(lambda pipe: time.sleep(60)) for _ in range(2)]\n"
        "print(*(helper.process.pid for helper in helpers), flush=True)\ntime.sleep(60)"
    )
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    process = subprocess.Popen([sys.executable, "-c", program], env=env, stdout=subprocess.PIPE)
    assert process.stdout is not None
    helpers = [int(word) for word in process.stdout.readline().split()]
    process.kill()
    process.communicate()
    assert len(helpers) == 2
    assert not [pid for pid in helpers if is_running(pid)]


def test_a_helper_that_was_ended_in_the_midst_of_its_answer_gives_none() -> None:
    helper = Helper(tell_half)
    assert helper.answer() is None
    helper.end()


def tell_half(pipe: Pipe) -> None:
    if isinstance(pipe, ForkedPipe):
        pipe._out.write(b"\x80\x05\x95\xff\x00")  # the beginning of a pickled object
        pipe._out.flush()
    os._exit(1)


def divide(pipe: Pipe, by: int) -> None:
    pipe.send(1 // by)


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0
