"""What YAML holds once it is read: mappings and lists of texts, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, Union

import yaml

from briefs.finding import Place


class YamlMapping(dict[str, Any]):
    """A mapping: its present fields, and the place of each field's name and value (absent ones too)."""

    __slots__ = ("mark", "marks", "path")

    def __init__(self, path: str, mark: yaml.Mark) -> None:
        self.path = path
        self.mark = mark
        self.marks: dict[str, tuple[yaml.Mark, yaml.Mark]] = {}

    @property
    def at(self) -> Place:
        """Where the mapping begins."""
        return mark_place(self.path, self.mark)

    def written(self) -> Iterator[str]:
        """The names of all fields that are written, those without a value too, in order."""
        return iter(self.marks)

    def key_place(self, key: str) -> Place:
        """Where a field's name stands; the mapping's place where the field is not written."""
        return mark_place(self.path, self.marks[key][0]) if key in self.marks else self.at

    def place(self, key: str) -> Place:
        """Where a field's value stands; the mapping's place where the field is not written."""
        return mark_place(self.path, self.marks[key][1]) if key in self.marks else self.at


class YamlList(list[Any]):
    """A list, and the place of each item."""

    __slots__ = ("mark", "marks", "path")

    def __init__(self, path: str, mark: yaml.Mark) -> None:
        self.path = path
        self.mark = mark
        self.marks: list[yaml.Mark] = []

    @property
    def at(self) -> Place:
        """Where the list begins."""
        return mark_place(self.path, self.mark)

    def place(self, index: int) -> Place:
        """Where an item stands."""
        return mark_place(self.path, self.marks[index])


YamlValue: TypeAlias = Union[str, YamlMapping, YamlList, None]  # noqa: UP007


class FieldPlaces(Mapping[str, Place]):
    """The places of a mapping's values by field name, made when they are asked for."""

    __slots__ = ("_source",)

    def __init__(self, source: YamlMapping) -> None:
        self._source = source

    def __getitem__(self, key: str) -> Place:
        if key not in self._source.marks:
            raise KeyError(key)
        return self._source.place(key)

    def __iter__(self) -> Iterator[str]:
        return self._source.written()

    def __len__(self) -> int:
        return len(self._source.marks)

    def __reduce__(self) -> tuple[type[dict[str, Place]], tuple[dict[str, Place]]]:
        """Another process gets the places themselves: the parser's marks cannot be sent."""
        return dict, (dict(self),)


def plain_value(value: YamlValue) -> Any:
    """The same value in plain dictionaries and lists, without places."""
    if isinstance(value, YamlMapping):
        return {key: plain_value(item) for key, item in value.items()}
    if isinstance(value, YamlList):
        return [plain_value(item) for item in value]
    return value


def mark_place(path: str, mark: yaml.Mark) -> Place:
    """A mark of the parser as a place: lines and columns from 1."""
    return Place(path, mark.line + 1, mark.column + 1)
