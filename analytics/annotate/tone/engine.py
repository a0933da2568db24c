"""What every tone engine answers: the tone of texts, and towards targets in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from analytics.schema import TONE_LABELS

DIGITS: Final = 6
"""Decimals of a probability: fewer than the noise of another processor would show."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ToneScores:
    """Tone of n texts or targets.

    Attributes
    ----------
    probabilities : ndarray, shape (n, 3)
        Negative, neutral, positive, in the order of ``TONE_LABELS``; calibrated where the engine is.
    low, high : ndarray, shape (n,)
        Interval of ``score``; the engine's card says which.
    """

    probabilities: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def score(self) -> NDArray[np.float64]:
        """P(positive) - P(negative), -1 to 1, shape (n,)."""
        return np.round(self.probabilities[:, 2] - self.probabilities[:, 0], DIGITS)

    @property
    def labels(self) -> list[str]:
        """Most likely class of each; the first of ``TONE_LABELS`` where two are equal."""
        return [TONE_LABELS[i] for i in self.probabilities.argmax(axis=1)]


@dataclass(frozen=True, slots=True)
class TextTones:
    """Tone of n texts as a whole, and towards their k targets: those of the first text in order, then of the second."""

    whole: ToneScores
    aimed: ToneScores


class ToneEngine(Protocol):
    """Scores tone. Scores are the same in any order and grouping of the texts up to the last bits of a float.

    Attributes
    ----------
    name : str
        Engine and version, as a run's manifest says it.
    """

    name: str

    def score(self, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
        """Tone of each text, and towards each of its targets, with one pass over a text where the engine can.

        Parameters
        ----------
        texts : sequence of str
            Any length, any script; halves of characters are allowed.
        targets : sequence of sequence of (start, end)
            Characters of the targets of each text, in any order; they may overlap.

        Raises
        ------
        ValueError
            If a span is empty or outside its text, or the numbers of texts and of lists of targets differ.
        """
        ...


def check_targets(texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> None:
    """Nothing, if every text has its list of targets and every target lies in its text.

    Raises
    ------
    ValueError
        As :meth:`ToneEngine.score` says.
    """
    if len(texts) != len(targets):
        raise ValueError(f"There are {len(texts)} texts but {len(targets)} lists of targets; give one a text.")
    for text, spans in zip(texts, targets, strict=True):
        for start, end in spans:
            if not 0 <= start < end <= len(text):
                raise ValueError(
                    f"Target {start}:{end} is empty or outside its text of {len(text)} characters; "
                    "give character offsets into the text, end exclusive."
                )
