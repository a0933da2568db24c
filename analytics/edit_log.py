"""A log of what people change: lines of JSON that are only ever added to, one change a line.

A change's number is that of its line, so that a damaged line changes no other number. A change is taken back by a
further line: the log keeps both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from analytics.errors import AnalyticsError
from corpus.workspace import Workspace

UNDO: Final = "undo"
"""The action that takes another back."""
WAIT: Final = 30.0
"""Seconds to wait for another program that is changing something; a change takes a second or two."""


class Entry(Protocol):
    """A line of a log."""

    @property
    def number(self) -> int:
        """Number of its line, from 1."""

    @property
    def action(self) -> str:
        """What was done."""

    @property
    def undoes(self) -> int | None:
        """The number of the change taken back, if this takes one back."""


EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True, slots=True)
class EditLog(Generic[EntryT]):
    """A log of a workspace.

    Attributes
    ----------
    path : str
        Its file inside the workspace.
    lock : str
        Name of the lock that a writer holds.
    noun : str
        What a line is, as messages say it: "decision".
    command : str
        Where the log is shown: ``"python -m analytics actors log"``.
    parse : callable
        The entry of a line's JSON and number; raises ``error`` for what is none.
    error : type
        What is raised for what a user can mend.
    """

    path: str
    lock: str
    noun: str
    command: str
    parse: Callable[[Any, int], EntryT]
    error: type[AnalyticsError]

    def read(self, root: Path) -> tuple[tuple[EntryT, ...], tuple[str, ...]]:
        """The entries in order, and the lines that could not be read, each told in a line; none if there is no log.

        Raises
        ------
        AnalyticsError
            If the log is there and cannot be read.
        """
        try:
            content = (root / self.path).read_bytes()
        except FileNotFoundError:
            return (), ()
        except OSError as error:
            raise self.error(
                f"{self.path} cannot be read: {error.strerror}. Allow reading it and try again."
            ) from error
        entries: list[EntryT] = []
        damaged: list[str] = []
        for number, line in enumerate(content.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                entries.append(self._entry(line, number))
            except (AnalyticsError, ValueError, RecursionError) as error:
                damaged.append(f"{self.path}, line {number} is passed over: {self._reason(error)}")
        return tuple(entries), tuple(damaged)

    def write(self, workspace: Workspace, make: Callable[[], Mapping[str, Any]], who: str) -> EntryT:
        """The entry that ``make`` gives, written to the log with who and when.

        ``make`` is called while the log is locked, and so is the writing, so that of two programs neither loses its
        line nor decides on what the other has just changed. A line is made to last before this returns.

        Raises
        ------
        corpus.errors.BusyError
            If another program has held the log for half a minute.
        AnalyticsError
            If the entry is not well formed, or by ``make``, so that nothing is written; or if the log cannot be
            written.
        """
        with workspace.lock(self.lock, timeout=WAIT):
            made = make()
            row = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, **made}
            line = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")
            self._entry(line, 0)  # what could not be read again is refused before it is written
            return self._entry(line, self._append(workspace.root / self.path, line))

    def to_take_back(self, entries: Sequence[EntryT], number: int | None) -> int:
        """The number of the entry to be taken back: the one wanted, or the last that stands.

        Raises
        ------
        AnalyticsError
            If there is no such entry, or it was taken back before.
        """
        open_ = [one.number for one in standing(entries)]
        if not open_:
            raise self.error(f"There is no {self.noun} to take back.")
        wanted = open_[-1] if number is None else number
        if wanted not in open_:
            raise self.error(
                f"There is no {self.noun} {wanted} to take back; allowed: {', '.join(map(str, open_[-20:]))}. "
                f"See: {self.command}"
            )
        return wanted

    def _entry(self, line: bytes, number: int) -> EntryT:
        return self.parse(json.loads(line.decode("utf-8")), number)

    def _reason(self, error: Exception) -> str:
        if isinstance(error, AnalyticsError):
            return str(error)
        return f"it is not JSON in UTF-8, as if cut off; make the {self.noun} again if it is missed."

    def _append(self, path: Path, line: bytes) -> int:
        """The number of the line written at the end of a file; a line that was cut off there is left alone."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a+b") as file:
                file.seek(0)
                before = file.read()
                seal = b"\n" if before and not before.endswith(b"\n") else b""
                file.write(seal + line + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self.error(
                f"{self.path} cannot be written: {error.strerror}. No {self.noun} was made; try again."
            ) from error
        return (before + seal).count(b"\n") + 1


def undone(entries: Collection[EntryT]) -> frozenset[int]:
    """The numbers of the entries taken back."""
    return frozenset(one.undoes for one in entries if one.undoes is not None)


def standing(entries: Collection[EntryT]) -> tuple[EntryT, ...]:
    """The entries that were not taken back, without those that take back, in order."""
    gone = undone(entries)
    return tuple(one for one in entries if one.action != UNDO and one.number not in gone)
