"""The dense features: the sentence's vector, and those of the words left and right of the target.

The vectors of the two sides are what tells two targets of one sentence apart. On sentences of NewsMTSC whose targets
differ in tone, macro F1 in held-out articles rises from .50 to .60; they take half the time of the sentence's vector.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.tone.features import Target
from analytics.encoder import Encoder

WORDS: Final = 8  # a side
PARTS: Final = 3  # sentence, left, right
_WORD: Final = re.compile(r"\w+")


def sides(text: str, target: Target) -> tuple[str, str]:
    """The last eight words before the target and the first eight after it; empty where there is none."""
    if target is None:
        return "", ""
    start, end = target
    before = [word.start() for word in _WORD.finditer(text, 0, start)]
    after = [word.end() for word in _WORD.finditer(text, end)]
    left = text[before[-WORDS:][0] : start] if before else ""
    right = text[end : after[:WORDS][-1]] if after else ""
    return left.strip(), right.strip()


def side_vectors(texts: Sequence[str], targets: Sequence[Target], encoder: Encoder) -> NDArray[np.float32]:
    """Vectors of the left and of the right side, shape (2, n, dimension); zeros where a side has no word."""
    pairs = [sides(text, target) for text, target in zip(texts, targets, strict=True)]
    wanted = sorted({side for pair in pairs for side in pair if side})
    found = np.zeros((len(wanted) + 1, encoder.dimension), dtype=np.float32)
    if wanted:
        found[:-1] = encoder.encode(wanted)
    row = {side: number for number, side in enumerate(wanted)} | {"": len(wanted)}
    index = np.array([[row[left] for left, _ in pairs], [row[right] for _, right in pairs]], dtype=np.int64)
    return found[index.reshape(2, len(pairs))]


def means(sentences: NDArray[np.float32], side: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean vector of the sentences, of the left sides and of the right sides, shape (3, dimension)."""
    rows = [sentences, *(block[block.any(axis=1)] for block in side)]
    return np.stack([r.mean(axis=0, dtype=np.float64) if len(r) else np.zeros(r.shape[1]) for r in rows]).astype(
        np.float32
    )


def dense_block(
    sentences: NDArray[np.float32],
    side: NDArray[np.float32],
    mean: NDArray[np.float32],
    arabic: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Centred vectors of sentence, left and right, and all once more for Arabic targets; shape (n, 6 x dimension).

    The second copy lets one language differ where the two disagree and share the rest (Daumé III 2007, "Frustratingly
    easy domain adaptation").
    """
    parts = [(sentences - mean[0]).astype(np.float64)]
    for block, centre in zip(side, mean[1:], strict=True):
        parts.append((block - centre).astype(np.float64) * block.any(axis=1)[:, None])
    centred = np.hstack(parts)
    return np.hstack([centred, centred * arabic[:, None]])
