"""False alarms and power of bursts and change points: python -m benchmarks.bursts articles.json vectors.npy.

The articles are a JSON list with article_id, language, publisher_id and published_at, the vectors their embeddings
in the same order. Topics are groups of k-means on vectors centred by language: any grouping serves, since dates are
what is tested. Two nulls have no burst by their making:

- *shuffled*: days are permuted among the articles of each publisher, so that each keeps its own rhythm and topics;
- *shuffled stories*: the same, with the copies of a story kept on one day, where the articles have a story_id.

Bursts are then planted: in a shuffled corpus, in one period of a topic, articles of the period from other topics are
made the topic's, until it has a multiple of what was expected.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.study.association import false_discovery
from analytics.topics.bursts import LEVEL, burst_scores, is_large, joined
from analytics.topics.change_points import change_points

FREQUENCIES: Final = {"week": "W-SUN", "month": "M"}
MULTIPLES: Final = (1.5, 2.0, 3.0, 5.0)


def read(articles: Path, vectors: Path, topics: int) -> pd.DataFrame:
    """Dated articles: day, publisher, language, story, topic."""
    from sklearn.cluster import MiniBatchKMeans

    found = pd.DataFrame(json.loads(articles.read_text(encoding="utf-8")))
    matrix = np.load(vectors).astype(np.float32)
    for language in found["language"].unique():
        own = (found["language"] == language).to_numpy()
        matrix[own] -= matrix[own].mean(axis=0)
    found["topic"] = MiniBatchKMeans(topics, random_state=0, n_init=3).fit_predict(matrix)
    found["day"] = pd.to_datetime(found["published_at"], errors="coerce", utc=True).dt.tz_localize(None).dt.normalize()
    if "story_id" not in found:
        found["story_id"] = found["article_id"]
    return found.dropna(subset="day").sort_values("article_id", ignore_index=True)


def shuffled(articles: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The articles with days permuted within each publisher."""
    out = articles.copy()
    for _, places in articles.groupby("publisher_id").indices.items():
        out.iloc[places, out.columns.get_loc("day")] = articles["day"].to_numpy()[rng.permutation(places)]
    return out


def shuffled_stories(articles: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The articles with the days of stories permuted within their first publisher; copies keep their distance."""
    first = articles.sort_values(["day", "article_id"]).drop_duplicates("story_id").set_index("story_id")
    new = shuffled(first.reset_index(), rng).set_index("story_id")["day"]
    moved = articles["story_id"].map(new) + (articles["day"] - articles["story_id"].map(first["day"]))
    return articles.assign(day=moved)


def cube(articles: pd.DataFrame, frequency: str, topics: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts of topics by publisher and period, and of all."""
    periods = articles["day"].dt.to_period(FREQUENCIES[frequency])
    place = (periods - periods.min()).map(lambda step: step.n).to_numpy()
    publisher = pd.factorize(articles["publisher_id"], sort=True)[0]
    counts = np.zeros((topics, publisher.max() + 1, place.max() + 1), dtype=np.float32)
    np.add.at(counts, (articles["topic"].to_numpy(), publisher, place), 1)
    return counts, counts.sum(axis=0)


def alarms(counts: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, int, int]:
    """Which periods alarm, which had a chance below 0.05 before false discovery, how many were tested, bursts."""
    scores = burst_scores(counts, totals)
    tested = np.isfinite(scores.p)
    q = np.full(scores.p.shape, np.nan)
    q[tested] = false_discovery(scores.p[tested], int(tested.sum()))
    with np.errstate(invalid="ignore"):
        on = (q <= LEVEL) & is_large(scores.found, scores.expected)
        raw = tested & (scores.p <= 0.05)
    return on, raw, int(tested.sum()), len(joined(on, scores.p, totals.sum(axis=0) > 0))


def rates(samples: Iterator[pd.DataFrame], frequency: str, topics: int) -> dict[str, Any]:
    """Alarms by topic and period, by series, and raw chances below 0.05."""
    rows = []
    for sample in samples:
        counts, totals = cube(sample, frequency, topics)
        on, raw, tested, bursts = alarms(counts, totals)
        cuts = [cut.p for topic in range(topics) for cut in _cuts(counts[topic], totals, topic)]
        found = int((false_discovery(cuts, len(cuts)) <= LEVEL).sum())
        rows.append((tested, int(on.sum()), int(raw.sum()), bursts, int(on.any(axis=1).sum()), found, len(cuts)))
    table = np.array(rows)
    tests, on, raw, bursts, series, found, cuts = table.sum(axis=0)
    return {
        "samples": len(table),
        "tested": int(tests),
        "alarms per topic-period": on / tests,
        "p <= .05": raw / tests,
        "bursts per sample": bursts / len(table),
        "samples with a burst": float((table[:, 3] > 0).mean()),
        "series with an alarm": series / (len(table) * topics),
        "samples with a change point": float((table[:, 5] > 0).mean()),
        "change points per cut": found / max(1, cuts),
    }


def _cuts(counts: np.ndarray, totals: np.ndarray, topic: int) -> list[Any]:
    share = counts.sum(axis=1) / np.maximum(totals.sum(axis=1), 1)
    expected = share.astype(float) @ totals.astype(float)
    kept = expected > 0
    return change_points(counts.sum(axis=0)[kept].astype(float), expected[kept], (0, topic))


def power(articles: pd.DataFrame, frequency: str, topics: int, repeats: int, rng: np.random.Generator) -> list[str]:
    """How many planted bursts are found, by multiple and by what was expected."""
    hits: dict[tuple[float, str], list[bool]] = {}
    for _ in range(repeats):
        counts, totals = cube(shuffled(articles, rng), frequency, topics)
        expected = burst_scores(counts, totals).expected
        for multiple in MULTIPLES:
            ready = np.argwhere(np.nan_to_num(expected) >= 1)
            topic, period = ready[rng.integers(len(ready))]
            wanted = int(np.ceil(multiple * expected[topic, period]))
            planted = _planted(counts, int(topic), int(period), wanted, rng)
            size = "1-3" if expected[topic, period] < 3 else "3-10" if expected[topic, period] < 10 else "10+"
            hits.setdefault((multiple, size), []).append(bool(alarms(planted, totals)[0][topic, period]))
    return [
        f"  x{multiple:<4} expected {size:5} found {np.mean(found):.2f} of {len(found)}"
        for (multiple, size), found in sorted(hits.items())
    ]


def _planted(counts: np.ndarray, topic: int, period: int, wanted: int, rng: np.random.Generator) -> np.ndarray:
    """The counts with articles of other topics made the topic's, until it has as many as wanted."""
    out = counts.copy()
    others = np.argwhere(out[:, :, period] > 0)
    pool = [(k, p) for k, p in others for _ in range(int(out[k, p, period])) if k != topic]
    missing = max(0, wanted - int(out[topic, :, period].sum()))
    for place in rng.permutation(len(pool))[:missing]:
        k, p = pool[place]
        out[k, p, period] -= 1
        out[topic, p, period] += 1
    return out


def main() -> None:
    """Print the rates of false alarms on shuffled dates and the power on planted bursts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--topics", type=int, default=30)
    parser.add_argument("--samples", type=int, default=20)
    parser.add_argument("--planted", type=int, default=50)
    asked = parser.parse_args()
    articles = read(asked.articles, asked.vectors, asked.topics)
    for frequency in FREQUENCIES:
        counts, totals = cube(articles, frequency, asked.topics)
        on, _, _, bursts = alarms(counts, totals)
        print(f"{frequency}: {len(articles):,} articles, {counts.shape[2]} periods, {asked.topics} topics")
        print(f"  as published: {bursts} bursts, {int(on.any(axis=1).sum())} topics with one")
        for null in (shuffled, shuffled_stories):
            rng = np.random.default_rng(0)
            found = rates((null(articles, rng) for _ in range(asked.samples)), frequency, asked.topics)
            print(f"  {null.__name__}: " + ", ".join(f"{name} {value:.4g}" for name, value in found.items()))
        rng = np.random.default_rng(1)
        print("\n".join(power(articles, frequency, asked.topics, asked.planted, rng)))


if __name__ == "__main__":
    main()
