"""Time and memory of topics at scale: assigning a million articles, fitting ten and fifty thousand.

Topics over time at that scale are in ``benchmarks/cube.py``.

Usage: python benchmarks/topic_scale.py assign|fit [--articles N] [--topics K] [--vectors FILE.npy]

Each prints a row of a table: what, articles, seconds, peak MB of the process. Vectors are made: copies of those given,
or of random ones around random axes, each moved a little. ``--vectors`` takes float32 unit vectors, one a row.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analytics.encoder import unit_rows
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel

DIMENSION = 512
BLOCK = 20_000
LANGUAGES = ("ar", "en")
WORDS = {
    "ar": "جسر نهر مخيم مدرسة سوق طريق مستشفى مزرعة قرية حافلة مطار ميناء جامعة حديقة مصنع محطة".split(),
    "en": "bridge river camp school market road hospital farm village bus airport port college garden plant".split(),
}


def seeds(path: Path | None, topics: int) -> NDArray[np.float32]:
    """Vectors that those of the articles are made from, shape (n, dimension)."""
    if path:
        return np.asarray(np.load(path, allow_pickle=False), dtype=np.float32)
    random = np.random.default_rng(1)
    axes = random.standard_normal((topics, DIMENSION))
    return unit_rows(np.repeat(axes, 100, axis=0) + 1.2 * random.standard_normal((100 * topics, DIMENSION)))


def moved(base: NDArray[np.float32], n: int, seed: int) -> NDArray[np.float32]:
    """So many unit vectors, each one of the base moved a little."""
    random = np.random.default_rng(seed)
    noise = random.standard_normal((n, base.shape[1]), dtype=np.float32) * np.float32(0.5 / base.shape[1] ** 0.5)
    return unit_rows(base[random.integers(0, len(base), n)] + noise)


def blocks(base: NDArray[np.float32], n: int) -> Iterator[tuple[NDArray[np.float16], list[str]]]:
    """The articles as a store gives them: vectors in half precision and languages, some at a time."""
    for number, at in enumerate(range(0, n, BLOCK)):
        size = min(BLOCK, n - at)
        yield moved(base, size, number).astype(np.float16), [LANGUAGES[row % 2] for row in range(size)]


def assign(n: int, topics: int, path: Path | None) -> float:
    """Seconds to assign n articles, without those in which their vectors are made."""
    base = seeds(path, topics)
    fitted = moved(base, 10_000, 10**6)
    space = Space.of(fitted, [LANGUAGES[row % 2] for row in range(len(fitted))])
    aligned = space.apply(fitted, [LANGUAGES[row % 2] for row in range(len(fitted))])
    labels = (aligned @ aligned[:topics].T).argmax(axis=1)
    model = TopicModel.of(space, aligned, np.unique(labels, return_inverse=True)[1])
    spent, unfit = 0.0, 0
    for block in blocks(base, n):
        start = time.perf_counter()
        unfit += int((~model.assign(*block).fits).sum())
        spent += time.perf_counter() - start
    print(f"prototypes {len(model.owners):,}; topics {len(model.thresholds)}; share that fits none {unfit / n:.3f}")
    return spent


def fit(n: int, topics: int, path: Path | None) -> float:
    """Seconds to fit topics on n articles of made words."""
    from analytics.topics.model import fit_topics
    from analytics.topics.vocabulary import TopicDocument

    base = seeds(path, topics)
    random = np.random.default_rng(2)
    documents = []
    for row in range(n):
        language = LANGUAGES[row % 2]
        words = " ".join(random.choice(WORDS[language], 120))
        documents.append(TopicDocument(f"{row:07}", words[:40], words, language))
    embeddings = moved(base, n, 3)
    start = time.perf_counter()
    result = fit_topics(documents, embeddings, random_state=0)
    print(f"topics {len(result.topics)}")
    return time.perf_counter() - start


def main() -> None:
    """Print the row of a table that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("assign", "fit"))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--topics", type=int, default=40)
    parser.add_argument("--vectors", type=Path)
    given = parser.parse_args()
    measure = assign if given.what == "assign" else fit
    seconds = measure(given.articles, given.topics, given.vectors)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| what | articles | seconds | peak MB |\n|---|---|---|---|")
    print(f"| {given.what} | {given.articles:,} | {seconds:.1f} | {peak:,.0f} |")


if __name__ == "__main__":
    main()
