"""Tone of texts of any length: what is too long for one reading is read in pieces, and near its targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.tone.engine import DIGITS, Span, TextTones, ToneEngine, ToneScores

NEAR: Final = 1_000
"""Characters of a long text on each side of a target that its tone is read from.

As long as the longest sentence of the gold (991); it keeps a text of names without full stops linear.
"""
LONGEST: Final = 2 * NEAR
"""Characters of a text that is read as it is: 3 of 33,262 sentences of Arabic war news are longer."""
_PIECE: Final = 400
"""Characters of a piece: about as many as the model reads of one text, 96 tokens."""


@dataclass(slots=True)
class _Units:
    """What the engine is given, targets in the order of the texts, and the numbers of the pieces of each text."""

    texts: list[str] = field(default_factory=list)
    targets: list[list[Span]] = field(default_factory=list)
    pieces: list[list[int]] = field(default_factory=list)

    def add(self, text: str, targets: Sequence[Span]) -> int:
        """Number of a new unit."""
        self.texts.append(text)
        self.targets.append(list(targets))
        return len(self.texts) - 1


def score_texts(engine: ToneEngine, texts: Sequence[str], targets: Sequence[Sequence[Span]]) -> TextTones:
    """Tone of each text and towards each of its targets, as by ``engine.score``, whatever the length of the texts.

    The tone of a text of more than 2,000 characters is the mean of its pieces of 400, and its interval spans those of
    all pieces: the mean of labels that lie in the pieces' intervals lies in it. Towards a target in it, tone and
    interval are those of the 1,000 characters on each side.

    Raises
    ------
    ValueError
        If a span is empty or outside its text, or the numbers of texts and of lists of targets differ.
    """
    if all(len(text) <= LONGEST for text in texts):
        return engine.score(texts, targets)
    units = _Units()
    for text, spans in zip(texts, targets, strict=True):
        if len(text) <= LONGEST:
            units.pieces.append([units.add(text, spans)])
            continue
        units.pieces.append([units.add(piece, ()) for piece in pieces(text)])
        for span in spans:
            units.add(*_near(text, *span))
    scores = engine.score(units.texts, units.targets)
    return TextTones(_means(scores.whole, units.pieces), scores.aimed)


def has_letters(text: str) -> bool:
    """Whether there is a letter in the text: without one, as in a figure or a row of emoji, its tone is not scored."""
    return any(character.isalpha() for character in text)


def pieces(text: str) -> list[str]:
    """The text cut at spaces into pieces of at most 400 characters, or amid a word that is longer."""
    found, start = [], 0
    while start < len(text):
        stop = min(start + _PIECE, len(text))
        space = text.rfind(" ", start + 1, stop + 1) if stop < len(text) else -1
        stop = space if space > start else stop
        if has_letters(text[start:stop]):
            found.append(text[start:stop])
        start = stop
    return found or [text[:_PIECE]]


def _near(text: str, start: int, end: int) -> tuple[str, list[Span]]:
    """The words around a target and its place in them; of a target longer than that, its beginning."""
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"Target {start}:{end} is empty or outside its text of {len(text)} characters; "
            "give character offsets into the text, end exclusive."
        )
    begin, stop = max(0, start - NEAR), min(end, start + NEAR)
    return text[begin : stop + NEAR], [(start - begin, stop - begin)]


def _means(scores: ToneScores, groups: Sequence[Sequence[int]]) -> ToneScores:
    """The mean probabilities of each group of units, and the span of their intervals, widened to hold the score."""
    members = [list(group) for group in groups]
    probabilities = np.stack([scores.probabilities[group].mean(axis=0) for group in members]).round(DIGITS)
    low: NDArray[np.float64] = np.array([scores.low[group].min() for group in members])
    high: NDArray[np.float64] = np.array([scores.high[group].max() for group in members])
    score = ToneScores(probabilities, low, high).score  # rounding may carry it over an end
    return ToneScores(probabilities, np.minimum(low, score), np.maximum(high, score))
