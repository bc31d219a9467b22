"""The Jinja sandbox: strict names, bounded loops and output, no arithmetic, no bare numbers; and places."""

from __future__ import annotations

import marshal
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.lexer import Lexer
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefs.brief import split_front_matter
from briefs.finding import Place
from briefs.render.slots import SlotMisuse

STEPS = 20_000  # turns of all loops of one brief
OUTPUT = 2_000_000  # characters of one rendered brief
FILTERS = (
    "capitalize", "default", "d", "dictsort", "first", "groupby", "items", "join", "last", "list", "lower", "map",
    "reject", "rejectattr", "select", "selectattr", "sort", "string", "trim", "unique", "upper",
)  # fmt: skip


class Refused(jinja2.TemplateSyntaxError):
    """A construct that templates of briefs may not use."""


class TemplateLoader(jinja2.FileSystemLoader):
    """Templates from the given folders only, their front matter blanked so that lines keep their numbers."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether it is still fresh."""
        source, filename, fresh = super().get_source(environment, template)
        _, lines = split_front_matter(source)
        return "\n" * lines + "".join(source.splitlines(keepends=True)[lines:]), filename, fresh


class CompiledTemplates(jinja2.BytecodeCache):
    """The code of each template as it was last read: it is the same in every language."""

    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, CodeType | None]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file itself; Jinja's digest of it fails in a folder whose name the locale can't spell."""
        return f"{filename}|{name}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code, if it is that of this source."""
        checksum, code = self.codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self.codes[bucket.key] = (bucket.checksum, bucket.code)


_COMPILED = CompiledTemplates()


Codes = dict[str, tuple[str, bytes]]  # by template: the digest of its source, the code marshalled


def told_codes() -> Codes:
    """The code of each template that was compiled here, for another process; with its source's digest."""
    return {name: (digest, marshal.dumps(code)) for name, (digest, code) in _COMPILED.codes.items()}


def adopt_codes(told: Codes) -> None:
    """Take the templates that another process compiled; one whose source was changed since is compiled anew."""
    _COMPILED.codes.update({name: (digest, marshal.loads(code)) for name, (digest, code) in told.items()})


class OnceLexer(Lexer):
    """Jinja's; the signs of the source that was last read are kept for the next who asks."""

    source: str | None = None

    def tokeniter(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> Iterator[tuple[int, str, str]]:
        """The signs of a source with their lines."""
        if source != self.source:
            self.tokens = list(super().tokeniter(source, name, filename, state))
            self.source = source
        return iter(self.tokens)


class BriefEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, narrowed to what a brief needs."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(
            loader=TemplateLoader([str(folder) for folder in folders]),
            extensions=["jinja2.ext.i18n"],
            undefined=jinja2.StrictUndefined,
            finalize=refuse_bare_number,
            keep_trailing_newline=True,
            autoescape=False,
            bytecode_cache=_COMPILED,
            optimized=False,  # looking for constants takes longer than it saves in a text that is rendered twice
        )
        self.once_lexer = OnceLexer(self)
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.globals = {}
        self.steps = 0

    @property
    def lexer(self) -> Lexer:
        """The reader of signs."""
        return self.once_lexer

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in list(tree.find_all((nodes.Extends, nodes.Assign, nodes.For))):
            if isinstance(node, nodes.Extends):
                raise Refused("extends is refused: use include or import", node.lineno, name, filename)
            if isinstance(node, nodes.Assign):  # the first value of a {% trans %} comes without its line
                node.lineno = node.lineno or node.node.lineno
            if isinstance(node, nodes.For):
                node.iter = nodes.Call(nodes.Name("_counted", "load", lineno=node.lineno), [node.iter], [], None, None)
                node.iter.lineno = node.lineno
        return tree

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items, while the loops of this brief have not turned too often."""
        for item in items:
            self.steps += 1
            if self.steps > STEPS:
                raise SlotMisuse(f"the loops of this brief turn more than {STEPS:,} times")
            yield item

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Lists and texts may be joined by +; all else is arithmetic."""
        if operator == "+" and isinstance(left, (list, tuple, str)) and isinstance(right, (list, tuple, str)):
            return left + right  # type: ignore[operator] # unlike kinds raise the TypeError that is reported
        raise SlotMisuse(f"no arithmetic in a template ({operator}): make it a derived fact")


def refuse_bare_number(value: Any) -> Any:
    """The value, unless it is a bare number."""
    if isinstance(value, (int, float, Decimal)):
        raise SlotMisuse(f"a bare number ({value}): print it with figure(), count() or plain()")
    return value


class TemplatePlaces:
    """Where a rendering stands; each template's name, and which of its lines became which code, are looked up once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.templates: dict[str | None, tuple[str, list[int], list[int]]] = {}

    def here(self) -> Place:
        """The line that is being rendered right now: of the nearest caller that is a compiled template."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return self._place(template, frame.f_lineno)
            frame = frame.f_back
        return Place("")

    def _place(self, template: jinja2.Template, code_line: int) -> Place:
        """As Jinja's get_corresponding_lineno, which reads the whole list of lines at each call."""
        known = self.templates.get(template.filename)
        if known is None:
            lines, code_lines = [1], [0]
            for line, code in template.debug_info:
                lines.append(line)
                code_lines.append(code)
            known = self.templates[template.filename] = relative_path(template.filename, self.root), lines, code_lines
        path, lines, code_lines = known
        return Place(path, lines[bisect_right(code_lines, code_line) - 1])


def relative_path(filename: str | None, root: Path) -> str:
    """A file's name from the project root on, with forward slashes."""
    path = Path(filename or "")
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def generate_text(template: jinja2.Template, variables: Mapping[str, Any]) -> str:
    """The rendered text, refused when it grows beyond all reason."""
    parts, size = [], 0
    for part in template.generate(**variables):
        size += len(part)
        if size > OUTPUT:
            raise SlotMisuse(f"the rendered brief is longer than {OUTPUT:,} characters")
        parts.append(part)
    return "".join(parts)
