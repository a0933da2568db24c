"""Where articles lie on a map: UMAP of the exact neighbour graph, which moves little from one run to the next.

McInnes, Healy and Melville 2018, "UMAP: uniform manifold approximation and projection for dimension reduction". Of
umap-learn only the weights of the neighbours and the layout are used. Its search for neighbours is approximate and its
start is drawn by lot; ours is exact and a projection, so that the map is the same for any order of the articles and on
any number of threads. Distances between far groups mean nothing: UMAP keeps who is near whom, and little else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.graph import nearest_rows, neighbour_graph, quantised
from analytics.topics.sampling import canonical_order, fitted_sample

FEWEST: Final = 30
"""Fewer articles have no neighbourhoods to lay out; they are projected on their two main axes."""
LAID_OUT: Final = 15_000
"""Articles laid out at most; the rest are placed beside their nearest among them."""
# On 3,000 war articles, trustworthiness (Venna and Kaski 2001) of ten neighbours, 2,000 articles of them:
_NEIGHBOURS: Final = 15  # 5: .956, 10: .955, 15: .955, 30: .950; the paper's own choice
_EPOCHS: Final = 300  # 100: .953, 200: .953, 300: .955, 500: .959 in half as much time again
_STEP: Final = 1.0
_MIN_DIST: Final = 0.1  # 0: .961, but marks lie on each other; .1: .955; .3: .938
# From the map of 2,700 of them, mean shift of those as part of the map's extent, and trustworthiness; a map made afresh
# and turned onto the other shifts them by .167:
_EPOCHS_AGAIN: Final = 100
_STEP_AGAIN: Final = 0.1  # .05: .048 and .958; .1: .058 and .959; .3: .086 and .956; 1: .125 and .951
_CLOSEST: Final = 5  # neighbours whose middle a new article is placed in
_REPULSION: Final = 5  # articles drawn by lot to be pushed away for each neighbour pulled near, as in the paper
_EXTENT: Final = 10.0  # half the width of the map a layout begins with
_JITTER: Final = 1e-3  # between articles with the same vector, which could otherwise never part
_DECIMALS: Final = 4

Floats = NDArray[np.float64]


def map_positions(
    vectors: NDArray[np.float32],
    article_ids: Sequence[str],
    *,
    previous: Mapping[str, tuple[float, float]] | None = None,
    random_state: int = 0,
) -> Floats:
    """Position of each article, shape (n, 2), the same for any order of them; not a number where there is no vector.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n, dimension)
        Unit vectors in the space of the topics; zeros for an article without words.
    article_ids : sequence of str
        The article of each row.
    previous : mapping of str to (float, float), optional
        Positions of the run before. The layout begins there and is turned back onto them, so that articles stay
        about where a reader remembers them.
    random_state : int
        Seed of what is drawn by lot.

    Raises
    ------
    ValueError
        If vectors and articles differ in number, or an article is given twice.
    """
    if len(vectors) != len(article_ids):
        raise ValueError(f"There are {len(vectors)} vectors for {len(article_ids)} articles; give one vector each.")
    has_vector = np.any(vectors, axis=1)
    order = [row for row in canonical_order(article_ids) if has_vector[row]]
    found = np.full((len(vectors), 2), np.nan)
    if not order:
        return found
    ids = [article_ids[row] for row in order]
    ordered = np.asarray(vectors, dtype=np.float32)[order]
    known = _known(ids, previous or {})
    chosen = landmarks(ids)
    laid = np.empty((len(order), 2))
    laid[chosen] = _laid_out(ordered[chosen], known[chosen], random_state)
    rest = np.setdiff1d(np.arange(len(order)), chosen)
    if len(rest):
        laid[rest] = place_new(ordered[rest], ordered[chosen], laid[chosen])
    found[order] = laid
    return found


def landmarks(article_ids: Sequence[str]) -> NDArray[np.int64]:
    """Rows of the articles that others are placed beside, ascending, shape (at most ``LAID_OUT``,).

    They are those with the least digests of their ids, as :func:`~analytics.topics.sampling.fitted_sample` takes them,
    so that a growing corpus keeps most of them.
    """
    return fitted_sample(article_ids, LAID_OUT)


def place_new(vectors: NDArray[np.float32], old_vectors: NDArray[np.float32], old_positions: Floats) -> Floats:
    """Positions of articles beside those already on the map, shape (n_new, 2), in the middle of their five nearest.

    The middle is the median across and up: where three of five lie together it lies with them, while their mean could
    fall into the empty space between two groups. An article without a vector has no position.

    Parameters
    ----------
    vectors : ndarray of float32, shape (n_new, dimension)
        Unit vectors of the new articles, in the space of the old.
    old_vectors : ndarray of float32, shape (n_old, dimension)
        Of many, the :func:`landmarks`.
    old_positions : ndarray of float, shape (n_old, 2)
        Rows that are no numbers are passed over.

    Raises
    ------
    ValueError
        If old vectors and positions differ in number.
    """
    if len(old_vectors) != len(old_positions):
        raise ValueError(
            f"There are {len(old_vectors)} old vectors for {len(old_positions)} positions; give one position each."
        )
    usable = np.isfinite(old_positions).all(axis=1) & np.any(old_vectors, axis=1)
    base, at = old_vectors[usable], np.asarray(old_positions, dtype=np.float64)[usable]
    found = np.full((len(vectors), 2), np.nan)
    if not len(base):
        return found
    given = np.flatnonzero(np.any(vectors, axis=1))
    nearest, _ = nearest_rows(quantised(vectors[given]), min(_CLOSEST, len(base)), quantised(base))
    found[given] = np.median(at[nearest], axis=1)
    return np.round(found, _DECIMALS)


def turned_onto(at: Floats, shared: Floats, known: Floats) -> Floats:
    """Positions moved, turned and mirrored so that those shared lie as near as can be to where they were, shape (n, 2).

    Schoenemann 1966, "A generalized solution of the orthogonal Procrustes problem"; nothing is stretched.
    """
    middle, before = shared.mean(axis=0), known.mean(axis=0)
    left, _, right = np.linalg.svd((shared - middle).T @ (known - before))
    turned: Floats = (at - middle) @ (left @ right) + before
    return turned


def position_rows(article_ids: Sequence[str], positions: Floats) -> list[dict[str, Any]]:
    """Rows of table ``positions`` by article, without those that have no place."""
    placed = [
        {"article_id": article, "x": float(x), "y": float(y)}
        for article, (x, y) in zip(article_ids, positions, strict=True)
        if np.isfinite(x) and np.isfinite(y)
    ]
    return sorted(placed, key=lambda row: str(row["article_id"]))


def _known(ids: Sequence[str], previous: Mapping[str, tuple[float, float]]) -> Floats:
    """Position of each article in the run before, not a number for a new one."""
    return np.array([previous.get(article, (np.nan, np.nan)) for article in ids], dtype=np.float64).reshape(-1, 2)


def _laid_out(vectors: NDArray[np.float32], known: Floats, random_state: int) -> Floats:
    """Layout of articles in canonical order, turned onto the positions known."""
    is_known: NDArray[np.bool_] = np.asarray(np.isfinite(known).all(axis=1))
    has_past = int(is_known.sum()) >= FEWEST
    if len(vectors) < FEWEST:
        at = _projected(vectors)
    else:
        distances, nearest = _nearest(vectors)
        start = _from_before(known, is_known, nearest) if has_past else _projected(vectors)
        at = _layout(distances, nearest, start, random_state, again=has_past)
    if is_known.sum() >= 2:
        at = turned_onto(at, at[is_known], known[is_known])
    else:
        at = at - at.mean(axis=0)
    return np.round(at, _DECIMALS)


def _projected(vectors: NDArray[np.float32]) -> Floats:
    """Projection on the two main axes, the farthest article at the edge; each axis points to its heavier side."""
    exact = np.asarray(vectors, dtype=np.float64)
    centred = exact - exact.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    at = np.round(centred @ axes[:, :-3:-1], 9)
    at = np.hstack([at, np.zeros((len(at), 2 - at.shape[1]))])
    skewed = np.round((at**3).sum(axis=0), 6)
    first = np.array([next((value for value in column if value), 1.0) for column in at.T])
    at *= np.where(np.where(skewed != 0, skewed, first) < 0, -1.0, 1.0)
    extent = float(np.abs(at).max(initial=0.0))
    return np.round(at * (_EXTENT / extent), _DECIMALS) if extent > 1e-6 else np.zeros_like(at)


def _nearest(vectors: NDArray[np.float32]) -> tuple[Floats, NDArray[np.int64]]:
    """Cosine distances and rows of each article's nearest, itself first, each of shape (n, neighbours)."""
    n = len(vectors)
    k = min(_NEIGHBOURS, n - 1)
    graph = neighbour_graph(vectors, k)
    nearest = np.empty((n, k), dtype=np.int64)
    for row in range(n):
        span = slice(graph.indptr[row], graph.indptr[row + 1])
        best = np.lexsort((graph.indices[span], -graph.data[span]))[:k]
        nearest[row] = graph.indices[span][best]
    exact = np.asarray(vectors, dtype=np.float64)
    cosine = np.stack([np.einsum("ij,ij->i", exact, exact[nearest[:, column]]) for column in range(k)], axis=1)
    distances = np.round(np.maximum(1.0 - cosine, 0.0), 6)
    return np.hstack([np.zeros((n, 1)), distances]), np.hstack([np.arange(n)[:, None], nearest])


def _from_before(known: Floats, is_known: NDArray[np.bool_], nearest: NDArray[np.int64]) -> Floats:
    """Where a layout begins: known articles where they were, new ones in the middle of their known neighbours."""
    at = known.copy()
    middle = np.median(known[is_known], axis=0)
    for row in np.flatnonzero(~is_known):
        near = [other for other in nearest[row, 1:] if is_known[other]][:_CLOSEST]
        at[row] = np.median(known[near], axis=0) if near else middle
    return at


def _layout(distances: Floats, nearest: NDArray[np.int64], start: Floats, random_state: int, *, again: bool) -> Floats:
    """UMAP's layout from where it begins, shape (n, 2); ``again`` moves what was laid out before a little only."""
    # Importing umap compiles for seconds: only the one step of a run that draws a map pays for it.
    from umap.layouts import optimize_layout_euclidean
    from umap.umap_ import find_ab_params, make_epochs_per_sample

    lot = np.random.RandomState(random_state)
    epochs = _EPOCHS_AGAIN if again else _EPOCHS
    graph = _memberships(distances, nearest, lot)
    graph.data[graph.data < graph.data.max() / epochs] = 0.0
    graph.eliminate_zeros()
    a, b = find_ab_params(1.0, _MIN_DIST)
    jittered = start + lot.uniform(-_JITTER, _JITTER, start.shape)
    at = np.ascontiguousarray(jittered, dtype=np.float32)
    found = optimize_layout_euclidean(
        at,
        at,
        graph.row,
        graph.col,
        epochs,
        len(at),
        make_epochs_per_sample(graph.data, epochs),
        a,
        b,
        lot.randint(np.iinfo(np.int32).min + 1, np.iinfo(np.int32).max - 1, 3).astype(np.int64),
        initial_alpha=_STEP_AGAIN if again else _STEP,
        negative_sample_rate=_REPULSION,
        move_other=True,
    )
    return np.asarray(found, dtype=np.float64)


def _memberships(distances: Floats, nearest: NDArray[np.int64], lot: np.random.RandomState) -> sp.coo_matrix:
    """UMAP's weights of neighbours, entries by row and column, whatever the number of threads."""
    import numba
    from umap.umap_ import fuzzy_simplicial_set

    threads = numba.get_num_threads()
    numba.set_num_threads(1)  # the mean of all distances would otherwise be summed in parts, as many as threads
    try:
        weights, _, _ = fuzzy_simplicial_set(
            sp.csr_matrix((len(nearest), 1)),
            nearest.shape[1],
            lot,
            "precomputed",
            knn_indices=nearest.astype(np.int32),
            knn_dists=distances.astype(np.float32),
        )
    finally:
        numba.set_num_threads(threads)
    ordered = sp.csr_matrix(weights)
    ordered.sum_duplicates()
    ordered.sort_indices()
    return ordered.tocoo()
