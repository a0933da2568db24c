"""How many topics: as many as come back when articles are left out.

A number of clusters is right for a corpus if samples of it fall into the same clusters (Ben-Hur, Elisseeff and Guyon
2002, "A stability based method for discovering structure in clustered data"; of the resolution of communities,
Lambiotte 2010, "Multi-scale modularity in complex networks"). Of all resolutions of a grid the best is that whose
partitions of samples agree most; where others agree nearly as well, the finest of these is taken, for it says more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.topics.consensus import Stream, agreement, ensemble, seed_of
from analytics.topics.graph import leiden

GRID: Final = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Resolutions compared. Whole octaves: the agreement of half octaves differs by less than it moves between samples of
one corpus (.04), so that two samples of the war corpora chose 13 and 28 topics; by octaves five samples chose 23 to 25,
and the whole fit, choice included, agreed by .875 (.842 to .890)."""
NEARLY: Final = 0.05
"""Agreement below the best that is as good. It was chosen on samples of the war corpora; of five samples of nine tenths
of each corpus, drawn anew, it keeps

    6 Arabic sections   resolution 1 (17 or 18 topics) in five; any value from .018 to .056 does
    4 English sections  resolution .5 (8 or 9) in four, and 1 (20) in one, where it is .037 below
    9,428 war articles  resolution 1 (20 or 21) in four, and .25 (8) in one, where 1 is .092 below

Where the choice changes, another value would change it elsewhere: agreement at one resolution moves by .02 to .12
between samples, most where topics are few (standard error of the eight members by the jackknife: .01 to .08 at .25, up
to .03 from .5 on)."""
MEMBERS: Final = 8
"""Partitions of samples compared at each resolution."""
_SEARCHED: Final = (-8.0, 10.0)  # powers of two among which the resolution of a number of topics is searched
_HALVINGS: Final = 12  # of that range: to a hundredth of an octave
_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resolution, the partitions of samples there, how well they agree and how many clusters they have.

    Attributes
    ----------
    resolution : float
        Resolution of Leiden.
    partitions : ndarray of int, shape (MEMBERS, n)
        Cluster of each article in each, -1 where it was left out.
    agreement : float
        Mean adjusted Rand index of each two, -1 to 1.
    n_topics : int
        Median number of clusters that are large enough to be topics.
    """

    resolution: float
    partitions: NDArray[np.int32]
    agreement: float
    n_topics: int


def candidate(graph: sp.csr_matrix, resolution: float, smallest: int, random_state: int) -> Candidate:
    """A resolution as the samples of a graph see it; clusters below ``smallest`` articles are not counted."""
    partitions = ensemble(graph, resolution, seed_of(random_state, Stream.CRITERION), MEMBERS)
    counts = [int((np.bincount(found[found >= 0]) >= smallest).sum()) for found in partitions]
    return Candidate(resolution, partitions, round(agreement(partitions), _DECIMALS), int(np.median(counts)))


def choose(candidates: Sequence[Candidate], most: int) -> Candidate:
    """The candidate whose partitions agree best; of those nearly as good, the finest.

    Parameters
    ----------
    candidates : sequence of Candidate
        By rising resolution. Those with fewer than two topics, which agree whatever the corpus, are passed over while
        others have them, and so are those with more than ``most``.
    most : int
        Topics at most.
    """
    usable = [c for c in candidates if 2 <= c.n_topics <= most] or [c for c in candidates if c.n_topics <= most]
    usable = usable or list(candidates[:1])
    least = max(c.agreement for c in usable) - NEARLY
    return [c for c in usable if c.agreement >= least][-1]


def best_of(graph: sp.csr_matrix, smallest: int, random_state: int) -> tuple[list[Candidate], Candidate]:
    """The candidates of the grid, and the one :func:`choose` takes."""
    candidates = [candidate(graph, resolution, smallest, random_state) for resolution in GRID]
    return candidates, choose(candidates, most_topics(graph.shape[0]))


def most_topics(n: int) -> int:
    """As many topics as ``n`` articles can have: the square root of their number, at least two.

    The rule of thumb for the most clusters worth comparing (Pal and Bezdek 1995, "On cluster validity for the fuzzy
    c-means model"). 427 short reports came back best as 32 groups, of four articles and more: too few to name, or to
    say of an article that it does not fit them.
    """
    return max(2, math.isqrt(n))


def resolution_for(graph: sp.csr_matrix, n_topics: int, smallest: int, random_state: int) -> float:
    """The least resolution, as nearly as halving finds it, that gives ``n_topics`` clusters of enough articles."""
    low, high = _SEARCHED
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        sizes = np.bincount(leiden(graph, 2.0**middle, random_state))
        low, high = (low, middle) if (sizes >= smallest).sum() >= n_topics else (middle, high)
    return round(float(2.0**high), _DECIMALS)


def report(candidates: Sequence[Candidate], chosen: Candidate) -> dict[str, Any]:
    """What the manifest says of the choice."""
    return {
        "rule": "finest resolution whose partitions of 90% samples agree within "
        f"{NEARLY} of the best (adjusted Rand index)",
        "resolution": chosen.resolution,
        "agreement": chosen.agreement,
        "n_topics": chosen.n_topics,
        "grid": [{"resolution": c.resolution, "agreement": c.agreement, "n_topics": c.n_topics} for c in candidates],
    }
