"""All pieces of a PDF's text, by page and number as the structure names them, and the links that it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from briefs.audit.pdforder import piece_text
from briefs.audit.pdftext import Glyph, read_page

Key = tuple[int, int]  # the page's object, the piece's number on it


class Pieces(Struct):
    """What the pages show."""

    texts: dict[Key, str] = field(default_factory=dict)
    sizes: dict[Key, float] = field(default_factory=dict)  # of the letters
    bases: dict[Key, float] = field(default_factory=dict)  # how high their first line stands on the page
    addresses: dict[Key, str] = field(default_factory=dict)  # where a piece leads by a link that has no tag
    unreadable: list[int] = field(default_factory=list)  # pages with codes that stand for no character
    loose: str = ""  # text that is in no piece

    def text(self, key: Key | None) -> str:
        """The text of a piece; nothing where there is none."""
        return "" if key is None else self.texts.get(key, "")

    def size(self, key: Key | None) -> float:
        """The size of its letters; nought where there are none."""
        return 0.0 if key is None else self.sizes.get(key, 0.0)

    def address(self, key: Key | None) -> str | None:
        """Where it leads, though no tag says so."""
        return None if key is None else self.addresses.get(key)


def read_pieces(pypdf: Any, file: Any) -> Pieces:
    """Every page, operator by operator."""
    pieces = Pieces()
    for count, page in enumerate(file.pages, 1):
        contents = page.get_contents()
        if contents is None:
            continue
        shown = read_page(page, pypdf.generic.ContentStream(contents, file).operations)
        own = page.indirect_reference.idnum
        pieces.texts.update({(own, number): piece_text(glyphs) for number, glyphs in shown.pieces.items()})
        pieces.sizes.update({(own, number): glyphs[0].size for number, glyphs in shown.pieces.items()})
        pieces.bases.update({(own, number): glyphs[0].base for number, glyphs in shown.pieces.items()})
        pieces.addresses.update({(own, number): url for number, url in _untagged(page, shown.pieces)})
        if shown.unreadable:
            pieces.unreadable.append(count)
        pieces.loose += piece_text(shown.loose)
    return pieces


def _untagged(page: Any, pieces: Mapping[int, Sequence[Glyph]]) -> Iterator[tuple[int, str]]:
    """The pieces that lie in the field of a link without a tag.

    LibreOffice writes such links for words from left to right in a paragraph from right to left.
    """
    for one in page.get("/Annots", []):
        link = one.get_object()
        url = link.get("/A", {}).get("/URI")
        if link.get("/Subtype") != "/Link" or url is None or "/StructParent" in link:
            continue
        left, bottom, right, top = (float(edge) for edge in link["/Rect"])
        for number, glyphs in pieces.items():
            middle = (min(glyph.left for glyph in glyphs) + max(glyph.right for glyph in glyphs)) / 2
            if left <= middle <= right and bottom <= glyphs[0].base <= top:
                yield number, str(url)
