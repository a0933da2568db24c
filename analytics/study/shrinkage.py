"""Means of small groups drawn towards the mean of all: empirical Bayes of the normal-normal model.

Morris 1983, JASA 78:47-55, for unequal variances, with the spread of the groups by Paule and Mandel 1982 (J. Res. NBS
87:377-385): a group is drawn the more, the less sure its mean is beside how much groups differ. The standard errors of
small groups are themselves unsure, so each is first moderated by that of all groups, as if of ``PRIOR`` stories more
(Smyth 2004, Stat. Appl. Genet. Mol. Biol. 3:3): two stories that happen to agree say little.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.statistics import Z95
from analytics.study.statistics import SMALL_N

LEAST_GROUPS: Final = 4
"""Below as many groups Morris's factor (m - 3) / (m - 1) is 0 or less: nothing is known of their spread."""
PRIOR: Final = SMALL_N - 1
"""Degrees of freedom of the common variance: that of the fewest stories that are not marked as few."""
_STEPS: Final = 60
"""Halvings of the interval that holds the spread of groups: to the last bit of it."""

Floats = NDArray[np.float64]


def shrunk(mean: Floats, error: Floats, k: Floats) -> tuple[Floats, Floats, Floats]:
    """Means drawn towards that of all groups, with their 95% intervals.

    Parameters
    ----------
    mean, error : ndarray of shape (m,)
        Means of groups, -1 to 1, and their standard errors; not a number where there is none.
    k : ndarray of shape (m,)
        Effective stories.

    Returns
    -------
    shrunk, low, high : ndarray of shape (m,)
        Not a number where ``mean`` is, and everywhere with fewer than ``LEAST_GROUPS`` means or no known error.
    """
    out = tuple(np.full(len(mean), np.nan) for _ in range(3))
    known = np.isfinite(mean)
    freedom = np.where(np.isfinite(error), k - 1, 0.0)
    if known.sum() < LEAST_GROUPS or not (freedom > 0).any():
        return out[0], out[1], out[2]
    scatter = np.where(freedom > 0, error**2 * k, 0.0)
    common = (freedom * scatter).sum() / freedom.sum()
    variance = ((freedom * scatter + PRIOR * common) / (freedom + PRIOR) / np.maximum(k, 1.0))[known]
    found = _drawn(mean[known], np.maximum(variance, 1e-12))
    for values, new in zip(out, found, strict=True):
        values[known] = np.clip(new, -1, 1)
    return out[0], out[1], out[2]


def _drawn(y: Floats, variance: Floats) -> tuple[Floats, Floats, Floats]:
    """Morris 1983, (1.14) to (1.17), with the one mean of all groups."""
    m = len(y)
    spread = between(y, variance)
    weight = 1 / (variance + spread)
    centre = (weight * y).sum() / weight.sum()
    factor = (m - 3) / (m - 1) * variance * weight
    unsure = 2 / (m - 3) * factor**2 * (variance.mean() + spread) * weight
    left = 1 - (1 - weight / weight.sum()) * factor
    deviation = np.sqrt(variance * left + unsure * (y - centre) ** 2)
    drawn = y - factor * (y - centre)
    return drawn, drawn - Z95 * deviation, drawn + Z95 * deviation


def between(y: Floats, variance: Floats) -> float:
    """The variance of the groups' true means: that with which their weighted squares are as many as expected."""

    def squares(spread: float) -> float:
        weight = 1 / (variance + spread)
        centre = (weight * y).sum() / weight.sum()
        return float((weight * (y - centre) ** 2).sum())

    if squares(0.0) <= len(y) - 1:
        return 0.0
    low, high = 0.0, 4.0  # means lie between -1 and 1
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if squares(middle) > len(y) - 1 else (low, middle)
    return (low + high) / 2
