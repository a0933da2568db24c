"""Measures a tone engine: ``python benchmarks/tone.py [--shared DIR] [--tone CHOICE]``.

Prints a Markdown table of the accuracy card's figures (``python -m analytics evaluate --steps tone``) with the width of
the intervals, then what the card has not: articles as a whole, sentences a second, seconds to load, peak memory.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import numpy as np

from analytics.annotate.sentences import split_sentences
from analytics.annotate.tone import score_document
from analytics.annotate.tone.engine import ToneEngine
from analytics.evaluation.data import LabelledData
from analytics.evaluation.gold import FILE
from analytics.evaluation.inputs import Inputs
from analytics.evaluation.schema import Finding
from analytics.evaluation.steps.tone import of_gold, of_newsmtsc, of_tweets
from analytics.evaluation.tone_sets import Judged, gold, newsmtsc, tweets
from analytics.evaluation.words import word
from analytics.schema import TONE_LABELS, whole

SHARED: Final = Path(__file__).resolve().parents[1] / "../shared"


def print_sets(inputs: Inputs, engine: ToneEngine) -> None:
    """Print one line for each set and language."""
    print("| set | n | macro F1 | 95% | negative | neutral | positive | accuracy | ECE | interval width |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    tweeted = (one for language in ("ar", "en") for one in of_tweets(inputs, language))
    found = [*of_newsmtsc(inputs), *tweeted, *of_gold(inputs)]
    judged = {
        "newsmtsc_mt": newsmtsc(inputs.data),
        "tweets_val": [*tweets(inputs.data, "ar"), *tweets(inputs.data, "en")],
        "gold_dev": gold(inputs.data),
    }
    for (dataset, language), rows in groupby(found, key=lambda one: (one.dataset, one.language)):
        by_measure = {one.measure: one for one in rows}
        own = [one for one in judged.get(dataset, []) if one.language == language]
        width = f"{interval_width(engine, own):.2f}" if own else "-"
        print(line_of(f"{word('dataset', dataset, 'en')} ({language})", by_measure, width))


def line_of(name: str, found: dict[str, Finding], width: str) -> str:
    """A row of the table."""
    f1 = found["macro_f1"]
    classes = [found[f"f1_{label}"].figure if f"f1_{label}" in found else float("nan") for label in TONE_LABELS]
    figures = [*classes, found["accuracy"].figure, found["calibration_error"].figure]
    cells = " | ".join(f"{figure:.3f}" for figure in figures)
    return f"| {name} | {f1.n} | {f1.figure:.3f} | {f1.low:.2f}-{f1.high:.2f} | {cells} | {width} |"


def interval_width(engine: ToneEngine, rows: Sequence[Judged]) -> float:
    """Mean width of the intervals of scores."""
    targets = [[one.target] if one.target is not None else [] for one in rows]
    found = engine.score([one.text for one in rows], targets)
    scores = found.aimed if len(found.aimed.low) else found.whole
    return float((scores.high - scores.low).mean())


def articles(inputs: Inputs) -> Iterable[dict[str, Any]]:
    """Gold articles."""
    return inputs.data.json_lines(FILE, dict)


def print_documents(inputs: Inputs, engine: ToneEngine) -> None:
    """Print agreement of the article's label with both readers, where they agree."""
    rows = []
    for article in articles(inputs):
        text = whole(article["title"], article["text"])
        sentences = [text[s.start : s.end] for s in split_sentences(article["title"], article["text"])]
        probabilities = engine.score(sentences, [[]] * len(sentences)).whole.probabilities
        rows.append((article["lang"], article["document_tone"], *score_document(probabilities)))
    for language in ("ar", "en"):
        agreed = [(t[0], s, label) for lang, t, s, label in rows if lang == language and len(set(t)) == 1]
        right = sum(truth == label for truth, _, label in agreed)
        means = {g: float(np.mean([s for truth, s, _ in agreed if truth == g])) for g in sorted({a[0] for a in agreed})}
        shown = ", ".join(f"{truth} {mean:+.2f}" for truth, mean in means.items())
        print(f"articles ({language}): {right} of {len(agreed)} right; mean score by gold label: {shown}")


def print_speed(inputs: Inputs, engine: ToneEngine) -> None:
    """Print sentences scored a second, each towards one target."""
    rows = newsmtsc(inputs.data)
    texts = [one.text for one in rows]
    targets = [[one.target] if one.target is not None else [] for one in rows]
    engine.score(texts[:8], targets[:8])
    begun = time.perf_counter()
    engine.score(texts, targets)
    rate = len(texts) / (time.perf_counter() - begun)
    print(f"speed: {rate:,.0f} sentences a second, {np.mean([len(t.split()) for t in texts]):.0f} words each")


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--tone", default="model", help="model, lexicon or hub:NAME")
    given = parser.parse_args()
    inputs = Inputs(LabelledData.open(given.shared), (given.tone,))
    begun = time.perf_counter()
    engine = inputs.engine(given.tone)
    print(f"{engine.name}: loaded in {time.perf_counter() - begun:.1f} s\n")
    print_sets(inputs, engine)
    print_documents(inputs, engine)
    print_speed(inputs, engine)
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
