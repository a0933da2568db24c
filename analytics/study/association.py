"""Association beyond chance: how far two things are found together more often than if they were strewn at random."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analytics.statistics import false_discovery

__all__ = ["LEVEL", "false_discovery", "hypergeometric_tail", "npmi"]

Floats = NDArray[np.float64]

LEVEL = 0.05
"""False discovery rate up to which an association is called significant."""
_NEGLIGIBLE = 1e-17
"""A term this small beside the sum cannot change it in double precision."""


def npmi(both: ArrayLike, n_a: ArrayLike, n_b: ArrayLike, total: ArrayLike) -> Floats:
    """Normalised pointwise mutual information, -1 to 1 (Bouma 2009, GSCL, "Normalized (Pointwise) Mutual Information").

    1 where neither is found without the other, 0 where they are independent, -1 where they are never together; 0 where
    both are everywhere, which tells nothing.

    Parameters
    ----------
    both, n_a, n_b, total : array_like of shape (k,)
        How often both, each and anything was found; each count at least 1 but ``both``.
    """
    k, a, b, m = (np.asarray(x, dtype=np.float64) for x in (both, n_a, n_b, total))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.log(k * m / (a * b)) / -np.log(k / m)
    return np.where(k == 0, -1.0, np.where(k == m, 0.0, np.clip(found, -1, 1)))


def hypergeometric_tail(both: ArrayLike, n_a: ArrayLike, n_b: ArrayLike, total: ArrayLike) -> Floats:
    """P(X >= both) where X is hypergeometric: Fisher's exact test, one-sided (Fisher 1935, JRSS 98:39-82).

    The tail away from the mode is summed term by term from the next; its terms fall geometrically.
    :func:`scipy.stats.hypergeom.sf` gives the same in more than forty times the time (benchmarks/company.py).

    Parameters
    ----------
    both, n_a, n_b, total : array_like of shape (k,)
        As for :func:`npmi`, whole numbers.
    """
    k, a, b, m = np.broadcast_arrays(*(np.atleast_1d(np.asarray(x, dtype=np.float64)) for x in (both, n_a, n_b, total)))
    lowest = np.maximum(0.0, a + b - m)
    tail = np.ones(k.shape)
    upper = (k * m > a * b) & (k > lowest)
    lower = ~upper & (k > lowest)  # the mode is in the upper tail: what is left of it is summed instead
    tail[upper] = _summed(k[upper], a[upper], b[upper], m[upper], step=1)
    tail[lower] = 1 - _summed(k[lower] - 1, a[lower], b[lower], m[lower], step=-1)
    return np.clip(tail, 0, 1)


def _summed(start: Floats, a: Floats, b: Floats, m: Floats, step: int) -> Floats:
    """The probability of ``start`` and of all beyond it in the direction of ``step``."""
    from scipy.special import gammaln  # slow to import; only associations need it

    def choices(n: Floats, k: Floats) -> Floats:
        found: Floats = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
        return found

    first = np.exp(choices(a, start) + choices(m - a, b - start) - choices(m, b))
    total, term, at = np.ones(start.shape), np.ones(start.shape), start.copy()
    alive = np.arange(len(start))
    while len(alive):
        x, p, q, r = at[alive], a[alive], b[alive], m[alive]
        if step > 0:
            ratio = (p - x) * (q - x) / ((x + 1) * (r - p - q + x + 1))
        else:
            ratio = x * (r - p - q + x) / ((p - x + 1) * (q - x + 1))
        term[alive] *= ratio
        total[alive] += term[alive]
        at[alive] += step
        alive = alive[term[alive] > _NEGLIGIBLE * total[alive]]
    return first * total
