"""Which articles are already stored, by their ids, and which of two equal ones is kept."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Final, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.fingerprints import RANK_BYTES
from corpus.schema import FINGERPRINTS
from corpus.workspace import Workspace

_RECENT: Final = 100_000
"""Articles held in a dictionary (200 bytes each) before they go into the sorted arrays (32 bytes each)."""


class Arrival(enum.Enum):
    """What an article is to the corpus when it arrives."""

    NEW = "new"
    DUPLICATE = "duplicate"
    BETTER_DUPLICATE = "better duplicate"  # to be stored in place of the one that is there


class Index:
    """The ids and ranks of the articles of a workspace, in memory: 32 bytes an article.

    Parameters
    ----------
    ids : array of uint64, shape (n,)
        Article ids, whose 16 hexadecimal digits are 64 bits; each once.
    ranks : array of V24, shape (n,)
        As :func:`corpus.fingerprints.rank_of` gives them.
    """

    def __init__(self, ids: NDArray[np.uint64] | None = None, ranks: NDArray[np.void] | None = None) -> None:
        self._ids = np.empty(0, np.uint64) if ids is None else ids
        self._ranks = np.empty(0, f"V{RANK_BYTES}") if ranks is None else ranks
        self._recent: dict[int, bytes] = {}
        self._sort()

    @classmethod
    def load(cls, workspace: Workspace) -> Self:
        """The index of what is stored now; take the workspace's lock first."""
        stored = workspace.read(FINGERPRINTS, columns=["article_id", "rank"])
        return cls(_as_numbers(stored["article_id"]), _as_ranks(stored["rank"]))

    def take(self, article_ids: Sequence[str], ranks: Sequence[bytes]) -> list[Arrival]:
        """What each of several articles is, in their order; from now on they are known."""
        numbers = np.array([int(article_id, 16) for article_id in article_ids], np.uint64)
        places = np.searchsorted(self._ids, numbers)
        inside = places < len(self._ids)
        is_stored = np.zeros(len(numbers), bool)
        is_stored[inside] = self._ids[places[inside]] == numbers[inside]
        found = []
        for number, place, stored, rank in zip(numbers.tolist(), places, is_stored, ranks, strict=True):
            known = self._recent.get(number) or (self._ranks[place].tobytes() if stored else None)
            is_better = known is None or rank < known
            if is_better:
                self._recent[number] = rank
            found.append(Arrival.NEW if known is None else Arrival.BETTER_DUPLICATE if is_better else Arrival.DUPLICATE)
        if len(self._recent) >= _RECENT:
            self._merge()
        return found

    def _merge(self) -> None:
        recent = np.fromiter(self._recent, np.uint64, len(self._recent))
        ranks = np.frombuffer(b"".join(self._recent.values()), f"V{RANK_BYTES}")
        kept = ~np.isin(self._ids, recent)
        self._ids = np.concatenate([self._ids[kept], recent])
        self._ranks = np.concatenate([self._ranks[kept], ranks])
        self._recent = {}
        self._sort()

    def _sort(self) -> None:
        order = np.argsort(self._ids, kind="stable")
        self._ids, self._ranks = self._ids[order], self._ranks[order]


def _as_numbers(article_ids: pa.ChunkedArray) -> NDArray[np.uint64]:
    found = np.empty(len(article_ids), np.uint64)
    start = 0
    for chunk in article_ids.chunks:  # as Python's text a million of them would take 60 MB at once
        found[start : start + len(chunk)] = [int(article_id, 16) for article_id in chunk.to_pylist()]
        start += len(chunk)
    return found


def _as_ranks(ranks: pa.ChunkedArray) -> NDArray[np.void]:
    if len(ranks) == 0:
        return np.empty(0, f"V{RANK_BYTES}")
    fixed = pc.cast(ranks, pa.binary(RANK_BYTES)).combine_chunks()
    data = fixed.buffers()[1]
    return np.frombuffer(data, f"V{RANK_BYTES}", len(fixed), fixed.offset * RANK_BYTES)
