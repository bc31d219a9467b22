"""The records of a dossier: one row a figure, claim or legal reference, with all that is known of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from briefs.document import Inline
from briefs.evidence import Date

Kind = Literal["figure", "misquote", "claim", "quote", "law", "date", "period", "count", "plain"]


class SourceView(Struct, frozen=True):
    """One source of a row: its reference, where in it, what it prints there; of a derived figure, one an input."""

    id: str
    reference: tuple[Inline, ...]
    text: str  # the reference's words
    url: str = ""
    locator: str = ""
    via: str = ""  # the reference of the source it was read in
    as_printed: str = ""
    language: str = ""  # of what is printed
    input: str = ""  # of a derived figure: the input that is read here, with its number


class FactView(Struct, frozen=True):
    """What the data say of a fact, in the words of the dossier's language."""

    id: str
    statement: str = ""
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    period: str = ""
    place: str = ""
    base: str = ""
    attributed_to: str = ""
    status: str = ""
    use: str = ""
    reserve: str = ""
    shown: str = ""  # text, note or method; "" without a reserve
    remark: str = ""
    language: str = ""  # of the remark
    conflicts: tuple[str, ...] = ()
    confidence: str = ""
    checks: tuple[tuple[str, Date], ...] = ()  # who, when
    review_by: Date | None = None
    arithmetic: tuple[str, ...] = ()


class Doubt(Struct, frozen=True):
    """Something open: a key of the dossier's words, and what is filled into them."""

    key: str
    filled: tuple[tuple[str, str], ...] = ()


class Row(Struct, frozen=True):
    """One printed figure, or one claim without a number, with what stands behind it."""

    number: int  # in reading order
    kind: Kind
    section: str
    sentence: str
    printed: str
    note: str = ""  # its number
    fact: FactView | None = None
    sources: tuple[SourceView, ...] = ()
    verdict: str = ""  # verified, cited, uncited, exempt, unread; noted, unnoted; "" where nothing is judged
    reason: str = ""
    doubts: tuple[Doubt, ...] = ()
