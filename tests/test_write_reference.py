"""A Word file of the user's as house style: what it lacks is named and can be added, what it brings is kept."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from sample_documents import english
from sample_languages import arabic

from briefs.finding import Stops
from briefs.write import write_docx
from briefs.write.docx_reference import check_reference, mend_reference
from briefs.write.docx_specimen import make_reference
from briefs.write.docx_styles import NEEDED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def stock() -> bytes:
    """python-docx's own template with a letterhead, a numbered heading and landscape paper, as a user might save it."""
    document = docx.Document()
    document.core_properties.author = "Somebody"
    document.add_paragraph("A letter that must not be sent")
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    section.header.paragraphs[0].text = "Wells Alliance"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mended(data: bytes) -> bytes:
    result, findings = mend_reference(data)
    assert findings == ()
    assert result is not None
    return result


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04", make_reference()[:900], make_reference()[:-30]])
def test_a_file_that_is_no_word_document_stops_the_run(data: bytes) -> None:
    for result, findings in (write_docx(english(), data), mend_reference(data)):
        assert result is None
        assert [(finding.rule, finding.stops) for finding in findings] == [("reference-unreadable", Stops.RUN)]
        assert ".docx" in findings[0].hint


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(make_reference()) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_a_finding_or_works(place: int, noise: bytes) -> None:
    data = make_reference()[:place] + noise + make_reference()[place + len(noise) :]
    result, findings = write_docx(english(), data)
    assert (result is None) == bool(findings)


def test_a_spreadsheet_is_no_word_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(make_reference()).items():
            archive.writestr(name, data.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"))
    assert [finding.rule for finding in check_reference(out.getvalue())] == ["reference-unreadable"]


def test_the_styles_that_lack_are_named() -> None:
    result, findings = write_docx(english(), stock())
    assert result is None
    assert [(finding.rule, finding.stops) for finding in findings] == [("reference-style-missing", Stops.RUN)]
    assert "Brief Box (Box)" in findings[0].message
    assert "footnote text (FootnoteText)" in findings[0].message
    assert "heading 1" not in findings[0].message


@pytest.mark.parametrize("lacking", NEEDED)
def test_each_needed_style_is_missed_and_mended(lacking: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(make_reference()).items():
            pattern = rb'<w:style (?:(?!<w:style ).)*w:styleId="%b".*?</w:style>' % lacking.encode()
            archive.writestr(name, re.sub(pattern, b"", data) if name == "word/styles.xml" else data)
    (finding,) = check_reference(out.getvalue())
    assert f"({lacking})" in finding.message
    assert finding.message.count("(") == 1
    assert check_reference(mended(out.getvalue())) == ()


def test_a_mended_file_serves_and_keeps_its_own(tmp_path: Path) -> None:
    ready = mended(stock())
    assert check_reference(ready) == ()
    assert mended(ready) == ready
    result, findings = write_docx(english(), ready)
    assert findings == ()
    assert result is not None
    found = parts(result)
    size = etree.fromstring(found["word/document.xml"]).find(f".//{W}pgSz")
    assert int(size.get(W + "w")) > int(size.get(W + "h"))
    widths = [
        int(column.get(W + "w")) for column in next(etree.fromstring(found["word/document.xml"]).iter(W + "tblGrid"))
    ]
    assert sum(widths) > 10000
    headers = [name for name in found if name.startswith("word/header")]
    assert [b"Wells Alliance" in found[name] for name in headers] == [True]
    assert b"A letter that must not be sent" not in b"".join(found.values())
    assert b"Somebody" not in b"".join(found.values())
    assert not [name for name in found if "thumbnail" in name or "customXml" in name]
    path = tmp_path / "brief.docx"
    path.write_bytes(result)
    assert [error for error in OpenXmlValidator().validate(path).errors if "styles.xml" not in str(error)] == []


def test_styles_under_translated_ids_are_found_by_their_names() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(make_reference()).items():
            archive.writestr(name, re.sub(rb'w:(styleId|val)="Heading(\d)"', rb'w:\1="Titre\2"', data))
    assert check_reference(out.getvalue()) == ()
    result, _ = write_docx(english(), out.getvalue())
    assert result is not None
    assert b'<w:pStyle w:val="Titre1"/>' in parts(result)["word/document.xml"]


def test_a_numbered_heading_keeps_its_numbering_and_lists_take_other_ids() -> None:
    document = docx.Document(io.BytesIO(make_reference()))
    heading = document.styles["Heading 1"].element
    heading.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="2"/></w:numPr>'))
    out = io.BytesIO()
    document.save(out)
    result, findings = write_docx(english(), out.getvalue())
    assert findings == ()
    assert result is not None
    found = parts(result)
    used = {number.get(W + "val") for number in etree.fromstring(found["word/document.xml"]).iter(W + "numId")}
    assert used
    assert "2" not in used
    defined = [number.get(W + "numId") for number in etree.fromstring(found["word/numbering.xml"]).iter(W + "num")]
    assert len(set(defined)) == len(defined)
    assert used | {"1", "2"} <= set(defined)


def test_a_style_of_another_kind_does_not_serve() -> None:
    document = docx.Document(io.BytesIO(make_reference()))
    document.styles["Brief Box"].delete()
    document.styles.add_style("Brief Box", WD_STYLE_TYPE.CHARACTER)
    out = io.BytesIO()
    document.save(out)
    assert "(Box)" in check_reference(out.getvalue())[0].message


def test_tracked_changes_and_attached_templates_of_the_reference_stay_behind() -> None:
    out = io.BytesIO()
    settings = b'<w:trackRevisions/><w:rsids><w:rsidRoot w:val="00112233"/></w:rsids><w:evenAndOddHeaders/>'
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(make_reference()).items():
            archive.writestr(name, data.replace(b"</w:settings>", settings + b"</w:settings>"))
    result, _ = write_docx(arabic(), out.getvalue())
    assert result is not None
    found = parts(result)["word/settings.xml"]
    assert b"trackRevisions" not in found
    assert b"rsid" not in found
    assert b"evenAndOddHeaders" in found
