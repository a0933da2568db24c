"""A topic's articles divided into parts."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.errors import TopicError

MOST_PARTS: Final = 20
_SAMPLE: Final = 20_000  # articles by which the middles are found; the others go to the nearest: bounds time at 10 s
_STARTS: Final = 10
_SEED: Final = 0
_DECIMALS: Final = 6


def divided(vectors: NDArray[np.float32], parts: int) -> NDArray[np.int64]:
    """The part of each article, from 0, largest first, of equals the one with the earlier article; shape (n,).

    k-means of the vectors (Lloyd 1982, started by k-means++), the best of ten starts, on one thread, so that the same
    articles are divided in the same way.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dimension)
        Unit vectors of the articles, by article id.
    parts : int
        How many.

    Raises
    ------
    TopicError
        If that is not 2 to 20, or there are not so many different articles.
    """
    from sklearn.cluster import KMeans
    from threadpoolctl import threadpool_limits

    if not 2 <= parts <= MOST_PARTS:
        raise TopicError(f"A topic can be split into 2 to {MOST_PARTS} parts, got {parts}.")
    different = len(np.unique(np.round(vectors, _DECIMALS), axis=0))
    if different < parts:
        raise TopicError(f"The topic has {different} different articles, too few for {parts} parts; ask for fewer.")
    sample = vectors[:: -(-len(vectors) // _SAMPLE)]
    with threadpool_limits(1):
        found = KMeans(parts, n_init=_STARTS, random_state=_SEED, algorithm="lloyd").fit(sample)
        labels = found.predict(vectors)
    names, first, inverse, counts = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(names), dtype=np.int64)
    rank[np.lexsort((first, -counts))] = np.arange(len(names))
    return np.asarray(rank[inverse], dtype=np.int64)
