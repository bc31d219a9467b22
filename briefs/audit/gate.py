"""The gate of a build: a file that was just written is audited, and every figure in it must be verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefs.audit.comparefigure import FIGURES
from briefs.audit.comparepdf import keeps_numbers_only
from briefs.audit.reading import Reading
from briefs.audit.report import account, complain
from briefs.audit.tongue import NumeralReader
from briefs.audit.verdict import AuditedFigure
from briefs.audit.vouching import Library, fits_unit, prints
from briefs.evidence import Evidence, Printed, Record
from briefs.finding import Finding, Place, Stops


class Gate(Struct):
    """Audits the files of one document, one reading of each; what it read in one file it knows in the next."""

    record: Record
    library: Library
    numerals: NumeralReader

    @classmethod
    def of(cls, record: Record, evidence: Evidence, folders: Sequence[Path] = ()) -> Gate:
        """The gate for the files that print this record."""
        return cls(record, Library.of(evidence), NumeralReader.of(record.language, folders))

    def refuse(self, reading: Reading, *, verdicts: bool = True) -> tuple[Finding, ...]:
        """What keeps a file from being saved: it differs from the record, or a figure in it is not verified.

        Without `verdicts` the record alone is asked: of a draft whose words are not of its language. So it is of a
        file whose words can't be read; the Word file of the same text is judged.
        """
        report, differing = account(reading, self.numerals, self.library, self.record, self.numerals, strict=True)
        if not verdicts or keeps_numbers_only(reading):
            return differing
        told = {finding.place for finding in differing}
        judged = [finding for figure in report.figures for finding in complain(figure)]
        if not differing:  # then every entry stands where it should
            judged += self._unverified(report.figures)
        return (*differing, *(one.stopping(Stops.DOCUMENT) for one in judged if one.place not in told))

    def _unverified(self, figures: Sequence[AuditedFigure]) -> Iterator[Finding]:
        """The figures of the record that no numeral of the text bears out; notes are compared word by word instead."""
        read: dict[int, list[AuditedFigure]] = {}
        for figure in figures:
            if figure.entry is not None:
                read.setdefault(id(figure.entry), []).append(figure)
        for entry in self.record.printed:
            if entry.kind in FIGURES and entry.part == "body":
                numerals = read.get(id(entry), [])
                unseen = not numerals and not self.numerals.reads_words
                told = any(complain(figure) for figure in numerals)
                if not (unseen or told or any(self._bears_out(figure, entry) for figure in numerals)):
                    yield _refusal(entry, numerals)

    def _bears_out(self, figure: AuditedFigure, entry: Printed) -> bool:
        """Whether a numeral is the fact's. The record may know that a word counts that no reader can tell: “un”."""
        if figure.status == "verified" and figure.fact == entry.fact:
            return True
        fact = self.library.evidence.facts.get(entry.fact or "")
        if fact is None or figure.status not in ("verified", "exempt"):
            return False
        numeral = replace(figure.numeral, kind="count") if figure.status == "exempt" else figure.numeral
        return fits_unit(self.library.evidence, fact, numeral) and prints(fact, numeral)


def _refusal(entry: Printed, numerals: Sequence[AuditedFigure]) -> Finding:
    why = "; ".join(dict.fromkeys(figure.reason for figure in numerals)) or "it does not read as a number"
    message = f"“{entry.text}” can't be verified in the finished file: {why}."
    place = numerals[0].place if numerals else entry.at or Place("")
    where = f" at {entry.at}" if entry.at else ""
    hint = f"It is printed from {entry.fact}{where}: mend that fact, the words around it, or its translation."
    return Finding("figure-not-verified", message, place, hint, text=entry.sentence or "")
