"""Which topics of a fit are topics of the run before: they keep their numbers, and what became of the others is said.

Topics are paired by the Hungarian method (Kuhn 1955, "The Hungarian method for the assignment problem") so that the sum
of what speaks for the pairs is greatest. Two things speak for a pair: the Jaccard similarity of its articles, of those
that both runs hold; and the cosine of its centroids, which tells where few articles are in both runs. Each counts in
units of the value from which it would carry a pair alone, weighed by how much it has seen: the overlap by the share of
the pair's articles that both runs hold, the cosine by the rest. A pair that does not reach 1 is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

# Topics of two 90% samples of 4,000 war articles: with its best match a topic shares .43 or more, or .28 or less where
# it was split or joined to another; with its second best .07 at most. The cosine is .91 or more, or .74 or less. Topics
# of two halves without an article in common: .81 or more for 14 of 24, with the second best .72 at most.
SAME_OVERLAP: Final = 1 / 3
"""Jaccard similarity from which articles alone make a pair: half of the articles of the two are in both (Dice .5)."""
SAME_COSINE: Final = 0.8
"""Cosine of centroids from which they alone make a pair, where no article is in both runs."""
KEPT_OVERLAP: Final = 0.5
"""Up to this Jaccard similarity a cluster is held dissolved (Hennig 2007): such a topic is said to have changed."""
_MOST: Final = 0.5  # share of a topic's articles from which it is said where they came from, or went
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Topics of one run, as far as they are compared.

    Attributes
    ----------
    topics : tuple of int
        Topic numbers, in canonical order.
    members : mapping of str to int
        The topic of each article that fits one.
    centroids : ndarray of float, shape (n_topics, dimension)
        Unit vector of each of ``topics``, zeros for an empty one; both runs' in one space.
    labels : mapping of int to (str, str)
        Arabic and English label.
    """

    topics: tuple[int, ...]
    members: Mapping[str, int]
    centroids: NDArray[np.floating]
    labels: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Identity:
    """The number each topic of a fit gets, what became of the topics before, and the highest number ever given."""

    numbers: Mapping[int, int]
    history: list[dict[str, Any]]
    highest_id: int


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """Pairs of topics, before by after: articles shared, their Jaccard similarity, cosine, and what speaks for them.

    The similarity is not a number where neither topic has an article that both runs hold.
    """

    n_before: NDArray[np.int64]
    n_after: NDArray[np.int64]
    shared: NDArray[np.int64]
    overlap: NDArray[np.float64]
    cosine: NDArray[np.float64]
    total: NDArray[np.float64]


def identify(before: Grouping, after: Grouping, both: frozenset[str], highest_id: int) -> Identity:
    """The identity of the topics of a fit.

    Parameters
    ----------
    before, after : Grouping
        Topics of the run before, and of the fit.
    both : frozenset of str
        Articles that both runs hold.
    highest_id : int
        The highest topic number ever given; topics that are new get the next, in canonical order. -1 for none.
    """
    evidence = _evidence(before, after, both)
    pairs = _pairs(evidence.total)
    numbers: dict[int, int] = {}
    highest = max([highest_id, *before.topics])
    for column, topic in enumerate(after.topics):
        if column in pairs:
            numbers[topic] = before.topics[pairs[column]]
        else:
            highest += 1
            numbers[topic] = highest
    history = _History(before, after, evidence, pairs, numbers).rows()
    return Identity(numbers, history, highest)


def unchanged_history(topics: Sequence[Mapping[str, Any]], before: Mapping[int, Mapping[str, Any]]) -> list[Any]:
    """Rows of table ``topic_history`` of topics that are those of the run before, with what it said of them."""
    return [
        {
            "kind": "kept",
            "topic_id": row["topic_id"],
            "before_id": row["topic_id"],
            "overlap": None,
            "similarity": None,
            "n_before": before[row["topic_id"]]["n"],
            "n": row["n"],
            "label_before_ar": before[row["topic_id"]]["label_ar"],
            "label_before_en": before[row["topic_id"]]["label_en"],
        }
        for row in topics
    ]


def _evidence(before: Grouping, after: Grouping, both: frozenset[str]) -> _Evidence:
    row = {topic: at for at, topic in enumerate(before.topics)}
    column = {topic: at for at, topic in enumerate(after.topics)}
    shared = np.zeros((len(row), len(column)), dtype=np.int64)
    for article, topic in before.members.items():
        if article in after.members:
            shared[row[topic], column[after.members[article]]] += 1
    old, old_both = _sizes(before, row, both)
    new, new_both = _sizes(after, column, both)
    union = old_both[:, None] + new_both[None, :] - shared
    overlap = np.divide(shared, union, out=np.full(shared.shape, np.nan), where=union > 0)
    cosine = np.asarray(before.centroids, dtype=np.float64) @ np.asarray(after.centroids, dtype=np.float64).T
    everything = old[:, None] + new[None, :] - shared
    seen = np.divide(union, everything, out=np.zeros(shared.shape), where=everything > 0)
    total = seen * np.nan_to_num(overlap) / SAME_OVERLAP + (1 - seen) * np.maximum(cosine, 0) / SAME_COSINE
    # rounded, so that no machine's last bit decides a pair
    return _Evidence(old, new, shared, *(np.round(each, _DECIMALS) for each in (overlap, cosine, total)))


def _sizes(
    grouping: Grouping, place: Mapping[int, int], both: frozenset[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Articles of each topic, and those of them that both runs hold."""
    whole = np.zeros(len(place), dtype=np.int64)
    part = np.zeros(len(place), dtype=np.int64)
    for article, topic in grouping.members.items():
        whole[place[topic]] += 1
        part[place[topic]] += article in both
    return whole, part


def _pairs(total: NDArray[np.float64]) -> dict[int, int]:
    """Row of each column that has one: of the pairs that reach 1, those whose sum is greatest."""
    worth = np.where(total >= 1, total, 0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(c): int(r) for r, c in zip(rows, columns, strict=True) if worth[r, c] > 0}


@dataclass(frozen=True, slots=True, eq=False)
class _History:
    before: Grouping
    after: Grouping
    evidence: _Evidence
    pairs: Mapping[int, int]
    numbers: Mapping[int, int]

    def rows(self) -> list[dict[str, Any]]:
        """One row a topic of either run, those of this run first, by number."""
        found = [self._of_after(column) for column in range(len(self.after.topics))]
        paired = set(self.pairs.values())
        lost = [self._of_lost(row) for row in range(len(self.before.topics)) if row not in paired]
        return sorted(found, key=lambda row: int(row["topic_id"])) + sorted(lost, key=lambda r: int(r["before_id"]))

    def _of_after(self, column: int) -> dict[str, Any]:
        if column in self.pairs:
            row = self.pairs[column]
            is_changed = self.evidence.overlap[row, column] <= KEPT_OVERLAP  # never where it is not known
            return self._row("changed" if is_changed else "kept", row, column)
        source = _main(self.evidence.shared[:, column])
        return self._row("new" if source is None else "split", source, column)

    def _of_lost(self, row: int) -> dict[str, Any]:
        heir = _main(self.evidence.shared[row])
        return self._row("gone" if heir is None else "merged", row, heir)

    def _row(self, kind: str, row: int | None, column: int | None) -> dict[str, Any]:
        old = None if row is None else self.before.topics[row]
        new = None if column is None else self.after.topics[column]
        overlap = similarity = None
        if row is not None and column is not None:
            similarity = float(self.evidence.cosine[row, column])
            known = float(self.evidence.overlap[row, column])
            overlap = None if np.isnan(known) else known
        label = (None, None) if old is None else self.before.labels[old]
        return {
            "kind": kind,
            "topic_id": None if new is None else self.numbers[new],
            "before_id": old,
            "overlap": overlap,
            "similarity": similarity,
            "n_before": None if row is None else int(self.evidence.n_before[row]),
            "n": None if column is None else int(self.evidence.n_after[column]),
            "label_before_ar": label[0],
            "label_before_en": label[1],
        }


def _main(shared: NDArray[np.int64]) -> int | None:
    """Where at least half of some articles are, if they are anywhere; of equals the first."""
    best = int(shared.argmax()) if len(shared) else 0
    return best if len(shared) and shared[best] > 0 and shared[best] >= _MOST * shared.sum() else None
