"""Our side of ``benchmarks/topics.py``: topics of the parts of a corpus, written as one JSON file.

Usage: python benchmarks/topic_fits.py METHOD CORPUS DATA OUT [--topics N] [--samples N] [--shuffles N]

=============== =================================================================================================
marsad          ``fit_topics`` as a run calls it, with the registry's names, seed 0.
marsad-as-is    The same without centring: the vectors as they were encoded.
marsad-as-is-n  That, asked for ``--topics``.
leiden          Leiden on the graph of the 15 nearest neighbours of the centred vectors, resolution 2, once: the
                cluster model alone, with nothing that makes it stable.
=============== =================================================================================================

Only the words depend on the texts: samples are fitted on titles, which takes seconds instead of half a minute each, and
the part "titles" fits all articles on titles to show that their topics are those of the part "all".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from topic_data import Articles, parts, read
from topic_measures import OUTSIDE

from analytics.annotate.actors import Registry
from analytics.topic_report import names_of
from analytics.topics.align import Space
from analytics.topics.graph import leiden, neighbour_graph
from analytics.topics.known_names import outlet_names
from analytics.topics.model import fit_topics
from analytics.topics.result import TopicResult
from analytics.topics.settings import TopicSettings
from analytics.topics.vocabulary import TopicDocument

TOP: Final = 10


def documents(articles: Articles, *, texts: bool) -> list[TopicDocument]:
    """The articles as a run gives them to the topic model."""
    return [
        TopicDocument(
            row["article_id"],
            row["title"] if texts else title,
            row["text"] if texts else "",
            row["language"],
            row.get("publisher_id", ""),
            row.get("publisher", ""),
        )
        for row, title in zip(articles.rows, articles.titles, strict=True)
    ]


def ours(articles: Articles, settings: TopicSettings, *, texts: bool) -> dict[str, Any]:
    """Topic, nearest topic, terms, and a digest of all that was found."""
    registry = Registry.load()
    result = fit_topics(
        documents(articles, texts=texts),
        articles.vectors,
        random_state=0,
        settings=settings,
        names=names_of(registry),
        outlets=outlet_names(registry.values()),
    )
    nearest = {row["article_id"]: row["topic_id"] for row in result.assignments}
    fitting = {row["article_id"] for row in result.assignments if row["basis"] != "unfit"}
    return {
        "labels": [nearest[name] if name in fitting else OUTSIDE for name in articles.ids],
        "nearest": [nearest.get(name, OUTSIDE) for name in articles.ids],
        "terms": terms(result) if texts else {},
        "digest": digest(result),
    }


def terms(result: TopicResult) -> dict[str, dict[str, list[str]]]:
    """The first ten terms of each topic in each language; both are shown."""
    found = {}
    for row in result.topics:
        ten = {language: row[f"terms_{language}"][:TOP] for language in ("ar", "en")}
        found[str(row["topic_id"])] = {"shown": [*ten["ar"], *ten["en"]], **ten}
    return found


def digest(result: TopicResult) -> str:
    """A digest of topics and assignments to the last letter and decimal."""
    whole = json.dumps([result.topics, result.themes, result.assignments, result.unassigned], ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def plain_leiden(articles: Articles) -> dict[str, Any]:
    """Topic of each article by one pass of Leiden."""
    vectors = Space.of(articles.vectors, articles.languages).apply(articles.vectors, articles.languages)
    labels = [int(label) for label in leiden(neighbour_graph(vectors, 15), 2.0, 0)]
    return {"labels": labels, "nearest": labels, "terms": {}, "digest": ""}


def settings_of(method: str, n_topics: int | None) -> TopicSettings:
    """What a method is set to."""
    return TopicSettings(
        centring="none" if method.startswith("marsad-as-is") else "language",
        n_topics=n_topics if method.endswith("-n") else None,
    )


def fit(method: str, part: str, articles: Articles, settings: TopicSettings) -> dict[str, Any]:
    """What a method finds on a part of a corpus, and what it cost."""
    wall, cpu = time.perf_counter(), time.process_time()
    whole = part == "all" or part.startswith("shuffle")
    found = plain_leiden(articles) if method == "leiden" else ours(articles, settings, texts=whole)
    cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(method, part, len(set(found["nearest"])), {name: round(value, 1) for name, value in cost.items()}, flush=True)
    return {"part": part, "ids": articles.ids, **found, **cost, "peak_mb": peak}


def threads(part: str) -> int:
    """One thread for every other shuffle, two for all else."""
    return 1 if part.startswith("shuffle") and int(part.split()[1]) % 2 else 2


def main() -> None:
    """Fit a method on the parts of a corpus and write what it found."""
    parser = argparse.ArgumentParser()
    for name in ("method", "corpus", "data", "out"):
        parser.add_argument(name)
    parser.add_argument("--topics", type=int)
    parser.add_argument("--samples", type=int, default=0)
    parser.add_argument("--shuffles", type=int, default=0)
    given = parser.parse_args()
    corpus, settings = read(Path(given.data), given.corpus), settings_of(given.method, given.topics)
    wanted: list[tuple[str, NDArray[np.int64]]] = list(parts(len(corpus.rows), given.samples, given.shuffles))
    if given.samples:
        wanted.insert(1, ("titles", wanted[0][1]))
    fits = []
    for part, positions in wanted:
        with threadpool_limits(threads(part)):
            fits.append(fit(given.method, part, corpus.take(positions), settings))
        Path(given.out).write_text(json.dumps(fits, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
