"""Tables as files: CSV that is safe to open in a spreadsheet, Parquet, JSON lines."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import RecordError
from analytics.run import current_run
from analytics.schema import RUN_TABLES
from corpus.schema import CORPUS_TABLES, Table
from corpus.workspace import Workspace

TABLES: Final[Mapping[str, Table]] = {table.name: table for table in (*CORPUS_TABLES, *RUN_TABLES)}
EDITED: Final = ("topics", "themes", "assignments")
"""The tables that edits of topics change."""
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_ORDER: Final = (
    "article_id",
    "sentence_no",
    "start",
    "cue_start",
    "source_start",
    "topic_id",
    "actor_id",
    "source_uri",
)


def read_table(workspace: Workspace, name: str, *, edited: bool = False) -> pa.Table:
    """A table of the corpus or of the current run, in canonical order.

    Parameters
    ----------
    workspace : Workspace
    name : str
        One of ``TABLES``.
    edited : bool
        With the edits of topics carried out; by default the run's own, which no edit changes.

    Raises
    ------
    RecordError
        If there is no table of that name, or no edit changes it.
    analytics.errors.RunError
        If it is a table of a run and nothing has been analysed.
    """
    if name not in TABLES:
        raise RecordError(f"There is no table {name[:60]!r}; allowed: {', '.join(sorted(TABLES))}.")
    table = TABLES[name]
    if edited:
        return _edited(workspace, name)
    rows = (
        workspace.read(table) if table in CORPUS_TABLES else workspace.read(table, under=current_run(workspace).under)
    )
    return _in_order(rows)


def _edited(workspace: Workspace, name: str) -> pa.Table:
    """A table of the current run with the edits of topics; hidden topics are not in ``topics``."""
    from analytics.topics.edits import edited_topics

    if name not in EDITED:
        raise RecordError(f"No edit changes table {name!r}; allowed with --edited: {', '.join(EDITED)}.")
    return _in_order(getattr(edited_topics(workspace, current_run(workspace)).tables, name))


def _in_order(rows: pa.Table) -> pa.Table:
    keys = [(column, "ascending") for column in _ORDER if column in rows.column_names]
    return rows.sort_by(keys) if keys else rows


def write_table(rows: pa.Table, out: Path) -> None:
    """Write rows in the format of the file's ending, whole or not at all.

    Raises
    ------
    RecordError
        If the ending is none of .csv, .parquet, .jsonl, or the file cannot be written.
    """
    write = _WRITERS.get(out.suffix.lower())
    if write is None:
        raise RecordError(f"{out.name!r} ends in {out.suffix!r}; allowed: {', '.join(_WRITERS)}.")
    with written_whole(out) as draft:
        write(rows, draft)


@contextmanager
def written_whole(out: Path) -> Iterator[Path]:
    """A draft to write to, which takes the place of ``out`` when the block ends without an error.

    Raises
    ------
    RecordError
        If the file cannot be written.
    """
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        yield draft
        draft.replace(out)
    except OSError as error:
        raise RecordError(f"{str(out)!r} cannot be written: {error.strerror}. Choose another place.") from error
    finally:
        draft.unlink(missing_ok=True)


def safe_cell(value: Any) -> Any:  # noqa: ANN401 - a cell can hold anything
    """A cell that no spreadsheet takes for a formula: such text gets a leading apostrophe (OWASP, CSV injection)."""
    if isinstance(value, list | tuple | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def to_csv(columns: list[str], rows: Iterable[Iterable[Any]]) -> str:
    """CSV with a header line, every cell safe; empty cells for nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe_cell(column) for column in columns])
    writer.writerows([["" if _is_missing(v) else safe_cell(v) for v in row] for row in rows])
    return out.getvalue()


def frame_to_csv(frame: pd.DataFrame) -> str:
    """A frame of Study as CSV."""
    plain = frame.astype(object).map(lambda value: value.tolist() if isinstance(value, np.ndarray) else value)
    return to_csv(list(frame.columns), plain.itertuples(index=False))


def _is_missing(value: Any) -> bool:  # noqa: ANN401
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value)


def _write_csv(rows: pa.Table, out: Path) -> None:
    lines = (row.values() for batch in rows.to_batches() for row in batch.to_pylist())
    # the byte-order mark tells Excel that this is UTF-8, so that Arabic is not shown as mojibake
    out.write_text("\ufeff" + to_csv(rows.column_names, lines), encoding="utf-8", newline="")


def _write_jsonl(rows: pa.Table, out: Path) -> None:
    with out.open("w", encoding="utf-8", newline="\n") as file:
        for batch in rows.to_batches():
            file.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in batch.to_pylist())


def _write_parquet(rows: pa.Table, out: Path) -> None:
    pq.write_table(rows, out, compression="zstd")


_WRITERS: Final[Mapping[str, Callable[[pa.Table, Path], None]]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
    ".jsonl": _write_jsonl,
}
