"""Made-up documents for the tests of the writers: every kind of block and inline, in English, French and Arabic."""

from __future__ import annotations

from briefs.document import (
    Block,
    Call,
    Cell,
    Citation,
    Code,
    Declared,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Note,
    NoteEntry,
    NotePoint,
    Paragraph,
    Quote,
    Reference,
    Row,
    SourceList,
    Strong,
    Table,
    Text,
)
from briefs.finding import Place

AT = Place("templates/wells.md.j2", 1, 1)
NBSP, NNBSP = "\u00a0", "\u202f"


def figure(name: str, number: str, scale: str = "", unit: str = "", hedge: str = "") -> Figure:
    return Figure("wells-" + name, hedge, number, scale, unit, AT, "census", name=f"_fig_{name}_0a1b2c3d")


def paragraph(*children: Inline, style: str = "") -> Paragraph:
    return Paragraph(children, AT, style)


def item(*children: Inline) -> Item:
    return Item((paragraph(*children),), AT)


def row(*cells: Inline | tuple[Inline, ...]) -> Row:
    return Row(tuple(Cell(cell if isinstance(cell, tuple) else (cell,), AT) for cell in cells), AT)


def note(label: str, number: int, *children: Inline) -> Note:
    return Note(label, number, (NoteEntry(label, None, None, (), children),), children)


def english() -> Document:
    census = (
        Text("National Wells Office, "),
        Emphasis((Text("Census of Village Wells"),)),
        Text(", 2024, table 3, "),
        Link((Text("example.org/wells?a=1&b=2"),), "https://example.org/wells?a=1&b=2"),
        Text("."),
    )
    survey = (
        Text("Rural Water Survey, "),
        Foreign((Text("Enquête sur l’eau en milieu rural"),), "fr"),
        Text(", 2023, p. 14 (cited in "),
        Link((Text("The Example"),), "https://example.org/café/été [1]"),
        Text("). The count of "),
        figure("009", "12", unit=" districts"),
        Text(" leaves out the islands."),
    )
    blocks: tuple[Block, ...] = (
        Heading(1, (Text("Count the wells, then mend them"),), AT),
        paragraph(Text("A water point that nobody counts is a water point that nobody repairs"), style="subtitle"),
        paragraph(
            Text("Policy brief for the Ministry of Water · "), Declared("date", "3 March 2025", AT), style="meta"
        ),
        Quote(
            (
                paragraph(Strong((Text("In brief"),))),
                paragraph(
                    Text("In 2024 the census found "),
                    figure("001", "73.3", " thousand", " wells", "about "),
                    Text(" in villages of the delta, of which "),
                    figure("002", "59", unit="%"),
                    Text(" gave water all year."),
                    Call("census", True),
                ),
                List(
                    (
                        item(Text("The ministry publishes the list of dry wells every year.")),
                        item(Text("Districts repair each one within a season, or say in public why they did not.")),
                        item(Text("Donors fund repairs before new boreholes.")),
                    ),
                    True,
                    AT,
                ),
            ),
            AT,
        ),
        Heading(2, (Text("Two wells in five fail when they are needed"),), AT),
        paragraph(
            Text("The census of "),
            Declared("period", "January to June 2024", AT),
            Text(" visited every village. It counted "),
            figure("003", "73,312", unit=" wells"),
            Text(", and found "),
            Strong((figure("004", "30,058", unit=" dry"),)),
            Text(" at the end of the dry season."),
            Citation(AT, "census"),
            Call("census", True),
            Text(" A smaller survey had put the share at "),
            figure("005", "38", unit="%"),
            Call("survey", False, NBSP),
            Text(" – its authors speak of "),
            Emphasis((Text("“an estimate, "), Strong((Text("not a count"),)), Text("”"))),
            Text(". Field "),
            Code("dry_2024|x"),
            Text(" holds it."),
            NotePoint(AT),
        ),
        Table(
            row(
                Text("Figure"), Text("What is counted, and on what base"), Text("Period"), Text("Place"), Text("Source")
            ),
            (
                row(
                    figure("006", "30,058"),
                    Text(
                        "wells without water on the day of the visit, out of all wells that the census teams could reach by road"
                    ),
                    Text("April 2024"),
                    Text("Delta"),
                    Reference("census", None, AT, children=(Text("National Wells Office, 2024"), Call("census", True))),
                ),
                row(
                    figure("007", "€4.2", " million"),
                    Text("spent on repairs"),
                    Text("2023"),
                    Text("Delta, three coastal districts and the islands"),
                    (
                        Text("Ministry of Water, budget report, second revised edition"),
                        LineBreak(),
                        Text("annex"),
                        Call("budget", True),
                    ),
                ),
                row(
                    figure("008", "59", unit="%"),
                    Text("wells that gave water all year"),
                    Text("2024"),
                    Text("Delta"),
                    Text("as above"),
                ),
            ),
            ("right", "", "", "", ""),
            AT,
            (Text("Key figures"),),
        ),
        paragraph(Text("The table adds nothing up: its rows overlap."), style="lead"),
        Heading(3, (Text("What fails"),), AT),
        List(
            (
                Item(
                    (
                        paragraph(Text("Pumps, whose seals last a few seasons.")),
                        paragraph(Text("No district stocks them.")),
                        List((item(Text("hand pumps")), item(Text("solar pumps"))), False, AT),
                    ),
                    AT,
                ),
                item(Text("Walls, which fall in after floods.")),
            ),
            False,
            AT,
        ),
        Heading(2, (Text("What we ask"),), AT),
        List((item(Text("Publish the list.")), item(Text("Repair within a season."))), True, AT, 4),
        Quote((paragraph(Text("We walk until the water is clear.")),), AT, "quote"),
        Table(
            row(Text("District"), Text("Wells")), (row(Text("North"), figure("010", "1,204")),), ("left", "right"), AT
        ),
        Heading(2, (Text("Sources"),), AT),
        SourceList(AT),
        paragraph(*census, style="reference"),
        paragraph(*survey[:3], style="reference"),
        paragraph(
            Text("Wells Alliance (specimen) · Corrections to "),
            Link((Text("facts@example.org"),), "mailto:facts@example.org"),
            style="imprint",
        ),
    )
    notes = (
        note("census", 1, *census),
        note("survey", 2, *survey),
        note("budget", 3, Text("Ministry of Water, budget report.")),
    )
    meta = {"date": "2025-03-03", "version": "1.2", "keywords": ["wells", "water"], "short_title": "Count the wells"}
    words = {"page": "Page", "of": "of", "draft": "DRAFT – not for release"}
    return Document(
        "wells",
        "en",
        "ltr",
        "Count the wells, then mend them",
        "A water point that nobody counts",
        meta,
        blocks,
        notes,
        words=words,
    )
