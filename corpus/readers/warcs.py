"""Pages of web archives (WARC), one at a time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, Final, cast

from corpus.readers.codings import unpacked
from corpus.readers.limits import LARGEST_MARKUP
from corpus.readers.records import Item, Markup, Problem, excerpt
from corpus.readers.settings import Settings
from corpus.readers.source import Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_OK: Final = 200
LONGEST_HEADER: Final = 1 << 20
BROKEN: Final = "damaged-file"


def read_warc(source: Source, settings: Settings) -> Iterator[Item]:
    """The HTML pages that the responses of an archive hold; other responses are problems with their reason.

    The date of a record is when the page was fetched, not when it was published: it bounds the page's own dates.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    position = 0
    with source.open() as binary:
        stream = _Forward(binary)
        kinds = WarcRecordType.response | WarcRecordType.resource
        records = ArchiveIterator(stream, record_types=kinds, parse_http=True, max_header_len=LONGEST_HEADER)
        while (item := _next(records, position + 1, settings)) is not None:
            position += 1
            yield item
            if isinstance(item, Problem) and item.reason == BROKEN:
                return
        if stream.error is not None:
            yield _broken(position + 1, stream.error)
        elif position == 0:
            yield Problem(0, "empty-file", "The archive holds no responses.")


def _next(records: Iterator[WarcRecord], position: int, settings: Settings) -> Item | None:
    """The next page; None at the end."""
    try:
        record = next(records, None)
        return None if record is None else _page(position, record, settings)
    except (OSError, ValueError) as error:
        return _broken(position, error)


def _broken(position: int, error: Exception) -> Problem:
    return Problem(position, BROKEN, f"The archive breaks off ({error}); the pages before were read.")


class _Forward:
    """A stream that is read forward only, which tells its place as ``fastwarc`` asks, and gives what there is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = cast(io.BufferedReader, stream)
        self._at = 0
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            found = self._stream.read1(size)
        except (EOFError, OSError, zlib.error) as error:  # told after the pages that stand before the break
            self.error = error
            return b""
        self._at += len(found)
        return found

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        self._stream.close()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if offset + (self._at if whence == io.SEEK_CUR else 0) != self._at:
            raise io.UnsupportedOperation("an archive is read forward only")
        return self._at


def _page(position: int, record: WarcRecord, settings: Settings) -> Item:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    status: Any = record.http_headers.status_code if record.http_headers is not None else None
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if status is not None and status != _OK:
        return Problem(position, "http-status", f"The archived answer has the status {status}, no page.", excerpt(url))
    if kind not in _HTML:
        return Problem(position, "not-html", f"The archived answer is {kind or 'of no type'}, no page.", excerpt(url))
    expected = record.content_length
    raw = record.reader.read(LARGEST_MARKUP + 1)
    if len(raw) < min(expected, LARGEST_MARKUP + 1):
        detail = f"The archived page breaks off after {len(raw)} of {expected} bytes."
        return Problem(position, BROKEN, detail, excerpt(url))
    try:
        body = unpacked(raw, _header(record, "Transfer-Encoding"), _header(record, "Content-Encoding"), LARGEST_MARKUP)
    except ValueError as error:
        return Problem(position, "page-not-readable", f"The archived page cannot be unpacked: {error}.", excerpt(url))
    values = {**settings.layout.constants}
    if record.record_date is not None:
        values["captured"] = record.record_date.isoformat()
    return Markup(position, body, url, _header(record, "Content-Type"), values)


def _header(record: WarcRecord, name: str) -> str:
    return str(record.http_headers.get(name) or "") if record.http_headers is not None else ""
