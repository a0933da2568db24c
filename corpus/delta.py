"""Delta tables on disk: opened, appended to once, and patched file by file."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from deltalake import CommitProperties, DeltaTable, Transaction
from deltalake.exceptions import DeltaError, TableNotFoundError
from deltalake.schema import Field as DeltaField
from deltalake.schema import Schema as DeltaSchema
from deltalake.transaction import AddAction, RemoveAction

from corpus.errors import WorkspaceError
from corpus.schema import Table

JOURNAL: Final = "corpus-journal"
"""Under which name a table remembers the last batch of the journal that it holds."""
SMALL_FILE: Final = 2_000
FULL_FILE: Final = 10_000
MOST_SMALL_FILES: Final = 50
"""Rows and files: fifty small files are read in a twentieth of a second, and put together in less than one."""
_CODEC: Final = "zstd"


def opened(where: Path, table: Table, version: int | None = None) -> DeltaTable | None:
    """The table in a folder, as of a version; None if it was never written.

    Raises
    ------
    WorkspaceError
        If there is no such version, or what is there cannot be read.
    """
    try:
        return DeltaTable(where, version=version)
    except TableNotFoundError:
        if version is None:
            return None
        raise WorkspaceError(f"Table {table.name!r} has no version {version}; it was never written.") from None
    except (DeltaError, OSError, OverflowError) as error:
        if not where.exists() and version is None:
            return None
        which = "" if version is None else f" in version {version}"
        raise WorkspaceError(f"Table {table.name!r} at {str(where)!r} cannot be read{which}: {error}.") from error


def append(where: Path, table: Table, data: pa.Table, batch: int | None = None) -> None:
    """Rows added in one atomic commit.

    Parameters
    ----------
    where : Path
        The table's folder, made if it is missing.
    table : Table
        Its definition.
    data : pyarrow.Table
        The rows.
    batch : int, optional
        Number of the journal's batch the rows belong to: a table that already holds that batch stays as it is.

    Raises
    ------
    WorkspaceError
        If the table cannot be written.
    """
    try:
        if batch is not None and last_batch(where, table) >= batch:
            return
        where.mkdir(parents=True, exist_ok=True)
        rows = data.select(table.columns).cast(table.arrow_schema())
        delta = opened(where, table) or DeltaTable.create(
            where, _delta_schema(table), "ignore", name=table.name, description=table.description
        )
        if rows.num_rows:
            delta.create_write_transaction(
                [_written(where, rows)], "append", _delta_schema(table), commit_properties=_of_batch(batch)
            )
    except (DeltaError, OSError) as error:
        raise WorkspaceError(f"Table {table.name!r} cannot be written to {str(where)!r}: {_reason(error)}.") from error


def last_batch(where: Path, table: Table) -> int:
    """The number of the last batch of the journal that a table holds; 0 if none."""
    delta = opened(where, table)
    return 0 if delta is None else delta.transaction_version(JOURNAL) or 0


def files_of(delta: DeltaTable) -> list[str]:
    """The paths of a table's Parquet files, sorted."""
    return sorted(unquote(uri.removeprefix("file://")) for uri in delta.file_uris())


def patch(where: Path, table: Table, rows: pa.Table) -> int:
    """How many rows of a table got new values, in one atomic commit; keys that are not there are not added.

    Files that hold none of the rows stay as they are, and the others are rewritten one at a time, so that memory does
    not grow with the table.

    Parameters
    ----------
    where : Path
        The table's folder.
    table : Table
        Its definition, with a primary key of one column.
    rows : pyarrow.Table
        The key and the columns to change; each key once.

    Raises
    ------
    WorkspaceError
        If the table cannot be written.
    """
    delta = opened(where, table)
    if delta is None or rows.num_rows == 0:
        return 0
    rows = rows.cast(pa.schema([table.arrow_schema().field(name) for name in rows.column_names]))
    n_patched = 0
    actions: list[AddAction | RemoveAction] = []
    try:
        for path, size, _ in _stored_files(delta):
            patched, n_hit = _patched(where / unquote(path), table, rows)
            if patched is not None:
                n_patched += n_hit
                actions += [_removed(path, size), _written(where, patched)]
        if actions:
            delta.create_write_transaction(actions, "append", _delta_schema(table))
    except (DeltaError, OSError, pa.ArrowException) as error:
        raise WorkspaceError(f"Table {table.name!r} at {str(where)!r} cannot be updated: {_reason(error)}.") from error
    return n_patched


def compact(where: Path, table: Table) -> int:
    """How many small files of a table were put together in larger ones, in one atomic commit; 0 while they are few.

    Each add leaves a file, and a file costs a millisecond whenever the table is read: a thousand small adds would make
    every later one slow. The rows stay what they are.

    Raises
    ------
    WorkspaceError
        If the table cannot be written.
    """
    delta = opened(where, table)
    files = [] if delta is None else _stored_files(delta)
    small = {path: size for path, size, n_rows in files if n_rows < SMALL_FILE}
    if delta is None or len(small) < MOST_SMALL_FILES:
        return 0
    try:
        paths = [str(where / unquote(path)) for path in small]
        rows = ds.dataset(paths, format="parquet", schema=table.arrow_schema()).to_table()
        actions: list[AddAction | RemoveAction] = [
            _removed(path, size, is_change=False) for path, size in small.items()
        ]
        actions += [_written(where, part, is_change=False) for part in _parts(rows, FULL_FILE)]
        delta.create_write_transaction(actions, "append", _delta_schema(table))
    except (DeltaError, OSError, pa.ArrowException) as error:
        raise WorkspaceError(f"Table {table.name!r} at {str(where)!r} cannot be updated: {_reason(error)}.") from error
    return len(small)


def widen(where: Path, table: Table) -> None:
    """Columns that a newer Marsad defines added to a table, empty; a table that has them all stays as it is.

    Raises
    ------
    WorkspaceError
        If the table cannot be written.
    """
    delta = opened(where, table)
    if delta is None:
        return
    present = {field.name for field in delta.schema().fields}
    wanted = _delta_schema(table).fields
    missing = [DeltaField(field.name, field.type, nullable=True) for field in wanted if field.name not in present]
    try:
        if missing:
            delta.alter.add_columns(missing)
    except (DeltaError, OSError) as error:
        raise WorkspaceError(f"Table {table.name!r} at {str(where)!r} cannot be updated: {_reason(error)}.") from error


def _reason(error: Exception) -> str:
    """What the system says, without its number, and what a person can do."""
    said = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return f"{said}; what was stored before is whole. Mend this, and do the same again"


def _delta_schema(table: Table) -> DeltaSchema:
    return DeltaSchema.from_arrow(table.arrow_schema())


def _of_batch(batch: int | None) -> CommitProperties | None:
    return None if batch is None else CommitProperties(app_transactions=[Transaction(JOURNAL, batch)])


def _parts(rows: pa.Table, size: int) -> Iterator[pa.Table]:
    for start in range(0, rows.num_rows, size):
        yield rows.slice(start, size)


def _stored_files(delta: DeltaTable) -> list[tuple[str, int, int]]:
    """Path, bytes and rows of each file, in order of the paths."""
    actions = pa.table(delta.get_add_actions(flatten=True))
    columns = (actions[name].to_pylist() for name in ("path", "size_bytes", "num_records"))
    return sorted(zip(*columns, strict=True))


def _patched(path: Path, table: Table, rows: pa.Table) -> tuple[pa.Table | None, int]:
    """A file's rows with the new values, and how many are new; None if it holds none of the keys."""
    key = table.primary_key[0]
    keys = rows[key].combine_chunks()
    position = pc.index_in(pq.read_table(path, columns=[key], partitioning=None)[key], value_set=keys)
    is_hit = pc.is_valid(position)
    n_hit = pc.sum(is_hit).as_py() or 0
    if n_hit == 0:
        return None, 0
    stored = ds.dataset(str(path), format="parquet", schema=table.arrow_schema()).to_table()
    for name in rows.column_names:
        if name != key:
            changed = pc.if_else(is_hit, rows[name].combine_chunks().take(position.combine_chunks()), stored[name])
            stored = stored.set_column(stored.column_names.index(name), stored.schema.field(name), changed)
    return stored, n_hit


def _removed(path: str, size: int, *, is_change: bool = True) -> RemoveAction:
    return RemoveAction(path, data_change=is_change, deletion_timestamp=_now(), size=size, partition_values={})


def _written(where: Path, data: pa.Table, *, is_change: bool = True) -> AddAction:
    """A new file of a table, not yet part of it, that a power cut does not undo.

    Arrow writes it: where the disk is full, Delta's own writer prints the trace of a thread that broke off.
    """
    name = f"part-{uuid.uuid4()}.{_CODEC}.parquet"
    try:
        with (where / name).open("wb") as binary:
            pq.write_table(data, binary, compression=_CODEC)
            binary.flush()
            os.fsync(binary.fileno())
    except OSError:
        (where / name).unlink(missing_ok=True)
        raise
    size = (where / name).stat().st_size
    return AddAction(name, size, {}, _now(), is_change, f'{{"numRecords":{data.num_rows}}}')


def _now() -> int:
    return int(time.time() * 1000)
