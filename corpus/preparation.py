"""Records made into article rows, in worker processes where there are many of them, always in the order they came."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from corpus.article import Prepared, Preparer
from corpus.fingerprints import fingerprint_of
from corpus.processes import map_in_processes, n_cores
from corpus.publishers import known_publishers
from corpus.readers.records import Markup, Problem, Record
from corpus.schema import ARTICLES, FINGERPRINTS

CHUNK_COST: Final = 250
"""Records prepared at a time: a tenth of a second of work, some 700 kB between the processes."""
MARKUP_COST: Final = 25
"""Records that take as long as one web page: extraction takes some 15 ms a page, a record 0.5 ms."""
POOL_FROM: Final = 3000
"""Cost from which starting worker processes (0.8 s each) pays."""


@dataclass(frozen=True, slots=True)
class FileEnd:
    """Marks where a file ends in the stream of its items."""


Item = Record | Markup | Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the stream, or the end of a file, with the number of its file."""

    file: int
    source_uri: str
    item: Item | FileEnd


@dataclass(frozen=True, slots=True)
class Chunk:
    """Entries prepared: rows of those that are articles, and for each entry what became of it.

    ``outcomes`` holds for each entry a problem, the end of its file, or the notes on the next row.
    """

    files: tuple[int, ...]
    positions: tuple[int, ...]
    outcomes: tuple[Problem | FileEnd | tuple[str, ...], ...]
    articles: pa.Table
    fingerprints: pa.Table


def prepared(entries: Iterable[Entry], preparer: Preparer, processes: int | None = None) -> Iterator[Chunk]:
    """The entries prepared, in their order, a few chunks in memory at a time.

    Parameters
    ----------
    entries : iterable of Entry
        Read as the chunks are taken.
    preparer : Preparer
        Makes rows of records.
    processes : int, optional
        Worker processes; by default none for a few records, else one a core. The rows do not depend on it.

    Raises
    ------
    CorpusError
        If a worker process was killed.
    """
    chunks = _chunks(entries)
    head = list(_until(chunks, POOL_FROM)) if processes is None else []
    is_small = processes is None and sum(map(_cost, itertools.chain.from_iterable(head))) < POOL_FROM
    n_workers = 1 if is_small else processes or n_cores()
    work = itertools.chain(head, chunks)
    if n_workers <= 1:
        for chunk in work:
            yield prepare_chunk(preparer, chunk)
        return
    yield from map_in_processes(_work, work, n_workers, _start_worker, (preparer.now, preparer.is_sample))


def prepare_chunk(preparer: Preparer, entries: list[Entry]) -> Chunk:
    """Some entries prepared."""
    outcomes: list[Problem | FileEnd | tuple[str, ...]] = []
    articles, fingerprints = [], []
    for entry in entries:
        found = _prepare(preparer, entry)
        if isinstance(found, Prepared):
            articles.append(found.row)
            fingerprints.append(fingerprint_of(found.row, found.text_id))
            outcomes.append(found.notes)
        else:
            outcomes.append(found)
    return Chunk(
        tuple(entry.file for entry in entries),
        tuple(0 if isinstance(entry.item, FileEnd) else entry.item.position for entry in entries),
        tuple(outcomes),
        ARTICLES.to_arrow(articles),
        FINGERPRINTS.to_arrow(fingerprints),
    )


def _prepare(preparer: Preparer, entry: Entry) -> Prepared | Problem | FileEnd:
    if isinstance(entry.item, FileEnd | Problem):
        return entry.item
    return preparer.prepare(entry.item, entry.source_uri)


def _cost(entry: Entry) -> int:
    return MARKUP_COST if isinstance(entry.item, Markup) else 1


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    cost = 0
    for entry in entries:
        chunk.append(entry)
        cost += _cost(entry)
        if cost >= CHUNK_COST:
            yield chunk
            chunk, cost = [], 0
    if chunk:
        yield chunk


def _until(chunks: Iterator[list[Entry]], cost: int) -> Iterator[list[Entry]]:
    """The first chunks, until they cost so much."""
    for chunk in chunks:
        yield chunk
        cost -= sum(map(_cost, chunk))
        if cost <= 0:
            return


_worker: dict[str, Preparer] = {}  # one preparer a worker process, filled by its initializer


def _start_worker(now: dt.datetime, is_sample: bool) -> None:
    _worker["preparer"] = Preparer(known_publishers(), now, is_sample)


def _work(entries: list[Entry]) -> Chunk:
    return prepare_chunk(_worker["preparer"], entries)
