"""Intervals: how sure a share or a median is; :mod:`analytics.study.resampling` has those of means of tone."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.statistics import wilson

__all__ = ["SMALL_N", "difference_interval", "median_interval", "wilson"]

SMALL_N: Final = 5
"""Below this many articles a figure is shown as small (DESIGN.md, rules that hold everywhere)."""

Floats = NDArray[np.float64]


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
    from scipy.stats import binom  # scipy.stats takes half a second to import; few answers need it

    ordered = np.sort(np.asarray(values, dtype=np.float64))
    below = int(binom.ppf(0.025, len(ordered), 0.5)) if len(ordered) else 0
    if not below:
        return float("nan"), float("nan")
    return float(ordered[below - 1]), float(ordered[-below])
