"""Bursts: periods in which a topic has more articles than its share of each publisher's output leads one to expect.

The rule, for a topic and a period in which something was collected:

1. *Baseline*: the :data:`WINDOW` collected periods before it. A period without collection is skipped, not a zero.
   Periods that alarmed themselves (a chance of at most :data:`ALARM`, and as large a rise as a burst needs) are left
   out, so that a burst does not hide its own second week; where fewer than :data:`LEAST` are left, all are used: what
   has lasted so long is the topic's new level. A period of three articles where none was expected is no burst, so it
   stays: a topic that begins late would otherwise be compared for ever with the time before it.
2. *Expectation*: for each publisher, what it published in the period times its own share of the topic in the baseline,
   summed. A publisher that enters or leaves the collection changes what is expected as it changes what is found. One
   with fewer than :data:`KNOWN` articles in the baseline is unknown: its articles are neither expected nor counted.
   Shares of small publishers are drawn to the topic's own: (n + a s) / (N + a), with a = :data:`KNOWN`; all are then
   raised alike until they explain one article more than the baseline has (:data:`UNSEEN`): nothing found in a small
   baseline does not mean that nothing was to be expected.
3. *Chance*: a negative binomial count with that expectation E. Its variance is d (E + U): d, at least 1, is how much
   more the baseline periods scatter than Poisson counts would (Pearson's statistic by its degrees of freedom, half the
   topic's own and half that of all topics, since eight periods alone estimate it badly); U is what the baseline leaves
   uncertain, the sum of M^2 s / (N + a) over the publishers, with M what each published in the period: a share known
   from ten articles says little about a month of five hundred. Noufaily et al. 2013, Statistics in Medicine
   32:1206-1222, and the surveillance methods they review, compare with quasi-Poisson baselines likewise.
4. *Threshold*: false discovery rate (Benjamini and Hochberg 1995, JRSS B 57:289) over all topics and periods tested at
   most :data:`LEVEL`, at least :data:`FEWEST` articles, and :data:`RATIO` times what was expected. Periods with fewer
   than :data:`FEWEST` articles of known publishers, on whatever topic, are not tested.
5. Adjacent periods join. A gap in collection ends a burst: nobody knows what was published in it.

With the constants below, dates shuffled within publishers gave no alarm in 45,000 topic-weeks and two bursts in 23,400
topic-months (20 samples each); with copies kept beside their originals one and three bursts in 20 samples
(benchmarks/bursts.py on 9,428 articles in 30 topics).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

WINDOW: Final = 8
"""Collected periods in a baseline: two months of weeks."""
LEAST: Final = 4
"""Periods a baseline needs; three say next to nothing of their scatter."""
KNOWN: Final = 5
"""Articles in the baseline from which a publisher's share is compared with itself."""
LEVEL: Final = 0.05
ALARM: Final = 0.01
"""Chance below which a period is left out of later baselines; false discovery is known only once all are tested."""
FEWEST: Final = 5
RATIO: Final = 1.5
"""A rise below half as much again is not news, however certain a large corpus makes it."""
UNSEEN: Final = 1.0
"""Articles added to a topic's baseline. With half an article expected only of topics that the baseline lacks, dates
shuffled by month gave false bursts in 3 samples of 4, all after baselines of a tenth of the month's articles."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What was expected of each topic in each period, and how far chance explains what was found.

    Attributes
    ----------
    found : ndarray of float, shape (n_topics, n_periods)
        Articles of the publishers that the baseline knows.
    expected : ndarray of float, shape (n_topics, n_periods)
        What was expected of them; not a number where a period was not tested.
    p : ndarray of float, shape (n_topics, n_periods)
        Chance of as many or more; not a number where a period was not tested.
    """

    found: Floats
    expected: Floats
    p: Floats


@dataclass(frozen=True, slots=True)
class Burst:
    """A run of periods, by place from 0, and its strongest."""

    topic: int
    first: int
    last: int
    peak: int


def burst_scores(counts: NDArray[np.float32], totals: NDArray[np.float32]) -> Scores:
    """What was expected in each period and the chance of what was found.

    Parameters
    ----------
    counts : ndarray of shape (n_topics, n_publishers, n_periods)
        Articles of each topic.
    totals : ndarray of shape (n_publishers, n_periods)
        All articles; a period in which all are 0 is a gap.

    Raises
    ------
    ValueError
        If the shapes do not agree.
    """
    if counts.ndim != 3 or counts.shape[1:] != totals.shape:
        raise ValueError(f"counts have shape {counts.shape} and totals {totals.shape}; give (k, p, t) and (p, t).")
    n_topics, _, n_periods = counts.shape
    out = Scores(*(np.full((n_topics, n_periods), np.nan) for _ in range(3)))
    alarmed = np.zeros((n_topics, n_periods), dtype=bool)
    collected = np.flatnonzero(totals.sum(axis=0) > 0)
    for place, period in enumerate(collected):
        before = collected[max(0, place - WINDOW) : place]
        if len(before) < LEAST:
            continue
        quiet = ~alarmed[:, before]
        quiet[quiet.sum(axis=1) < LEAST] = True
        found, expected, p = _tested(counts, totals, int(period), before, quiet)
        out.found[:, period], out.expected[:, period], out.p[:, period] = found, expected, p
        with np.errstate(invalid="ignore"):
            alarmed[:, period] = (p <= ALARM) & is_large(found, expected)
    return out


def is_large(found: Floats, expected: Floats) -> NDArray[np.bool_]:
    """Which counts have the articles of a burst, and rise as far above what was expected; shape of ``found``."""
    large: NDArray[np.bool_] = (found >= FEWEST) & (found >= RATIO * expected)
    return large


def _tested(
    counts: NDArray[np.float32],
    totals: NDArray[np.float32],
    period: int,
    before: NDArray[np.int64],
    quiet: NDArray[np.bool_],
) -> tuple[Floats, Floats, Floats]:
    """Found, expected and chance of one period, one a topic."""
    active = np.flatnonzero((totals[:, period] > 0) | (totals[:, before].sum(axis=1) > 0))
    own, past = totals[active, period].astype(float), totals[np.ix_(active, before)].astype(float)
    base = counts[:, :, before][:, active].astype(float)
    n = np.einsum("kpw,kw->kp", base, quiet)
    total = quiet @ past.T
    raised = n.sum(axis=1) + UNSEEN
    share = (n + KNOWN * (raised / total.sum(axis=1))[:, None]) / (total + KNOWN)
    share *= (raised / (share * total).sum(axis=1))[:, None]
    known = total >= KNOWN
    found = (counts[:, active, period] * known).sum(axis=1, dtype=float)
    expected = (share * known) @ own
    scatter = _scatter(base.sum(axis=1), share @ past, quiet)
    unsure = (share * known / (total + KNOWN)) @ own**2
    chance = _tail(found, expected, scatter * (expected + unsure))
    untested = known @ own < FEWEST
    chance[untested] = expected[untested] = np.nan
    return found, expected, chance


def _scatter(found: Floats, fitted: Floats, quiet: NDArray[np.bool_]) -> Floats:
    """How much more than Poisson counts the baseline periods of each topic scatter, at least 1; shape (n_topics,)."""
    squares: Floats = np.where(quiet & (fitted > 0), (found - fitted) ** 2 / np.maximum(fitted, 1e-9), 0.0)
    own = squares.sum(axis=1) / (quiet.sum(axis=1) - 1)
    seen = fitted.sum(axis=1) > 0
    pooled = own[seen].mean() if seen.any() else 1.0
    return np.asarray(np.maximum(1.0, (own + pooled) / 2))


def _tail(found: Floats, expected: Floats, variance: Floats) -> Floats:
    """Chance of as many or more by the negative binomial distribution."""
    from scipy.special import betainc  # slow to import; only bursts need it

    mean = np.maximum(expected, 1e-9)
    size = mean**2 / np.maximum(variance - mean, 1e-9 * mean)
    chance: Floats = np.where(found > 0, betainc(np.maximum(found, 1), size, mean / (mean + size)), 1.0)
    return chance


def joined(alarms: NDArray[np.bool_], p: Floats, collected: NDArray[np.bool_]) -> list[Burst]:
    """Adjacent alarms of a topic as bursts, in order of topic and time; a gap in collection ends one.

    Parameters
    ----------
    alarms, p : ndarray of shape (n_topics, n_periods)
        Which periods alarm, and their chances: the peak is the first of the least likely.
    collected : ndarray of bool, shape (n_periods,)
        Whether anything was collected in a period.
    """
    out = []
    on = alarms & collected
    for topic in range(len(on)):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], on[topic].astype(np.int8), [0]])))
        for first, end in zip(edges[::2], edges[1::2], strict=True):
            peak = int(first) + int(np.argmin(p[topic, first:end]))
            out.append(Burst(topic, int(first), int(end) - 1, peak))
    return out
