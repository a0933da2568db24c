"""Cost of the pairs of actors: ``PYTHONPATH=. python benchmarks/company.py``.

Articles are made: 8 of 2,000 actors each, the first far more often than the last. The first table sets the pairs of
20,000 and of 40,000 articles beside those of 10,000, in the same run, with the bytes their frame takes. The second sets
``hypergeometric_tail`` beside ``scipy.stats.hypergeom.sf`` on the pairs of 10,000 articles.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from made_tables import query_of
from scipy.stats import hypergeom

from analytics.study import Filters
from analytics.study.answers import memory_of
from analytics.study.association import hypergeometric_tail
from analytics.study.co_mentions import MIN_N, co_mentions
from analytics.study.query import Query

SIZES = (10_000, 20_000, 40_000)
ACTORS, IN_ONE = 2_000, 8


def made(articles: int) -> Query:
    """Articles that each name some actors in one of five sentences; one in ten is a copy of the one before."""
    draw = np.random.default_rng(0)
    shares = 1 / np.arange(10, ACTORS + 10)
    keys = np.array([f"a{n:06}" for n in range(articles)])
    stories = np.where(np.arange(articles) % 10 == 9, np.roll(keys, 1), keys)
    named = draw.choice(ACTORS, (articles, IN_ONE), p=shares / shares.sum())
    ids = [f"actor-{n:04}" for n in range(ACTORS)]
    rows = {"article_id": np.repeat(keys, IN_ONE), "sentence_no": draw.integers(0, 5, articles * IN_ONE)}
    columns: dict[str, dict[str, Any]] = {
        "article": {"article_id": keys, "story_id": stories, "publisher_id": ["p"] * articles},
        "tone": {"article_id": keys, "sentence_no": [-1] * articles},
        "actor": {"actor_id": ids, "name_ar": ids, "name_en": ids},
        "mention": {**rows, "actor_id": np.take(ids, named.ravel()), "kind": ["name"] * named.size},
    }
    return query_of(columns)


def seconds(work: Callable[[], object]) -> float:
    """The least time of three."""
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def main() -> None:
    """Print both tables."""
    print(f"| articles, {ACTORS:,} actors | pairs | seconds | to the first | MB |\n|---|---|---|---|---|")
    first = 0.0
    for size in SIZES:
        query = made(size)
        pairs = co_mentions(query, Filters(), MIN_N)
        taken = seconds(lambda query=query: co_mentions(query, Filters(), MIN_N))  # type: ignore[misc]
        first = first or taken
        print(f"| {size:,} | {len(pairs):,} | {taken:.2f} | {taken / first:.1f}x | {memory_of(pairs) / 2**20:.0f} |")
        if size == SIZES[0]:
            counts = [pairs[name].to_numpy() for name in ("n", "n_a", "n_b", "N")]
    both, a, b, total = counts
    ours, theirs = seconds(lambda: hypergeometric_tail(*counts)), seconds(lambda: hypergeom.sf(both - 1, total, a, b))
    print("\n| tail of the hypergeometric | microseconds a pair | ratio |\n|---|---|---|")
    print(f"| hypergeometric_tail | {1e6 * ours / len(both):.2f} | |")
    print(f"| scipy.stats.hypergeom.sf | {1e6 * theirs / len(both):.1f} | {theirs / ours:.0f}x |")


if __name__ == "__main__":
    main()
