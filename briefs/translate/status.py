"""Status: how far the translation into each language has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import asdict

from briefs.catalogue import Catalogue, Message
from briefs.translate.merge import messages_for


class CatalogueStatus(Struct, frozen=True):
    """The counts of one domain in one language; the three parts add up to the total."""

    language: str
    domain: str
    translated: int
    fuzzy: int
    untranslated: int

    @property
    def total(self) -> int:
        """How many messages there are to translate."""
        return self.translated + self.fuzzy + self.untranslated

    def record(self) -> dict[str, str | int]:
        """The counts for JSON."""
        return {**asdict(self), "total": self.total}


def measure_catalogue(
    catalogue: Catalogue | None, messages: Iterable[Message], language: str, domain: str
) -> CatalogueStatus:
    """The state of a translation file, measured on the messages of today."""
    counts = {"translated": 0, "fuzzy": 0, "untranslated": 0}
    for message in messages_for(messages, language):
        found = catalogue.find(message.id, message.context) if catalogue else None
        counts[_state(message, found)] += 1
    return CatalogueStatus(language, domain, **counts)


def _state(message: Message, found: Message | None) -> str:
    if found is None or not any(found.forms):
        return "untranslated"
    if found.fuzzy:
        return "fuzzy"
    return "translated" if found.translated and found.plural == message.plural else "untranslated"


def status_table(rows: Sequence[CatalogueStatus]) -> str:
    """The counts as a table to read, a line for each file and a sum for each language."""
    lines = [("language", "file", "translated", "fuzzy", "untranslated", "done")]
    for language in dict.fromkeys(row.language for row in rows):
        ours = [row for row in rows if row.language == language]
        lines += [_line(row) for row in ours]
        sums = (sum(getattr(row, name) for row in ours) for name in ("translated", "fuzzy", "untranslated"))
        lines.append(_line(CatalogueStatus(language, "together", *sums)))
    widths = [max(len(line[column]) for line in lines) for column in range(6)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _line(row: CatalogueStatus) -> tuple[str, str, str, str, str, str]:
    done = f"{100 * row.translated // row.total} %" if row.total else "–"
    return row.language, row.domain, str(row.translated), str(row.fuzzy), str(row.untranslated), done
