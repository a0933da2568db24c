"""How often topics that have not changed are said to drift, and those that have: python -m benchmarks.topic_drift.

Strengths are drawn at random; nothing about drift depends on their distribution while additions are alike. Topics that
have changed have more articles below the threshold, as many times more as the column says. Beside the rule of
:mod:`analytics.topics.drift` stands the one that takes the threshold for certain: 95% Wilson interval above the share
expected.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from analytics.statistics import wilson
from analytics.topics.assigning import Assigned
from analytics.topics.drift import LEAST_UNFIT, drift_rows
from analytics.topics.strengths import conformal_threshold, marked_of

TOPICS: Final = 20
RUNS: Final = 50
CHANGED: Final = (1, 2, 4, 8)


def main() -> None:
    """Print a line for each size: shares of topics flagged by the interval alone, and by the rule."""
    print(f"{TOPICS} topics, {RUNS} runs; share flagged by the interval -> by the rule (runs with any, by the rule)")
    print(f"{'fitted':>6} {'added':>6}" + "".join(f"{f'x {times}':>24}" for times in CHANGED))
    for n_fitted, n_added in ((40, 50), (40, 500), (100, 100), (400, 500), (400, 5_000)):
        found = [_flagged(n_fitted, n_added, times) for times in CHANGED]
        cells = "".join(f"{f'{old:.3f} -> {new:.3f} ({any_:.2f})':>24}" for old, new, any_ in found)
        print(f"{n_fitted:>6} {n_added:>6}{cells}")


def _flagged(n_fitted: int, n_added: int, times: float) -> tuple[float, float, float]:
    random = np.random.default_rng(0)
    expected = marked_of(n_fitted) / (n_fitted + 1)
    by_interval, by_rule, with_any = 0, 0, 0
    topics = np.repeat(np.arange(TOPICS), n_added)
    fitted = Assigned(
        np.repeat(np.arange(TOPICS), n_fitted), np.ones(TOPICS * n_fitted), np.ones(TOPICS * n_fitted, dtype=bool)
    )
    for _ in range(RUNS):
        floors = np.array([conformal_threshold(random.random(n_fitted)) for _ in range(TOPICS)])
        fits = random.random(len(topics)) / times >= floors[topics]
        flagged = [row["has_drifted"] for row in drift_rows(fitted, Assigned(topics, np.ones(len(topics)), fits))[1:]]
        unfit = np.bincount(topics[~fits], minlength=TOPICS)
        low = wilson(unfit, np.full(TOPICS, n_added))[1]
        by_interval += int(((low > expected) & (unfit >= LEAST_UNFIT)).sum())
        by_rule, with_any = by_rule + sum(flagged), with_any + any(flagged)
    return by_interval / (RUNS * TOPICS), by_rule / (RUNS * TOPICS), with_any / RUNS


if __name__ == "__main__":
    main()
