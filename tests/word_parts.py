"""Word files taken apart for the tests: parts, roots, values and words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree
from sample_documents import english
from sample_languages import arabic, french

from briefs.document import Document
from briefs.write import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SAMPLES = {"en": english, "fr": french, "ar": arabic}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(parts(data)[name])


def written(document: Document, reference: bytes) -> bytes:
    data, findings = write_docx(document, reference)
    assert findings == ()
    assert data is not None
    return data


def of(*blocks: Any, notes: tuple[Any, ...] = ()) -> Document:
    return Document("wells", "en", "ltr", "Wells", "", {"date": "2025-03-03"}, blocks, notes)


def values(root: Any, path: str, name: str = "val") -> list[str]:
    return [element.get(W + name) for element in root.iterfind(path.replace("w:", W))]


def words(root: Any) -> str:
    return "".join(root.itertext(W + "t"))


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed; the change must change something."""
    held = parts(data)
    assert change(held[part]) != held[part], f"nothing changes in {part}"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, change(content) if name == part else content)
    return out.getvalue()
