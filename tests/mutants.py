"""Mutants: a finished file with one fault planted at one figure, in every way that a hand or a slip can plant it.

`python tests/mutants.py` (or `make mutants`) plants every fault at every figure of every shipped brief, language and
format, reads each file back as the build does, and prints how many were found, and for the right reason.
"""

from __future__ import annotations

import io
import itertools
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefs.audit import AUDITORS, compare_record
from briefs.evidence import Printed, Record
from briefs.folders import locale_folders
from briefs.pipeline import Compiled, compile_brief, write_document
from briefs.project import Project, load_project
from briefs.settings import load_settings

ROOT = Path(__file__).parents[1]
NUMBER = frozenset({"figure-changed", "figure-lost", "number-appeared", "bookmark-lost", "note-changed"})
BINDING = frozenset(
    {"note-lost", "note-to-another-source", "note-moved", "call-without-note", "note-changed", "note-appeared"}
)
HEDGES = {  # turned: what the hedge becomes
    "en": {"about": "more than", "more than": "less than", "nearly": "just over", "at least": "at most", "up to": "at least",
           "less than": "more than", "at most": "at least", "just over": "nearly", "almost": "just over"},
    "fr": {"environ": "plus de", "plus de": "moins de", "près de": "un peu plus de", "au moins": "au plus",
           "jusqu’à": "au moins", "moins de": "plus de", "au plus": "au moins", "un peu plus de": "près de",
           "plus d’": "moins d’", "près d’": "plus d’", "presque": "plus de"},
    "es": {"cerca de": "más de", "unos": "más de", "unas": "más de", "más de": "menos de", "casi": "más de", "al menos": "como máximo"},
    "ar": {},
}  # fmt: skip
ADDED = {"en": "more than ", "fr": "plus de ", "es": "más de ", "ar": "أكثر من "}
WORDS = {"en": ("seven", "eleven"), "fr": ("sept", "onze"), "es": ("siete", "once"), "ar": ("سبعة", "أحد عشر")}
CALL = re.compile(r"[\u00a0 ]?\[\^([^\]]+)\](?!:)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one fault planted."""

    fault: str
    figure: str
    text: str
    expected: frozenset[str]


def number_mutants(
    text: str, start: int, printed: Printed, others: Sequence[Printed], language: str
) -> Iterator[Mutant]:
    """Faults of the number itself, of its hedge and its unit."""
    words, end = printed.text, start + len(printed.text)

    def planted(fault: str, new: str) -> Iterator[Mutant]:
        if new != words:
            yield Mutant(fault, words, text[:start] + new + text[end:], NUMBER)

    digits = [match.start() for match in re.finditer(r"\d", words)]
    if digits:
        at = digits[-1]
        yield from planted("digit", words[:at] + str((int(words[at]) + 3) % 10) + words[at + 1 :])
        yield from planted("digits swapped", _swap_digits(words, digits))
        yield from planted("word form", words[: digits[0]] + WORDS[language][0] + words[digits[-1] + 1 :])
    else:
        first = re.search(r"[^\W\d_]{3,}", words)
        new = WORDS[language][words.lower().startswith(WORDS[language][0])]
        if first and printed.hedge == "exact":
            yield from planted("word form", words[: first.start()] + new + words[first.end() :])
    for other in others:
        if other.fact != printed.fact and other.text != words and other.text not in words and words not in other.text:
            yield from planted("another fact’s value", other.text)
            break
    yield from planted("unit", _other_unit(words, printed))
    low = words[0].lower() + words[1:]
    for hedge, turned in HEDGES[language].items():
        if printed.hedge != "exact" and low.startswith(hedge):
            yield from planted("hedge turned", turned + low[len(hedge) :])
            break
    if printed.hedge == "exact" and text[start - 1 : start] != "\n":
        yield from planted("hedge added", ADDED[language] + low)


def _swap_digits(words: str, digits: Sequence[int]) -> str:
    for one, two in itertools.pairwise(digits):
        if words[one] != words[two]:
            return words[:one] + words[two] + words[one + 1 : two] + words[one] + words[two + 1 :]
    return words


def _other_unit(words: str, printed: Printed) -> str:
    """The same value of something else: the per cent sign gone or come, else another noun."""
    if "%" in words:
        return re.sub(r"[\u00a0\u202f ]?%", "", words)
    return words + "\u00a0%" if words[-1].isdigit() else re.sub(r"[^\W\d_]+$", "kilograms", words)


def note_mutants(text: str, start: int, printed: Printed) -> Iterator[Mutant]:
    """Faults of the note that the figure is bound to, in Markdown."""
    end = start + len(printed.text)
    stop = text.find("\n", end)
    call = next(
        (found for found in CALL.finditer(text, end, stop if stop > 0 else len(text)) if found[1] == printed.note), None
    )
    if call is None:
        return
    yield Mutant("note removed", printed.text, text[: call.start()] + text[call.end() :], BINDING)
    dangling = call[0].replace(call[1], "nowhere")
    yield Mutant("note dangling", printed.text, text[: call.start()] + dangling + text[call.end() :], BINDING)
    after = next(
        (found for found in CALL.finditer(text, call.end(), stop if stop > 0 else len(text)) if found[1] != call[1]),
        None,
    )
    if after is not None and not re.search(r"[.!?]\W*\s", text[call.end() : after.start()]):
        swapped = text[: call.start(1)] + after[1] + text[call.end(1) : after.start(1)] + call[1] + text[after.end(1) :]
        yield Mutant("notes swapped", printed.text, swapped, BINDING)


def combined_mutants(text: str) -> Iterator[Mutant]:
    """Two labels of a combined note swapped: what each source is said to vouch for."""
    for line in re.finditer(r"^\[\^[^\]]+\]: .*$", text, re.MULTILINE):
        labels = re.findall(r"(?:^\[\^[^\]]+\]: |; )([^:;\[\]]*\d[^:;\[\]]*?)\u00a0?: ", line[0])
        if len(labels) > 1 and labels[0] != labels[1]:
            one, two = labels[:2]
            new = line[0].replace(one, "\0", 1).replace(two, one, 1).replace("\0", two, 1)
            yield Mutant("labels swapped", one, text[: line.start()] + new + text[line.end() :], NUMBER | BINDING)


def markdown_mutants(data: bytes, record: Record, every: int = 1) -> Iterator[Mutant]:
    """Every fault at every `every`th figure of a Markdown file."""
    text = data.decode()
    for number, (start, printed) in enumerate(_located(text, record)):
        if number % every == 0:
            yield from number_mutants(text, start, printed, _body_figures(record), record.language)
            yield from note_mutants(text, start, printed)
    yield from combined_mutants(text)


def _body_figures(record: Record) -> list[Printed]:
    return [printed for printed in record.printed if printed.kind == "figure" and printed.part == "body"]


def _located(text: str, record: Record) -> Iterator[tuple[int, Printed]]:
    """Where each figure of the body stands, in order."""
    cursor = text.index("\n---\n") + 5
    for printed in _body_figures(record):
        found = re.compile(rf"(?<![\w/]){re.escape(printed.text)}(?!\w)").search(text, cursor)
        if found is not None:
            cursor = found.end()
            yield found.start(), printed


def word_mutants(data: bytes, record: Record, every: int = 1) -> Iterator[tuple[Mutant, bytes]]:
    """Every fault of the number at every `every`th figure of a Word file, under its bookmark; and its note's call gone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = parts["word/document.xml"].decode()
    for number, printed in enumerate(_body_figures(record)):
        if number % every:
            continue
        run = re.search(rf'w:name="{printed.name}"/>.*?<w:t(?: [^>]*)?>([^<]*)</w:t>', body, re.DOTALL)
        if run is None or run[1] != _escaped(printed.text):
            continue
        for mutant in number_mutants(body, run.start(1), printed, _body_figures(record), record.language):
            yield mutant, _packed(parts, mutant.text)
        call = re.compile(r"<w:r>(?:(?!</w:r>).)*<w:footnoteReference [^>]*/></w:r>", re.DOTALL).search(
            body, run.end(1)
        )
        if call is not None and printed.note and "</w:p>" not in body[run.end(1) : call.start()]:
            without = body[: call.start()] + body[call.end() :]
            yield Mutant("note removed", printed.text, without, BINDING), _packed(parts, without)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _packed(parts: dict[str, bytes], body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, body.encode() if name == "word/document.xml" else data)
    return stream.getvalue()


def compiled_briefs(project: Project) -> Iterator[Compiled]:
    """Every shipped brief in each of its languages, written in both formats."""
    for brief in project.briefs:
        for tag in project.languages_of(brief, tuple(project.languages)):
            compiled = compile_brief(project, brief, tag)
            write_document(project, compiled, ("md", "docx"))
            assert set(compiled.outputs) == {"md", "docx"}, compiled.findings
            yield compiled


def verdict(form: str, data: bytes, record: Record, mutant: Mutant) -> str:
    """killed, killed for another reason, or survived."""
    reading, findings = AUDITORS[form].read(data, f"x.{form}")
    found = {finding.rule for finding in findings}
    if reading is not None:
        found |= {finding.rule for finding in compare_record(reading, record, locale_folders(ROOT))}
    if found & mutant.expected:
        return "killed"
    return "other reason" if found else "survived"


def run_mutants(every: int, told: Callable[[str], None]) -> Counter[tuple[str, str, str]]:
    """How many mutants of each format and fault met which end."""
    settings, _ = load_settings(ROOT)
    project, findings = load_project(ROOT, settings, settings.languages)
    assert project is not None, findings
    counts: Counter[tuple[str, str, str]] = Counter()
    for compiled in compiled_briefs(project):
        assert compiled.record is not None
        name = f"{compiled.brief.name}.{compiled.language}"
        planted = [
            ("md", mutant, mutant.text.encode())
            for mutant in markdown_mutants(compiled.outputs["md"], compiled.record, every)
        ]
        planted += [("docx", *pair) for pair in word_mutants(compiled.outputs["docx"], compiled.record, every)]
        for form, mutant, data in planted:
            end = verdict(form, data, compiled.record, mutant)
            counts[form, mutant.fault, end] += 1
            if end != "killed":
                told(f"{end}: {name}.{form}: {mutant.fault} at “{mutant.figure}”")
    return counts


def main() -> int:
    """Print the kill rate by format and fault."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    counts = run_mutants(every, print)
    kinds = sorted({(form, fault) for form, fault, _ in counts})
    for form, fault in kinds:
        total = sum(counts[form, fault, end] for end in ("killed", "other reason", "survived"))
        print(f"{form:5} {fault:22} {counts[form, fault, 'killed']:5} of {total:5}")
    total, killed = sum(counts.values()), sum(number for (_, _, end), number in counts.items() if end == "killed")
    print(f"mutants killed: {killed} of {total} ({100 * killed / total:.1f} %)")
    return int(killed != total)


if __name__ == "__main__":
    sys.exit(main())
