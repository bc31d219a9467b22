"""Text files as authors save them: bytes to text, and the characters that nobody sees and that spoil a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.finding import Finding, Place, Severity, Stops

LARGEST = 32 * 1024 * 1024  # bytes; twenty thousand facts take about a fifth of it
_SHOWN = 20  # a binary file has thousands of control characters; twenty places tell enough

# C0, C1, DEL and lone surrogates; NEL, LS and PS, which YAML counts as line breaks and editors do not; the two
# overrides that reverse digits on the page; private-use characters, which stand for figures inside this program.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]"
)
_INNER_BOM = "\ufeff"


def decode_text(data: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file with line ends as LF, or None, and what is wrong with its bytes or characters."""
    if len(data) > LARGEST:
        return None, (_too_big(len(data), path),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_fault("not-utf-8", "the file is saved as UTF-16", Place(path, 1, 1), _SAVE_AGAIN),)
    findings: list[Finding] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        findings.append(_byte_order_mark(path))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (*findings, _not_utf8(data, error.start, path))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = tuple(find_hidden(text, path))
    return (None if hidden else text), (*findings, *hidden)


def find_hidden(text: str, path: str) -> Iterator[Finding]:
    """A finding for each hidden or forbidden character of a text, the first twenty."""
    found = [match for _, match in zip(range(_SHOWN), _HIDDEN.finditer(text), strict=False)]
    for match in found:
        yield _fault(
            "control-character",
            f"hidden or forbidden character U+{ord(match.group()):04X} ({_class_of(match.group())})",
            place_in(text, match.start(), path),
            "delete it: it often comes along when text is copied from a PDF or a web page",
        )
    if _INNER_BOM in text:
        yield _fault(
            "control-character",
            "a byte-order mark stands inside the text (U+FEFF, invisible)",
            place_in(text, text.index(_INNER_BOM), path),
            "delete it; it comes from joining two files",
        )


def place_in(text: str, offset: int, path: str) -> Place:
    """The line and column of an offset into a text, both from 1."""
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def find_in_value(value: str) -> str | None:
    """The first hidden or forbidden character of a string, as an escape may put one there; None where there is none."""
    match = _HIDDEN.search(value)
    return match.group() if match else None


_SAVE_AGAIN = "save it again as UTF-8 (in the editor: Save as, encoding UTF-8)"


def _fault(rule: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(rule, message, place, hint, stops=Stops.RUN)


def _too_big(size: int, path: str) -> Finding:
    return _fault(
        "file-too-big",
        f"the file has {size // 1_000_000} MB; at most {LARGEST // 1_000_000} MB are read",
        Place(path),
        "split it by topic into several files",
    )


def _byte_order_mark(path: str) -> Finding:
    return Finding(
        "byte-order-mark",
        "the file begins with a byte-order mark (BOM), an invisible sign; it was read without it",
        Place(path, 1, 1),
        "save it as UTF-8 without BOM",
        Severity.WARNING,
    )


def _not_utf8(data: bytes, start: int, path: str) -> Finding:
    before = data[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    place = place_in(before, len(before), path)
    try:
        likely = f", probably “{data[start : start + 1].decode('cp1252')}” as Windows saves it (cp1252)"
    except UnicodeDecodeError:
        likely = ""
    return _fault("not-utf-8", f"the file is not UTF-8: byte {data[start]:#04x}{likely}", place, _SAVE_AGAIN)


def _class_of(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        return "half of a character, a lone surrogate"
    if 0xE000 <= code <= 0xF8FF:
        return "a private-use character"
    if code in (0x202D, 0x202E):
        return "it turns the direction of what follows, digits too"
    return "a line separator that editors do not show" if code in (0x85, 0x2028, 0x2029) else "a control character"
