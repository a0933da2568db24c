"""How strongly articles belong to topics: their mean cosine with the articles of each that are nearest to them.

All products are of whole numbers (:func:`analytics.topics.graph.quantised`), so they, their order and their sums are
the same to the last bit on any number of threads.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from analytics.topics.graph import SCALE

NEAREST: Final = 10
"""Articles of a topic an article is compared with; the evidence is in :mod:`analytics.topics.assigning`."""
LEVEL: Final = 0.03
"""Share of articles like those a topic was fitted on that the rule may mark as fitting none.

Of held-out articles of sections fitted it marks .032 of 4 English ones and .030 of 6 Arabic ones, and .029 of war
articles; of a section that was left out .15 and .20 on average (.04 to .38: sport, left out, is near other sections).
At .02, on 3,500 of these, it marked .15 of a section left out, at .03 .20; at .02 no topic of fewer than 49 articles
could mark any. One threshold for all topics marked up to .18 of a topic; thresholds shrunk towards a common one .045
of articles that fit."""
NEVER: Final = -1.0
"""Threshold where there are too few articles to say of any that it does not fit."""
BLOCK: Final = 1_024
"""Articles compared at once: at most 32 MB of cosines a thread."""
_Made = TypeVar("_Made")


def strengths(points: NDArray[np.float32], own: NDArray[np.float32], *, itself: bool) -> NDArray[np.float64]:
    """Mean cosine of each point with those of a topic nearest to it, shape (n,); 0 where there are none.

    Parameters
    ----------
    points : ndarray of float32, shape (n, dimension)
        Quantised vectors of articles.
    own : ndarray of float32, shape (m, dimension)
        Quantised vectors of the topic's articles.
    itself : bool
        Whether the points are among the topic's: then one that equals the point is left out.
    """
    return _mean_greatest(_products(points, own, itself=itself))


def nearest_topics(
    points: NDArray[np.float32], prototypes: NDArray[np.float32], owners: NDArray[np.int64], *, itself: bool
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The topic each point belongs to most strongly, ties to the lower number, and how strongly; each of shape (n,).

    Parameters
    ----------
    points : ndarray of float32, shape (n, dimension)
        Quantised vectors of articles.
    prototypes : ndarray of float32, shape (m, dimension)
        Quantised vectors of the topics' articles.
    owners : ndarray of int, shape (m,)
        Topic of each prototype, ascending.
    itself : bool
        Whether the points are among the prototypes: then one that equals the point is left out.
    """
    products = _products(points, prototypes, itself=itself)
    names, starts = np.unique(owners, return_index=True)
    parts = np.split(products, starts[1:], axis=1)
    found = np.column_stack([_mean_greatest(part) for part in parts])
    best = found.argmax(axis=1)
    return names[best], found[np.arange(len(points)), best]


def conformal_threshold(scores: NDArray[np.float64]) -> float:
    """The strength below which one more article like these lies with probability ``LEVEL`` at most.

    Parameters
    ----------
    scores : ndarray of float, shape (n,)
        Strength of each article of a topic, compared with all but itself.
    """
    rank = marked_of(len(scores))
    return float(np.sort(scores)[rank - 1]) if rank else NEVER


def thresholds_of(
    topics: NDArray[np.int64], strength: NDArray[np.float64], names: NDArray[np.int64]
) -> dict[int, float]:
    """The threshold of each topic named.

    A topic with too few articles for one of its own shares that of all such topics: the level then holds for these
    together, not for each of them. Without it a corpus of small topics could say of no article that it fits none.

    Parameters
    ----------
    topics : ndarray of int, shape (n,)
        The topic nearest to each fitted article.
    strength : ndarray of float, shape (n,)
        Its strength there, compared with all but itself.
    names : ndarray of int
        Topics.
    """
    sizes = {int(name): int((topics == name).sum()) for name in names}
    small = [name for name, size in sizes.items() if not marked_of(size)]
    shared = conformal_threshold(strength[np.isin(topics, small)])
    return {name: shared if name in small else conformal_threshold(strength[topics == name]) for name in sizes}


def marked_of(n: int) -> int:
    """Of n + 1 articles alike, how many the rule of a topic fitted on n of them may mark."""
    return int(np.floor(LEVEL * (n + 1) + 1e-9))  # .03 * 100 is a hair less than 3


def in_threads(block: Callable[[int], _Made], n: int) -> list[_Made]:
    """What ``block`` makes of each block of n articles, by its first position, in order."""
    starts = range(0, n, BLOCK)
    if len(starts) < 2:
        return [block(at) for at in starts]
    # Each thread does its algebra on one core: sharing out small products instead makes the threads wait.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(block, starts))


def _products(points: NDArray[np.float32], others: NDArray[np.float32], *, itself: bool) -> NDArray[np.float32]:
    """Products of points and others, shape (n, m); minus infinity for the first other that equals the point."""
    products = np.asarray(points @ others.T)
    if itself and products.size:
        own, lengths = (points * points).sum(axis=1), (others * others).sum(axis=1)
        # By Cauchy's inequality two vectors of one length are equal if their product is that length squared.
        equal = (products == own[:, None]) & (lengths[None, :] == own[:, None])
        rows = np.flatnonzero(equal.any(axis=1))
        products[rows, equal[rows].argmax(axis=1)] = -np.inf
    return products


def _mean_greatest(products: NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean of each row's greatest products as cosines; 0 where a row has none."""
    m = products.shape[1]
    if m > NEAREST:
        products = np.partition(products, m - NEAREST, axis=1)[:, m - NEAREST :]
    exact = products.astype(np.float64)
    is_there = np.isfinite(exact)
    totals = np.where(is_there, exact, 0.0).sum(axis=1)
    return np.asarray(totals / (np.maximum(is_there.sum(axis=1), 1) * SCALE**2))
