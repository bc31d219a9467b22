"""How long a Word file takes to read and to audit, against unzipping and parsing the same file in the same run.

python benchmarks/audit.py [PARAGRAPHS]. Prints the best of five of each and the ratios: of the longest shipped brief,
with the evidence of the project, and of a made-up file that is nothing but figures and notes (the worst case), and how
that grows over 8 times the length. Promised: reading takes at most 6 times as long as unzipping and parsing, and time
grows in line with length.
"""

from __future__ import annotations

import gc
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from measure import Row

from briefs.audit import audit_file, read_docx
from briefs.evidence import Evidence
from briefs.pipeline import compile_brief, write_document
from briefs.project import load_project
from briefs.settings import load_settings

ROOT = Path(__file__).parents[1]
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
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def shipped() -> tuple[str, bytes, Evidence]:
    """The longest brief of the project in English, as Word, with the evidence that it is audited against."""
    settings, _ = load_settings(ROOT)
    project, findings = load_project(ROOT, settings, ("en",))
    assert project is not None, findings
    written = []
    for brief in project.briefs:
        compiled = compile_brief(project, brief, "en")
        write_document(project, compiled, ("docx",))
        written.append((compiled.name, compiled.outputs["docx"]))
    gc.collect()
    gc.freeze()  # what the build left behind is not gone through again while others are timed
    return (*max(written, key=lambda one: len(one[1])), project.evidence)


def timed(data: bytes, evidence: Evidence | None) -> tuple[float, float, float]:
    """The seconds of unzipping and parsing a file, of reading it, and of its whole audit."""
    bare = best(lambda: parse_only(data))
    read = best(lambda: read_docx(data, "x.docx"))
    return bare, read, best(lambda: audit_file(data, "x.docx", language="en", evidence=evidence))


def rows() -> list[Row]:
    """The longest shipped brief, for the table of all benchmarks."""
    _, data, evidence = shipped()
    bare, read, audited = timed(data, evidence)
    peer = f"{bare * 1000:.1f} ms"
    named = (("a Word file read back", read, 3.0), ("a Word file audited with its evidence", audited, None))
    return [
        Row(f"{name}, against unzip + XML parse", f"{took * 1000:.1f} ms", peer, took / bare, 6.0, stretch)
        for name, took, stretch in named
    ]


def tell(name: str, data: bytes, evidence: Evidence | None) -> float:
    """One file measured and told; the seconds that its audit took."""
    bare, read, audited = timed(data, evidence)
    print(f"{name}: unzip and parse {bare * 1000:.1f} ms, read {read * 1000:.1f} ms "
          f"(ratio {read / bare:.1f}), audited {audited * 1000:.1f} ms (ratio {audited / bare:.1f})")  # fmt: skip
    return audited


def measure(count: int) -> float:
    return tell(f"{count} paragraphs and notes", word_file(count), None)


if __name__ == "__main__":
    paragraphs = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    tell(*shipped())
    print(f"growth over 8 times the length: {measure(8 * paragraphs) / measure(paragraphs):.1f}")
