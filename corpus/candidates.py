"""Pairs of articles that may be near-copies, from their signatures, and what joins to one story.

Locality-sensitive hashing by bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, section 3.4), without
a stored index: each band's column is sorted, so the pairs depend on the articles alone and not on their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.nearcopies import BAND_HASHES, BANDS, N_HASHES

FEWEST_EQUAL: Final = N_HASHES // 4
"""Equal hashes of a pair worth reading: at resemblance 0.4, the least of a copy, one pair in 5,000 has fewer."""
FEWEST_EQUAL_OWN: Final = N_HASHES * 7 // 10
"""The same of one publisher's texts: at resemblance 0.85, the least of a repeat, one pair in 50,000 has fewer."""
LARGEST: Final = 128
"""Articles with one key whose pairs are listed; of larger groups only those that still tell something are."""
_BLOCK: Final = 1 << 14
_HALF: Final = np.uint64(32)

Signatures = NDArray[np.uint16]
Places = NDArray[np.int64]
Pairs = NDArray[np.int64]


class Components:
    """What is joined to what, over the numbers from 0 to n - 1 (Tarjan 1975, "Efficiency of a good but not linear...").

    Parameters
    ----------
    n : int
        How many there are; each is alone at first.
    """

    def __init__(self, n: int) -> None:
        self._parents = np.arange(n, dtype=np.int64)

    def join(self, one: int, other: int) -> None:
        """Two, and all that is joined to either, joined."""
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def are_joined(self, one: int, other: int) -> bool:
        """Whether two are joined."""
        return self._root(one) == self._root(other)

    def roots(self, places: Places) -> Places:
        """For each of several, one number that it shares with all it is joined to."""
        found = self._parents[places]
        while True:
            above = self._parents[found]
            if np.array_equal(above, found):
                return found
            found = above

    def _root(self, place: int) -> int:
        parents = self._parents
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = int(parents[place])
        return place


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs that may be copies, and groups too large to list their pairs, as places in the signatures."""

    pairs: Pairs
    groups: tuple[Places, ...]

    def places(self) -> Places:
        """The places that are in any pair or group, sorted."""
        return np.unique(np.concatenate([self.pairs.ravel(), *self.groups]))


@dataclass(frozen=True, slots=True)
class Signed:
    """Signatures of texts, and what is known of the articles; every array has one element an article.

    ``labels`` are equal for articles known to be of one story, ``publishers`` for those of one publisher.
    """

    signatures: Signatures
    is_new: NDArray[np.bool_]
    labels: NDArray[np.int64]
    publishers: NDArray[np.uint64]

    def worth_reading(self, one: Places, other: Places) -> NDArray[np.bool_]:
        """Whether pairs may be copies: the signatures agree enough, more so where one publisher printed both."""
        fewest = np.where(self.publishers[one] == self.publishers[other], FEWEST_EQUAL_OWN, FEWEST_EQUAL)
        return equal_hashes(self.signatures, one, other) >= fewest


def candidates(signed: Signed) -> Candidates:
    """The pairs with equal hashes in a band, of which one at least is new and which are not of one story already."""
    found = np.empty(0, dtype=np.uint64)
    large: dict[bytes, Places] = {}
    for band in range(BANDS):
        keys = band_keys(signed.signatures, band)
        listed = [found]
        for members in _groups(keys, signed):
            if members.shape[1] > LARGEST:
                group = np.sort(members[0])
                large[group.tobytes()] = group
            else:
                listed += _alike(signed, members)
        found = np.unique(np.concatenate(listed))
    pairs = np.stack([(found >> _HALF).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)], axis=1)
    return Candidates(pairs, tuple(group for _, group in sorted(large.items())))


def band_keys(signatures: Signatures, band: int) -> NDArray[np.uint64]:
    """The hashes of a band of each signature, as one number."""
    keys = np.zeros(len(signatures), dtype=np.uint64)
    for column in range(band * BAND_HASHES, (band + 1) * BAND_HASHES):
        keys = (keys << np.uint64(16)) | signatures[:, column]
    return keys


def equal_hashes(signatures: Signatures, one: Places, other: Places) -> NDArray[np.int64]:
    """How many hashes the signatures of pairs have in common."""
    found = [
        np.count_nonzero(signatures[one[at : at + _BLOCK]] == signatures[other[at : at + _BLOCK]], axis=1)
        for at in range(0, len(one), _BLOCK)
    ]
    return np.concatenate([np.empty(0, dtype=np.int64), *found])


def _groups(keys: NDArray[np.uint64], signed: Signed) -> Iterator[NDArray[np.int64]]:
    """Groups of places with one key that can tell something new, those of one size as the rows of one array."""
    if keys.size == 0:
        return
    order = np.argsort(keys)
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(starts, append=keys.size)
    telling = (sizes > 1) & np.logical_or.reduceat(signed.is_new[order], starts)
    for size in np.unique(sizes[telling]):
        members = order[starts[telling & (sizes == size)][:, None] + np.arange(size)]
        several = members[(signed.labels[members] != signed.labels[members[:, :1]]).any(axis=1)]
        if size > LARGEST:
            yield from (row[None, :] for row in several)
        elif several.size:
            yield several


def _alike(signed: Signed, members: NDArray[np.int64]) -> list[NDArray[np.uint64]]:
    """The pairs of groups of one size that are worth reading, each as one number, the lower place first."""
    left, right = np.triu_indices(members.shape[1], 1)
    rows = max(1, _BLOCK // left.size)
    found = []
    for start in range(0, len(members), rows):
        some = members[start : start + rows]
        one, other = some[:, left].ravel(), some[:, right].ravel()
        open_ = (signed.is_new[one] | signed.is_new[other]) & (signed.labels[one] != signed.labels[other])
        one, other = one[open_], other[open_]
        agree = signed.worth_reading(one, other)
        low, high = np.minimum(one, other)[agree], np.maximum(one, other)[agree]
        found.append((low.astype(np.uint64) << _HALF) | high.astype(np.uint64))
    return found
