"""YAML with positions: every field knows its line and column, every scalar stays the text that the author typed.

Read from the parser's events, so that nothing is converted on the way (`no` stays "no", `1.10` stays "1.10").
Empty, `null` and `~` mean absent. Duplicate fields, anchors, aliases, merge keys, tags and several documents are
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import yaml
from msgspec.structs import replace

from briefs.finding import Finding, Place, Stops
from briefs.plain_text import decode_text, find_hidden, find_in_value
from briefs.yaml_faults import explain_syntax_error, find_curly_quotes, find_no_break_indents
from briefs.yaml_values import YamlList, YamlMapping, YamlValue, mark_place

__all__ = ["Places", "YamlList", "YamlMapping", "YamlValue", "parse_yaml", "read_yaml"]

# Where PyYAML was built without libyaml, the same events come from Python, ten times slower.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 20
_ABSENT = frozenset(("", "null", "Null", "NULL", "~"))
_OPENING = frozenset("“”„‘’«»")
Places: TypeAlias = dict[tuple[str | int, ...], Place]


def parse_yaml(source: str | bytes, path: str, first_line: int = 1) -> tuple[YamlValue, Places, tuple[Finding, ...]]:
    """The same as `read_yaml`, with the place of every value under the names and indexes that lead to it."""
    value, findings = read_yaml(source, path, first_line)
    return value, dict(_walk(value, ())), findings


def _walk(value: YamlValue, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    if isinstance(value, YamlMapping):
        for key in value.written():
            yield (*way, key), value.place(key)
            yield from _walk(value.get(key), (*way, key))
    elif isinstance(value, YamlList):
        for index, item in enumerate(value):
            yield (*way, index), value.place(index)
            yield from _walk(item, (*way, index))


def read_yaml(source: str | bytes, path: str, first_line: int = 1) -> tuple[YamlValue, tuple[Finding, ...]]:
    """The value of a YAML text with its places, and what is wrong with it; None where it cannot be read.

    Args:
        source: the file's bytes, or text already decoded (a template's front matter).
        path: as findings shall name it.
        first_line: the line of the file at which the text begins.

    """
    if isinstance(source, bytes):
        text, found = decode_text(source, path)
    else:
        text = "\n" * (first_line - 1) + source.replace("\r\n", "\n").replace("\r", "\n")
        found = tuple(find_hidden(text, path))
    if text is None or any(finding.stops is Stops.RUN for finding in found):
        return None, found
    findings = [*found, *find_no_break_indents(text, path)]
    value = _build(text, path, findings)
    lines = text.split("\n") if findings else []
    return value, tuple(_with_line(finding, lines) for finding in findings)


def _build(text: str, path: str, findings: list[Finding]) -> YamlValue:
    try:
        return _Builder(text, path, findings).document()
    except yaml.YAMLError as error:
        if not any(finding.rule == "no-break-indent" for finding in findings):  # else that is why
            findings += explain_syntax_error(error, text, path)
    except _TooDeepError:
        pass  # the finding is kept already
    return None


def _with_line(finding: Finding, lines: list[str]) -> Finding:
    line = finding.place.line
    if line is None or finding.text or line > len(lines):
        return finding
    return replace(finding, text=lines[line - 1])


class _TooDeepError(Exception):
    """Ends the reading of one file."""


class _Builder:
    """Turns the events of one text into mappings, lists and strings; lives as long as that text is read."""

    def __init__(self, text: str, path: str, findings: list[Finding]) -> None:
        self.path = path
        self.findings = findings
        self.next: Callable[[], Any] = _Parser(text).get_event
        self.depth = 0

    def document(self) -> YamlValue:
        event = self.next()
        while type(event) is not yaml.DocumentStartEvent:
            if type(event) is yaml.StreamEndEvent:
                return None
            event = self.next()
        value = self.value(self.next())
        self.next()
        event = self.next()
        if type(event) is yaml.DocumentStartEvent:
            hint = "keep one document a file: delete the line ---"
            self.fault("several-documents", "a second document begins here", event.start_mark, hint)
        return value

    def value(self, event: Any) -> YamlValue:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if kind is yaml.AliasEvent:
            hint = "write the value out: aliases are not read"
            self.fault("yaml-alias", f"alias *{event.anchor}", event.start_mark, hint)
            return None
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        self.depth += 1
        if self.depth > DEEPEST:
            hint = "a fact sheet needs five levels at most; look for a bracket too many"
            self.fault("nested-too-deep", f"nested more than {DEEPEST} levels deep", event.start_mark, hint)
            raise _TooDeepError
        value = self.mapping(event) if kind is yaml.MappingStartEvent else self.sequence(event)
        self.depth -= 1
        return value

    def scalar(self, event: Any) -> str | None:
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        text: str = event.value
        if event.implicit[0]:  # not in quotes
            if text in _ABSENT:
                return None
            if text[0] in _OPENING:
                self.findings += find_curly_quotes(text, mark_place(self.path, event.start_mark))
        elif not text.isprintable() and (hidden := find_in_value(text)) is not None:
            message = f"the escape makes a hidden character, U+{ord(hidden):04X}"
            self.fault("control-character", message, event.start_mark, "delete the escape")
        return text

    def mapping(self, start: Any) -> YamlMapping:
        result = YamlMapping(self.path, start.start_mark)
        marks = result.marks
        take = self.next
        while type(event := take()) is not yaml.MappingEndEvent:
            key = self.key(event)
            value_event = take()
            value = self.value(value_event)
            if key is None:
                continue
            if key in marks:
                message = f"“{key}” is written twice; the first is on line {marks[key][0].line + 1}"
                self.fault("duplicate-field", message, event.start_mark, "keep one of the two")
                continue
            marks[key] = (event.start_mark, value_event.start_mark)
            if value is not None:
                result[key] = value
        return result

    def key(self, event: Any) -> str | None:
        if type(event) is not yaml.ScalarEvent:
            self.fault("yaml-syntax", "a field's name must be plain text", event.start_mark, "write name: value")
            self.value(event)
            return None
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event)
        key: str = event.value
        if key == "<<" and event.implicit[0]:
            self.fault("yaml-merge", "merge key <<", event.start_mark, "write the fields out: nothing is merged")
            return None
        return key

    def sequence(self, start: Any) -> YamlList:
        result = YamlList(self.path, start.start_mark)
        take = self.next
        while type(event := take()) is not yaml.SequenceEndEvent:
            value = self.value(event)
            if value is not None:
                result.append(value)
                result.marks.append(event.start_mark)
        return result

    def refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            hint = "delete it: anchors and aliases are not read"
            self.fault("yaml-alias", f"anchor &{event.anchor}", event.start_mark, hint)
        if event.tag is not None:
            hint = "delete it: every value is read as text; a text that begins with ! goes into quotes"
            self.fault("yaml-tag", f"tag {event.tag}", event.start_mark, hint)

    def fault(self, rule: str, message: str, mark: Any, hint: str) -> None:
        self.findings.append(Finding(rule, message, mark_place(self.path, mark), hint, stops=Stops.RUN))
