"""Time of topics over time at 1,000,000 articles, 500 periods and 100 topics: python -m benchmarks.cube.

The articles are made: each has a day, one of 40 publishers, a language, a topic and a story of its own or of an earlier
article (one in four is a copy). Nothing but the answer is timed; what a run takes to open is said beside it.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analytics.schema import RUN_TABLES, TONES
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.series import over_time
from analytics.study.topic_bursts import bursts
from analytics.study.topic_change_points import topic_change_points
from analytics.study.topic_cube import counts, topic_cube
from analytics.topic_schema import ASSIGNMENTS, TOPICS
from corpus.schema import ARTICLES

FIRST = np.datetime64("2014-06-02")  # a Monday


def made(n: int, weeks: int, topics: int, publishers: int, seed: int = 0) -> dict[str, pa.Table]:
    """Tables of a run as :func:`analytics.study.tables.made_of` takes them."""
    rng = np.random.default_rng(seed)
    ids = [f"{number:016x}" for number in range(n)]
    stories = np.where(rng.random(n) < 0.25, rng.integers(0, n, n), np.arange(n))
    days = (FIRST + rng.integers(0, weeks * 7, n)).astype("datetime64[us]")
    topic = np.minimum(rng.geometric(3 / topics, n) - 1, topics - 1)
    arabic = rng.random(n) < 0.5
    publisher = rng.integers(0, publishers, n)
    frame: dict[str, Any] = {
        "article_id": ids,
        "url": [f"https://example.org/{key}" for key in ids],
        "publisher_id": pa.array([f"publisher-{p}" for p in publisher]),
        "publisher": pa.array([f"Publisher {p}" for p in publisher]),
        "title": [f"Title of article {key}" for key in ids],
        "language": pa.array(np.where(arabic, "ar", "en").tolist()),
        "published_at": pa.array(days, type=pa.timestamp("us", tz="UTC")),
        "published_precision": ["day"] * n,
        "published_basis": ["metadata"] * n,
        "n_words": pa.array(np.full(n, 300)),
        "story_id": [ids[s] for s in stories],
        "is_original": pa.array(stories == np.arange(n)),
        "is_sample": pa.array(np.zeros(n, dtype=bool)),
    }
    tables = {f"source_{one.name.removesuffix('s')}": one.to_arrow([]) for one in (ARTICLES, *RUN_TABLES)}
    tables["source_article"] = pa.table(frame)
    assigned = {"article_id": ids, "topic_id": topic, "strength": np.full(n, 0.5), "basis": ["clustered"] * n}
    tables[f"source_{ASSIGNMENTS.name.removesuffix('s')}"] = pa.table(assigned)
    tone = {"article_id": ids, "sentence_no": np.full(n, -1), "tone": np.zeros(n), "label": ["neutral"] * n}
    tables[f"source_{TONES.name.removesuffix('s')}"] = pa.table(tone)
    named = [
        {
            "topic_id": number, "label_ar": f"موضوع {number}", "label_en": f"Topic {number}", "terms_ar": ["سد"],
            "terms_en": ["dam"], "n": 1, "language_mix": 0.5, "language_expected": 0.5, "mix": "mixed",
            "origin": "fitted",
        }
        for number in range(topics)
    ]  # fmt: skip
    tables[f"source_{TOPICS.name.removesuffix('s')}"] = TOPICS.to_arrow(named)
    return tables


def main() -> None:
    """Print a line for each answer: its unit, seconds (the best of three) and rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("articles", 1_000_000), ("weeks", 500), ("topics", 100), ("publishers", 40)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--only", nargs="*", default=[], help="answers to time, such as cube series; all if none")
    size = parser.parse_args()
    tables = made(size.articles, size.weeks, size.topics, size.publishers)
    begun = time.perf_counter()
    query = Query.of_tables(tables)
    print(f"{size.articles:,} articles, {size.weeks} weeks, {size.topics} topics; opened in {_since(begun)} s")
    keys = tuple(range(size.topics))
    for unit in ("articles", "stories"):
        for dated in (False, True):
            cut = {"date_from": date(2014, 6, 9), "date_to": date(2030, 1, 1)} if dated else {}
            filters = Filters(unit=unit, **cut)  # type: ignore[arg-type]
            answers = {
                "cube": lambda f: topic_cube(query, f, "week"),
                "series": lambda f: over_time(query, "topic", keys, f, "week"),
                "counts": lambda f: pd.DataFrame({"n": counts(query, f, "week").topic.ravel()}),
                "bursts": lambda f: bursts(query, f, "week"),
                "change points": lambda f: topic_change_points(query, f, "week"),
            }
            for name, answer in answers.items():
                if size.only and name not in size.only:
                    continue
                times = []
                for _ in range(1 if name == "change points" else 3):
                    begun = time.perf_counter()
                    rows = len(answer(filters))
                    times.append(float(_since(begun)))
                print(f"{unit:8} {'dated' if dated else 'all':5} {name:14} {min(times):6.2f} s {rows:>9,} rows")


def _since(begun: float) -> str:
    return f"{time.perf_counter() - begun:.2f}"


if __name__ == "__main__":
    main()
