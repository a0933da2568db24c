"""The journal of an intake: a batch of several tables is stored whole, once, whenever the program is killed.

A Delta commit is atomic for one table, and a batch has articles, fingerprints, rejects and accounts. So a batch is
first written to the journal, as one folder that appears under its name by a rename; then it is stored table by table,
each commit with the batch's number; then it is forgotten. Whoever opens the corpus for writing next finishes what is in
the journal, and tables that hold the batch already are passed over. (Write-ahead logging; Gray and Reuter, *Transaction
Processing*, 1993, chapter 9.)
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa

from corpus.errors import WorkspaceError
from corpus.schema import ARTICLES, FINGERPRINTS, INTAKES, REJECTS, Table
from corpus.workspace import CORPUS, Workspace

FOLDER: Final = "journal"
_APPENDED: Final = (FINGERPRINTS, ARTICLES, REJECTS, INTAKES)
_REPLACED: Final = (FINGERPRINTS, ARTICLES)
_SUFFIX: Final = ".arrow"
_BETTER: Final = "better-"


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows to be stored together: some added, some put in the place of equal ones that are stored."""

    added: dict[Table, pa.Table]
    replaced: dict[Table, pa.Table] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return not any(rows.num_rows for rows in (*self.added.values(), *self.replaced.values()))


class Journal:
    """The journal of a workspace; to be used under its corpus lock."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder = workspace.root / CORPUS / FOLDER

    def next_number(self) -> int:
        """The number of the next batch: one more than of any that was ever stored."""
        return 1 + max([workspace_batch(self._workspace), *(number for number, _ in self._waiting())])

    def store(self, number: int, batch: Batch) -> None:
        """A batch stored in all its tables, or, if the program is killed, at the next :meth:`replay`.

        Raises
        ------
        WorkspaceError
            If the disk is full or may not be written. The batch is then in the journal whole, or nowhere.
        """
        self._write(number, batch)
        self._apply(number)

    def replay(self) -> int:
        """How many batches a killed program had left in the journal; they are stored now.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be written.
        """
        with _told(self._folder):
            for draft in self._folder.glob(".*"):
                shutil.rmtree(draft)
        left = [number for number, _ in self._waiting()]
        for number in left:
            self._apply(number)
        return len(left)

    def _waiting(self) -> list[tuple[int, Path]]:
        found = self._folder.glob("[0-9]*") if self._folder.exists() else ()
        return sorted((int(path.name), path) for path in found)

    def _write(self, number: int, batch: Batch) -> None:
        draft = self._folder / f".{number}"
        with _told(self._folder):
            try:
                draft.mkdir(parents=True)
                for prefix, tables in (("", batch.added), (_BETTER, batch.replaced)):
                    for table, rows in tables.items():
                        if rows.num_rows:
                            _write_rows(draft / f"{prefix}{table.name}{_SUFFIX}", rows)
                _sync(draft)
                draft.rename(self._folder / str(number))
                _sync(self._folder)
            except OSError:
                shutil.rmtree(draft, ignore_errors=True)
                raise

    def _apply(self, number: int) -> None:
        folder = self._folder / str(number)
        for table in _APPENDED:
            path = folder / f"{table.name}{_SUFFIX}"
            if path.exists():
                self._workspace.append(table, _read_rows(path), batch=number)
        for table in _REPLACED:
            path = folder / f"{_BETTER}{table.name}{_SUFFIX}"
            if path.exists():
                self._workspace.patch(table, _read_rows(path))
        with _told(self._folder):
            for table in _APPENDED:
                _sync(self._workspace.path(table) / "_delta_log")
            done = folder.rename(self._folder / f".{number}")
            shutil.rmtree(done)


def workspace_batch(workspace: Workspace) -> int:
    """The number of the last batch that any table of the corpus holds; 0 for an empty corpus."""
    return max(workspace.last_batch(table) for table in _APPENDED)


def _write_rows(path: Path, rows: pa.Table) -> None:
    with path.open("wb") as binary:
        with pa.ipc.new_file(binary, rows.schema) as writer:
            writer.write_table(rows)
        binary.flush()
        os.fsync(binary.fileno())


def _read_rows(path: Path) -> pa.Table:
    with path.open("rb") as binary:
        return pa.ipc.open_file(binary).read_all()


def _sync(folder: Path) -> None:
    """The names in a folder made to last: without it a power cut may forget them."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(
            f"The journal {str(folder)!r} cannot be written: {error.strerror or error}. What was stored before is "
            "whole; free some space or allow writing, and add the same files again."
        ) from error
