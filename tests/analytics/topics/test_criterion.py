from __future__ import annotations

import numpy as np
import pytest

from analytics.encoder import unit_rows
from analytics.topics.consensus import ensemble
from analytics.topics.criterion import (
    ENOUGH,
    GRID,
    MEMBERS,
    NATURAL,
    Candidate,
    best_of,
    candidate,
    choose,
    most_topics,
    report,
    resolution_for,
)
from analytics.topics.graph import leiden, neighbour_graph
from tests.analytics.topics.test_consensus import ring_of_cliques


def seen(*agreements: float, n_topics: tuple[int, ...] = ()) -> list[Candidate]:
    empty = np.empty((0, 0), dtype=np.int32)
    numbers = n_topics or tuple(range(2, 2 + len(agreements)))
    return [Candidate(float(at), empty, each, numbers[at]) for at, each in enumerate(agreements)]


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [((0.9, 0.8, 0.7), 0), ((0.9, 0.89, 0.88, 0.8), 2), ((0.5, 0.6, 0.9, 0.84), 2), ((0.5, 0.9, 0.7, 0.88), 3)],
)
def test_the_finest_of_those_that_agree_nearly_best(agreements, expected):
    assert choose(seen(*agreements), 99).resolution == expected


def test_one_cluster_always_agrees_and_is_passed_over():
    assert choose(seen(1.0, 0.8, n_topics=(1, 3)), 99).resolution == 1
    assert choose(seen(1.0, 1.0, n_topics=(1, 1)), 99).resolution == 1


def test_no_more_topics_than_the_articles_can_fill():
    assert [most_topics(n) for n in (1, 30, 427, 10_000)] == [2, 5, 20, 100]
    assert choose(seen(0.5, 0.9, n_topics=(3, 32)), 20).n_topics == 3
    assert choose(seen(0.5, 0.9, n_topics=(30, 32)), 20).n_topics == 30


def test_cliques_are_found_at_a_resolution_where_all_samples_agree():
    graph = ring_of_cliques(6, 10)
    candidates, chosen = best_of(graph, 3, 1)
    assert [c.resolution for c in candidates] == [NATURAL]  # what comes back is compared with nothing
    assert (chosen.agreement, chosen.n_topics) == (1.0, 6)
    said = report(candidates, chosen)
    assert said["resolution"] == chosen.resolution
    assert {"resolution": chosen.resolution, "agreement": 1.0, "n_topics": 6} in said["grid"]


def test_what_does_not_come_back_is_compared_with_a_grid():
    scattered = unit_rows(np.random.default_rng(0).standard_normal((200, 24)))
    candidates, chosen = best_of(neighbour_graph(scattered, 6), 3, 0)
    assert [c.resolution for c in candidates] == list(GRID)
    assert candidates[GRID.index(NATURAL)].agreement < ENOUGH
    assert chosen is choose(candidates, most_topics(200))


@pytest.mark.parametrize("wanted", [2, 3, 6])
def test_the_resolution_of_a_number_of_topics(wanted):
    graph = ring_of_cliques(6, 10)
    resolution = resolution_for(graph, wanted, 3, 0)
    assert len(np.unique(leiden(graph, resolution, 0))) >= wanted
    assert len(np.unique(leiden(graph, resolution / 1.5, 0))) <= wanted


def test_a_resolution_is_not_chosen_by_the_samples_of_the_consensus():
    graph = ring_of_cliques(6, 10)
    left_out = {tuple(np.flatnonzero(found < 0)) for found in candidate(graph, 1.0, 3, 5).partitions}
    assert len(left_out) == MEMBERS
    assert left_out.isdisjoint(tuple(np.flatnonzero(found < 0)) for found in ensemble(graph, 1.0, 5, 20))
