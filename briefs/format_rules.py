"""The rules of PDF files and of accessibility: what each finding means, in a sentence or two."""

from __future__ import annotations

FORMAT_RULES: dict[str, str] = {
    "contrast-low": (
        "Words and the ground behind them are too much alike for eyes that see little: 4.5 to 1 is needed, 3 to 1 from "
        "18 points on, or from 14 in bold (WCAG 1.4.3)."
    ),
    "document-language-missing": (
        "A file that does not say its language is read out in the voice of the reader's own (WCAG 3.1.1)."
    ),
    "document-title-missing": "A file without a title is announced by its name, such as “final_v3.docx” (WCAG 2.4.2).",
    "empty-paragraph": (
        "Space belongs to the style of a paragraph. An empty paragraph is read out as “blank”, each time (WCAG 1.3.1)."
    ),
    "heading-by-look": (
        "A line in bold looks like a heading to those who see it, and to nobody else (WCAG 1.3.1). Use a heading style."
    ),
    "heading-skipped": (
        "Who moves from heading to heading takes a missing level for a missing part of the text (WCAG 1.3.1, 2.4.6)."
    ),
    "headings-missing": "Without headings a text can only be heard from its beginning to its end (WCAG 1.3.1, 2.4.6).",
    "language-differs": (
        "A paragraph is marked as of one language and written in another: it is read out in the wrong voice "
        "(WCAG 3.1.2)."
    ),
    "language-missing": "Words without a language are read out in the wrong voice (WCAG 3.1.1, 3.1.2).",
    "link-text-address": "An address as the words of a link is spelt out letter by letter (WCAG 2.4.4).",
    "link-text-vague": ("Links are often listed without the text around them; “here” says nothing there (WCAG 2.4.4)."),
    "link-without-text": "A link without words can't be heard, and leads who finds it to the unknown (WCAG 2.4.4).",
    "pdf-failed": "LibreOffice could not make the PDF of this brief; its Word and Markdown files are not touched.",
    "pdf-letters-unknown": (
        "Some letters of a PDF do not say which characters they are, so that neither a program nor a screen reader can "
        "read them. Use another font."
    ),
    "pdf-numbers-only": (
        "A PDF keeps the shapes of letters, not the order in which they are read; from right to left words can't be "
        "had back, so that its numbers are compared with what was printed, and not judged. Audit the Word file."
    ),
    "pdf-reader-missing": "A PDF is read back before it is saved; the package pypdf (the extra `pdf`) does that.",
    "pdf-text-untagged": "Text of a PDF stands outside its tags, so that a screen reader skips it.",
    "pdf-untagged": (
        "A PDF without tags does not say what is a heading, a cell or a note; it can't be audited. Audit the Word file "
        "that it was made from."
    ),
    "pdf-without-office": (
        "PDF files are made by LibreOffice. Install LibreOffice Writer, or name its program soffice in the environment "
        "variable BRIEFS_SOFFICE."
    ),
    "picture-without-text": (
        "Who does not see a picture hears its alternative text instead; a file's name says nothing (WCAG 1.1.1)."
    ),
    "several-titles": "A document has one title; the others are headings (WCAG 1.3.1).",
    "table-header-empty": "A column whose header is empty has no name (WCAG 1.3.1).",
    "table-header-merged": "Of merged header cells it can't be told which column they name (WCAG 1.3.1).",
    "table-without-header": (
        "With a header row, each cell is read out with the name of its column, and the row is repeated on each page "
        "(WCAG 1.3.1)."
    ),
}
