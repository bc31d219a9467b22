"""The names nearest to one that nobody knows: what a person may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from briefs.evidence import Evidence

MOST = 3


def nearest_names(wanted: str, names: Iterable[str], evidence: Evidence | None = None) -> list[str]:
    """The sources that are called so in short; then names that have it as a part; then names spelt like it."""
    known, said = sorted(set(names)), wanted.casefold()
    sources = evidence.sources.values() if evidence else ()
    called = [source.id for source in sources if source.title_short and source.title_short.casefold() == said]
    parts = [name for name in known if said in re.split(r"[^\w]+", name.casefold())]
    return list(dict.fromkeys([*called, *parts, *get_close_matches(wanted, known, MOST)]))[:MOST]
