"""Where bytes come from: a file, a gzip layer over one, a member of an archive; opened anew as often as asked."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from corpus.readers.encoding import SAMPLE_BYTES
from corpus.readers.limits import DEEPEST_ARCHIVE, FREE_BYTES, HIGHEST_RATIO, LARGEST_IN_MEMORY, Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP: Final = b"\x1f\x8b"
_BUFFER: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to be read: a name that decides only what the content leaves open, an opener, and the size as stored.

    ``depth`` counts the archives and gzip layers around it; ``is_plain`` tells that the opener gives a file that can
    be read from any place.
    """

    name: str
    open: Callable[[], IO[bytes]]
    size: int
    depth: int = 0
    is_plain: bool = True

    @classmethod
    def of_path(cls, path: Path) -> Source:
        """A regular file.

        Raises
        ------
        Refused
            If the path is a device, a pipe, a socket or a folder: opening one could wait for ever.
        OSError
            If it cannot be looked at.
        """
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(
                "not-a-file", "The path is no regular file but a device, pipe, socket or folder; give a file."
            )
        return cls(path.name, lambda: path.open("rb"), status.st_size)

    @classmethod
    def of_bytes(cls, name: str, raw: bytes, depth: int = 0) -> Source:
        """Bytes held in memory."""
        return cls(name, lambda: io.BytesIO(raw), len(raw), depth)

    def head(self) -> bytes:
        """The first bytes, of a packed file that breaks off those before the break.

        Raises
        ------
        EOFError, zlib.error, gzip.BadGzipFile
            If a packed file is damaged from its first byte on.
        """
        found = b""
        with self.open() as binary:
            stream = cast(io.BufferedReader, binary)
            while len(found) < SAMPLE_BYTES:
                try:
                    more = stream.read1(SAMPLE_BYTES - len(found))
                except (EOFError, zlib.error, gzip.BadGzipFile):
                    if not found:
                        raise
                    break
                if not more:
                    break
                found += more
        return found

    def bare(self) -> Source:
        """The source below its gzip layers; itself if it has none.

        Raises
        ------
        Refused
            If layers are nested deeper than archives may be.
        """
        with self.open() as binary:
            start = binary.read(len(_GZIP))
        if start != _GZIP:
            return self
        if self.depth >= DEEPEST_ARCHIVE:
            raise Refused("nested-too-deep", f"Archives are opened {DEEPEST_ARCHIVE} deep; unpack the file first.")
        lower = self.name.lower()
        name = self.name[:-3] if lower.endswith(".gz") else self.name
        return Source(name, self._unpacked, self.size, self.depth + 1, is_plain=False).bare()

    def _unpacked(self) -> IO[bytes]:
        packed = self.open()
        stream = gzip.GzipFile(fileobj=packed)
        return io.BufferedReader(_Bounded(stream, packed, max(FREE_BYTES, HIGHEST_RATIO * self.size)), _BUFFER)

    def read(self, most: int, what: str) -> bytes:
        """All bytes.

        Raises
        ------
        Refused
            If there are more than ``most``; ``what`` names the kind of file.
        """
        with self.open() as binary:
            raw = binary.read(most + 1)
        if len(raw) > most:
            raise Refused("too-large", f"{what} is read up to {most} bytes; split it, or give rows as .jsonl.")
        return raw

    def seekable(self) -> IO[bytes]:
        """The opened source, for formats that are read from their end; a packed one is unpacked into memory.

        Raises
        ------
        Refused
            If a packed one is too large for it.
        """
        if self.is_plain:
            return self.open()
        return io.BytesIO(self.read(LARGEST_IN_MEMORY, "A packed file of this format"))


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than a number of bytes."""

    def __init__(self, stream: gzip.GzipFile, packed: IO[bytes], most: int) -> None:
        self._stream = stream
        self._packed = packed
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        found = self._stream.read1(len(view))  # what was unpacked before the file breaks off is not lost
        self._left -= len(found)
        if self._left < 0:
            raise Refused(
                "compression-bomb",
                f"The file unpacks to more than {HIGHEST_RATIO} times its size, as no news does; unpack it and look.",
            )
        view[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()
