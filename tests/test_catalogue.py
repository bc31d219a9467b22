from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from gettext import c2py
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefs.catalogue import (
    Catalogue,
    catalogue_digest,
    check_placeholders,
    check_texts,
    has_words,
    plural_categories,
    plural_header,
    plural_index,
    read_catalogue,
)
from briefs.catalogue.plural_table import USUAL
from briefs.catalogue.plurals import ORDER, SAMPLES, agrees_with_cldr, ask_babel
from briefs.finding import Finding, Stops
from briefs.translate import write_po

CASES = Path(__file__).parent / "cases" / "catalogue-faults.md"
HEADER = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
PATH = "locale/fr/sample.po"


def cases() -> list[tuple[str, str, str]]:
    found = re.findall(
        r"^## ([^\n]+)\n\n```po\n(.*?)```\nfinds: ([^\n]+)$", CASES.read_text(encoding="utf-8"), re.M | re.S
    )
    assert len(found) == CASES.read_text(encoding="utf-8").count("\n## ")
    return found


def whole(po: str) -> str:
    """A case with the header that is right, unless it brings its own."""
    return po if po.startswith('msgid ""\nmsgstr ""\n"') else HEADER + po


def read(text: str, path: str = PATH) -> tuple[Catalogue | None, list[Finding]]:
    catalogue, findings = read_catalogue(text.encode(), path)
    checks = (*check_placeholders(catalogue), *check_texts(catalogue)) if catalogue else ()
    return catalogue, [*findings, *checks]


def message(text: str) -> Catalogue:
    catalogue, findings = read(HEADER + text)
    assert not findings
    assert catalogue is not None
    return catalogue


@pytest.mark.parametrize(("po", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_case(po: str, expected: str) -> None:
    _, findings = read(whole(po))
    found = ", ".join(f"{finding.place.line} {finding.rule}" for finding in findings)
    assert (found or "nothing") == expected
    assert all(finding.hint and finding.place.column for finding in findings)


@pytest.mark.parametrize(("po", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_windows_line_ends_change_nothing(po: str, expected: str) -> None:
    _, findings = read(whole(po).replace("\n", "\r\n"))
    assert (", ".join(f"{finding.place.line} {finding.rule}" for finding in findings) or "nothing") == expected


def test_a_file_that_cannot_be_read_stops_the_run() -> None:
    catalogue, findings = read(HEADER + 'msgid "a"\nmsgstr "b\n')
    assert catalogue is None
    assert findings[0].stops is Stops.RUN
    assert findings[0].text == 'msgstr "b'


def test_not_utf_8() -> None:
    catalogue, findings = read_catalogue(HEADER.encode() + 'msgid "the"\nmsgstr "thé"\n'.encode("cp1252"), PATH)
    assert catalogue is None
    assert [(f.rule, f.place.line, f.place.column, f.stops) for f in findings] == [("not-utf-8", 6, 11, Stops.RUN)]


def test_a_lone_surrogate_is_not_utf_8() -> None:
    data = (HEADER + 'msgid "a"\nmsgstr "b\ud800"\n').encode("utf-8", "surrogatepass")
    assert [finding.rule for finding in read_catalogue(data, PATH)[1]] == ["not-utf-8"]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x9f", "\ue000", "\U000f0000", "\U0010fffd", "\ufffe", "\ufffd"])
def test_unusable_characters(sign: str) -> None:
    _, findings = read(f'{HEADER}msgid "a"\nmsgstr "b{sign}"\n')
    assert [(f.rule, f.place.line) for f in findings] == [("control-character", 6)]
    assert f"U+{ord(sign):04X}" in findings[0].message


def test_a_byte_order_mark_is_told_and_the_file_read() -> None:
    catalogue, findings = read_catalogue(b"\xef\xbb\xbf" + (HEADER + 'msgid "a"\nmsgstr "b"\n').encode(), PATH)
    assert [(f.rule, f.place.line) for f in findings] == [("byte-order-mark", 1)]
    assert catalogue is not None
    assert catalogue.gettext("a") == "b"


def test_no_header_at_all() -> None:
    assert [finding.rule for finding in read('msgid "a"\nmsgstr "b"\n')[1]] == ["header-missing"]


def test_an_empty_file_has_no_header() -> None:
    assert [finding.rule for finding in read("")[1]] == ["header-missing"]


def test_a_folder_that_is_no_language() -> None:
    assert [finding.rule for finding in read(HEADER, "somewhere-else/sample.po")[1]] == ["language-unknown"]


def test_braces_of_data_strings_are_placeholders() -> None:
    po = HEADER + '#, no-python-format\nmsgid "Of {all}, in %"\nmsgstr "Sur {tout}, en %"\n'
    _, findings = read(po, "locale/fr/data.po")
    assert [finding.rule for finding in findings] == ["placeholder-lost", "unknown-placeholder"]


def test_only_a_finished_translation_is_printed() -> None:
    catalogue = message('msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n\n#, fuzzy\nmsgid "d"\nmsgstr "e"\n')
    assert [catalogue.gettext(text) for text in "acdx"] == ["b", None, None, None]
    assert [text for text, _ in catalogue.translations()] == ["b"]


def test_contexts_are_kept_apart() -> None:
    catalogue = message('msgctxt "verb"\nmsgid "list"\nmsgstr "énumérer"\n')
    assert catalogue.gettext("list") is None
    assert catalogue.gettext("list", "verb") == "énumérer"


def test_plural_forms_come_together_or_not_at_all() -> None:
    catalogue = message('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] "xs"\n\n'
                        'msgid "b"\nmsgid_plural "bs"\nmsgstr[0] "y"\nmsgstr[1] ""\n')  # fmt: skip
    assert catalogue.ngettext_forms("a", "as") == ("x", "xs")
    assert catalogue.ngettext_forms("a", "others") is None
    assert catalogue.ngettext_forms("b", "bs") is None


def test_everything_about_a_message_is_kept() -> None:
    (found,) = message(
        '# a remark\n#. ours\n#: a.md.j2:3 \u2068b c.md.j2:4\u2069\n#, fuzzy, python-format\n#| msgid "before"\n'
        'msgid "now"\nmsgstr "vor"\n"her"\n'
    ).messages
    assert (found.comments, found.notes, found.flags) == (("a remark",), ("ours",), ("fuzzy", "python-format"))
    assert found.references == ("a.md.j2:3", "b c.md.j2:4")
    assert found.previous == (None, "before", None)
    assert (found.at.line, found.at.column, found.forms_at[0].line, found.forms_at[0].column) == (10, 7, 11, 8)
    assert found.forms == ("vorher",)


@pytest.mark.parametrize("language", sorted(USUAL))
def test_the_table_of_plural_forms_is_what_babel_says(language: str) -> None:
    header, categories = USUAL[language]
    assert header == ask_babel(language)
    rule, choose = Locale.parse(language).plural_form, c2py(header.partition("plural=")[2].rstrip(";"))
    assert categories == tuple(name for name in ORDER if name in {rule(number) for number in SAMPLES})
    assert all(categories[choose(number)] == rule(number) for number in SAMPLES)
    assert header.startswith(f"nplurals={len(categories)};")


@pytest.mark.parametrize(
    "language", ["en", "fr", "es", "de", "ar", "ru", "pl", "cs", "ja", "he", "pt", "ga", "sl", "cy"]
)
def test_the_plural_header_counts_as_cldr_does(language: str) -> None:
    assert agrees_with_cldr(plural_header(language), language)
    rule = Locale.parse(language).plural_form
    for number in (0, 1, 2, 5, 11, 21, 80, 102, 1000):
        assert plural_categories(language)[plural_index(language, rule(number))] == rule(number)


def test_whole_millions_share_the_last_form_in_french() -> None:
    assert plural_categories("fr") == ("one", "other")
    assert plural_index("fr", "many") == 1


@pytest.mark.parametrize(
    ("text", "expected"), [("page 3", True), ("iv", False), ("18(1)", False), ("a", False), ("à lire", True)]
)
def test_has_words(text: str, expected: bool) -> None:
    assert has_words(text) is expected


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (
            'Type: text/plain; charset=UTF-8\\n"',
            'Type: text/plain; charset=UTF-8\\n"\n"PO-Revision-Date: 2026-11-22\\n"',
            True,
        ),
        ('msgid "a"', '# sure?\n#. ours\n#: a.md.j2:3\nmsgid "a"', True),
        ('msgid "a"\nmsgstr "b c"', 'msgid ""\n"a"\nmsgstr ""\n"b "\n"c"', True),
        ('msgid "d"\nmsgstr ""\n', "", True),
        ('"b c"', '"b C"', False),
        ('msgid "a"', '#, fuzzy\nmsgid "a"', False),
        ('msgid "a"', 'msgctxt "x"\nmsgid "a"', False),
    ],
)
def test_the_digest_counts_finished_translations_only(old: str, new: str, same: bool) -> None:
    text = HEADER + 'msgid "a"\nmsgstr "b c"\n\nmsgid "d"\nmsgstr ""\n'
    assert old in text
    changed = text.replace(old, new)
    assert (catalogue_digest(text.encode(), PATH) == catalogue_digest(changed.encode(), PATH)) is same


def test_the_digest_of_a_file_that_cannot_be_read_is_that_of_its_bytes() -> None:
    assert catalogue_digest(b'msgid "', PATH) != catalogue_digest(b'msgid  "', PATH)


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\x85\u2028\u2029"), min_size=1)


@given(TEXTS, TEXTS)
def test_what_is_written_reads_back(msgid: str, msgstr: str) -> None:
    first = message('msgid "x"\nmsgstr "y"\n').messages[0]
    header = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural_header("fr")}
    text = write_po(header, [replace(first, id=msgid, forms=(msgstr,))])
    catalogue, findings = read_catalogue(text.encode(), PATH)
    assert not findings
    assert catalogue is not None
    assert [(m.id, m.forms) for m in catalogue.messages] == [(msgid, (msgstr,))]


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    read_catalogue(data, PATH)
    read_catalogue(HEADER.encode() + data, PATH)


@given(st.text(alphabet='msgidstrctxt_plural[0]"\\ \n#~|:.,é', max_size=120))
def test_no_text_raises(text: str) -> None:
    read(HEADER + text)


def test_msgfmt_refuses_what_we_refuse(tool: Callable[[str], str], tmp_path: Path) -> None:
    msgfmt = tool("msgfmt")
    stricter = {"line-break-in-message", "bar-in-message", "html-in-message", "control-character"}
    for title, po, expected in cases():
        file = tmp_path / "sample.po"
        file.write_text(whole(po), encoding="utf-8")
        done = subprocess.run([msgfmt, "-o", str(tmp_path / "out.mo"), str(file)], capture_output=True, text=True)
        if done.returncode:
            assert expected != "nothing", f"{title}: {done.stderr}"
            assert not stricter >= {part.split()[1] for part in expected.split(", ")}, title


# ---- the translation files of the project itself

CATALOGUES = sorted((Path(__file__).parent.parent / "locale").glob("*/*.po"))
# All of pofilter's tests are run on every catalogue, but these; our own `locale check` stands in for some of them.
EXCLUDED = {
    "acronyms": "institutions have their own initials in each language: IOM, OIM",
    "brackets": "French, Spanish and Arabic set a period in brackets where English has a preposition",
    "endpunc": "French has a no-break space before the last sign, Arabic its own signs and few abbreviations",
    "puncspacing": "French has no-break spaces before ; : ! ? (`locale check` knows which)",
    "sentencecount": "a translator may join two sentences",
    "short": "“To” is «À»",
    "simplecaps": "English writes adjectives of countries with a capital",
    "spellcheck": "hangs on the dictionaries of the machine",
    "startcaps": "nouns stand in another order: “Facebook page”, «page Facebook»",
    "startpunc": "French may begin with an article before a placeholder: «L’%(article)s»",
    "unchanged": "names stay as they are (`locale check` tells names from copies)",
    "untranslated": "of the languages of one brief, the others are not asked for; the rest is asked below",
}
COMPLETE = ("en", "fr")  # languages of every brief; the others have one each, and what it needs of the data


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_our_own_catalogues_are_right(file: Path) -> None:
    _, findings = read(file.read_text(encoding="utf-8"), f"locale/{file.parent.name}/{file.name}")
    assert findings == []


def test_msgfmt_finds_no_fault_in_our_own(tool: Callable[[str], str], tmp_path: Path) -> None:
    for file in CATALOGUES:
        command = [tool("msgfmt"), "-c", "-o", str(tmp_path / "out.mo"), str(file)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), file


def pofilter(tool: Callable[[str], str], folder: Path, out: Path, *options: str) -> dict[str, list[str]]:
    """What pofilter finds in a language's translated messages: the texts, by the name of its test."""
    ready = out / "in"
    ready.mkdir(parents=True)
    for file in folder.glob("*.po"):
        command = [tool("msgattrib"), "--no-obsolete", *options[:1], "-o", str(ready / file.name), str(file)]
        subprocess.run(command, check=True)
    command = [
        tool("pofilter"),
        "--progress=none",
        f"--language={folder.name}",
        *options[1:],
        str(ready),
        str(out / "out"),
    ]
    subprocess.run(command, capture_output=True, check=True)
    found: dict[str, list[str]] = {}
    for file in (out / "out").glob("*.po"):
        catalogue, _ = read(file.read_text(encoding="utf-8"), f"locale/{folder.name}/{file.name}")
        assert catalogue is not None
        for message in catalogue.messages:
            for name in re.findall(r"\(pofilter\) (\w+)", "\n".join(message.comments)):
                found.setdefault(name, []).append(" ".join(message.forms))
    return found


@pytest.mark.parametrize("tag", sorted({file.parent.name for file in CATALOGUES}))
def test_pofilter_finds_no_fault_in_our_own(tag: str, tool: Callable[[str], str], tmp_path: Path) -> None:
    without = [option for name in EXCLUDED for option in ("--excludefilter", name)]
    found = pofilter(tool, CATALOGUES[0].parents[1] / tag, tmp_path, "--translated", *without)
    twice = [text for text in found.pop("doublewords", ()) if re.search(r"\b(\w+) \1\b", text, re.IGNORECASE)]
    assert (found, twice) == ({}, []), "doublewords also finds one word on two sides of a full stop or placeholder"


@pytest.mark.parametrize("tag", COMPLETE)
def test_pofilter_finds_everything_translated(tag: str, tool: Callable[[str], str], tmp_path: Path) -> None:
    assert pofilter(tool, CATALOGUES[0].parents[1] / tag, tmp_path, "--no-fuzzy", "-t", "untranslated") == {}


def test_pofilter_finds_what_is_planted(tool: Callable[[str], str], tmp_path: Path) -> None:
    """The list of exclusions leaves it sharp."""
    folder = tmp_path / "fr"
    folder.mkdir()
    planted = {
        "printf": ("%(a)s reports", "%(b)s signalements"),
        "urls": ("See https://example.org/a", "Voir https://example.org/b"),
        "doublewords": ("the list of sources", "la la liste des sources"),
        "numbers": ("rooms of 300 cities", "salles de 400 villes"),
        "xmltags": ("a <b>bold</b> word", "un mot <i>gras</b>"),
        "endwhitespace": ("a word here", "un mot ici "),
    }
    entries = [f'msgid "{source}"\nmsgstr "{words}"\n' for source, words in planted.values()]
    (folder / "a.po").write_text(HEADER + "\n".join(entries), encoding="utf-8")
    without = [option for name in EXCLUDED for option in ("--excludefilter", name)]
    assert set(planted) <= set(pofilter(tool, folder, tmp_path / "run", "--translated", *without))
