"""How long writing takes, warm, against a bare OOXML floor in the same run: strings and the standard zipfile.

The document is a brief of two pages: six sections, a box, a table of eight rows, fourteen notes. The floor writes the
same words as plain runs with the same other parts, and deflates every one; so its time hardly grows at first. Also
told: growth at 4 and 16 times.
"""

from __future__ import annotations

import io
import statistics
import time
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from briefs.document import (
    Block,
    Call,
    Cell,
    Document,
    Emphasis,
    Figure,
    Heading,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)  # fmt: skip
from briefs.finding import Place
from briefs.write import write_docx, write_markdown

ROOT = Path(__file__).parent.parent
AT = Place("bench.md.j2", 1, 1)
PROSE = (
    "the wells of delta were counted village by and each count was read aloud before it kept in books that people "
    "carry from house to with names households years water depths rivers springs roads schools taken again after rain "
    "while others wait for answer about what they asked last spring when nobody came but clerk who wrote down little"
)
WORDS = PROSE.split()
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def brief(times: int) -> Document:
    """A made-up brief, `times` as long as two pages; no two paragraphs are alike."""
    count = 14 * times
    blocks: list[Block] = [Heading(1, (Text("Count the wells"),), AT), Quote((_paragraph(0, ()),), AT)]
    for section in range(6 * times):
        blocks += [Heading(2, (Text(f"Section {section} says what it found"),), AT)]
        calls = range(section * 14 // 6, (section + 1) * 14 // 6)
        blocks += [_paragraph(section * 7 + part, calls if part == 1 else ()) for part in range(3)]
    blocks += [_table(8, times), List(tuple(Item((_paragraph(number, ()),), AT) for number in range(6)), True, AT)]
    notes = tuple(_note(number) for number in range(count))
    return Document("bench", "en", "ltr", "Count the wells", "", {"date": "2025-03-03"}, tuple(blocks), notes)


def _paragraph(seed: int, calls: range | tuple[()]) -> Paragraph:
    words = " ".join(Random(seed).choices(WORDS, k=60)) + " "  # shuffled: nothing is deflated as a repetition
    figures = [
        part
        for call in calls
        for part in (Text(words), Figure(f"f{call}", "about ", f"{call * 37 + seed}", " thousand", " wells", AT, "s",
                                         name=f"_fig_{call:03d}_0a1b2c3d"), Call(f"n{call}", True))
    ]  # fmt: skip
    return Paragraph((Text(words), Emphasis((Text(f"no. {seed}"),)), *figures), AT)


def _table(rows: int, times: int) -> Table:
    body = [
        Row(tuple(Cell((Text(" ".join(Random(row * 4 + column).choices(WORDS, k=6))),), AT) for column in range(4)), AT)
        for row in range(rows * times)
    ]
    return Table(body[0], tuple(body), ("", "right", "", ""), AT)


def _note(number: int) -> Note:
    link = Link((Text("example.org"),), f"https://example.org/report/{number}?a=1&b=2")
    return Note(
        f"n{number}", number + 1, (), (Text(f"Wells Office, Census no. {number}, 2024, table 3, "), link, Text("."))
    )


def floor(lines: list[str], notes: list[str], others: dict[str, bytes]) -> bytes:
    """The same words as plain runs and the same other parts: what no writer on the standard zipfile can go below."""
    body = "".join(
        [f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>' for line in lines]
    )
    ends = "".join(
        [
            f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>'
            for n, note in enumerate(notes, 1)
        ]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{ends}</w:footnotes>")
        for name, data in others.items():
            archive.writestr(name, data)
    return out.getvalue()


def plain_parts(document: Document, data: bytes) -> tuple[list[str], list[str], dict[str, bytes]]:
    """What the floor is given: the paragraphs and notes as text, and the file's other parts."""
    text = (write_markdown(document)[0] or b"").decode().replace("&", "&amp;").replace("<", "&lt;")
    body, _, notes = text.partition("[^n0]: ")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name not in ("word/document.xml", "word/footnotes.xml")]
        return body.split("\n\n"), notes.split("\n\n"), {name: archive.read(name) for name in names}


def median_ms(action: Callable[[], object], rounds: int = 31) -> float:
    """Milliseconds of one call, the median of many."""
    action()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """A row for each length."""
    reference = (ROOT / "templates" / "reference.docx").read_bytes()
    print("length  docx ms  markdown ms  floor ms  docx/floor     KB  floor KB")
    for times in (1, 4, 16):
        document = brief(times)
        data, findings = write_docx(document, reference)
        if data is None:
            raise SystemExit(str(findings))
        plain = plain_parts(document, data)
        word = median_ms(partial(write_docx, document, reference))
        text = median_ms(partial(write_markdown, document))
        bare = median_ms(partial(floor, *plain))
        sizes = f"{len(data) / 1024:5.1f}  {len(floor(*plain)) / 1024:8.1f}"
        print(f"{times:5}x  {word:7.2f}  {text:11.2f}  {bare:8.2f}  {word / bare:10.2f}  {sizes}")


if __name__ == "__main__":
    main()
