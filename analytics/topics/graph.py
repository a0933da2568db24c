"""Clusters of articles: Leiden communities of the cosine nearest-neighbour graph.

Traag, Waltman and van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected communities". The neighbours are
exact and the ranking is made on rounded similarities, so the graph is the same on any number of threads.
"""

from __future__ import annotations

from typing import Final, Self

import graspologic_native
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClusterMixin

_BLOCK: Final = 1_000  # rows of the similarity matrix held at once
_DECIMALS: Final = 5  # similarities are rounded before they are ranked, so that no machine's last bit decides
_WEAKEST: Final = 1e-3  # weight of a neighbour that is not similar at all; Leiden wants positive weights
_CYCLES: Final = 10  # full Leiden cycles; quality no longer rises after four or five on our corpora


def neighbour_graph(vectors: NDArray[np.float32], n_neighbors: int) -> sp.csr_matrix:
    """Symmetric graph of each row's nearest rows, shape (n, n), weighted by cosine.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dimension)
        Unit vectors.
    n_neighbors : int
        Neighbours of each row; ties go to the lower row.
    """
    n = len(vectors)
    k = min(n_neighbors, n - 1)
    if k < 1:
        return sp.csr_matrix((n, n), dtype=np.float64)
    rows, columns, weights = [], [], []
    for start in range(0, n, _BLOCK):
        similarity = np.round(vectors[start : start + _BLOCK] @ vectors.T, _DECIMALS).astype(np.float64)
        own = np.arange(len(similarity))
        similarity[own, start + own] = -np.inf
        nearest = _nearest(similarity, k)
        rows.append(np.repeat(start + own, k))
        columns.append(nearest.ravel())
        weights.append(np.take_along_axis(similarity, nearest, axis=1).ravel())
    directed = sp.csr_matrix(
        (np.maximum(np.concatenate(weights), _WEAKEST), (np.concatenate(rows), np.concatenate(columns))), shape=(n, n)
    )
    graph = directed.maximum(directed.T).tocsr()
    graph.sort_indices()
    return graph


def _nearest(similarity: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Columns of each row's ``k`` greatest values, ties to the lower column."""
    n = similarity.shape[1]
    smallest = np.partition(similarity, n - k, axis=1)[:, n - k, None]
    above, equal = similarity > smallest, similarity == smallest
    room = k - above.sum(axis=1, keepdims=True)
    chosen = above | (equal & (np.cumsum(equal, axis=1) <= room))
    return np.asarray(np.nonzero(chosen)[1].reshape(len(similarity), k), dtype=np.int64)


def leiden(graph: sp.csr_matrix, resolution: float, random_state: int) -> NDArray[np.int64]:
    """Community of each node, shape (n,); a node without neighbours is a community by itself."""
    n = graph.shape[0]
    if graph.nnz == 0:
        return np.arange(n, dtype=np.int64)
    _, found = graspologic_native.leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        n,
        resolution=resolution,
        iterations=_CYCLES,
        seed=random_state,
    )
    spare = max(found.values(), default=-1) + 1
    return np.array([found.get(node, spare + node) for node in range(n)], dtype=np.int64)


def merge_small(labels: NDArray[np.int64], graph: sp.csr_matrix, smallest: int) -> NDArray[np.int64]:
    """Labels with every cluster below ``smallest`` members joined to the cluster it is most strongly linked to.

    The smallest is joined first (ties to the lower label). The strength of a link is the sum of the weights between
    two clusters over the product of their sizes, so that a large cluster does not attract by size alone.
    """
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    while True:
        sizes = np.bincount(labels)
        if len(sizes) == 1 or sizes.min() >= smallest:
            return labels
        small = int(np.argmin(sizes))
        links = np.bincount(labels, weights=np.asarray(graph[labels == small].sum(axis=0)).ravel()) / sizes
        links[small] = -1.0
        labels[labels == small] = int(np.argmax(np.round(links, _DECIMALS)))
        labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)


def by_size(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Labels renumbered from 0 by descending size, ties by first member."""
    _, first, inverse, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return rank[inverse]


class LeidenClusters(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Leiden communities of the nearest-neighbour graph of unit vectors, as a scikit-learn cluster estimator.

    Parameters
    ----------
    n_neighbors : int
        Neighbours of each article in the graph.
    resolution : float
        Resolution of the modularity; higher gives more clusters.
    smallest : int
        Clusters with fewer members are joined to their nearest.
    random_state : int
        Seed of Leiden.

    Attributes
    ----------
    graph_ : sparse matrix, shape (n, n)
        The graph.
    labels_ : ndarray of int, shape (n,)
        Cluster of each row, from 0, largest first, ties by first member.
    """

    def __init__(
        self, n_neighbors: int = 15, resolution: float = 1.0, smallest: int = 1, random_state: int = 0
    ) -> None:
        self.n_neighbors = n_neighbors
        self.resolution = resolution
        self.smallest = smallest
        self.random_state = random_state

    def fit(self, X: NDArray[np.float32], y: object = None) -> Self:
        """The estimator, with ``graph_`` and ``labels_`` learned from unit vectors; ``y`` is ignored."""
        self.graph_ = neighbour_graph(X, self.n_neighbors)
        self.labels_ = self.partition(self.graph_)
        return self

    def partition(self, graph: sp.csr_matrix) -> NDArray[np.int64]:
        """Clusters of a graph with this estimator's settings, largest first."""
        return by_size(merge_small(leiden(graph, self.resolution, self.random_state), graph, self.smallest))
