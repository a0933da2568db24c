"""Words around the target, and the dense features made of their vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from analytics.annotate.tone.features import Target
from analytics.annotate.tone.vectors import dense_block, means, side_vectors, sides


class LengthEncoder:
    """The length of a text and one, as a vector."""

    name = "length"
    dimension = 2

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen.extend(texts)
        return np.array([[len(text), 1.0] for text in texts], dtype=np.float32)


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("a b c d e f g h i X j k l m n o p q r", (18, 19), ("b c d e f g h i", "j k l m n o p q")),
        ("قصفت الطائرات مواقع التنظيم، أمس.", (20, 27), ("قصفت الطائرات مواقع", "، أمس")),
        ("Alpha won.", (0, 5), ("", "won")),
        ("Victory for Alpha!", (12, 17), ("Victory for", "")),
        ("Alpha won.", None, ("", "")),
    ],
)
def test_sides_hold_eight_words(text: str, target: Target, expected: tuple[str, str]) -> None:
    assert sides(text, target) == expected


def test_each_side_is_encoded_once_and_an_empty_one_is_zero() -> None:
    encoder = LengthEncoder()
    found = side_vectors(["Alpha won.", "Bravo won.", "nothing"], [(0, 5), (0, 5), None], encoder)
    assert encoder.seen == ["won"]
    assert found.tolist() == [[[0, 0], [0, 0], [0, 0]], [[3, 1], [3, 1], [0, 0]]]


def test_no_text_gives_no_row() -> None:
    assert side_vectors([], [], LengthEncoder()).shape == (2, 0, 2)


def test_means_leave_out_empty_sides() -> None:
    sentences = np.array([[1, 2], [3, 4]], dtype=np.float32)
    side = np.array([[[0, 0], [5, 6]], [[0, 0], [0, 0]]], dtype=np.float32)
    assert means(sentences, side).tolist() == [[2, 3], [5, 6], [0, 0]]


def test_dense_block_centres_and_repeats_arabic_rows_only() -> None:
    sentences = np.array([[1, 2], [3, 4]], dtype=np.float32)
    side = np.zeros((2, 2, 2), dtype=np.float32)
    mean = np.ones((3, 2), dtype=np.float32)
    block = dense_block(sentences, side, mean, np.array([False, True]))
    assert block.tolist() == [[0, 1] + [0] * 10, [2, 3, 0, 0, 0, 0, 2, 3, 0, 0, 0, 0]]
