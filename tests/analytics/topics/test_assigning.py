from __future__ import annotations

import os

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from analytics.encoder import unit_rows
from analytics.errors import TopicError
from analytics.topic_schema import TOPIC_MODEL
from analytics.topics import assigning, strengths
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel
from analytics.topics.strengths import LEVEL, NEVER, conformal_threshold, marked_of, nearest_topics, thresholds_of
from tests.analytics.topics.made_topics import DIMENSION, SPACE, around, model, topics

FAR = DIMENSION - 2  # an axis no topic lies on


def plain(vectors: np.ndarray, labels: list[int]) -> TopicModel:
    return TopicModel.of(Space(np.zeros(vectors.shape[1]), {}), np.float32(vectors), np.array(labels))


def test_strength_is_the_mean_cosine_with_the_nearest_of_the_topic():
    fitted = np.float32([[1, 0, 0]] * 9 + [[0.6, 0.8, 0]] + [[0, 1, 0]] * 5 + [[0, 0, 1]] * 10)
    found = plain(fitted, [0] * 15 + [1] * 10).assign(np.float32([[1, 0, 0], [0, 0, 1]]), ["ar", "en"])
    np.testing.assert_array_equal(found.topics, [0, 1])
    np.testing.assert_allclose(found.strength, [(9 + 0.6) / 10, 1], atol=1e-12)


def test_a_topic_of_fewer_articles_than_are_compared_has_the_mean_of_all_of_them():
    found = plain(np.float32([[1, 0], [0.6, 0.8]]), [0, 0]).assign(np.float32([[1, 0]]), ["ar"])
    np.testing.assert_allclose(found.strength, [0.8], atol=1e-12)


def test_an_article_between_two_topics_goes_to_the_lower_number():
    found = plain(np.eye(2), [0, 1]).assign(np.float32([[0.6, 0.6]]), ["en"])
    np.testing.assert_array_equal(found.topics, [0])


def test_fitted_articles_are_not_compared_with_themselves():
    nowhere = Space(np.zeros(3), {})
    _, assessed = TopicModel.fitted(nowhere, np.float32(np.eye(3)), np.array([0, 0, 1]))
    np.testing.assert_array_equal(assessed.topics, [0, 0, 1])
    np.testing.assert_array_equal(assessed.strength, [0, 0, 0])


@pytest.mark.parametrize(("n", "marked"), [(0, 0), (32, 0), (33, 1), (66, 2), (99, 3), (999, 30)])
def test_of_n_and_one_articles_alike_so_many_may_be_marked(n, marked):
    assert marked_of(n) == marked
    assert marked <= LEVEL * (n + 1)


def test_the_threshold_is_the_strength_of_that_rank():
    assert conformal_threshold(np.arange(66)[::-1] / 100) == 0.01
    assert conformal_threshold(np.arange(32) / 100) == NEVER


def test_small_topics_share_a_threshold():
    topics = np.repeat([0, 1, 2], [40, 20, 15])
    strength = np.concatenate([np.arange(40), np.arange(100, 120), np.arange(200, 215)]) / 1_000
    assert thresholds_of(topics, strength, np.arange(4)) == {0: 0.0, 1: 0.1, 2: 0.1, 3: 0.1}
    assert thresholds_of(topics[40:], strength[40:], np.array([1, 2])) == {1: 0.1, 2: 0.1}
    assert thresholds_of(topics[:20], strength[:20], np.array([0])) == {0: NEVER}


def test_no_topic_marks_more_of_its_articles_than_the_level_and_too_small_a_one_none():
    sizes = (400, 100, 32)
    vectors, labels = topics(sizes)
    unfit = ~TopicModel.fitted(SPACE, vectors, labels)[1].fits
    marked = [int(unfit[labels == topic].sum()) for topic in range(3)]
    assert marked == [11, 2, 0]  # one fewer than the rank: the article of that rank fits


def test_articles_like_those_fitted_fit_and_others_do_not():
    fitted = model((400, 300))
    alike = np.concatenate([around(0, 500, 91), around(1, 500, 92)])
    found = fitted.assign(alike, ["ar"] * 1000)
    np.testing.assert_array_equal(found.topics, [0] * 500 + [1] * 500)
    assert 0 < (~found.fits).mean() < 2 * LEVEL
    others = fitted.assign(around(FAR, 200, 93), ["ar"] * 200)
    assert not others.fits.any()


def test_the_shift_of_a_language_is_taken_out_and_an_unseen_language_stays_in_place():
    fitted = model((60, 60))
    arabic = around(0, 50, 71)
    english = arabic + np.float32(SPACE.shifts["en"])
    same = fitted.assign(arabic, ["ar"] * 50)
    np.testing.assert_allclose(fitted.assign(english, ["en"] * 50).strength, same.strength, atol=1e-3)
    unseen = fitted.assign(english, ["fr"] * 50)
    assert unseen.topics.shape == (50,)
    assert not unseen.fits.any()


def test_a_vector_of_zeros_fits_no_topic_and_has_no_strength():
    moved = Space(np.full(DIMENSION, 0.1), {})
    fitted = TopicModel.of(moved, *topics((20, 20)))  # too few to mark any that has a vector
    found = fitted.assign(np.zeros((2, DIMENSION), dtype=np.float32), ["ar", "en"])
    np.testing.assert_array_equal(found.strength, [0, 0])
    assert not found.fits.any()


def test_identical_articles_all_fit():
    vectors = np.tile(around(0, 1, 3), (200, 1))
    _, assessed = TopicModel.fitted(SPACE, vectors, np.zeros(200, dtype=np.int64))
    assert assessed.fits.all()
    np.testing.assert_allclose(assessed.strength, 1, atol=1e-3)


def test_a_hundred_thousand_near_duplicates_are_assigned_alike():
    fitted = model((300, 300))
    copies = np.tile(around(1, 1, 8), (100_000, 1))
    copies[::2, 0] += np.float32(0.001)
    found = fitted.assign(copies, ["ar", "en"] * 50_000)
    arabic = fitted.assign(copies[:2], ["ar", "en"])
    np.testing.assert_array_equal(found.topics[:2], arabic.topics)
    assert len(np.unique(found.strength)) == 2


def test_one_topic_takes_all():
    fitted = plain(around(0, 100, 1), [7] * 100)
    np.testing.assert_array_equal(fitted.assign(around(1, 3, 2), ["ar"] * 3).topics, [7, 7, 7])


def test_no_articles():
    found = model((20, 20)).assign(np.empty((0, DIMENSION), dtype=np.float32), [])
    assert (found.topics.shape, found.strength.shape, found.fits.shape) == ((0,), (0,), (0,))
    with pytest.raises(TopicError, match="no articles to assign by"):
        TopicModel.of(SPACE, np.empty((0, 4), dtype=np.float32), np.empty(0, dtype=np.int64))


def test_what_cannot_be_assigned_is_named():
    fitted = model((20, 20))
    with pytest.raises(TopicError, match=r"shape \(2, 5\); allowed is \(articles, 24\)"):
        fitted.assign(np.zeros((2, 5), dtype=np.float32), ["ar", "ar"])
    with pytest.raises(TopicError, match="Vector 1 holds what is not a number"):
        fitted.assign(np.float32([[1] * 24, [np.nan] * 24]), ["ar", "ar"])
    with pytest.raises(ValueError, match="2 vectors but 1 languages"):
        fitted.assign(np.zeros((2, 24), dtype=np.float32), ["ar"])


def test_blocks_and_threads_change_nothing(monkeypatch):
    vectors, labels = topics((300, 200, 100))
    named = ["ar", "en"] * 300
    fitted = TopicModel.of(SPACE, vectors, labels)
    whole = fitted.assign(vectors, named)
    with threadpool_limits(1, user_api="blas"):
        alone = fitted.assign(vectors, named)
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    monkeypatch.setattr(assigning, "BLOCK", 70)
    monkeypatch.setattr(strengths, "BLOCK", 70)
    again = TopicModel.of(SPACE, vectors, labels)
    small = again.assign(vectors, named)
    assert again.thresholds == fitted.thresholds
    for other in (alone, small):
        np.testing.assert_array_equal(other.topics, whole.topics)
        np.testing.assert_array_equal(other.strength, whole.strength)
        np.testing.assert_array_equal(other.fits, whole.fits)


def test_a_sample_of_many_articles_is_kept_and_no_small_topic_is_lost(monkeypatch):
    monkeypatch.setattr(assigning, "_KEPT", 100)
    vectors, labels = topics((900, 90, 10))
    fitted, assessed = TopicModel.fitted(SPACE, vectors, labels)
    assert np.bincount(fitted.owners).tolist() == [90, 20, 10]
    assert assessed.fits.mean() > 0.95


def test_half_precision_is_read():
    vectors = around(1, 40, 77)
    fitted = model((60, 60))
    whole, half = (fitted.assign(given, ["ar"] * 40) for given in (vectors, vectors.astype(np.float16)))
    np.testing.assert_array_equal(half.topics, whole.topics)
    np.testing.assert_allclose(half.strength, whole.strength, atol=1e-3)


def test_the_model_comes_back_from_its_rows_to_the_last_bit():
    fitted = model((40, 50, 60))
    stored = TOPIC_MODEL.to_arrow(fitted.rows()).to_pylist()
    back = TopicModel.from_rows(reversed(stored))
    vectors = around(2, 30, 15)
    one, other = fitted.assign(vectors, ["en"] * 30), back.assign(vectors, ["en"] * 30)
    np.testing.assert_array_equal(one.strength, other.strength)
    np.testing.assert_array_equal(one.fits, other.fits)
    with pytest.raises(TopicError, match="no centre or no prototypes; it has: nothing"):
        TopicModel.from_rows([])


def test_numbers_of_topics_can_be_changed():
    fitted = model((40, 50, 60))
    vectors = around(0, 30, 15)
    moved = fitted.renumbered({0: 8, 1: 3, 2: 5})
    assert (np.diff(moved.owners) >= 0).all()
    np.testing.assert_array_equal(moved.assign(vectors, ["ar"] * 30).topics, [8] * 30)
    np.testing.assert_array_equal(moved.assign(vectors, ["ar"] * 30).fits, fitted.assign(vectors, ["ar"] * 30).fits)


def test_a_point_that_is_among_the_prototypes_is_left_out_once():
    points = np.rint(unit_rows(np.array([[1, 0], [1, 0], [0, 1]], dtype=float)) * 4000)
    _, strength = nearest_topics(points, points, np.array([0, 0, 0]), itself=True)
    np.testing.assert_array_equal(strength, [0.5, 0.5, 0.0])
