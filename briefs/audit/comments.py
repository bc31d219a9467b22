"""A copy of a Word file with the findings as comments at their places (ECMA-376 part 1, 17.13.4).

Everything else in the package is kept byte for byte, comments that were there before included.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

from lxml import etree

from briefs.audit.anchors import read_anchors
from briefs.audit.docx import MAIN
from briefs.audit.package import BROKEN, Package, Refused, open_package, parse_part
from briefs.audit.reading import CALL, Reading
from briefs.audit.report import AuditReport
from briefs.finding import Finding, Place, Severity, Stops

AUTHOR = "briefs audit"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
LONGEST = 2000  # characters of a comment


def comment_docx(data: bytes, report: AuditReport, findings: Sequence[Finding]) -> tuple[bytes | None, Finding | None]:
    """The file with its findings as comments; or why there is none."""
    if report.reading is None:
        return None, None
    try:
        return _comment(open_package(data), report, report.reading, findings), None
    except (Refused, etree.XMLSyntaxError, *BROKEN) as why:
        message = f"No comments can be put into this Word file: {why}."
        hint = "Open it in Word or LibreOffice, save it again as .docx, and try that file."
        return None, Finding("not-commented", message, Place(report.path), hint, stops=Stops.RUN)


def _comment(package: Package, report: AuditReport, reading: Reading, findings: Sequence[Finding]) -> bytes:
    main = next((one.target for one in package.relationships("").values() if one.kind == "officeDocument"), MAIN)
    root = _parse(package, main)
    space = etree.QName(root).namespace
    anchors = read_anchors(package, main, root)
    known = package.relationships(main)
    part = next((one.target for one in known.values() if one.kind == "comments" and not one.external), None)
    comments = etree.Element(f"{{{space}}}comments", nsmap={"w": space}) if part is None else _parse(package, part)
    taken = [int(one) for one in comments.xpath("*/@*[local-name()='id']") if one.lstrip("-").isdecimal()]
    first = max(taken, default=-1) + 1
    spots = {figure.place: figure.spot for figure in report.figures}
    for number, finding in enumerate(findings, first):
        comments.append(_comment_of(str(number), finding, space))
        anchors.put(str(number), *_place(reading, finding, spots.get(finding.place)))
    changed = {main: _bytes(root)}
    if part is None:
        folder = main.rpartition("/")[0]
        name = next(n for n in _names() if f"{folder}/{n}".lower() not in package.names)
        part = f"{folder}/{name}"
        _name_part(package, main, part, name, changed)
    changed[part] = _bytes(comments)
    return _packed(package, changed)


def _names() -> tuple[str, ...]:
    return ("comments.xml", *(f"comments{number}.xml" for number in range(2, 100)))


def _place(reading: Reading, finding: Finding, spot: tuple[int, int, int] | None) -> tuple[int, int, int]:
    """Paragraph number and stretch of text to comment on; a note's at its call, what has no place at the beginning."""
    if spot is not None and spot[0] >= 0 and reading.blocks[spot[0]].part == "body":
        return reading.blocks[spot[0]].line, spot[1], spot[2]
    place = finding.place
    shown = (place.excerpt or "").strip()
    for block in reading.blocks:
        here = "notes" if block.part.startswith("note:") else block.part
        if here != place.part or block.line != place.line:
            continue
        if block.part.startswith("note:"):
            return _call_of(reading, block.part.removeprefix("note:"))
        at = block.plain.find(shown) if shown else 0
        if block.part != "body" or at < 0:
            continue
        start = _with_calls(block.text, at)
        length = len(shown.split(" ")[0]) if shown else len(block.text)
        return block.line, start, start + max(length, 1)
    return 1, 0, 1


def _with_calls(text: str, at: int) -> int:
    """The offset in a text of a character of the same text without its calls."""
    seen = 0
    for offset, sign in enumerate(text):
        if sign != CALL:
            if seen == at:
                return offset
            seen += 1
    return len(text)


def _call_of(reading: Reading, key: str) -> tuple[int, int, int]:
    for block in reading.blocks:
        for call in block.calls:
            if call.note == key and block.part == "body":
                return block.line, max(call.offset - 1, 0), call.offset + 1
    return 1, 0, 1


def _comment_of(number: str, finding: Finding, space: str) -> etree._Element:
    """A comment: what is wrong, then what to do."""
    word = f"{{{space}}}"
    comment = etree.Element(
        f"{word}comment", {f"{word}id": number, f"{word}author": AUTHOR, f"{word}initials": "ba"}
    )  # fmt: skip
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity}: "
    for index, text in enumerate((f"{severity}{finding.message} [{finding.rule}]", finding.hint)):
        if not text:
            continue
        paragraph = etree.SubElement(comment, f"{word}p")
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{word}r"), f"{word}annotationRef")
        words = etree.SubElement(etree.SubElement(paragraph, f"{word}r"), f"{word}t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = "".join(sign for sign in text if sign.isprintable() or sign == " ")[:LONGEST]
    return comment


def _name_part(package: Package, main: str, part: str, name: str, changed: dict[str, bytes]) -> None:
    """A new part is named in the package's content types and in the text's relationships."""
    types = _parse(package, CONTENT_TYPES)
    etree.SubElement(types, f"{TYPES}Override", {"PartName": f"/{part}", "ContentType": COMMENTS_TYPE})
    changed[CONTENT_TYPES] = _bytes(types)
    folder, _, own = main.rpartition("/")
    rels = f"{folder}/_rels/{own}.rels"
    if rels.lower() in package.names:
        relations = _parse(package, rels)
    else:
        relations = etree.Element(f"{RELATIONS}Relationships", nsmap={None: RELATIONS[1:-1]})
    taken = {one.get("Id") for one in relations}
    new = next(f"rIdComments{number}" for number in range(len(taken) + 1) if f"rIdComments{number}" not in taken)
    strict = any("purl.oclc.org" in one.get("Type", "") for one in relations)
    base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    kind = f"{base}/officeDocument/{'' if strict else '2006/'}relationships/comments"
    etree.SubElement(relations, f"{RELATIONS}Relationship", {"Id": new, "Type": kind, "Target": name})
    changed[rels] = _bytes(relations)


def _parse(package: Package, part: str) -> etree._Element:
    """A part, refused as the reader refuses it; lxml keeps prefixes, which the file's own words may name."""
    entry = package.names.get(part.lower())
    if entry is None:
        raise Refused(f"it has no part {part}")
    data = package.bytes_of(entry)
    parse_part(data, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(package: Package, changed: dict[str, bytes]) -> bytes:
    """The package with some parts replaced and others added, in its own order and with its own times."""
    new = {package.names.get(name.lower(), name): data for name, data in changed.items()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in package.archive.infolist():
            data = new.pop(entry.filename, None)
            archive.writestr(entry, package.bytes_of(entry.filename) if data is None else data)
        for name, data in new.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
