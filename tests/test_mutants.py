"""A planted fault is found, for its own reason; `make mutants` plants all of them, this test a sample."""

from __future__ import annotations

from tests.mutants import run_mutants

SAMPLED = 23  # every 23rd figure: each brief, language and format is met, in seconds


def test_every_sampled_mutant_is_killed() -> None:
    told: list[str] = []
    counts = run_mutants(SAMPLED, told.append)
    assert told == []
    assert {form for form, _, _ in counts} == {"md", "docx"}
    faults = {fault for _, fault, _ in counts}
    assert faults >= {
        "digit",
        "digits swapped",
        "unit",
        "hedge added",
        "note removed",
        "note dangling",
        "notes swapped",
        "labels swapped",
        "figures exchanged",
        "scale",
        "link",
    }
    assert sum(counts.values()) > 100
