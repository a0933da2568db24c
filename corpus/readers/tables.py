"""Rows of CSV files with any delimiter, a few at a time, whatever their quotes do."""

from __future__ import annotations

import csv
import io
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, Final, TextIO

from corpus.readers.columns import recognise
from corpus.readers.encoding import guess_encoding, guess_note
from corpus.readers.header import ABOVE_NOTE, LOWEST_IN_CSV, cells_of, header_row, separator_of
from corpus.readers.layout import Layout
from corpus.readers.limits import LONGEST_COLUMN, LONGEST_ROW, MOST_COLUMNS, MOST_OPEN_QUOTES, MOST_ROW_LINES
from corpus.readers.records import Item, Problem, Record, excerpt
from corpus.readers.settings import Rowing, Settings, no_text_column
from corpus.readers.source import Source

DELIMITERS: Final = ",;\t|"
RARE_DELIMITERS: Final = "^~:"
"""Taken only where they name three known columns: they also stand in the first line of a pasted page."""
Again = Callable[[], Iterable[list[Any] | Problem]]
_SAMPLE: Final = 1 << 16


def read_csv(source: Source, settings: Settings) -> Iterator[Item]:
    """The rows of a CSV file whose first row names the columns.

    Notes
    -----
    A row that no closing quote ends within 5,000 lines or 4 MiB is a problem of its first line, and reading goes on
    with the line below it, so that one stray quote does not swallow the rest of the file.
    """
    csv.field_size_limit(LONGEST_ROW)
    layout, notes = _found_header(source, settings.layout)
    rows = _rows(source, layout)
    header = next(rows, None)
    if not isinstance(header, list):
        yield header or Problem(0, "empty-file", "The file has no rows; give one with a header and rows.")
        return
    told = replace(settings, layout=layout)
    items = table_items(header, lambda: itertools.islice(_rows(source, layout), 1, None), rows, told)
    yield from noted(items, (*guessed_notes(source, layout), *notes))


def _found_header(source: Source, layout: Layout) -> tuple[Layout, tuple[str, ...]]:
    """The layout with the lines above the header to be skipped and its delimiter, and notes of what was guessed."""
    start = _start(source, layout)
    named = separator_of(start)
    if named:
        skipped = replace(layout, skip_rows=layout.skip_rows + 1, delimiter=layout.delimiter or named)
        return skipped, ()
    lines = start.split("\n", LOWEST_IN_CSV)
    delimiters = [layout.delimiter or guess_delimiter("\n".join(lines[n:])) for n in range(len(lines))]
    firsts = [cells_of("\n".join(lines[n:]), mark) for n, mark in enumerate(delimiters[:LOWEST_IN_CSV])]
    at = header_row(firsts, layout)
    rare = delimiters[at] if not layout.delimiter and delimiters[at] not in ",;\t" else ""
    notes = ((ABOVE_NOTE,) if at else ()) + ((f"delimiter:{rare}",) if rare else ())
    return replace(layout, skip_rows=layout.skip_rows + at, delimiter=delimiters[at]), notes


def _start(source: Source, layout: Layout) -> str:
    """The beginning of the file below the lines to be skipped."""
    head = source.head()
    text = head[:_SAMPLE].decode(layout.encoding or guess_encoding(head), "replace")
    return text.replace("\r\n", "\n").split("\n", layout.skip_rows)[-1]


def table_items(
    header: list[str],
    again: Again,
    rows: Iterable[list[Any] | Problem],
    settings: Settings,
) -> Iterator[Item]:
    """The records of rows below a header.

    Parameters
    ----------
    header : list of str
        Names of the columns.
    again : callable
        Begins the rows below the header anew.
    rows : iterable
        Rows as lists of cells, and problems.
    settings : Settings
    """
    if (wrong := _wrong_header(header, settings.layout)) is not None:
        yield wrong
        return
    names = _unique(header)
    rowing = Rowing(settings, lambda: (_as_dict(names, row) for row in again() if isinstance(row, list)))
    columns = rowing.columns_of(tuple(names))
    if not columns.has_text and "url" not in columns.of_field:
        yield no_text_column(columns, header)
        return
    position = 0
    for position, cells in enumerate(rows, 1):
        if isinstance(cells, Problem):
            yield Problem(position, cells.reason, cells.detail, cells.excerpt)
        elif len(cells) > len(header):
            detail = f"The row has {len(cells)} cells, the header {len(header)}; quote cells that hold the delimiter."
            yield Problem(position, "too-many-cells", detail, excerpt(" ".join(map(str, cells[:30]))))
        else:
            yield rowing.item(position, _as_dict(names, cells))
    if position == 0:
        yield Problem(0, "empty-file", "The table has a header and no rows below it.")


def _wrong_header(header: list[str], layout: Layout) -> Problem | None:
    """The problem of a table with too many columns, or without one that the mapping names."""
    if len(header) > MOST_COLUMNS:
        detail = f"The table has {len(header)} columns; at most {MOST_COLUMNS} are read. Keep those of the articles."
        return Problem(0, "too-many-columns", detail, excerpt(" ".join(header[:30])))
    missing = layout.missing(header)
    if not missing:
        return None
    shown = ", ".join(name[:LONGEST_COLUMN] for name in header)
    detail = f"The mapping names the column {missing[0]!r}, which the table has not; it has: {shown}."
    return Problem(0, "mapped-column-missing", detail)


def _as_dict(names: list[str], cells: list[Any]) -> Mapping[str, Any]:
    missing = len(names) - len(cells)
    return dict(zip(names, [*cells, *itertools.repeat("", missing)] if missing else cells, strict=True))


def _unique(header: list[str]) -> list[str]:
    """The names with blanks added to those that came before: a second column 'text' is a column for texts, too."""
    seen: set[str] = set()
    names = []
    for name in header:
        while name in seen:
            name += " "
        seen.add(name)
        names.append(name)
    return names


def _rows(source: Source, layout: Layout) -> Iterator[list[str] | Problem]:
    """The rows of a CSV file that hold anything; a row the CSV rules cannot read is a problem."""
    encoding = layout.encoding or guess_encoding(source.head())
    with source.open() as binary, text_of(binary, encoding) as stream:
        lines = _Lines(stream)
        for _ in range(layout.skip_rows):
            next(lines, None)
            lines.settle()
        yield from _parsed(lines, layout.delimiter or ",")


def _parsed(lines: _Lines, delimiter: str) -> Iterator[list[str] | Problem]:
    n_open = 0
    while n_open <= MOST_OPEN_QUOTES:
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter == "|")
        try:
            for row in reader:
                if lines.is_at_end:
                    if lines.is_alone:
                        return
                    raise _OpenQuoteError
                lines.settle()
                if any(cell and not cell.isspace() for cell in row):
                    yield row
            return
        except (_OpenQuoteError, csv.Error) as error:
            n_open += 1
            yield _broken(lines.number, lines.first, error)
            lines.resume()
    detail = f"More than {MOST_OPEN_QUOTES} rows break the rules of CSV; the rows after them were not read. Fix quotes."
    yield Problem(0, "damaged-file", detail)


def _broken(number: int, line: str, error: Exception) -> Problem:
    if isinstance(error, csv.Error):
        detail = f"Line {number} breaks the CSV rules ({error}); check its quotes."
        return Problem(0, "bad-csv", detail, excerpt(line))
    detail = f"Line {number} opens a quote that is never closed, or is too long; close it, or double a quote in a cell."
    return Problem(0, "unclosed-quote", detail, excerpt(line))


class _OpenQuoteError(Exception):
    """A row has no end."""


class _End(str):
    """A line put after the last: where it is not alone in its row, a quote was never closed. Told by its type alone."""

    __slots__ = ()


class _Lines:
    """The lines of a file, those of the row being read kept, so that reading can go on after its first."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._waiting: deque[str] = deque()
        self._held: list[str] = []
        self._size = 0
        self._is_ended = False
        self._n_done = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._stream.readline(LONGEST_ROW + 1)
        if not line:
            if self._is_ended:
                raise StopIteration
            self._is_ended = True
            line = _End("\n")
        self._held.append(line)
        self._size += len(line)
        if self._size > LONGEST_ROW or len(self._held) > MOST_ROW_LINES:
            raise _OpenQuoteError
        return line

    @property
    def is_at_end(self) -> bool:
        """Whether the row at hand holds the end of the file."""
        return bool(self._held) and isinstance(self._held[-1], _End)

    @property
    def is_alone(self) -> bool:
        """Whether the row at hand is of one line."""
        return len(self._held) == 1

    @property
    def first(self) -> str:
        """The first line of the row."""
        return self._held[0] if self._held else ""

    @property
    def number(self) -> int:
        """The number of the row's first line in the file."""
        return self._n_done + 1

    def settle(self) -> None:
        """The row is read: its lines are let go."""
        self._n_done += len(self._held)
        self._held.clear()
        self._size = 0

    def resume(self) -> None:
        """Reading goes on with the line after the row's first; a line cut for its length is passed over whole."""
        line = self.first
        self._waiting.extendleft(reversed(self._held[1:]))
        while len(line) > LONGEST_ROW and not line.endswith(("\n", "\r")):
            line = self._stream.readline(LONGEST_ROW + 1)
            if not line:
                break
        self._held = self._held[:1]
        self.settle()


def text_of(binary: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """The file as text; bytes that do not decode become lone surrogates, so that their rows can be told apart."""
    errors = "surrogateescape" if encoding.lower().replace("_", "-").startswith("utf-8") else "replace"
    return io.TextIOWrapper(binary, encoding, errors=errors, newline="")


def guessed_notes(source: Source, layout: Layout) -> tuple[str, ...]:
    """The note that the encoding of a file was guessed; none where a mapping names it."""
    if layout.encoding:
        return ()
    head = source.head()
    return guess_note(guess_encoding(head), head)


def noted(items: Iterator[Item], notes: tuple[str, ...]) -> Iterator[Item]:
    """The items, each record with notes that hold for the whole file."""
    for item in items:
        yield replace(item, notes=(*notes, *item.notes)) if notes and isinstance(item, Record) else item


def guess_delimiter(start: str) -> str:
    """The delimiter by which the first row names the most known columns; a comma where none does."""
    first = start.lstrip("\ufeff")

    def n_known(delimiter: str) -> int:
        try:
            header = next(csv.reader(io.StringIO(first, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0
        known = recognise(header).n_recognised if 1 < len(header) <= MOST_COLUMNS else 0
        return known if delimiter in DELIMITERS or known > 2 else 0

    return max(DELIMITERS + RARE_DELIMITERS, key=lambda delimiter: (n_known(delimiter), delimiter == ","))
