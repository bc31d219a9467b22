"""How long a Word file takes to read and to audit, against unzipping and parsing the same file in the same run.

python benchmarks/audit.py [PARAGRAPHS]. Prints the best of five of each, the ratios, and how they grow over 8 times the
length; promised is that time grows in line with length.
"""

from __future__ import annotations

import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

from briefs.audit import audit_file, read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORDS = (
    "<w:r><w:t xml:space='preserve'>In the delta, about {0}.4 thousand </w:t></w:r>"
    "<w:r><w:t>wells were counted</w:t></w:r>"
)


def word_file(count: int) -> bytes:
    """A brief of so many paragraphs, each with a figure and a note."""
    body = "".join(
        f"<w:p>{WORDS.format(n)}<w:r><w:footnoteReference w:id='{n}'/></w:r><w:r><w:t>.</w:t></w:r></w:p>"
        for n in range(1, count + 1)
    )
    notes = "".join(
        f"<w:footnote w:id='{n}'><w:p><w:r><w:t>Wells Office, Census, 2024, p. {n}.</w:t></w:r></w:p></w:footnote>"
        for n in range(1, count + 1)
    )
    parts = {
        "_rels/.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='a' Type='{TYPE}officeDocument' "
        "Target='word/document.xml'/></Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{PACKAGE}'><Relationship Id='a' "
        f"Type='{TYPE}footnotes' Target='footnotes.xml'/></Relationships>",
        "word/document.xml": f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes xmlns:w='{W}'>{notes}</w:footnotes>",
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def parse_only(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def measure(count: int) -> float:
    data = word_file(count)
    bare = best(lambda: parse_only(data))
    read = best(lambda: read_docx(data, "x.docx"))
    audited = best(lambda: audit_file(data, "x.docx", language="en", evidence=None))
    print(f"{count} paragraphs and notes: unzip and parse {bare * 1000:.1f} ms, read {read * 1000:.1f} ms "
          f"(ratio {read / bare:.1f}), audited {audited * 1000:.1f} ms (ratio {audited / bare:.1f})")  # fmt: skip
    return audited


if __name__ == "__main__":
    paragraphs = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"growth over 8 times the length: {measure(8 * paragraphs) / measure(paragraphs):.1f}")
