from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from analytics.topics.graph import LeidenClusters
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


def test_separate_groups_always_come_back():
    vectors = np.repeat(np.eye(2, dtype=np.float32), 20, axis=0)
    clusters = LeidenClusters(n_neighbors=19, resolution=1.0).fit(vectors)
    scores = stability(clusters.labels_, clusters.graph_, clusters, 0)
    np.testing.assert_allclose(scores, [1.0, 1.0])
