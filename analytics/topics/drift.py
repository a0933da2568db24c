"""Drift: whether more of the articles that came later fit no topic than of articles like those fitted on."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.topics.assigning import Assigned
from analytics.topics.strengths import marked_of

ALL: Final = -1
"""The number that stands for all topics."""
LEAST_UNFIT: Final = 3
"""Articles that do not fit without which no topic is said to have drifted: one of one is no drift."""
_CONFIDENCE: Final = 0.95
_DECIMALS: Final = 6


def drift_rows(fitted: Assigned, added: Assigned) -> list[dict[str, Any]]:
    """Rows of table ``drift``: all topics, then each by number.

    A topic has drifted if the 95% Wilson score interval (Wilson 1927, "Probable inference, the law of succession, and
    statistical inference") of the share of added articles that do not fit lies above the share the conformal rule is
    expected to mark of articles like those fitted, and at least ``LEAST_UNFIT`` articles do not fit.

    Parameters
    ----------
    fitted : Assigned
        The articles the topics were fitted on.
    added : Assigned
        Those added since; one that fits none counts in the topic nearest to it.
    """
    names = np.union1d(fitted.topics, added.topics)
    expected = {int(name): _expected(int((fitted.topics == name).sum())) for name in names}
    overall = float(np.mean([expected[int(topic)] for topic in added.topics])) if len(added.topics) else None
    rows = [_row(ALL, fitted.strength, added.strength, ~added.fits, overall)]
    for name in names:
        was, now = fitted.topics == name, added.topics == name
        rows.append(_row(int(name), fitted.strength[was], added.strength[now], ~added.fits[now], expected[int(name)]))
    return rows


def _expected(n: int) -> float:
    """Share of articles like n fitted ones that the rule marks on average; none of a topic of a few."""
    return marked_of(n) / (n + 1)


def _row(
    topic: int,
    fitted: NDArray[np.float64],
    added: NDArray[np.float64],
    unfit: NDArray[np.bool_],
    expected: float | None,
) -> dict[str, Any]:
    n, k = len(added), int(unfit.sum())
    low, high = _interval(k, n)
    return {
        "topic_id": topic,
        "n_fitted": len(fitted),
        "n_added": n,
        "strength_fitted": _rounded(float(fitted.mean())) if len(fitted) else None,
        "strength_added": _rounded(float(added.mean())) if n else None,
        "unfit_share": _rounded(k / n) if n else None,
        "low": _rounded(low),
        "high": _rounded(high),
        "expected": _rounded(expected),
        "has_drifted": k >= LEAST_UNFIT and low is not None and expected is not None and low > expected,
    }


def _interval(k: int, n: int) -> tuple[float | None, float | None]:
    if n == 0:
        return None, None
    from scipy.stats import binomtest  # half a second, which a run without new articles need not spend

    interval = binomtest(k, n).proportion_ci(_CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
