"""A zip archive with the same bytes for the same parts: fixed dates, order, level (ECMA-376 part 2; PKWARE APPNOTE)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

_DATE_1980 = 0x0021  # 1 January 1980 in MS-DOS form, the earliest an archive can hold
_LEVEL = 6
_UTF8_NAMES = 0x0800
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class Part(Struct, frozen=True):
    """A part of the package; `steady` ones are the same in many files and are deflated once."""

    name: str
    data: bytes
    steady: bool = False


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


_deflate_steady = lru_cache(maxsize=256)(_deflate)


def pack_parts(parts: Iterable[Part]) -> bytes:
    """The archive of the parts, in their order."""
    body, directory = bytearray(), bytearray()
    count = 0
    for part in parts:
        packed = _deflate_steady(part.data) if part.steady else _deflate(part.data)
        name = part.name.encode("utf-8")
        sizes = (zlib.crc32(part.data), len(packed), len(part.data))
        shared = (20, _UTF8_NAMES, zlib.DEFLATED, 0, _DATE_1980, *sizes, len(name), 0)
        directory += _CENTRAL.pack(b"PK\x01\x02", 20, *shared, 0, 0, 0, 0, len(body)) + name
        body += _LOCAL.pack(b"PK\x03\x04", *shared) + name + packed
        count += 1
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
