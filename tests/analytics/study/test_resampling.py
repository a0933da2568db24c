"""The cluster bootstrap: what it covers, and what copies change."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.study.resampling import CLUSTERS, RESAMPLES, clusters, effective, intervals, means, weights

MANY, IN_ONE = 300, 30


def test_weights_are_the_same_each_time_and_of_mean_and_variance_one() -> None:
    drawn = weights()
    assert drawn.shape == (CLUSTERS, RESAMPLES) and not drawn.flags.writeable
    assert (drawn.min() > 0, round(drawn.mean(), 2), round(drawn.var(), 2)) == (True, 1.0, 1.0)
    weights.cache_clear()
    assert np.array_equal(weights()[:3, :3], drawn[:3, :3])


def test_a_small_run_has_a_cluster_a_story_and_a_large_one_strews_them_evenly() -> None:
    assert clusters(np.array([1, 7, CLUSTERS]), CLUSTERS).tolist() == [0, 6, CLUSTERS - 1]
    strewn = np.bincount(clusters(np.arange(1, 100 * CLUSTERS + 1), 100 * CLUSTERS), minlength=CLUSTERS)
    assert (len(strewn), strewn.sum()) == (CLUSTERS, 100 * CLUSTERS)
    assert 50 < strewn.min() and strewn.max() < 150  # Poisson of mean 100: ten deviations are 100
    assert not np.array_equal(clusters(np.arange(1, 9), CLUSTERS + 1), np.arange(8))


def test_effective_stories_are_fewer_where_one_has_most_articles() -> None:
    group = np.array([0, 0, 0, 1, 1])
    found = effective(group, np.array([1.0, 1.0, 1.0, 9.0, 1.0]), 3)
    assert found.tolist() == pytest.approx([3.0, 100 / 82, 0.0])


def made(draw: np.random.Generator, stories: int, skewed: bool) -> tuple[np.ndarray, np.ndarray, float]:
    """Articles and summed tones of stories with one to many copies, which all say the same; and the true mean."""
    sizes = draw.geometric(0.5, MANY * stories).astype(float)
    if skewed:
        return sizes, sizes * np.clip(draw.beta(1, 4, MANY * stories) * 2 - 1, -1, 1), 2 * 0.2 - 1
    return sizes, sizes * draw.uniform(-0.9, 0.5, MANY * stories), -0.2


@pytest.mark.parametrize(("stories", "skewed"), [(6, False), (15, False), (30, False), (60, True)])
def test_intervals_cover_the_true_mean_as_often_as_they_say(stories: int, skewed: bool) -> None:
    sizes, sums, truth = made(np.random.default_rng(stories), stories, skewed)
    group = np.repeat(np.arange(MANY), stories)
    low, high, error = intervals(group, np.tile(np.arange(stories), MANY), sizes, sums, MANY)
    assert np.isfinite(error).all()
    assert 0.92 <= ((low <= truth) & (truth <= high)).mean() <= 0.98


def test_stories_that_differ_in_their_copies_are_resampled_whole() -> None:
    """Each story six times: the interval is that of the stories, not that of six times as many articles."""
    tones = np.random.default_rng(1).uniform(-1, 1, IN_ONE)
    group, cluster = np.zeros(IN_ONE, dtype=np.int64), np.arange(IN_ONE)
    once = intervals(group, cluster, np.ones(IN_ONE), tones, 1)
    six = intervals(group, cluster, np.full(IN_ONE, 6.0), 6 * tones, 1)
    assert np.allclose(once, six, rtol=0, atol=1e-12)
    apart = intervals(
        np.zeros(6 * IN_ONE, dtype=np.int64), np.arange(6 * IN_ONE), np.ones(6 * IN_ONE), np.repeat(tones, 6), 1
    )
    assert (apart[1] - apart[0])[0] < 0.5 * (once[1] - once[0])[0]  # sqrt(1 / 6) = .41


def test_the_standard_error_is_that_of_a_mean() -> None:
    tones = np.array([-0.8, -0.4, 0.0, 0.1, 0.1, 0.2, 0.3, 0.5])
    _, _, error = intervals(np.zeros(8, dtype=np.int64), np.arange(8), np.ones(8), tones, 1)
    assert error[0] == pytest.approx(tones.std(ddof=1) / 8**0.5, rel=0.05)


@pytest.mark.parametrize("tone", [-1.0, -0.5, 0.0])
def test_stories_that_all_have_one_tone_have_no_interval_however_many_they_are(tone: float) -> None:
    group = np.array([0, *[1] * 4, *[2] * 5, *[3] * 40])
    values = np.full(50, tone)
    assert np.isnan(intervals(group, np.arange(50), np.ones(50), values, 4)).all()
    values[-1] += 0.01
    low, high, error = intervals(group, np.arange(50), np.ones(50), values, 4)
    assert np.isfinite([low[3], high[3], error[3]]).all() and low[3] < high[3]
    assert np.isnan([low[:3], high[:3], error[:3]]).all()


def test_intervals_stay_on_the_scale_and_one_giant_story_has_the_widest() -> None:
    group = np.array([0, 0, 1, 1])
    low, high, _ = intervals(group, np.array([0, 1, 0, 1]), np.array([1.0, 1, 50, 1]), np.array([1.0, -1, 50, -1]), 2)
    assert (low.tolist(), high.tolist()) == ([-1.0, -1.0], [1.0, 1.0])


def test_a_group_has_the_same_interval_beside_any_others() -> None:
    draw = np.random.default_rng(3)
    tones, cluster = draw.uniform(-1, 1, 40), draw.permutation(500)[:40]
    alone = intervals(np.zeros(40, dtype=np.int64), cluster, np.ones(40), tones, 1)
    group = np.concatenate([np.zeros(40, dtype=np.int64), 1 + np.arange(900) // 3])
    more = intervals(
        group, np.concatenate([cluster, np.arange(900)]), np.ones(940), np.append(tones, np.zeros(900)), 301
    )
    assert [values[0] for values in more] == [values[0] for values in alone]


def test_the_mean_of_an_empty_group_is_no_number() -> None:
    assert np.isnan(means(np.array([0]), np.array([0.0]), np.array([0.0]), 2)).all()
