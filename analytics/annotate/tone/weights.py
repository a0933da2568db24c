"""Learned weights of the tone model, kept in one .npz file without pickled objects."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import softmax, stdtrit

from analytics.annotate.tone.features import BUCKETS
from analytics.annotate.tone.vectors import PARTS
from analytics.errors import ModelError
from analytics.schema import TONE_LABELS

DIGITS: Final = 6  # sums in another order differ in the 15th digit; nobody reads the 7th
_INT8_MAX: Final = 127.0
_UPPER: Final = 0.95  # upper end of a two-sided 90% interval
_CLASSES: Final = len(TONE_LABELS)


@dataclass(frozen=True, slots=True)
class ToneWeights:
    """Weights of the model and of R models trained on resampled data, side by side: 3 columns a model, the model first.

    Attributes
    ----------
    encoder : str
        Encoder the dense weights are for.
    mean : ndarray of float32, shape (3, dimension)
        Mean training vector of sentences, left sides and right sides.
    dense : ndarray of float64, shape (6 x dimension, 3 + 3R)
    hashed : ndarray of float32, shape (65536, 3 + 3R)
    bias : ndarray of float64, shape (3 + 3R,)
    temperatures : ndarray of float64, shape (2, 2)
        Divisor of the logits; row: English, Arabic; column: whole text, target.
    """

    encoder: str
    mean: NDArray[np.float32]
    dense: NDArray[np.float64]
    hashed: NDArray[np.float32]
    bias: NDArray[np.float64]
    temperatures: NDArray[np.float64]

    @property
    def dimension(self) -> int:
        """Length of the encoder's vectors."""
        return int(self.mean.shape[-1])

    def probabilities(
        self, dense: NDArray[np.float64], hashed: csr_matrix, arabic: NDArray[np.bool_], aimed: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Class probabilities by every model, shape (n, 1 + R, 3)."""
        logits = dense @ self.dense + hashed @ self.hashed + self.bias
        logits /= self.temperatures[arabic.astype(int), aimed.astype(int)][:, None]
        return np.asarray(softmax(logits.reshape(len(dense), -1, _CLASSES), axis=2), dtype=np.float64)

    def write(self, path: Path) -> None:
        """Write the file: the same weights give the same bytes."""
        main = self.hashed[:, :_CLASSES]
        resampled = self.hashed[:, _CLASSES:] - np.tile(main, self.bias.size // _CLASSES - 1)
        step = max(float(np.abs(resampled).max(initial=0.0)), 1e-12) / _INT8_MAX
        np.savez_compressed(
            path,
            encoder=np.array(self.encoder),
            mean=self.mean,
            dense=self.dense.astype(np.float16),
            hashed=main.astype(np.float16),
            resampled=np.rint(resampled / step).astype(np.int8),
            step=np.array(step, dtype=np.float32),
            bias=self.bias,
            temperatures=self.temperatures,
        )

    @classmethod
    def read(cls, path: Path) -> ToneWeights:
        """The weights in a file.

        Raises
        ------
        ModelError
            If the file is missing, damaged or of another shape.
        """
        try:
            with np.load(path, allow_pickle=False) as file:
                stored = {name: file[name] for name in file.files}
            weights = cls._unpack(stored)
            weights.check()
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError) as error:
            raise ModelError(
                f"Tone weights {path.name!r} cannot be read: {error}. Install the package again, or train with "
                "'python -m analytics.annotate.tone.train'."
            ) from error
        return weights

    @classmethod
    def _unpack(cls, stored: dict[str, NDArray[Any]]) -> ToneWeights:
        main = stored["hashed"].astype(np.float32)
        rest = stored["resampled"].astype(np.float32) * stored["step"]
        return cls(
            encoder=str(stored["encoder"]),
            mean=stored["mean"],
            dense=stored["dense"].astype(np.float64),
            hashed=np.hstack([main, np.tile(main, rest.shape[1] // _CLASSES) + rest]),
            bias=stored["bias"],
            temperatures=stored["temperatures"],
        )

    def check(self) -> None:
        """Nothing, if every array has the shape it must have and holds only numbers.

        Raises
        ------
        ValueError
            If not.
        """
        columns = self.bias.size
        expected = {
            "mean": (PARTS, self.dimension),
            "dense": (2 * PARTS * self.dimension, columns),
            "hashed": (BUCKETS, columns),
            "bias": (columns,),
            "temperatures": (2, 2),
        }
        for name, shape in expected.items():
            value = getattr(self, name)
            if value.shape != shape:
                raise ValueError(f"{name} has shape {value.shape}, expected {shape}")
            if not np.isfinite(value).all():
                raise ValueError(f"{name} holds a value that is not a number")
        if columns < _CLASSES or columns % _CLASSES:
            raise ValueError(f"bias has {columns} values, expected a multiple of {_CLASSES}")


def interval(every: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ends of the 90% interval of the score, each of shape (n,).

    Score of the model plus and minus Student's t times the standard deviation of the resampled models' scores
    (bootstrap standard error; Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 6),
    cut at -1 and 1.

    Parameters
    ----------
    every : ndarray, shape (n, 1 + R, 3)
        Class probabilities by every model, as from :meth:`ToneWeights.probabilities`.
    """
    scores = every[:, :, 2] - every[:, :, 0]
    resampled = scores.shape[1] - 1
    half = np.zeros(len(scores))
    if resampled > 1:
        half = stdtrit(resampled - 1, _UPPER) * scores[:, 1:].std(axis=1, ddof=1)
    low, high = scores[:, 0] - half, scores[:, 0] + half
    return low.clip(-1, 1).round(DIGITS), high.clip(-1, 1).round(DIGITS)
