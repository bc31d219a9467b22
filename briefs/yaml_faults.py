"""What is wrong with a YAML text, in an author's words: the faults that word processors and keyboards bring along."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from briefs.finding import Finding, Place, Stops
from briefs.plain_text import place_in

_NO_BREAK = "\u00a0\u2007\u202f\u3000\u2000-\u2006\u2008-\u200b\u2060"
_NO_BREAK_INDENT = re.compile(rf"^[ \t]*([{_NO_BREAK}])", re.MULTILINE)
_NO_BREAK_AFTER_COLON = re.compile(rf"^[ \t]*(?:- +)?[\w-]+:([{_NO_BREAK}])", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *(?:- *)*(\t)[ \t]*\S", re.MULTILINE)
_BARE_COLON = re.compile(r"^[ ]*(?:- +)?[\w-]+ *: +([^\s\"'|>\[{#&*!%@`][^\n]*?):(?= |$)", re.MULTILINE)
_CURLY = {"“": "”", "”": "”", "„": "“", "‘": "’", "’": "’", "«": "»", "»": "«"}


def find_no_break_indents(text: str, path: str) -> Iterator[Finding]:
    """A finding for each line that is indented, or whose value is set off, with a no-break or other odd space."""
    for pattern in (_NO_BREAK_INDENT, _NO_BREAK_AFTER_COLON):
        for match in pattern.finditer(text):
            where = "the line is indented with" if pattern is _NO_BREAK_INDENT else "after the colon stands"
            yield _fault(
                "no-break-indent",
                f"{where} a no-break or other special space (U+{ord(match.group(1)):04X})",
                place_in(text, match.start(1), path),
                "replace it with ordinary spaces; it comes from a word processor or a web page",
            )


def find_curly_quotes(value: str, place: Place) -> Iterator[Finding]:
    """A finding where curly quotation marks stand round a whole value, as Word turns straight ones."""
    closing = value.rstrip()[-1]
    if len(value) > 1 and (closing == _CURLY[value[0]] or closing in "“”»"):
        yield _fault(
            "curly-quotes",
            f"curly quotation marks {value[0]} {closing} stand round the value",
            place,
            'put straight quotes (") instead; if the marks belong to the text, put straight quotes round the whole',
        )


def explain_syntax_error(error: yaml.YAMLError, text: str, path: str) -> list[Finding]:
    """The likely causes of a syntax error, each at its own place; else the parser's own words."""
    said = str(getattr(error, "problem", None) or error)
    causes = list(_find_tabs(text, path))
    if "mapping values are not allowed" in said:
        causes += _find_bare_colons(text, path)
    return causes or [_named(error, said, path)]


def _find_tabs(text: str, path: str) -> Iterator[Finding]:
    for match in _TAB_INDENT.finditer(text):
        at = place_in(text, match.start(1), path)
        yield _fault("tab-indent", "the line is indented with a tab", at, "replace each tab with two spaces")


def _find_bare_colons(text: str, path: str) -> Iterator[Finding]:
    for match in _BARE_COLON.finditer(text):
        yield _fault(
            "bare-colon",
            "a colon followed by a space stands in a text without quotes",
            place_in(text, match.end(1), path),
            'put the whole text in straight quotes: "…"',
        )


_QUOTE = "put the value in straight quotes"
_INDENT = "the indent is not that of the lines above, or a quoted text goes on after its quote"
_LINE_UP = "line the fields up; double a quote inside quotes"
_OPEN = "a list or mapping in brackets is not closed, or lacks a comma"
_BRACKETS = "write [a, b] or {a: b, c: d}"
_SAID = (  # the parser's words → what they mean to an author, and what to do
    ("found unexpected end of stream", "a quotation mark opened here is never closed", "close it"),
    ("found character that cannot start any token", "a value may not begin with this sign", _QUOTE),
    ("could not find expected ':'", "a line without a colon, or without a space after it", "write name: value"),
    ("mapping values are not allowed", "a colon where none may stand", f"{_QUOTE}, or mend the indent"),
    ("did not find expected '-' indicator", "a list item was expected here", "begin the line with “- ”"),
    ("expected ',' or", _OPEN, _BRACKETS),
    ("while parsing a flow", _OPEN, _BRACKETS),
    ("expected <block end>", _INDENT, _LINE_UP),
    ("did not find expected key", _INDENT, _LINE_UP),
    ("escape", "a backslash in double quotes begins an escape that does not exist", "use single quotes"),
    ("undefined alias", "an alias (*name); aliases are not read", "write the value out"),
)


def _named(error: yaml.YAMLError, said: str, path: str) -> Finding:
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in said or mark is None:  # where the quotation mark or bracket was opened
        mark = getattr(error, "context_mark", None) or mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    for words, message, hint in _SAID:
        if words in said or words in context:
            return _fault("yaml-syntax", message, place, hint)
    return _fault("yaml-syntax", f"this does not read as YAML: {said}", place, "mend this line or the one above")


def _fault(rule: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(rule, message, place, hint, stops=Stops.RUN)
