"""What is shown: the current run of a workspace with its edits, opened anew when either changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import duckdb
from deltalake.exceptions import DeltaError

from analytics.errors import AnalyticsError
from analytics.run import CURRENT, RUNS
from analytics.study import Study
from analytics.topics.edits.entries import LOG
from corpus.errors import CorpusError
from dashboard.catalogue import Catalogue

LOGGER: Final = logging.getLogger("marsad.dashboard")
Opens = Callable[[], Study]
State = tuple[bytes, tuple[int, int, int]]
"""What the pointer to the current run says, and what tells one state of the log of edits from another."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A run with its edits, its names and colours; ``problem`` says why it is not the newest, where it is not."""

    study: Study
    catalogue: Catalogue
    problem: str = ""


class Showing:
    """The run that is shown; asking for it looks whether the workspace has a newer one.

    A look reads the pointer of 17 bytes and the size and time of the log of edits, 30 microseconds in all. One request
    opens what is new; those that come meanwhile are served what was there before, and so are all where it cannot be
    opened, until the workspace changes again.

    Parameters
    ----------
    study : Study
        The run shown first.
    opens : callable, optional
        Opens the current run; the workspace of ``study`` by default.
    """

    def __init__(self, study: Study, opens: Opens | None = None) -> None:
        self._root: Path = study.workspace.root
        self._opens: Opens = opens or (lambda: Study(str(self._root)))
        # A Study given can be of a run that is not the current one: it stays until the workspace changes.
        self._state = self._look()
        self._lock = threading.Lock()
        self._shown = Shown(study, Catalogue.of(study))

    def now(self) -> Shown:
        """What is to be shown now."""
        if self._look() != self._state and self._lock.acquire(blocking=False):
            try:
                self._renew()
            finally:
                self._lock.release()
        return self._shown

    def _renew(self) -> None:
        state = self._look()
        if state == self._state:  # another request was faster
            return
        try:
            study = self._opens()
            self._shown = Shown(study, Catalogue.of(study))
        except (AnalyticsError, CorpusError, DeltaError, duckdb.Error, OSError, KeyError, ValueError) as error:
            LOGGER.error("What is new in the workspace cannot be shown", exc_info=error)
            self._shown = replace(self._shown, problem=_reason(error))
        self._state = state  # looked at before opening: what changes meanwhile is seen by the next request

    def _look(self) -> State:
        """The state of the workspace; a file that cannot be read counts as empty, so that it is noticed, not raised."""
        try:
            pointer = (self._root / RUNS / CURRENT).read_bytes()
        except OSError:
            pointer = b""
        try:
            log = (self._root / LOG).stat()
        except OSError:
            return pointer, (0, 0, 0)
        return pointer, (log.st_ino, log.st_size, log.st_mtime_ns)


def _reason(error: Exception) -> str:
    """Why it cannot be shown, in one line; a stranger's message is not for readers."""
    if isinstance(error, AnalyticsError | CorpusError):
        return " ".join(str(error).split())
    return f"{type(error).__name__}: see the log of the server, and run `python -m analytics run` again."
