"""Small Markdown and Word files for the audit's tests, built by hand from one marked text; no code of the writers.

In the marked text `{name|words}` is a figure under a bookmark, `{|words}` another number, `{=label}` a note call.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO

from briefs.evidence import Printed, PrintedNote, Record

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
MARKED = re.compile(r"\{(?:=(?P<note>[^}]*)|(?P<name>[^|}]*)\|(?P<words>[^}]*))\}")
Line = tuple[str, str] | tuple[str, Sequence[Sequence[str]]]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(inner: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inner}</w:p>"


def call(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText> {escape(code)} </w:instrText></w:r>{mark.format('separate')}"
        f"{run(shown)}{mark.format('end')}"
    )


def bookmark(name: str, inner: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


STYLES = (
    f"<w:styles {NAMES}>"
    '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lgende"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Secret2"><w:name w:val="Secret 2"/><w:basedOn w:val="Secret"/></w:style>'
    "</w:styles>"
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word_parts(
    body: str, notes: str = "", *, endnotes: str = "", links: str = "", more: Mapping[str, str] | None = None
) -> dict[str, str | bytes]:
    """The parts of a Word file; `more` are further parts of the document by name, related by their name."""
    related = {"styles.xml": STYLES, "footnotes.xml": f"<w:footnotes {NAMES}>{notes}</w:footnotes>"}
    if endnotes:
        related["endnotes.xml"] = f"<w:endnotes {NAMES}>{endnotes}</w:endnotes>"
    related |= dict(more or {})
    relations = "".join(
        f'<Relationship Id="{name}" Type="{TYPE}{re.sub("[0-9]*[.]xml$", "", name)}" Target="{name}"/>'
        for name in related
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{TYPE}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}{links}</Relationships>',
    } | {f"word/{name}": text for name, text in related.items()}


def word(body: str, notes: str = "", **more: object) -> bytes:
    return zipped(word_parts(body, notes, **more))  # type: ignore[arg-type]


def footnote(number: int, inner: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{para("<w:r><w:footnoteRef/></w:r>" + inner)}</w:{kind}>'


# ---- one marked text, in both formats, and its record


def numbers_of(lines: Sequence[Line]) -> dict[str, int]:
    """The notes' numbers in the order of their first call."""
    flat = " ".join(str(line[1]) for line in lines)
    return {label: number for number, label in enumerate(dict.fromkeys(re.findall(r"\{=([^}]*)\}", flat)), 1)}


def to_markdown(lines: Sequence[Line], notes: Mapping[str, str]) -> bytes:
    def plain(text: str) -> str:
        return MARKED.sub(lambda m: f"[^{m['note']}]" if m["note"] else m["words"], text)

    out = []
    for kind, content in lines:
        if kind == "table":
            rows = [f"| {' | '.join(plain(cell) for cell in row)} |" for row in content]
            out.append("\n".join([rows[0], "|---" * len(content[0]) + "|", *rows[1:]]))
        else:
            out.append({"h1": "# ", "h2": "## ", "p": ""}[kind] + plain(str(content)))
    out += [f"[^{label}]: {text}" for label, text in notes.items()]
    return ("\n\n".join(out) + "\n").encode()


def to_word(lines: Sequence[Line], notes: Mapping[str, str]) -> bytes:
    numbers = numbers_of(lines)
    called: set[str] = set()
    marks = [0]

    def inner(text: str) -> str:
        out, at = "", 0
        for m in MARKED.finditer(text):
            out += run(text[at : m.start()])
            at = m.end()
            marks[0] += 1
            if m["note"] in called:
                out += field(f"NOTEREF _note_{numbers[m['note']]} \\h", str(numbers[m["note"]]))
            elif m["note"]:
                called.add(m["note"])
                out += bookmark(f"_note_{numbers[m['note']]}", call(numbers[m["note"]]), marks[0])
            else:
                out += bookmark(f"_fig_{m['name']}", run(m["words"]), marks[0]) if m["name"] else run(m["words"])
        return out + run(text[at:])

    body = ""
    for kind, content in lines:
        if kind == "table":
            rows = "".join(
                "<w:tr>" + "".join(f"<w:tc>{para(inner(cell))}</w:tc>" for cell in row) + "</w:tr>" for row in content
            )
            body += f"<w:tbl>{rows}</w:tbl>"
        else:
            body += para(inner(str(content)), {"h1": "Titre", "h2": "Titre1", "p": ""}[kind])
    return word(body, "".join(footnote(number, run(" " + notes.get(label, ""))) for label, number in numbers.items()))


def record_of(lines: Sequence[Line], notes: Mapping[str, str], bound: Mapping[str, str | None]) -> Record:
    """The record of the marked text: `bound` gives the note of each figure."""
    printed: list[Printed] = []
    section = ""
    for kind, content in lines:
        cells = [cell for row in content for cell in row] if kind == "table" else [str(content)]
        if kind in ("h1", "h2"):
            section = MARKED.sub(lambda m: m["words"] or "", str(content))
        for cell in cells:
            for m in MARKED.finditer(cell):
                if m["name"]:
                    printed.append(
                        Printed(
                            "figure",
                            m["words"],
                            section,
                            fact=m["name"],
                            note=bound[m["name"]],
                            name=f"_fig_{m['name']}",
                        )
                    )
                elif m["words"]:
                    printed.append(Printed("date", m["words"], section))
    numbers = numbers_of(lines)
    kept = tuple(PrintedNote(label, numbers[label], text, (), (), ()) for label, text in notes.items())
    return Record("wells", "en", tuple(printed), kept)
