"""What annotation finds in annotated articles, counted article by article: the measures of the annotation guide.

A predicted and a gold item are matched one to one, greedily from the largest overlap. Mentions match where spans share
a character (names only); citations where cues do, or, where the gold has no cue, sources. An item that one annotator
alone marked is ``optional``: finding it is no error, missing it none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analytics.annotate.actors import Actor
from analytics.annotate.pipeline import Annotation
from analytics.annotate.spans import Source, Span
from analytics.evaluation.canonical import is_one_of

FILE: Final = "gold/dev.jsonl"
Item = Mapping[str, Any]
COUNTS: Final = (
    "mentions", "mentions_found", "mentions_hit", "linked",
    "citations", "citations_found", "citations_hit", "sources", "contents", "contents_hit",
)  # fmt: skip
NEAR: Final = 3
"""Characters by which content may begin after that of the gold: a quotation mark and a space."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article."""

    article_id: str
    language: str
    title: str
    text: str
    mentions: Sequence[Item]
    citations: Sequence[Item]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> GoldArticle:
        """The article of a row of the gold file."""
        for item in (*row.get("mentions", ()), *(one["source"] for one in row.get("citations", ()))):
            _ = int(item["start"]), int(item["end"])
        return cls(
            str(row["id"]), str(row["lang"]), str(row["title"]), str(row["text"]),
            tuple(row.get("mentions", ())), tuple(row.get("citations", ())),
        )  # fmt: skip


def predicted(found: Annotation, registry: Mapping[str, Actor]) -> tuple[list[Item], list[Item]]:
    """Names and citations found, as the gold writes them: ``name`` is the English name of the actor."""
    names: list[Item] = [
        {"start": one.start, "end": one.end, "name": registry[one.actor_id].name_en}
        for one in found.mentions
        if one.kind == "name"
    ]
    known = {one.actor_id: registry[one.actor_id].name_en for one in found.mentions}
    citations: list[Item] = [
        {"source": _source(one.source, known), "cue": _span(one.cue), "content": _span(one.content)}
        for one in found.citations
    ]
    return names, citations


def _span(span: Span | None) -> Item | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _source(source: Source, known: Mapping[str, str]) -> Item:
    return {**(_span(source.span) or {}), "name": known.get(source.actor_id or "") or source.label}


def overlap(one: Item | None, other: Item | None) -> float:
    """Characters that two spans share; none where one is absent."""
    if not one or not other or one.get("start") is None or other.get("start") is None:
        return 0
    return float(max(0, min(one["end"], other["end"]) - max(one["start"], other["start"])))


def citation_overlap(gold: Item, found: Item) -> float:
    """How far two citations are the same: by cues, sources breaking ties; by sources where the gold has no cue."""
    if gold.get("cue"):
        return overlap(gold["cue"], found["cue"]) + 0.001 * overlap(gold["source"], found["source"])
    return overlap(gold["source"], found["source"])


def matched(
    gold: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float]
) -> Iterator[tuple[Item, Item]]:
    """Pairs of gold and found items, one to one, greedily from the most alike, ties by their order."""
    pairs = [(-alike(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for likeness, i, j in sorted(pairs):
        if likeness < 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def article_counts(article: GoldArticle, names: Sequence[Item], citations: Sequence[Item]) -> NDArray[np.float64]:
    """What ``COUNTS`` names, for one article, shape (10,)."""
    return np.array([*_mention_counts(article.mentions, names), *_citation_counts(article.citations, citations)], float)


def _mention_counts(gold: Sequence[Item], found: Sequence[Item]) -> tuple[int, int, int, int]:
    pairs = list(matched(gold, found, overlap))
    firm = [(g, p) for g, p in pairs if not g.get("optional")]
    linked = sum(is_one_of(p["name"], (g.get("canonical", ""), g.get("canonical_also", ""))) for g, p in firm)
    return sum(not g.get("optional") for g in gold), len(found) - len(pairs) + len(firm), len(firm), linked


def _citation_counts(gold: Sequence[Item], found: Sequence[Item]) -> tuple[int, int, int, int, int, int]:
    pairs = list(matched(gold, found, citation_overlap))
    firm = [(g, p) for g, p in pairs if not g.get("optional")]
    with_content = [(g, p) for g, p in firm if g.get("content")]
    return (
        sum(not g.get("optional") for g in gold),
        len(found) - len(pairs) + len(firm),
        len(firm),
        sum(_same_source(g, p["source"]) for g, p in firm),
        len(with_content),
        sum(_covers(p["content"], g["content"]["start"]) for g, p in with_content),
    )


def _same_source(gold: Item, found: Item) -> bool:
    """Whether a source is one of the two readings of the annotators, by its words or by its name."""
    readings = (gold["source"], gold.get("source_also") or {})
    return any(
        overlap(one, found) or is_one_of(found["name"], (one.get("canonical", ""), one.get("canonical_also", "")))
        for one in readings
    )


def _covers(content: Item | None, at: int) -> bool:
    return content is not None and content["start"] - NEAR <= at < content["end"]
