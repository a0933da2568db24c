from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from sklearn.metrics import adjusted_rand_score

from analytics.topics.consensus import Stream, agreement, consensus, ensemble, samples, seed_of


def ring_of_cliques(number: int, size: int) -> sp.csr_matrix:
    """Cliques, each tied to the next by one weak link."""
    blocks = np.kron(np.eye(number), np.ones((size, size)) - np.eye(size))
    for at in range(number):
        one, other = at * size, (at + 1) % number * size + 1
        blocks[one, other] = blocks[other, one] = 0.1
    return sp.csr_matrix(blocks)


def test_samples_are_nine_tenths_each_drawn_anew_and_the_same_for_a_seed():
    first, second = samples(50, 2, 3)
    assert len(first) == len(second) == 45
    assert np.all(np.diff(first) > 0)
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, samples(50, 1, 3)[0])
    assert samples(1, 1, 0)[0].tolist() == [0]


def test_each_stream_has_a_seed_of_its_own():
    seeds = [3, 4, *(seed_of(state, stream) for state in (3, 4) for stream in Stream)]
    assert len(set(seeds)) == len(seeds)
    assert seed_of(0, Stream.CRITERION) == seed_of(0, Stream.CRITERION) < 2**32


def test_partitions_agree_as_the_adjusted_rand_index_says():
    random = np.random.default_rng(2)
    one, other = random.integers(0, 4, 60), random.integers(0, 3, 60)
    assert agreement(np.array([one, other])) == pytest.approx(adjusted_rand_score(one, other))


@pytest.mark.parametrize(
    ("partitions", "expected"),
    [
        ([[0, 0, 1, 1], [1, 1, 0, 0]], 1.0),
        ([[0, 0, 1, 1], [0, 1, 0, 1]], -0.5),
        ([[0, 0, 1, 1, -1], [-1, 0, 1, 1, 0]], 1.0),
        ([[0, 0, 0], [0, 0, 0]], 1.0),
    ],
)
def test_agreement_of_small_partitions(partitions, expected):
    assert agreement(np.array(partitions)) == pytest.approx(expected)


def test_members_leave_a_tenth_out_and_find_the_cliques():
    graph = ring_of_cliques(6, 10)
    found = ensemble(graph, 1.0, 5, 4)
    assert found.shape == (4, 60)
    assert ((found == -1).sum(axis=1) == 6).all()
    truth = np.repeat(np.arange(6), 10)
    assert agreement(np.vstack([found, truth])) == 1.0
    np.testing.assert_array_equal(found, ensemble(graph, 1.0, 5, 4))


def test_the_consensus_follows_what_most_partitions_say():
    graph = sp.csr_matrix(np.ones((6, 6)) - np.eye(6))
    halves, other = [0, 0, 0, 1, 1, 1], [0, 1, 0, 1, 0, 1]
    found = consensus(graph, np.array([halves, halves, halves, other]), 1.0, 0)
    assert adjusted_rand_score(halves, found) == 1.0


def test_articles_never_found_together_are_not_linked():
    graph = sp.csr_matrix(np.ones((3, 3)) - np.eye(3))
    assert len(set(consensus(graph, np.array([[0, 1, 2]]), 1.0, 0))) == 3
