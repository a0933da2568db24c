"""Whether two means of tone differ: from resamples that both share."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.statistics import false_discovery
from analytics.study.resampling import standard_error, t_half

Floats = NDArray[np.float64]
MIN_STORIES: Final = 5
"""Fewest effective stories on each side of a difference that is tested."""


def compared(
    difference: Floats, one: Floats, other: Floats, k_one: Floats, k_other: Floats
) -> tuple[Floats, Floats, Floats]:
    """95% intervals and two-sided p of differences one - other, by Student's t over stories.

    The standard error is that of the paired resamples, so that stories on both sides count for less; each side is
    corrected for its own few stories, and degrees of freedom are Welch's (1947, Biometrika 34:28-35).

    Parameters
    ----------
    difference : ndarray of shape (m,)
    one, other : ndarray of shape (m, RESAMPLES)
        Both means in each resample.
    k_one, k_other : ndarray of shape (m,)
        Their effective stories, above 1.
    """
    from scipy.special import stdtr  # slow to import; only tone needs it

    error_one, error_other = standard_error(one, k_one), standard_error(other, k_other)
    plain_one, plain_other = one.std(axis=-1), other.std(axis=-1)
    together = ((one - one.mean(axis=-1, keepdims=True)) * (other - other.mean(axis=-1, keepdims=True))).mean(axis=-1)
    sides = plain_one * plain_other
    shared = np.divide(together, sides, out=np.zeros_like(sides), where=sides > 1e-18)
    variance = error_one**2 + error_other**2 - 2 * shared * error_one * error_other
    error = np.sqrt(np.maximum(variance, 0.0))
    whole = error_one**2 + error_other**2
    parts = error_one**4 / (k_one - 1) + error_other**4 / (k_other - 1)
    freedom = np.divide(whole**2, parts, out=np.ones_like(whole), where=parts > 0)
    half = t_half(error, freedom)
    known = error > 1e-9
    statistic = np.divide(np.abs(difference), error, out=np.zeros_like(error), where=known)
    p = np.where(known, 2 * stdtr(freedom, -statistic), np.nan)
    return np.clip(difference - half, -2, 2), np.clip(difference + half, -2, 2), p


def discovered(p: Floats) -> Floats:
    """The false discovery rate of each p over all that are one; the rest were not tested."""
    out = np.full(len(p), np.nan)
    tested = np.isfinite(p)
    out[tested] = false_discovery(p[tested], int(tested.sum()))
    return out
