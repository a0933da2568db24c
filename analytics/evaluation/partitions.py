"""Agreement of partitions: topics with known classes, and two fits with each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from analytics.statistics import Z95

OUTSIDE: Final = -1
"""The label of an article that fits no topic."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with a 95% interval; without one, all three are equal."""

    value: float
    low: float
    high: float


def nmi(classes: Sequence[str] | Sequence[int], labels: Sequence[int], *, outside: bool = True) -> float:
    """Normalised mutual information of topics with classes, 0 to 1 (arithmetic mean of the entropies).

    Parameters
    ----------
    classes : sequence, shape (n,)
        What each article is known to be.
    labels : sequence of int, shape (n,)
        Its topic.
    outside : bool
        Whether the articles that fit no topic count as one more topic; otherwise they are left out.
    """
    one, other = np.asarray(classes), np.asarray(labels)
    kept = np.ones(len(other), dtype=bool) if outside else other != OUTSIDE
    return float(normalized_mutual_info_score(one[kept], other[kept])) if kept.any() else 0.0


def nmi_interval(classes: Sequence[str], fits: Sequence[Sequence[int]]) -> Interval:
    """Mean NMI of fits with the classes, and its 95% interval from the jackknife (Efron and Stein 1981, Ann. Stat. 9).

    Drawing articles twice, as a bootstrap does, makes mutual information larger than it is: of 203 articles in 18
    classes the figure lies outside its own bootstrap interval. Leaving one out does not, and articles of one class and
    topic leave the same behind, so that there are as many figures to make as such cells. The topics stay as they are.

    Parameters
    ----------
    classes : sequence of str, shape (n,)
        What each article is known to be; at least two articles.
    fits : sequence of sequence of int, shape (n_fits, n)
        Topic of each article in each fit.
    """
    value = float(np.mean([nmi(classes, labels) for labels in fits]))
    without = np.mean([_leaving_one_out(classes, labels) for labels in fits], axis=0)
    n = len(without)
    half = Z95 * float(np.sqrt((n - 1) / n * np.square(without - without.mean()).sum()))
    return Interval(value, max(0.0, value - half), min(1.0, value + half))


def _leaving_one_out(classes: Sequence[str], labels: Sequence[int]) -> NDArray[np.float64]:
    """NMI without each article, shape (n,)."""
    _, one = np.unique(np.asarray(classes), return_inverse=True)
    _, other = np.unique(np.asarray(labels), return_inverse=True)
    _, first, place = np.unique(one * len(other) + other, return_index=True, return_inverse=True)  # class and topic
    figures = [nmi(np.delete(one, at).tolist(), np.delete(other, at).tolist()) for at in first]
    return np.array(figures)[place]


def shared_ari(one: Mapping[str, int], other: Mapping[str, int], *, outside: bool = True) -> float:
    """Adjusted Rand index of two fits on the articles both were given.

    Hubert and Arabie 1985, "Comparing partitions".

    Parameters
    ----------
    one, other : mapping of str to int
        Topic of each article by its id.
    outside : bool
        Whether the articles that fit no topic count as one more topic; otherwise those that one of the two fits leaves
        outside are left out.
    """
    ids = sorted(set(one) & set(other))
    pairs = np.array([(one[name], other[name]) for name in ids]).reshape(-1, 2)
    if not outside:
        pairs = pairs[(pairs != OUTSIDE).all(axis=1)]
    return float(adjusted_rand_score(pairs[:, 0], pairs[:, 1]))


def pairwise_ari(fits: Sequence[Mapping[str, int]], *, outside: bool = True) -> Interval:
    """Mean of ``shared_ari`` over all pairs of fits, with the least and the greatest of them."""
    found = [shared_ari(one, other, outside=outside) for one, other in combinations(fits, 2)]
    return Interval(float(np.mean(found)), min(found), max(found))
