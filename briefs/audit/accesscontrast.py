"""Contrast of words with what is behind them, as WCAG 2.2 computes it (1.4.3, relative luminance)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.audit.accessplaces import place_of
from briefs.audit.accessscan import Scan
from briefs.audit.accessstyles import Form
from briefs.finding import Finding, Severity

WANTED, WANTED_OF_LARGE = 4.5, 3.0
LARGE, LARGE_BOLD = 18.0, 14.0  # points
USUAL_SIZE = 10.0
_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def find_low_contrast(scan: Scan) -> Iterator[Finding]:
    """Each pair of colours that is too close, once, at its first words."""
    seen = set()
    for one in scan.paragraphs:
        for run in one.runs:
            pair, wanted = _pair(run.form), _wanted(run.form)
            if pair is None or (pair, wanted) in seen or not run.text.strip():
                continue
            seen.add((pair, wanted))
            if (ratio := contrast(*pair)) < wanted:
                message = f"Words in #{pair[0]} on #{pair[1]} have a contrast of {ratio:.1f}:1, not {wanted:g}:1."
                hint = "Choose a darker colour for the words, in their style, or a lighter one behind them."
                yield Finding("contrast-low", message, place_of(scan, one, run.text), hint, Severity.WARNING)


def _pair(form: Form) -> tuple[str, str] | None:
    """The colours of words and ground; None where one of them can't be told."""
    colour = "000000" if form.colour in (None, "auto") else form.colour or ""
    fill = "FFFFFF" if form.fill in (None, "auto") else form.fill or ""
    if form.colour in (None, "auto") and form.fill not in (None, "auto"):
        return None  # Word itself makes automatic words white where the ground is dark
    return (colour.upper(), fill.upper()) if _HEX.fullmatch(colour) and _HEX.fullmatch(fill) else None


def _wanted(form: Form) -> float:
    size = form.size or USUAL_SIZE
    return WANTED_OF_LARGE if size >= LARGE or (form.bold and size >= LARGE_BOLD) else WANTED


def contrast(one: str, other: str) -> float:
    """How many times as light the lighter of two colours is."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
