"""The made-up document again, in French and Arabic: no-break spaces, guillemets, right to left."""

from __future__ import annotations

from sample_documents import AT, NBSP, NNBSP, figure, item, note, paragraph, row

from briefs.document import Block, Call, Declared, Document, Emphasis, Foreign, Heading, Link, List, Table, Text


def french() -> Document:
    census = (
        Text("Office national des puits, "),
        Emphasis((Text("Recensement des puits villageois"),)),
        Text(f", 2024, tableau 3, consulté le{NBSP}"),
        Declared("date", f"3{NBSP}mars 2025", AT),
        Text(", "),
        Link((Text("example.org/puits"),), "https://example.org/puits"),
        Text("."),
    )
    blocks: tuple[Block, ...] = (
        paragraph(
            Text(f"Note de plaidoyer{NBSP}: données arrêtées au "), Declared("date", "1er mars 2025", AT), style="meta"
        ),
        Heading(2, (Text(f"Deux puits sur cinq sont à sec{NNBSP}: pourquoi{NNBSP}?"),), AT),
        paragraph(
            Text("Le recensement a compté "),
            figure("001", f"73{NNBSP}312", unit=f"{NBSP}puits"),
            Text(f", dont «{NNBSP}"),
            figure("002", f"41{NNBSP}%", hedge="près de "),
            Text(f"{NNBSP}» à sec"),
            Call("recensement", True),
            Text("."),
        ),
        Table(
            row(Text("Chiffre"), Text("Ce qui est compté"), Text("Source")),
            (
                row(
                    figure("003", "73,3", f"{NBSP}milliers", " de puits", "environ "),
                    Text("puits visités"),
                    Text("Recensement"),
                ),
            ),
            ("right", "left", "left"),
            AT,
            (Text("Chiffres clés"),),
        ),
        paragraph(Text("L’Office parle de "), Foreign((Text("dry wells"),), "en-GB"), Text(f"{NBSP}; nous aussi.")),
    )
    meta = {"date": "2025-03", "keywords": ["puits", "eau"]}
    words = {"page_of": f"Page{NBSP}{{page}} sur{NBSP}{{pages}}", "draft": "PROJET – ne pas diffuser"}
    return Document(
        "wells", "fr", "ltr", "Comptez les puits, puis réparez-les", "Ce que nul ne compte, nul ne le répare", meta, blocks,
        (note("recensement", 1, *census),), draft=True, words=words,
    )  # fmt: skip


def arabic() -> Document:
    blocks: tuple[Block, ...] = (
        Heading(1, (Text("عدّوا الآبار ثم أصلحوها"),), AT),
        paragraph(Text("أحصى التعداد "), figure("001", "73 312", unit=" بئراً"), Call("census", True), Text(".")),
        List((item(Text("نشر القائمة")), item(Text("الإصلاح خلال موسم"))), True, AT),
        Table(
            row(Text("الرقم"), Text("المصدر")),
            (row(figure("002", "59", unit="%"), Foreign((Text("Wells Office"),), "en")),),
            ("right", ""),
            AT,
        ),
    )
    notes = (note("census", 1, Text("مكتب الآبار، "), Foreign((Emphasis((Text("Census"),)),), "en"), Text(".")),)
    return Document("wells", "ar", "rtl", "عدّوا الآبار", "", {"date": "2025-03-03"}, blocks, notes)
