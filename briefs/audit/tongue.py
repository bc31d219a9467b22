"""Which language a file is in: as told, as the file says, or as its commonest words say."""

from __future__ import annotations

import re
from collections import Counter

from briefs.audit.reading import Reading
from briefs.audit.words import COMMON_WORDS

_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 200_000  # characters; more of them would not change the vote


def language_of(reading: Reading, given: str | None) -> str:
    """The language to read the numbers in; English where nothing speaks for another."""
    declared = given or reading.language
    if declared:
        return declared.split("-")[0].split("_")[0].lower()
    counts = Counter(_WORD.findall("\n".join(block.text for block in reading.blocks)[:ENOUGH].lower()))
    votes = {language: sum(counts[word] for word in words) for language, words in COMMON_WORDS.items()}
    best = max(votes, key=lambda language: votes[language])
    return best if votes[best] else "en"
