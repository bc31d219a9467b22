"""The numbers and words that a chart or diagram in a Word file shows, from the values cached in it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from briefs.audit.package import short

MOST_POINTS = 2000


def read_chart(root: Element | None) -> tuple[str, ...]:
    """Titles, then one line for each series: its name, and each category with its value as the chart prints it."""
    if root is None:
        return ()
    texts = [_words(one) for one in root.iter() if short(one.tag) == "c:title"]
    for series in (one for one in root.iter() if short(one.tag) == "c:ser"):
        names = _points(_within(series, "c:tx"))
        categories = _points(_within(series, "c:cat")) or _points(_within(series, "c:xVal"))
        values = _points(_within(series, "c:val")) or _points(_within(series, "c:yVal"))
        pairs = [f"{categories[i]}: {v}" if i < len(categories) else v for i, v in enumerate(values)]
        texts.append(": ".join([*names[:1], "; ".join(pairs)]))
    return tuple(text for text in texts if text.strip())


def read_diagram(root: Element | None) -> tuple[str, ...]:
    """The words of a diagram (SmartArt), one text a shape."""
    if root is None:
        return ()
    return tuple(_words(one) for one in root.iter() if short(one.tag) == "dgm:pt" and _words(one).strip())


def _words(element: Element) -> str:
    paragraphs = (one for one in element.iter() if short(one.tag) == "a:p")
    return " ".join("".join(t.text or "" for t in p.iter() if short(t.tag) == "a:t") for p in paragraphs).strip()


def _within(series: Element, name: str) -> Element | None:
    return next((one for one in series if short(one.tag) == name), None)


def _points(element: Element | None) -> list[str]:
    """The cached values in order, each in the chart's own number format as far as it matters: per cent or not."""
    if element is None:
        return []
    form = next((one.text or "" for one in element.iter() if short(one.tag) == "c:formatCode"), "")
    values = [one.text or "" for one in element.iter() if short(one.tag) == "c:v"]
    return [_printed(value, form) for value in values[:MOST_POINTS]]


def _printed(value: str, form: str) -> str:
    try:
        number = Decimal(value) * (100 if "%" in form else 1)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return value
    text = f"{round(number, 6):f}"  # a chart's cache holds binary fractions: 0.42000000000000004
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} %" if "%" in form else text
