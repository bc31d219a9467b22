"""The digest of a translation file: of the quick reading and of the strict one it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.catalogue import read_catalogue
from briefs.catalogue.digest import catalogue_digest, quick_printed

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'


def strictly(data: bytes) -> list[tuple[str, str, str, tuple[str, ...]]] | None:
    catalogue, _ = read_catalogue(data, "locale/fr/x.po")
    if catalogue is None:
        return None
    used = [message for message in catalogue.index.values() if message.translated]
    return sorted((message.context or "", message.id, message.plural or "", message.forms) for message in used)


def test_shipped_files_are_read_the_same(root: Path) -> None:
    files = sorted((root / "locale").glob("*/*.po"))
    quick = [quick_printed(file.read_bytes()) for file in files]
    assert sum(found is not None for found in quick) > len(files) / 2
    for file, found in zip(files, quick, strict=True):
        assert found is None or sorted(found) == strictly(file.read_bytes()), file


LINES = st.sampled_from([
    'msgid "a"', 'msgid "b"', 'msgid ""', '"c d"', 'msgid_plural "as"', 'msgstr "x"', 'msgstr ""', 'msgstr[0] "x"', 'msgstr[1] "y"',
    'msgstr[2] "z"', 'msgstr[1] "\\q"', 'msgctxt "k"', '"e\\"f\\n"', '"g\\th"', '"\\q"', "", "", "", "#, fuzzy", "#, fuzzy, python-format",
    "#, no-fuzzy", "# a remark", "#. note", "#: a.md:1", '#| msgid "old"', '#~ msgid "gone"', '#~ msgstr "weg"', '#~| msgid "older"', "stray", ' msgstr "i"',
])  # fmt: skip


@given(st.lists(LINES, max_size=14))
def test_what_is_read_quickly_is_read_strictly_the_same(lines: list[str]) -> None:
    data = (HEADER + "\n" + "\n".join(lines) + "\n").encode()
    found = quick_printed(data)
    if found is not None:
        assert sorted(found) == strictly(data)


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        ('msgid "a"\nmsgstr "x"', [("", "a", "", ("x",))]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "x"', []),
        ('msgid "a"\nmsgstr ""', []),
        ('msgctxt "k"\nmsgid ""\n"a "\n"b\\n"\nmsgstr "\\"x\\""', [("k", "a b\n", "", ('"x"',))]),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] ""\n"y"', [("", "a", "as", ("x", "y"))]),
        ('#~ msgid "a"\n#~ msgstr "x"', []),
        ('msgid "a"\nmsgstr "x"\nmsgid "b"\nmsgstr "y"', None),
        ('msgid "a"\nmsgstr "\\q"', None),
    ],
)  # fmt: skip
def test_a_file_in_the_usual_layout_is_read_quickly(entry: str, printed: object) -> None:
    assert quick_printed(f"{HEADER}\n{entry}\n".encode()) == printed


def test_the_order_and_the_date_do_not_count() -> None:
    first = HEADER + '\nmsgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr "y"\n'
    second = (
        HEADER.rstrip("\n")
        + '\n"PO-Revision-Date: 2026\\n"\n\n#: b.md:2\nmsgid "b"\nmsgstr ""\n"y"\n\nmsgid "a"\nmsgstr "x"\n'
    )
    assert catalogue_digest(first.encode(), "locale/fr/x.po") == catalogue_digest(second.encode(), "locale/fr/x.po")
    assert catalogue_digest(first.encode(), "locale/fr/x.po") != catalogue_digest(first.encode(), "locale/es/x.po")
