"""How well topics cross languages, on the forty facts of the sample that are told once in Arabic and once in English.

Usage: python benchmarks/pairs.py

Prints how often the nearest report in the other language is the pair's other side, the share of pairs whose sides fall
into one topic, and the share to be expected if the sides were drawn at random.
"""

from __future__ import annotations

import json
from importlib import resources

import numpy as np
from encoder import encode
from numpy.typing import NDArray

from analytics.topics.align import Space
from analytics.topics.model import fit_topics
from analytics.topics.vocabulary import TopicDocument


def sample() -> list[dict[str, str]]:
    """The reports of the sample, without those that repeat another."""
    folder = resources.files("corpus").joinpath("sample")
    files = [folder.joinpath(f"articles_{language}.jsonl") for language in ("ar", "en")]
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if "copy_of" not in row]


def first_hits(vectors: NDArray[np.float32], rows: list[dict[str, str]]) -> tuple[float, float]:
    """The share of reports whose nearest in the other language is their other side, and the mean reciprocal rank."""
    languages = np.array([row["lang"] for row in rows])
    ranks = []
    for number, row in enumerate(rows):
        if "pair" not in row:
            continue
        others = np.flatnonzero(languages != row["lang"])
        order = others[np.argsort(-(vectors[others] @ vectors[number]), kind="stable")]
        ranks.append(1 + next(place for place, other in enumerate(order) if rows[other].get("pair") == row["pair"]))
    return float(np.mean([rank == 1 for rank in ranks])), float(np.mean([1 / rank for rank in ranks]))


def main() -> None:
    """Print the figures."""
    rows = sample()
    vectors, _, _ = encode([(row["title"], row["text"], row["section"]) for row in rows])
    languages = [row["lang"] for row in rows]
    for name, space in (("as encoded", vectors), ("aligned", Space.of(vectors, languages).apply(vectors, languages))):
        hits, reciprocal = first_hits(space, rows)
        print(f"{name}: other side nearest {hits:.2f}, mean reciprocal rank {reciprocal:.2f}")
    documents = [TopicDocument(row["id"], row["title"], row["text"], row["lang"]) for row in rows]
    result = fit_topics(documents, vectors, random_state=0)
    topic = {row["article_id"]: row["topic_id"] for row in result.assignments}
    sides: dict[str, list[str]] = {}
    for row in rows:
        if "pair" in row:
            sides.setdefault(row["pair"], []).append(topic[row["id"]])
    same = np.mean([one == other for one, other in sides.values()])
    arabic, english = ([topic[row["id"]] for row in rows if row["lang"] == language] for language in ("ar", "en"))
    chance = np.mean([one == other for one in arabic for other in english])
    print(f"{len(sides)} pairs, {len(result.topics)} topics: in one topic {same:.2f}, expected by chance {chance:.2f}")


if __name__ == "__main__":
    main()
