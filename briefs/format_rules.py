"""The rules of PDF files: what each finding means, in a sentence or two."""

from __future__ import annotations

FORMAT_RULES: dict[str, str] = {
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
}
