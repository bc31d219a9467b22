"""Word's fields: which results a reader takes as text, which are page numbers and dates, which lead to a note."""

from __future__ import annotations

import re

from msgspec import Struct

# Results that Word puts in anew on each page or print, so that nobody wrote them (ECMA-376 part 1, 17.16.5).
_CHANGING = (
    "PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME NUMWORDS NUMCHARS "
    "REVNUM FILESIZE AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM TC XE RD INDEX PRIVATE"
)
CHANGING = frozenset(_CHANGING.split())
WORDS = re.compile(r'"([^"]*)"|(\S+)')


class Field(Struct):
    """A field that stands open: its code so far, and what its result is to the reader."""

    code: str = ""
    in_code: bool = True
    muted: bool = True  # nothing inside is text
    url: str | None = None
    bookmark: str | None = None  # of a cross-reference that may lead to a note
    start: int = 0

    def settle(self) -> None:
        """The code is complete: the result begins."""
        self.in_code = False
        words = [quoted or bare for quoted, bare in WORDS.findall(self.code[:4000])]
        name = words[0].upper() if words else ""
        rest = [word for word in words[1:] if not word.startswith("\\")]
        self.muted = name in CHANGING
        if name == "HYPERLINK":
            local = "\\l" in words
            self.url = None if local or not rest else rest[0]
        elif name in ("NOTEREF", "FTNREF", "REF") and rest:
            self.bookmark = rest[0]
            self.muted = name != "REF"
