"""Fits and measures the lexicon engine: ``python benchmarks/tone_lexicon.py [--shared DIR] [--fit FILE]``.

Prints macro F1, F1 by class, calibration error and coverage of the interval on the sets nothing was fitted on, and
sentences a second. With --fit the constants of ``analytics/annotate/tone/lexicon_weights.toml`` are fitted first, on
the training sets alone: multinomial logistic regression, signs of weights bound (what is negative never makes a text
more positive), and the covering probability from five folds by article.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from analytics.annotate.tone.intervals import interval
from analytics.annotate.tone.lexicon import FEATURES, LexiconEngine, features_of, read_text
from analytics.schema import TONE_LABELS

SHARED: Final = Path(__file__).resolve().parents[1] / "../shared"
BINS: Final = 10
COVERED: Final = 0.9
FOLDS: Final = 5
PENALTY: Final = 1e-3
LEANING: Final = 0.08
"""Penalty on how far the constants of Arabic, with an eighth of the targets, lie from those of English."""
BALANCE: Final = 0.75
"""Power of a class's inverse share that weighs its examples: 1 finds the rare class best, 0 keeps to the shares."""
POLARITY: Final = {2.0: 0, 4.0: 1, 6.0: 2}


@dataclass(frozen=True)
class Example:
    """A labelled text with its target or None, the article it is of, and its weight in the fit."""

    text: str
    target: tuple[int, int] | None
    tone: int
    group: str
    weight: float = 1.0


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a file of JSON lines, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def training(shared: Path) -> dict[tuple[str, str], list[Example]]:
    """Training examples by language and kind."""
    folder = shared / "data/labelled"
    found: dict[tuple[str, str], list[Example]] = {(lang, kind): [] for lang in ("ar", "en") for kind in KINDS}
    for row in lines(folder / "newsmtsc_train.jsonl"):
        group = "_".join(row["primary_gid"].split("_")[:2])
        for t in row["targets"]:
            example = Example(row["sentence_normalized"], (t["from"], t["to"]), POLARITY[float(t["polarity"])], group)
            found["en", "target"].append(example)
    for row in lines(folder / "tone_war_news_train.jsonl.gz"):
        weight = 3.0 if row["lang"] == "en" else 1.0
        example = Example(
            row["text"], (row["start"], row["end"]), TONE_LABELS.index(row["label"]), row["article"], weight
        )
        found[row["lang"], "target"].append(example)
    for language, name in (("ar", "tweets_arabic_train"), ("en", "tweets_english_train")):
        for row in lines(folder / f"{name}.jsonl.gz"):
            found[language, "whole"].append(Example(row["text"], None, row["label"], row["text"]))
    return found


KINDS: Final = ("target", "whole")


def matrix(examples: list[Example]) -> NDArray[np.float64]:
    """Features, shape (n, n_features)."""
    rows = []
    for example in examples:
        _, marked = read_text(example.text)
        rows.append(features_of(marked.told_of_all() if example.target is None else marked.told_of(example.target)))
    return np.array(rows)


def fitted(
    x: NDArray[np.float64], y: NDArray[np.int64], weight: NDArray[np.float64], prior: NDArray[np.float64] | float = 0.0
) -> NDArray[np.float64]:
    """Bias and weights, shape (1 + n_features, 2); the penalty is on their distance from the prior."""
    share = np.array([(weight * (y == k)).sum() for k in range(3)]) / weight.sum()
    sample = weight * (1 / share[y]) ** BALANCE
    sample /= sample.sum()
    inputs = np.hstack([np.ones((len(x), 1)), x])
    bounds: list[tuple[float | None, float | None]] = [(None, None)] * 2
    for name in FEATURES:  # columns: negative, positive
        is_negative = name.endswith("negative")
        bounds += [(0.0, None), (None, 0.0)] if is_negative else [(None, 0.0), (0.0, None)]

    centre = np.zeros((inputs.shape[1], 2)) + prior
    penalty = PENALTY if np.isscalar(prior) else LEANING

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.reshape(-1, 2)
        logits = np.zeros((len(x), 3))
        logits[:, [0, 2]] = inputs @ w
        logits -= logits.max(axis=1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=1, keepdims=True)
        error = p.copy()
        error[np.arange(len(y)), y] -= 1
        slope = inputs.T @ (error[:, [0, 2]] * sample[:, None])
        away = (w - centre)[1:]
        slope[1:] += 2 * penalty * away
        value = -(sample * np.log(p[np.arange(len(y)), y] + 1e-12)).sum() + penalty * (away**2).sum()
        return float(value), slope.ravel()

    start = np.zeros(inputs.shape[1] * 2)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x.reshape(-1, 2))


def probabilities(x: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    """Negative, neutral, positive, shape (n, 3)."""
    logits = np.zeros((len(x), 3))
    logits[:, [0, 2]] = np.hstack([np.ones((len(x), 1)), x]) @ w
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(p / p.sum(axis=1, keepdims=True))


def folds(examples: list[Example]) -> NDArray[np.int64]:
    """Fold of each example, by article."""
    order = {group: number % FOLDS for number, group in enumerate(sorted({e.group for e in examples}))}
    return np.array([order[e.group] for e in examples])


def macro_f1(gold: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    """Mean F1 of the three classes."""
    figures = []
    for k in range(3):
        both = ((gold == k) & (found == k)).sum()
        figures.append(2 * both / max(1, (gold == k).sum() + (found == k).sum()))
    return float(np.mean(figures))


def fit(shared: Path) -> str:
    """The constants as TOML."""
    text = [
        "# Constants of the lexicon engine, fitted on training sets: python benchmarks/tone_lexicon.py --fit FILE",
        "# Logits of [negative, positive] against neutral; `covering` is for intervals that hold nine labels in ten.",
    ]
    made: dict[str, NDArray[np.float64]] = {}
    for (language, kind), examples in sorted(training(shared).items(), reverse=True):
        x, y = matrix(examples), np.array([e.tone for e in examples])
        weight, fold = np.array([e.weight for e in examples]), folds(examples)
        out = np.zeros((len(y), 3))
        for k in range(FOLDS):
            w = fitted(x[fold != k], y[fold != k], weight[fold != k], made.get(kind, 0.0))
            out[fold == k] = probabilities(x[fold == k], w)
        covering = coverage_point(out, y)
        w = made[kind] = fitted(x, y, weight, made.get(kind, 0.0))
        print(f"{language} {kind}: n {len(y)}, cross-validated macro F1 {macro_f1(y, out.argmax(axis=1)):.3f}")
        text += [f"\n[{language}.{kind}]", f"bias = {w[0].round(3).tolist()}", f"covering = {covering:.2f}"]
        text.append(f"[{language}.{kind}.weights]")
        text += [f'"{name}" = {row.round(3).tolist()}' for name, row in zip(FEATURES, w[1:] + 0.0, strict=True)]
    return "\n".join(text) + "\n"


def coverage_point(p: NDArray[np.float64], y: NDArray[np.int64]) -> float:
    """The least covering probability with which intervals hold nine labels in ten."""
    for covering in np.arange(0.5, 1.0, 0.01):
        low, high = interval(p, np.full(len(p), covering))
        if ((low <= y - 1) & (y - 1 <= high)).mean() >= COVERED:
            return float(covering)
    return 1.0


def scorer(shared: Path) -> ModuleType:
    """The module ``score_tone`` of the shared folder."""
    spec = importlib.util.spec_from_file_location("score_tone", shared / "eval/score_tone.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"No scorer in {shared}; give --shared the folder that holds eval, gold and data.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sets(shared: Path, score: ModuleType) -> dict[str, list[dict[str, Any]]]:
    """Evaluation sets: name to rows with text, perhaps a target, and gold."""
    labelled = shared / "data/labelled"
    gold = list(score.prepare("gold", str(shared / "gold/dev.jsonl")))
    return {
        "NewsMTSC devtest mt (en)": list(score.prepare("newsmtsc", str(labelled / "newsmtsc_devtest_mt.jsonl"))),
        "tweets val (ar)": list(score.prepare("tweets", str(labelled / "tweets_arabic_val.jsonl.gz"))),
        "tweets val (en)": list(score.prepare("tweets", str(labelled / "tweets_english_val.jsonl.gz"))),
        "war-news gold dev (ar)": [row for row in gold if row["lang"] == "ar"],
        "war-news gold dev (en)": [row for row in gold if row["lang"] == "en"],
    }


def measure(shared: Path) -> None:
    """Print a line for each evaluation set."""
    score, engine = scorer(shared), LexiconEngine.load()
    print("| set | n | macro F1 | negative | neutral | positive | accuracy | ECE | labels in interval | width |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, rows in sets(shared, score).items():
        targets = [[(row["start"], row["end"])] if "start" in row else [] for row in rows]
        found = engine.score([row["text"] for row in rows], targets)
        scores = found.aimed if targets[0] else found.whole
        gold = [row["gold"] for row in rows]
        f1, per = score.macro_f1(list(zip(gold, scores.labels, strict=True)))
        right = np.array([a == b for a, b in zip(gold, scores.labels, strict=True)])
        value = np.array([TONE_LABELS.index(label) - 1 for label in gold])
        held = ((scores.low <= value) & (value <= scores.high)).mean()
        classes = " | ".join(f"{per[label]:.3f}" for label in TONE_LABELS)
        print(
            f"| {name} | {len(rows)} | {f1:.3f} | {classes} | {right.mean():.3f} "
            f"| {calibration_error(scores.probabilities.max(axis=1), right):.3f} | {held:.3f} "
            f"| {(scores.high - scores.low).mean():.2f} |"
        )


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return float(
        sum(abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    )


def speed(shared: Path) -> None:
    """Print sentences with their targets scored a second."""
    engine = LexiconEngine.load()
    for language, name in (("en", "newsmtsc_devtest_mt.jsonl"), ("ar", "tone_war_news_train.jsonl.gz")):
        rows = [row for row in lines(shared / "data/labelled" / name) if row.get("lang", language) == language]
        texts = [row.get("sentence_normalized") or row["text"] for row in rows]
        targets = [[(t["from"], t["to"]) for t in row.get("targets", [{"from": 0, "to": 1}])] for row in rows]
        engine.score(texts[:20], targets[:20])
        begun = time.perf_counter()
        engine.score(texts, targets)
        print(f"{language}: {len(texts) / (time.perf_counter() - begun):,.0f} sentences with their targets a second")


def main() -> None:
    """Fit if asked, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--fit", type=Path, help="TOML file to write constants to")
    given = parser.parse_args()
    if given.fit:
        given.fit.write_text(fit(given.shared), encoding="utf-8")
    measure(given.shared)
    speed(given.shared)


if __name__ == "__main__":
    main()
