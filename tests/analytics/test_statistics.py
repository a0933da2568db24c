from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control

from analytics.statistics import false_discovery, wilson


@pytest.mark.parametrize(("n", "total"), [(0, 10), (3, 10), (10, 10), (1, 1), (500, 9931)])
def test_wilson_agrees_with_scipy(n: int, total: int) -> None:
    share, low, high = wilson([n], [total])
    expected = binomtest(n, total).proportion_ci(method="wilson")
    assert share[0] == n / total
    assert low[0] == pytest.approx(expected.low, abs=1e-9)
    assert high[0] == pytest.approx(expected.high, abs=1e-9)


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert all(np.isnan(value).all() for value in wilson([0], [0]))


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_false_discovery_is_that_of_benjamini_and_hochberg(p: list[float]) -> None:
    assert false_discovery(p, len(p)) == pytest.approx(false_discovery_control(p), abs=1e-12)


def test_tests_left_out_count_too() -> None:
    assert false_discovery([0.02, 0.001], 10).tolist() == pytest.approx([0.1, 0.01])
    assert false_discovery([], 0).tolist() == []
