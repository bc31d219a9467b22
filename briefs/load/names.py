"""The usual names of laws in a language, where the sources themselves do not say them: `locale/<tag>/laws.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefs.finding import Finding, Place
from briefs.load.faults import blocking, suggest
from briefs.load.sources import Sources
from briefs.yaml_values import YamlMapping, YamlValue

FILE = "laws.yaml"


def name_laws(value: YamlValue, path: str, language: str, sources: Sources) -> Iterator[Finding]:
    """Gives each law of the file its name in the language; says what is wrong with the file."""
    if value is None:
        return
    if not isinstance(value, YamlMapping):
        yield blocking("wrong-kind", "names of laws are expected here", Place(path, 1, 1), "write source-id: its name")
        return
    for law, name in value.items():
        place, source = value.key_place(law), sources.by_id.get(law)
        if source is None:
            if law not in sources.faulty:
                yield blocking("unknown-source", f"no source “{law}”", place, suggest(law, sources.by_id))
        elif not isinstance(name, str) or not name.strip():
            yield blocking("wrong-kind", f"{law}: a name is expected here", value.place(law), "write one line of text")
        elif language in source.names:
            hint = f"delete it here, or title_{language} in {source.at.path}"
            yield blocking("duplicate-field", f"{law} has a name in this language already", place, hint)
        else:
            sources.by_id[law] = replace(source, names={**source.names, language: name})
