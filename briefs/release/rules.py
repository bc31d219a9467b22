"""The rules of a release: what each finding means, in a sentence or two."""

from __future__ import annotations

RELEASE_RULES: dict[str, str] = {
    "approved-by-one": (
        "The policy asks for another person in each role (two_people), and one person has approved a text in two."
    ),
    "corrected-fact": (
        "A fact that was withdrawn, or changed while its sheet is not repaired yet, is printed, or a figure is "
        "computed from it. See data/corrections.yaml."
    ),
    "correction-disagrees": (
        "A correction and the fact sheet give two values. One of them is wrong: look into the source."
    ),
    "correction-repaired": (
        "The fact sheet says what the guard of a correction waited for. Compare it with its source, then delete the "
        "guard; the rest of the correction stays, as the notice to readers."
    ),
    "correction-untold": "A correction gives no reason in a language of the brief that must tell it.",
    "dossier-beside-outputs": (
        "Clearance dossiers, which hold internal remarks, are written where the files to publish lie. Give them a "
        "folder of their own: without -o they go to clearance/."
    ),
    "edition-incomplete": (
        "A document of an edition can't be made by the program at hand, so that its figures are not compared."
    ),
    "embargoed": (
        "A brief has an embargo that ends after its own date, or after today (UTC). On the day, set its date to "
        "that day, or delete embargo."
    ),
    "file-edited": (
        "A file holds other numbers, words, notes or links than when it was built; what differs is told with it."
    ),
    "file-missing": "The manifest names a file that is not there. Get it from where the release was published.",
    "file-unknown": "The manifest knows neither a file of this name nor these bytes: nothing can be said of it.",
    "no-manifest": (
        "The file manifest.json, which a build writes beside its outputs, is not there, or of another version."
    ),
    "not-approved": (
        "A role that the policy asks for has not approved this text, or what it approved was changed since: text, "
        "figure, note, source or reserve. `approve --check` says what changed; `approve` adds an approval."
    ),
    "not-scrubbed": (
        "A written file holds what must not leave the house: a name, a comment, hidden text, a tracked change, or a "
        "path of a machine. It comes from the Word template or from a text; take it out there."
    ),
    "not-what-was-signed": (
        "The digest on the signed dossier is not that of the text of today. Make the dossier anew, and have it signed."
    ),
    "spreadsheets-missing": "A spreadsheet is asked for, and openpyxl is not installed. Install it, or ask for docx.",
    "unknown-edition": "An edition to compare is no file, no folder with a manifest, no project and no commit.",
    "unknown-role": "An approval is given in a role that the policy does not name.",
}
