"""The clusters of articles that become topics: one estimator for BERTopic's cluster model, whatever finds them."""

from __future__ import annotations

from typing import Any, Final, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import HDBSCAN, KMeans
from threadpoolctl import threadpool_limits

from analytics.topics.consensus import Stream, consensus, ensemble, seed_of
from analytics.topics.criterion import Candidate, best_of, candidate, report, resolution_for
from analytics.topics.graph import by_size, distinct_rows, merge_linked, merge_small, neighbour_graph, quantised
from analytics.topics.quality import stability

MEMBERS: Final = 20
"""Partitions a consensus is made of. Whole fits of 90% samples of the war corpora agree by .87 with 20 of them at
resolution 1 (one run of Leiden: .84), by .86 at 1.5 (.80)."""
_MEMBERS_AGAIN: Final = 10  # of a consensus that only weighs the stability of another
_STARTS: Final = 3  # of k-means
_CORE: Final = 5  # neighbours within which HDBSCAN measures density; the graph has at least as many
_FAR: Final = 2.0  # distance between parts of the graph that no link connects: that of opposite vectors
_NEAR: Final = 1e-6  # distance of copies; a sparse matrix cannot hold a zero
_TIMES: Final = {"coarse": 0.5, "fine": 2.0}  # as many topics as the criterion finds
_HDBSCAN_SIZES: Final = {"coarse": 4, "auto": 2, "fine": 1}  # times the smallest topic


class TopicClusters(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Clusters of unit vectors, largest first, and how stable each is, as a scikit-learn cluster estimator.

    Parameters
    ----------
    clusters : {"leiden", "kmeans", "hdbscan"}
        Consensus of Leiden communities of the nearest-neighbour graph; k-means (Lloyd 1982) of the vectors; HDBSCAN
        (Campello, Moulavi and Sander 2013) of the graph's distances, whose noise joins the cluster it is linked to.
    granularity : {"coarse", "auto", "fine"}
        Half as many clusters as come back best, as many, or twice as many.
    n_topics : int, optional
        So many clusters instead. Leiden and k-means give as many, HDBSCAN at most as many.
    n_neighbors, smallest : int, optional
        Neighbours of each article in the graph, and members of the smallest cluster; by default for the number of
        articles.
    random_state : int
        Seed of all that is drawn.

    Attributes
    ----------
    graph_ : sparse matrix, shape (n, n)
        The neighbour graph.
    labels_ : ndarray of int, shape (n,)
        Cluster of each row, from 0, largest first, ties by first member.
    stability_ : ndarray of float, shape (n_clusters,)
        Bootstrap stability of each, 0 to 1.
    criterion_ : dict
        How their number was chosen.
    """

    def __init__(
        self,
        clusters: str = "leiden",
        granularity: str = "auto",
        n_topics: int | None = None,
        n_neighbors: int | None = None,
        smallest: int | None = None,
        random_state: int = 0,
    ) -> None:
        self.clusters = clusters
        self.granularity = granularity
        self.n_topics = n_topics
        self.n_neighbors = n_neighbors
        self.smallest = smallest
        self.random_state = random_state

    def fit(self, X: NDArray[np.float32], y: object = None) -> Self:
        """The estimator, with its attributes learned from unit vectors; ``y`` is ignored."""
        n = len(X)
        self.graph_ = neighbour_graph(X, self.n_neighbors or default_neighbours(n))
        self.smallest_ = self.smallest or default_smallest(n, self.n_topics)
        self.wanted_ = self.n_topics
        self.copies_ = distinct_rows(quantised(X))[1]
        chosen = self._choose() if self.clusters != "hdbscan" else None
        self.labels_ = by_size(self._partition(X, self.graph_, self.copies_, chosen, MEMBERS, self.random_state))
        self.stability_ = stability(self.labels_, lambda kept: self._again(X, chosen, kept), self.random_state)
        return self

    def _choose(self) -> Candidate:
        """The resolution, by the criterion or by the number of topics wanted."""
        self.criterion_: dict[str, Any] = {}
        if self.n_topics is None:
            candidates, chosen = best_of(self.graph_, self.smallest_, self.random_state)
            self.criterion_ = {**report(candidates, chosen), "granularity": self.granularity}
            if self.granularity == "auto":
                return chosen
            self.wanted_ = max(2, round(chosen.n_topics * _TIMES[self.granularity]))
        wanted = int(self.wanted_ or 2)
        self.smallest_ = self.smallest or default_smallest(self.graph_.shape[0], wanted)
        resolution = resolution_for(self.graph_, wanted, self.smallest_, self.random_state)
        self.criterion_ |= {"n_topics_wanted": wanted, "resolution": resolution}
        return candidate(self.graph_, resolution, self.smallest_, self.random_state)

    def _again(self, X: NDArray[np.float32], chosen: Candidate | None, kept: NDArray[np.int64]) -> NDArray[np.int64]:
        whole = (
            self.clusters == "hdbscan"
        )  # a thinned graph has articles with too few neighbours to say how dense it is
        graph = neighbour_graph(X[kept], default_neighbours(len(kept))) if whole else self.graph_[kept][:, kept]
        seed = seed_of(self.random_state, Stream.STABILITY)
        return self._partition(X[kept], graph, self.copies_[kept], chosen, _MEMBERS_AGAIN, seed)

    def _partition(
        self,
        X: NDArray[np.float32],
        graph: sp.csr_matrix,
        copies: NDArray[np.int64],
        chosen: Candidate | None,
        members: int,
        random_state: int,
    ) -> NDArray[np.int64]:
        """Clusters of vectors and their graph, at a number that has been chosen."""
        if chosen is None:
            size = max(2, self.smallest_ * _HDBSCAN_SIZES[self.granularity])
            self.criterion_ = {"rule": "HDBSCAN", "min_cluster_size": size}
            found = merge_small(density_clusters(graph, size), graph, self.smallest_)
        elif self.clusters == "kmeans":
            wanted = min(self.wanted_ or max(1, chosen.n_topics), len(np.unique(copies)))
            with threadpool_limits(1):  # sums of several threads differ in the last bit
                found = KMeans(wanted, n_init=_STARTS, random_state=random_state).fit_predict(X)
        else:
            partitions = ensemble(graph, chosen.resolution, random_state, members)
            found = consensus(graph, partitions, chosen.resolution, random_state)
            found = merge_small(found, graph, self.smallest_)
        if self.wanted_ is not None:
            found = merge_linked(np.asarray(found, dtype=np.int64), graph, self.wanted_)
        return _copies_together(np.asarray(found, dtype=np.int64), copies)


def _copies_together(labels: NDArray[np.int64], copies: NDArray[np.int64]) -> NDArray[np.int64]:
    """Labels from 0 without gaps, with the copies of an article in the cluster that most are in, of equals the lower.

    A graph of many copies of one article has no communities, and Leiden splits it at random.
    """
    k = int(labels.max()) + 1
    cells, counts = np.unique(copies * k + labels, return_counts=True)
    group, label = np.divmod(cells, k)
    order = np.lexsort((label, -counts, group))
    first = order[np.unique(group[order], return_index=True)[1]]
    _, position = np.unique(copies, return_inverse=True)
    return np.unique(label[first][position], return_inverse=True)[1].astype(np.int64)


def default_neighbours(n: int) -> int:
    """Neighbours of each of ``n`` articles in the graph: 5 up to 200 articles, 15 from 9,000 on.

    Few articles have fewer neighbours on their own subject.
    """
    return int(min(15, max(5, np.rint(n**0.3))))


def default_smallest(n: int, n_topics: int | None = None) -> int:
    """Members of the smallest topic: 2 in 1,000 articles, of few articles more; at most a quarter of an even share.

    Two fifths of the square root of their number where that is more, up to 19: a topic of four articles among 400 has
    words and a name that the next article would change.
    """
    smallest = max(3, min(19, round(0.4 * n**0.5)), round(0.002 * n))
    return smallest if n_topics is None else int(max(1, min(smallest, n // (4 * n_topics))))


def density_clusters(graph: sp.csr_matrix, size: int) -> NDArray[np.int64]:
    """HDBSCAN clusters of at least ``size`` members over the distances of a graph, shape (n,), noise given away.

    Noise joins the cluster it is linked to most strongly, those that touch one first, then those that touch these.
    """
    n = graph.shape[0]
    if n <= max(size, _CORE):
        return np.zeros(n, dtype=np.int64)
    distances = graph.copy()
    distances.data = np.maximum(1 - graph.data, _NEAR)
    found = HDBSCAN(min_cluster_size=size, min_samples=_CORE, metric="precomputed", copy=True).fit_predict(
        _connected(distances)
    )
    return _noise_given(np.asarray(found, dtype=np.int64), graph)


def _connected(distances: sp.csr_matrix) -> sp.csr_matrix:
    """The distances with a far link from each part of the graph to the next, for a spanning tree wants one part."""
    number, part = connected_components(distances, directed=False)
    if number == 1:
        return distances
    first = np.unique(part, return_index=True)[1]
    bridges = sp.csr_matrix((np.full(number - 1, _FAR), (first[:-1], first[1:])), shape=distances.shape)
    return (distances + bridges + bridges.T).tocsr()


def _noise_given(labels: NDArray[np.int64], graph: sp.csr_matrix) -> NDArray[np.int64]:
    """Labels without noise; what no cluster can be reached from joins the first, as all does if there is none."""
    k = int(labels.max()) + 1
    if k == 0:
        return np.zeros(len(labels), dtype=np.int64)
    labels = labels.copy()
    while True:
        noise = np.flatnonzero(labels < 0)
        own = np.flatnonzero(labels >= 0)
        member = sp.csr_matrix((np.ones(len(own)), (own, labels[own])), shape=(len(labels), k))
        pull = np.asarray((graph[noise] @ member).todense())
        reached = pull.max(axis=1, initial=0.0) > 0
        if not reached.any():
            labels[noise] = 0
            return labels
        labels[noise[reached]] = np.round(pull[reached], 9).argmax(axis=1)
