"""The words that a template's author typed, branch or no branch, each with its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2

from briefs.finding import Place
from briefs.render.environment import BriefEnvironment, relative_path


def template_texts(file: str, folders: Sequence[Path], root: Path) -> Iterator[tuple[str, Place]]:
    """The texts between Jinja's tags of a brief and of all that it includes; nothing of a file that does not parse."""
    environment = BriefEnvironment(folders)
    waiting, seen = [file], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            source, filename, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr] # set above
            environment.get_template(name)  # compiled here, and rendered with the same code
            tokens = list(environment.lex(source, name, filename))
        except jinja2.TemplateError:
            continue  # rendering reports it, with its place
        yield from _texts(tokens, source, relative_path(filename, root))
        waiting += _referenced(tokens)


def _referenced(tokens: Sequence[tuple[int, str, str]]) -> Iterator[str]:
    """The templates that are named as text in an include or import."""
    kind, names = "", False
    for _, token, text in tokens:
        if token == "block_begin":
            kind, names = "begun", False
        elif kind == "begun" and token == "name":
            kind, names = text, text in ("include", "import", "from")
        elif token == "block_end":
            names = False
        elif names and token == "string":
            yield text[1:-1]


def _texts(tokens: Sequence[tuple[int, str, str]], source: str, path: str) -> Iterator[tuple[str, Place]]:
    """Text nodes and printed string constants, found again in the source in order, for their columns."""
    offset, printing = 0, False
    lines = [0]
    for position, character in enumerate(source):
        if character == "\n":
            lines.append(position + 1)
    for line, kind, text in tokens:
        start = source.find(text, offset)
        start = offset if start < 0 else start
        offset = start + len(text)
        if kind == "variable_begin":
            printing = True
        elif kind == "variable_end":
            printing = False
        elif kind == "data":
            yield text, Place(path, line, start - lines[line - 1] + 1)
        elif kind == "string" and printing and source[:start].rstrip().endswith(("{{", "~", "{{-")):
            yield text[1:-1], Place(path, line, start - lines[line - 1] + 2)
