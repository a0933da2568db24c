"""Tone of an article from its sentences, on exact small values."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.annotate.tone import score_document
from analytics.schema import TONE_LABELS

NEGATIVE, NEUTRAL, POSITIVE = [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]


@pytest.mark.parametrize("row", [NEGATIVE, NEUTRAL, POSITIVE])
def test_one_sentence_is_the_article(row: list[float]) -> None:
    score, label = score_document(np.array([row]))
    assert score == row[2] - row[0]
    assert label == TONE_LABELS[int(np.argmax(row))]


def test_no_sentence_has_no_tone() -> None:
    assert score_document(np.empty((0, 3))) == (None, None)


def test_opposites_cancel_in_the_body() -> None:
    assert score_document(np.array([NEUTRAL, POSITIVE, NEGATIVE])) == (0.0, "neutral")


def test_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2, 2\)"):
        score_document(np.zeros((2, 2)))
