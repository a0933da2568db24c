from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from analytics.study.association import hypergeometric_tail, npmi


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int, int]:
    total = draw(st.integers(1, 400))
    a, b = draw(st.integers(1, total)), draw(st.integers(1, total))
    return draw(st.integers(max(0, a + b - total), min(a, b))), a, b, total


@settings(deadline=None)
@given(counts())
def test_the_tail_is_that_of_fishers_exact_test(found: tuple[int, int, int, int]) -> None:
    both, a, b, total = found
    expected = hypergeom.sf(both - 1, total, a, b)
    assert hypergeometric_tail(both, a, b, total)[0] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_the_tail_of_many_and_of_a_million() -> None:
    # 2 of 2 among 4, each in 2: one of the six ways to choose; 1 of 2: five of six; 0: certain
    assert hypergeometric_tail([2, 1, 0], 2, 2, 4).round(12).tolist() == [0.166666666667, 0.833333333333, 1.0]
    tail = hypergeometric_tail([5200, 5000, 4800], 50_000, 100_000, 1_000_000)
    assert tail == pytest.approx(hypergeom.sf([5199, 4999, 4799], 1_000_000, 50_000, 100_000), rel=1e-6)


def test_association_runs_from_never_to_always_together() -> None:
    assert npmi([0, 2, 5, 1], [2, 2, 5, 2], [2, 2, 5, 2], [4, 4, 5, 4]).tolist() == [-1.0, 1.0, 0.0, 0.0]
    assert npmi(3, 4, 5, 10).round(6) == round(float(np.log(30 / 20) / np.log(10 / 3)), 6)
