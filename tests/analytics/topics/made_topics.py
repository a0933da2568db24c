"""Topics made of points around orthogonal axes."""

from __future__ import annotations

import numpy as np

from analytics.encoder import unit_rows
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel

DIMENSION = 24
SPACE = Space(np.zeros(DIMENSION), {"en": np.eye(DIMENSION)[DIMENSION - 1]})


def around(axis: int, n: int, seed: int, spread: float = 0.1) -> np.ndarray:
    """Unit vectors around an axis."""
    random = np.random.default_rng(seed)
    return unit_rows(np.eye(DIMENSION)[axis] + spread * random.standard_normal((n, DIMENSION)))


def topics(sizes: tuple[int, ...], seed: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Vectors of topics of these sizes, each around its axis, and their labels."""
    vectors = np.concatenate([around(axis, n, seed + axis) for axis, n in enumerate(sizes)])
    return vectors, np.repeat(np.arange(len(sizes)), sizes)


def model(sizes: tuple[int, ...]) -> TopicModel:
    """The model of such topics."""
    return TopicModel.of(SPACE, *topics(sizes))
