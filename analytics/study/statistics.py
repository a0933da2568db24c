"""Intervals: how sure a share or a mean is."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.statistics import wilson

__all__ = ["SMALL_N", "difference_interval", "mean_interval", "median_interval", "tone_interval", "wilson"]

SMALL_N: Final = 5
"""Below this many articles a figure is shown as small (DESIGN.md, rules that hold everywhere)."""

Floats = NDArray[np.float64]


def mean_interval(mean: ArrayLike, deviation: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """95% intervals of means from sample standard deviations, by Student's t.

    Parameters
    ----------
    mean, deviation, n : array_like of shape (k,)
        Means, sample standard deviations (n - 1 in the denominator) and counts.

    Returns
    -------
    low, high : ndarray of shape (k,)
        Not a number where n < 2: one article says nothing about spread.
    """
    from scipy.stats import t  # scipy.stats takes half a second to import; only tone needs it

    count = np.asarray(n, dtype=np.float64)
    usable = np.where(count >= 2, count, np.nan)
    half = t.ppf(0.975, usable - 1) * np.asarray(deviation, dtype=np.float64) / np.sqrt(usable)
    centre = np.asarray(mean, dtype=np.float64)
    return centre - half, centre + half


def tone_interval(mean: ArrayLike, deviation: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """:func:`mean_interval` cut to the scale of tone, -1 to 1, which two or three articles can overshoot."""
    low, high = mean_interval(mean, deviation, n)
    return np.clip(low, -1, 1), np.clip(high, -1, 1)


def difference_interval(n_a: float, total_a: float, n_b: float, total_b: float) -> tuple[float, float, float]:
    """Difference of two shares, a - b, with its 95% interval (Newcombe 1998, method 10, Stat. Med. 17:873-890).

    Returns
    -------
    difference, low, high : float
        Not a number where a total is 0.
    """
    (a, b), (low_a, low_b), (high_a, high_b) = wilson([n_a, n_b], [total_a, total_b])
    difference = a - b
    low = difference - np.sqrt((a - low_a) ** 2 + (high_b - b) ** 2)
    high = difference + np.sqrt((high_a - a) ** 2 + (b - low_b) ** 2)
    return float(difference), float(low), float(high)


def median_interval(values: ArrayLike) -> tuple[float, float]:
    """95% interval of a median from order statistics, whatever the distribution (Conover 1999, 3.2).

    The ends are the k-th smallest and k-th largest value, k the largest for which at most 2.5% of binomial(n, 1/2)
    lies below it; not a number below six values, where no pair of them covers the median with 95%.

    Parameters
    ----------
    values : array_like of shape (n,)
        No value is not a number.
    """
    from scipy.stats import binom  # slow to import, see mean_interval

    ordered = np.sort(np.asarray(values, dtype=np.float64))
    below = int(binom.ppf(0.025, len(ordered), 0.5)) if len(ordered) else 0
    if not below:
        return float("nan"), float("nan")
    return float(ordered[below - 1]), float(ordered[-below])
