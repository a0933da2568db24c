"""Measures whether the words an explanation shows are those that decide: ``python benchmarks/tone_explanations.py``.

Every counterfactual sentence, told of one name, is explained. Leaving out the words shown that push towards the label
must change the label, and leaving out as many other words must not (comprehensiveness; DeYoung et al. 2020, "ERASER: A
Benchmark to Evaluate Rationalized NLP Models", ACL).
"""

from __future__ import annotations

import argparse
import sys
import time
from random import Random

import numpy as np

from analytics.annotate.citations.tokens import tokenise
from analytics.annotate.tone.engine import ToneEngine
from analytics.annotate.tone.engines import DEFAULT, load_engine
from analytics.annotate.tone.explain import Explanation, explain, without
from analytics.annotate.tone.swaps import LANGUAGES, SwapCase, swap_cases
from analytics.errors import AnalyticsError

BEARERS = ("iraqi_army", "bbc")
"""One name for each sentence: of the forces, and of the outlets."""


def told(language: str) -> list[SwapCase]:
    """Each sentence of a language once."""
    cases = {case.sentence: case for case in swap_cases(language) if case.bearer in BEARERS}
    return list(cases.values())


def pushing(found: Explanation) -> list[tuple[int, int]]:
    """Characters of the words shown that push towards the label."""
    sign = 1 if found.label == "positive" else -1
    return [(part.start, part.end) for part in found.shown if part.weight * sign > 0]


def others(case: SwapCase, n_words: int, random: Random) -> list[tuple[int, int]]:
    """Characters of as many words of a sentence, taken at random, the name's aside."""
    tokens = [token for token in tokenise(case.text) if token.word]
    free = [(token.start, token.end) for token in tokens if token.end <= case.start or token.start >= case.end]
    return random.sample(free, min(n_words, len(free)))


def print_language(engine: ToneEngine, language: str) -> None:
    """Print the line of one language."""
    random = Random(0)
    cases = told(language)
    clock = time.perf_counter()
    found = [explain(engine, case.text, (case.start, case.end)) for case in cases]
    seconds = (time.perf_counter() - clock) / len(cases)
    toned = [(case, one) for case, one in zip(cases, found, strict=True) if one.label != "neutral"]
    variants = []
    for case, one in toned:
        spans = pushing(one)
        n_words = sum(len(case.text[start:end].split()) for start, end in spans)
        variants += [
            without(case.text, left, (case.start, case.end)) for left in (spans, others(case, n_words, random))
        ]
    labels = engine.score([text for text, _ in variants], [[span] if span else [] for _, span in variants]).aimed.labels
    before = [one.label for _, one in toned]
    changed = [np.mean([a != b for a, b in zip(labels[first::2], before, strict=True)]) for first in (0, 1)]
    n_shown = np.mean([len(one.shown) for _, one in toned])
    print(
        f"| {language} | {len(toned)} of {len(cases)} | {n_shown:.1f} | {changed[0]:.1%} | {changed[1]:.1%} | "
        f"{seconds:.2f} |"
    )


def main() -> None:
    """Print one line for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tone", default=DEFAULT, metavar="CHOICE", help="model, lexicon or hub:NAME")
    given = parser.parse_args()
    try:
        engine = load_engine(given.tone)
    except AnalyticsError as error:
        sys.exit(str(error))
    print(f"Engine {engine.name}.\n")
    print(
        "| language | not neutral | words or phrases shown | label changes without them | ... without others | s each |"
    )
    print("|---|---|---|---|---|---|")
    for language in LANGUAGES:
        print_language(engine, language)


if __name__ == "__main__":
    main()
