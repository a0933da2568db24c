from __future__ import annotations

import numpy as np
import pytest

from analytics.topics.change_points import FEWEST, SHORTEST, SHUFFLES, Cut, change_points

SEED = (0, 1)


def test_a_rise_for_good_is_found_at_its_first_period() -> None:
    found = np.array([2.0, 3, 2, 1, 2, 3, 9, 10, 8, 11, 9, 10])
    cuts = change_points(found, np.full(12, 6.0), SEED)
    assert cuts[0].at == 6 and cuts[0].p < 0.01
    assert [cut for cut in cuts if cut.p <= 0.05] == [Cut(0, 6, 12, cuts[0].p, 0)]


def test_a_rise_and_a_fall_are_two_changes() -> None:
    found = np.array([2.0] * 10 + [12.0] * 10 + [2.0] * 10)
    cuts = change_points(found, np.full(30, 5.0), SEED)
    assert sorted(cut.at for cut in cuts if cut.p <= 0.05) == [10, 20]


def test_what_was_expected_explains_a_rise() -> None:
    found = np.array([2.0, 3, 2, 1, 2, 3, 9, 10, 8, 11, 9, 10])
    cuts = change_points(found, found / 2, SEED)
    assert [cut.p > 0.05 for cut in cuts] == [True]


def test_a_single_wild_period_is_a_burst_not_a_change() -> None:
    found = np.array([3.0, 2, 3, 4, 3, 60, 3, 2, 4, 3, 3, 2])
    assert [cut.p > 0.05 for cut in change_points(found, np.full(12, 6.0), SEED)] == [True]


def test_the_chance_is_at_least_one_in_the_shuffles_and_the_same_each_time() -> None:
    found = np.array([0.0] * 20 + [20.0] * 20)
    first, again = (change_points(found, np.full(40, 10.0), SEED) for _ in range(2))
    assert first == again
    assert first[0].p == 1 / (SHUFFLES + 1)


def test_series_without_change_are_rarely_cut() -> None:
    rng = np.random.default_rng(3)
    chances = [change_points(rng.poisson(5, 30).astype(float), np.full(30, 5.0), (0, k))[0].p for k in range(100)]
    assert np.mean(np.array(chances) <= 0.05) <= 0.1


@pytest.mark.parametrize("found", [[], [3.0], [5.0] * (2 * SHORTEST - 1), [0.0] * 20, [1.0] * (FEWEST - 1) + [0.0] * 5])
def test_too_few_periods_or_articles_are_not_cut(found: list[float]) -> None:
    assert change_points(np.array(found), np.ones(len(found)), SEED) == []


def test_expectations_must_be_above_zero_and_as_many() -> None:
    for found, expected in ((np.ones(3), np.ones(2)), (np.ones(2), np.array([1.0, 0.0]))):
        with pytest.raises(ValueError, match="something must be expected in each"):
            change_points(found, expected, SEED)
