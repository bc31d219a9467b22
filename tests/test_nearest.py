"""What may have been meant by a name that nobody knows."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefs.load import load_evidence
from briefs.nearest import nearest_names
from tests.sample_project import SAMPLE


@pytest.mark.parametrize(
    ("wanted", "names", "nearest"),
    [
        ("rooms", ["visits", "rooms-2024", "reading-rooms", "room"], ["reading-rooms", "rooms-2024", "room"]),
        ("vists", ["visits", "rooms"], ["visits"]),
        ("ROOMS", ["rooms-2024"], ["rooms-2024"]),
        ("oom", ["rooms-2024"], []),
        ("", ["rooms"], []),
    ],
)
def test_a_part_of_a_name_or_a_name_spelt_like_it(wanted: str, names: list[str], nearest: list[str]) -> None:
    assert nearest_names(wanted, names) == nearest


def test_a_source_by_its_short_title() -> None:
    evidence, _ = load_evidence(SAMPLE)
    name, source = next(iter(evidence.sources.items()))
    called = replace(evidence, sources={**evidence.sources, name: replace(source, title_short="The Atlas")})
    assert nearest_names("the atlas", called.sources, called)[0] == name
    assert name not in nearest_names("the atlas", evidence.sources, evidence)
