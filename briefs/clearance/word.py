"""The dossier as a Word file: a document of the house's own blocks and styles, on paper laid across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefs.clearance.dossier import PART, SHOWN, Dossier
from briefs.clearance.labels import (
    role_name,
    titled,
    told_checks,
    told_confidence,
    told_doubts,
    told_kind,
    told_reserve,
    told_status,
    told_sums,
    told_value,
    told_verdict,
    word,
)
from briefs.clearance.row import FactView, Row, SourceView
from briefs.document import (
    Block,
    Cell,
    Code,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    LineBreak,
    Paragraph,
    Strong,
    Table,
    Text,
)
from briefs.document import Row as TableRow
from briefs.finding import Finding, Place
from briefs.language import Language
from briefs.write import write_docx

LETTERS = 0.9  # of their size in a brief
ROLES = ("facts", "legal")  # where the policy names none
# Shares of the page: number, sentence, printed, doubts, fact, source, reserve, checks, and two to sign in.
_DOUBTFUL = (4, 17, 10, 12, 14, 19, 17, 9, 9, 8)
_SETTLED = (4, 21, 11, 16, 21, 18, 9, 10, 10)
_SIGN = (12, 24, 12, 22, 30)
_FINDINGS = (70, 30)

Lines = Iterable[tuple[Inline, ...]]


def write_word(dossier: Dossier, reference: bytes) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of the Word file, or the findings that keep it from being made."""
    return write_docx(dossier_document(dossier), reference)


def dossier_document(dossier: Dossier) -> Document:
    """The dossier as a document: what to sign, what is open, and every row."""
    language = dossier.language
    title = titled(dossier.title, language)
    meta = {"date": dossier.date, "short_title": f"{title} · {dossier.digest[:SHOWN]}"}
    blocks = (*_opening(dossier, title), *_findings(dossier), *_tables(dossier))
    return Document(
        dossier.brief, language.tag, language.direction, title, "", meta, blocks, draft=dossier.draft,
        words=language.words, part=PART, letters=LETTERS, landscape=True,
    )  # fmt: skip


def _opening(dossier: Dossier, title: str) -> Iterator[Block]:
    language, at = dossier.language, Place(dossier.brief)
    yield Heading(1, (Text(title),), at)
    yield Paragraph((Text(word(language, "internal")),), at, "subtitle")
    facts = (
        (word(language, "brief"), dossier.brief), (word(language, "language"), f"{language.name} ({language.tag})"),
        (language.words.get("version", "Version"), dossier.version),
        (language.words.get("figures_as_at", ""), dossier.as_at),
        (word(language, "rows_in_all"), str(len(dossier.rows))),
        (word(language, "rows_with_doubts"), str(len(dossier.doubtful))),
    )  # fmt: skip
    yield Paragraph((Text(" · ".join(f"{name}\u00a0{value}" for name, value in facts if value)),), at, "meta")
    digest = Foreign((Code(dossier.digest[:SHOWN]),), "en")
    yield Paragraph(
        (Strong((Text(word(language, "digest") + "\u00a0"), digest)), Text(" · " + word(language, "digest_use"))), at
    )
    yield Paragraph((Text(word(language, "how_to")),), at)
    yield Heading(2, (Text(word(language, "sign_off")),), at)
    yield _sign_table(dossier, at)


def _sign_table(dossier: Dossier, at: Place) -> Table:
    """A tall row for each role of the policy, and one for whoever else signs."""
    language = dossier.language
    heads = [word(language, key) for key in ("role", "name", "date", "signature", "sign_remark")]
    room = (LineBreak(), Text("\u00a0"))
    names = [role_name(role, language) for role in dossier.roles or ROLES]
    rows = [((Text(name), *room), (), (), (), ()) for name in (*names, "\u00a0")]
    return _table(heads, rows, _SIGN, at)


def _findings(dossier: Dossier) -> Iterator[Block]:
    """What the program itself has found; its words are English."""
    if not dossier.findings:
        return
    at = Place(dossier.brief)
    yield Heading(2, (Text(word(dossier.language, "findings")),), at)
    heads = [word(dossier.language, key) for key in ("finding", "where")]
    rows = [
        (_foreign(f"{one.severity}: {one.message}", "en", dossier.language),
         _foreign(str(one.place), "en", dossier.language))
        for one in dossier.findings
    ]  # fmt: skip
    yield _table(heads, rows, _FINDINGS, at)


def _tables(dossier: Dossier) -> Iterator[Block]:
    language, at = dossier.language, Place(dossier.brief)
    for key, rows, shares in (
        ("open_doubts", dossier.doubtful, _DOUBTFUL), ("no_doubts", dossier.settled, _SETTLED),
    ):  # fmt: skip
        if rows:
            yield Heading(2, (Text(f"{word(language, key)} ({len(rows)})"),), at)
            yield _table(_heads(language, key == "open_doubts"), [_cells(row, language) for row in rows], shares, at)


def _heads(language: Language, doubtful: bool) -> list[str]:
    doubts = [word(language, "doubts")] if doubtful else []
    comma = language.lists.middle
    sign = comma.join(word(language, key) for key in ("name", "role", "date"))
    pairs = (("fact", ""), ("source", "as_printed"), ("reserve", "remark"), ("checks", "verdict"))
    middle = [comma.join(word(language, key) for key in pair if key) for pair in pairs]
    start = [word(language, key) for key in ("number", "sentence", "printed")]
    return [*start, *doubts, *middle, sign, word(language, "sign_remark")]


def _cells(row: Row, language: Language) -> tuple[tuple[Inline, ...], ...]:
    doubts = [_lines((Text(f"• {told}"),) for told in told_doubts(row, language))] if row.doubts else []
    return (
        (Text(str(row.number)),),
        _sentence(row),
        _printed(row, language),
        *doubts,
        _lines(_fact(row.fact, language)) if row.fact else (),
        _lines(line for source in row.sources for line in _source(source, row, language)),
        _lines(_reserve(row.fact, language)) if row.fact else (),
        _lines(_checks(row, language)),
        (),
        (),
    )


def _sentence(row: Row) -> tuple[Inline, ...]:
    """The section, then the sentence with the printed form in bold."""
    before, found, after = row.sentence.partition(row.printed) if row.printed else (row.sentence, "", "")
    words: tuple[Inline, ...] = (Text(before), Strong((Text(found),)), Text(after)) if found else (Text(row.sentence),)
    return _lines(((Emphasis((Text(row.section),)),) if row.section else (), words))


def _printed(row: Row, language: Language) -> tuple[Inline, ...]:
    value = told_value(row.fact, language) if row.fact else ""
    note = f"{language.words.get('note', 'Note')}\u00a0{row.note}" if row.note else ""
    kind = () if row.kind == "figure" else (Emphasis((Text(told_kind(row, language)),)),)
    return _lines((
        (Strong((Text(row.printed),)),) if row.printed else (),
        kind,
        _labelled("value", (Foreign((Text(value),), "en"),) if value else (), language),
        (Text(note),) if note else (),
    ))  # fmt: skip


def _fact(fact: FactView, language: Language) -> Iterator[tuple[Inline, ...]]:
    yield (Text(fact.statement),)
    yield (Text(" · ".join(one for one in (fact.period, fact.place, told_status(fact, language)) if one)),)
    yield _labelled("base", (Text(fact.base),) if fact.base else (), language)
    yield _labelled("attributed_to", (Text(fact.attributed_to),) if fact.attributed_to else (), language)
    for line in told_sums(fact, language):
        yield _labelled("arithmetic", (Text(line),), language)
    yield (Foreign((Text(fact.id),), "en"),)


def _source(source: SourceView, row: Row, language: Language) -> Iterator[tuple[Inline, ...]]:
    if source.input:
        yield (Foreign((Strong((Text(source.input),)),), "en"),)
    yield source.reference
    yield _labelled("locator", (Text(source.locator),) if source.locator else (), language)
    yield _labelled("as_printed", _foreign(source.as_printed, source.language, language), language)
    yield _labelled("via", (Text(source.via),) if source.via else (), language)


def _reserve(fact: FactView, language: Language) -> Iterator[tuple[Inline, ...]]:
    yield _labelled("reserve", _text(told_reserve(fact, language)), language)
    yield _labelled("remark", _foreign(fact.remark, fact.language, language), language)
    yield _labelled("conflicts", _foreign(", ".join(fact.conflicts), "en", language), language)


def _checks(row: Row, language: Language) -> Iterator[tuple[Inline, ...]]:
    if row.fact:
        yield (Text(told_confidence(row.fact, language)),)
        yield from (_labelled("checks", (Text(told),), language) for told in told_checks(row.fact, language))
    yield _labelled("verdict", _text(told_verdict(row, language)), language)


def _labelled(key: str, children: tuple[Inline, ...], language: Language) -> tuple[Inline, ...]:
    after = language.references.get("after_label", ": ")
    return (Emphasis((Text(word(language, key) + after),)), *children) if children else ()


def _text(words: str) -> tuple[Inline, ...]:
    return (Text(words),) if words else ()


def _foreign(words: str, tag: str, language: Language) -> tuple[Inline, ...]:
    """Words in their own language."""
    if not words or not tag or tag.split("-")[0] == language.tag.split("-")[0]:
        return _text(words)
    return (Foreign((Text(words),), tag),)


def _lines(lines: Lines) -> tuple[Inline, ...]:
    """The lines that say something, one under the other."""
    found: tuple[Inline, ...] = ()
    for line in lines:
        if any(not isinstance(one, Text) or one.text for one in line):
            found = (*found, LineBreak(), *line) if found else line
    return found


def _table(
    heads: Sequence[str], rows: Sequence[tuple[tuple[Inline, ...], ...]], shares: tuple[int, ...], at: Place
) -> Table:
    header = TableRow(tuple(Cell((Text(head),), at) for head in heads), at)
    body = tuple(TableRow(tuple(Cell(children, at) for children in row), at) for row in rows)
    return Table(header, body, ("",) * len(heads), at, shares=shares)
