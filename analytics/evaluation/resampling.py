"""Intervals of the card's figures: Wilson for shares of independent pieces, resampled clusters for everything else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.statistics import wilson

DRAWS: Final = 2000
"""Resamples: the ends of an interval move by less than .002 between seeds on 20 articles of the gold."""
Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""From summed counts, shape (draws, columns), to a figure each, shape (draws,)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95% interval and the kind of that; without one, ends that are not a number and ``"none"``."""

    figure: float
    low: float
    high: float
    interval: str


def share(hits: int, n: int) -> Estimate:
    """A share of independent pieces with its Wilson score interval; ``n`` is at least 1."""
    figure, low, high = wilson([hits], [n])
    return Estimate(float(figure[0]), float(low[0]), float(high[0]), "wilson")


def ratio(above: int, below: int) -> Statistic:
    """The statistic that divides one column of counts by another; not a number where the other is 0."""

    def divided(counts: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(counts[:, below] > 0, counts[:, above] / counts[:, below], np.nan)

    return divided


def clustered(counts: Floats, statistic: Statistic, *, n: int, basic: bool = False) -> Estimate:
    """A figure with the percentile interval of its clusters drawn with replacement (Efron 1979, Ann. Stat. 7:1).

    Mentions of one article are not independent: whole articles are drawn. Where every draw gives the same figure, as
    where nothing was wrong, draws say nothing about doubt: the interval of 0 or 1 is then Wilson's, as if all were
    independent; another figure, as that of a single cluster, has none.

    Parameters
    ----------
    counts : ndarray, shape (n_clusters, columns)
        Counts of each cluster, in a fixed order.
    statistic : callable
        The figure of summed counts.
    n : int
        How many were judged in all, for Wilson's interval.
    basic : bool
        Twice the figure less the percentiles (Davison and Hinkley 1997, 5.2), cut at 0: for errors of calibration,
        which every draw makes larger than they are.
    """
    figure = float(statistic(counts.sum(axis=0)[None])[0])
    k = len(counts)
    weights = np.random.default_rng(0).multinomial(k, np.full(k, 1 / k), size=DRAWS).astype(np.float64)
    drawn = statistic(weights @ counts)
    low, high = np.nanquantile(drawn, [0.025, 0.975]) if np.isfinite(drawn).any() else (np.nan, np.nan)
    if not low < high:
        return share(round(figure * n), n) if figure in (0.0, 1.0) else Estimate(figure, np.nan, np.nan, "none")
    if basic:
        low, high = max(0.0, 2 * figure - high), max(0.0, 2 * figure - low)
    return Estimate(figure, float(low), float(high), "bootstrap")


def summed(rows: Floats, clusters: Sequence[Hashable]) -> Floats:
    """Counts of rows summed by the cluster each is in, clusters in the order they first come.

    Parameters
    ----------
    rows : ndarray, shape (n, columns)
    clusters : sequence, shape (n,)
    """
    order = {name: at for at, name in enumerate(dict.fromkeys(clusters))}
    total = np.zeros((len(order), rows.shape[1]))
    np.add.at(total, [order[name] for name in clusters], rows)
    return total
