"""The rules that no check module documents: what each finding means, in a sentence or two."""

from __future__ import annotations

from briefs.format_rules import FORMAT_RULES
from briefs.release.rules import RELEASE_RULES
from briefs.translation_rules import TRANSLATION_RULES

RULES: dict[str, str] = TRANSLATION_RULES | {
    **RELEASE_RULES,
    **FORMAT_RULES,
    "address-changed": "The words of a reference lead to another address than the one that was put in.",
    "article-not-read": (
        "A template names an article or recital of a law that nobody has read: it is not in custom.articles of "
        "the source. Read the text, then add it there (“18(1)”, “recital 56”)."
    ),
    "bar-in-message": "A text holds the sign |, which would split a table cell. Write it in another way.",
    "bare-colon": (
        "A text in YAML holds a colon followed by a space, so that it reads as a field. Put the text into "
        "straight quotes."
    ),
    "bookmark-lost": (
        "A figure of a Word file no longer stands under its bookmark, or the bookmark holds other words. "
        "Build the file again."
    ),
    "byte-order-mark": (
        "A file begins with an invisible mark that some editors add. Save it as UTF-8 without a byte order mark."
    ),
    "call-in-note": "A note calls another note. Put both sources into one note.",
    "call-without-note": (
        "The mark of a note stands in the text, but no note of that name exists. Add the note, or delete the mark."
    ),
    "comma-suffix": (
        "A name in a source has a comma before its suffix in a way CSL does not know. Write family and given "
        "names in their own fields."
    ),
    "control-character": (
        "A text holds a character that no printer and no reader shows. Delete it; the finding names it."
    ),
    "csl-failed": (
        "The CSL style of the house can't print this source, which then stands in our own form. Try the style on it in "
        "Zotero."
    ),
    "csl-invalid": (
        "The CSL style has a fault by the schema of CSL; what it touches may be printed otherwise, or not at all."
    ),
    "csl-not-installed": "The setting csl needs the package citeproc-py. Install it, or take the setting out.",
    "csl-numbered": (
        "The CSL style numbers the sources of the list, as our notes do not. Use a note or author-date style."
    ),
    "csl-unreadable": "The file of the setting csl is missing or is no CSL style.",
    "csl-without-list": (
        "The CSL style has no bibliography: it only cites, or leads to a parent style. Use one that lists sources."
    ),
    "curly-quotes": "A text in YAML is put in curly quotes, which become part of it. Use straight quotes around it.",
    "damaged-part": "A part of a Word file can't be read. Open the file in Word or LibreOffice and save it again.",
    "derived-circle": "Facts are computed from each other in a circle. The finding names the circle; break it.",
    "derived-figure": (
        "A derived fact can't be computed: the expression divides by nothing, or names a fact without a number."
    ),
    "derived-hedge": (
        "A derived fact claims more than its inputs allow: “more than” and “nearly” give a bound at best, or nothing."
    ),
    "duplicate-field": "A field is written twice in one mapping. Keep one.",
    "duplicate-id": "Two sources or facts share one id. Rename one.",
    "edited-by-hand": (
        "An output was changed since it was built, or nothing says that it was built here (manifest.json is gone), so "
        "it is not overwritten. Keep your copy under another name, or use `build --replace`."
    ),
    "empty-file": "The file is empty.",
    "empty-note-point": "note() stands in a sentence that has nothing to cite. Delete it, or cite a source.",
    "fact-without-number": "figure() was asked for a fact that is a date or a duty. Print it with date(), or cite it.",
    "faulty-language-file": "A language file lacks something or has a value that does not fit. The finding says which.",
    "faulty-reading": "A reading.yaml, from which a language's numbers are read, is not YAML or not made as one is.",
    "field-missing": (
        "A template prints a field (period, date, reserve…) that the fact does not have. Add it to the fact sheet."
    ),
    "figure-changed": (
        "The file prints another number than the one that was put in. Build it again, or correct the fact sheet."
    ),
    "figure-lost": "A figure that was put in does not stand in the text. See the template at this place.",
    "figure-misused": (
        "A template did arithmetic, slicing or formatting on a figure. Figures print whole; make a derived "
        "fact instead."
    ),
    "figure-moved": "A figure stands in another section than the one it was put in.",
    "figure-not-in-source": (
        "A note leads to one of our sources, but no fact of it bears the number out. The hint has the nearest one."
    ),
    "figure-not-verified": (
        "A figure that was printed can't be recognised in the finished file as what its fact says, so the file is not "
        "saved."
    ),
    "figure-without-note": (
        "A figure can get no note where it stands. Move it into a sentence, or give its row a source cell."
    ),
    "file-too-big": "The file is larger than any fact sheet or template should be. Split it.",
    "file-too-large": "The file is larger than what is audited.",
    "file-unreadable": "The file can't be opened. Check its name; close it in Word.",
    "front-matter-missing": "A template does not begin with its front matter, or a field of it is missing.",
    "html-in-message": "A text holds HTML. Use Markdown.",
    "language-unknown": "The language of the file could not be recognised. Name it with --language.",
    "line-break-in-message": "A text goes over a blank line; a message is one paragraph, item, cell or heading.",
    "link-added": "A link has been put into a released text. See where it leads; to keep it, put it in the template.",
    "manifest-not-found": "No manifest.json is where --manifest says. Each build writes one beside its files.",
    "manifest-unreadable": "The manifest's entry of a file is damaged. Build again.",
    "misquote-misused": (
        "A wrong figure in circulation prints only through misquote(), and misquote() prints nothing else."
    ),
    "missing-field": "A field that is required is not there. The hint says what it holds.",
    "missing-folder": "The project has no such folder.",
    "nested-too-deep": "Brackets or indents go deeper than any data of ours. Look for a bracket too many.",
    "no-break-indent": (
        "A line of YAML is indented with no-break spaces, which look like spaces and are none. Use plain spaces."
    ),
    "no-brief": "There is no template in templates/.",
    "no-figure-found": (
        "The audit saw no number at all, which is no pass: perhaps the wrong file, or the wrong language."
    ),
    "no-number": "A fact of a unit has no value, no low and high, and is not derived.",
    "no-project": "No pyproject.toml with a [tool.briefs] table was found here or above.",
    "no-reserve": "A fact is to be cited with a reserve, but has none.",
    "no-right-figure": "A wrong figure in circulation does not name the right one in `right`.",
    "not-a-date": "A date must be YYYY, YYYY-MM or YYYY-MM-DD and exist.",
    "not-a-doi": "A DOI begins with 10. and holds a slash.",
    "not-a-language": "A language is a BCP 47 tag: en, fr, fr-CA.",
    "not-a-name": "A name has family and given, or literal.",
    "not-a-number": "A value must be a plain decimal with a point: 12.5, 73300000.",
    "not-a-period": "A period is two dates with a slash: 2022-01-01/2022-09-30.",
    "not-a-sheet": "The file is not a fact sheet: title, language and facts.",
    "not-an-id": "An id has small letters, digits and hyphens.",
    "not-commented": (
        "Comments could not be put into the Word file. Save it again in Word or LibreOffice and try that file."
    ),
    "not-in-manifest": "The manifest names no file of this name, nor one that this is a copy of.",
    "not-sources": "The file is not a list of CSL items.",
    "not-true-or-false": "The field takes true or false.",
    "not-units": "The file is not a list of units by id.",
    "not-utf-8": "The file is not UTF-8. Save it as UTF-8.",
    "left-over": (
        "A file that an earlier build wrote and no brief makes any more: its template or its translation is gone, "
        "or its name is another now. Delete it, unless it is kept as it was released; the manifest then forgets it."
    ),
    "not-written": "A file could not be written; the old one is untouched.",
    "note-appeared": "The file holds a note that was not put in.",
    "note-beside-source-cell": "A note stands in a table whose rows have a source cell: one of the two is enough.",
    "note-changed": "A note does not say what was put in.",
    "note-lost": "A figure no longer has the note that was put in.",
    "note-moved": "A note's call stands elsewhere than it was put.",
    "note-to-another-source": "The note of a figure leads to another source than its own.",
    "number-appeared": "The file holds a number that was not put in.",
    "one-sided": "Facts that conflict, or that may be confused, must name each other.",
    "outside-content": "The file points to content outside it, which is not followed.",
    "percent-without-base": "A percentage needs its base: what it is a share of.",
    "range": "A range has low and high, low the smaller, and qualifier: range; nothing else has.",
    "raw-html": "A text holds HTML. Use Markdown: **bold**, *italic*, [text](address).",
    "reference-style-missing": "The Word template lacks a style that briefs need. The finding names it.",
    "reference-unreadable": "The Word template can't be read: it is no Word file, or damaged.",
    "references-in-text": "references() stands inside a text; it needs a line of its own.",
    "reserve": "In a reserve, {fact-id} stands for the number of a fact that has one; no brace stands alone.",
    "sentence-rewritten": (
        "A figure stands as it was released, but the words around it were changed. Read it against its source."
    ),
    "settings-unreadable": "pyproject.toml can't be read.",
    "several-documents": "A YAML file holds more than one document. Keep one a file.",
    "source-cell-lacks-source": "The source cell of a row does not name the source of a figure in that row.",
    "source-incomplete": "A source lacks what a reference needs: a title, a date or that there is none, an address.",
    "summary-over-a-page": (
        "A one-page summary is longer than a page holds in letters that can be read; an estimate, the page is Word's. "
        "Shorten the box, the asks or the key figures."
    ),
    "supersession": "superseded_by names the newer fact and supersession says why. Write both, never in a circle.",
    "tab-indent": "A line of YAML is indented with a tab. Use spaces.",
    "template-error": "An expression of a template does not work.",
    "template-not-found": "A template includes a file that is not in templates/.",
    "template-refused": "A template reached for something outside what templates may do.",
    "template-syntax": "A template can't be read: most often a block without its end.",
    "too-many-notes": "A document has more notes than Word can number.",
    "two-values": "A fact has more than one of value, low and high, derived_from.",
    "uncited-figure": "A number has no note in its sentence or row.",
    "unclosed-fence": "A code fence is opened and not closed, so that the rest of the file is no text.",
    "unfit-label": "A note's label holds characters that Markdown does not allow there.",
    "unit-plural-ambiguous": (
        "Two units share one singular but not the plural; a translation file can't tell them apart."
    ),
    "unknown-brief": "No template of that name. The hint lists the names.",
    "unknown-construct": "The text uses what has no place in a brief: a picture, a rule, a block of code.",
    "unknown-fact": "No fact of that id. The hint has the nearest one.",
    "unknown-field": "No such field. The hint has the nearest one.",
    "unknown-format": "No file of this kind can be audited.",
    "unknown-front-matter": "The front matter has a field that nothing reads. The hint has the nearest one.",
    "unknown-kind": "plain() takes a closed list of kinds.",
    "unknown-language": "The project does not have this language.",
    "unknown-name": "A template uses a name that does not exist.",
    "unknown-setting": "[tool.briefs] has a setting that does not exist. The hint has the nearest one.",
    "unknown-source": "No source of that id. The hint has the nearest one.",
    "unknown-hedge": "figure() was asked for a hedge that no language has. The hint has those there are.",
    "unknown-style": "The class of a paragraph is not one of the styles of the house.",
    "unknown-unit": "No unit of that id in data/units.yaml.",
    "unknown-word": "The field takes one of a few words. The hint lists them.",
    "unlawful-form": (
        "A figure can't be printed in the form asked for: the printed form must hold for every value the fact allows."
    ),
    "unprintable-character": "The text holds a character that can't stand in a Word file.",
    "unreadable-file": "The file can't be read.",
    "unsafe-address": "Addresses must begin with http:// or https://.",
    "unsafe-link": "Only http, https and mailto addresses may be linked.",
    "waiver-expired": (
        "A waiver in data/waivers.yaml has passed its last day. Give the number a source, or have someone answer anew."
    ),
    "waiver-unused": (
        "A waiver in data/waivers.yaml fits no number without a source. Delete it, or mend its figure and words."
    ),
    "words-not-read": (
        "Numbers were looked for in digits alone: the language has no list of number words in its reading.yaml."
    ),
    "wrong-budget": "The words or pages of the front matter are no number and no range such as 1200-1800.",
    "wrong-kind": "A field holds a list where a text belongs, or the other way round.",
    "wrong-setting": "A setting has a value that does not fit.",
    "yaml-alias": "YAML aliases and anchors are not read. Write the value out.",
    "yaml-merge": "YAML merge keys are not read. Write the fields out.",
    "yaml-syntax": "The YAML can't be read at this place.",
    "yaml-tag": "YAML tags are not read. Write the plain value.",
}
