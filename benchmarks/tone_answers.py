"""Cost of averages of tone with their intervals: ``PYTHONPATH=. python benchmarks/tone_answers.py [ARTICLES]``.

Articles are made: a million of 50 publishers and 50 topics, each naming three of 200 actors; one in five is a copy of
the article before. Every question is asked once of a fresh Query, so that nothing is known before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
from made_tables import query_of
from numpy.typing import NDArray

from analytics.schema import TONE_LABELS
from analytics.study import Filters
from analytics.study.query import Query
from analytics.study.rankings import publishers
from analytics.study.resampling import weights
from analytics.study.series import tone_over_time
from analytics.study.tone_changes import tone_changes, toward_over_time
from analytics.study.tone_groups import tone_by
from analytics.study.tone_publishers import publisher_tone

ARTICLES_MADE = 1_000_000
PUBLISHERS, TOPICS, ACTORS, NAMED = 50, 50, 200, 3
DAYS = 2_000
HALVES = (date(2014, 1, 1), date(2016, 12, 31)), (date(2017, 1, 1), date(2020, 1, 1))


def made(articles: int) -> Query:
    """The tables of a run over made articles."""
    draw = np.random.default_rng(0)
    keys = np.array([f"a{n:07}" for n in range(articles)])
    stories = np.where(np.arange(articles) % 5 == 4, np.roll(keys, 1), keys)
    days = np.datetime64("2014-01-01", "us") + draw.integers(0, DAYS, articles).astype("timedelta64[D]")
    publisher, topic = draw.integers(0, PUBLISHERS, articles), draw.integers(0, TOPICS, articles)
    tone = np.clip(draw.normal(-0.2 + publisher / 500, 0.4), -1, 1)
    aimed = np.clip(draw.normal(-0.1, 0.5, articles * NAMED), -1, 1)
    ids = [f"actor-{n:03}" for n in range(ACTORS)]
    columns: dict[str, dict[str, Any]] = {
        "article": {
            "article_id": keys, "story_id": stories, "published_at": days, "is_original": stories == keys,
            "publisher_id": np.array([f"p{n:02}" for n in range(PUBLISHERS)])[publisher],
            "publisher": np.array([f"p{n:02}" for n in range(PUBLISHERS)])[publisher],
            "language": np.array(["ar", "en"])[publisher % 2],
        },
        "tone": {"article_id": keys, "sentence_no": [-1] * articles, "tone": tone, "label": labels(tone)},
        "assignment": {"article_id": keys, "topic_id": topic, "basis": ["clustered"] * articles},
        "topic": {"topic_id": np.arange(TOPICS), "label_ar": ids[:TOPICS], "label_en": ids[:TOPICS]},
        "actor": {"actor_id": ids, "name_ar": ids, "name_en": ids},
        "mention": {
            "article_id": np.repeat(keys, NAMED), "sentence_no": draw.integers(0, 9, articles * NAMED),
            "actor_id": np.array(ids)[draw.integers(0, ACTORS, articles * NAMED)], "kind": ["name"] * articles * NAMED,
            "tone": aimed, "tone_label": labels(aimed),
        },
    }  # fmt: skip
    return query_of(columns)


def labels(tone: NDArray[np.float64]) -> NDArray[np.str_]:
    """The classes of tones."""
    return np.array(TONE_LABELS)[1 + (tone > 0.2) - (tone < -0.2)]


def report(name: str, work: Callable[[], Any]) -> None:
    """Prints how long an answer takes, and how many rows it has."""
    begun = time.perf_counter()
    rows = len(work())
    sys.stdout.write(f"{name:44} {time.perf_counter() - begun:7.2f} s  {rows:6,} rows\n")
    sys.stdout.flush()


def main(articles: int) -> None:
    """Makes the articles and asks every question."""
    begun = time.perf_counter()
    query = made(articles)
    sys.stdout.write(f"{articles:,} articles made and opened in {time.perf_counter() - begun:.1f} s\n")
    report("weights", weights)
    for unit in ("articles", "stories"):
        filters = Filters(unit=unit)
        for by in ("all", "publisher", "topic", "actor"):
            report(f"{unit}: tone by {by}", lambda by=by, f=filters: tone_by(query, by, f, None, "n"))
        report(
            f"{unit}: tone by publisher, towards one",
            lambda f=filters: tone_by(query, "publisher", f, "actor-001", "n"),
        )
        report(f"{unit}: publishers, adjusted", lambda f=filters: publisher_tone(query, f, None))
        report(f"{unit}: changes by actor", lambda f=filters: tone_changes(query, *HALVES, "actor", f, None))
        over = lambda f=filters: toward_over_time(query, "actor-001", f, "month", "all", ())  # noqa: E731
        report(f"{unit}: towards one over time", over)
        report(f"{unit}: tone over time", lambda f=filters: tone_over_time(query, f, "month"))
        report(f"{unit}: list of publishers", lambda f=filters: publishers(query, f))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES_MADE)
