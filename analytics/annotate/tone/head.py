"""The last step of the tone transformer: from hidden states to calibrated probabilities and an interval."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from analytics.annotate.tone.engine import DIGITS, ToneScores
from analytics.annotate.tone.intervals import span_of_labels
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS

_KINDS: Final = (2, 2)  # English or Arabic, text or target


@dataclass(frozen=True, slots=True)
class ToneHead:
    """One linear layer with its calibration.

    Attributes
    ----------
    name : str
        Model and version.
    weight, bias : ndarray, shapes (2 x hidden, 3) and (3,)
        Over the mean state of the target beside that of the text.
    temperatures : ndarray, shape (2, 2)
        What logits are divided by (Guo et al. 2017, arXiv:1706.04599), by language (English, Arabic) and kind (text,
        target), fitted on held-out rows.
    shortfalls : ndarray, shape (2, 2)
        How far below probability 1 a class may be and still lie in the interval (Sadinle, Lei and Wasserman 2019, JASA
        114:223-234).
    """

    name: str
    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperatures: NDArray[np.float64]
    shortfalls: NDArray[np.float64]

    @classmethod
    def read(cls, path: Path) -> ToneHead:
        """The head in a file.

        Raises
        ------
        ModelError
            If the file is missing, damaged or of another shape.
        """
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                head = cls(str(file["name"]), file["weight"], file["bias"], file["temperatures"], file["shortfalls"])
            head.check()
        except (OSError, ValueError, KeyError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise ModelError(
                f"The tone model's {path.name!r} cannot be read: {error}. Install Marsad again, or train it: "
                "make train-tone."
            ) from error
        return head

    def check(self) -> None:
        """Nothing, if every array has the shape it must have and holds only numbers.

        Raises
        ------
        ValueError
            If not.
        """
        shapes = {"bias": (len(TONE_LABELS),), "temperatures": _KINDS, "shortfalls": _KINDS}
        shapes["weight"] = (self.weight.shape[0], len(TONE_LABELS))
        for name, shape in shapes.items():
            value = getattr(self, name)
            if value.shape != shape or not np.isfinite(value).all():
                raise ValueError(f"{name} has shape {value.shape} or values that are no numbers; expected {shape}")

    def write(self, path: Path) -> None:
        """Write the file: the same head gives the same bytes."""
        np.savez_compressed(
            path,
            name=np.array(self.name),
            weight=self.weight,
            bias=self.bias,
            temperatures=self.temperatures,
            shortfalls=self.shortfalls,
        )

    @property
    def hidden(self) -> int:
        """Numbers of a hidden state."""
        return len(self.weight) // 2

    def logits(self, targets: NDArray[np.float32], texts: NDArray[np.float32]) -> NDArray[np.float64]:
        """Logits, shape (n, 3), of the mean states of targets and of their texts, each (n, hidden)."""
        joined = np.concatenate([targets, texts], axis=1).astype(np.float64)
        # A product by einsum adds each row the same way whatever the others are; one by BLAS does not.
        return np.asarray(np.einsum("ij,jk->ik", joined, self.weight.astype(np.float64)) + self.bias)

    def scores(self, logits: NDArray[np.float64], arabic: NDArray[np.bool_], *, aimed: bool) -> ToneScores:
        """Calibrated scores.

        Parameters
        ----------
        logits : ndarray, shape (n, 3)
        arabic : ndarray of bool, shape (n,)
            Whether the text is in Arabic script.
        aimed : bool
            Whether they are of targets.
        """
        language = arabic.astype(int)
        found = softmax(logits / self.temperatures[language, int(aimed)][:, None], axis=1).round(DIGITS)
        is_in = found >= 1 - self.shortfalls[language, int(aimed)][:, None]
        is_in |= found == found.max(axis=1, keepdims=True)
        return ToneScores(found, *span_of_labels(found, is_in))
