"""Temperatures and prediction sets of a trained model, from examples it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp, softmax

from analytics.annotate.tone.head import ToneHead
from analytics.annotate.tone.script import is_arabic
from analytics.annotate.tone.training.examples import Example

COVERAGE: Final = 0.9
_FEWEST: Final = 50  # fewer rows calibrate nothing: the other language's figure is taken
_LARGEST: Final = 4.0


def calibrated(head: ToneHead, examples: Sequence[Example], logits: NDArray[np.float64]) -> ToneHead:
    """The head with a temperature and a covering for each language and kind.

    Parameters
    ----------
    head : ToneHead
    examples : sequence of Example
        Held back from training.
    logits : ndarray, shape (n, 3)
        Of each target of the examples, or text without targets, in order.
    """
    tones = np.array([tone for example in examples for tone in example.tones])
    arabic = np.array([is_arabic(example.text) for example in examples for _ in example.tones])
    aimed = np.array([bool(example.targets) for example in examples for _ in example.tones])
    heat, covering = np.ones((2, 2)), np.ones((2, 2))
    for kind in (0, 1):
        for language in (1, 0):
            rows = (arabic == language) & (aimed == kind)
            if rows.sum() < _FEWEST:
                rows = aimed == kind
            if not rows.any():
                continue
            heat[language, kind] = temperature(logits[rows], tones[rows])
            found = softmax(logits[rows] / heat[language, kind], axis=1)
            covering[language, kind] = covering_of(found, tones[rows])
    return replace(head, temperatures=heat, coverings=covering)


def covering_of(probabilities: NDArray[np.float64], tones: NDArray[np.int64]) -> float:
    """What likeliest classes must hold together so that the true one is among them nine times in ten.

    The 90% quantile of the probability of the classes down to the true one (Romano, Sesia and Candès 2020, without
    randomisation).

    Parameters
    ----------
    probabilities : ndarray, shape (n, 3)
    tones : ndarray, shape (n,)
        The true class of each.
    """
    true = probabilities[np.arange(len(tones)), tones][:, None]
    held = np.where(probabilities >= true, probabilities, 0).sum(axis=1)
    return float(np.quantile(held, COVERAGE, method="higher"))


def temperature(logits: NDArray[np.float64], tones: NDArray[np.int64]) -> float:
    """What to divide logits by so that the true classes are likeliest (Guo et al. 2017, arXiv:1706.04599)."""

    def loss(log_heat: float) -> float:
        scaled = logits / np.exp(log_heat)
        return float(np.mean(logsumexp(scaled, axis=1) - scaled[np.arange(len(tones)), tones]))

    found = minimize_scalar(loss, bounds=(-np.log(_LARGEST), np.log(_LARGEST)), method="bounded")
    return float(np.exp(found.x))
