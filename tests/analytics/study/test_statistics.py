from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from analytics.study.statistics import difference_interval, mean_interval, wilson


@pytest.mark.parametrize(("n", "total"), [(0, 10), (3, 10), (10, 10), (1, 1), (500, 9931)])
def test_wilson_agrees_with_scipy(n: int, total: int) -> None:
    share, low, high = wilson([n], [total])
    expected = binomtest(n, total).proportion_ci(method="wilson")
    assert share[0] == n / total
    assert low[0] == pytest.approx(expected.low, abs=1e-9)
    assert high[0] == pytest.approx(expected.high, abs=1e-9)


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert all(np.isnan(value).all() for value in wilson([0], [0]))


def test_the_difference_of_two_shares_is_newcombes() -> None:
    # Newcombe 1998, table II, line a: 56/70 against 48/80, method 10: 0.0524 to 0.3339
    difference, low, high = difference_interval(56, 70, 48, 80)
    assert (round(difference, 4), round(low, 4), round(high, 4)) == (0.2, 0.0524, 0.3339)


def test_the_interval_of_a_mean_needs_two_articles() -> None:
    low, high = mean_interval([0.5, 0.5], [np.nan, 0.2], [1, 4])
    assert np.isnan(low[0]) and np.isnan(high[0])
    assert (round(low[1], 4), round(high[1], 4)) == (0.1818, 0.8182)
