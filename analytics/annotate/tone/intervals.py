"""The interval of a score, from class probabilities."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.tone.engine import DIGITS

_NEUTRAL_FIRST: Final = np.array([1, 0, 2])
"""Which of equally likely labels is taken first: the middle one keeps the interval short."""


def interval(
    probabilities: NDArray[np.float64], covering: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest of the labels (-1, 0, 1) that hold a given probability together, widened to hold the score.

    Parameters
    ----------
    probabilities : ndarray, shape (n, 3)
        Negative, neutral, positive.
    covering : ndarray, shape (n,)
        The probability that the labels must hold together, the likeliest first.

    Notes
    -----
    Prediction sets after Romano, Sesia and Candès 2020, "Classification with valid and adaptive coverage", without
    randomisation.
    """
    order = _NEUTRAL_FIRST[np.argsort(-probabilities[:, _NEUTRAL_FIRST], axis=1, kind="stable")]
    ranked = np.take_along_axis(probabilities, order, axis=1)
    before = np.cumsum(ranked, axis=1) - ranked
    is_in = np.zeros(probabilities.shape, dtype=bool)
    np.put_along_axis(is_in, order, before < covering[:, None], axis=1)
    return span_of_labels(probabilities, is_in)


def span_of_labels(
    probabilities: NDArray[np.float64], is_in: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest of the labels (-1, 0, 1) that are in, each of shape (n,), widened to hold the score.

    Parameters
    ----------
    probabilities, is_in : ndarray, shape (n, 3)
        Negative, neutral, positive; at least one label of each row is in.
    """
    values = np.array([-1.0, 0.0, 1.0])
    score = (probabilities[:, 2] - probabilities[:, 0]).round(DIGITS)
    low = np.where(is_in, values, 1.0).min(axis=1)
    high = np.where(is_in, values, -1.0).max(axis=1)
    return np.minimum(low, score), np.maximum(high, score)
