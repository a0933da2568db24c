"""The tone model: multinomial logistic regression over the sentence vector and hashed features around the target."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.characters import whole_characters
from analytics.annotate.tone.engine import ToneScores
from analytics.annotate.tone.features import FeatureMaker, Target, is_arabic
from analytics.annotate.tone.vectors import dense_block, side_vectors
from analytics.annotate.tone.weights import DIGITS, ToneWeights, interval
from analytics.encoder import Encoder
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS

_WEIGHTS: Final = Path(__file__).with_name("tone_linear.npz")
_BATCH: Final = 1_024


class ToneModel:
    """Tone of texts, and of texts towards a target in them, in Arabic and English.

    Parameters
    ----------
    encoder : Encoder
        The encoder the weights were trained on; also for the words around a target.
    weights : ToneWeights
        Learned weights.
    """

    def __init__(self, encoder: Encoder, weights: ToneWeights) -> None:
        self.encoder = encoder
        self.weights = weights
        self._features = FeatureMaker()

    @classmethod
    def load(cls, encoder: Encoder, path: Path | None = None) -> ToneModel:
        """The model with the weights that come with the package, or those of another file.

        Raises
        ------
        ModelError
            If the weights are missing or damaged, or were trained on another encoder.
        """
        weights = ToneWeights.read(path or _WEIGHTS)
        if encoder.dimension != weights.dimension or family(encoder.name) != weights.encoder:
            raise ModelError(
                f"The tone weights are for encoder {weights.encoder!r} ({weights.dimension} dimensions), got "
                f"{encoder.name!r} ({encoder.dimension}); use that encoder or train again with it."
            )
        return cls(encoder, weights)

    def score_sentences(self, texts: Sequence[str], embeddings: NDArray[np.float32] | None = None) -> ToneScores:
        """Tone of each text as a whole.

        Parameters
        ----------
        texts : sequence of str
        embeddings : ndarray, shape (n_texts, dimension), optional
            Vectors of the texts by ``encoder``, if they are already made.
        """
        return self.score(texts, [None] * len(texts), embeddings)

    def score_targets(
        self, texts: Sequence[str], spans: Sequence[tuple[int, int]], embeddings: NDArray[np.float32] | None = None
    ) -> ToneScores:
        """Tone of each text towards its target, the characters ``start`` to ``end`` of it.

        Raises
        ------
        ValueError
            If a span is empty or outside its text, or the numbers of texts, spans and embeddings differ.
        """
        return self.score(texts, list(spans), embeddings)

    def score(
        self, texts: Sequence[str], targets: Sequence[Target], embeddings: NDArray[np.float32] | None = None
    ) -> ToneScores:
        """Tone of each text: towards its target, or as a whole where the target is None.

        Raises
        ------
        ValueError
            As in :meth:`score_targets`.
        """
        _check(texts, targets, embeddings)
        texts = [whole_characters(text) for text in texts]
        vectors = self.encoder.encode(texts) if embeddings is None else embeddings
        parts = [
            self._part(texts[at : at + _BATCH], targets[at : at + _BATCH], vectors[at : at + _BATCH])
            for at in range(0, len(texts), _BATCH)
        ]
        probabilities = np.concatenate([p for p, _, _ in parts]) if parts else np.empty((0, len(TONE_LABELS)))
        low = np.concatenate([p for _, p, _ in parts]) if parts else np.empty(0)
        high = np.concatenate([p for _, _, p in parts]) if parts else np.empty(0)
        return ToneScores(probabilities, low, high)

    def _part(
        self, texts: Sequence[str], targets: Sequence[Target], vectors: NDArray[np.float32]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        arabic = np.array([is_arabic(text) for text in texts], dtype=bool)
        aimed = np.array([target is not None for target in targets], dtype=bool)
        side = side_vectors(texts, targets, self.encoder)
        dense = dense_block(vectors, side, self.weights.mean, arabic & aimed)
        every = self.weights.probabilities(dense, self._features.rows(texts, targets), arabic, aimed)
        return every[:, 0].round(DIGITS), *interval(every)


def family(name: str) -> str:
    """An encoder's name without the version of the package that carries it."""
    return name.split(" (")[0]


def _check(texts: Sequence[str], targets: Sequence[Target], embeddings: NDArray[np.float32] | None) -> None:
    if len(texts) != len(targets):
        raise ValueError(f"There are {len(texts)} texts but {len(targets)} targets; give one a text.")
    if embeddings is not None and len(embeddings) != len(texts):
        raise ValueError(f"There are {len(texts)} texts but {len(embeddings)} embeddings; give one a text.")
    for text, target in zip(texts, targets, strict=True):
        if target is not None and not 0 <= target[0] < target[1] <= len(text):
            raise ValueError(
                f"Target {target[0]}:{target[1]} is empty or outside its text of {len(text)} characters; "
                "give character offsets into the text, end exclusive."
            )
