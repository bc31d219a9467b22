"""YAML of words, lists and tables, as the files hold it that describe how a language writes numbers."""

from __future__ import annotations

from typing import Any

import yaml

_WORD, _LIST, _TABLE = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_KEYS = frozenset((_WORD, "tag:yaml.org,2002:int"))  # a merged table or a list as a key is left to PyYAML
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # without libyaml: the same, ten times slower


class PlainLoader(_SafeLoader):  # type: ignore[misc] # one of two loaders, of the same interface
    """YAML in which `no`, `on` and `yes` are words: they are words of the languages described."""

    def construct_document(self, node: yaml.Node) -> Any:
        """What a node of words, lists and tables holds, without PyYAML's care for rarer things: in half the time."""
        if isinstance(node, yaml.ScalarNode) and node.tag == _WORD:
            return node.value
        if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
            return [self.construct_document(item) for item in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == _TABLE and all(key.tag in _KEYS for key, _ in node.value):
            return {self.construct_document(key): self.construct_document(value) for key, value in node.value}
        return self.construct_object(node, deep=True)


PlainLoader.yaml_implicit_resolvers = {
    sign: [row for row in rows if row[0] != "tag:yaml.org,2002:bool"]
    for sign, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
