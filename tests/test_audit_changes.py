"""A released file that was edited: what became of each figure, in both formats; and the copy with comments, the receipt."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from briefs.audit import AuditReport, audit_file, read_docx
from briefs.audit.align import align
from briefs.audit.comments import comment_docx
from briefs.audit.receipt import receipt_page
from briefs.evidence import Printed, Record
from briefs.finding import Finding
from tests.audit_files import (
    MARKED,
    Line,
    W,
    call,
    footnote,
    para,
    record_of,
    run,
    to_markdown,
    to_word,
    word,
    word_parts,
    zipped,
)

FIRST = "In the delta, {a|73,312 wells} were counted{=census}."
SECOND = "Of them, {b|nearly 41%} were dry{=survey}."
THIRD = "A repair costs {c|€420} on average{=budget}."
ASK = "Repair {d|30,058 wells}{=census} and {|two} pumps."
LINES: tuple[Line, ...] = (
    ("h1", "Count the wells"), ("p", f"{FIRST} {SECOND}"), ("h2", "What we ask"), ("p", THIRD), ("p", ASK),
)  # fmt: skip
NOTES = {
    "census": "Wells Office, Census, 2024.",
    "survey": "Water Survey, 2023, p. 14.",
    "budget": "Ministry, Accounts.",
}
FORMATS: dict[str, Callable[[Sequence[Line], dict[str, str]], bytes]] = {"md": to_markdown, "docx": to_word}
both = pytest.mark.parametrize("form", FORMATS)


def released() -> Record:
    record = record_of(LINES, NOTES, {"a": "census", "b": "survey", "c": "budget", "d": "census"})
    sentences = {"a": FIRST, "b": SECOND, "c": THIRD, "d": ASK}
    plain = {name: MARKED.sub(lambda m: m["words"] or "", text) for name, text in sentences.items()}
    return replace(record, printed=tuple(replace(one, sentence=plain.get(one.fact or "")) for one in record.printed))


def audited(form: str, lines: Sequence[Line]) -> tuple[AuditReport, tuple[Finding, ...]]:
    data = FORMATS[form](lines, NOTES)
    return audit_file(data, f"wells.{form}", language="en", evidence=None, record=released())


def changes(report: AuditReport) -> dict[str, str | None]:
    return {figure.text: figure.change for figure in report.figures if figure.change != "as released" and figure.change}


def replaced(old: str, new: str) -> tuple[Line, ...]:
    assert sum(str(content).count(old) for _, content in LINES) == 1
    return tuple((kind, str(content).replace(old, new)) for kind, content in LINES)


@both
def test_a_sound_file_is_as_released(form: str) -> None:
    report, found = audited(form, LINES)
    assert found == ()
    assert report.since_release == {"as released": 5}
    assert [figure.reason for figure in report.figures if figure.text == "two"] == ["date"]
    assert report.counts["uncited"] == 0


@both
def test_one_figure_changed_is_that_one(form: str) -> None:
    report, found = audited(form, replaced("73,312", "73,321"))
    assert [finding.rule for finding in found] == ["figure-changed"]
    (figure,) = [figure for figure in report.figures if figure.change == "changed"]
    assert (figure.text, figure.was) == ("73,321", "73,312 wells")
    assert report.to_json()["figures"][0]["change"] == "changed"


@both
def test_a_paragraph_that_is_gone_takes_only_its_own_figures(form: str) -> None:
    report, found = audited(form, (LINES[0], *LINES[2:]))
    assert report.gone == ("73,312 wells", "nearly 41%")
    assert changes(report) == {}
    assert {finding.rule for finding in found if finding.rule.startswith("figure")} == {"figure-lost"}


@both
def test_a_number_put_in_front_shifts_no_other(form: str) -> None:
    report, _ = audited(form, replaced("In the delta, ", "In 12 years and 40 deltas, "))
    assert set(changes(report).values()) == {"new", "sentence rewritten"}
    assert [figure.text for figure in report.figures if figure.change == "new"] == ["12 years", "40"]


@both
def test_a_moved_sentence_is_moved_and_nothing_else(form: str) -> None:
    lines = (LINES[0], ("p", f"{FIRST} {THIRD} {SECOND}"), LINES[2], LINES[4])
    report, found = audited(form, lines)
    assert changes(report) == {
        "€420": "moved",
        "41%": "moved",
    }  # they changed places: neither stayed more than the other
    assert report.gone == ()
    assert {finding.rule for finding in found if finding.rule != "note-moved"} == {"figure-moved"}


@both
def test_a_sentence_rewritten_around_its_figure(form: str) -> None:
    report, found = audited(form, replaced("were dry", "were full"))
    assert changes(report) == {"41%": "sentence rewritten"}
    (finding,) = found
    assert finding.severity == "warning"
    assert "were dry" in finding.message


@both
@pytest.mark.parametrize(("new", "what"), [("", "note lost"), ("{=census}", "note to another source")])
def test_a_note_lost_or_another(form: str, new: str, what: str) -> None:
    report, _ = audited(form, replaced("{=budget}", new))
    assert changes(report) == {"€420": what}


@both
def test_spaces_and_quotes_are_no_rewriting(form: str) -> None:
    assert audited(form, replaced("Of them, ", "Of  them\u00a0, "))[1] == ()


def test_a_bookmark_that_a_program_put_a_letter_off_is_no_finding_and_one_elsewhere_is() -> None:
    assert audited("docx", replaced("{a|73,312 wells}", "{a|73,312 well}s"))[1] == ()
    found = audited("docx", replaced("{a|73,312 wells} were", "{|73,312 wells} {a|were}"))[1]
    assert [finding.rule for finding in found] == ["bookmark-lost"]


def test_a_changed_address_of_a_reference_is_found() -> None:
    text = "| Wells | Source |\n|---|---|\n| 12 | [Census of Wells](https://example.org/{}) |\n"
    record = Record("w", "en", (
        Printed("figure", "12", "", fact="a"), Printed("reference", "Census of Wells", "", links=("https://example.org/a",)),
    ), ())  # fmt: skip
    rules = [
        [
            one.rule
            for one in audit_file(text.format(page).encode(), "x.md", language="en", evidence=None, record=record)[1]
        ]
        for page in "ab"
    ]
    assert rules == [[], ["address-changed"]]


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_pairs_are_in_order_and_equal_lists_pair_with_themselves(old: list[str], new: list[str]) -> None:
    pairs = align(old, new)
    kept = [index for index in pairs if index is not None]
    assert len(pairs) == len(old)
    assert kept == sorted(set(kept))
    assert all(0 <= index < len(new) for index in kept)
    assert align(old, old) == [*range(len(old))]


# ---- comments in a copy of the Word file


def commented(data: bytes, findings: Sequence[Finding] | None = None) -> tuple[bytes, tuple[Finding, ...]]:
    report, found = audit_file(data, "x.docx", language="en", evidence=None)
    out, fault = comment_docx(data, report, found if findings is None else findings)
    assert fault is None
    assert out is not None
    return out, found


def part(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def held(root: ElementTree.Element, number: str) -> str:
    """The text between the two ends of a comment."""
    inside, words = False, ""
    for one in root.iter():
        if one.get(f"{{{W}}}id") == number and one.tag.endswith("commentRangeStart"):
            inside = True
        elif one.get(f"{{{W}}}id") == number and one.tag.endswith("commentRangeEnd"):
            inside = False
        elif inside and one.tag == f"{{{W}}}t":
            words += one.text or ""
    return words


SPLIT = para(run("We know ") + run("4", "<w:b/>") + run("2 wells, and ") + run("17 pumps") + run(".") + call(1), "")
NOTE = footnote(1, run("See "))


def test_each_comment_stands_around_its_number() -> None:
    data = word(para(run("Of 30 days. ") + run("We know ") + run("4", "<w:b/>") + run("2 wells, and 17 pumps.")))
    out, found = commented(data)
    assert [finding.rule for finding in found] == ["uncited-figure"] * 3
    body = part(out, "word/document.xml")
    assert [held(body, str(number)) for number in range(3)] == ["30 days", "42", "17"]
    comments = part(out, "word/comments.xml")
    assert next("".join(one.itertext())[:30] for one in comments).startswith("The number “30 days” has no")


def test_the_text_reads_the_same_with_its_comments() -> None:
    data = word(SPLIT, NOTE)
    before, _ = read_docx(data, "x.docx")
    after, found = read_docx(commented(data)[0], "x.docx")
    assert before is not None
    assert after is not None
    assert found == ()
    assert after.blocks == before.blocks
    assert after.notes == before.notes
    assert {block.kind for block in after.hidden} <= {"comment"}


def test_comments_that_were_there_are_kept() -> None:
    old = f'<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="A. Hale">{para(run("Is this so?"))}</w:comment></w:comments>'
    out, _ = commented(word(para(run("We know 42 wells.")), more={"comments.xml": old}))
    comments = part(out, "word/comments.xml")
    assert [one.get(f"{{{W}}}id") for one in comments] == ["7", "8"]
    assert "Is this so?" in "".join(comments[0].itertext())
    assert "word/comments2.xml" not in zipfile.ZipFile(BytesIO(out)).namelist()


def test_a_finding_without_a_place_and_one_in_a_note_find_one() -> None:
    data = word(para(run("We know ") + call(1)), footnote(1, run("Census, 12 wells")))
    _, found = audit_file(data, "x.docx", language="en", evidence=None)
    out, _ = commented(data, found)
    assert part(out, "word/document.xml").find(f".//{{{W}}}commentReference") is not None


def test_other_parts_are_kept_byte_for_byte() -> None:
    parts = word_parts(SPLIT, NOTE) | {"word/media/a.bin": bytes(range(256))}
    out, _ = commented(zipped(parts))
    archive = zipfile.ZipFile(BytesIO(out))
    for name in ("word/media/a.bin", "word/styles.xml", "word/footnotes.xml"):
        data = parts[name]
        assert archive.read(name) == (data if isinstance(data, bytes) else data.encode())


def test_a_real_file_with_comments_is_sound(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import docx

    document = docx.Document()
    document.add_heading("Wells", 1)
    document.add_paragraph("We know 42 wells, of which ").add_run("17%").bold = True
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "1,204 pumps"
    document.save(tmp_path / "x.docx")
    out, found = commented((tmp_path / "x.docx").read_bytes())
    (tmp_path / "y.docx").write_bytes(out)
    before, after = (
        {str(one) for one in OpenXmlValidator().validate(tmp_path / name).errors} for name in ("x.docx", "y.docx")
    )
    assert after <= before
    assert len(found) == 3
    read = [(one.author, one.text[:12]) for one in docx.Document(str(tmp_path / "y.docx")).comments]
    assert read == [("briefs audit", "The number “")] * len(found)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3000))
def test_damaged_files_are_commented_or_refused_never_a_traceback(noise: bytes, at: int) -> None:
    data = word(SPLIT, NOTE)
    at = min(at, len(data))
    broken = data[:at] + noise + data[at + len(noise) :]
    report, found = audit_file(broken, "x.docx", language="en", evidence=None)
    out, fault = comment_docx(broken, report, found)
    assert out is None or fault is None


# ---- the receipt


class Page(HTMLParser):
    """What a browser would take from the page: ids, links, text; and that every element is closed."""

    VOID = ("meta", "br")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.languages: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = dict(attrs)
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        if "lang" in given_:
            self.languages.append(given_["lang"])
        assert not [name for name in given_ if name.startswith("on") or name == "src"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@both
def test_each_number_of_the_receipt_leads_to_its_account(form: str) -> None:
    report, found = audited(form, replaced("73,312", "73,321"))
    text = receipt_page(report, found, None).decode()
    page = Page(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert {f"#f{number}" for number in range(1, len(report.figures) + 1)} <= set(page.links)
    assert not page.tags & {"script", "img", "link", "iframe"}
    assert page.languages[0] == "en"
    assert f"<strong>{report.counts['figures']}</strong> figures" in text
    assert "changed" in text


def test_the_receipt_escapes_what_it_shows() -> None:
    text = '# <script>alert(1)</script>\n\nWe know 42 \\<img src=x onerror=alert(1)> wells & "more".\n'
    report, found = audit_file(text.encode(), 'x"<b>.md', language="en", evidence=None)
    page = receipt_page(report, found, None).decode()
    Page(page)
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"url\(|https?://(?!www\.w3)", page)


def test_the_receipt_counts_its_findings_in_words_that_fit() -> None:
    report, found = audit_file(b"We know 42 wells.\n", "x.md", language="en", evidence=None)
    assert "<summary>1 finding</summary>" in receipt_page(report, found[:1], None).decode()
    assert "<summary>2 findings</summary>" in receipt_page(report, [*found[:1], *found[:1]], None).decode()


def test_a_receipt_without_a_reading_is_a_page_still() -> None:
    report, found = audit_file(b"PK broken", "x.docx", language=None, evidence=None)
    Page(receipt_page(report, found, None).decode())
