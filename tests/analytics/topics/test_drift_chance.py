"""How likely it is that nothing has changed: against simulation, for one topic and over many."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.topics.assigning import Assigned
from analytics.topics.drift import drift_rows, unfit_chances
from analytics.topics.strengths import conformal_threshold

SAMPLES = 4_000


def alike(n_fitted: int, n_added: int, random: np.random.Generator) -> int:
    """Of added articles like those fitted on, how many the rule marks."""
    return int((random.random(n_added) < conformal_threshold(random.random(n_fitted))).sum())


@pytest.mark.parametrize(("n_fitted", "n_added"), [(40, 50), (40, 500), (400, 100)])
def test_chances_are_those_of_simulation(n_fitted: int, n_added: int) -> None:
    random = np.random.default_rng(3)
    marked = np.array([alike(n_fitted, n_added, random) for _ in range(SAMPLES)])
    chances = unfit_chances(n_fitted, n_added)
    assert chances.shape == (n_added + 1,) and chances.sum() == pytest.approx(1)
    for k in (1, 3, round(n_added / 20), round(n_added / 10)):
        tail = float(chances[k:].sum())
        error = 4 * np.sqrt(tail * (1 - tail) / SAMPLES)
        assert abs((marked >= k).mean() - tail) <= error


def test_small_chances_by_hand() -> None:
    # one of 40 is the least, so that a further one is marked with chance 1 / 41, and two with 1 / 41 * 2 / 42
    assert unfit_chances(40, 1) == pytest.approx([40 / 41, 1 / 41])
    assert unfit_chances(40, 2)[2] == pytest.approx(2 / (41 * 42))


def rows(counts: list[tuple[int, int]], fits: list[np.ndarray]) -> list[dict[str, object]]:
    def of(sizes: list[int], which: np.ndarray) -> Assigned:
        return Assigned(np.repeat(np.arange(len(sizes)), sizes), np.full(sum(sizes), 0.5), which)

    fitted, added = ([pair[at] for pair in counts] for at in (0, 1))
    return drift_rows(of(fitted, np.ones(sum(fitted), dtype=bool)), of(added, np.concatenate(fits)))


def test_where_nothing_has_changed_topics_are_not_said_to_drift() -> None:
    random = np.random.default_rng(5)
    alarms, overall, runs = 0, 0, 200
    for _ in range(runs):
        marked = [alike(40, 500, random) for _ in range(20)]
        whole, *each = rows([(40, 500)] * 20, [np.arange(500) >= k for k in marked])
        alarms += any(row["has_drifted"] for row in each)
        overall += bool(whole["has_drifted"])
    assert alarms <= 20 and overall <= 20  # 10 expected of each; more than 20 has a chance of 0.001


def test_one_that_has_is_found_among_many() -> None:
    quiet = [np.arange(500) >= 15] * 19
    whole, first, *others = rows([(400, 500)] * 20, [np.arange(500) >= 40, *quiet])
    assert first["has_drifted"] and first["p"] < first["q"] == pytest.approx(20 * first["p"], abs=1e-9)
    assert not any(row["has_drifted"] for row in others)
    assert whole["q"] == whole["p"]


def test_a_topic_of_a_few_is_not_tested() -> None:
    few, many = rows([(31, 10), (40, 10)], [np.ones(10, dtype=bool), np.ones(10, dtype=bool)])[1:]
    assert (few["p"], few["q"], few["expected"], few["has_drifted"]) == (None, None, 0, False)
    assert many["p"] == many["q"] == 1


def test_small_topics_share_a_threshold_and_are_tested_together() -> None:
    fits = np.arange(5) >= 4
    whole, *each = rows([(10, 5)] * 8, [fits] * 8)
    assert {(row["p"], row["expected"]) for row in each} == {(None, round(2 / 81, 6))}
    assert whole["p"] == pytest.approx(float(unfit_chances(80, 40)[32:].sum()), abs=1e-12)
    assert whole["has_drifted"] and not any(row["has_drifted"] for row in each)


@pytest.mark.parametrize("sizes", [[31], [10, 10, 11], [1], [3, 40]])
def test_a_small_corpus_has_rows_and_no_warning(sizes: list[int]) -> None:
    found = rows([(n, n) for n in sizes], [np.zeros(n, dtype=bool) for n in sizes])
    assert [row["n_added"] for row in found] == [sum(sizes), *sizes]
    assert all(row["p"] is None or 0 <= row["p"] <= 1 for row in found)
