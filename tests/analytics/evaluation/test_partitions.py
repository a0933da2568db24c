from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import normalized_mutual_info_score

from analytics.evaluation.partitions import Interval, nmi, nmi_interval, pairwise_ari, shared_ari


def test_the_jackknife_of_cells_is_that_of_articles() -> None:
    random = np.random.default_rng(3)
    classes = [f"c{number}" for number in random.integers(0, 3, 40)]
    labels = [int(number) for number in random.integers(0, 4, 40)]
    without = [
        normalized_mutual_info_score(classes[:at] + classes[at + 1 :], labels[:at] + labels[at + 1 :])
        for at in range(40)
    ]
    half = 1.959963984540054 * np.sqrt(39 / 40 * np.square(np.array(without) - np.mean(without)).sum())
    found = nmi_interval(classes, [labels])
    assert found.value == pytest.approx(nmi(classes, labels))
    assert found.high == pytest.approx(found.value + half)
    assert found.low == pytest.approx(max(0.0, found.value - half))


def test_the_interval_holds_its_figure_even_of_few_articles_in_many_classes() -> None:
    random = np.random.default_rng(1)
    classes = [f"c{number}" for number in random.integers(0, 18, 200)]
    found = nmi_interval(classes, [random.integers(0, 17, 200).tolist()])
    assert found.low < found.value < found.high


def test_a_perfect_match_is_a_point_and_several_fits_are_averaged() -> None:
    classes = ["a", "a", "b", "b", "c", "c"]
    assert nmi_interval(classes, [[0, 0, 1, 1, 2, 2]]) == Interval(1.0, 1.0, 1.0)
    none = nmi(classes, [0] * 6)
    both = nmi_interval(classes, [[0, 0, 1, 1, 2, 2], [0] * 6])
    assert both.value == pytest.approx((1 + none) / 2)


def test_fits_agree_on_the_articles_they_share() -> None:
    assert shared_ari({"a": 0, "b": 0, "c": 1}, {"b": 5, "c": 7, "d": 7}) == 1.0
    fits = [{"a": 0, "b": 0, "c": 1, "d": 1}, {"a": 1, "b": 1, "c": 0, "d": 0}, {"a": 0, "b": 1, "c": 0, "d": 1}]
    found = pairwise_ari(fits)
    assert (found.low, found.high) == (pytest.approx(-0.5), 1.0)
    assert found.value == pytest.approx(0.0)
