from __future__ import annotations

import numpy as np
import pytest

from analytics.evaluation.resampling import clustered, ratio, share, summed


def test_a_share_has_wilson_s_interval() -> None:
    got = share(9, 10)
    assert (got.figure, got.interval) == (0.9, "wilson")
    assert (got.low, got.high) == pytest.approx((0.5958, 0.9821), abs=1e-4)


def test_clusters_are_drawn_whole() -> None:
    alike = np.array([[1.0, 2.0]] * 50)
    apart = np.array([[2.0, 2.0], [0.0, 2.0]] * 25)
    narrow = clustered(np.repeat([[1.0, 1.0], [0.0, 1.0]], 50, axis=0), ratio(0, 1), n=100)
    wide = clustered(apart, ratio(0, 1), n=100)
    assert narrow.figure == wide.figure == 0.5
    assert wide.high - wide.low > 1.3 * (narrow.high - narrow.low)
    same = clustered(alike, ratio(0, 1), n=100)
    assert (same.figure, same.interval) == (0.5, "none")
    assert np.isnan([same.low, same.high]).all()  # every cluster says the same


def test_an_interval_is_the_same_each_time_and_in_the_order_of_the_clusters() -> None:
    counts = np.array([[3.0, 4.0], [1.0, 4.0], [2.0, 5.0]])
    assert clustered(counts, ratio(0, 1), n=13) == clustered(counts, ratio(0, 1), n=13)


@pytest.mark.parametrize(("hits", "figure"), [(5.0, 1.0), (0.0, 0.0)])
def test_where_nothing_was_wrong_the_interval_is_wilson_s(hits: float, figure: float) -> None:
    got = clustered(np.array([[hits, 5.0]] * 4), ratio(0, 1), n=20)
    assert (got.figure, got.interval) == (figure, "wilson")
    assert got.high - got.low == pytest.approx(0.1611, abs=1e-4)


@pytest.mark.parametrize(("hits", "figure", "interval"), [(0, 0.0, "wilson"), (3, 0.6, "none"), (5, 1.0, "wilson")])
@pytest.mark.parametrize("basic", [False, True])
def test_a_single_cluster_has_no_interval_but_at_the_ends(
    hits: int, figure: float, interval: str, *, basic: bool
) -> None:
    got = clustered(np.array([[hits, 5.0]]), ratio(0, 1), n=5, basic=basic)
    assert (got.figure, got.interval) == (figure, interval)
    assert np.isnan([got.low, got.high]).all() == (interval == "none")


def test_errors_of_calibration_have_basic_limits_that_are_not_below_zero() -> None:
    counts = np.array([[1.0, 10.0], [0.0, 10.0], [0.0, 10.0]])
    plain = clustered(counts, ratio(0, 1), n=30)
    basic = clustered(counts, ratio(0, 1), n=30, basic=True)
    assert basic.low == max(0.0, 2 * plain.figure - plain.high)
    assert basic.high == 2 * plain.figure - plain.low


def test_a_ratio_of_nothing_is_not_a_number() -> None:
    assert np.isnan(ratio(0, 1)(np.array([[0.0, 0.0]]))).all()


def test_counts_are_summed_by_cluster_in_the_order_these_first_come() -> None:
    rows = np.array([[1.0], [2.0], [4.0]])
    assert summed(rows, ["b", "a", "b"]).tolist() == [[5.0], [2.0]]
