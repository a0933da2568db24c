"""Change points: when a topic's share of what is published rose or fell for good.

The collected periods of a topic are cut in two where the cut explains most: the likelihood ratio of two Poisson rates
against one, each a rate per article expected (Chen and Gupta 2012, "Parametric Statistical Change Point Analysis",
chapter 4). What is expected in a period is each publisher's output times its own share of the topic in all periods, so
that a publisher that enters or leaves the collection is no change. Each part is cut again (binary segmentation,
Vostrikova 1981) while the cut is beyond chance: the share of :data:`SHUFFLES` shuffles of the part's periods whose best
cut is as good. A shuffle keeps the scatter of the periods, so that counts that scatter more than Poisson's do not look
like changes; it takes the periods as independent, so that a slow rise is a change, too. Periods without collection are
left out: they are not zeros.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHORTEST: Final = 4
"""Collected periods on each side of a change: a rise of fewer is a burst."""
FEWEST: Final = 10
"""Articles of the topic that a part must have to be cut."""
SHUFFLES: Final = 9999
"""Enough for one change among hundreds of topics to stand out: its chance can be as low as 1 in 10,000."""
LEVEL: Final = 0.05
_BATCH: Final = 200
_ENOUGH: Final = 20
"""Shuffles as good as the cut after which no more are made: the chance is then known to be far above the level."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut of a series: places of periods among those collected.

    Attributes
    ----------
    first, at, end : int
        The part is ``first`` to ``end``, the change at ``at``, its first period after.
    p : float
        Chance of a cut as good.
    depth : int
        How many cuts the part lies inside.
    """

    first: int
    at: int
    end: int
    p: float
    depth: int


def change_points(found: Floats, expected: Floats, random_state: tuple[int, ...]) -> list[Cut]:
    """Every cut tested, in the order tested; those beyond :data:`LEVEL` were not cut further.

    Parameters
    ----------
    found, expected : ndarray of shape (n_periods,)
        Articles found and expected in each collected period, in order of time; expected above 0.
    random_state : tuple of int
        Seed of the shuffles.

    Raises
    ------
    ValueError
        If the shapes differ or a period has nothing expected.
    """
    if found.shape != expected.shape or (len(expected) and expected.min() <= 0):
        raise ValueError("found and expected must have one value a period, and something must be expected in each.")
    out: list[Cut] = []
    parts = [(0, len(found), 0)]
    while parts:
        first, end, depth = parts.pop(0)
        if end - first < 2 * SHORTEST or found[first:end].sum() < FEWEST:
            continue
        at, p = _best(found[first:end], expected[first:end], (*random_state, first, end))
        out.append(Cut(first, first + at, end, p, depth))
        if p <= LEVEL:
            parts += [(first, first + at, depth + 1), (first + at, end, depth + 1)]
    return out


def _best(found: Floats, expected: Floats, random_state: tuple[int, ...]) -> tuple[int, float]:
    """The place of the best cut, the first of equals, and its chance."""
    gains = _gains(found[None], expected[None])[0]
    best = gains.max()
    rng = np.random.default_rng(random_state)
    as_good, made = 0, 0
    while made < SHUFFLES and as_good < _ENOUGH:
        order = rng.permuted(np.tile(np.arange(len(found)), (min(_BATCH, SHUFFLES - made), 1)), axis=1)
        as_good += int((_gains(found[order], expected[order]).max(axis=1) >= best - 1e-9).sum())
        made += len(order)
    return SHORTEST + int(np.flatnonzero(gains >= best - 1e-9)[0]), (1 + as_good) / (1 + made)


def _gains(found: Floats, expected: Floats) -> Floats:
    """Likelihood ratio of each cut that leaves :data:`SHORTEST` periods on both sides; shape (k, n_cuts)."""
    n, e = (np.cumsum(x, axis=1)[:, SHORTEST - 1 : -SHORTEST] for x in (found, expected))
    total_n, total_e = found.sum(axis=1, keepdims=True), expected.sum(axis=1, keepdims=True)
    return _part(n, e) + _part(total_n - n, total_e - e) - _part(total_n, total_e)


def _part(n: Floats, e: Floats) -> Floats:
    found: Floats = np.where(n > 0, n * np.log(np.maximum(n, 1e-9) / e), 0.0)
    return found
