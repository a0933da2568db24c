from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone
from threadpoolctl import threadpool_limits

from analytics.encoder import unit_rows
from analytics.topics.clustering import TopicClusters, default_neighbours, default_smallest, density_clusters
from analytics.topics.graph import neighbour_graph

MODELS = ("leiden", "kmeans", "hdbscan")


def groups(sizes: tuple[int, ...], seed: int = 3, noise: float = 0.05) -> np.ndarray:
    """Points around orthogonal axes, one group an axis."""
    random = np.random.default_rng(seed)
    centres = np.repeat(np.eye(len(sizes), 16), sizes, axis=0)
    return unit_rows(centres + noise * random.standard_normal(centres.shape))


@pytest.mark.parametrize("model", MODELS)
def test_clusters_are_the_groups_largest_first_and_come_back(model):
    found = TopicClusters(clusters=model, n_topics=3).fit(groups((40, 80, 60)))
    np.testing.assert_array_equal(found.labels_, [2] * 40 + [0] * 80 + [1] * 60)
    np.testing.assert_array_equal(found.stability_, [1.0, 1.0, 1.0])


def test_the_number_of_groups_is_found():
    found = TopicClusters().fit(groups((40, 80, 60, 50, 30)))
    assert found.labels_.max() + 1 == 5
    assert found.criterion_["agreement"] == 1.0


@pytest.mark.parametrize("model", MODELS)
def test_two_fits_agree_and_the_estimator_can_be_cloned(model):
    vectors = groups((60, 80, 40), noise=0.4)
    clusters = TopicClusters(clusters=model, granularity="fine", random_state=7)
    again = clone(clusters)
    assert not hasattr(again, "labels_")
    np.testing.assert_array_equal(clusters.fit(vectors).labels_, again.fit(vectors).labels_)
    np.testing.assert_array_equal(clusters.stability_, again.stability_)


@pytest.mark.parametrize("model", MODELS)
def test_threads_do_not_change_a_label(model):
    vectors = groups((150, 120, 90, 60), noise=0.6)
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(TopicClusters(clusters=model).fit(vectors).labels_)
    np.testing.assert_array_equal(*found)


@pytest.mark.parametrize("model", ["leiden", "kmeans"])
def test_coarse_has_half_and_fine_twice_as_many_clusters(model):
    vectors = groups((50,) * 12, noise=0.15)
    numbers = [TopicClusters(model, granularity).fit(vectors).labels_.max() + 1 for granularity in ("coarse", "fine")]
    assert numbers == [6, 24]


@pytest.mark.parametrize("model", ["leiden", "kmeans"])
@pytest.mark.parametrize("wanted", [2, 4, 7])
def test_as_many_topics_as_are_wanted(model, wanted):
    found = TopicClusters(clusters=model, n_topics=wanted).fit(groups((40, 50, 60, 70), noise=0.3))
    assert found.labels_.max() + 1 == wanted


def test_density_gives_noise_to_the_cluster_it_is_linked_to():
    vectors = np.vstack([groups((40, 40)), unit_rows(np.array([[1.0, 0.6] + [0.0] * 14, [0.6, 1.0] + [0.0] * 14]))])
    labels = density_clusters(neighbour_graph(vectors, 8), 10)
    assert labels[80] == labels[0]
    assert labels[81] == labels[40]
    assert labels[0] != labels[40]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_copies_are_one_cluster_or_split_without_an_error(model, n):
    vectors = np.tile(unit_rows(np.ones((1, 8))), (n, 1))
    labels = TopicClusters(clusters=model).fit(vectors).labels_
    assert labels.shape == (n,)
    assert labels.min() == 0


def test_copies_of_one_article_are_one_cluster():
    vectors = np.tile(unit_rows(np.ones((1, 8))), (400, 1))
    assert TopicClusters().fit(vectors).labels_.max() == 0


@pytest.mark.parametrize(("n", "expected"), [(10, 5), (200, 5), (1_000, 8), (9_000, 15), (50_000, 15)])
def test_neighbours_for_the_number_of_articles(n, expected):
    assert default_neighbours(n) == expected


@pytest.mark.parametrize(
    ("n", "n_topics", "expected"),
    [(50, None, 3), (427, None, 8), (2_000, None, 18), (10_000, None, 20), (1_000, 100, 2), (10, 8, 1)],
)
def test_smallest_topic_for_the_number_of_articles(n, n_topics, expected):
    assert default_smallest(n, n_topics) == expected
