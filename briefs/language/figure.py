"""A fact printed in one language: hedge, number, scale word and unit as one object."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from briefs.document import Figure
from briefs.evidence import Fact, UnitKind
from briefs.finding import Finding, Place, Stops
from briefs.language.digits import EXACT, number_category, pick_form, print_digits
from briefs.language.form import WIDENED, Form, lawful_form, own_step, read_precision
from briefs.language.record import Language, Sign, UnitWords, power_of_ten
from briefs.language.words import elide

Style = Literal["auto", "digits", "words", "full"]
STYLES: tuple[str, ...] = get_args(Style)
UNIT_KINDS: tuple[str, ...] = get_args(UnitKind)
Printing = tuple[Figure | None, tuple[Finding, ...]]


class _Unit(Struct, frozen=True):
    text: str = ""
    first: bool = False


def print_figure(
    fact: Fact,
    unit: UnitWords | None,
    language: Language,
    at: Place,
    *,
    style: str = "auto",
    precision: str | None = None,
    with_unit: bool = True,
    hedge: str | None = None,
) -> Printing:
    """The figure as the language prints it, or what keeps it from being printed.

    `style`: auto (scale words; small durations in words), digits (never words), words (wherever the language has the
    word), full (no scale word). `hedge` asks for a wider hedge that holds what the fact says (`more_than`), or names a
    variant of the language's words for the fact's own, such as `within`.
    """
    fault = _fault(fact, precision, style, at) or _hedge_fault(fact, hedge, language, at)
    if fault:
        return None, (fault,)
    step = own_step(fact) if precision is None else read_precision(precision)
    full = style == "full" or (unit is not None and unit.unit.kind == "percent")  # never a million per cent
    wanted = WIDENED[hedge][0] if hedge in WIDENED else None
    form = lawful_form(fact, step, language.scales, full=full, hedge=wanted) if step else None
    if form is None and wanted not in (None, fact.qualifier):
        return None, (_too_narrow(fact, hedge, at),)
    if form is None:
        return None, (_unlawful(f"{fact.id} can't be rounded to {precision} and stay true", fact, at),)
    return _figure(fact, form, unit, language, at, style=style, with_unit=with_unit, hedge=hedge), ()


def _fault(fact: Fact, precision: str | None, style: str, at: Place) -> Finding | None:
    if fact.value is None and (fact.low is None or fact.high is None):
        hint = "print its date or its words"
        return Finding("fact-without-number", f"{fact.id} has no number", at, hint, stops=Stops.DOCUMENT)
    if style not in STYLES:
        hint = f"use one of {', '.join(STYLES)}"
        return Finding("unknown-style", f"there is no style “{style}” for a number", at, hint, stops=Stops.DOCUMENT)
    step = None if precision is None else read_precision(precision)
    if precision is not None and step is None:
        hint = "write a power of ten: 1, 10, 0.1, 1 thousand, 0.1 million"
        return Finding("unlawful-form", f"“{precision}” is no precision", at, hint, stops=Stops.DOCUMENT)
    if step is not None and step < own_step(fact):
        return _unlawful(f"{precision} is finer than what the source of {fact.id} prints", fact, at)
    return None


def _hedge_fault(fact: Fact, hedge: str | None, language: Language, at: Place) -> Finding | None:
    """A hedge that no language knows, or a word that is none for what the fact says."""
    if hedge is None or hedge in WIDENED or hedge in language.hedges.get(fact.qualifier, {}):
        return None
    variants = sorted({name for words in language.hedges.values() for name in words} - {"default", *UNIT_KINDS})
    known = [*WIDENED, *(name for name in variants if name not in WIDENED)]
    if hedge in variants:
        message, hint = f"“{hedge}” is not said of “{fact.id}”, which is {fact.qualifier}", "leave the hedge out"
        return Finding("unlawful-form", message, at, hint, stops=Stops.DOCUMENT)
    message = f"there is no hedge “{hedge}”"
    return Finding("unknown-hedge", message, at, f"use one of {', '.join(known)}", stops=Stops.DOCUMENT)


def _too_narrow(fact: Fact, hedge: str | None, at: Place) -> Finding:
    message = f"“{hedge}” does not hold what “{fact.id}” says ({fact.qualifier})"
    hint = (
        "a hedge may be wider than the fact's own, not narrower; give a precision that leaves it true, or leave it out"
    )
    return Finding("unlawful-form", message, at, hint, stops=Stops.DOCUMENT)


def _unlawful(message: str, fact: Fact, at: Place) -> Finding:
    hint = f"leave the precision out to print what the source prints (to {_plain(own_step(fact))})"
    return Finding("unlawful-form", message, at, hint, stops=Stops.DOCUMENT)


def _plain(step: Decimal) -> str:
    return f"{EXACT.normalize(step):f}"


def _figure(
    fact: Fact, form: Form, unit: UnitWords | None, language: Language, at: Place,
    *, style: str, with_unit: bool, hedge: str | None,
) -> Figure:  # fmt: skip
    words = _unit(form, unit, language) if unit and with_unit else _Unit()
    number = _number(form, unit, language, style, words.text if words.first and not form.scale else "")
    if words.first and number.startswith(language.digits.minus):  # "−€3"
        words, number = replace(words, text=language.digits.minus + words.text), number[len(language.digits.minus) :]
    scale = _scale_word(form, language)
    kind = unit.unit.kind if unit else ""
    start = words.text if words.first else number
    return Figure(
        fact=fact.id, hedge=_hedge(form, kind, hedge, start, language), number=number, scale=scale, unit=words.text,
        at=at, source=fact.source, value=form.value, high=form.high, step=form.step, qualifier=form.qualifier,
        unit_id=unit.unit.id if unit else fact.unit, unit_kind=kind or None, unit_first=words.first,
    )  # fmt: skip


def _hedge(form: Form, kind: str, name: str | None, start: str, language: Language) -> str:
    words = language.hedges.get(form.qualifier)
    if not words:
        return ""
    word = words.get(name or "") or words.get(kind) or words["default"]
    return elide(word + " ", start, language)


def _mantissas(form: Form) -> tuple[Decimal, ...]:
    """The numbers as they stand before the scale word, with their visible decimals."""
    power = power_of_ten(form.scale.power if form.scale else 0)
    place = Decimal(1).scaleb(-form.decimals)
    return tuple(EXACT.quantize(EXACT.divide(end, power), place) for end in form.ends)


def _number(form: Form, unit: UnitWords | None, language: Language, style: str, sign: str) -> str:
    """The number, or both of a range; a currency sign before the first is repeated: "€5 to €10"."""
    ends = _mantissas(form)
    spelled = [_spelled(end, form, unit, language, style) for end in ends]
    texts = [word for word in spelled if word is not None]
    if len(texts) < len(ends):
        texts = [print_digits(end, form.decimals, language.digits) for end in ends]
    return texts[0] if len(texts) == 1 else language.digits.range.format(low=texts[0], high=sign + texts[1])


def _spelled(end: Decimal, form: Form, unit: UnitWords | None, language: Language, style: str) -> str | None:
    """The number in words, where style and language want it and it agrees with its noun beyond doubt."""
    kind = unit.unit.kind if unit else "count"
    cardinals = language.cardinals
    if form.decimals or kind in ("percent", "money") or style in ("digits", "full"):
        return None
    if style == "auto" and (form.scale or not cardinals.auto_from <= end <= cardinals.auto_to.get(kind, 0)):
        return None
    if int(end) in cardinals.feminine and not form.scale and unit:
        gender = unit.gender or cardinals.genders.get(unit.forms[0].split()[0].lower(), "")
        return {"m": cardinals.words, "f": cardinals.feminine}.get(gender, {}).get(int(end))
    if unit is None and not form.scale and int(end) in cardinals.alone:
        return cardinals.alone[int(end)]
    return cardinals.words.get(int(end))


def _scale_word(form: Form, language: Language) -> str:
    if form.scale is None:
        return ""
    return language.scales.gap + pick_form(form.scale.forms, _mantissas(form)[-1], language)


def _unit(form: Form, unit: UnitWords, language: Language) -> _Unit:
    rules = language.units
    if unit.unit.kind == "percent":
        return _Unit(rules.percent)
    sign = rules.currencies.get(unit.unit.currency or "") if unit.unit.kind == "money" else None
    if sign and (form.scale is None or language.scales.money == "sign"):
        return _signed(sign, form, language)
    return _Unit(_joined(_unit_form(form, unit, language), form, language))


def _signed(sign: Sign, form: Form, language: Language) -> _Unit:
    if sign.first:
        return _Unit(sign.sign + sign.gap, first=True)
    return _Unit(sign.gap + sign.sign if form.scale is None else _joined(sign.sign, form, language))


def _joined(word: str, form: Form, language: Language) -> str:
    """The unit with what links it: a space, or after a scale word «de» or «d’»."""
    if form.scale is None:
        return language.units.gap + word
    return elide(language.scales.link, word, language) + word


def _unit_form(form: Form, unit: UnitWords, language: Language) -> str:
    """The unit's form for the number as printed, scale word included: "1.0" is other, 1,5 million is not one."""
    last = form.ends[-1]
    category = number_category(last, language, Decimal(1).scaleb(-form.decimals), scaled=form.scale is not None)
    return unit.forms[min(language.plurals.index(category), len(unit.forms) - 1)]
