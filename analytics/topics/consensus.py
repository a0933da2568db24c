"""One partition from many: clusters that come back whichever articles are left out and however the search begins.

Leiden ends in one of many partitions that are nearly as good, and which one depends on its seed and on every article.
So it is run many times, each time without a tenth of the articles, and the links of the neighbour graph are weighed by
how often their ends came out together (Lancichinetti and Fortunato 2012, "Consensus clustering in complex networks";
that only links of the graph need to be counted is Tandon et al. 2019, "Fast consensus clustering in complex networks").
Leiden on the graph so weighed gives the partition.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import combinations
from typing import Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.graph import leiden

SHARE: Final = 0.9
"""Share of the articles in each sample."""
_CYCLES: Final = (
    2  # Leiden cycles of a member: modularity .757 after one, .763 after two, .764 after five (war corpora)
)
_LEFT_OUT: Final = -1


class Stream(IntEnum):
    """What samples are drawn for, besides a consensus: each has draws of its own.

    Partitions that chose a resolution must not be those of the consensus there, nor may a partition be tried on the
    very samples it was made of: it would come back too well.
    """

    CRITERION = 1
    STABILITY = 2


def seed_of(random_state: int, stream: Stream) -> int:
    """The seed of a stream, 0 to 2**32 - 1, whose draws are independent of those of ``random_state`` itself."""
    return int(np.random.SeedSequence(random_state, spawn_key=(int(stream),)).generate_state(1)[0])


def samples(n: int, number: int, random_state: int) -> list[NDArray[np.int64]]:
    """Positions of nine tenths of ``n`` articles, ascending, drawn anew for each of ``number`` samples."""
    random = np.random.default_rng(random_state)
    return [np.sort(random.choice(n, size=max(1, round(SHARE * n)), replace=False)) for _ in range(number)]


def ensemble(graph: sp.csr_matrix, resolution: float, random_state: int, number: int) -> NDArray[np.int32]:
    """Leiden communities of samples of a graph, each with its own seed, shape (number, n).

    Parameters
    ----------
    graph : sparse matrix, shape (n, n)
        Neighbour graph.
    resolution : float
        Resolution of Leiden.
    random_state : int
        Seed of the samples and of Leiden.
    number : int
        Partitions. An article that a sample leaves out is -1 there.
    """
    n = graph.shape[0]
    found = np.full((number, n), _LEFT_OUT, dtype=np.int32)
    for member, kept in enumerate(samples(n, number, random_state)):
        found[member, kept] = leiden(graph[kept][:, kept], resolution, random_state + member, cycles=_CYCLES)
    return found


def agreement(partitions: NDArray[np.integer]) -> float:
    """Mean adjusted Rand index of each two partitions on the articles that both have, -1 to 1.

    Hubert and Arabie 1985, "Comparing partitions".

    Parameters
    ----------
    partitions : ndarray of int, shape (n_partitions, n)
        Cluster of each article, -1 where it was left out; at least two partitions.
    """
    return float(np.mean([_rand_index(one, other) for one, other in combinations(partitions, 2)]))


def _rand_index(one: NDArray[np.integer], other: NDArray[np.integer]) -> float:
    both = (one >= 0) & (other >= 0)
    width = int(other.max(initial=0)) + 1
    _, cells = np.unique(one[both].astype(np.int64) * width + other[both], return_counts=True)
    together, rows, columns = (_pairs(sizes) for sizes in (cells, np.bincount(one[both]), np.bincount(other[both])))
    every = _pairs(np.array([both.sum()]))
    chance = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == chance else float((together - chance) / (most - chance))


def _pairs(sizes: NDArray[np.integer]) -> float:
    exact = sizes.astype(np.float64)
    return float((exact * (exact - 1) / 2).sum())


def consensus(
    graph: sp.csr_matrix, partitions: NDArray[np.integer], resolution: float, random_state: int
) -> NDArray[np.int64]:
    """Leiden communities of a graph whose links weigh as much as their ends came out together, shape (n,).

    Parameters
    ----------
    graph : sparse matrix, shape (n, n)
        Symmetric neighbour graph.
    partitions : ndarray of int, shape (n_partitions, n)
        What :func:`ensemble` found.
    resolution : float
        Resolution of Leiden.
    random_state : int
        Seed of Leiden.
    """
    n = graph.shape[0]
    upper = sp.triu(graph, 1).tocoo()
    together: NDArray[np.float64] = np.zeros(upper.nnz)
    drawn: NDArray[np.float64] = np.zeros(upper.nnz)
    for labels in partitions:  # one at a time: the links of 50,000 articles are 600,000
        one, other = labels[upper.row], labels[upper.col]
        both = (one >= 0) & (other >= 0)
        drawn += both
        together += both & (one == other)
    weights = upper.data * together / np.maximum(drawn, 1)
    kept = weights > 0
    half = sp.csr_matrix((weights[kept], (upper.row[kept], upper.col[kept])), shape=(n, n))
    whole = (half + half.T).tocsr()
    whole.sort_indices()
    return leiden(whole, resolution, random_state)
