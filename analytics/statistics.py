"""Statistics that runs are made with and studies ask for: how sure a share is, and which of many tests count."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95: Final = 1.959963984540054

Floats = NDArray[np.float64]


def wilson(n: ArrayLike, total: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Shares with their 95% Wilson score intervals (Wilson 1927, JASA 22:209-212).

    Parameters
    ----------
    n, total : array_like of shape (k,)
        Counts and what they are counted out of.

    Returns
    -------
    share, low, high : ndarray of shape (k,)
        Each 0 to 1; not a number where ``total`` is 0.
    """
    k = np.asarray(n, dtype=np.float64)
    m = np.asarray(total, dtype=np.float64)
    m = np.where(m > 0, m, np.nan)
    share = k / m
    centre = (share + Z95**2 / (2 * m)) / (1 + Z95**2 / m)
    half = Z95 / (1 + Z95**2 / m) * np.sqrt(share * (1 - share) / m + Z95**2 / (4 * m**2))
    return share, np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)


def false_discovery(p: ArrayLike, tests: int) -> Floats:
    """The false discovery rate at which each test would count, its q (Benjamini and Hochberg 1995, JRSS B 57:289).

    Parameters
    ----------
    p : array_like of shape (k,)
        The k smallest p values of all, in any order.
    tests : int
        How many tests there were, at least k: those left out count, too, as found by chance alone.
    """
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * tests / np.arange(1, len(values) + 1)
    out = np.empty_like(scaled)
    out[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return out
