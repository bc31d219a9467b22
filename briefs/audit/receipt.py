"""The receipt: one HTML page on which each number of a file leads to its verdict, fact, source, locator and dates.

It holds all it needs, fetches nothing and runs no script: a click is a link, and the browser marks where it leads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from briefs.audit.reading import CALL, Block
from briefs.audit.receiptstyle import STYLE
from briefs.audit.report import AuditReport
from briefs.audit.verdict import AuditedFigure, exact_text
from briefs.evidence import Evidence, Fact, Period, Source
from briefs.finding import Finding, Place

Numbered = tuple[int, AuditedFigure]
# Nothing may be run, fetched or sent, should anything of the audited file ever get past the escaping.
POLICY = "; ".join(f"{one} 'none'" for one in (
    "script-src", "img-src", "font-src", "media-src", "connect-src", "frame-src", "object-src", "base-uri",
    "form-action",
))  # fmt: skip
MEANINGS = {
    "verified": "its source is ours, and a fact of it says so",
    "cited": "a note speaks for it, but no fact of ours was found to",
    "uncited": "no note speaks for it",
    "waived": "it has no source, and someone answers for it",
    "exempt": "it is no figure: a date, an article of a law, a name…",
}


def receipt_page(report: AuditReport, findings: Sequence[Finding], evidence: Evidence | None) -> bytes:
    """The page, in UTF-8."""
    numbered = list(enumerate(report.figures, 1))
    title = f"Receipt of {report.path.rpartition('/')[2]}"
    lines = [
        "<!DOCTYPE html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{_text(title)}</title>", f"<style>{STYLE}</style>", "</head>", "<body>",
        f'<header><h1 id="top">{_text(title)}</h1>', *_summary(report), *_complaints(findings), "</header>",
        f'<main lang="{_attribute(report.language)}" aria-label="Text of the file">', *_body(report, numbered),
        "</main>",
        '<section aria-label="Account of each number"><h2>Each number</h2>',
        *(line for one in numbered for line in _account(one, report, evidence)), "</section>", "</body>", "</html>",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _summary(report: AuditReport) -> Iterator[str]:
    """The denominator, and what the colours mean."""
    counts = report.counts
    seen = f"<strong>{counts['figures']}</strong> figures were seen"
    yield f"<p>{seen}, and {counts['exempt']} numbers that are none.</p>"
    yield "<ul class=legend>"
    for status, meaning in MEANINGS.items():
        yield f'<li><span class="{status}">{counts[status]} {status}</span> {_text(meaning)}</li>'
    yield "</ul>"
    if report.exempt_by_rule:
        rules = ", ".join(f"{number} {rule}" for rule, number in report.exempt_by_rule.items())
        yield f"<p>Exempt: {_text(rules)}.</p>"
    if report.compared:
        since = ", ".join(f"{number} {what}" for what, number in report.since_release.items())
        yield f"<p>Since the release: {_text(since)}.</p>"
    for words in report.gone:
        yield f"<p>Gone since the release: <q>{_text(words)}</q></p>"


def _complaints(findings: Sequence[Finding]) -> Iterator[str]:
    """What is to be mended."""
    if findings:
        yield f"<details><summary>{len(findings)} finding{'' if len(findings) == 1 else 's'}</summary><ul>"
        for one in findings:
            told = f"{_text(one.message)} {_text(one.hint)}"
            yield f"<li>{_text(str(one.severity))} <code>{_text(one.rule)}</code>: {told}</li>"
        yield "</ul></details>"


def _body(report: AuditReport, numbered: Sequence[Numbered]) -> Iterator[str]:
    """The text as it was read; each number is a link to its account."""
    blocks = report.reading.blocks if report.reading else ()
    by_block: dict[int, list[Numbered]] = {}
    for one in numbered:
        by_block.setdefault(one[1].spot[0], []).append(one)
    pairs = enumerate(blocks)
    for table, group in groupby(pairs, key=lambda pair: pair[1].cell.table if pair[1].cell else 0):
        if table:
            yield from _table(list(group), by_block)
            continue
        for index, block in group:
            yield _block(block, by_block.get(index, ()))


def _table(cells: Sequence[tuple[int, Block]], by_block: dict[int, list[Numbered]]) -> Iterator[str]:
    yield "<table>"
    for _, row in groupby(cells, key=lambda pair: pair[1].cell.row if pair[1].cell else 0):
        yield "<tr>"
        for _, column in groupby(row, key=lambda pair: pair[1].cell.column if pair[1].cell else 0):
            held = list(column)
            head = held[0][1].cell
            tag = "th" if head and head.head else "td"
            yield f"<{tag}>" + "<br>".join(_marked(block, by_block.get(i, ())) for i, block in held) + f"</{tag}>"
        yield "</tr>"
    yield "</table>"


def _block(block: Block, numbered: Sequence[Numbered]) -> str:
    words = _marked(block, numbered)
    if block.kind == "heading":
        level = min(max(block.level, 1) + 1, 6)
        return f"<h{level}>{words}</h{level}>"
    if block.kind == "note":
        return f"<p class=note>{words}</p>"
    label = f"<span class=label>{_text(block.label)}</span> " if block.label else ""
    kind = "" if block.kind == "paragraph" else f' class="{block.kind.replace(" ", "-")}"'
    return f"<p{kind}>{label}{words}</p>"


def _marked(block: Block, numbered: Sequence[Numbered]) -> str:
    """A block's words with its numbers as links and its notes' marks raised."""
    marks = {call.offset: call.mark for call in block.calls}
    out, at = [], 0
    for number, figure in numbered:
        _, start, end = figure.spot
        out.append(_called(block.text, at, start, marks))
        words = _called(block.text, start, end, marks)
        status = "waived" if figure.waived else figure.status
        out.append(f'<a id="t{number}" class="{status}" href="#f{number}" title="{status}">{words}</a>')
        at = end
    out.append(_called(block.text, at, len(block.text), marks))
    return "".join(out)


def _called(text: str, start: int, end: int, marks: dict[int, str]) -> str:
    return "".join(
        f"<sup>{_text(marks.get(at, ''))}</sup>" if text[at] == CALL else _text(text[at]) for at in range(start, end)
    )


def _account(one: Numbered, report: AuditReport, evidence: Evidence | None) -> Iterator[str]:
    """One number: what it reads as, its verdict, and what stands behind it."""
    number, figure = one
    status = "waived" if figure.waived else figure.status
    language = f'lang="{_attribute(report.language)}"'
    back = f'<a href="#t{number}">back to the text</a>' if figure.spot[0] >= 0 else ""
    yield f'<article id="f{number}" class="{status}" aria-labelledby="n{number}">'
    yield f'<h3 id="n{number}"><q {language}>{_text(figure.text)}</q> <span class="{status}">{status}</span></h3><dl>'
    rows = [("why", figure.waived or figure.reason), ("note", figure.note),
            ("reads as", "" if figure.status == "exempt" else _reads_as(figure)),
            ("nearest in the source", figure.nearest), ("since the release", figure.change), ("was", figure.was),
            ("place", _where(figure.place))]  # fmt: skip
    fact = evidence.facts.get(figure.fact or "") if evidence else None
    source = evidence.sources.get(figure.source or "") if evidence else None
    yield from (_row(name, value) for name, value in rows if value)
    if fact is not None:
        yield from (_row(*row) for row in _fact_rows(fact) if row[1])
    if source is not None:
        yield from _source_rows(source)
    yield f"</dl>{back}</article>"


def _where(place: Place) -> str:
    """The place in a file that the page names at its head."""
    if place.part is None:
        return f"line {place.line}, column {place.column}"
    return f"{place.part}, paragraph {place.line}"


def _reads_as(figure: AuditedFigure) -> str:
    parts = (figure.numeral.hedge, exact_text(figure.numeral.value), figure.numeral.unit or figure.numeral.kind)
    return " ".join(str(part).replace("_", " ") for part in parts if part)


def _fact_rows(fact: Fact) -> Iterator[tuple[str, str | None]]:
    value = fact.value if fact.value is not None else fact.low
    high = f" to {fact.high:f}" if fact.high is not None and fact.value is None else ""
    yield "fact", f"{fact.id}: {fact.statement}"
    yield "value", None if value is None else f"{fact.qualifier.replace('_', ' ')} {value:f}{high} {fact.unit or ''}"
    yield "as printed in the source", fact.as_printed
    yield "worked out as", fact.derived_from
    yield "where in the source", f"{fact.locator.label} {fact.locator.value}"
    yield "period", _dates(fact.period) if fact.period else None
    yield "as of", str(fact.as_of) if fact.as_of else None
    yield "place", fact.place
    yield "reserve", fact.reserve
    yield "checked", "; ".join(f"{one.by}, {one.on}" for one in fact.checked)


def _dates(period: Period) -> str:
    return f"{period.start} to {period.end}"


def _source_rows(source: Source) -> Iterator[str]:
    language = f' lang="{_attribute(source.language)}"'
    title = f"<cite{language}>{_text(source.title)}</cite>"
    safe = source.url if source.url and source.url.startswith(("http://", "https://")) else None
    link = f'<a href="{_attribute(safe)}" rel="noreferrer">{title}</a>' if safe else title
    yield f"<dt>source</dt><dd>{link}</dd>"
    for name, value in (("published", source.issued), ("read on", source.accessed)):
        if value:
            yield _row(name, str(value))


def _row(name: str, value: str | None) -> str:
    return f"<dt>{_text(name)}</dt><dd>{_text(value or '')}</dd>"


def _text(text: str) -> str:
    return escape("".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text), quote=False)


def _attribute(text: str) -> str:
    return escape(text, quote=True)
