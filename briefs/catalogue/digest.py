"""The digest of what a translation file lets into print."""

from __future__ import annotations

import hashlib
import json

from briefs.catalogue.reader import read_catalogue


def catalogue_digest(data: bytes, path: str) -> str:
    """The SHA-256 of the finished translations, in hexadecimal: dates, remarks, order and line breaks do not count.

    Poedit and Weblate stamp the date of each save into the header; a build must not look new for that. A file that
    cannot be read has the digest of its bytes.
    """
    catalogue, _ = read_catalogue(data, path)
    if catalogue is None:
        return hashlib.sha256(data).hexdigest()
    printed = sorted(
        (message.context or "", message.id, message.plural or "", message.forms)
        for message in catalogue.index.values()
        if message.translated
    )
    return hashlib.sha256(json.dumps([catalogue.language, printed], ensure_ascii=False).encode()).hexdigest()
