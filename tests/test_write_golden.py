"""The samples as they are written today; a person reads the difference before `make accept`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from word_parts import SAMPLES, root_of

from briefs.write import WRITERS

Golden = Callable[[str, str | bytes], None]


@pytest.mark.parametrize("language", sorted(SAMPLES))
def test_markdown_is_as_accepted(language: str, golden: Golden) -> None:
    data, _ = WRITERS["md"][1](SAMPLES[language](), b"")
    golden(f"write/sample.{language}.md", (data or b"").decode("utf-8"))


@pytest.mark.parametrize("part", ["document", "footnotes", "settings", "numbering", "styles"])
def test_parts_of_the_word_file_are_as_accepted(part: str, golden: Golden, root: Path) -> None:
    data, _ = WRITERS["docx"][1](SAMPLES["en"](), (root / "templates" / "reference.docx").read_bytes())
    tree = root_of(data or b"", f"word/{part}.xml")
    etree.indent(tree)
    golden(f"write/{part}.xml", etree.tostring(tree, encoding="unicode") + "\n")
