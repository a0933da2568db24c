"""How good topics are: do their words occur together, and do they come back when articles are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.consensus import Stream, samples, seed_of

_SAMPLES: Final = 5


def npmi_coherence(presence: sp.csr_matrix, columns: Sequence[int]) -> float | None:
    """Mean normalised pointwise mutual information of the terms' pairs over articles, -1 to 1; none below two terms.

    Bouma 2009, "Normalized (pointwise) mutual information in collocation extraction"; as topic coherence in Lau,
    Newman and Baldwin 2014. A pair that never occurs together counts -1, one that always does counts 1.

    Parameters
    ----------
    presence : sparse matrix, shape (n_articles, n_terms)
        1 where an article has a term.
    columns : sequence of int
        The terms to be compared.
    """
    if len(columns) < 2 or presence.shape[0] == 0:
        return None
    chosen = presence[:, list(columns)]
    together = np.asarray((chosen.T @ chosen).todense()) / presence.shape[0]
    alone = np.diag(together)
    values = [
        _npmi(float(together[i, j]), float(alone[i]), float(alone[j]))
        for i in range(len(columns))
        for j in range(i + 1, len(columns))
    ]
    return float(np.mean(values))


def _npmi(together: float, one: float, other: float) -> float:
    if together == 0:
        return -1.0
    if together == 1:
        return 1.0
    return float(np.log(together / (one * other)) / -np.log(together))


def stability(
    labels: NDArray[np.int64], again: Callable[[NDArray[np.int64]], NDArray[np.int64]], random_state: int
) -> NDArray[np.float64]:
    """Mean Jaccard similarity of each cluster with its best match when a tenth of the articles is left out, 0 to 1.

    Hennig 2007, "Cluster-wise assessment of cluster stability"; of a cluster, the articles that the sample has count.
    The samples are not those a consensus was made of, nor are its seeds; on 9,428 war articles in 23 topics that moves
    the mean by .003 only (.844, against .841 on samples the consensus had seen), but single topics by up to .4.

    Parameters
    ----------
    labels : ndarray of int, shape (n,)
        Cluster of each article, from 0 without gaps.
    again : callable
        The clusters, from 0, of the articles at positions given to it, found as ``labels`` were.
    random_state : int
        Seed the partition was found with; the five samples are of a stream of their own.
    """
    topics = int(labels.max()) + 1
    scores = []
    for kept in samples(len(labels), _SAMPLES, seed_of(random_state, Stream.STABILITY)):
        found = again(kept)
        shared = np.zeros((topics, int(found.max()) + 1))
        np.add.at(shared, (labels[kept], found), 1)
        union = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
        scores.append((shared / union).max(axis=1))
    return np.asarray(np.mean(scores, axis=0))
