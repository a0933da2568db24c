from __future__ import annotations

import numpy as np
import pytest

from analytics.encoder import MAX_CHARACTERS, Encoder, UniversalEncoder, document_vectors, unit_rows

TEXTS = [
    "The army entered the old city on Sunday.",
    "دخل الجيش المدينة القديمة يوم الأحد.",
    "Wheat prices rose for the third month.",
    "ارتفعت أسعار القمح للشهر الثالث.",
    "",
]


@pytest.fixture(scope="module")
def encoder() -> UniversalEncoder:
    return UniversalEncoder(threads=2)


def test_vectors_are_unit_rows_of_the_stated_dimension(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (5, encoder.dimension) == (5, 512)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_sentence_is_nearest_to_its_translation(encoder):
    english_army, arabic_army, english_wheat, arabic_wheat = encoder.encode(TEXTS[:4])
    assert english_army @ arabic_army > english_army @ arabic_wheat
    assert english_wheat @ arabic_wheat > english_wheat @ arabic_army


def test_order_repetition_and_threads_do_not_change_a_byte(encoder):
    many = [f"Report {number}: {text}" for number in range(120) for text in TEXTS]
    forward = encoder.encode(many)
    backward = UniversalEncoder(threads=1).encode(many[::-1])
    repeated = encoder.encode(many + many)
    assert forward.tobytes() == backward[::-1].tobytes()
    assert repeated.tobytes() == forward.tobytes() * 2


def test_only_the_beginning_of_a_very_long_text_is_read(encoder):
    long = "word " * (MAX_CHARACTERS // 5)
    a, b = encoder.encode([long, long + "and another thing"])
    assert a.tobytes() == b.tobytes()


def test_half_a_character_is_read_as_a_question_mark(encoder):
    half, mark = encoder.encode(["A city \ud83d on the river", "A city ? on the river"])
    assert half.tobytes() == mark.tobytes()


def test_no_text_gives_no_row(encoder):
    assert encoder.encode([]).shape == (0, 512)


def test_the_model_is_not_read_before_the_first_text():
    encoder = UniversalEncoder()
    assert encoder.name.startswith("universal-sentence-encoder-multilingual-3")
    assert encoder._model is None
    assert isinstance(encoder, Encoder)


def test_document_vector_is_the_direction_of_the_mean():
    sentences = np.array([[1, 0], [0, 1], [0, 1], [1, 0]], dtype=np.float32)
    vectors = document_vectors(sentences, np.array([0, 0, 2, 2]), 3)
    half = np.sqrt(0.5).astype(np.float32)
    np.testing.assert_allclose(vectors, [[half, half], [0, 0], [half, half]], rtol=1e-6)
    assert vectors.dtype == np.float32


def test_a_sentence_counts_by_the_square_root_of_its_words():
    sentences = np.array([[1, 0], [0, 1]], dtype=np.float32)
    vectors = document_vectors(sentences, np.array([0, 0]), 1, n_words=np.array([9, 16]))
    np.testing.assert_allclose(vectors, [[0.6, 0.8]], rtol=1e-6)


@pytest.mark.parametrize(
    ("index", "message"),
    [([0, 0], "2 article numbers"), ([0, 1, 3], "0 to 3"), ([0, -1, 1], "-1 to 1")],
)
def test_document_vectors_refuses_numbers_that_do_not_fit(index, message):
    with pytest.raises(ValueError, match=message):
        document_vectors(np.zeros((3, 2), dtype=np.float32), np.array(index), 3)


def test_a_zero_row_stays_zero():
    np.testing.assert_array_equal(unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]])), np.float32([[0.6, 0.8], [0, 0]]))
