"""What became of each entry of the printed record in a file, and what stands there that no entry accounts for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from briefs.audit.reading import Block
from briefs.evidence import Printed
from briefs.finding import Finding

What = Literal[
    "as released", "changed", "gone", "new", "moved", "note lost", "note to another source", "bookmark lost",
    "address changed", "sentence rewritten",
]  # fmt: skip
# What a finding's rule says of the figure, the gravest first.
SAYS: dict[str, What] = {
    "figure-changed": "changed", "figure-lost": "gone", "number-appeared": "new", "figure-moved": "moved",
    "note-lost": "note lost", "note-to-another-source": "note to another source", "bookmark-lost": "bookmark lost",
    "address-changed": "address changed", "sentence-rewritten": "sentence rewritten",
}  # fmt: skip


class Change(Struct):
    """An entry and where it stands now, or a number without an entry; and what was found wrong with it."""

    entry: Printed | None
    start: int  # in the text of the whole file
    end: int
    block: Block | None = None  # where it stands; None for what is gone
    offset: int = 0  # in the block
    now: str = ""  # the words that stand there
    findings: list[Finding] = field(default_factory=list)

    @property
    def what(self) -> What:
        """The gravest of what was found; nothing: as released."""
        if not self.findings:
            return "as released"
        rules = {finding.rule for finding in self.findings}
        return next((what for rule, what in SAYS.items() if rule in rules), "as released")

    @property
    def was(self) -> str:
        """The words that were printed."""
        return self.entry.text if self.entry else ""
