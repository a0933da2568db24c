"""Rows of CSV, JSON and Parquet files, a few at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.readers.columns import Columns, field_values, recognise
from corpus.readers.records import Problem, Record, excerpt
from corpus.text.clean import is_damaged
from corpus.text.dates import column_order, has_ambiguous_form

DELIMITERS: Final = ",;\t|"
LONGEST_CELL: Final = 16 * 1024 * 1024
PARQUET_BATCH: Final = 500
LARGEST_JSON: Final = 512 * 1024 * 1024
LIST_KEYS: Final = ("articles", "data", "items", "results", "rows", "docs", "records")

Opener = Callable[[], IO[bytes]]
Orders = dict[str, str | None]
Notice = Callable[[Columns], None]


def read_csv(open_file: Opener, encoding: str, notice: Notice) -> Iterator[Record | Problem]:
    """The rows of a CSV file whose first row names the columns.

    Parameters
    ----------
    open_file : callable
        Opens the file anew; called twice where a date column needs its order decided.
    encoding : str
        Codec.
    notice : callable
        Told the columns, once they are known.
    """
    csv.field_size_limit(LONGEST_CELL)
    rows = _csv_rows(open_file, encoding)
    header = next(rows, None)
    if not isinstance(header, list):
        yield header or Problem(0, "empty-file", "The file has no rows; give one with a header and rows.")
        return
    columns = recognise(header)
    notice(columns)
    if not columns.has_text:
        yield no_text_column(columns, header)
        return
    orders = _survey(_csv_dicts(open_file, encoding, header), columns)[1] if "date" in columns.of_field else {}
    for position, cells in enumerate(rows, 1):
        if isinstance(cells, Problem):
            yield Problem(position, cells.reason, cells.detail)
        elif len(cells) > len(header):
            yield Problem(
                position,
                "too-many-cells",
                f"The row has {len(cells)} cells, the header {len(header)}; quote cells that hold the delimiter.",
                excerpt(" ".join(cells)),
            )
        else:
            yield record_of(position, dict(zip(header, cells, strict=False)), columns, orders)


def _csv_rows(open_file: Opener, encoding: str) -> Iterator[list[str] | Problem]:
    """The rows of a CSV file that hold anything; a row the CSV rules cannot read is a problem."""
    with open_file() as binary, _text(binary, encoding) as stream:
        start = stream.read(1 << 16)
        delimiter = guess_delimiter(start)
        stream.seek(0)
        reader = csv.reader(stream, delimiter=delimiter)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Problem(0, "bad-csv", f"Line {reader.line_num} breaks the CSV rules ({error}); check its quotes.")
                continue
            if any(cell.strip() for cell in row):
                yield row


def _csv_dicts(open_file: Opener, encoding: str, header: list[str]) -> Iterator[Mapping[str, Any]]:
    rows = _csv_rows(open_file, encoding)
    next(rows, None)
    return (dict(zip(header, row, strict=False)) for row in rows if isinstance(row, list))


def _text(binary: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """The file as text; bytes that do not decode become lone surrogates, so that their rows can be told apart."""
    return io.TextIOWrapper(
        binary, encoding, errors="surrogateescape" if encoding.startswith("utf-8") else "replace", newline=""
    )


def guess_delimiter(start: str) -> str:
    """The delimiter by which the first row names the most known columns; a comma where none does."""
    first = start.lstrip("\ufeff")

    def n_known(delimiter: str) -> int:
        try:
            header = next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
        except csv.Error:
            return 0
        return recognise(header).n_recognised if len(header) > 1 else 0

    return max(DELIMITERS, key=lambda delimiter: (n_known(delimiter), delimiter == ","))


def read_json_lines(open_file: Opener, encoding: str, notice: Notice) -> Iterator[Record | Problem]:
    """The objects of a file with one JSON object a line; a bad line is a problem, the others are read."""

    def lines() -> Iterator[Mapping[str, Any] | Problem]:
        with open_file() as binary:
            for number, raw in enumerate(binary, 1):
                if raw.strip():
                    yield _json_object(raw, encoding, number)

    return _objects(lines, notice)


def _json_object(raw: bytes, encoding: str, number: int) -> Mapping[str, Any] | Problem:
    try:
        text = raw.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        shown = excerpt(raw.decode(encoding, "replace"))
        return Problem(0, "bad-encoding", f"Line {number} is not {encoding} ({error.reason}); save it as UTF-8.", shown)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Problem(0, "bad-json", f"Line {number} is not JSON ({error}); write one object a line.", excerpt(text))
    if isinstance(found, dict):
        return found
    return Problem(0, "not-an-object", f"Line {number} is a JSON {type(found).__name__}, not an object.", excerpt(text))


def read_json(open_file: Opener, encoding: str, notice: Notice) -> Iterator[Record | Problem]:
    """The objects of a JSON file: an array of articles, or an object that holds one, or one article."""
    with open_file() as binary:
        raw = binary.read(LARGEST_JSON + 1)
    if len(raw) > LARGEST_JSON:
        yield Problem(
            0, "too-large", f"A JSON file over {LARGEST_JSON} bytes; write one object a line (.jsonl) instead."
        )
        return
    try:
        found = json.loads(raw.decode(encoding).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        yield Problem(0, "bad-json", f"The file is not JSON ({error}).", excerpt(raw[:600].decode("utf-8", "replace")))
        return
    if isinstance(found, dict):
        found = next((found[key] for key in LIST_KEYS if isinstance(found.get(key), list)), [found])
    items = [
        item
        if isinstance(item, dict)
        else Problem(0, "not-an-object", f"Item {number} is a JSON {type(item).__name__}.", excerpt(str(item)))
        for number, item in enumerate(found if isinstance(found, list) else [found], 1)
    ]
    yield from _objects(lambda: iter(items), notice)


def _objects(
    objects: Callable[[], Iterator[Mapping[str, Any] | Problem]], notice: Notice
) -> Iterator[Record | Problem]:
    """Records of JSON objects, whose keys may differ from one to the next."""
    seen: dict[tuple[str, ...], Columns] = {}
    every, orders = _survey(item for item in objects() if isinstance(item, Mapping))
    notice(every)
    for position, item in enumerate(objects(), 1):
        if isinstance(item, Problem):
            yield Problem(position, item.reason, item.detail, item.excerpt)
            continue
        keys = tuple(item)
        columns = seen.get(keys) or seen.setdefault(keys, recognise(keys))
        if columns.has_text:
            yield record_of(position, item, columns, orders)
        else:
            found = no_text_column(columns, keys)
            yield Problem(position, found.reason, found.detail, excerpt(json.dumps(dict(item), ensure_ascii=False)))


def read_parquet(open_file: Opener, notice: Notice) -> Iterator[Record | Problem]:
    """The rows of a Parquet file; only columns that are recognised are read."""
    with open_file() as binary:
        try:
            stored = pq.ParquetFile(binary)
        except (pa.ArrowInvalid, OSError) as error:
            yield Problem(0, "damaged-file", f"The Parquet file cannot be opened ({error}); write it again.")
            return
        names = [name for name in stored.schema_arrow.names]
        columns = recognise(names)
        notice(columns)
        if not columns.has_text:
            yield no_text_column(columns, names)
            return
        wanted = [name for of_field in columns.of_field.values() for name in of_field]
        dates = list(columns.of_field.get("date", ()))
        orders = _survey(_parquet_rows(stored, dates), columns)[1] if dates else {}
        try:
            for position, row in enumerate(_parquet_rows(stored, wanted), 1):
                yield record_of(position, row, columns, orders)
        except (pa.ArrowInvalid, OSError) as error:
            yield Problem(0, "damaged-file", f"The Parquet file breaks off ({error}); the rows before it were read.")


def _parquet_rows(stored: pq.ParquetFile, names: list[str]) -> Iterator[Mapping[str, Any]]:
    for batch in stored.iter_batches(batch_size=PARQUET_BATCH, columns=names):
        try:
            yield from batch.to_pylist()
        except (OverflowError, ValueError):
            yield from _rows_without_odd_dates(batch)


def _rows_without_odd_dates(batch: pa.RecordBatch) -> Iterator[Mapping[str, Any]]:
    """The rows of a batch that holds moments Python has no date for; such a moment is given as text."""
    for number in range(batch.num_rows):
        yield {name: _cell(column[number]) for name, column in zip(batch.schema.names, batch.columns, strict=True)}


def _cell(stored: pa.Scalar) -> Any:  # noqa: ANN401 - whatever Parquet holds
    try:
        return stored.as_py()
    except (OverflowError, ValueError):
        plain = stored.cast(pa.timestamp(stored.type.unit)) if pa.types.is_timestamp(stored.type) else stored
        return plain.cast(pa.string()).as_py()


def record_of(position: int, row: Mapping[str, Any], columns: Columns, orders: Orders) -> Record | Problem:
    """A row as a record, or a problem if it was decoded wrongly."""
    values = field_values(columns, row)
    if any(is_damaged(value) for value in values.values()):
        shown = excerpt(values.get("title") or values.get("text", ""))
        return Problem(
            position, "bad-encoding", "The row holds bytes of another encoding; save the file as UTF-8.", shown
        )
    dates = tuple((row.get(name), orders.get(name)) for name in columns.of_field.get("date", ()))
    return Record(position, values, dates)


def no_text_column(columns: Columns, names: Iterable[str]) -> Problem:
    """The problem of a file or object without a text: names what it has and what it could have."""
    shown = ", ".join(names) or "none"
    detail = f"No column holds the article's text; columns: {shown}. Name one 'text', 'content', 'body' or 'النص'."
    return Problem(0, "no-text-column", detail, excerpt(columns.describe()))


def _survey(rows: Iterable[Mapping[str, Any]], columns: Columns | None = None) -> tuple[Columns, Orders]:
    """The columns of rows, and for each written like 4/5/2017 whether the day or the month comes first in it."""
    names: dict[str, None] = {}
    ambiguous: dict[str, set[str]] = {}
    dates = {} if columns is None else dict.fromkeys(columns.of_field.get("date", ()))
    for row in rows:
        if columns is None and not row.keys() <= names.keys():
            names.update(dict.fromkeys(row))
            dates = dict.fromkeys(recognise(names).of_field.get("date", ()))
        for name in dates:
            value = row.get(name)
            if isinstance(value, str) and has_ambiguous_form(value):
                ambiguous.setdefault(name, set()).add(value)
    orders = {name: column_order(sorted(values)) for name, values in ambiguous.items()}
    return recognise(names) if columns is None else columns, orders
