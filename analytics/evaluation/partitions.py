"""Agreement of partitions: topics with known classes, and two fits with each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

OUTSIDE: Final = -1
"""The label of an article that fits no topic."""
_RESAMPLES: Final = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with a 95% interval; without one, all three are equal."""

    value: float
    low: float
    high: float


def nmi(classes: Sequence[str], labels: Sequence[int], *, outside: bool = True) -> float:
    """Normalised mutual information of topics with classes, 0 to 1 (arithmetic mean of the entropies).

    Parameters
    ----------
    classes : sequence of str, shape (n,)
        What each article is known to be.
    labels : sequence of int, shape (n,)
        Its topic.
    outside : bool
        Whether the articles that fit no topic count as one more topic; otherwise they are left out.
    """
    one, other = np.asarray(classes), np.asarray(labels)
    kept = np.ones(len(other), dtype=bool) if outside else other != OUTSIDE
    return float(normalized_mutual_info_score(one[kept], other[kept])) if kept.any() else 0.0


def nmi_interval(classes: Sequence[str], labels: Sequence[int]) -> Interval:
    """NMI with the categories, between its basic bootstrap limits.

    The basic limits (Davison and Hinkley 1997, section 5.2) take off the upward shift that drawing articles twice gives
    to mutual information; percentiles would keep it.
    """
    one, other = np.asarray(classes), np.asarray(labels)

    def drawn(chosen: NDArray[np.int64]) -> float:
        return float(normalized_mutual_info_score(one[chosen], other[chosen]))

    return basic_bootstrap(drawn, len(other))


def basic_bootstrap(statistic: Callable[[NDArray[np.int64]], float], n: int) -> Interval:
    """The statistic of all ``n`` rows, between twice it less the 97.5% and the 2.5% point of 200 resamples."""
    value = statistic(np.arange(n))
    draw = np.random.default_rng(0)
    found = [statistic(draw.integers(0, n, n)) for _ in range(_RESAMPLES)]
    low, high = np.quantile(found, [0.025, 0.975])
    return Interval(value, float(2 * value - high), float(2 * value - low))


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
