"""A catalogue as the text of a PO file: one line a text, no clock, the same bytes for the same messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefs.catalogue import Message

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\a": "\\a",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
    }
)


def write_po(header: Mapping[str, str], messages: Sequence[Message], comments: Sequence[str] = ()) -> str:
    """The whole text: header, messages in the order given, the obsolete ones last."""
    top = "".join(f"{name}: {value}\n" for name, value in header.items())
    entries = ["\n".join([*_comment_lines("#", comments), 'msgid ""', *_string("msgstr", top)])]
    entries += ["\n".join(_entry(message)) for message in messages if not message.obsolete]
    entries += ["\n".join(_obsolete(message)) for message in messages if message.obsolete]
    return "\n\n".join(entries) + "\n"


def _entry(message: Message) -> Iterator[str]:
    yield from _comment_lines("#", message.comments)
    yield from _comment_lines("#.", message.notes)
    yield from (f"#: {_reference(reference)}" for reference in message.references)
    yield from _flags(message)
    yield from (f"#| {line}" for line in _previous(message))
    yield from _strings(message)


def _obsolete(message: Message) -> Iterator[str]:
    yield from _comment_lines("#", message.comments)
    yield from _flags(message)
    yield from (f"#~| {line}" for line in _previous(message))
    yield from (f"#~ {line}" for line in _strings(message))


def _comment_lines(mark: str, comments: Sequence[str]) -> Iterator[str]:
    return (f"{mark} {comment}".rstrip() for comment in comments)


def _reference(reference: str) -> str:
    """A file name with spaces stands between isolates, as gettext itself writes it."""
    return f"\u2068{reference}\u2069" if " " in reference else reference


def _flags(message: Message) -> Iterator[str]:
    if message.flags:
        yield f"#, {', '.join(sorted(message.flags, key=lambda flag: (flag != 'fuzzy', flag)))}"


def _previous(message: Message) -> Iterator[str]:
    if message.previous is not None:
        context, msgid, plural = message.previous
        yield from _source(context, msgid, plural)


def _source(context: str | None, msgid: str, plural: str | None) -> Iterator[str]:
    if context is not None:
        yield from _string("msgctxt", context)
    yield from _string("msgid", msgid)
    if plural is not None:
        yield from _string("msgid_plural", plural)


def _strings(message: Message) -> Iterator[str]:
    yield from _source(message.context, message.id, message.plural)
    for number, form in enumerate(message.forms):
        yield from _string("msgstr" if message.plural is None else f"msgstr[{number}]", form)


def _string(keyword: str, text: str) -> Iterator[str]:
    """One line; a text with line breaks has a line for each of its own."""
    lines = text.split("\n")
    pieces = [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(pieces) < 2 and not text.endswith("\n"):
        yield f'{keyword} "{text.translate(_ESCAPES)}"'
        return
    yield f'{keyword} ""'
    yield from (f'"{piece.translate(_ESCAPES)}"' for piece in pieces)
