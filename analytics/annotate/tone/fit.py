"""Fits multinomial logistic regression over dense and hashed features together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax

from analytics.schema import TONE_LABELS

# Both blocks have rows of length about 1; the factor makes the penalty weaker against the bias.
SCALE: Final = 4.0
# Strength of the penalty, chosen by cross-validation in training articles among .1, .3, 1.
PENALTY: Final = 1 / 0.3
_ITERATIONS: Final = 120
_CLASSES: Final = len(TONE_LABELS)

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
    blocks = (dense * SCALE, hashed * SCALE)
    n, n_dense, n_hashed = len(classes), dense.shape[1], hashed.shape[1]
    share = weights / weights.sum()
    truth = np.eye(_CLASSES)[classes]
    penalty = PENALTY / n

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        upper, lower, bias = _split(flat, n_dense, n_hashed)
        logs = log_softmax(blocks[0] @ upper + blocks[1] @ lower + bias, axis=1)
        slope = (np.exp(logs) - truth) * share[:, None]
        value = -float((share * logs[np.arange(n), classes]).sum())
        value += penalty / 2 * float((flat[:-_CLASSES] ** 2).sum())
        gradients = [blocks[0].T @ slope + penalty * upper, blocks[1].T @ slope + penalty * lower, slope.sum(axis=0)]
        return value, np.concatenate([np.asarray(g).ravel() for g in gradients])

    first = np.zeros((n_dense + n_hashed + 1) * _CLASSES)
    if start is not None:
        first = np.concatenate([start.dense.ravel() / SCALE, start.hashed.ravel() / SCALE, start.bias])
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    upper, lower, bias = _split(found.x, n_dense, n_hashed)
    return Fit(upper * SCALE, lower * SCALE, bias)


def _split(flat: Matrix, n_dense: int, n_hashed: int) -> tuple[Matrix, Matrix, Matrix]:
    upper = flat[: n_dense * _CLASSES].reshape(n_dense, _CLASSES)
    lower = flat[n_dense * _CLASSES : -_CLASSES].reshape(n_hashed, _CLASSES)
    return upper, lower, flat[-_CLASSES:]


def temperature(logits: Matrix, classes: NDArray[np.int64]) -> float:
    """The divisor of the logits with the highest likelihood of the classes, from 0.25 to 4.

    Guo et al. 2017, "On calibration of modern neural networks", section 4.2.
    """

    def loss(log_divisor: float) -> float:
        logs = log_softmax(logits / np.exp(log_divisor), axis=1)
        return -float(logs[np.arange(len(classes)), classes].mean())

    found = minimize_scalar(loss, bounds=(np.log(0.25), np.log(4.0)), method="bounded")
    return float(np.exp(found.x))
