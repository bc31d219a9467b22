"""Extract: every message of templates, their front matter and the data, by the catalogue it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefs.catalogue import Message
from briefs.evidence import Evidence
from briefs.finding import Finding, Place, Stops
from briefs.language import PROGRAM
from briefs.translate.data import data_messages
from briefs.translate.merge import merge_messages
from briefs.translate.program import program_messages
from briefs.translate.template import template_messages

SUFFIX = ".md.j2"


def extract_messages(
    root: Path, evidence: Evidence, folders: Sequence[Path] = ()
) -> tuple[Mapping[str, tuple[Message, ...]], tuple[Finding, ...]]:
    """The messages of each domain: one for each brief, `shared`, `data` and `program`.

    The program's own words are looked for in `folders`. A domain with a template that cannot be read is left out, so
    that its translations are not taken for obsolete.
    """
    domains: dict[str, list[Message]] = {"shared": []}
    broken: set[str] = set()
    findings: list[Finding] = []
    for file in sorted((root / "templates").glob(f"*{SUFFIX}")):
        domain = "shared" if file.name.startswith("_") else file.name.removesuffix(SUFFIX)
        messages, faults = read_template(file, f"templates/{file.name}")
        domains.setdefault(domain, []).extend(messages)
        findings += faults
        if any(fault.stops is Stops.RUN for fault in faults):
            broken.add(domain)
    data, data_faults = data_messages(evidence)
    findings += data_faults
    found = {domain: merge_messages(messages) for domain, messages in domains.items() if domain not in broken}
    program, program_faults = program_messages(folders)
    return {**found, "data": data, PROGRAM: program}, (*findings, *program_faults)


def read_template(file: Path, path: str) -> tuple[list[Message], list[Finding]]:
    """The messages of one template file."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, data.count(b"\n", 0, error.start) + 1)
        message = f"This line is not UTF-8 (byte {data[error.start]:#04x})."
        return [], [Finding("not-utf-8", message, place, "Save the file again as UTF-8.", stops=Stops.RUN)]
    return template_messages(text, path)
