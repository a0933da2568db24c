"""How good topics are: do their words occur together, and do they come back when articles are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.graph import LeidenClusters

_SAMPLES: Final = 5
_SHARE: Final = 0.9


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
    labels: NDArray[np.int64], graph: sp.csr_matrix, clusters: LeidenClusters, random_state: int
) -> NDArray[np.float64]:
    """Mean Jaccard similarity of each topic with its best match when a tenth of the articles is left out, 0 to 1.

    Hennig 2007, "Cluster-wise assessment of cluster stability". The neighbour graph is thinned, not rebuilt.

    Parameters
    ----------
    labels : ndarray of int, shape (n,)
        Topic of each article.
    graph : sparse matrix, shape (n, n)
        Neighbour graph of the articles.
    clusters : LeidenClusters
        The settings the topics were found with.
    random_state : int
        Seed of the five samples.
    """
    n, topics = len(labels), int(labels.max()) + 1
    random = np.random.default_rng(random_state)
    scores = np.zeros((_SAMPLES, topics))
    for sample in range(_SAMPLES):
        kept = np.sort(random.choice(n, size=max(1, round(_SHARE * n)), replace=False))
        again = clusters.partition(graph[kept][:, kept])
        shared = np.zeros((topics, int(again.max()) + 1))
        np.add.at(shared, (labels[kept], again), 1)
        union = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
        scores[sample] = (shared / union).max(axis=1)
    return np.asarray(scores.mean(axis=0))
