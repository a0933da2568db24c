"""The format of a file, recognised from its content, and its records."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import pyarrow as pa

from corpus.publishers import Publishers
from corpus.readers.columns import Columns, recognise
from corpus.readers.encoding import SAMPLE_BYTES, guess_encoding, is_binary
from corpus.readers.pages import read_page
from corpus.readers.records import Problem, Record
from corpus.readers.rows import guess_delimiter, read_csv, read_json, read_json_lines, read_parquet

LARGEST_PAGE: Final = 16 * 1024 * 1024
KNOWN_FORMATS: Final = "a pasted page (.txt), .csv, .jsonl, .json, .parquet, each also as .gz"
_GZIP: Final = b"\x1f\x8b"
_PARQUET: Final = b"PAR1"
_PAGE_SUFFIXES: Final = frozenset({"", ".txt", ".text"})


@dataclass(slots=True)
class Reading:
    """A file being read: its format, its columns once they are known, and its records and problems."""

    path: Path
    format: str = "unknown"
    columns: Columns | None = None
    today: dt.date = dt.date.max

    def items(self, publishers: Publishers) -> Iterator[Record | Problem]:
        """The records and problems of the file, in order, a few in memory at a time."""
        try:
            yield from self._items(publishers)
        except PermissionError:
            yield Problem(0, "not-readable", "The file may not be read; change its permissions.")
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield Problem(0, "damaged-file", f"The compressed file breaks off ({error}); the rows before it were read.")
        except UnicodeError as error:
            yield Problem(0, "bad-encoding", f"The file cannot be decoded ({error}); save it as UTF-8.")
        except OSError as error:
            yield Problem(0, "not-readable", f"The file cannot be read ({error.strerror or error}).")
        except (ValueError, OverflowError, pa.ArrowException) as error:
            yield Problem(0, "damaged-file", f"The file cannot be read on ({error}); the rows before it were read.")

    def _items(self, publishers: Publishers) -> Iterator[Record | Problem]:
        with self._open() as binary:
            head = binary.read(SAMPLE_BYTES)
        self.format = recognise_format(head, self._inner_name())
        encoding = guess_encoding(head)
        if self.format == "csv":
            yield from read_csv(self._open, encoding, self._notice)
        elif self.format == "jsonl":
            yield from read_json_lines(self._open, encoding, self._notice)
        elif self.format == "json":
            yield from read_json(self._open, encoding, self._notice)
        elif self.format == "parquet":
            yield from read_parquet(self._open, self._notice)
        elif self.format == "page":
            yield self._page(encoding, publishers)
        else:
            yield _unknown(self.format)

    def _page(self, encoding: str, publishers: Publishers) -> Record | Problem:
        with self._open() as binary:
            raw = binary.read(LARGEST_PAGE + 1)
        if len(raw) > LARGEST_PAGE:
            return Problem(0, "too-large", f"A pasted page holds at most {LARGEST_PAGE} bytes; give rows as .jsonl.")
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        return read_page(raw.decode(encoding, errors), self.path.name, publishers, self.today)

    def _open(self) -> IO[bytes]:
        with self.path.open("rb") as binary:
            start = binary.read(len(_GZIP))
        return cast(IO[bytes], gzip.open(self.path, "rb")) if start == _GZIP else self.path.open("rb")

    def _inner_name(self) -> str:
        return self.path.name.lower().removesuffix(".gz")

    def _notice(self, columns: Columns) -> None:
        self.columns = columns


def read_file(path: Path, today: dt.date) -> Reading:
    """A file made ready for reading; nothing is opened before :meth:`Reading.items` is iterated."""
    return Reading(path, today=today)


def recognise_format(head: bytes, name: str) -> str:
    """``"csv"``, ``"jsonl"``, ``"json"``, ``"parquet"``, ``"page"``, ``"empty"``, ``"binary"`` or ``"unknown"``.

    Parameters
    ----------
    head : bytes
        The first bytes, decompressed.
    name : str
        The file's name in lower case; decides only where the content leaves it open.
    """
    if not head.strip():
        return "empty"
    if head.startswith(_PARQUET):
        return "parquet"
    if is_binary(head):
        return "binary"
    text = head.decode(guess_encoding(head), "replace").lstrip("\ufeff \t\r\n")
    suffix = Path(name).suffix
    if text[:1] in "{[" and (structured := _json_kind(text, suffix)):
        return structured
    if suffix in {".jsonl", ".ndjson"}:
        return "jsonl"
    if suffix in {".csv", ".tsv"} or _names_columns(text):
        return "csv"
    return "page" if suffix in _PAGE_SUFFIXES else "json" if suffix == ".json" else "unknown"


def _json_kind(text: str, suffix: str) -> str:
    """``"jsonl"`` or ``"json"``; empty if a text merely begins with a bracket."""
    first, _, rest = text.partition("\n")
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        if suffix in {".jsonl", ".ndjson"}:
            return "jsonl"
        starts = text[1:].lstrip()[:1]
        return "json" if suffix == ".json" or starts in ('{"' if text[0] == "[" else '"') else ""
    if isinstance(found, dict):
        return "json" if suffix == ".json" and not rest.strip() else "jsonl"
    return "json"


def _names_columns(text: str) -> bool:
    """Whether the first line is a row of column names, among them one for texts and another that is known."""
    first = text.partition("\n")[0]
    try:
        header = next(csv.reader(io.StringIO(first), delimiter=guess_delimiter(first)), [])
    except csv.Error:  # a paragraph longer than any header
        return False
    columns = recognise(header)
    return len(header) > 1 and columns.has_text and columns.n_recognised > 1


def _unknown(found: str) -> Problem:
    if found == "empty":
        return Problem(0, "empty-file", "The file holds nothing.")
    if found == "binary":
        return Problem(0, "binary-file", f"The file is not text; allowed: {KNOWN_FORMATS}.")
    return Problem(0, "unknown-format", f"The file is in no known format; allowed: {KNOWN_FORMATS}.")
