"""What CLDR knows of how a language prints, in the terms of `language.yaml`. Source: Unicode CLDR, through Babel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale

from briefs.catalogue import plural_categories

NO_BREAK = "\u00a0"
CURRENCIES = ("EUR", "GBP", "USD")
POWERS = (9, 6)
_MARKS = re.compile("[\u200e\u200f\u061c]")  # direction marks of CLDR's patterns; figures are isolated in print
_TOKEN = re.compile(r"'([^']*)'|(d+)|(M+|L+)|(y+)|([^'dMLy]+)")

Group = Mapping[str, Any]


def plurals_of(locale: Locale) -> tuple[list[str], dict[str, str]]:
    """The categories in the order of the catalogues' forms, and the rule of each but the last resort."""
    names = list(plural_categories(str(locale).replace("_", "-")))
    if "other" not in names:
        names.append("other")  # fractions alone: served by the last form
    rules = locale.plural_form.rules
    return names, {name: rules[name] for name in names if name in rules}


def digits_of(locale: Locale) -> Group:
    """The separators of numbers in European digits."""
    symbols = locale.number_symbols["latn"]
    return {"decimal": symbols["decimal"], "group": symbols["group"]}


def scale_words_of(locale: Locale) -> list[Group]:
    """The words for a thousand million and a million, by plural category."""
    patterns = locale._data["compact_decimal_formats"].get("long", {})  # as Babel's format_compact_decimal reads it
    found: list[Group] = []
    for power in POWERS:
        forms = {name: _scale_word(patterns[name].get(str(10**power))) for name in patterns}
        other = forms.get("other", "")
        if other:
            kept = {name: word for name, word in forms.items() if word and word != other}
            found.append({"power": power, "forms": {**kept, "other": other}})
    return found


def _scale_word(pattern: Any) -> str:
    return _MARKS.sub("", pattern.pattern).replace("0", "").strip() if pattern is not None else ""


def units_of(locale: Locale) -> Group:
    """How per cent and the commonest currencies stand beside their number; no per cent where its sign comes first."""
    percent = _MARKS.sub("", locale.percent_formats[None].pattern)
    group: dict[str, Any] = {"gap": NO_BREAK}
    if percent.endswith("%"):
        group["percent"] = percent[percent.rindex("0") + 1 :]
    pattern = _MARKS.sub("", locale.currency_formats["standard"].pattern.partition(";")[0])
    first = pattern.startswith("¤")
    gap = "".join(sign for sign in pattern if sign.isspace())
    signs = {code: locale.currency_symbols.get(code, code) for code in CURRENCIES}
    group["currencies"] = {
        code: {"sign": _MARKS.sub("", sign), "first": "true" if first else "false", "gap": gap}
        for code, sign in signs.items()
    }
    return group


def dates_of(locale: Locale) -> Group:
    """Months and the patterns of dates and periods; an empty one where CLDR has none in our terms."""
    skeletons, intervals = locale.datetime_skeletons, locale.interval_formats
    long = str(locale.date_formats["long"].pattern)
    dash = str(intervals.get(None, "{0} – {1}")).replace("\u2009", " ").replace(" – ", f"{NO_BREAK}– ")
    months = intervals.get("yMMMM") or intervals["yMMM"]
    days = intervals.get("yMMMMd") or intervals["yMMMd"]
    return {
        "months": list(locale.months["format"]["wide"].values()),
        "long": _pattern(long),
        "month": _pattern(str(skeletons.get("yMMMM", "MMMM y"))),
        "day_month": _pattern(str(skeletons.get("MMMMd", "d MMMM"))),
        "years": _interval(intervals["y"]["y"], "{year}"),
        "same_year": _interval(months["M"], "{month}"),
        "same_month": _interval(days["d"], "{day}"),
        "between": dash.replace("{0}", "{start}").replace("{1}", "{end}"),
        "between_days": dash.replace("{0}", "{start}").replace("{1}", "{end}"),
    }


def _pattern(cldr: str) -> str:
    """A date pattern of CLDR in our fields: `d. MMMM y` → `{day}. {month} {year}`, day and month kept together."""
    names = {2: "{day}", 3: "{month}", 4: "{year}"}
    tokens = _TOKEN.finditer(cldr)
    parts = [token[1] if token[1] is not None else names.get(token.lastindex or 0, token[0]) for token in tokens]
    text = _MARKS.sub("", "".join(parts)).replace("\u2009", "\u202f")
    return text.replace("{day} ", "{day}" + NO_BREAK).replace("{day}. ", "{day}." + NO_BREAK)


def _interval(parts: Sequence[str], field: str) -> str:
    """Two halves of an interval, the field that differs named start and end: `{start}–{end} {year}`; else nothing."""
    if len(parts) != 2:
        return ""
    first, last = (_pattern(part) for part in parts)
    return first.replace(field, "{start}", 1) + last.replace(field, "{end}", 1)


def lists_of(locale: Locale) -> Group:
    """What joins the items of a list."""
    patterns = locale.list_patterns["standard"]
    return {name: _between(patterns[key]) for name, key in (("middle", "middle"), ("last", "2"))}


def _between(pattern: str) -> str:
    return pattern.removeprefix("{0}").removesuffix("{1}")
