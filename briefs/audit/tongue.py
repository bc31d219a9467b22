"""Which language a file is in: as told, as the file says, or as its commonest words say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.reading import Reading
from briefs.audit.words import COMMON_WORDS, REFERENCE_HEADS, SOURCE_HEADS
from briefs.numeral import Numeral, listed_words, read_numerals, reads_words

_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 200_000  # characters; more of them would not change the vote

TELLING = 20  # words; a text of so many holds one of the commonest of its language


class NumeralReader(Struct, frozen=True, eq=False):
    """Reads numerals in one language, by the first of the project's folders that describes it, else by our own."""

    language: str
    folder: Path | None = None
    known: dict[str, tuple[Numeral, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str, folders: Sequence[Path] = ()) -> NumeralReader:
        """The reader for a language; `folders` are looked through in their order."""
        found = (folder for folder in folders if (folder / language / "reading.yaml").is_file())
        return cls(language, next(found, None))

    def read(self, text: str) -> tuple[Numeral, ...]:
        """Figures and exempt numbers of a text, in order."""
        found = self.known.get(text)  # a text is asked for by the verdict, the read-back and the notes
        if found is None:
            found = self.known[text] = self._known_beside_space(text) or self._read(text)
        return found

    def _read(self, text: str) -> tuple[Numeral, ...]:
        return read_numerals(text, self.language, folder=self.folder)

    def _known_beside_space(self, text: str) -> tuple[Numeral, ...]:
        """The numerals of a text known with a space before it, or without: a note of a Word file begins with one."""
        if text.startswith(" "):
            return tuple([_moved(numeral, 1) for numeral in self.known.get(text[1:], ())])
        return tuple([_moved(numeral, -1) for numeral in self.known.get(" " + text, ())])

    @property
    def reads_words(self) -> bool:
        """Whether numbers in words are read, too."""
        return reads_words(self.language, folder=self.folder)

    @property
    def source_heads(self) -> frozenset[str]:
        """How the head of a column says that it names sources: the words we know, and those of the reading."""
        return SOURCE_HEADS | listed_words(self.language, "source_heads", folder=self.folder)

    @property
    def reference_heads(self) -> frozenset[str]:
        """How the heading of a list of sources reads."""
        return REFERENCE_HEADS | listed_words(self.language, "reference_heads", folder=self.folder)


def _moved(numeral: Numeral, by: int) -> Numeral:
    """The same numeral further on in a text."""
    parts = tuple([_moved(part, by) for part in numeral.parts])
    return replace(numeral, start=numeral.start + by, end=numeral.end + by, parts=parts)


def language_of(reading: Reading, given: str | None, folders: Sequence[Path] = ()) -> tuple[str, bool]:
    """The language to read the numbers in, and whether it is known: English is taken where nothing speaks for another.

    A text too short to hold a common word is not called unknown.
    """
    declared = given or reading.language
    if declared:
        return declared.split("-")[0].split("_")[0].lower(), True
    counts = Counter(_WORD.findall("\n".join(block.text for block in reading.blocks)[:ENOUGH].lower()))
    words = COMMON_WORDS | _listed_common(folders)
    votes = {language: sum(counts[word] for word in common) for language, common in words.items()}
    best = max(votes, key=lambda language: votes[language])
    return (best, True) if votes[best] else ("en", counts.total() < TELLING)


def _listed_common(folders: Sequence[Path]) -> dict[str, frozenset[str]]:
    """The commonest words of the languages that list them in their reading.yaml; the first folder counts."""
    tags = [(file.parent.name, folder) for folder in reversed(folders) for file in folder.glob("*/reading.yaml")]
    listed = {tag: listed_words(tag, "common", folder=folder) for tag, folder in sorted(tags)}
    return {tag: words for tag, words in listed.items() if words}
