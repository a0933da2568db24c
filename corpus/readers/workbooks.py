"""Sheets of Excel and OpenDocument workbooks."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from corpus.readers.archives import DAMAGES, ENCRYPTED, open_member, open_zip
from corpus.readers.columns import Columns
from corpus.readers.header import ABOVE_NOTE, LOWEST_IN_SHEET, header_row
from corpus.readers.limits import LARGEST_WORKBOOK, MOST_CELLS, Refused
from corpus.readers.records import Address, Item, Markup, Problem, Record, excerpt
from corpus.readers.settings import Settings
from corpus.readers.source import Source
from corpus.readers.tables import noted, table_items

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST_SHEETS: Final = 4 * LARGEST_WORKBOOK
SKIPPED: Final = "sheet-without-articles"
_CELL: Final = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ROW: Final = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["'](\d{1,7})["']""")
_SHEET_TAG: Final = re.compile(rb"<(table:table-row|table:table-cell|table:covered-table-cell)(?=[\s/>])([^>]*)>")
_REPEAT: Final = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
_CHUNK: Final = 1 << 20
_LONGEST_TAG: Final = 1 << 16
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d{1,12})?")
_FIRST_SERIAL: Final = 30_000
_END_OF_SERIALS: Final = 60_000
"""Serial days of 1982 and 2064, between which the dates of news lie; years and seconds since 1970 do not."""


def read_workbook(source: Source, settings: Settings) -> Iterator[Item]:
    """The rows of each sheet that names a column of texts or addresses, positions running through them all.

    The names stand among the first ten rows that hold anything. Cells with formulas give the value that was last
    computed. A sheet without such columns is a problem of its own after the rows of the others.
    """
    raw = source.read(LARGEST_WORKBOOK, "A workbook")
    try:
        _check_extent(raw)
    except DAMAGES as error:
        yield _damaged(error)
        return
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(Source.of_bytes(source.name, raw).open())
    except (CalamineError, OSError, ValueError) as error:
        yield _damaged(error)
        return
    position = 0
    left: list[Problem] = []
    columns = Columns({}, ())
    for name in workbook.sheet_names:
        told: list[Columns] = []
        for item in _sheet_items(workbook, name, replace(settings, notice=told.append)):
            if isinstance(item, Problem) and item.reason in {"no-text-column", "empty-file"}:
                left.append(replace(item, detail=f"Sheet {excerpt(name)!r}: {item.detail}"))
                continue
            if told:
                columns = columns.joined(told.pop())
                settings.notice(columns)
            position += 1
            yield _placed(item, position, name)
    if position == 0:
        yield left.pop(0) if left else Problem(0, "empty-file", "The workbook has no sheets.")
    yield from (replace(sheet, position=position + n, reason=SKIPPED) for n, sheet in enumerate(left, 1))


def _sheet_items(workbook: CalamineWorkbook, name: str, settings: Settings) -> Iterator[Item]:
    from python_calamine import CalamineError

    try:
        sheet = workbook.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        yield _damaged(error)
        return
    skip = settings.layout.skip_rows
    first = [[str(cell).strip() for cell in row] for row in itertools.islice(_rows(sheet, skip), LOWEST_IN_SHEET)]
    if not first:
        yield Problem(0, "empty-file", "The sheet is empty.")
        return
    at = header_row(first, settings.layout)

    def below() -> Iterator[list[Any]]:
        return itertools.islice(_rows(sheet, skip), at + 1, None)

    items = table_items(first[at], below, below(), settings)
    yield from noted(items, (ABOVE_NOTE,) if at else ())


def _rows(sheet: CalamineSheet, skip_rows: int) -> Iterator[list[Any]]:
    """The rows that hold anything, below those to be skipped, as long as their last cell that does."""
    for cells in itertools.islice(_cells(sheet), skip_rows, None):
        row: list[Any] = [_value(cell) for cell in cells]
        while row and row[-1] == "":
            row.pop()
        if row:
            yield row


def _cells(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The rows as the library gives them.

    Raises
    ------
    Refused
        If it stumbles over one, such as over a date that is none.
    """
    from python_calamine import CalamineError

    try:
        yield from sheet.iter_rows()
    except (CalamineError, ValueError, OverflowError, TypeError) as error:
        raise Refused("damaged-file", _damaged(error).detail) from error


def _value(cell: object) -> object:
    """A cell as a row of another format would have it: whole numbers without a fraction, blanks as nothing."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.time | dt.timedelta):
        return str(cell)
    return "" if isinstance(cell, str) and not cell.strip() else cell


def _placed(item: Item, position: int, sheet: str) -> Item:
    """An item at its place in the workbook; a problem says which sheet and row it is of."""
    if isinstance(item, Record | Address):
        return replace(item, position=position, dates=tuple((_moment(value), order) for value, order in item.dates))
    if isinstance(item, Markup):
        return replace(item, position=position)
    return replace(item, position=position, detail=f"Sheet {excerpt(sheet)!r}, row {item.position}: {item.detail}")


def _moment(value: object) -> object:
    """The moment of a serial day in a date column whose cells were not marked as dates; other values as they are.

    Excel counts days from the last of 1899. The other calendar, which counts from 1904, is seen only where cells are
    marked as dates.
    """
    if isinstance(value, str) and _SERIAL.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not _FIRST_SERIAL <= value < _END_OF_SERIALS:
        return value
    return dt.datetime(1899, 12, 30) + dt.timedelta(seconds=round(value * 86_400))


def _damaged(error: Exception) -> Problem:
    said = " ".join(str(error).split())
    return Problem(0, "damaged-file", f"The workbook cannot be read ({said}); save it again as .xlsx or .csv.")


def _check_extent(raw: bytes) -> None:
    """Refuse a workbook whose cells, spread out with the empty ones between them, would fill the memory.

    Members are looked through whatever they are called: a workbook says itself which of them are its sheets.
    """
    stream = Source.of_bytes("", raw).open()
    if not zipfile.is_zipfile(stream):
        return  # a sheet of .xls has at most 65,536 rows of 256 cells
    with open_zip(stream) as archive:
        if any(info.flag_bits & ENCRYPTED for info in archive.infolist()):
            raise Refused("encrypted", "The workbook is encrypted; save it without a password.")
        unpacked = sum(info.file_size for info in archive.infolist())
        if unpacked > LARGEST_SHEETS:
            detail = f"The workbook unpacks to {unpacked} bytes; at most {LARGEST_SHEETS} are read. Save it as .csv."
            raise Refused("compression-bomb", detail)
        for info in archive.infolist():
            spanned = _repeated if info.filename == "content.xml" else _extent
            n_cells = spanned(_chunks(archive, info))
            if n_cells > MOST_CELLS:
                detail = f"A sheet spans {n_cells} cells, most of them empty; at most {MOST_CELLS} are read."
                raise Refused("too-many-cells", f"{detail} Save it as .csv.")


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces that end with a tag."""
    rest = b""
    with open_member(archive, info) as stream:
        while chunk := stream.read(_CHUNK):
            whole, mark, rest = (rest + chunk).rpartition(b">")
            rest = rest[-_LONGEST_TAG:]
            yield whole + mark
    yield rest


def _extent(chunks: Iterable[bytes]) -> int:
    """Cells of the rectangle that spans all cells of a sheet of .xlsx."""
    rows, columns = 0, 0
    for chunk in chunks:
        for digits in _ROW.findall(chunk):
            rows = max(rows, int(digits))
        for letters, digits in _CELL.findall(chunk):
            rows = max(rows, int(digits))
            columns = max(columns, _column_number(letters.upper()))
    return rows * columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _repeated(chunks: Iterable[bytes]) -> int:
    """Cells of the rectangle that spans all cells of the sheets of .ods, as far as some cell holds anything."""
    rows = pending = widest = 0  # rows up to the last that holds anything, and those since
    n_alike = width = filled = 0  # of the row at hand: how often it is repeated, its cells, those up to the last filled
    for chunk in chunks:
        for tag in _SHEET_TAG.finditer(chunk):
            repeat = int(found[1]) if (found := _REPEAT.search(tag[2])) else 1
            if tag[1] == b"table:table-row":
                rows, pending = (rows + pending + n_alike, 0) if filled else (rows, pending + n_alike)
                n_alike, width, filled = repeat, 0, 0
                continue
            width += repeat
            if not tag[2].endswith(b"/") or b"office:value" in tag[2]:
                filled = width
                widest = max(widest, filled)
    return (rows + pending + n_alike if filled else rows) * widest
