"""Fits multinomial logistic regression over dense and hashed features together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax

from analytics.annotate.tone.vectors import PARTS
from analytics.schema import TONE_LABELS

# Both blocks have rows of length about 1; the factor makes the penalty weaker against the bias.
SCALE: Final = 4.0
# Strength of the penalty, chosen by cross-validation in training articles among 1, 3.3, 10 and 33.
PENALTY: Final = 10.0
_ITERATIONS: Final = 120
_CLASSES: Final = len(TONE_LABELS)
_PARTS: Final = 2 * PARTS

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of one model: dense (n_dense, 3), hashed (n_hashed, 3) and bias (3,)."""

    dense: Matrix
    hashed: Matrix
    bias: Matrix

    def logits(self, dense: Matrix, hashed: csr_matrix) -> Matrix:
        """Logits, shape (n, 3)."""
        return np.asarray(dense @ self.dense + hashed @ self.hashed + self.bias, dtype=np.float64)


def fit(
    dense: Matrix,
    hashed: csr_matrix,
    classes: NDArray[np.int64],
    weights: Matrix,
    *,
    start: Fit | None = None,
    iterations: int = _ITERATIONS,
) -> Fit:
    """The weights that minimise weighted cross-entropy plus an L2 penalty, by L-BFGS from zero or from ``start``."""
    problem = _Problem(_dense_blocks(dense), hashed * SCALE, classes, weights / weights.sum(), dense.shape[1])
    first = np.zeros((dense.shape[1] + hashed.shape[1] + 1) * _CLASSES)
    if start is not None:
        first = np.concatenate([start.dense.ravel() / SCALE, start.hashed.ravel() / SCALE, start.bias])
    found = minimize(problem.loss, first, jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    upper, lower, bias = problem.split(found.x)
    return Fit(upper * SCALE, lower * SCALE, bias)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some columns of the dense features, with only the rows that are not all zero there."""

    rows: NDArray[np.int64]
    columns: slice
    values: Matrix


def _dense_blocks(dense: Matrix) -> list[_Block]:
    """The dense features in six blocks: tweets have no sides and English has no second copy, which halves the work."""
    width = max(1, dense.shape[1] // _PARTS)
    blocks = []
    for at in range(0, dense.shape[1], width):
        part = dense[:, at : at + width]
        rows = np.flatnonzero(part.any(axis=1))
        blocks.append(_Block(rows, slice(at, at + part.shape[1]), part[rows] * SCALE))
    return blocks


@dataclass(frozen=True, slots=True)
class _Problem:
    """What L-BFGS minimises; the weights are one flat array of dense, hashed and bias."""

    blocks: list[_Block]
    hashed: csr_matrix
    classes: NDArray[np.int64]
    share: Matrix
    n_dense: int

    def split(self, flat: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        """Dense weights (n_dense, 3), hashed weights (n_hashed, 3) and bias (3,)."""
        border = self.n_dense * _CLASSES
        upper, lower = flat[:border], flat[border:-_CLASSES]
        return upper.reshape(-1, _CLASSES), lower.reshape(-1, _CLASSES), flat[-_CLASSES:]

    def loss(self, flat: Matrix) -> tuple[float, Matrix]:
        """Value and gradient."""
        upper, lower, bias = self.split(flat)
        penalty = PENALTY / len(self.classes)
        logits = self.hashed @ lower + bias
        for block in self.blocks:
            logits[block.rows] += block.values @ upper[block.columns]
        logs = log_softmax(logits, axis=1)
        slope = (np.exp(logs) - np.eye(_CLASSES)[self.classes]) * self.share[:, None]
        value = -float((self.share * logs[np.arange(len(logs)), self.classes]).sum())
        value += penalty / 2 * float((flat[:-_CLASSES] ** 2).sum())
        first = penalty * upper
        for block in self.blocks:
            first[block.columns] += block.values.T @ slope[block.rows]
        second = self.hashed.T @ slope + penalty * lower
        return value, np.concatenate([first.ravel(), np.asarray(second).ravel(), slope.sum(axis=0)])


def temperature(logits: Matrix, classes: NDArray[np.int64]) -> float:
    """The divisor of the logits with the highest likelihood of the classes, from 0.25 to 4.

    Guo et al. 2017, "On calibration of modern neural networks", section 4.2.
    """

    def loss(log_divisor: float) -> float:
        logs = log_softmax(logits / np.exp(log_divisor), axis=1)
        return -float(logs[np.arange(len(classes)), classes].mean())

    found = minimize_scalar(loss, bounds=(np.log(0.25), np.log(4.0)), method="bounded")
    return float(np.exp(found.x))
