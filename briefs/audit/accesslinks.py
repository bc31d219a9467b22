"""Words of links: read one after the other, without the text around, they must say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.audit.accessplaces import place_of
from briefs.audit.accessscan import Scan
from briefs.finding import Finding, Severity

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EDGES = " \t\u00a0\u202f.,;:!?…()[]<>«»“”\"'→>"
_VAGUE = """
here/click here/click/this/this link/this page/link/more/read more/learn more/see more/details/source/website/download
ici/cliquez ici/cliquer ici/ce lien/cette page/lien/plus/lire la suite/en savoir plus/voir plus/télécharger/site/détails
aquí/haga clic aquí/haz clic aquí/este enlace/enlace/más/leer más/saber más/ver más/descargar
هنا/اضغط هنا/انقر هنا/هذا الرابط/الرابط/رابط/المزيد/اقرأ المزيد
hier/hier klicken/mehr/qui/clicca qui/aqui/clique aqui/klik hier
"""
VAGUE = frozenset(_VAGUE.strip().replace("\n", "/").split("/"))


def find_links(scan: Scan) -> Iterator[Finding]:
    """Links without words, with words that say nothing, and addresses that are spelt out letter by letter."""
    for one in scan.paragraphs:
        for link in one.links:
            words = " ".join(link.text.split()).strip(_EDGES)
            place = place_of(scan, one, link.text)
            if not words:
                message = f"A link has no words{f': it leads to {link.url[:80]}' if link.url else ''}."
                yield Finding("link-without-text", message, place, "Write what it leads to, or take the link out.")
            elif words.casefold() in VAGUE:
                message = f"The words of a link do not say where it leads: “{words}”."
                hint = "Make the link of words that name what is there."
                yield Finding("link-text-vague", message, place, hint, Severity.WARNING)
            elif link.url is not None and _ADDRESS.fullmatch(words):
                message = f"The words of a link are its address, which is spelt out: {words[:60]}."
                hint = "Make the link of words that name what is there; the address stays behind them."
                yield Finding("link-text-address", message, place, hint, Severity.WARNING)
