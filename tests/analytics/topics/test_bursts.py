from __future__ import annotations

import numpy as np
import pytest

from analytics.topics.bursts import ALARM, KNOWN, LEAST, WINDOW, Burst, burst_scores, joined

PERIODS = 12


def made(*rows: list[int], every: int = 40) -> tuple[np.ndarray, np.ndarray]:
    """One topic by publisher and period, and what each publisher published."""
    counts = np.array([rows], dtype=np.float32)
    return counts, np.full(counts.shape[1:], every, dtype=np.float32)


def test_what_is_expected_is_the_share_of_the_baseline_with_one_article_more() -> None:
    counts, totals = made([4] * PERIODS)
    scores = burst_scores(counts, totals)
    assert np.isnan(scores.p[0, :LEAST]).all()
    assert scores.expected[0, LEAST] == pytest.approx(40 * (4 * LEAST + 1) / (40 * LEAST))
    assert scores.expected[0, -1] == pytest.approx(40 * (4 * WINDOW + 1) / (40 * WINDOW))
    assert scores.found[0, -1] == 4
    assert (scores.p[0, LEAST:] > 0.5).all()


def test_the_chance_is_that_of_a_negative_binomial_count() -> None:
    from scipy.stats import nbinom

    counts, totals = made([4] * 9 + [15])
    mean = 40 * 33 / 320
    variance = mean + 40**2 * (33 / 320) / (320 + KNOWN)
    size = mean**2 / (variance - mean)
    expected = nbinom.sf(14, size, size / (size + mean))
    assert burst_scores(counts, totals).p[0, 9] == pytest.approx(expected, rel=1e-9)


def test_a_gap_is_no_zero_and_counts_as_no_period_of_the_baseline() -> None:
    whole, totals = made([4] * PERIODS)
    gaps = np.insert(whole, [6, 6, 6], 0, axis=2), np.insert(totals, [6, 6, 6], 0, axis=1)
    with_gaps, without = burst_scores(*gaps), burst_scores(whole, totals)
    assert np.isnan(with_gaps.p[0, 6:9]).all()
    np.testing.assert_array_equal(np.delete(with_gaps.p, [6, 7, 8], axis=1), without.p)


def test_a_publisher_that_enters_or_leaves_is_no_burst() -> None:
    steady = [2] * PERIODS
    entering = [0] * 9 + [30] * 3  # all it writes is about the topic
    counts = np.array([[steady, entering]], dtype=np.float32)
    totals = np.array([[40] * PERIODS, [0] * 9 + [30] * 3], dtype=np.float32)
    scores = burst_scores(counts, totals)
    assert scores.found[0, 9] == 2  # nothing is known of the publisher yet
    assert scores.p[0].min(where=np.isfinite(scores.p[0]), initial=1) > 0.05
    leaving = burst_scores(counts[:, :, ::-1].copy(), totals[:, ::-1].copy())
    assert np.nanmin(leaving.p) > 0.05
    unstratified = burst_scores(counts.sum(axis=1, keepdims=True), totals.sum(axis=0, keepdims=True))
    assert unstratified.p[0, 9] < 1e-6


def test_an_alarm_does_not_hide_the_next_week_and_a_lasting_rise_becomes_the_level() -> None:
    counts, totals = made([4] * 9 + [30] * 12, every=100)
    scores = burst_scores(counts, totals)
    assert scores.expected[0, 10] == pytest.approx(4, abs=0.2)
    assert (scores.p[0, 9:12] < 1e-4).all()
    assert scores.p[0, -1] > 0.2


def test_a_rise_too_small_for_a_burst_stays_in_the_baseline_of_a_topic_that_begins_late() -> None:
    late = [0] * 8 + [3, 3, 3, 3, 3, 3]
    scores = burst_scores(*made(late, every=400))
    assert scores.p[0, 8] <= ALARM  # unlikely, but three articles are no burst
    assert scores.expected[0, 9] == pytest.approx(400 * (3 + 1) / 3200)
    assert scores.expected[0, 13] == pytest.approx(400 * (15 + 1) / 3200)


def test_a_baseline_that_scatters_expects_scatter() -> None:
    calm = burst_scores(*made([5] * 8 + [16], every=100)).p[0, 8]
    wild = burst_scores(*made([0, 10, 0, 10, 0, 10, 0, 10, 16], every=100)).p[0, 8]
    assert calm < 0.01 < wild


def test_a_topic_that_the_baseline_lacks_needs_more_than_a_small_baseline_to_be_a_burst() -> None:
    small = burst_scores(*_new(before=10, own=180)).p[0, -1]
    large = burst_scores(*_new(before=180, own=180)).p[0, -1]
    assert large < 1e-5 < 0.05 < small


def _new(before: int, own: int) -> tuple[np.ndarray, np.ndarray]:
    counts = np.zeros((1, 1, 9), dtype=np.float32)
    counts[0, 0, -1] = 6
    return counts, np.array([[before] * 8 + [own]], dtype=np.float32)


def test_the_chance_does_not_depend_on_the_order_of_topics_and_publishers() -> None:
    rng = np.random.default_rng(0)
    totals = rng.integers(20, 60, (3, 20)).astype(np.float32)
    counts = rng.poisson(3, (4, 3, 20)).astype(np.float32)
    turned = burst_scores(counts[::-1, ::-1].copy(), totals[::-1].copy())
    np.testing.assert_allclose(turned.p[::-1], burst_scores(counts, totals).p, rtol=1e-9)


def test_chances_of_counts_without_bursts_are_rarely_small() -> None:
    rng = np.random.default_rng(1)
    totals = np.full((5, 200), 30, dtype=np.float32)
    counts = rng.binomial(30, rng.uniform(0.02, 0.2, (20, 5, 1)), (20, 5, 200)).astype(np.float32)
    p = burst_scores(counts, totals).p
    assert (p[np.isfinite(p)] <= 0.01).mean() < 0.01


@pytest.mark.parametrize("shape", [(0, 0, 0), (2, 0, 0), (0, 3, 5), (2, 3, 1)])
def test_no_topics_no_articles_or_one_period_give_nothing(shape: tuple[int, int, int]) -> None:
    scores = burst_scores(np.zeros(shape, dtype=np.float32), np.ones(shape[1:], dtype=np.float32))
    assert scores.p.shape == (shape[0], shape[2])
    assert np.isnan(scores.p[:, :LEAST]).all()


def test_shapes_that_do_not_agree_are_refused() -> None:
    with pytest.raises(ValueError, match=r"counts have shape \(1, 2, 3\) and totals \(2, 4\)"):
        burst_scores(np.zeros((1, 2, 3), dtype=np.float32), np.zeros((2, 4), dtype=np.float32))


def test_adjacent_periods_join_and_a_gap_ends_a_burst() -> None:
    alarms = np.array([[0, 1, 1, 1, 0, 1], [1, 1, 0, 0, 0, 0]], dtype=bool)
    p = np.array([[1, 0.02, 0.001, 0.001, 1, 0.01], [0.01, 0.001, 1, 1, 1, 1.0]])
    collected = np.ones(6, dtype=bool)
    assert joined(alarms, p, collected) == [Burst(0, 1, 3, 2), Burst(0, 5, 5, 5), Burst(1, 0, 1, 1)]
    collected[2] = False
    assert joined(alarms, p, collected)[:2] == [Burst(0, 1, 1, 1), Burst(0, 3, 3, 3)]
