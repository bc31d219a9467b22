"""The digest of what a translation file lets into print."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import PurePosixPath

from briefs.catalogue.plural_table import USUAL
from briefs.catalogue.reader import read_catalogue

Printed = tuple[str, str, str, tuple[str, ...]]  # context, id, plural, forms
_STRING = r'"([^"\\\n]*(?:\\["\\nt][^"\\\n]*)*)"((?:\n"[^"\\\n]*(?:\\["\\nt][^"\\\n]*)*")*)'
# An entry as gettext's own tools, Poedit and this program write it.
_ENTRY = re.compile(
    rf"""(?P<remarks>(?:\#(?![~|])[^\n]*\n|\#\|[^\n]*\n)*)
    (?:msgctxt\ {_STRING}\n)?
    msgid\ {_STRING}\n
    (?:msgid_plural\ {_STRING}\n)?
    msgstr(?P<several>\[0\])?\ {_STRING}
    (?P<others>(?:\nmsgstr\[[1-5]\]\ "[^\n]*"(?:\n"[^\n]*")*)*)""",
    re.VERBOSE,
)
_OTHER = re.compile(rf"\nmsgstr\[([1-5])\] {_STRING}")
_OBSOLETE = re.compile(r"(?m)^#~(?: |\|[^\n]*\n)")
_ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}
_ESCAPE = re.compile(r"\\.")


def catalogue_digest(data: bytes, path: str) -> str:
    """The SHA-256 of the finished translations, in hexadecimal: dates, remarks, order and line breaks do not count.

    Poedit and Weblate stamp the date of each save into the header; a build must not look new for that. A file that
    cannot be read has the digest of its bytes.
    """
    language = PurePosixPath(path.replace("\\", "/")).parent.name
    printed = quick_printed(data) if language in USUAL else None
    if printed is None:
        catalogue, _ = read_catalogue(data, path)
        if catalogue is None:
            return hashlib.sha256(data).hexdigest()
        language = catalogue.language
        printed = [
            (message.context or "", message.id, message.plural or "", message.forms)
            for message in catalogue.index.values()
            if message.translated
        ]
    return hashlib.sha256(json.dumps([language, sorted(printed)], ensure_ascii=False).encode()).hexdigest()


def quick_printed(data: bytes) -> list[Printed] | None:
    """The finished translations of a file in the usual layout; None where the strict reader has to look at it."""
    text = data.decode("utf-8", "replace")
    if "\r" in text or "\ufffd" in text:
        return None
    found: dict[tuple[bool, str, str], Printed | None] = {}
    for block in re.split(r"\n{2,}", text.strip("\n")):
        obsolete = "#~ " in block
        match = _ENTRY.fullmatch(_OBSOLETE.sub("", block) if obsolete else block)
        entry = _entry(match) if match else None
        if entry is None or (entry[0] in found and not obsolete):
            return None
        if not obsolete:
            found[entry[0]] = entry[1]
    header = found.pop((False, "", ""), None)
    return None if header is None else [one for one in found.values() if one is not None]


def _entry(match: re.Match[str]) -> tuple[tuple[bool, str, str], Printed | None] | None:
    """The key of an entry and what it prints, if it is finished; None where its forms are not in order."""
    remarks, context, more_context, name, more_name, plural, more_plural, several, first, more, others = match.groups()
    forms: tuple[str, ...] = (_text(first, more),)
    if others:
        further = _OTHER.findall(others)
        if _OTHER.sub("", others) or [int(number) for number, _, _ in further] != list(range(1, 1 + len(further))):
            return None
        forms += tuple(_text(start, rest) for _, start, rest in further)
    if (plural is None) != (several is None):
        return None
    finished = all(forms) and not ("fuzzy" in remarks and "fuzzy" in _flags(remarks))
    key = (context is not None, _text(context, more_context), _text(name, more_name))
    return key, (*key[1:], _text(plural, more_plural), forms) if finished else None


def _flags(remarks: str) -> list[str]:
    lines = (line for line in remarks.split("\n") if line[:2] in ("#,", "#="))
    return [flag.strip() for line in lines for flag in line[2:].split(",")]


def _text(first: str | None, more: str | None) -> str:
    """A string over one or several lines, its escapes read; empty where there is none."""
    if not first and not more:
        return ""
    whole = (first or "") + more.replace('"\n"', "")[2:-1] if more else first or ""
    return _ESCAPE.sub(lambda escape: _ESCAPES[escape[0]], whole) if "\\" in whole else whole
