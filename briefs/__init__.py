"""briefs: fact sheets with sources become policy briefs in which every figure is cited.

The data flow, told once:

    load      data/, templates/, locale/          → Evidence, Brief, Language, Catalogue
    render    a brief in one language             → text in which each figure is one private-use character
    parse     that text                           → a Document, the typed tree
    note      sentences, calls, references        → the Document with its notes, and the printed Record
    check     the Document against the evidence   → findings
    write     the Document                        → Word and Markdown, as bytes
    audit     those bytes, read with other eyes   → exactly the printed Record, or nothing is saved
"""

__version__ = "0.1.0"
