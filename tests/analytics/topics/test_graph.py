from __future__ import annotations

import numpy as np
import pytest
from sklearn.base import clone

from analytics.encoder import unit_rows
from analytics.topics.graph import LeidenClusters, by_size, leiden, merge_small, neighbour_graph


def groups(sizes: tuple[int, ...], seed: int = 3) -> np.ndarray:
    """Points around orthogonal axes, one group an axis."""
    random = np.random.default_rng(seed)
    centres = np.repeat(np.eye(len(sizes), 16), sizes, axis=0)
    return unit_rows(centres + 0.05 * random.standard_normal(centres.shape))


def test_neighbours_are_exact_symmetric_and_weighted_by_cosine():
    vectors = unit_rows(np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], dtype=float))
    graph = neighbour_graph(vectors, 1).toarray()
    cosine = float(np.round(vectors[0] @ vectors[1], 5))
    expected = [[0, cosine, 0, 0], [cosine, 0, 0, 0], [0, 0, 0, cosine], [0, 0, cosine, 0]]
    np.testing.assert_allclose(graph, expected)


def test_equal_neighbours_go_to_the_lower_row():
    vectors = np.tile(np.float32([1, 0]), (4, 1))
    graph = neighbour_graph(vectors, 1).toarray()
    np.testing.assert_array_equal(graph, [[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])


def test_blocks_do_not_change_the_graph(monkeypatch):
    vectors = groups((30, 20))
    whole = neighbour_graph(vectors, 5)
    monkeypatch.setattr("analytics.topics.graph._BLOCK", 7)
    assert (whole != neighbour_graph(vectors, 5)).nnz == 0


def test_one_row_has_no_neighbour():
    graph = neighbour_graph(np.float32([[1, 0]]), 5)
    assert graph.shape == (1, 1)
    np.testing.assert_array_equal(leiden(graph, 1.0, 0), [0])


def test_clusters_are_the_groups_largest_first():
    labels = LeidenClusters(n_neighbors=5, resolution=0.1).fit(groups((20, 40, 30))).labels_
    np.testing.assert_array_equal(labels, [2] * 20 + [0] * 40 + [1] * 30)


def test_two_fits_agree_and_the_estimator_can_be_cloned():
    vectors = groups((20, 40, 30))
    clusters = LeidenClusters(n_neighbors=4, resolution=2.0, smallest=3, random_state=7)
    again = clone(clusters)
    assert not hasattr(again, "labels_")
    np.testing.assert_array_equal(clusters.fit(vectors).labels_, again.fit(vectors).labels_)


def test_a_small_cluster_joins_the_one_it_is_linked_to():
    graph = neighbour_graph(unit_rows(np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1], [0.3, 1]], dtype=float)), 2)
    np.testing.assert_array_equal(merge_small(np.array([0, 0, 1, 1, 2]), graph, 2), [0, 0, 1, 1, 1])


@pytest.mark.parametrize(("labels", "expected"), [([5, 5, 2, 2, 2], [1, 1, 0, 0, 0]), ([9, 4, 9, 4], [0, 1, 0, 1])])
def test_numbers_go_by_size_then_first_member(labels, expected):
    np.testing.assert_array_equal(by_size(np.array(labels)), expected)
