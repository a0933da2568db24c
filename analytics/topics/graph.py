"""Clusters of articles: Leiden communities of the cosine nearest-neighbour graph.

Traag, Waltman and van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected communities". The neighbours are
exact, and so is the arithmetic, so the graph is the same to the last bit on any number of threads.
"""

from __future__ import annotations

import heapq
from itertools import pairwise
from typing import Final

import graspologic_native
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

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
_FINE: Final = 9  # the same where they are weights over products of sizes
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
    points, inverse = distinct_rows(quantised(vectors))
    nearest, products = nearest_rows(points, min(k, len(points) - 1))
    weights = np.maximum(products / SCALE**2, _WEAKEST)
    columns, values = _with_copies(nearest, weights, inverse, k)
    directed = sp.csr_matrix((values.ravel(), (np.repeat(np.arange(n), k), columns.ravel())), shape=(n, n))
    graph = directed.maximum(directed.T).tocsr()
    graph.sort_indices()
    return graph


def distinct_rows(points: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The distinct rows of quantised vectors by first appearance, and which of them each row is, shape (n,)."""
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


def leiden(graph: sp.csr_matrix, resolution: float, random_state: int, *, cycles: int = _CYCLES) -> NDArray[np.int64]:
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
        iterations=cycles,
        seed=random_state,
    )
    spare = max(found.values(), default=-1) + 1
    return np.array([found.get(node, spare + node) for node in range(n)], dtype=np.int64)


def merge_small(labels: NDArray[np.int64], graph: sp.csr_matrix, smallest: int) -> NDArray[np.int64]:
    """Labels with every cluster below ``smallest`` members joined to the cluster it is most strongly linked to.

    The smallest is joined first (ties to the lower label). The strength of a link is the sum of the weights between
    two clusters over the product of their sizes, so that a large cluster does not attract by size alone; a cluster
    without links joins the lowest.
    """
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    sizes = np.bincount(labels).tolist()
    links = _links(labels, graph)
    waiting = [(size, label) for label, size in enumerate(sizes) if size < smallest]
    heapq.heapify(waiting)
    joined = list(range(len(sizes)))
    n_clusters = len(sizes)
    while waiting and n_clusters > 1:
        size, small = heapq.heappop(waiting)
        if joined[small] != small or sizes[small] != size:
            continue
        strength = {other: round(weight / sizes[other], _DECIMALS) for other, weight in links[small].items()}
        nearest = min(strength, key=lambda other: (-strength[other], other)) if strength else _lowest(joined, small)
        joined[small] = nearest
        sizes[nearest] += size
        _move_links(links, small, nearest)
        n_clusters -= 1
        if sizes[nearest] < smallest:
            heapq.heappush(waiting, (sizes[nearest], nearest))
    for label in range(len(joined)):
        while joined[label] != joined[joined[label]]:
            joined[label] = joined[joined[label]]
    return np.unique(np.array(joined)[labels], return_inverse=True)[1].astype(np.int64)


def merge_linked(labels: NDArray[np.int64], graph: sp.csr_matrix, wanted: int) -> NDArray[np.int64]:
    """Labels with the two most strongly linked clusters joined until ``wanted`` are left; strength as above.

    Ties go to the lower labels.
    """
    labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    k = int(labels.max()) + 1
    links = np.zeros((k, k))
    for label, others in enumerate(_links(labels, graph)):
        links[label, list(others)] = list(others.values())
    sizes = np.bincount(labels).astype(np.float64)
    into = np.arange(k)
    for _ in range(k - wanted):
        there = np.flatnonzero(sizes)
        strength = np.round(links[np.ix_(there, there)] / np.outer(sizes[there], sizes[there]), _FINE)
        pairs = np.triu_indices(len(there), 1)
        best = int(np.argmax(strength[pairs]))
        one, other = int(there[pairs[0][best]]), int(there[pairs[1][best]])
        links[one] += links[other]
        links[:, one] += links[:, other]
        links[one, one] = 0
        sizes[one], sizes[other] = sizes[one] + sizes[other], 0
        into[into == other] = one
    return np.unique(into[labels], return_inverse=True)[1].astype(np.int64)


def _links(labels: NDArray[np.int64], graph: sp.csr_matrix) -> list[dict[int, float]]:
    """Of each cluster, the sum of the weights to each other cluster that it has any to."""
    k = int(labels.max()) + 1
    member = sp.csr_matrix((np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=(k, len(labels)))
    between = sp.csr_matrix(member @ graph @ member.T)
    between.setdiag(0)
    between.eliminate_zeros()
    between.sort_indices()
    ends = between.indptr
    return [
        dict(zip(between.indices[a:b].tolist(), between.data[a:b].tolist(), strict=True)) for a, b in pairwise(ends)
    ]


def _lowest(joined: list[int], but: int) -> int:
    """The lowest cluster still there other than ``but``."""
    return next(label for label, into in enumerate(joined) if into == label != but)


def _move_links(links: list[dict[int, float]], small: int, nearest: int) -> None:
    """Give the links of one cluster to another that it has joined."""
    for other, weight in links[small].items():
        links[other].pop(small)
        if other != nearest:
            links[nearest][other] = links[other][nearest] = links[nearest].get(other, 0.0) + weight
    links[small] = {}


def by_size(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Labels renumbered from 0 by descending size, ties by first member."""
    _, first, inverse, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return rank[inverse]
