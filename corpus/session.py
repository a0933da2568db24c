"""One add to a corpus: prepared rows are told from copies, held, and stored a batch at a time with their account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, Self

import pyarrow as pa

from corpus.accounts import Intake, Tally
from corpus.duplicates import Arrival, Index
from corpus.journal import Batch, Journal
from corpus.preparation import Chunk, FileEnd
from corpus.readers.columns import Columns
from corpus.readers.records import Problem
from corpus.schema import ARTICLES, FINGERPRINTS, INTAKES, REJECTS
from corpus.workspace import Workspace

BATCH: Final = 10_000
"""Articles, rejects and accounts held in memory before they are stored: some 60 MB."""
BATCH_BYTES: Final = 96 * 1024 * 1024
"""Bytes of articles held in memory before they are stored, where articles are long."""

Outcome = Callable[[int, str, str, str], None]
"""Told the position of an item, ``"accepted"``, ``"duplicate"`` or ``"rejected"``, the reason and its detail."""


class Described(Protocol):
    """A source of items, as far as its account names it."""

    format: str
    columns: Columns | None


@dataclass(slots=True)
class _Held:
    """Rows that wait to be stored: what each is, or None for one that another of the batch displaced."""

    articles: pa.Table
    fingerprints: pa.Table
    arrivals: list[Arrival | None]

    @classmethod
    def of(cls, chunk: Chunk, arrivals: Sequence[Arrival]) -> Self:
        """The rows of a chunk that are to be stored: of a file added again they may be few."""
        mask = pa.array([arrival is not Arrival.DUPLICATE for arrival in arrivals], pa.bool_())
        kept: list[Arrival | None] = [arrival for arrival in arrivals if arrival is not Arrival.DUPLICATE]
        return cls(chunk.articles.filter(mask), chunk.fingerprints.filter(mask), kept)

    def rows(self, arrival: Arrival) -> tuple[pa.Table, pa.Table]:
        """The articles and fingerprints of the rows of one kind."""
        mask = pa.array([found is arrival for found in self.arrivals], pa.bool_())
        return self.articles.filter(mask), self.fingerprints.filter(mask)


@dataclass(slots=True)
class _File:
    """A file's account: of all that was read, and of what is not stored yet."""

    stored: Tally = field(default_factory=Tally)
    waiting: Tally = field(default_factory=Tally)
    is_ended: bool = False


class Session:
    """One add under the workspace's lock.

    A batch holds articles together with the rejects and the accounts of the same rows, and is stored whole or not at
    all, so that the accounts are true whenever the program is killed.

    Parameters
    ----------
    workspace : Workspace
        Where to store.
    sources : sequence of (str, Described)
        The files of the add, each with the name under which it is stored.
    now : datetime.datetime
        The moment of the add.
    outcome : callable, optional
        Told what became of each item, once it is stored.
    """

    def __init__(
        self,
        workspace: Workspace,
        sources: Sequence[tuple[str, Described]],
        now: dt.datetime,
        outcome: Outcome | None = None,
    ) -> None:
        self._journal = Journal(workspace)
        self._sources = sources
        self._now = now
        self._outcome = outcome
        self._index = Index.load(workspace)
        self._number = self._journal.next_number()
        self._intake_id = f"{self._number:08d}"
        self._held: list[_Held] = []
        self._places: dict[str, tuple[_Held, int]] = {}
        self._files: dict[int, _File] = {}
        self._rejects: list[dict[str, Any]] = []
        self._n_bytes = 0
        self._outcomes: list[tuple[int, str, str, str]] = []
        known = workspace.read(REJECTS, columns=["source_uri", "position", "reason"])
        self._known_rejects = {_reject_key(row) for batch in known.to_batches() for row in batch.to_pylist()}
        self.intakes: list[Intake] = []
        self.is_broken = False
        """Whether a batch could not be stored, so that nothing may be stored after it."""

    def take(self, chunk: Chunk) -> int:
        """A chunk taken in, and the batch stored if it is full; the rows read so far of the chunk's last file."""
        ids, ranks = chunk.articles["article_id"].to_pylist(), chunk.fingerprints["rank"].to_pylist()
        arrivals = self._index.take(ids, ranks)
        held = _Held.of(chunk, arrivals)
        rows = iter(zip(ids, arrivals, strict=True))
        n_held = 0
        for file, position, outcome in zip(chunk.files, chunk.positions, chunk.outcomes, strict=True):
            account = self._files.setdefault(file, _File())
            if isinstance(outcome, FileEnd):
                account.is_ended = True
                continue
            account.waiting.n_read += 1
            if isinstance(outcome, Problem):
                self._reject(outcome, self._sources[file][0], account.waiting)
            else:
                account.waiting.notes.update(outcome)
                article_id, arrival = next(rows)
                self._count(arrival, position, account.waiting)
                if arrival is not Arrival.DUPLICATE:
                    self._hold(held, n_held, article_id)
                    n_held += 1
        if n_held:
            self._held.append(held)
        last = self._files[chunk.files[-1]]
        n_read = last.stored.n_read + last.waiting.n_read
        self._n_bytes += held.articles.nbytes
        if len(self._places) + len(self._rejects) + len(self._files) >= BATCH or self._n_bytes >= BATCH_BYTES:
            self.store()
        return n_read

    def _count(self, arrival: Arrival, position: int, tally: Tally) -> None:
        if arrival is Arrival.NEW:
            tally.n_accepted += 1
        else:
            tally.n_duplicate += 1
        self._note(position, "accepted" if arrival is Arrival.NEW else "duplicate")

    def _hold(self, held: _Held, row: int, article_id: str) -> None:
        """A row put in the place of an equal one of lower merit, if one waits."""
        before = self._places.get(article_id)
        if before is not None:
            held.arrivals[row] = before[0].arrivals[before[1]]
            before[0].arrivals[before[1]] = None
        self._places[article_id] = (held, row)

    def _reject(self, problem: Problem, source_uri: str, tally: Tally) -> None:
        tally.reject(problem)
        self._note(problem.position, "rejected", problem.reason, problem.detail)
        named = {"source_uri": source_uri, "position": problem.position, "reason": problem.reason}
        key = _reject_key(named)
        if key not in self._known_rejects:  # else the same file was added before
            self._known_rejects.add(key)
            told = {"detail": problem.detail, "excerpt": problem.excerpt, "at": self._now}
            self._rejects.append({**named, **told})

    def _note(self, position: int, state: str, reason: str = "", detail: str = "") -> None:
        if self._outcome is not None:
            self._outcomes.append((position, state, reason, detail))

    def store(self) -> None:
        """Everything held stored as one batch.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be written.
        """
        accounts = self._close_accounts()
        new, better = self._taken(Arrival.NEW), self._taken(Arrival.BETTER_DUPLICATE)
        better[ARTICLES] = better[ARTICLES].drop_columns(["story_id", "is_original"])  # corpus.stories will need them
        batch = Batch(
            {**new, REJECTS: REJECTS.to_arrow(self._rejects), INTAKES: INTAKES.to_arrow(accounts)},
            better,
        )
        outcomes, self._outcomes = self._outcomes, []
        self._held, self._places, self._rejects, self._n_bytes = [], {}, [], 0
        if not batch.is_empty:
            self.is_broken = True  # until it is stored, also where the program is interrupted
            self._journal.store(self._number, batch)
            self.is_broken = False
            self._number += 1
        if self._outcome is not None:
            for told in outcomes:
                self._outcome(*told)

    def _taken(self, arrival: Arrival) -> dict[Any, pa.Table]:
        found = [held.rows(arrival) for held in self._held]
        articles = pa.concat_tables([ARTICLES.arrow_schema().empty_table(), *(rows for rows, _ in found)])
        prints = pa.concat_tables([FINGERPRINTS.arrow_schema().empty_table(), *(rows for _, rows in found)])
        column = FINGERPRINTS.columns.index("batch")
        numbers = pa.array([self._number] * prints.num_rows, pa.int64())
        return {ARTICLES: articles, FINGERPRINTS: prints.set_column(column, prints.schema.field(column), numbers)}

    def _close_accounts(self) -> list[dict[str, Any]]:
        """The accounts of what is held, as rows; those of ended files are closed."""
        rows = []
        for file, account in list(self._files.items()):
            source_uri, source = self._sources[file]
            mapping = "" if source.columns is None else source.columns.describe()
            if account.waiting.n_read or account.is_ended:
                part = Intake.of(source_uri, source.format, mapping, account.waiting)
                rows.append(part.row(self._intake_id, self._now, account.is_ended))
                account.stored.add(account.waiting)
                account.waiting = Tally()
            if account.is_ended:
                self.intakes.append(Intake.of(source_uri, source.format, mapping, account.stored))
                del self._files[file]
        return rows


def _reject_key(row: dict[str, Any]) -> int:
    """A reject is known by its file, place and reason; as a number, for there may be a million of them."""
    return hash((row["source_uri"], row["position"], row["reason"]))
