"""The project's own rules: what lies where, who may import what, what no file may hold."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "briefs"
STAGES = {"load", "render", "parse", "note", "check", "write", "audit", "translate"}
NOUNS = {
    "finding", "evidence", "document", "language", "numeral", "catalogue", "brief", "settings", "settings_model", "typography",
    "yaml_source", "yaml_values", "yaml_faults", "plain_text", "glossary", "lexicon",
    "root",
}  # fmt: skip
PURE = {"finding", "evidence", "document", "numeral", "catalogue", "parse", "note", "check", "write", "audit"}
TOUCHES_FILES = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "replace_file", "rmdir",
    "iterdir", "rglob", "glob", "is_file", "exists", "stat", "touch",
}  # fmt: skip
COMMANDS = {
    "briefs.cli", "briefs.cli.again", "briefs.cli.group", "briefs.cli.access", "briefs.cli.locale", "briefs.console",
    "briefs.cli.clearance", "briefs.processors", "briefs.cli.reference", "briefs.cli.release",
    "briefs.ahead",
}  # fmt: skip
SELDOM_NEEDED = {  # loaded by the function that needs it: see docs/performance.md
    "babel", "docx", "fcntl", "multiprocessing", "subprocess", "importlib", "briefs.settings_model", "briefs.load.validated", "briefs.csl_style",
    "briefs.translate", "briefs.translate.pseudo", "briefs.release.approval",
    "briefs.write.pdf", "briefs.audit.pdfnotes", "briefs.audit.pdfpieces", "briefs.audit.accessibility",
}  # fmt: skip
TOP = {
    ".ci", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "benchmarks",
    "briefs", "data", "docs", "generate.py", "locale", "pyproject.toml", "templates", "tests",
}  # fmt: skip
READS_LANGUAGES = {"briefs.numeral.reading", "briefs.audit.tongue"}  # how numbers are read is data: reading.yaml
RUNS_PROGRAMS = {"briefs.write.office"}  # LibreOffice takes files and gives files, in a folder that is then deleted
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
BINARY = {".docx", ".png", ".odt", ".zip"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """The stage or noun a module belongs to: `audit` for briefs.audit.markdown."""
    return [*module.split("."), ""][1]


@cache
def names() -> frozenset[str]:
    return frozenset(name_of(file) for file in modules())


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports_of(node: ast.AST) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            inner = (f"{child.module}.{alias.name}" for alias in child.names)
            yield from (name if name in names() else child.module for name in inner)


def own_imports(file: Path) -> set[str]:
    return {module for module in imports_of(tree_of(file)) if module.split(".")[0] == "briefs"}


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository; the folder's files where it is no repository."""
    done = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a repository: which files belong to the project is not known")
    return tuple(file for name in done.stdout.decode().split("\0") if name and (file := ROOT / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    for file in tracked():
        if file.suffix not in BINARY:
            try:
                yield file.relative_to(ROOT).as_posix(), file.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                assert file.is_relative_to(ROOT / "tests"), f"{file} is not UTF-8"


# ---- layout


def test_the_top_level_holds_what_the_readme_names() -> None:
    assert {file.relative_to(ROOT).parts[0] for file in tracked()} <= TOP


def test_modules_are_short() -> None:
    """Blank lines do not count: the formatter puts them."""
    lengths = {name_of(file): sum(bool(line.strip()) for line in file.read_text(encoding="utf-8").splitlines())
               for file in modules()}  # fmt: skip
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    long = {
        f"{name_of(file)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for file in modules()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}


def test_no_module_is_called_after_nothing() -> None:
    assert not {file.stem for file in modules()} & {"utils", "util", "helpers", "common", "core", "misc", "base"}


# ---- who may import what


def test_stages_do_not_import_each_other() -> None:
    crossings = {
        (name_of(file), module)
        for file in modules()
        if (stage := part_of(name_of(file))) in STAGES
        for module in own_imports(file)
        if part_of(module) not in NOUNS | {stage, ""}
    }
    assert crossings == set()


def test_nouns_import_only_nouns() -> None:
    crossings = {
        (name_of(file), module)
        for file in modules()
        if part_of(name_of(file)) in NOUNS
        for module in own_imports(file)
        if part_of(module) not in NOUNS | {""}
    }
    assert crossings == set()


def test_the_reader_of_numerals_knows_findings_only() -> None:
    found = {m for file in (PACKAGE / "numeral").glob("*.py") for m in own_imports(file)}
    assert {part_of(module) for module in found} <= {"numeral", "finding"}


def test_the_audit_shares_nothing_with_the_writer() -> None:
    files = list((PACKAGE / "audit").glob("*.py"))
    assert files
    found = {module for file in files for module in imports_of(tree_of(file))}
    assert {part_of(module) for module in found if module.startswith("briefs")} <= {
        "audit",
        "evidence",
        "finding",
        "numeral",
    }
    assert not {module.split(".")[0] for module in found} & {"docx", "markdown", "jinja2", "babel"}
    for file in files:  # nor the data that decides how we print
        assert not re.search(r"language\.yaml|style-|\.po\b", file.read_text(encoding="utf-8")), file


def test_pydantic_stays_at_the_edge() -> None:
    users = {part_of(name_of(file)) for file in modules()
             if any(module.split(".")[0].startswith("pydantic") for module in imports_of(tree_of(file)))}  # fmt: skip
    assert users <= {"settings_model", "load"}


def test_imports_stand_at_the_top_but_for_commands_and_what_most_runs_do_without() -> None:
    late = {
        (name_of(file), module)
        for file in modules()
        if name_of(file) not in COMMANDS
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for module in imports_of(node)
        if module.split(".")[0] not in SELDOM_NEEDED and module not in SELDOM_NEEDED
    }
    assert late == set()


def test_there_is_no_circle_of_imports() -> None:
    graph = {name_of(file): {m for m in top_imports(file) if m != name_of(file)} for file in modules()}
    waiting = {name: {module for module in needs if module in graph} for name, needs in graph.items()}
    while ready := {name for name, needs in waiting.items() if not needs}:
        waiting = {name: needs - ready for name, needs in waiting.items() if name not in ready}
    assert waiting == {}


def top_imports(file: Path) -> set[str]:
    """What a module needs when it is loaded; a package's own parts and type hints left out."""
    body = [node for node in tree_of(file).body if isinstance(node, ast.Import | ast.ImportFrom)]
    found = {module for node in body for module in imports_of(node)}
    return {module for module in found if module != "briefs"}


def test_pure_parts_touch_no_files() -> None:
    found = {
        f"{name_of(file)}:{node.lineno} {called}"
        for file in modules()
        if part_of(name_of(file)) in PURE and name_of(file) not in READS_LANGUAGES | RUNS_PROGRAMS
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and (called := called_name(node)) in TOUCHES_FILES
    }
    assert found == set()


def called_name(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        owner = node.func.value
        in_zip = {"zipfile", "archive", "package"} & {getattr(owner, "id", ""), getattr(owner, "attr", "")}
        return "" if in_zip else node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def test_nothing_asks_clock_chance_or_locale() -> None:
    """Same inputs, same bytes; but an approval is of today, if its day is not told, and an embargo waits for its own."""
    asks = re.compile(r"\b(?:datetime\.now|date\.today|time\.time|utcnow|random\.|uuid4|setlocale|getuser|strftime)\b")
    found = [name for name, text in texts() if name.startswith("briefs/") and asks.search(text)]
    assert sorted(found) == ["briefs/build.py", "briefs/cli/clearance.py"]


def test_texts_are_read_and_written_as_utf_8() -> None:
    """Windows would take another encoding where none is named."""
    found = [
        f"{name_of(file)}:{node.lineno}"
        for file in modules()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and called_name(node) in {"read_text", "write_text", "open"}
        and not any(keyword.arg == "encoding" for keyword in node.keywords)
        and not any(isinstance(arg, ast.Constant) and "b" in str(arg.value) for arg in node.args)
    ]
    assert found == []


# ---- what no file may hold


def test_nothing_is_left_to_do() -> None:
    left = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    assert [name for name, text in texts() if left.search(text)] == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    places = re.compile(
        r"(?<![\w.])/(?:work|root|home|opt|Users)/\w|[A-Z]:\\Users|pypi\.org|simple/\b|--index-url http"
    )
    found = [(name, match.group()) for name, text in texts() if (match := places.search(text))]
    spelt_out = (
        "tests/test_project.py",
        "tests/cases/release-scrub.md",
    )  # the search itself, and faults planted in Word files
    assert [pair for pair in found if pair[0] not in spelt_out] == []


def test_no_private_use_or_control_character() -> None:
    """Figures are private-use characters while a brief is made; a stray one in an input would be taken for a figure."""
    found = [
        (name, f"U+{ord(sign):04X}")
        for name, text in texts()
        for sign in set(text)
        if unicodedata.category(sign) in {"Co", "Cs"} or (unicodedata.category(sign) == "Cc" and sign not in "\n\t\r")
    ]
    assert [pair for pair in found if not pair[0].startswith("tests/cases/")] == []


def test_lines_end_the_unix_way() -> None:
    assert [name for name, text in texts() if "\r" in text and "crlf" not in name] == []


# ---- installing


def lock() -> dict[str, str]:
    text = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
    return {match[1]: match[2] for match in re.finditer(r"^([a-z0-9-]+)==(\S+)((?:.*\\\n)+.*)$", text, re.M)
            if "--hash=sha256:" in match[3]}  # fmt: skip


def test_the_lock_names_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["test"], *extras["build"]]
    names = {re.split(r"[<>=!\[; ]", line)[0].lower() for line in asked}
    assert names <= set(lock())


def test_the_lock_holds_nothing_but_versions_and_hashes() -> None:
    lines = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8").splitlines()
    shape = re.compile(r"[a-z0-9-]+==\S+( ; [\w .'<>=!]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not shape.fullmatch(line)] == []


def is_shared(name: str) -> bool:
    file = name.rpartition("/")[2]
    return file.startswith("_") or file in {"shared.po", "program.po"}


def test_the_wheel_carries_templates_and_languages(tmp_path: Path) -> None:
    program = "import sys; from hatchling.builders.wheel import WheelBuilder as B; print(*B('.').build(directory=sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    with zipfile.ZipFile(done.stdout.split()[-1]) as wheel:
        names = set(wheel.namelist())
    shared = {f"briefs/shared/{file.relative_to(ROOT).as_posix()}" for file in tracked()
              if file.relative_to(ROOT).parts[0] in {"templates", "locale"}}  # fmt: skip
    ours = {name for name in shared if name.endswith((".po", ".md.j2")) and not is_shared(name)}
    assert ours
    assert shared - ours <= names
    assert not ours & names  # our own briefs and their translations are nobody else's
    assert {file.relative_to(ROOT).as_posix() for file in modules() if file in tracked()} <= names
    assert not [name for name in names if name.startswith(("tests/", "data/"))]


# ---- the front door


def run_front_door(*options: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, *(["-c", code] if code else [str(ROOT / "generate.py")])]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)


def test_a_missing_package_is_told_in_one_line() -> None:
    done = run_front_door("-S")  # without the folder in which packages are installed
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "click is missing" in done.stderr
    assert "-m pip install -e ." in done.stderr


def test_an_old_python_is_told_in_one_line() -> None:
    path = str(ROOT / "generate.py")
    code = f"import runpy, sys; sys.version_info = (3, 8, 0); runpy.run_path({path!r}, run_name='__main__')"
    done = run_front_door("-S", code=code)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "needs Python 3.11 or newer, not 3.8" in done.stderr


def test_old_pythons_can_read_the_front_door() -> None:
    for file in (ROOT / "generate.py", ROOT / ".ci" / "python_version.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 4))
        new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match)
        assert not [node for node in ast.walk(tree) if isinstance(node, new)]
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]


def test_a_fault_of_the_program_itself_is_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "__init__.py").touch()
    (tmp_path / "briefs" / "cli.py").write_text("import briefs.nowhere\n", encoding="utf-8")
    (tmp_path / "generate.py").write_bytes((ROOT / "generate.py").read_bytes())
    done = subprocess.run([sys.executable, str(tmp_path / "generate.py")], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
