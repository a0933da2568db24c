from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from analytics.encoder import unit_rows
from analytics.topics.graph import (
    by_size,
    leiden,
    merge_small,
    nearest_rows,
    neighbour_graph,
    quantised,
)


def groups(sizes: tuple[int, ...], seed: int = 3) -> np.ndarray:
    """Points around orthogonal axes, one group an axis."""
    random = np.random.default_rng(seed)
    centres = np.repeat(np.eye(len(sizes), 16), sizes, axis=0)
    return unit_rows(centres + 0.05 * random.standard_normal(centres.shape))


def test_neighbours_are_exact_symmetric_and_weighted_by_cosine():
    vectors = unit_rows(np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], dtype=float))
    graph = neighbour_graph(vectors, 1).toarray()
    cosine = 3976 * 4000 / 4000**2  # the rows are (4000, 0) and (3976, 442) to it
    expected = [[0, cosine, 0, 0], [cosine, 0, 0, 0], [0, 0, 0, cosine], [0, 0, cosine, 0]]
    np.testing.assert_allclose(graph, expected)


def test_equal_neighbours_go_to_the_lower_row():
    points = np.float32([[4000, 0], [0, 4000], [0, -4000], [4000, 0]])
    nearest, products = nearest_rows(points, 2)
    np.testing.assert_array_equal(nearest, [[3, 1], [0, 3], [0, 3], [0, 1]])
    np.testing.assert_array_equal(products[0], [16_000_000, 0])


def test_copies_are_neighbours_of_the_first_of_them_and_no_row_of_itself():
    vectors = np.tile(np.float32([1, 0]), (4, 1))
    graph = neighbour_graph(vectors, 1).toarray()
    np.testing.assert_array_equal(graph, [[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])


def test_copies_come_before_what_is_merely_near():
    vectors = np.float32([[1, 0], [0.8, 0.6], [1, 0], [0, 1]])
    graph = neighbour_graph(vectors, 2).toarray()
    expected = [[0, 0.8, 1, 0.001], [0.8, 0, 0.8, 0.6], [1, 0.8, 0, 0], [0.001, 0.6, 0, 0]]
    np.testing.assert_allclose(graph, expected)


def test_many_copies_are_linked_by_as_few_edges_as_other_articles():
    vectors = np.repeat(np.eye(3, dtype=np.float32), (5_000, 20, 1), axis=0)
    graph = neighbour_graph(vectors, 15)
    assert graph.shape == (5_021, 5_021)
    assert graph.nnz <= 2 * 15 * 5_021
    labels = by_size(merge_small(leiden(graph, 0.1, 0), graph, 1))
    assert set(labels[:5_000]) == {0}
    assert set(labels[5_000:5_020]) == {1}


def test_products_are_whole_numbers_that_float32_holds():
    vectors = unit_rows(np.random.default_rng(1).standard_normal((200, 512)))
    points = quantised(vectors)
    exact = points.astype(np.int64) @ points.astype(np.int64).T
    assert exact.max() < 2**24
    np.testing.assert_array_equal(points @ points.T, exact)
    with pytest.raises(ValueError, match="40000 dimensions"):
        quantised(np.zeros((1, 40_000), dtype=np.float32))


def test_the_graph_is_the_same_on_one_thread_and_on_two():
    vectors = unit_rows(np.random.default_rng(2).standard_normal((1_500, 512)))
    with threadpool_limits(1, user_api="blas"):
        one = neighbour_graph(vectors, 15)
    with threadpool_limits(2, user_api="blas"):
        two = neighbour_graph(vectors, 15)
    for part in ("indptr", "indices", "data"):
        assert getattr(one, part).tobytes() == getattr(two, part).tobytes()


def test_blocks_do_not_change_the_graph(monkeypatch):
    vectors = groups((30, 20))
    whole = neighbour_graph(vectors, 5)
    monkeypatch.setattr("analytics.topics.graph._CELLS", 350)
    monkeypatch.setattr("analytics.topics.graph._STRIDE", 4)
    assert (whole != neighbour_graph(vectors, 5)).nnz == 0


def test_one_row_has_no_neighbour():
    graph = neighbour_graph(np.float32([[1, 0]]), 5)
    assert graph.shape == (1, 1)
    np.testing.assert_array_equal(leiden(graph, 1.0, 0), [0])


def test_a_small_cluster_joins_the_one_it_is_linked_to():
    graph = neighbour_graph(unit_rows(np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1], [0.3, 1]], dtype=float)), 2)
    np.testing.assert_array_equal(merge_small(np.array([0, 0, 1, 1, 2]), graph, 2), [0, 0, 1, 1, 1])


@pytest.mark.parametrize(("labels", "expected"), [([5, 5, 2, 2, 2], [1, 1, 0, 0, 0]), ([9, 4, 9, 4], [0, 1, 0, 1])])
def test_numbers_go_by_size_then_first_member(labels, expected):
    np.testing.assert_array_equal(by_size(np.array(labels)), expected)
