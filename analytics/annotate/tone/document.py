"""Tone of an article from the tone of its sentences."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.schema import TONE_LABELS

_TITLE_WEIGHT: Final = 2.0
_BAND: Final = 0.1


def score_document(probabilities: NDArray[np.float64], *, has_title: bool = True) -> tuple[float | None, str | None]:
    """Score (-1 to 1) and label of an article, or (None, None) if it has no sentence.

    Parameters
    ----------
    probabilities : ndarray, shape (n_sentences, 3)
        Negative, neutral, positive of each sentence in order.
    has_title : bool
        Whether the first sentence is the title, which counts twice.

    Raises
    ------
    ValueError
        If the array has not three columns.
    """
    if probabilities.ndim != 2 or probabilities.shape[1] != len(TONE_LABELS):
        raise ValueError(f"Sentence probabilities have shape {probabilities.shape}; allowed is (n_sentences, 3).")
    if not len(probabilities):
        return None, None
    weights = np.ones(len(probabilities))
    if has_title:
        weights[0] = _TITLE_WEIGHT
    score = float(np.round(np.average(probabilities[:, 2] - probabilities[:, 0], weights=weights), 6))
    if score < -_BAND:
        return score, "negative"
    return score, "positive" if score > _BAND else "neutral"
