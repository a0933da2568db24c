"""A file read by what it holds: the one entry to all readers."""

from __future__ import annotations

import datetime as dt
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.publishers import Publishers
from corpus.readers.addresslists import read_address_list, read_gdelt
from corpus.readers.archives import read_zip, zip_kind
from corpus.readers.columns import Columns
from corpus.readers.encoding import SAMPLE_BYTES
from corpus.readers.feeds import read_feed
from corpus.readers.layout import PLAIN, Layout
from corpus.readers.limits import MOST_PROBLEMS, Refused
from corpus.readers.mending import finished
from corpus.readers.objects import read_json, read_json_lines
from corpus.readers.parquet import read_parquet
from corpus.readers.recognition import recognise_format
from corpus.readers.records import Address, Item, Markup, Problem, Record
from corpus.readers.settings import Settings
from corpus.readers.source import Source
from corpus.readers.tables import read_csv
from corpus.readers.texts import read_front_matter, read_html, read_markdown, read_pasted
from corpus.readers.warcs import read_warc
from corpus.readers.workbooks import read_workbook

KNOWN_FORMATS: Final = (
    "a pasted page (.txt), Markdown, HTML, CSV, JSON, JSON lines, Parquet, Excel, RSS and Atom, WARC, lists of "
    "addresses, each also as .gz or in a .zip"
)
Reader = Callable[[Source, Settings], Iterator[Item]]
READERS: Final[Mapping[str, Reader]] = {
    "addresses": read_address_list,
    "csv": read_csv,
    "excel": read_workbook,
    "feed": read_feed,
    "front-matter": read_front_matter,
    "gdelt": read_gdelt,
    "html": read_html,
    "json": read_json,
    "jsonl": read_json_lines,
    "markdown": read_markdown,
    "page": read_pasted,
    "parquet": read_parquet,
    "warc": read_warc,
}
_FAULTS: Final[tuple[tuple[tuple[type[Exception], ...], str, str], ...]] = (
    ((PermissionError,), "not-readable", "The file may not be read; change its permissions."),
    (
        (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile),
        "damaged-file",
        "The packed file breaks off or is damaged ({error}); what stands before was read.",
    ),
    ((UnicodeError,), "bad-encoding", "The file cannot be decoded ({error}); save it as UTF-8."),
    ((OSError,), "not-readable", "The file cannot be read ({error})."),
)
"""What reading bytes raises, wherever in a file it happens; faults of a format are caught by its reader, and any other
kind is a fault of ours that must be seen."""
_KINDS: Final = tuple(kind for kinds, _, _ in _FAULTS for kind in kinds)


@dataclass(slots=True)
class Reading:
    """A file being read: its format, its columns once they are known, and its records and problems."""

    path: Path
    format: str = "unknown"
    columns: Columns | None = None
    today: dt.date = dt.date.max
    layout: Layout = PLAIN

    def items(self, publishers: Publishers) -> Iterator[Record | Markup | Problem]:
        """The records, web pages and problems of the file, in order, a few in memory at a time."""
        for item in self.walk(publishers):
            yield _only_address(item, self.path.name) if isinstance(item, Address) else item

    def addresses(self) -> list[Address]:
        """The addresses that the file gives in place of articles."""
        return [item for item in self.walk(Publishers(())) if isinstance(item, Address)]

    def walk(self, publishers: Publishers) -> Iterator[Item]:
        """Everything the file holds, addresses without articles among it."""
        last = n_problems = 0
        try:
            for item in self._walk(Settings(publishers, self.today, self.layout, self._notice)):
                last = item.position
                yield finished(item) if isinstance(item, Record) else item
                n_problems += isinstance(item, Problem)
                if n_problems == MOST_PROBLEMS == last:
                    detail = f"None of the first {MOST_PROBLEMS} rows could be read, so the rest was not tried."
                    raise Refused("too-many-problems", detail)
        except Refused as refused:
            yield Problem(last and last + 1, refused.reason, refused.detail)
        except _KINDS as error:
            yield _fault(error, last and last + 1)

    def _walk(self, settings: Settings) -> Iterator[Item]:
        source = Source.of_path(self.path).bare()
        self.format = recognise_format(source.head(), source.name)
        self.format = zip_kind(source) if self.format == "zip" else self.format
        for item in items_of(source, settings, self.format):
            if isinstance(item, Address) and self.format != "zip":
                self.format = "addresses"
            yield item

    def _notice(self, columns: Columns) -> None:
        self.columns = columns


def read_file(path: Path, today: dt.date, layout: Layout = PLAIN) -> Reading:
    """A file made ready for reading; nothing is opened before :meth:`Reading.items` is iterated."""
    return Reading(path, today=today, layout=layout)


def items_of(source: Source, settings: Settings, found: str = "") -> Iterator[Item]:
    """What a source below its layers of packing holds, by the format found or the one its content has."""
    found = found or recognise_format(source.head(), source.name)
    if found == "zip":
        found = zip_kind(source)
    if found == "zip":
        yield from read_zip(source, settings, items_of)
        return
    reader = READERS.get(found)
    if reader is None:
        yield _unknown(found)
    else:
        yield from reader(source, settings)


def _unknown(found: str) -> Problem:
    if found == "blank":
        return Problem(0, "empty-file", f"The first {SAMPLE_BYTES} bytes of the file are blank; take them off.")
    if found == "empty":
        return Problem(0, "empty-file", "The file holds nothing.")
    if found == "binary":
        return Problem(0, "binary-file", f"The file is not text; allowed: {KNOWN_FORMATS}.")
    return Problem(0, "unknown-format", f"The file is in no known format; allowed: {KNOWN_FORMATS}.")


def _fault(error: Exception, position: int) -> Problem:
    """The problem of a file at which a library stumbled."""
    for kinds, reason, detail in _FAULTS:
        if isinstance(error, kinds):
            said = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
            return Problem(position, reason, detail.format(error=said))
    raise error


def _only_address(address: Address, name: str) -> Problem:
    detail = f"The row gives an address and no text; fetch the pages: python -m corpus collect urls {name}"
    return Problem(address.position, "address-only", detail, address.url[:300])
