"""One document as Word and Markdown, warm in one process, against docxtpl and a bare OOXML floor.

docxtpl is given a Word template of the same text in which each figure is a field, opened anew for each file, and Jinja2
the same Markdown; our writers, the document. Then the Word file alone against the floor of `write`, at 1, 4, 16 times.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import jinja2
from measure import Row, Run, in_turn, milliseconds, need, ratio, timed
from msgspec.structs import replace
from write import ROOT, brief, floor, plain_parts

from briefs.document import Block, Document, Figure, Inline, Paragraph, Text
from briefs.write import write_docx, write_markdown

ROUNDS = 31


def with_fields(document: Document) -> tuple[Document, dict[str, str]]:
    """The document with a field for each figure, and what stands in the fields."""
    values: dict[str, str] = {}

    def inline(node: Inline) -> Inline:
        if not isinstance(node, Figure):
            return node
        values[node.fact] = node.text
        return Text(f"{{{{ {node.fact} }}}}")

    def block(one: Block) -> Block:
        return replace(one, children=tuple(map(inline, one.children))) if isinstance(one, Paragraph) else one

    return replace(document, blocks=tuple(map(block, document.blocks))), values


def docxtpl_and_jinja(template: bytes, markdown: str, values: Mapping[str, str]) -> None:
    """The peer's work for one document."""
    from docxtpl import DocxTemplate

    word: Any = DocxTemplate(io.BytesIO(template))
    word.render(values)
    word.save(io.BytesIO())
    jinja2.Environment(autoescape=False).from_string(markdown).render(values)


def rows() -> list[Row]:
    """Word and Markdown against docxtpl; Word alone against the floor, its growth, and the size of the file."""
    need("docxtpl")
    reference, document = (ROOT / "templates" / "reference.docx").read_bytes(), brief(1)
    fields, values = with_fields(document)
    template, _ = write_docx(fields, reference)
    markdown, _ = write_markdown(fields)
    assert template is not None
    assert markdown is not None
    text = markdown.decode().replace("\\_", "_")

    def ours() -> None:
        write_docx(document, reference)
        write_markdown(document)

    runs = in_turn({"ours": timed(ours), "peer": timed(lambda: docxtpl_and_jinja(template, text, values))}, ROUNDS)
    name = "Word + Markdown of one document, warm, against docxtpl fresh + Jinja2"
    times = (milliseconds(runs["ours"]), milliseconds(runs["peer"]))
    return [Row(name, *times, ratio(runs["ours"], runs["peer"]), 0.5, 0.2), *against_floor(reference)]


def against_floor(reference: bytes) -> list[Row]:
    """The Word file against strings and the standard zipfile, at three lengths; and its size."""
    found: list[Row] = []
    sizes: list[Row] = []
    first: list[Run] = []
    for length in (1, 4, 16):
        document = brief(length)
        data, _ = write_docx(document, reference)
        assert data is not None
        plain = plain_parts(document, data)
        ours, bare = timed(lambda one=document: write_docx(one, reference)), timed(lambda one=plain: floor(*one))
        runs = in_turn({"ours": ours, "floor": bare}, ROUNDS)
        times = (milliseconds(runs["ours"]), milliseconds(runs["floor"]))
        found.append(Row(f"Word file, {length} × two pages, against the floor", *times, ratio(*runs.values())))
        least = floor(*plain)
        told = (f"{len(data) / 1024:.1f} KiB", f"{len(least) / 1024:.1f} KiB")
        sizes.append(Row(f"its size, {length} ×", *told, len(data) / len(least), 1.5))
        first = first or runs["ours"]
        if length > 1:
            name = f"Word file, {length} × the length against 1 ×"
            found.append(Row(name, times[0], milliseconds(first), ratio(runs["ours"], first), length * 1.1))
    return [*found, *sizes]


if __name__ == "__main__":
    for row in rows():
        print(*row.cells(), sep="  ")
