from __future__ import annotations

from analytics.study.statistics import difference_interval


def test_the_difference_of_two_shares_is_newcombes() -> None:
    # Newcombe 1998, table II, line a: 56/70 against 48/80, method 10: 0.0524 to 0.3339
    difference, low, high = difference_interval(56, 70, 48, 80)
    assert (round(difference, 4), round(low, 4), round(high, 4)) == (0.2, 0.0524, 0.3339)
