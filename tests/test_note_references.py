"""References of every kind of source, in both languages, as the case file shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reference_cases import read_source
from test_note_cases import language, shown

from briefs.document import Document, Emphasis, Foreign, Inline, Link, Text
from briefs.evidence import Evidence
from briefs.note.ask import Where
from briefs.note.cite import cell_reference, list_reference, note_reference
from briefs.note.context import Context
from briefs.note.polish import polish_inlines
from briefs.note.register import Register
from briefs.note.rules import note_rules
from briefs.note.where import Spot

ROOT = Path(__file__).parents[1]
WAYS = tuple(f"{tag} {way}" for tag in ("en", "fr") for way in ("full", "short", "cell"))


def read_blocks() -> list[tuple[str, dict[str, str]]]:
    text = (ROOT / "tests" / "cases" / "references.md").read_text(encoding="utf-8")
    blocks = []
    for block in text.split("\n\n"):
        if not block.startswith("    id: "):
            continue
        lines = [line.strip() for line in block.splitlines()]
        wanted = dict(line.split(": ", 1) for line in lines if line.startswith(WAYS))
        blocks.append(("\n".join(line for line in lines if not line.startswith(WAYS)), wanted))
    return blocks


def context_of(evidence: Evidence, tag: str) -> Context:
    tongue = language(tag)
    document = Document("wells", tag, "ltr", "", "", {}, ())
    return Context(document, evidence, tongue, note_rules(tongue), Register(frozenset()))


def printed(block: str, tag: str, way: str) -> str:
    source, locators = read_source(block)
    where, spots = Where(source.id, None, None), [Spot(locator) for locator in locators]
    context = context_of(Evidence({source.id: source}, {}, {}), tag)
    if way == "short":
        children = note_reference(where, context, spots)
    elif way == "cell":
        children = cell_reference(where, context, spots)
    else:
        children = list_reference(source, where, context, set())
    assert context.findings == []
    return shown(styled(polish_inlines(children, context.language)))


def styled(children: Sequence[Inline]) -> str:
    out = []
    for node in children:
        match node:
            case Text(text=text):
                out.append(text)
            case Emphasis(children=inner):
                out.append(f"*{styled(inner)}*")
            case Foreign(children=inner, language=tag):
                out.append(f"<{tag}:{styled(inner)}>")
            case Link(children=inner, url=url):
                out.append(f"{styled(inner)} (→ {url})")
            case _:
                raise AssertionError(node)
    return "".join(out)


def test_every_kind_of_source_of_the_evidence_has_a_case() -> None:
    kinds = {read_source(block)[0].type for block, _ in read_blocks()}
    assert kinds >= {
        "legislation", "legal_case", "report", "webpage", "article-newspaper", "article-magazine", "article-journal",
        "dataset", "post-weblog", "broadcast", "entry-encyclopedia", "speech", "book", "chapter",
    }  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_references_read_as_the_case_file_says(way: str) -> None:
    for block, wanted in read_blocks():
        assert printed(block, *way.split()) == wanted[way], block
