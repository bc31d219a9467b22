"""Messages of several places as one: gettext knows a message by its text and context alone."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from briefs.catalogue import Key, Message


def merge_messages(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Each message once, in order of appearance, with all its places and remarks."""
    merged: dict[tuple[str, str | None, str], Message] = {}
    for message in messages:
        key = (message.language, *message.key)
        first = merged.get(key)
        merged[key] = message if first is None else join_messages(first, message)
    return tuple(merged.values())


def messages_for(messages: Iterable[Message], language: str) -> tuple[Message, ...]:
    """The messages that are to be translated into a language: all that are not in it.

    A text that stands in two source languages (a name, most often) is one message for a third.
    """
    merged: dict[Key, Message] = {}
    for message in messages:
        if message.language != language:
            first = merged.get(message.key)
            merged[message.key] = message if first is None else join_messages(first, message)
    return tuple(merged.values())


def join_messages(first: Message, other: Message) -> Message:
    """Two messages of the same text as one, with all places and remarks."""
    flags = dict.fromkeys(first.flags + other.flags)
    if "python-format" in flags:
        flags.pop("no-python-format", None)
    return replace(
        first,
        plural=first.plural or other.plural,
        flags=tuple(flags),
        notes=tuple(dict.fromkeys(first.notes + other.notes)),
        references=tuple(dict.fromkeys(first.references + other.references)),
    )
