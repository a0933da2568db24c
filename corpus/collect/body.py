"""The body of an answer, decoded piece by piece and never beyond its caps."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

ACCEPT_ENCODING: Final = "gzip, deflate"
PIECE: Final = 65_536
RATIO_FROM: Final = 1_000_000
"""Decoded bytes from which the ratio counts: a short body may well be one letter repeated."""


@dataclass(eq=False)  # not frozen: an exception on its way is given its traceback
class BodyError(Exception):
    """A body that is not taken, with a reason code; ``is_transient`` where asking again may help."""

    reason: str
    detail: str
    is_transient: bool = False


def read_body(
    pieces: Iterable[bytes], encoding: str, largest: int, largest_ratio: int, *, is_cut: bool = False
) -> bytes:
    """The decoded body.

    Parameters
    ----------
    pieces : iterable of bytes
        As they come off the wire; no more of them is asked for than needed.
    encoding : str
        The answer's Content-Encoding.
    largest, largest_ratio : int
        Decoded bytes at most, and decoded bytes at most for each byte sent.
    is_cut : bool
        Whether of a longer body the first ``largest`` bytes are the result.

    Raises
    ------
    BodyError
        If it is too large, unpacks to far more than was sent, is cut short, or is packed in an unknown way.
    """
    found = bytearray()
    sent = _Counted(pieces)
    for piece in _decoded(sent, encoding.strip().lower()):
        found += piece
        if len(found) > largest:
            if is_cut:
                return bytes(found[:largest])
            raise BodyError("too-large", f"The answer is larger than {largest} bytes, the most that is read.")
        if len(found) > RATIO_FROM and len(found) > largest_ratio * sent.total:
            detail = f"{sent.total} bytes unpacked to more than {largest_ratio} times as many; no page does."
            raise BodyError("decompression-bomb", detail)
    return bytes(found)


class _Counted:
    """Pieces handed on, and how many bytes they were."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.total = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.total += len(piece)
            yield piece


def _decoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from pieces
    elif encoding in ("gzip", "x-gzip"):
        yield from _unpacked(pieces, zlib.MAX_WBITS | 16)
    elif encoding == "deflate":
        yield from _unpacked(_header_whole(pieces), None)
    else:
        allowed = ACCEPT_ENCODING
        raise BodyError("unknown-encoding", f"The answer is packed as {encoding[:40]!r}; asked for: {allowed}.")


def _unpacked(pieces: Iterable[bytes], bits: int | None) -> Iterator[bytes]:
    """Unpacked a bounded piece at a time; of several gzip members all are taken, and what follows them is left."""
    unpacker = None
    try:
        for piece in pieces:
            left = piece
            while left:
                if unpacker is None or unpacker.eof:
                    if unpacker is not None and not _starts_member(left, bits):
                        return
                    unpacker = zlib.decompressobj(_bits(left) if bits is None else bits)
                yield unpacker.decompress(left, PIECE)
                left = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        if unpacker is not None and not unpacker.eof:
            yield unpacker.flush()  # at most what a few bits stand for
    except zlib.error as error:
        raise BodyError("broken-encoding", f"The packed answer cannot be unpacked: {error}.", True) from error
    if unpacker is not None and not unpacker.eof:
        raise BodyError("truncated", "The packed answer ends before it is whole.", True)


def _header_whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, the first of them long enough to tell a header by, which has two bytes."""
    start = b""
    rest = iter(pieces)
    for piece in rest:
        start += piece
        if len(start) > 1:
            break
    yield start
    yield from rest


def _bits(start: bytes) -> int:
    """Deflate is sent with a zlib header as the standard says, or without as some servers do."""
    has_header = len(start) > 1 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS


def _starts_member(left: bytes, bits: int | None) -> bool:
    return bits is not None and left[:1] == b"\x1f"
