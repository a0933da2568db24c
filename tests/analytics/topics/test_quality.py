from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from analytics.topics.consensus import samples
from analytics.topics.quality import npmi_coherence, stability

PRESENCE = sp.csr_matrix(np.array([[1, 1, 0, 1], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 0]], dtype=float))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [([0, 1], 1.0), ([0, 2], -1.0), ([0, 3], 0.0), ([0, 1, 2], -1 / 3), ([0], None), ([], None)],
)
def test_coherence_of_terms(columns, expected):
    assert npmi_coherence(PRESENCE, columns) == (None if expected is None else pytest.approx(expected))


def test_terms_found_everywhere_are_coherent():
    assert npmi_coherence(sp.csr_matrix(np.ones((3, 2))), [0, 1]) == 1.0


def test_clusters_that_are_found_again_are_stable():
    labels = np.repeat([0, 1], 20)
    scores = stability(labels, lambda kept: labels[kept], 0)
    np.testing.assert_array_equal(scores, [1.0, 1.0])


def test_a_cluster_that_falls_apart_is_as_stable_as_its_larger_half():
    labels = np.repeat([0, 1], [20, 20])
    finer = np.repeat([0, 2, 1], [10, 10, 20])
    scores = stability(labels, lambda kept: finer[kept], 3)
    assert scores[1] == 1.0
    assert 0.5 <= scores[0] < 0.65


def test_clusters_are_tried_on_other_samples_than_those_they_were_made_of():
    labels, tried = np.repeat([0, 1], 20), []

    def again(kept):
        tried.append(tuple(kept))
        return labels[kept]

    stability(labels, again, 3)
    assert len(set(tried)) == 5
    assert set(tried).isdisjoint(tuple(kept) for kept in samples(len(labels), 20, 3))
