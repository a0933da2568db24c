"""Files into the corpus: read, clean, date, de-duplicate, store, and account for every row."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, Final

from corpus.article import Preparer
from corpus.duplicates import Arrival, Index, settle_originals
from corpus.errors import CorpusError, ReaderError
from corpus.publishers import Publishers
from corpus.readers import Problem, Reading, Record, read_file
from corpus.schema import ARTICLES, INTAKES, REJECTS
from corpus.text.clean import storable
from corpus.workspace import MARKER, Workspace

BATCH: Final = 2000
"""Articles held in memory before they are stored."""
REPORT_EVERY: Final = 200
SAMPLE_FILES: Final = ("articles_ar.jsonl", "articles_en.jsonl")
CORPUS_LOCK: Final = "corpus"

Progress = Callable[[str, int, int, int], None]
"""Told the file, how many files are done, how many there are, and how many rows of this file are read."""


@dataclass(slots=True)
class Tally:
    """The running account of one file."""

    source_uri: str
    format: str = "unknown"
    mapping: str = ""
    n_read: int = 0
    n_accepted: int = 0
    n_duplicate: int = 0
    n_rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Intake:
    """The account of one file: every row read was accepted, a duplicate, or rejected for a reason.

    Raises
    ------
    CorpusError
        If the account does not add up.
    """

    source_uri: str
    format: str
    mapping: str
    n_read: int
    n_accepted: int
    n_duplicate: int
    n_rejected: int
    reasons: tuple[tuple[str, int], ...] = ()
    notes: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        if self.n_read != self.n_accepted + self.n_duplicate + self.n_rejected:
            raise CorpusError(
                f"The account of {self.source_uri!r} does not add up: read {self.n_read}, accepted {self.n_accepted}, "
                f"duplicate {self.n_duplicate}, rejected {self.n_rejected}. This is a fault of Marsad; report it."
            )

    @classmethod
    def of(cls, tally: Tally) -> Intake:
        """The closed account of a file."""
        return cls(
            tally.source_uri,
            tally.format,
            tally.mapping,
            tally.n_read,
            tally.n_accepted,
            tally.n_duplicate,
            tally.n_rejected,
            tuple(sorted(tally.reasons.items())),
            tuple(sorted(tally.notes.items())),
        )

    def row(self, at: dt.datetime) -> dict[str, Any]:
        """The account as a row of the intakes table."""
        notes = "; ".join(f"{name} x{count}" for name, count in self.notes)
        counts = {name: getattr(self, name) for name in ("n_read", "n_accepted", "n_duplicate", "n_rejected")}
        named = {"source_uri": self.source_uri, "format": self.format, "mapping": self.mapping}
        return {**named, **counts, "at": at, "notes": notes}


def add_paths(workspace: Workspace, paths: Iterable[str | Path], progress: Progress | None = None) -> list[Intake]:
    """The accounts of the files at these paths, now part of the corpus.

    Parameters
    ----------
    workspace : Workspace
        Where to store; another program that adds at the same time is waited for.
    paths : iterable of path
        Files, and folders whose files are taken in order of their names.
    progress : callable, optional
        Told how far it is.

    Raises
    ------
    ReaderError
        If a path does not exist.
    WorkspaceError
        If the workspace cannot be written.
    """
    files = [(path, storable(path.as_posix())) for path in files_at(paths)]
    return _add(workspace, files, is_sample=False, progress=progress)


def add_sample(workspace: Workspace, progress: Progress | None = None) -> list[Intake]:
    """The accounts of the sample texts that come with Marsad, now part of the corpus and marked as sample."""
    with resources.as_file(resources.files("corpus").joinpath("sample")) as folder:
        files = [(folder / name, f"sample:{name}") for name in SAMPLE_FILES if (folder / name).is_file()]
        return _add(workspace, files, is_sample=True, progress=progress)


def files_at(paths: Iterable[str | Path]) -> list[Path]:
    """The files at paths, folders opened, each file once; hidden files and other workspaces are left out.

    Raises
    ------
    ReaderError
        If a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        given = Path(path).expanduser()
        if not given.exists():
            raise ReaderError(f"There is no file or folder {str(path)!r}; check the path.")
        found.update(dict.fromkeys(file.resolve() for file in _walk(given)))
    return list(found)


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    if (path / MARKER).exists():
        return
    for entry in sorted(path.iterdir()):
        if not entry.name.startswith("."):
            yield from _walk(entry)


def _add(
    workspace: Workspace, files: Sequence[tuple[Path, str]], *, is_sample: bool, progress: Progress | None
) -> list[Intake]:
    now = dt.datetime.now(dt.UTC)
    preparer = Preparer(Publishers.load(), now, is_sample)
    with _session(workspace, preparer) as session:
        for number, (path, source_uri) in enumerate(files):
            report = None if progress is None else _reporter(progress, source_uri, number, len(files))
            session.add_file(read_file(path, now.date()), source_uri, report)
    return session.intakes


def _reporter(progress: Progress, source_uri: str, number: int, n_files: int) -> Callable[[int], None]:
    return lambda n_rows: progress(source_uri, number, n_files, n_rows)


@contextmanager
def _session(workspace: Workspace, preparer: Preparer) -> Iterator[_Session]:
    """A session that alone writes to the corpus; what it still holds is stored at the end, also of a failed add."""
    with workspace.lock(CORPUS_LOCK):
        workspace.ensure()
        session = _Session(workspace, preparer, Index.load(workspace))
        try:
            yield session
        finally:
            if not session.is_broken:
                session.flush()
                settle_originals(workspace)


class _Session:
    """One add under the workspace's lock: articles are collected over files and stored a batch at a time.

    Articles are stored before the account of their file. A run that is killed between the two leaves whole articles
    without an account; the next add counts them as duplicates and writes the account.
    """

    def __init__(self, workspace: Workspace, preparer: Preparer, index: Index) -> None:
        self._workspace = workspace
        self._preparer = preparer
        self._index = index
        self._articles: dict[str, dict[str, Any]] = {}
        self._better: dict[str, dict[str, Any]] = {}
        self._rejects: list[dict[str, Any]] = []
        self._accounts: list[dict[str, Any]] = []
        known = workspace.read(REJECTS, columns=["source_uri", "position", "reason"])
        self._known_rejects = {tuple(row.values()) for row in known.to_pylist()}
        self.intakes: list[Intake] = []
        self.is_broken = False
        """Whether articles could not be stored, so that an account of them would be false."""

    def add_file(self, reading: Reading, source_uri: str, report: Callable[[int], None] | None = None) -> None:
        """A file's records taken in, and its account closed; a fault on the way leaves the account of those before."""
        tally = Tally(source_uri)
        try:
            self._take_all(reading, tally, report)
        finally:
            self._close(reading, tally)
        if report is not None:
            report(tally.n_read)

    def _take_all(self, reading: Reading, tally: Tally, report: Callable[[int], None] | None) -> None:
        for item in reading.items(self._preparer.publishers):
            self._take(item, tally)
            tally.n_read += 1
            if len(self._articles) + len(self._better) >= BATCH:
                self._store_articles()
            if report is not None and tally.n_read % REPORT_EVERY == 0:
                report(tally.n_read)

    def _close(self, reading: Reading, tally: Tally) -> None:
        tally.format = reading.format
        tally.mapping = "" if reading.columns is None else reading.columns.describe()
        intake = Intake.of(tally)
        self.intakes.append(intake)
        self._accounts.append(intake.row(self._preparer.now))

    def _take(self, item: Record | Problem, tally: Tally) -> None:
        found = item if isinstance(item, Problem) else self._preparer.prepare(item, tally.source_uri)
        if isinstance(found, Problem):
            self._reject(found, tally)
            return
        tally.notes.update(found.notes)
        arrival = self._index.take(found.row)
        if arrival is Arrival.NEW:
            tally.n_accepted += 1
        else:
            tally.n_duplicate += 1
        article_id = found.row["article_id"]
        if arrival is Arrival.NEW or (article_id in self._articles and arrival is Arrival.BETTER_DUPLICATE):
            self._articles[article_id] = found.row
        elif arrival is Arrival.BETTER_DUPLICATE:
            self._better[article_id] = found.row

    def _reject(self, problem: Problem, tally: Tally) -> None:
        tally.n_rejected += 1
        tally.reasons[problem.reason] += 1
        key = (tally.source_uri, problem.position, problem.reason)
        if key in self._known_rejects:  # the same file added again
            return
        self._known_rejects.add(key)
        named = {"source_uri": tally.source_uri, "position": problem.position, "reason": problem.reason}
        told = {"detail": problem.detail, "excerpt": problem.excerpt, "at": self._preparer.now}
        self._rejects.append({**named, **told})

    def _store_articles(self) -> None:
        for row in (*self._articles.values(), *self._better.values()):
            row["is_original"] = self._index.is_original(row)
        articles, better = list(self._articles.values()), list(self._better.values())
        self._articles, self._better = {}, {}  # before they are stored: an interrupted add must not store them twice
        try:
            self._workspace.append(ARTICLES, articles)
            self._workspace.replace(ARTICLES, better)
        except CorpusError:
            self.is_broken = True
            raise

    def flush(self) -> None:
        """Everything held stored: articles, then rejects, then accounts."""
        self._store_articles()
        self._workspace.append(REJECTS, self._rejects)
        self._workspace.append(INTAKES, self._accounts)
        self._rejects, self._accounts = [], []
