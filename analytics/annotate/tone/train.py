"""Trains the tone model: ``python -m analytics.annotate.tone.train --data DIR --out FILE``.

The same data gives the same weights, in any order of the rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from analytics.annotate.tone.features import FeatureMaker, is_arabic
from analytics.annotate.tone.fit import Fit, fit, temperature
from analytics.annotate.tone.labelled import Example, training_examples
from analytics.annotate.tone.model import family
from analytics.annotate.tone.vectors import dense_block, means, side_vectors
from analytics.annotate.tone.weights import ToneWeights
from analytics.encoder import Encoder, UniversalEncoder
from analytics.errors import AnalyticsError

# War news is the domain and the smallest set; tweets lie furthest from it.
SET_WEIGHTS: Final = {"newsmtsc": 1.0, "war_news": 6.0, "tweets": 0.7, "arsarcasm": 0.4}
FOLDS: Final = 3
RESAMPLED: Final = 10
_RESAMPLED_ITERATIONS: Final = 60  # each begins at the model's weights
_SMALLEST: Final = 50  # fewer examples than this calibrate nothing: their temperature stays 1


@dataclass(frozen=True, slots=True)
class Design:
    """Features, classes, weights and groups of the training examples, row by row."""

    dense: NDArray[np.float64]
    hashed: csr_matrix
    classes: NDArray[np.int64]
    weights: NDArray[np.float64]
    folds: NDArray[np.int64]
    groups: NDArray[np.int64]
    arabic: NDArray[np.bool_]
    aimed: NDArray[np.bool_]

    def fit(self, rows: NDArray[np.bool_]) -> Fit:
        """The model of some rows."""
        return fit(self.dense[rows], self.hashed[rows], self.classes[rows], self.weights[rows])


def class_weights(examples: Sequence[Example], arabic: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weight of each example: its set's, times the inverse of its class's share in set and language."""
    keys = [(e.source, bool(a)) for e, a in zip(examples, arabic, strict=True)]
    counts: dict[tuple[str, bool], NDArray[np.float64]] = {}
    for key, example in zip(keys, examples, strict=True):
        counts.setdefault(key, np.zeros(3))[example.tone] += 1
    return np.array(
        [
            SET_WEIGHTS[e.source] * counts[key].sum() / (3 * counts[key][e.tone])
            for key, e in zip(keys, examples, strict=True)
        ]
    )


def design(examples: Sequence[Example], encoder: Encoder) -> tuple[Design, NDArray[np.float32]]:
    """The design of the examples, and the mean vectors that were taken from theirs."""
    texts = [e.text for e in examples]
    targets = [e.target for e in examples]
    vectors, side = encoder.encode(texts), side_vectors(texts, targets, encoder)
    mean = means(vectors, side)
    arabic = np.array([is_arabic(text) for text in texts])
    aimed = np.array([target is not None for target in targets])
    _, groups = np.unique([f"{e.source}|{e.group}" for e in examples], return_inverse=True)
    folds = np.array([zlib.crc32(f"{e.source}|{e.group}".encode()) % FOLDS for e in examples])
    made = Design(
        dense=dense_block(vectors, side, mean, arabic & aimed),
        hashed=FeatureMaker().rows(texts, targets),
        classes=np.array([e.tone for e in examples]),
        weights=class_weights(examples, arabic),
        folds=folds,
        groups=groups,
        arabic=arabic,
        aimed=aimed,
    )
    return made, mean


def held_out_logits(data: Design) -> NDArray[np.float64]:
    """Logits of every row by a model that has not seen its article, shape (n, 3)."""
    logits = np.zeros((len(data.classes), 3))
    for fold in range(FOLDS):
        rows = data.folds == fold
        logits[rows] = data.fit(~rows).logits(data.dense[rows], data.hashed[rows])
    return logits


def temperatures(data: Design, logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Temperature by language (English, Arabic) and kind (whole text, target), shape (2, 2)."""
    found = np.ones((2, 2))
    for arabic in (0, 1):
        for aimed in (0, 1):
            rows = (data.arabic == arabic) & (data.aimed == aimed)
            if rows.sum() >= _SMALLEST:
                found[arabic, aimed] = temperature(logits[rows], data.classes[rows])
    return found


def resampled_fits(data: Design, model: Fit, random_state: int) -> list[Fit]:
    """Models of bootstrap samples of articles, each from the model's own weights onwards."""
    generator = np.random.default_rng(random_state)
    n_groups = int(data.groups.max()) + 1
    fits = []
    for _ in range(RESAMPLED):
        drawn = np.bincount(generator.integers(0, n_groups, n_groups), minlength=n_groups)[data.groups]
        rows = drawn > 0
        fits.append(
            fit(
                data.dense[rows],
                data.hashed[rows],
                data.classes[rows],
                data.weights[rows] * drawn[rows],
                start=model,
                iterations=_RESAMPLED_ITERATIONS,
            )
        )
    return fits


def train(examples: Sequence[Example], encoder: Encoder, *, random_state: int = 0) -> ToneWeights:
    """Weights trained on the examples, with temperatures from held-out articles and bootstrap models."""
    with threadpool_limits(1, user_api="blas"):  # sums in one order on any number of cores
        return _train(examples, encoder, random_state)


def _train(examples: Sequence[Example], encoder: Encoder, random_state: int) -> ToneWeights:
    data, mean = design(examples, encoder)
    model = data.fit(np.ones(len(data.classes), dtype=bool))
    fits = [model, *resampled_fits(data, model, random_state)]
    return ToneWeights(
        encoder=family(encoder.name),
        mean=mean,
        dense=np.hstack([f.dense for f in fits]),
        hashed=np.hstack([f.hashed for f in fits]).astype(np.float32),
        bias=np.concatenate([f.bias for f in fits]),
        temperatures=temperatures(data, held_out_logits(data)),
    )


def main(
    data: Annotated[Path, typer.Option(help="Folder of the labelled sets.")],
    out: Annotated[Path, typer.Option(help="The .npz file to write.")],
    seed: Annotated[int, typer.Option(help="Seed of the resampling.")] = 0,
) -> None:
    """Train the tone model.

    Example: python -m analytics.annotate.tone.train --data DIR --out tone_linear.npz
    """
    try:
        train(training_examples(data), UniversalEncoder(), random_state=seed).write(out)
    except AnalyticsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"{out} written, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    typer.run(main)
