from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import betabinom

from analytics.topic_schema import DRIFT
from analytics.topics.assigning import Assigned, TopicModel
from analytics.topics.drift import ALL, drift_rows
from tests.analytics.topics.made_topics import DIMENSION, SPACE, around, topics


def assigned(topic: list[int], strength: list[float], fits: list[bool]) -> Assigned:
    return Assigned(np.array(topic, dtype=np.int64), np.array(strength, dtype=float), np.array(fits, dtype=bool))


FITTED = assigned([0] * 66 + [1] * 10, [0.8] * 66 + [0.5] * 10, [True] * 76)
NONE = assigned([], [], [])


def test_a_row_counts_the_added_beside_the_fitted():
    added = assigned([0] * 10 + [1] * 10, [0.4] * 10 + [0.5] * 10, [False] * 5 + [True] * 15)
    overall, first, second = drift_rows(FITTED, added)
    assert first == {
        "topic_id": 0,
        "n_fitted": 66,
        "n_added": 10,
        "strength_fitted": 0.8,
        "strength_added": 0.4,
        "unfit_share": 0.5,
        "low": 0.236593,
        "high": 0.763407,
        "expected": pytest.approx(2 / 67, abs=1e-6),
        "p": pytest.approx(betabinom.sf(4, 10, 2, 65), abs=1e-12),
        "q": pytest.approx(betabinom.sf(4, 10, 2, 65), abs=1e-12),  # the other topic is too small to be tested
        "has_drifted": True,
    }
    assert (second["unfit_share"], second["expected"], second["has_drifted"]) == (0, 0, False)
    assert (overall["topic_id"], overall["n_added"], overall["unfit_share"]) == (ALL, 20, 0.25)
    assert overall["expected"] == pytest.approx(1 / 67, abs=1e-6)


def test_rows_are_those_of_the_table():
    assert DRIFT.to_arrow(drift_rows(FITTED, FITTED)).num_rows == 3


def test_nothing_added_is_no_drift():
    overall, first, _ = drift_rows(FITTED, NONE)
    assert (overall["n_added"], overall["unfit_share"], overall["low"], overall["expected"]) == (0, None, None, None)
    assert not any(row["has_drifted"] for row in (overall, first))


def test_one_or_two_that_do_not_fit_are_no_drift():
    two = drift_rows(FITTED, assigned([0, 0], [0.1, 0.1], [False, False]))
    three = drift_rows(FITTED, assigned([0, 0, 0], [0.1] * 3, [False] * 3))
    assert [row["has_drifted"] for row in two] == [False, False, False]
    assert [row["has_drifted"] for row in three] == [True, True, False]


def test_additions_alike_do_not_drift_and_others_do():
    sizes = (300, 300)
    vectors, labels = topics(sizes)
    fitted, was = TopicModel.fitted(SPACE, vectors, labels)
    alike = np.concatenate([around(0, 150, 41), around(1, 150, 42)])
    same = drift_rows(was, fitted.assign(alike, ["ar"] * 300))
    assert not any(row["has_drifted"] for row in same)
    shifted = np.concatenate([alike, around(DIMENSION - 2, 60, 43)])
    moved = drift_rows(was, fitted.assign(shifted, ["ar"] * 360))
    assert moved[0]["has_drifted"]
    assert moved[0]["strength_added"] < moved[0]["strength_fitted"]
