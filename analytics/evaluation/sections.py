"""Articles whose newsroom's section is known, and the embedded sample as articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np

from analytics.evaluation.inputs import Article, Encoded, Inputs

FILES: Final[Mapping[str, str]] = {
    "ant_sections": "labelled/topics_ant_6cat.jsonl.gz",
    "agnews_sections": "labelled/topics_agnews_4cat.jsonl.gz",
}
LANGUAGE_OF: Final[Mapping[str, str]] = {"ant_sections": "ar", "agnews_sections": "en"}
SHARED: Final[Mapping[str, str]] = {
    "technology": "technology",
    "economy": "business",
    "sport": "sport",
    "internationalNews": "world",
    "middleEast": "world",
    "1": "world",
    "2": "sport",
    "3": "business",
    "4": "technology",
}
"""The sections that both sets have, under one name; Arabic culture has no English counterpart."""
PER_SECTION: Final = 300
"""The first articles of each section that are measured: all 12,400 take 14 minutes to encode, these 3."""


def sections(inputs: Inputs, dataset: str) -> Encoded:
    """The first 300 articles of each section of a set, and their vectors."""
    return inputs.encoded(dataset, lambda: _read(inputs, dataset))


def _read(inputs: Inputs, dataset: str) -> list[Article]:
    language = LANGUAGE_OF[dataset]

    def made(row: dict[str, Any]) -> tuple[str, str, str]:
        return str(row["title"]), str(row["text"]), str(row["category"])

    taken: dict[str, list[tuple[str, str, str]]] = {}
    for title, text, category in inputs.data.json_lines(FILES[dataset], made):
        if (title + text).strip():
            taken.setdefault(category, []).append((title, text, category))
    rows = [row for category in sorted(taken) for row in taken[category][:PER_SECTION]]
    return [Article(f"{language}{number:05}", language, *row) for number, row in enumerate(rows)]


def both(inputs: Inputs) -> Encoded:
    """The articles of both sets in the sections that both have, which carry one name."""
    parts = [sections(inputs, dataset) for dataset in FILES]
    articles = [article for part in parts for article in part.articles]
    vectors = np.concatenate([part.vectors for part in parts])
    kept = [at for at, article in enumerate(articles) if article.category in SHARED]
    named = [replace(articles[at], category=SHARED[articles[at].category]) for at in kept]
    return Encoded(named, vectors[kept])


def sample_reports(inputs: Inputs) -> list[dict[str, Any]]:
    """The reports of the sample, without those that repeat another."""
    return [row for row in inputs.sample if "copy_of" not in row]


def sample(inputs: Inputs) -> Encoded:
    """The reports of the sample that repeat no other, and their vectors."""
    rows = sample_reports(inputs)
    return inputs.encoded(
        "sample", lambda: [Article(row["id"], row["lang"], row["title"], row["text"], row["section"]) for row in rows]
    )


def pair_sides(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """The places of the two sides of each fact that is told in both languages, Arabic first."""
    sides: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if "pair" in row:
            sides.setdefault(row["pair"], []).append(at)
    return sides
