"""Rows of Parquet files, a few at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.readers.columns import Columns
from corpus.readers.records import Item, Problem
from corpus.readers.settings import Rowing, Settings, no_text_column
from corpus.readers.source import Source

BATCH: Final = 500


def read_parquet(source: Source, settings: Settings) -> Iterator[Item]:
    """The rows of a Parquet file; only columns that are recognised are read."""
    with source.seekable() as binary:
        try:
            stored = pq.ParquetFile(binary)
        except (pa.ArrowException, OSError) as error:
            yield Problem(0, "damaged-file", f"The Parquet file cannot be opened ({error}); write it again.")
            return
        names = list(stored.schema_arrow.names)
        missing = settings.layout.missing(names)
        if missing:
            detail = f"The mapping names the column {missing[0]!r}, which the file has not; it has: {', '.join(names)}."
            yield Problem(0, "mapped-column-missing", detail)
            return
        columns = settings.layout.columns(names)
        settings.notice(columns)
        if not columns.has_text and "url" not in columns.of_field:
            yield no_text_column(columns, names)
            return
        wanted = list(dict.fromkeys(name for of_field in columns.of_field.values() for name in of_field))
        dates = list(dict.fromkeys(columns.of_field.get("date", ())))
        rowing = Rowing(replace(settings, notice=_told), lambda: _rows(stored, dates))
        position = 0
        try:
            for position, row in enumerate(_rows(stored, wanted), 1):
                yield rowing.item(position, row)
        except (pa.ArrowException, OSError) as error:
            detail = f"The Parquet file breaks off ({error}); the rows before it were read."
            yield Problem(position + 1, "damaged-file", detail)
            return
        if position == 0:
            yield Problem(0, "empty-file", "The Parquet file has columns and no rows.")


def _told(_: Columns) -> None:
    """The columns were told with those that are not read."""


def _rows(stored: pq.ParquetFile, names: list[str]) -> Iterator[Mapping[str, Any]]:
    for batch in stored.iter_batches(batch_size=BATCH, columns=names):
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
