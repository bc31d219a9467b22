"""Messages of a template's front matter: title, subtitle, kind, addressees and asks."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.brief import split_front_matter
from briefs.catalogue import Message
from briefs.finding import Finding, Place
from briefs.yaml_source import YamlList, YamlMapping, read_yaml

STRINGS = {
    "title": "Title of the brief",
    "subtitle": "Subtitle of the brief",
    "kind": "What kind of document it is, above the title",
    "addressees": "Addressee of the brief",
}
ASK_STRINGS = {"to": "Whom ask {} is addressed to", "ask": "Ask {}", "seen_by": "How one sees that ask {} is done"}


def split_front(text: str) -> tuple[str, str]:
    """The YAML between the `---` lines at the top, and the rest with as many empty lines before it."""
    matter, lines = split_front_matter(text)
    return matter or "", "\n" * lines + "".join(text.splitlines(keepends=True)[lines:])


def front_messages(front: str, path: str) -> tuple[str, list[Message], list[Finding]]:
    """The source language of the brief, and the messages of its front matter."""
    value, findings = read_yaml(front, path, first_line=2)
    if not isinstance(value, YamlMapping):
        return "", [], list(findings)
    language = str(value.get("language", ""))
    messages = [_message(text, at, note, language) for text, at, note in _strings(value)]
    return language, messages, list(findings)


def _strings(front: YamlMapping) -> Iterator[tuple[str, Place, str]]:
    for key, note in STRINGS.items():
        value = front.get(key)
        if isinstance(value, YamlList):
            yield from ((item, value.place(index), note) for index, item in enumerate(value) if isinstance(item, str))
        elif isinstance(value, str):
            yield value, front.place(key), note
    asks = front.get("asks")
    for number, ask in enumerate(asks if isinstance(asks, YamlList) else [], 1):
        if isinstance(ask, YamlMapping):
            for key, note in ASK_STRINGS.items():
                if isinstance(ask.get(key), str):
                    yield ask[key], ask.place(key), note.format(number)


def _message(text: str, at: Place, note: str, language: str) -> Message:
    reference = f"{at.path}:{at.line}"
    return Message(text, at, language=language, flags=("no-python-format",), notes=(note,), references=(reference,))
