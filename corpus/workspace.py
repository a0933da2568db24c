"""A workspace: one folder of Delta tables, corpus and runs, with a lock for writers."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final, Self

import pyarrow as pa
import pyarrow.dataset as ds

from corpus import delta
from corpus.digest import DIGEST_COLUMNS, digest_of_articles
from corpus.errors import WorkspaceError
from corpus.locks import held
from corpus.schema import ARTICLES, CORPUS_TABLES, Table

MARKER: Final = "workspace.json"
FORMAT: Final = 1
CORPUS: Final = "corpus"
NEVER: Final = -1
"""The version of a table that was never written."""
BATCH_ROWS: Final = 1000


class Workspace:
    """One folder that holds a corpus and its runs as Delta tables.

    Parameters
    ----------
    root : path
        The folder. Nothing is read or written until a method asks for it.

    Raises
    ------
    WorkspaceError
        If the path holds a percent escape such as ``%20``.

    Notes
    -----
    ``under`` is the folder of a table below the root: ``"corpus"``, or ``"runs/<run_id>"`` for the tables of a run.
    A Delta commit is atomic, so a reader never sees half of what :meth:`append` writes, even after a crash.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        if "://" in str(root):
            raise WorkspaceError(f"A workspace is a folder of this machine so far, got the address {str(root)!r}.")
        self.root = Path(root).expanduser().resolve()
        if re.search("%[0-9A-Fa-f]{2}", str(self.root)):  # Delta's kernel would unescape it and miss the folder
            raise WorkspaceError(f"A workspace's path cannot hold a percent escape: {str(self.root)!r}; rename it.")

    def __repr__(self) -> str:
        return f"Workspace({str(self.root)!r})"

    @classmethod
    def open(cls, root: str | os.PathLike[str]) -> Self:
        """The workspace in an existing folder.

        Raises
        ------
        WorkspaceError
            If the folder is missing, is no workspace, or was made by a newer Marsad.
        """
        workspace = cls(root)
        marker = workspace.root / MARKER
        try:
            found = json.loads(marker.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            raise WorkspaceError(
                f"{str(workspace.root)!r} is no workspace: it has no {MARKER}. "
                f"Make one with: python -m corpus add FILE --workspace {workspace.root}"
            ) from None
        except (OSError, ValueError) as error:
            raise WorkspaceError(f"The marker {str(marker)!r} cannot be read: {error}.") from error
        version = found.get("format") if isinstance(found, dict) else None
        if version != FORMAT:
            raise WorkspaceError(
                f"{str(workspace.root)!r} has workspace format {version!r}; this Marsad reads {FORMAT}. "
                "Open it with the version that wrote it."
            )
        return workspace

    @classmethod
    def create(cls, root: str | os.PathLike[str]) -> Self:
        """The workspace in a folder, made if there was none; an existing one is opened as it is.

        Raises
        ------
        WorkspaceError
            If the folder cannot be made, or is a folder of other things.
        """
        workspace = cls(root)
        try:
            workspace.root.mkdir(parents=True, exist_ok=True)
            if not (workspace.root / MARKER).exists():
                with workspace.lock("create"):
                    workspace._mark()
        except OSError as error:
            raise WorkspaceError(f"No workspace can be made at {str(workspace.root)!r}: {error}.") from error
        return cls.open(workspace.root)

    def _mark(self) -> None:
        if (self.root / MARKER).exists():
            return
        others = sorted(path.name for path in self.root.iterdir() if path.name != ".locks")
        if others:
            raise WorkspaceError(
                f"{str(self.root)!r} is not empty ({others[0]!r} is in it) and is no workspace; "
                "give an empty or a new folder."
            )
        draft = self.root / f"{MARKER}.{os.getpid()}"
        draft.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
        draft.replace(self.root / MARKER)  # a crash leaves either no marker or a whole one

    def path(self, table: Table, under: str = CORPUS) -> Path:
        """The folder of a table; a WorkspaceError if ``under`` leads out of the workspace."""
        parts = PurePosixPath(under).parts
        if not parts or under.startswith("/") or ".." in parts:
            raise WorkspaceError(f"Folder {under!r} is not inside the workspace; allowed: 'corpus', 'runs/<run id>'.")
        return self.root.joinpath(*parts, table.name)

    def read(
        self, table: Table, under: str = CORPUS, columns: list[str] | None = None, version: int | None = None
    ) -> pa.Table:
        """A table's rows, or an empty table if it was never written.

        Parameters
        ----------
        table : Table
            Definition; the result has its columns, types and column order.
        columns : list of str, optional
            Columns to read; all by default.
        version : int, optional
            As of which version, the current one by default; -1 is the table before it was first written.

        Raises
        ------
        WorkspaceError
            If there is no such version.
        """
        schema = _schema(table, columns)
        stored = self._dataset(table, under, schema, version)
        return schema.empty_table() if stored is None else stored.to_table()

    def select(
        self, table: Table, column: str, value: str, under: str = CORPUS, version: int | None = None
    ) -> pa.Table:
        """The rows of a table whose text column has a value; only the parts of files that may hold it are read."""
        schema = table.arrow_schema()
        stored = self._dataset(table, under, schema, version)
        return schema.empty_table() if stored is None else stored.to_table(filter=ds.field(column) == value)

    def pick(
        self,
        table: Table,
        column: str,
        values: list[str],
        columns: list[str],
        under: str = CORPUS,
        version: int | None = None,
    ) -> pa.Table:
        """Some columns of the rows whose text column has one of several values."""
        schema = _schema(table, columns)
        stored = self._dataset(table, under, table.arrow_schema(), version)
        if stored is None or not values:
            return schema.empty_table()
        return stored.to_table(columns=columns, filter=ds.field(column).isin(values))

    def rows(
        self, table: Table, columns: list[str], under: str = CORPUS, version: int | None = None
    ) -> Iterator[dict[str, Any]]:
        """A table's rows, a few at a time in memory, in no certain order."""
        stored = self._dataset(table, under, _schema(table, columns), version)
        if stored is not None:
            for batch in stored.to_batches(batch_size=BATCH_ROWS, batch_readahead=1, fragment_readahead=1):
                yield from batch.to_pylist()

    def _dataset(self, table: Table, under: str, schema: pa.Schema, version: int | None) -> ds.Dataset | None:
        """A version's files, with null for columns added after a file was written; None if there is no file.

        Arrow reads the files itself: through Delta's Python file system its threads abort the interpreter at exit.
        """
        files = self.files(table, under, version)
        return ds.dataset(files, format="parquet", schema=schema) if files else None

    def append(
        self, table: Table, rows: list[dict[str, Any]] | pa.Table, under: str = CORPUS, batch: int | None = None
    ) -> None:
        """Rows added to a table in one atomic commit; none for no rows, or for a batch that is there already.

        Raises
        ------
        SchemaError
            If a row does not fit the definition.
        WorkspaceError
            If the table cannot be written.
        """
        data = rows if isinstance(rows, pa.Table) else table.to_arrow(rows)
        where = self.path(table, under)
        if data.num_rows or not where.exists():
            delta.append(where, table, data, batch)

    def patch(self, table: Table, rows: list[dict[str, Any]] | pa.Table, under: str = CORPUS) -> int:
        """How many stored rows got the values given, in one atomic commit; keys that are not stored are not added.

        Parameters
        ----------
        table : Table
            Definition, with a primary key of one column.
        rows : list of dict or pyarrow.Table
            The key and the columns to change; each key once, and the same columns in each row.
        under : str
            Folder of the table.

        Raises
        ------
        SchemaError
            If a column is not of this table.
        WorkspaceError
            If the table cannot be written.
        """
        data = rows if isinstance(rows, pa.Table) else table.partly_to_arrow(rows)
        return delta.patch(self.path(table, under), table, data)

    def compact(self) -> int:
        """How many small files of the corpus tables were put together in larger ones.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be written.
        """
        return sum(delta.compact(self.path(table), table) for table in CORPUS_TABLES)

    def last_batch(self, table: Table, under: str = CORPUS) -> int:
        """The number of the last batch of the journal that a table holds; 0 if none."""
        return delta.last_batch(self.path(table, under), table)

    def files(self, table: Table, under: str = CORPUS, version: int | None = None) -> list[str]:
        """The paths of the Parquet files of a version of a table, sorted; empty if it was never written."""
        stored = None if version == NEVER else delta.opened(self.path(table, under), table, version)
        return [] if stored is None else delta.files_of(stored)

    def version(self, table: Table, under: str = CORPUS) -> int:
        """The number of a table's current version; -1 if it was never written."""
        stored = delta.opened(self.path(table, under), table)
        return NEVER if stored is None else int(stored.version())

    @contextmanager
    def lock(self, name: str, timeout: float = -1) -> Iterator[None]:
        """A context in which no other process holds the lock of this name.

        Parameters
        ----------
        name : str
            What is locked, such as ``"corpus"``.
        timeout : float
            Seconds to wait for another holder; negative waits until it is done. The system frees the lock of a
            process that was killed.

        Raises
        ------
        BusyError
            If it is still held after ``timeout``.
        WorkspaceError
            If the workspace cannot be written.
        """
        with held(self.root, name, timeout):
            yield

    def corpus_digest(self, version: int | None = None) -> dict[str, Any]:
        """What the corpus is: ``version`` of its articles, ``digest`` of their content, ``n_articles``.

        The digest is of exactly that version, the current one by default, even while others add; :meth:`read` takes it.
        It is the same for the same articles in any order of input.
        """
        taken = self.version(ARTICLES) if version is None else version
        digest, n_articles = digest_of_articles(self.rows(ARTICLES, list(DIGEST_COLUMNS), version=taken))
        return {"version": taken, "digest": digest, "n_articles": n_articles}

    def ensure(self) -> None:
        """The corpus tables made, empty, where they do not exist yet, and given the columns they lack."""
        for table in CORPUS_TABLES:
            where = self.path(table)
            if where.exists():
                delta.widen(where, table)
            else:
                self.append(table, [])


def _schema(table: Table, columns: list[str] | None) -> pa.Schema:
    schema = table.arrow_schema()
    return schema if columns is None else pa.schema([schema.field(name) for name in columns])
