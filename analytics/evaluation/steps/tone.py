"""Tone: macro F1, F1 of each class, and whether the probabilities are true, per engine, data set and language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.tone.engine import ToneEngine, ToneScores
from analytics.errors import EvaluationError
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.resampling import Estimate, Floats, clustered, ratio, share, summed
from analytics.evaluation.schema import Bin, Finding
from analytics.evaluation.tone_sets import GOLD, NEWSMTSC, TWEETS, Judged, gold, newsmtsc, tweets
from analytics.schema import TONE_LABELS

BINS: Final = 10
_CLASSES: Final = len(TONE_LABELS)


def predicted(engine: ToneEngine, rows: Sequence[Judged]) -> Floats:
    """Probabilities of the classes and the interval of the score for each judgement, shape (n, 5).

    Each target is read alone, as the command ``tone`` and a run read it.
    """
    found = engine.score([row.text for row in rows], [[] if row.target is None else [row.target] for row in rows])
    aimed = iter(_columns(found.aimed))
    columns = zip(rows, _columns(found.whole), strict=True)
    return np.stack([whole if row.target is None else next(aimed) for row, whole in columns])


def _columns(scores: ToneScores) -> Floats:
    return np.column_stack([scores.probabilities, scores.low, scores.high]).astype(np.float64)


def class_f1(counts: Floats, at: int) -> Floats:
    """F1 of a class from summed hits, false alarms and misses of each class, shape (draws,); 0 where there is none."""
    hits, wrong, missed = (counts[:, 3 * at + column] for column in range(3))
    below = 2 * hits + wrong + missed
    found: Floats = np.where(below > 0, 2 * hits / np.where(below > 0, below, 1), 0.0)
    return found


def macro_f1(counts: Floats) -> Floats:
    """Mean of the F1 of the classes, each of equal weight, shape (draws,)."""
    mean: Floats = np.stack([class_f1(counts, at) for at in range(_CLASSES)]).mean(axis=0)
    return mean


def outcomes(probabilities: Floats, gold_classes: NDArray[np.int64]) -> Floats:
    """Hits, false alarms and misses of each class, one row a judgement, shape (n, 9)."""
    found = probabilities.argmax(axis=1)
    columns = []
    for at in range(_CLASSES):
        is_found, is_gold = found == at, gold_classes == at
        columns += [is_found & is_gold, is_found & ~is_gold, ~is_found & is_gold]
    return np.stack(columns, axis=1).astype(np.float64)


def binned(probabilities: Floats, gold_classes: NDArray[np.int64]) -> Floats:
    """Of each of ten equal bins of confidence: answers, summed confidence, right answers; shape (n, 30)."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == gold_classes
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    table = np.zeros((len(confidence), BINS, 3))
    table[np.arange(len(confidence)), place] = np.stack([np.ones_like(confidence), confidence, right], axis=1)
    return table.reshape(len(confidence), BINS * 3)


def calibration_error(counts: Floats) -> Floats:
    """Expected calibration error over ten equal bins (Guo et al. 2017, ICML), shape (draws,)."""
    table = counts.reshape(len(counts), BINS, 3)
    error: Floats = np.abs(table[:, :, 1] - table[:, :, 2]).sum(axis=1) / table[:, :, 0].sum(axis=1)
    return error


def bars(counts: Floats) -> tuple[Bin, ...]:
    """The bars of a reliability diagram from summed bins, shape (30,); empty bins are left out."""
    return tuple(
        Bin(int(n), round(float(confidence / n), 6), round(float(right / n), 6))
        for n, confidence, right in counts.reshape(BINS, 3)
        if n
    )


def findings(
    rows: Sequence[Judged], found: Floats, dataset: str, system: str, notes: tuple[str, ...]
) -> Iterator[Finding]:
    """The figures of judgements of one language, from what :func:`predicted` gives for them."""
    probabilities, (low, high) = found[:, :_CLASSES], found[:, _CLASSES:].T
    classes = np.array([TONE_LABELS.index(row.label) for row in rows])
    clusters = [row.cluster for row in rows]
    table, bins = outcomes(probabilities, classes), binned(probabilities, classes)
    unit = "texts" if rows[0].target is None else "targets"
    counts, filled = summed(table, clusters), summed(bins, clusters)

    def made(measure: str, n: int, value: Callable[[Floats], Floats], of: Floats, *, basic: bool = False) -> Finding:
        got = clustered(of, value, n=n, basic=basic)
        bars_of = bars(filled.sum(axis=0)) if basic else ()
        return Finding(
            "tone", measure, rows[0].language, dataset, n, unit, got.figure, got.low, got.high, got.interval,
            len(of) if len(of) < len(rows) else None, notes, system, bars_of,
        )  # fmt: skip

    yield made("macro_f1", len(rows), macro_f1, counts)
    for at, label in enumerate(TONE_LABELS):
        if (classes == at).any():
            yield made(f"f1_{label}", int((classes == at).sum()), partial(class_f1, at=at), counts)
    right = np.column_stack([filled.reshape(-1, BINS, 3)[:, :, 2].sum(axis=1), filled[:, ::3].sum(axis=1)])
    yield made("accuracy", len(rows), ratio(0, 1), right)
    yield made("calibration_error", len(rows), calibration_error, filled, basic=True)
    held = (low <= classes - 1) & (classes - 1 <= high)  # the classes are -1, 0 and 1 on the scale of the score
    yield made("interval_holds", len(rows), ratio(0, 1), summed(np.column_stack([held, held | True]) * 1.0, clusters))


def of_set(inputs: Inputs, rows: Sequence[Judged], dataset: str, notes: tuple[str, ...]) -> Iterator[Finding]:
    """The figures of every engine on a data set, language by language."""
    check_targets(rows, dataset)
    for choice in inputs.engines:
        found = predicted(inputs.engine(choice), rows)
        for language in ("ar", "en"):
            at = [place for place, row in enumerate(rows) if row.language == language]
            if at:
                yield from findings([rows[place] for place in at], found[at], dataset, choice, notes)


def check_targets(rows: Sequence[Judged], dataset: str) -> None:
    """Nothing, if every target lies in its text.

    Raises
    ------
    EvaluationError
        If one does not.
    """
    for row in rows:
        if row.target is not None and not 0 <= row.target[0] < row.target[1] <= len(row.text):
            said = f"target {row.target[0]}:{row.target[1]} lies outside its text of {len(row.text)} characters"
            raise EvaluationError(f"{dataset}: {said}; the file is not the one this was made for")


def of_newsmtsc(inputs: Inputs) -> Iterator[Finding]:
    """All targets, and those of sentences whose targets differ in tone."""
    rows = newsmtsc(inputs.data)
    yield from of_set(inputs, rows, "newsmtsc_mt", ("us_politics",))
    labels: dict[str, set[str]] = {}
    for row in rows:
        labels.setdefault(row.cluster, set()).add(row.label)
    mixed = [row for row in rows if len(labels[row.cluster]) > 1]
    if mixed:
        yield from of_set(inputs, mixed, "newsmtsc_mixed", ("us_politics",))


def of_tweets(inputs: Inputs, language: str) -> Iterable[Finding]:
    """Whole tweets of a language."""
    return of_set(inputs, tweets(inputs.data, language), "tweets_val", ("tweets_are_not_news",))


def of_gold(inputs: Inputs) -> Iterator[Finding]:
    """Targets in war news."""
    yield from of_set(inputs, gold(inputs.data), "gold_dev", ("silver", "unanimous"))


def of_swaps(inputs: Inputs) -> Iterator[Finding]:
    """Labels that change where only a name does, in sentences that come with Marsad; resampled by sentence."""
    from analytics.annotate.tone.swaps import LANGUAGES, flip_rates, score_swaps, swap_cases
    from analytics.annotate.tone.swaps.measures import ALL

    cases = [case for language in LANGUAGES for case in swap_cases(language)]
    for choice in inputs.engines:
        for rates in flip_rates(score_swaps(inputs.engine(choice), cases)):
            if rates.group != ALL:
                continue
            for measure, given in (("label_flips", rates.flips), ("opposite_labels", rates.opposites)):
                got = Estimate(given.figure, given.low, given.high, "bootstrap")
                if got.low == got.high and got.figure in (0.0, 1.0):  # draws say nothing about doubt: see resampling
                    got = share(round(got.figure * rates.n_sentences), rates.n_sentences)
                yield Finding(
                    "tone", measure, rates.language, "swaps", rates.n_cases, "swaps", got.figure, got.low, got.high,
                    got.interval, rates.n_sentences, ("made_sentences",), choice,
                )  # fmt: skip


TASKS: Final = (
    Task("tone", "newsmtsc_mt", of_newsmtsc, (NEWSMTSC,)),
    Task("tone", "tweets_val", lambda inputs: of_tweets(inputs, "ar"), (TWEETS["ar"],)),
    Task("tone", "tweets_val", lambda inputs: of_tweets(inputs, "en"), (TWEETS["en"],)),
    Task("tone", "gold_dev", of_gold, (GOLD,)),
    Task("tone", "swaps", of_swaps),
)
