from __future__ import annotations

import numpy as np

from analytics.encoder import unit_rows
from analytics.topics.align import Space


def align_languages(vectors, languages):
    return Space.of(vectors, languages).apply(vectors, languages)


def test_a_language_that_covers_one_subject_only_lands_on_that_subject():
    random = np.random.default_rng(5)
    subjects = 2.0 * np.eye(3, 12)
    shift = np.zeros(12)
    shift[11] = 1.5
    arabic = np.repeat(subjects, 40, axis=0) + 0.1 * random.standard_normal((120, 12))
    english = np.repeat(subjects[:1], 30, axis=0) + 0.1 * random.standard_normal((30, 12)) + shift
    aligned = align_languages(unit_rows(np.vstack([arabic, english])), ["ar"] * 120 + ["en"] * 30)
    nearest = np.argmax(aligned[120:] @ aligned[:120].T, axis=1)
    assert np.all(nearest < 40)


def test_one_language_is_only_centred():
    vectors = unit_rows(np.array([[1, 0], [0, 1], [1, 1]], dtype=float))
    np.testing.assert_allclose(
        align_languages(vectors, ["en"] * 3), unit_rows(vectors - vectors.mean(axis=0)), atol=1e-6
    )


def test_equal_vectors_and_no_vectors():
    np.testing.assert_array_equal(
        align_languages(np.ones((3, 2), dtype=np.float32), ["ar", "ar", "en"]), np.zeros((3, 2))
    )
    assert align_languages(np.empty((0, 4), dtype=np.float32), []).shape == (0, 4)
