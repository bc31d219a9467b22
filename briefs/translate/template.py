"""Messages of one template: its {% trans %} blocks and the strings of its front matter, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from jinja2 import Environment, TemplateSyntaxError
from jinja2.ext import extract_from_ast

from briefs.catalogue import Message, text_faults
from briefs.finding import Finding, Place, Stops
from briefs.translate.front import front_messages, split_front

SHARED_LANGUAGE = "en"  # of the shared parts, which have no front matter
FUNCTIONS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
_TAG = re.compile(r"\{%[-+]?\s*trans\b")
_BLANK = re.compile(r"\n[ \t]*\n")
_KINDS = (
    (re.compile(r"\s*#"), "Heading"),
    (re.compile(r"\s*\|"), "Table cell"),
    (re.compile(r"\s*(?:[-*+]|\d+[.)])\s"), "List item"),
    (re.compile(r"\s*>"), "Boxed summary"),
)
_REMARK = re.compile(r"\s*translators?\s*:\s*", re.IGNORECASE)


def template_messages(text: str, path: str) -> tuple[list[Message], list[Finding]]:
    """All messages of a template in order of appearance, and what is wrong with them."""
    front, body = split_front(text)
    language, messages, findings = front_messages(front, path) if front else ("", [], [])
    if PurePosixPath(path).name.startswith("_"):
        language = SHARED_LANGUAGE
    elif not language and not findings:
        hint = "Start the file with a line ---, then title, language, date and figures_as_at, then a line ---."
        text = "The brief does not say in which language it is written."
        return [], [Finding("front-matter-missing", text, Place(path, 1), hint, stops=Stops.RUN)]
    environment = _environment()
    try:
        found = list(_calls(environment, body))
        remarks, blanks = _read_tokens(environment, body)
    except TemplateSyntaxError as error:
        hint = "See this line: every {% … %} block needs its end, every {{ its }}."
        fault = Finding("template-syntax", str(error.message), Place(path, error.lineno), hint, stops=Stops.RUN)
        return messages, [*findings, fault]
    findings += [_blank_line(path, line) for line in blanks]
    messages += _body_messages(found, remarks, body.splitlines(), path, language)
    findings += [
        Finding(rule, fault, message.at, hint, text=message.id)
        for message in messages
        for rule, fault, hint in (*text_faults(message.id), *text_faults(message.plural or ""))
    ]
    return messages, findings


def _environment() -> Environment:
    """Jinja as far as messages go: the same syntax, trimming and doubling of `%` as when a brief is rendered."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=False)  # only parsed, never rendered
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # set by the i18n extension
    return environment


def _calls(environment: Environment, body: str) -> Iterator[tuple[int, str | None, str, str | None]]:
    """Line, context, singular and plural of every message."""
    for line, function, found in extract_from_ast(environment.parse(body), FUNCTIONS, babel_style=False):
        strings = [string for string in found or () if string is not None]
        context = strings.pop(0) if function in ("pgettext", "npgettext") else None
        plural = strings[1] if function in ("ngettext", "npgettext") and len(strings) > 1 else None
        if strings and strings[0]:
            yield line, context, strings[0], plural


def _read_tokens(environment: Environment, body: str) -> tuple[list[tuple[int, str]], list[int]]:
    """The remarks to translators with their lines, and the blank lines inside {% trans %} blocks."""
    remarks, blanks = [], []
    inside = opening = False
    for line, kind, value in environment.lex(body):
        if kind == "comment" and (start := _REMARK.match(value)):
            remarks.append((line, " ".join(value[start.end() :].split())))
        elif kind == "block_begin":
            opening = True
        elif kind == "name" and opening:
            inside = value == "trans" or (inside and value != "endtrans")
            opening = False
        elif kind == "data" and inside:
            blanks += [line + value.count("\n", 0, blank.start()) + 1 for blank in _BLANK.finditer(value)]
    return remarks, blanks


def _blank_line(path: str, line: int) -> Finding:
    hint = "Close the block before the blank line and open another: a message is one paragraph, item, cell or heading."
    return Finding("line-break-in-message", "A blank line stands inside a {% trans %} block.", Place(path, line), hint)


def _body_messages(
    found: list[tuple[int, str | None, str, str | None]],
    remarks: list[tuple[int, str]],
    lines: list[str],
    path: str,
    language: str,
) -> list[Message]:
    messages: list[Message] = []
    section = ""
    for line, context, msgid, plural in sorted(found, key=lambda call: call[0]):
        kind = _kind(lines[line - 1])
        notes = [f"{kind} under “{section}”" if section and kind != "Heading" else kind]
        while remarks and remarks[0][0] <= line:
            notes.append(remarks.pop(0)[1])
        if kind == "Heading":
            section = msgid
        at = Place(path, line)
        reference = (f"{path}:{line}",)
        messages.append(
            Message(
                msgid, at, plural, context, language, flags=("python-format",), notes=tuple(notes), references=reference
            )
        )
    return messages


def _kind(line: str) -> str:
    """What a line of the template makes, in plain words."""
    start = _TAG.split(line, maxsplit=1)[0]
    return next((kind for pattern, kind in _KINDS if pattern.match(start)), "Paragraph")
