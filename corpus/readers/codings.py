"""Bodies of archived answers unpacked: archives keep them as the server sent them."""

from __future__ import annotations

import io
import re
import zlib
from typing import Final

_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_END_OF_CHUNK: Final = re.compile(rb"\r?\n")


def unpacked(raw: bytes, transfer: str, codings: str, largest: int) -> bytes:
    """A body without the codings its headers name, at most one byte longer than the largest allowed.

    Parameters
    ----------
    raw : bytes
    transfer : str
        The header ``Transfer-Encoding``.
    codings : str
        The header ``Content-Encoding``: codings in the order in which they were put on.
    largest : int
        Bytes; more are not unpacked.

    Raises
    ------
    ValueError
        If it breaks off, is damaged, or has a coding that is not known.

    Notes
    -----
    RFC 9110 and 9112. Some crawlers unpack a body and leave its headers: one that is not packed stays.
    """
    names = [name.strip().lower() for name in f"{codings},{transfer}".split(",")]
    for name in reversed([name for name in names if name not in ("", "identity")]):
        raw = _without(name, raw, largest)
    return raw


def _without(name: str, raw: bytes, largest: int) -> bytes:
    if name == "chunked":
        return _dechunked(raw)
    if raw.lstrip()[:1] == b"<":
        return raw
    if name in ("gzip", "x-gzip"):
        return _inflated(raw, largest, 31) if raw.startswith(_GZIP) else raw
    if name == "deflate":
        return _inflated(raw, largest, 15 if raw[:1] and raw[0] & 15 == 8 else -15)
    if name in ("br", "zstd"):
        return _from_reader(name, raw, largest)
    raise ValueError(f"it is packed as {name!r}")


def _inflated(raw: bytes, largest: int, bits: int) -> bytes:
    inflater = zlib.decompressobj(bits)
    try:
        found = inflater.decompress(raw, largest + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not inflater.eof and len(found) <= largest:
        raise ValueError("it breaks off")
    return found


def _from_reader(name: str, raw: bytes, largest: int) -> bytes:
    from fastwarc.stream_io import BrotliReader, ZstdReader

    kinds = {"br": BrotliReader, "zstd": ZstdReader}
    try:
        found: bytes = kinds[name](io.BytesIO(raw)).read(largest + 1)
    except OSError as error:
        raise ValueError(str(error)) from error
    if raw and not found:
        raise ValueError("it breaks off")
    return found


def _dechunked(raw: bytes) -> bytes:
    """A body sent in chunks as one piece; as it is if it does not begin with a chunk."""
    parts: list[bytes] = []
    at = 0
    while (head := _CHUNK.match(raw, at)) is not None:
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        part = raw[head.end() : head.end() + size]
        end = _END_OF_CHUNK.match(raw, head.end() + size)
        if len(part) < size or end is None:
            break
        parts.append(part)
        at = end.end()
    if not parts:
        return raw
    raise ValueError("it breaks off")
