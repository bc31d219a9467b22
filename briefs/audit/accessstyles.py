"""How runs and paragraphs of a Word file are marked, styles counted in: language, heading, colours, size."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.audit.package import attribute, child, is_on, short, value_of
from briefs.audit.wordstyles import Style, read_styles

LONGEST_CHAIN = 12  # styles based on one another


class Form(Struct, frozen=True):
    """What the marks say; None where they say nothing."""

    language: str | None = None
    language_to_left: str | None = None  # of words in a script from right to left
    to_left: bool | None = None
    hidden: bool | None = None
    bold: bool | None = None
    size: float | None = None  # in points
    colour: str | None = None  # RRGGBB, or auto
    fill: str | None = None  # behind the words: RRGGBB, auto, or ? where it can't be told
    level: int | None = None  # of a heading; 0 is a title
    style: str | None = None

    def over(self, below: Form) -> Form:
        """The form where it says something, else the one below."""
        kept = {name: getattr(below, name) for name in self.__struct_fields__ if getattr(self, name) is None}
        return replace(self, **kept) if kept else self


class Forms(Struct):
    """The styles of a file by id, each with what it inherits."""

    base: Form
    styles: Mapping[str, Form]
    headings: Mapping[str, Style]
    default: str = ""  # the id of the paragraph style of paragraphs that name none
    known: dict[tuple[Form, tuple[object, ...]], Form] = field(default_factory=dict)  # most runs look like others

    def of_paragraph(self, properties: Element | None) -> Form:
        """The form of a paragraph's words, before their own runs."""
        named = value_of(properties, "w:pStyle") or self.default
        style = self.styles.get(named, Form()).over(self.base)
        heading = self.headings.get(named)
        form = replace(style, level=heading.level if heading else None, style=heading.name if heading else "")
        shade = child(properties, "w:shd")
        outline = value_of(properties, "w:outlineLvl")
        if form.level is None and outline and outline.isdecimal() and int(outline[:2]) < 9:
            form = replace(form, level=int(outline) + 1)
        return form if shade is None else replace(form, fill=attribute(shade, "w:fill"))

    def of_run(self, properties: Element | None, paragraph: Form) -> Form:
        """The form of a run in a paragraph."""
        if properties is None:
            return paragraph
        said = tuple((one.tag, *one.attrib.items()) for one in properties)
        form = self.known.get((paragraph, said))
        if form is None:
            named = self.styles.get(value_of(properties, "w:rStyle") or "", Form())
            form = self.known[paragraph, said] = read_form(properties).over(named).over(paragraph)
        return form


def read_form(properties: Element | None) -> Form:
    """What a w:rPr says."""
    found: dict[str, object] = {}
    for one in () if properties is None else properties:
        value = attribute(one, "w:val")
        match short(one.tag):
            case "w:lang":
                found |= {"language": value, "language_to_left": attribute(one, "w:bidi")}
            case "w:rtl":
                found["to_left"] = is_on(value or "")
            case "w:vanish":
                found["hidden"] = is_on(value or "")
            case "w:b":
                found["bold"] = is_on(value or "")
            case "w:sz" if value and value.isdecimal():
                found["size"] = int(value[:4]) / 2
            case "w:color":
                found["colour"] = value
            case "w:shd":
                found["fill"] = attribute(one, "w:fill")
    return Form(**found)  # type: ignore[arg-type]  # each value is made beside its name


def read_forms(root: Element | None) -> Forms:
    """Every style of styles.xml, and the marks of text that names none."""
    base, default = Form(), ""
    own: dict[str, tuple[str, Form]] = {}
    for element in () if root is None else root:
        if short(element.tag) == "w:docDefaults":
            base = read_form(child(child(element, "w:rPrDefault"), "w:rPr"))
        elif short(element.tag) == "w:style":
            name = attribute(element, "w:styleId") or ""
            form = read_form(child(element, "w:rPr"))
            shade = child(child(element, "w:pPr"), "w:shd")
            if shade is not None:
                form = replace(form, fill=attribute(shade, "w:fill"))
            own[name] = (value_of(element, "w:basedOn") or "", form)
            if attribute(element, "w:type") == "paragraph" and is_on(attribute(element, "w:default")):
                default = name
    return Forms(base, {name: _inherited(name, own) for name in own}, read_styles(root)[0], default)


def _inherited(name: str, own: Mapping[str, tuple[str, Form]]) -> Form:
    below, form = own[name]
    for _ in range(LONGEST_CHAIN):
        if below not in own:
            break
        next_below, inherited = own[below]
        form, below = form.over(inherited), next_below
    return form
