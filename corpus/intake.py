"""Files into the corpus: read, prepare, de-duplicate, store, and account for every row."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final, Protocol

from corpus.accounts import Intake
from corpus.article import Preparer
from corpus.boilerplate import settle_templates
from corpus.errors import BusyError, ReaderError
from corpus.fingerprints import backfill
from corpus.journal import Journal
from corpus.preparation import Entry, FileEnd, Item, prepared
from corpus.publishers import Publishers, known_publishers
from corpus.readers import PLAIN, Layout, read_file
from corpus.readers.columns import Columns
from corpus.session import Described, Outcome, Session
from corpus.stories import settle_stories
from corpus.text.clean import storable
from corpus.workspace import MARKER, Workspace

SAMPLE_FILES: Final = ("articles_ar.jsonl", "articles_en.jsonl")
CORPUS_LOCK: Final = "corpus"

Progress = Callable[[str, int, int, int], None]
"""Told the file, how many files are done, how many there are, and how many rows of this file are read."""


class Source(Described, Protocol):
    """Something that gives records: a file that is read, or pages that are collected."""

    def items(self, publishers: Publishers) -> Iterator[Item]:
        """The records, pages and problems, in order."""


@dataclass(slots=True)
class Collected:
    """Items that come from no file."""

    given: Iterable[Item]
    format: str
    columns: Columns | None = None

    def items(self, publishers: Publishers) -> Iterator[Item]:
        """The items as they were given."""
        del publishers
        yield from self.given


def add_paths(
    workspace: Workspace, paths: Iterable[str | Path], progress: Progress | None = None, layout: Layout = PLAIN
) -> list[Intake]:
    """The accounts of the files at these paths, now part of the corpus.

    Parameters
    ----------
    workspace : Workspace
        Where to store; another program that adds at the same time is waited for.
    paths : iterable of path
        Files, and folders whose files are taken in order of their names.
    progress : callable, optional
        Told how far it is.
    layout : Layout, optional
        What a mapping file says of the inputs.

    Raises
    ------
    ReaderError
        If a path does not exist.
    WorkspaceError
        If the workspace cannot be written. What was stored before is whole; the same files added again go on.
    """
    now = _now()
    sources = [(storable(path.as_posix()), read_file(path, now.date(), layout)) for path in files_at(paths)]
    return _add(workspace, sources, Preparer(known_publishers(), now), progress)


def add_sample(workspace: Workspace, progress: Progress | None = None) -> list[Intake]:
    """The accounts of the sample texts that come with Marsad, now part of the corpus and marked as sample."""
    now = _now()
    with resources.as_file(resources.files("corpus").joinpath("sample")) as folder:
        files = [(f"sample:{name}", folder / name) for name in SAMPLE_FILES if (folder / name).is_file()]
        sources = [(source_uri, read_file(path, now.date())) for source_uri, path in files]
        return _add(workspace, sources, Preparer(known_publishers(), now, is_sample=True), progress)


def add_items(
    workspace: Workspace,
    source_uri: str,
    items: Iterable[Item],
    *,
    format: str,
    outcome: Outcome | None = None,
    is_settled: bool = True,
) -> Intake:
    """The account of items that come from no file, such as collected pages, now part of the corpus.

    Parameters
    ----------
    workspace : Workspace
        Where to store.
    source_uri : str
        Where the items come from; the account, the rejects and the articles name it.
    items : iterable of Record, Markup or Problem
        What to store.
    format : str
        What the items are, for the account.
    outcome : callable, optional
        Told what became of each item, once that is stored.
    is_settled : bool
        Whether copies and templates are looked for now; else :func:`finish` or the next add does it.

    Raises
    ------
    WorkspaceError
        If the workspace cannot be written.
    """
    sources = [(source_uri, Collected(items, format))]
    preparer = Preparer(known_publishers(), _now())
    return _add(workspace, sources, preparer, outcome=outcome, is_settled=is_settled)[0]


def finish(workspace: Workspace) -> bool:
    """Whether what was left undone is done: the last batch of a killed add stored, copies and templates looked for.

    False where another program is adding: it will do it.

    Raises
    ------
    WorkspaceError
        If the workspace cannot be written.
    """
    try:
        with _writing(workspace, timeout=0):
            return True
    except BusyError:
        return False


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
        found.update(dict.fromkeys(Path(os.path.realpath(file)) for file in _walk(given, set())))
    return list(found)


def _walk(path: Path, seen: set[str]) -> Iterator[Path]:
    """The files below a path; a folder that links lead back to is opened once, one that may not be opened is given."""
    left = [path]
    while left:
        here = left.pop()
        if not here.is_dir():
            yield here
            continue
        real = os.path.realpath(here)
        if real in seen or (here / MARKER).exists():
            continue
        seen.add(real)
        try:
            left += sorted((entry for entry in here.iterdir() if not entry.name.startswith(".")), reverse=True)
        except PermissionError:
            yield here


def _add(
    workspace: Workspace,
    sources: Sequence[tuple[str, Source]],
    preparer: Preparer,
    progress: Progress | None = None,
    outcome: Outcome | None = None,
    is_settled: bool = True,
) -> list[Intake]:
    with _writing(workspace, is_settled=is_settled):
        session = Session(workspace, sources, preparer.now, outcome)
        try:
            for chunk in prepared(_entries(sources, preparer.publishers), preparer):
                n_read = session.take(chunk)
                if progress is not None:
                    file = chunk.files[-1]
                    progress(sources[file][0], file, len(sources), n_read)
        finally:  # also of an add that failed: what was read is kept, with its account
            if not session.is_broken:
                session.store()
    return session.intakes


@contextmanager
def _writing(workspace: Workspace, timeout: float = -1, is_settled: bool = True) -> Iterator[None]:
    """A context that alone writes to the corpus, begins with a whole one, and settles what several articles tell."""
    with workspace.lock(CORPUS_LOCK, timeout):
        workspace.ensure()
        Journal(workspace).replay()
        backfill(workspace)
        yield
        if is_settled:
            settle_stories(workspace)
            settle_templates(workspace)
            workspace.compact()


def _entries(sources: Sequence[tuple[str, Source]], publishers: Publishers) -> Iterator[Entry]:
    for file, (source_uri, source) in enumerate(sources):
        for item in source.items(publishers):
            yield Entry(file, source_uri, item)
        yield Entry(file, source_uri, FileEnd())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
