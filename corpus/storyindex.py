"""What the settling of stories reads of every article, as arrays: 60 bytes an article, and 240 for its signature."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from corpus.candidates import Components, Pairs, Places, Signatures, band_keys
from corpus.nearcopies import BANDS, N_HASHES, SIGNATURE_BYTES
from corpus.schema import ARTICLES, FINGERPRINTS, Table
from corpus.workspace import Workspace

UPDATE_DAYS: Final = 3
"""Longest time between two states of one report under one title: afterwards a title may be that of a column."""
UNDATED: Final = np.iinfo(np.int64).max
_DAY: Final = 86_400_000_000
_ROWS: Final = 20_000
_ID_DIGITS: Final = 16
_FEW: Final = 8
"""A share of new articles of one in so many makes it worth while to read only signatures that meet a new one."""

_COLUMNS: Final = ["article_id", "publisher_id", "title", "story_id", "published_at", "is_original"]


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
        parts = [_described(batch) for batch in batches(workspace, ARTICLES, _COLUMNS)]
        joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
        order = np.argsort(joined[0])
        ids, stories, publishers, titles, times, is_original = (column[order] for column in joined)
        texts, is_new = stories.copy(), np.zeros(ids.size, dtype=bool)
        for batch in batches(workspace, FINGERPRINTS, ["article_id", "batch", "text_id"]):
            places, known = _places(ids, digests(batch.column("article_id")))
            texts[places] = digests(batch.column("text_id"))[known]
            is_new[places] = batch.column("batch").to_numpy()[known] > settled
        return cls(ids, texts, stories, publishers, titles, times, is_original, is_new)

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
        """The pairs that one publisher printed under one title within three days, one at least of them new."""
        order = np.lexsort((self.times, self.titles))
        order = order[(self.titles[order] != 0) & (self.times[order] != UNDATED)]
        found = [np.empty((0, 2), dtype=np.int64)]
        for step in range(1, order.size):
            one, other = order[:-step], order[step:]
            near = self.titles[one] == self.titles[other]
            near &= self.times[other] - self.times[one] <= UPDATE_DAYS * _DAY
            if not near.any():
                break
            one, other = one[near], other[near]
            open_ = (self.is_new[one] | self.is_new[other]) & (labels[one] != labels[other])
            found.append(np.stack((one[open_], other[open_]), axis=1))
        return np.concatenate(found)

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


def read_signatures(workspace: Workspace, index: StoryIndex, also: Places) -> tuple[Places, Signatures]:
    """The signatures of articles that may have a new near-copy, and the places of these articles.

    Parameters
    ----------
    workspace : Workspace
        Where they are stored.
    index : StoryIndex
        Its articles.
    also : array of int64
        Places of articles whose signatures are wanted in any case.
    """
    if index.is_new.sum() * _FEW >= len(index):
        return _signatures(workspace, index, np.ones(len(index), dtype=bool))
    new = _signatures(workspace, index, index.is_new)
    of_new = [np.unique(band_keys(new[1], band)) for band in range(BANDS)]
    always = np.zeros(len(index), dtype=bool)
    always[also] = True
    parts = [new, *_meeting(workspace, index, of_new, always)]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def batches(workspace: Workspace, table: Table, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Some columns of a table, some thousand rows at a time."""
    for file in workspace.files(table):
        with pq.ParquetFile(file) as stored:
            yield from stored.iter_batches(_ROWS, columns=columns)


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


def _described(batch: pa.RecordBatch) -> tuple[NDArray[np.generic], ...]:
    """Id, story, publisher, title of that publisher, time and place in the story."""
    rows = zip(batch.column("publisher_id").to_pylist(), batch.column("title").to_pylist(), strict=True)
    named = np.array([(_publisher(publisher), _titled(publisher, title)) for publisher, title in rows], dtype=np.uint64)
    times = pc.fill_null(pc.cast(batch.column("published_at"), pa.int64()), UNDATED).to_numpy(zero_copy_only=False)
    stories = digests(batch.column("story_id"))
    is_original = batch.column("is_original").to_numpy(zero_copy_only=False)
    named = named.reshape(-1, 2)
    return digests(batch.column("article_id")), stories, named[:, 0], named[:, 1], times, is_original


def _titled(publisher: str, title: str) -> int:
    plain = " ".join(title.split()).casefold()
    return _number(f"{publisher}\n{plain}") if plain else 0


@functools.lru_cache(maxsize=4096)
def _publisher(publisher: str) -> int:
    return _number(publisher)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _meeting(
    workspace: Workspace, index: StoryIndex, of_new: list[NDArray[np.uint64]], always: NDArray[np.bool_]
) -> Iterator[tuple[Places, Signatures]]:
    """The settled articles wanted in any case or with the key of a new one in any band, and their signatures."""
    for places, signatures in _signature_batches(workspace, index, ~index.is_new):
        met = always[places]
        for band, keys in enumerate(of_new):
            if keys.size:
                own = band_keys(signatures, band)
                met |= keys[np.minimum(np.searchsorted(keys, own), keys.size - 1)] == own
        yield places[met], signatures[met]


def _signatures(workspace: Workspace, index: StoryIndex, wanted: NDArray[np.bool_]) -> tuple[Places, Signatures]:
    """The places and signatures of the articles wanted that have one."""
    most = int(wanted.sum())
    all_places, found = np.empty(most, dtype=np.int64), np.empty((most, N_HASHES), dtype=np.uint16)
    n = 0
    for places, signatures in _signature_batches(workspace, index, wanted):
        all_places[n : n + places.size] = places
        found[n : n + places.size] = signatures
        n += places.size
    return all_places[:n], found[:n]


def _signature_batches(
    workspace: Workspace, index: StoryIndex, wanted: NDArray[np.bool_]
) -> Iterator[tuple[Places, Signatures]]:
    for batch in batches(workspace, FINGERPRINTS, ["article_id", "signature"]):
        sized = batch.filter(pc.equal(pc.binary_length(batch.column("signature")), SIGNATURE_BYTES))
        places, known = places_of(index, sized.column("article_id"))
        fixed = pc.cast(sized.column("signature"), pa.binary(SIGNATURE_BYTES))
        data = np.frombuffer(fixed.buffers()[1], "<u2", len(fixed) * N_HASHES, fixed.offset * SIGNATURE_BYTES)
        kept = wanted[places]
        yield places[kept], data.reshape(-1, N_HASHES)[known][kept].astype(np.uint16)
