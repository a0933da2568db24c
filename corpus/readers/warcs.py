"""Pages of web archives (WARC), one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from corpus.readers.limits import LARGEST_MARKUP, Refused
from corpus.readers.records import Item, Markup, Problem, excerpt
from corpus.readers.settings import Settings
from corpus.readers.source import Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_OK: Final = 200


def read_warc(source: Source, settings: Settings) -> Iterator[Item]:
    """The HTML pages that the responses of an archive hold; other responses are problems with their reason.

    The date of a record is when the page was fetched, not when it was published: it bounds the page's own dates.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    position = 0
    with source.open() as binary:
        kinds = WarcRecordType.response | WarcRecordType.resource
        records = ArchiveIterator(binary, record_types=kinds, parse_http=True, max_header_len=1 << 20)
        while True:
            position += 1
            try:
                record = next(records, None)
                if record is None:
                    break
                yield _page(position, record, settings)
            except Refused:
                raise
            except (OSError, ValueError, EOFError) as error:
                yield Problem(
                    position, "damaged-file", f"The archive breaks off ({error}); the pages before were read."
                )
                return
    if position == 1:
        yield Problem(0, "empty-file", "The archive holds no responses.")


def _page(position: int, record: WarcRecord, settings: Settings) -> Item:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    status: Any = record.http_headers.status_code if record.http_headers is not None else None
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if status is not None and status != _OK:
        return Problem(position, "http-status", f"The archived answer has the status {status}, no page.", excerpt(url))
    if kind not in _HTML:
        return Problem(position, "not-html", f"The archived answer is {kind or 'of no type'}, no page.", excerpt(url))
    raw = record.reader.read(LARGEST_MARKUP + 1)
    values = {**settings.layout.constants}
    if record.record_date is not None:
        values["captured"] = record.record_date.isoformat()
    content_type = str(record.http_headers.get("Content-Type") or "") if record.http_headers is not None else ""
    return Markup(position, raw, url, content_type, values)
