"""What the settling of stories reads of every article, as arrays: 60 bytes an article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from corpus.candidates import Components, Pairs, Places
from corpus.schema import ARTICLES, FINGERPRINTS, Table
from corpus.workspace import Workspace

UPDATE_DAYS: Final = 3
"""Longest time between two states of one report under one title: afterwards a title may be that of a column."""
CROWD: Final = 12
"""Most articles of one publisher under one title within three days that may be states of one report.

Of 8,609 titles in two corpora none was on more than four, and those four were a column. A title on more ("Breaking")
is a heading. That depends on the set of articles: a story joined under a title that becomes one is settled anew.
"""
UNDATED: Final = np.iinfo(np.int64).max
_DAY: Final = 86_400_000_000
_ROWS: Final = 20_000
_ID_DIGITS: Final = 16
_NO_IDS: Final = np.empty(0, dtype=np.uint64)

_COLUMNS: Final = ["article_id", "publisher_id", "story_id", "published_at", "is_original"]


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """The articles in order of their ids; every array has one element an article.

    Digests are numbers: 16 hexadecimal digits are 64 bits.
    """

    ids: NDArray[np.uint64]
    texts: NDArray[np.uint64]
    stories: NDArray[np.uint64]
    publishers: NDArray[np.uint64]
    titles: NDArray[np.uint64]
    times: NDArray[np.int64]
    is_original: NDArray[np.bool_]
    is_new: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def load(cls, workspace: Workspace, settled: int) -> Self:
        """What is stored; new is what a later batch than ``settled`` brought."""
        prints = list(zip(*_prints(workspace, settled), strict=True))
        new = np.concatenate([ids[is_new] for ids, _, is_new in zip(*prints, strict=True)]) if prints else _NO_IDS
        parts = [_described(batch) for batch in batches(workspace, ARTICLES, _COLUMNS)]
        joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
        del parts
        titles = _titles(workspace, joined[2], np.unique(joined[2][np.isin(joined[0], new)]))
        order = np.argsort(joined[0])
        ids, stories, publishers, times, is_original = (column[order] for column in joined)
        texts, is_new = stories.copy(), np.zeros(ids.size, dtype=bool)
        for found, text_ids, brought in zip(*prints, strict=True):
            places, known = _places(ids, found)
            texts[places] = text_ids[known]
            is_new[places] = brought[known]
        return cls(ids, texts, stories, publishers, titles[order], times, is_original, is_new)._reopened()

    def _reopened(self) -> Self:
        """The same, but new are also the stories that may hang together by what is no longer so.

        That is a title now too frequent to tell any, or an article now of another date: a better row that took the
        place of one keeps that one's story until now.
        """
        order = self._titled()
        came_to_be = self._crowded(order) & ~self._crowded(order[~self.is_new[order]])
        return replace(self, is_new=self.is_new | np.isin(self.stories, self.stories[came_to_be | self.is_new]))

    def known_stories(self) -> tuple[Places, Components]:
        """For each article the number of its text, and those numbers joined where stories were settled before.

        The story of a new article is passed over: it is found anew, also where the article was there in other words.
        """
        _, first, labels = np.unique(self.texts, return_index=True, return_inverse=True)
        joined = Components(first.size)
        settled = np.flatnonzero(~self.is_new)
        ordered = settled[np.argsort(self.stories[settled], kind="stable")]
        stories, codes = self.stories[ordered], labels[ordered]
        open_ = (stories[1:] == stories[:-1]) & (codes[1:] != codes[:-1])
        for one, other in zip(codes[:-1][open_].tolist(), codes[1:][open_].tolist(), strict=True):
            joined.join(one, other)
        return labels, joined

    def updates(self, labels: Places) -> Pairs:
        """The pairs that one publisher printed under one title within three days, one at least of them new.

        A title printed more than 12 times in three days is a heading, and makes no pair.
        """
        order = self._titled()
        order = order[~self._crowded(order)[order]]
        found = [np.empty((0, 2), dtype=np.int64)]
        for step in range(1, CROWD):  # pairs further apart have too many between them
            one, other = order[:-step], order[step:]
            near = self._are_near(one, other)
            one, other = one[near], other[near]
            open_ = (self.is_new[one] | self.is_new[other]) & (labels[one] != labels[other])
            found.append(np.stack((one[open_], other[open_]), axis=1))
        return np.concatenate(found)

    def _titled(self) -> Places:
        """The articles with a title and a time, by publisher, title and time."""
        places = np.flatnonzero((self.titles != 0) & (self.times != UNDATED))
        return places[np.lexsort((self.times[places], self.titles[places], self.publishers[places]))]

    def _are_near(self, one: Places, other: Places) -> NDArray[np.bool_]:
        """Whether pairs, the earlier one first, have one publisher and title and at most three days between them."""
        same = (self.publishers[one] == self.publishers[other]) & (self.titles[one] == self.titles[other])
        return np.asarray(same & (self.times[other] - self.times[one] <= UPDATE_DAYS * _DAY))

    def _crowded(self, order: Places) -> NDArray[np.bool_]:
        """Whether an article is one of more than 12 under its title within some three days of those ordered."""
        crowded = np.zeros(len(self), dtype=bool)
        starts = np.flatnonzero(self._are_near(order[:-CROWD], order[CROWD:]))
        for step in range(CROWD + 1):
            crowded[order[starts + step]] = True
        return crowded

    def renamed(self, roots: Places) -> pa.Table:
        """The articles whose story or place in it is not what it was, as rows of table ``articles``.

        Parameters
        ----------
        roots : array of int64, shape (n,)
            Equal for articles of one story.
        """
        order = np.lexsort((self.ids, self.times, roots))
        ordered = roots[order]
        is_first = np.concatenate(([True], ordered[1:] != ordered[:-1])) if order.size else np.empty(0, bool)
        originals = np.zeros(len(self), dtype=bool)
        originals[order[is_first]] = True
        names = np.empty_like(self.stories)
        names[order] = np.repeat(self.texts[order[is_first]], np.diff(np.flatnonzero(is_first), append=order.size))
        changed = (names != self.stories) | (originals != self.is_original)
        columns = {
            "article_id": hexadecimal(self.ids[changed]),
            "story_id": hexadecimal(names[changed]),
            "is_original": originals[changed],
        }
        return pa.table(columns)


def batches(
    workspace: Workspace, table: Table, columns: list[str], among: NDArray[np.uint64] | None = None
) -> Iterator[pa.RecordBatch]:
    """Some columns of a table, some thousand rows at a time; with ``among``, at least the rows of those articles."""
    for file in workspace.files(table):
        with pq.ParquetFile(file) as stored:
            groups = None if among is None else _row_groups(stored, among)
            if groups != []:
                yield from stored.iter_batches(_ROWS, groups, columns)


def _row_groups(stored: pq.ParquetFile, among: NDArray[np.uint64]) -> list[int]:
    """The parts of a file that hold any of these articles."""
    found = []
    for group in range(stored.num_row_groups):
        ids = stored.read_row_group(group, ["article_id"]).column("article_id").chunks
        if any(np.isin(digests(chunk), among).any() for chunk in ids):
            found.append(group)
    return found


def digests(column: pa.Array) -> NDArray[np.uint64]:
    """The numbers whose 16 hexadecimal digits begin each of several texts."""
    letters = pc.cast(pc.cast(pc.utf8_slice_codeunits(column, 0, _ID_DIGITS), pa.binary()), pa.binary(_ID_DIGITS))
    data = letters.buffers()[1]
    codes = np.frombuffer(data, np.uint8, len(letters) * _ID_DIGITS, letters.offset * _ID_DIGITS)
    values = np.where(codes > ord("9"), (codes | 0x20) - (ord("a") - 10), codes - ord("0")).reshape(-1, _ID_DIGITS)
    packed = np.ascontiguousarray((values[:, ::2] << 4) | values[:, 1::2])
    return packed.view(">u8").astype(np.uint64).ravel()


def hexadecimal(numbers: NDArray[np.uint64]) -> list[str]:
    """Each of several numbers in 16 hexadecimal digits."""
    return [f"{number:016x}" for number in numbers.tolist()]


def places_of(index: StoryIndex, article_ids: pa.Array) -> tuple[Places, NDArray[np.bool_]]:
    """The places of the articles that are known, and which of those given are."""
    return _places(index.ids, digests(article_ids))


def _places(ids: NDArray[np.uint64], found: NDArray[np.uint64]) -> tuple[Places, NDArray[np.bool_]]:
    places = np.searchsorted(ids, found)
    known = places < ids.size
    known[known] = ids[places[known]] == found[known]
    return places[known], known


def _prints(
    workspace: Workspace, settled: int
) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.bool_]]]:
    """The article, the text and whether it is new, of every fingerprint."""
    for batch in batches(workspace, FINGERPRINTS, ["article_id", "batch", "text_id"]):
        is_new = batch.column("batch").to_numpy() > settled
        yield digests(batch.column("article_id")), digests(batch.column("text_id")), is_new


def _described(batch: pa.RecordBatch) -> tuple[NDArray[np.generic], ...]:
    """Id, story, publisher, time and place in the story."""
    times = pc.fill_null(pc.cast(batch.column("published_at"), pa.int64()), UNDATED).to_numpy(zero_copy_only=False)
    stories, publishers = digests(batch.column("story_id")), _publishers(batch.column("publisher_id"))
    is_original = batch.column("is_original").to_numpy(zero_copy_only=False)
    return digests(batch.column("article_id")), stories, publishers, times, is_original


def _publishers(column: pa.Array) -> NDArray[np.uint64]:
    coded = column.dictionary_encode()
    numbers = np.array([_number(publisher) for publisher in coded.dictionary.to_pylist()], dtype=np.uint64)
    return np.asarray(numbers[coded.indices.to_numpy()])


def _titles(workspace: Workspace, publishers: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A number for each title of some publishers; 0 for other publishers and for no title."""
    titles = np.zeros(publishers.size, dtype=np.uint64)
    start = 0
    for batch in batches(workspace, ARTICLES, ["title"]):
        own = np.flatnonzero(np.isin(publishers[start : start + batch.num_rows], wanted))
        plain = (" ".join(title.split()).casefold() for title in batch.column("title").take(pa.array(own)).to_pylist())
        titles[start + own] = [_number(title) if title else 0 for title in plain]
        start += batch.num_rows
    return titles


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
