"""Drift: whether more of the articles that came later fit no topic than of articles like those fitted on.

The rule of a topic fitted on n articles marks what is weaker than all but r of them, r / (n + 1) of further articles
alike on average. But it knows them by n articles only: the share it marks of all there could be is a beta variable with
parameters r and n + 1 - r (Vovk 2012, "Conditional validity of inductive conformal predictors"). Of m articles added it
so marks a beta-binomial number, which scatters far more than a binomial one where m is not small beside n. Compared
with the binomial, one topic in four of 40 articles, with 500 added that were alike, was said to have drifted
(benchmarks/topic_drift.py).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.statistics import false_discovery, wilson
from analytics.topics.assigning import Assigned
from analytics.topics.strengths import marked_of

ALL: Final = -1
"""The number that stands for all topics."""
LEVEL: Final = 0.05
"""False discovery rate up to which a topic is said to have drifted."""
LEAST_UNFIT: Final = 3
"""Articles that do not fit without which no topic is said to have drifted: one of one is no drift."""
_DECIMALS: Final = 6
_DECIMALS_OF_CHANCE: Final = 12  # sums of products by Fourier transform are exact to fifteen

Floats = NDArray[np.float64]


def drift_rows(fitted: Assigned, added: Assigned) -> list[dict[str, Any]]:
    """Rows of table ``drift``: all topics, then each by number.

    A topic has drifted if chance explains as many articles that do not fit, or more, at a false discovery rate of at
    most ``LEVEL`` over the topics (Benjamini and Hochberg 1995), and ``LEAST_UNFIT`` articles do not fit. All topics
    together are a question of their own, whose q is its p. The interval is that of the share of all articles like those
    added (Wilson 1927).

    Parameters
    ----------
    fitted : Assigned
        The articles the topics were fitted on.
    added : Assigned
        Those added since; one that fits none counts in the topic nearest to it.

    Notes
    -----
    Topics with too few articles for a threshold of their own share one (``strengths.thresholds_of``). What it marks is
    known of these topics together, not of each, so that none of them is tested; together they are part of the test of
    all topics.
    """
    names = np.union1d(fitted.topics, added.topics)
    parts = [(_of(fitted, fitted.topics == name), _of(added, added.topics == name)) for name in names]
    n_fitted, n_added = (np.array([len(part[at].topics) for part in parts], dtype=np.int64) for at in (0, 1))
    unfit = np.array([_unfit(now) for _, now in parts], dtype=np.int64)
    is_small = np.array([marked_of(n) == 0 for n in n_fitted.tolist()], dtype=bool)
    small = tuple(int(each[is_small].sum()) for each in (n_fitted, n_added, unfit))
    expected = np.where(is_small, _expected(small[0]), [_expected(n) for n in n_fitted.tolist()])
    tests = [*zip(n_fitted[~is_small].tolist(), n_added[~is_small].tolist(), unfit[~is_small].tolist(), strict=True)]
    p = np.full(len(names), np.nan)
    p[~is_small] = [_tail(_chances(n, m), k) for n, m, k in tests]
    q = np.full(len(p), np.nan)
    q[np.isfinite(p)] = false_discovery(p[np.isfinite(p)], int(np.isfinite(p).sum()))
    chances = [(_chances(n, m), k) for n, m, k in (*tests, small)]
    together = _tail(_sum_of([each for each, _ in chances if len(each)]), sum(k for each, k in chances if len(each)))
    overall = float(np.average(expected, weights=n_added)) if n_added.sum() else None
    return [
        _row(ALL, fitted, added, overall, together, together),
        *(_row(int(name), *part, *rest) for name, part, *rest in zip(names, parts, expected, p, q, strict=True)),
    ]


def unfit_chances(n_fitted: int, n_added: int) -> Floats:
    """Chance of each number of added articles alike that the rule marks, shape (n_added + 1,).

    Parameters
    ----------
    n_fitted : int
        Articles the topic was fitted on, so many that the rule marks any.
    n_added : int
        Articles added.
    """
    from scipy.special import betaln  # slow to import; a run without new articles need not

    rank = marked_of(n_fitted)
    a, b, k = rank, n_fitted + 1 - rank, np.arange(n_added + 1)
    choices = -np.log(n_added + 1) - betaln(n_added - k + 1, k + 1)
    return np.asarray(np.exp(choices + betaln(k + a, n_added - k + b) - betaln(a, b)))


def _chances(n_fitted: int, n_added: int) -> Floats:
    """Those of a topic; empty where nothing was added or the rule can mark nothing."""
    return unfit_chances(n_fitted, n_added) if n_added and marked_of(n_fitted) else np.empty(0)


def _sum_of(chances: list[Floats]) -> Floats:
    """Chance of each sum of independent numbers; empty if there are none."""
    from scipy.signal import fftconvolve  # slow to import, as above

    whole = np.ones(min(1, len(chances)))
    for part in chances:
        whole = np.maximum(fftconvolve(whole, part), 0)
    return whole


def _tail(chances: Floats, k: int) -> float:
    """Chance of k or more; not a number where there are no chances."""
    return min(1.0, float(chances[k:].sum())) if len(chances) else float("nan")


def _expected(n: int) -> float:
    """Share of articles like n fitted ones that the rule marks on average; none where there are too few."""
    return marked_of(n) / (n + 1)


def _of(found: Assigned, chosen: NDArray[np.bool_]) -> Assigned:
    return Assigned(found.topics[chosen], found.strength[chosen], found.fits[chosen])


def _unfit(found: Assigned) -> int:
    return int((~found.fits).sum())


def _row(topic: int, was: Assigned, now: Assigned, expected: float | None, p: float, q: float) -> dict[str, Any]:
    n, k = len(now.topics), _unfit(now)
    share, low, high = (float(end[0]) for end in wilson([k], [n]))
    return {
        "topic_id": topic,
        "n_fitted": len(was.topics),
        "n_added": n,
        "strength_fitted": _rounded(float(was.strength.mean())) if len(was.topics) else None,
        "strength_added": _rounded(float(now.strength.mean())) if n else None,
        "unfit_share": _rounded(share),
        "low": _rounded(low),
        "high": _rounded(high),
        "expected": _rounded(expected),
        "p": _rounded(p, _DECIMALS_OF_CHANCE),
        "q": _rounded(q, _DECIMALS_OF_CHANCE),
        "has_drifted": bool(k >= LEAST_UNFIT and q <= LEVEL),  # nothing is below what is not a number
    }


def _rounded(value: float | None, decimals: int = _DECIMALS) -> float | None:
    return None if value is None or np.isnan(value) else round(float(value), decimals)
