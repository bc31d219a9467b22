"""Addresses as a file may hold them: http, https or mailto, in ASCII, percent-encoded (RFC 3986)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

# Unreserved, reserved and the percent sign itself, so that what is encoded already stays as it is (RFC 3986, 2.2-2.3).
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_SCHEMES = ("http", "https", "mailto")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=4096)
def encode_address(url: str) -> str | None:
    """The address in ASCII, or None where it is none that a reader may follow."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or (parts.scheme == "mailto" and "@" not in parts.path):
        return None
    if parts.scheme != "mailto" and not host:
        return None
    start = f"{parts.scheme}:" if parts.scheme == "mailto" else f"{parts.scheme}://{host}{port}"
    rest = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    encoded = quote(_LONE_PERCENT.sub("%25", rest), safe=_SAFE, errors="replace")
    return start + encoded.replace("[", "%5B").replace("]", "%5D")
