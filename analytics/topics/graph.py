"""Clusters of articles: Leiden communities of the cosine nearest-neighbour graph.

Traag, Waltman and van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected communities". The neighbours are
exact, and so is the arithmetic, so the graph is the same to the last bit on any number of threads.
"""

from __future__ import annotations

from typing import Final, Self

import graspologic_native
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClusterMixin

SCALE: Final = 4_000
"""What unit vectors are multiplied by before they are rounded to integers.

Products of integers are exact in any order of summation while every partial sum stays below 2**24, beyond which
float32 skips integers. A rounded unit vector of dimension d is no longer than 4,000 + sqrt(d) / 2, and by Cauchy's
inequality no partial sum of a product of two exceeds the product of their lengths: (4,000 + sqrt(d) / 2)**2 < 2**24 for
every d below 36,800. So threads, block sizes, fused multiplications and the order of a library's additions cannot
change a bit. Rounding moves a cosine of 512-dimensional vectors by 0.0001 (standard deviation).
"""
_LARGEST_DIMENSION: Final = 36_000
_CELLS: Final = 2**24  # similarities held at once: 64 MiB
_STRIDE: Final = 64  # columns of which only the greatest is looked at to bound a row's nearest from below
_DECIMALS: Final = 5  # strengths of links are rounded before they are ranked, so that no machine's last bit decides
_WEAKEST: Final = 1e-3  # weight of a neighbour that is not similar at all; Leiden wants positive weights
_CYCLES: Final = 10  # full Leiden cycles; quality no longer rises after four or five on our corpora


def quantised(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """Unit vectors times ``SCALE`` as whole numbers held in float32, whose products are exact; shape as given.

    Raises
    ------
    ValueError
        If the vectors have more than 36,000 dimensions.
    """
    if vectors.shape[1] > _LARGEST_DIMENSION:
        raise ValueError(f"Vectors have {vectors.shape[1]} dimensions; allowed are at most {_LARGEST_DIMENSION:,}.")
    return np.asarray(np.rint(np.asarray(vectors, dtype=np.float32) * np.float32(SCALE)), dtype=np.float32)


def neighbour_graph(vectors: NDArray[np.float32], n_neighbors: int) -> sp.csr_matrix:
    """Symmetric graph of each row's nearest rows, shape (n, n), weighted by cosine.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dimension)
        Unit vectors.
    n_neighbors : int
        Neighbours of each row: first the rows that equal it, then the nearest; ties go to the lower row.
    """
    n = len(vectors)
    k = min(n_neighbors, n - 1)
    if k < 1:
        return sp.csr_matrix((n, n), dtype=np.float64)
    points, inverse = _distinct(quantised(vectors))
    nearest, products = nearest_rows(points, min(k, len(points) - 1))
    weights = np.maximum(products / SCALE**2, _WEAKEST)
    columns, values = _with_copies(nearest, weights, inverse, k)
    directed = sp.csr_matrix((values.ravel(), (np.repeat(np.arange(n), k), columns.ravel())), shape=(n, n))
    graph = directed.maximum(directed.T).tocsr()
    graph.sort_indices()
    return graph


def _distinct(points: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The distinct rows by first appearance, and which of them each row is."""
    keys = np.ascontiguousarray(points.astype(np.int16)).view(np.dtype((np.void, 2 * points.shape[1]))).ravel()
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return points[np.sort(first)], rank[inverse]


def nearest_rows(
    points: NDArray[np.float32], k: int, among: NDArray[np.float32] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The ``k`` nearest rows of each row, nearest first, ties to the lower row, and their products; each (n, k).

    Parameters
    ----------
    points : ndarray of float32, shape (n, dimension)
        Quantised vectors.
    k : int
        How many; at most the rows there are to choose from.
    among : ndarray of float32, shape (m, dimension), optional
        Quantised vectors to choose from; by default the points, and no point is its own neighbour.
    """
    others = points if among is None else among
    nearest = np.empty((len(points), k), dtype=np.int64)
    products = np.empty((len(points), k))
    height = max(1, _CELLS // max(1, len(others)))
    for start in range(0, len(points) if k else 0, height):
        block = points[start : start + height] @ others.T
        if among is None:
            own = np.arange(len(block))
            block[own, start + own] = -np.inf
        here = slice(start, start + len(block))
        nearest[here], products[here] = _greatest(block, k)
    return nearest, products


def _greatest(block: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Columns and values of each row's ``k`` greatest, greatest first, ties to the lower column."""
    n, m = block.shape
    whole = m - m % _STRIDE
    # The k-th greatest of the strides' maxima is no greater than the row's k-th greatest, and nearly as great.
    bounds = block[:, :whole].reshape(n, -1, _STRIDE).max(axis=2) if whole >= k * _STRIDE else block
    least = np.partition(bounds, bounds.shape[1] - k, axis=1)[:, bounds.shape[1] - k, None]
    places = np.flatnonzero(block >= least)
    rows, values = places // m, block.ravel()[places]
    order = np.lexsort((places, -values, rows))
    starts = np.searchsorted(rows, np.arange(n))
    chosen = order[starts[:, None] + np.arange(k)]
    return places[chosen] % m, values[chosen]


def _with_copies(
    nearest: NDArray[np.int64], weights: NDArray[np.float64], inverse: NDArray[np.int64], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Neighbours of all rows, and their weights, each (n, k), from those of the distinct rows.

    A hundred thousand copies of one article would otherwise be each other's neighbours in every way at once.
    """
    n, distinct = len(inverse), len(nearest)
    if n == distinct:
        return nearest, weights
    members = np.argsort(inverse, kind="stable")
    sizes = np.bincount(inverse)
    starts = np.cumsum(sizes) - sizes
    groups = np.column_stack([np.arange(distinct), nearest])
    before = np.cumsum(sizes[groups], axis=1) - sizes[groups]
    taken = np.clip(k + 1 - before, 0, sizes[groups]).ravel()  # one more than k: a row is not its own neighbour
    group = np.repeat(groups.ravel(), taken)
    within = np.arange(len(group)) - np.repeat(np.cumsum(taken) - taken, taken)
    rows = members[starts[group] + within].reshape(distinct, k + 1)[inverse]
    strength = np.repeat(np.column_stack([np.ones(distinct), weights]).ravel(), taken).reshape(distinct, k + 1)[inverse]
    own = rows == np.arange(n)[:, None]
    own[~own.any(axis=1), -1] = True
    return rows[~own].reshape(n, k), strength[~own].reshape(n, k)


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
