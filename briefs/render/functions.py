"""What a template can say: all its functions by name."""

from __future__ import annotations

from typing import Any

from briefs.render.declared import DeclaredFunctions
from briefs.render.figures import FigureFunctions
from briefs.render.sourcing import SourceFunctions


class TemplateFunctions(FigureFunctions, DeclaredFunctions, SourceFunctions):
    """The functions of one rendering."""

    def names(self) -> dict[str, Any]:
        """The functions by the names that templates use."""
        return {
            "figure": self.figure, "misquote": self.misquote, "period": self.period, "date": self.date, "law": self.law,
            "source": self.source, "cite": self.cite, "note": self.note, "disclose": self.disclose,
            "count": self.count, "plain": self.plain, "references": self.references, "quote": self.quote,
            "not_found": self.not_found,
            "statement": self.statement, "base": self.base, "place": self.place_of, "attribution": self.attribution,
        }  # fmt: skip
