"""Measures the tone model: ``python benchmarks/tone.py [--shared DIR] [--weights FILE]``.

Prints a Markdown table of macro F1 and F1 by class (read with ``shared/eval/score_tone.py``, the same figures as from
``python -m analytics tone``), calibration, the interval, articles, swapped names, and sentences a second.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.sentences import split_sentences
from analytics.annotate.tone import ToneModel, ToneScores, score_document
from analytics.encoder import UniversalEncoder
from analytics.schema import TONE_LABELS, whole

SHARED: Final = Path(__file__).resolve().parents[1] / "../shared"
BINS: Final = 10
SWAPS: Final = {
    "ar": ("داعش", "الأمم المتحدة", "روسيا", "تركيا", "الحكومة"),
    "en": ("ISIS", "the United Nations", "Russia", "Turkey", "the government"),
}


def scorer(shared: Path) -> ModuleType:
    """The module ``score_tone`` of the shared folder."""
    spec = importlib.util.spec_from_file_location("score_tone", shared / "eval/score_tone.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"No scorer in {shared}; give --shared the folder that holds eval, gold and data.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sets(shared: Path, score: ModuleType) -> dict[str, list[dict[str, Any]]]:
    """The evaluation sets: name to rows with text, perhaps a target, and gold."""
    labelled = shared / "data/labelled"
    gold = list(score.prepare("gold", str(shared / "gold/dev.jsonl")))
    return {
        "NewsMTSC devtest mt (en)": list(score.prepare("newsmtsc", str(labelled / "newsmtsc_devtest_mt.jsonl"))),
        "tweets val (ar)": list(score.prepare("tweets", str(labelled / "tweets_arabic_val.jsonl.gz"))),
        "tweets val (en)": list(score.prepare("tweets", str(labelled / "tweets_english_val.jsonl.gz"))),
        "war-news gold dev (ar)": [row for row in gold if row["lang"] == "ar"],
        "war-news gold dev (en)": [row for row in gold if row["lang"] == "en"],
    }


def predict(model: ToneModel, rows: Sequence[dict[str, Any]]) -> ToneScores:
    """Scores of rows as prepared by the scorer."""
    return model.score([r["text"] for r in rows], [(r["start"], r["end"]) if "start" in r else None for r in rows])


def calibration_error(scores: ToneScores, gold: Sequence[str]) -> float:
    """Expected calibration error of the label's probability over ten equal bins (Guo et al. 2017)."""
    confidence = scores.probabilities.max(axis=1)
    right = np.array([a == b for a, b in zip(scores.labels, gold, strict=True)])
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


def print_sets(model: ToneModel, shared: Path) -> None:
    """Print one line for each set."""
    score = scorer(shared)
    print("| set | n | macro F1 | 95% | negative | neutral | positive | accuracy | ECE | interval width |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, rows in sets(shared, score).items():
        found, gold = predict(model, rows), [r["gold"] for r in rows]
        pairs = list(zip(gold, found.labels, strict=True))
        f1, per = score.macro_f1(pairs)
        low, high = resampled_f1(score, pairs)
        classes = " | ".join(f"{per[label]:.3f}" for label in TONE_LABELS)
        accuracy = np.mean([a == b for a, b in pairs])
        width = float((found.high - found.low).mean())
        print(
            f"| {name} | {len(rows)} | {f1:.3f} | {low:.2f}-{high:.2f} | {classes} | {accuracy:.3f} "
            f"| {calibration_error(found, gold):.3f} | {width:.2f} |"
        )


def resampled_f1(score: ModuleType, pairs: list[tuple[str, str]]) -> tuple[float, float]:
    """Bootstrap 95% interval of macro F1."""
    generator = np.random.default_rng(0)
    draws = generator.integers(0, len(pairs), (500, len(pairs)))
    figures = [score.macro_f1([pairs[i] for i in draw])[0] for draw in draws]
    return float(np.quantile(figures, 0.025)), float(np.quantile(figures, 0.975))


def articles(shared: Path) -> Iterable[dict[str, Any]]:
    """Gold articles."""
    with (shared / "gold/dev.jsonl").open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def print_documents(model: ToneModel, shared: Path) -> None:
    """Print agreement of the article's label with both readers, where they agree."""
    rows = []
    for article in articles(shared):
        text = whole(article["title"], article["text"])
        sentences = [text[s.start : s.end] for s in split_sentences(article["title"], article["text"])]
        score, label = score_document(model.score_sentences(sentences).probabilities)
        rows.append((article["lang"], article["document_tone"], score, label))
    for language in ("ar", "en"):
        agreed = [(t[0], s, label) for lang, t, s, label in rows if lang == language and len(set(t)) == 1]
        right = sum(gold == label for gold, _, label in agreed)
        means = {g: float(np.mean([s for gold, s, _ in agreed if gold == g])) for g in sorted({a[0] for a in agreed})}
        shown = ", ".join(f"{g} {m:+.2f}" for g, m in means.items())
        print(f"articles ({language}): {right} of {len(agreed)} right; mean score by gold label: {shown}")


def print_mixed(model: ToneModel, shared: Path) -> None:
    """Print macro F1 on the sentences whose targets differ in tone."""
    score = scorer(shared)
    rows = sets(shared, score)["NewsMTSC devtest mt (en)"]
    labels: dict[str, set[str]] = {}
    for row in rows:
        labels.setdefault(row["text"], set()).add(row["gold"])
    mixed = [row for row in rows if len(labels[row["text"]]) > 1]
    f1, _ = score.macro_f1(list(zip([r["gold"] for r in mixed], predict(model, mixed).labels, strict=True)))
    print(f"NewsMTSC devtest mt, sentences whose targets differ: macro F1 {f1:.3f}, n {len(mixed)}")


def print_swaps(model: ToneModel, shared: Path) -> None:
    """Print how far the score moves when only the target's name is exchanged in the gold pairs."""
    gold = list(scorer(shared).prepare("gold", str(shared / "gold/dev.jsonl")))
    for language, names in SWAPS.items():
        rows = [r for r in gold if r["lang"] == language]
        columns: list[NDArray[np.float64]] = []
        for name in names:
            texts = [r["text"][: r["start"]] + name + r["text"][r["end"] :] for r in rows]
            columns.append(model.score_targets(texts, [(r["start"], r["start"] + len(name)) for r in rows]).score)
        table = np.stack(columns, axis=1)
        shown = ", ".join(f"{n} {m:+.3f}" for n, m in zip(names, table.mean(axis=0), strict=True))
        spread = np.ptp(table, axis=1).mean()
        print(f"names swapped ({language}, {len(rows)} pairs): mean score {shown}; mean range {spread:.3f}")


def print_speed(model: ToneModel, shared: Path) -> None:
    """Print sentences encoded, sentences scored and targets scored a second."""
    rows = sets(shared, scorer(shared))["NewsMTSC devtest mt (en)"]
    texts = [row["text"] for row in rows]
    spans = [(row["start"], row["end"]) for row in rows]
    vectors = model.encoder.encode(texts)  # reads the encoder's weights
    clock = [time.perf_counter()]
    model.encoder.encode(texts)
    clock.append(time.perf_counter())
    model.score_sentences(texts, vectors)
    clock.append(time.perf_counter())
    model.score_targets(texts, spans, vectors)
    clock.append(time.perf_counter())
    encoded, scored, aimed = np.diff(clock)
    print(
        f"speed: {len(set(texts)) / encoded:,.0f} sentences encoded, {len(texts) / scored:,.0f} scored, "
        f"{len(texts) / aimed:,.0f} targets scored a second; one target a sentence, end to end: "
        f"{len(texts) / (encoded * len(texts) / len(set(texts)) + aimed):,.0f} a second "
        f"({np.mean([len(t.split()) for t in texts]):.0f} words each)"
    )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--weights", type=Path, default=None)
    given = parser.parse_args()
    model = ToneModel.load(UniversalEncoder(), given.weights)
    print_sets(model, given.shared)
    print_documents(model, given.shared)
    print_mixed(model, given.shared)
    print_swaps(model, given.shared)
    print_speed(model, given.shared)


if __name__ == "__main__":
    main()
