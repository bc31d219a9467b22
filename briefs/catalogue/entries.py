"""The lines of a PO file as entries; what other tools pass over in silence is a finding here.

The format is that of the GNU gettext manual, “The Format of PO Files”.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from briefs.finding import Finding, Place, Stops

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?(\s*)(.*)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_COMMENTS = {".": "notes", ":": "references", ",": "flags", "=": "flags"}


def _plain(quoted: str) -> str | None:
    """What stands between two quotes, where there are no others and nothing is escaped."""
    if len(quoted) < 2 or quoted[0] != '"' or quoted[-1] != '"':
        return None
    inner = quoted[1:-1]
    return None if '"' in inner or "\\" in inner else inner


class Text(Struct):
    """One string of an entry, which may run over several lines."""

    at: Place
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole string."""
        return "".join(self.parts)


class Entry(Struct):
    """One entry while it is being read: its strings under the names of their keywords, its comments by kind."""

    texts: dict[str, Text] = field(default_factory=dict)
    before: dict[str, Text] = field(default_factory=dict)  # the strings of `#|`
    comments: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False
    answered: bool = False  # whether a translation has begun

    def forms(self) -> list[Text]:
        """The strings of the translation."""
        return [text for name, text in self.texts.items() if name.startswith("msgstr")]


class EntryReader:
    """Goes through the lines of one file and collects entries and findings."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.entry = Entry()
        self.current: Text | None = None
        self.findings: list[Finding] = []

    def read(self, text: str) -> None:
        """Take in a whole file."""
        for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
            inner = _plain(line) if line[:1] == '"' else None
            if inner is not None and self.current is not None:  # a string goes on, as most lines of a file do
                self.current.parts.append(inner)
            else:
                self.line(number, line)
        self.close()

    def line(self, number: int, line: str) -> None:
        """Take in one line."""
        text = line.strip()
        if text.startswith("#~") and not text.startswith("#~|"):
            self.content(number, line, text[2:].strip(), obsolete=True)
        elif text.startswith(("#|", "#~|")):
            self.previous(number, line, text.partition("|")[2].strip())
        elif text.startswith("#"):
            self.comment(text[1:])
        elif text:
            self.content(number, line, text, obsolete=False)
        else:
            self.current = None

    def comment(self, text: str) -> None:
        """Keep a remark under its kind; one after a translation opens the next entry."""
        if self.entry.answered:
            self.close()
        self.current = None
        kind = _COMMENTS.get(text[:1], "comments")
        value = text[1:] if kind != "comments" or text[:1] == " " else text
        self.entry.comments.setdefault(kind, []).append(value.strip() if kind != "comments" else value.rstrip())

    def previous(self, number: int, line: str, text: str) -> None:
        """Take in a line of the source as it was before."""
        if self.entry.answered:
            self.close()
        self.strings(number, line, text, self.entry.before, _KEYWORD.match(text))

    def content(self, number: int, line: str, text: str, obsolete: bool) -> None:
        """Take in a keyword with its string, or a string that goes on."""
        match = _KEYWORD.match(text)
        if match and self.entry.answered and match.group(1) in ("msgctxt", "msgid"):
            self.close()
        if match or text.startswith('"'):
            self.entry.obsolete = self.entry.obsolete or obsolete
        self.strings(number, line, text, self.entry.texts, match)

    def strings(self, number: int, line: str, text: str, texts: dict[str, Text], match: re.Match[str] | None) -> None:
        """Begin a string at a keyword, or add to the one begun."""
        if match is None and not (text.startswith('"') and self.current is not None):
            self.fault(
                "stray-line",
                "This line is neither a comment, a keyword nor a text in quotes.",
                number,
                line,
                "Put the text in straight quotes after msgid or msgstr, or “#” before a remark.",
            )
            return
        quoted = text
        if match:
            name = match.group(1) + (f"[{int(match.group(2))}]" if match.group(2) else "")
            quoted = match.group(4)
            self.current = Text(Place(self.path, number, line.index(quoted) + 1 if quoted else len(line) + 1))
            if name in texts or (match.group(2) and match.group(1) != "msgstr"):
                self.fault(
                    "stray-line",
                    f"{name} stands here a second time or does not belong here.",
                    number,
                    line,
                    "Each message has one msgid and its translations; part messages by a blank line.",
                )
            texts.setdefault(name, self.current)
            self.entry.answered = self.entry.answered or (texts is self.entry.texts and name.startswith("msgstr"))
        if self.current is not None:
            self.current.parts.append(self.unquoted(number, line, quoted))

    def unquoted(self, number: int, line: str, quoted: str) -> str:
        """The text between the quotes, escapes read."""
        plain = _plain(quoted)
        if plain is not None:
            return plain
        match = _STRING.fullmatch(quoted)
        if match is None:
            text = "A text in quotes does not end on this line." if quoted.startswith('"') else "A text without quotes."
            if (inner := _STRING.match(quoted)) and quoted[inner.end() :].strip():
                text = "A quotation mark inside the text ends it too early."
            self.fault(
                "unterminated-string",
                text,
                number,
                line,
                'Put straight quotes at both ends, and write a quotation mark inside the text as \\".',
            )
            return ""
        unknown = [sign for sign in _ESCAPE.findall(match.group(1)) if sign not in _ESCAPES]
        if unknown:
            self.fault(
                "unknown-escape",
                f"“\\{unknown[0]}” means nothing in a translation file.",
                number,
                line,
                "Write a backslash as \\\\.",
            )
        return _ESCAPE.sub(lambda escape: _ESCAPES.get(escape.group(1), escape.group()), match.group(1))

    def close(self) -> None:
        """End the entry that is being read."""
        entry, self.entry, self.current = self.entry, Entry(), None
        if not entry.texts and not entry.before:
            return  # remarks at the end of the file
        if "msgid" not in entry.texts or not entry.forms():
            at = next(iter((entry.texts or entry.before).values())).at
            self.findings.append(
                Finding(
                    "incomplete-message",
                    "A message without msgid or without msgstr.",
                    at,
                    "Write both, if need be with nothing between the quotes.",
                    stops=Stops.RUN,
                )
            )
            return
        names = [name for name in entry.texts if name.startswith("msgstr")]
        if names not in (["msgstr"], [f"msgstr[{number}]" for number in range(len(names))]):
            self.findings.append(
                Finding(
                    "wrong-plural-count",
                    f"The forms are numbered {', '.join(names)}.",
                    entry.forms()[0].at,
                    "Number them msgstr[0], msgstr[1]… in order.",
                    stops=Stops.RUN,
                )
            )
        self.entries.append(entry)

    def fault(self, rule: str, message: str, number: int, line: str, hint: str) -> None:
        """Note what is wrong with a line."""
        column = len(line) - len(line.lstrip()) + 1
        place = Place(self.path, number, column)
        self.findings.append(Finding(rule, message, place, hint, stops=Stops.RUN, text=line))
