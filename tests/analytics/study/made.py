"""Runs written by hand: rows of articles, and a Study or a Query over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analytics.run import RUNS, drafting, publish
from analytics.schema import ACTORS, CITATIONS, EMBEDDINGS, MENTIONS, PLACES, RUN_TABLES, TONES
from analytics.study import Study
from analytics.study.query import Query
from analytics.topic_schema import ASSIGNMENTS, TOPICS
from corpus import Workspace
from corpus.schema import ARTICLES
from tests.analytics.study.table_rows import article, citation, mention, topic

RUN_ID = "run-0123456789ab"
LABELS = {-1: "negative", 0: "neutral", 1: "positive"}


@dataclass(frozen=True)
class Row:
    """One article of a made run; ``at`` with an hour is precise to the minute, without one to the day.

    ``actors`` are named in its title, ``later`` in its text, ``meant`` only referred to; ``cited`` are citations as far
    as they differ from a plain one, ``places`` named in its text.
    """

    key: str
    publisher: str
    language: str
    at: str | None
    story: str
    is_original: bool = False
    topic: int | None = 0
    tone: float = 0.0
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    precision: str = ""
    later: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    cited: tuple[Mapping[str, Any], ...] = ()
    places: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """The row of the table of articles."""
        at = datetime.fromisoformat(self.at).replace(tzinfo=UTC) if self.at else None
        precision = self.precision or ("none" if not self.at else "minute" if "T" in self.at else "day")
        return {
            **article(self.key, self.publisher, self.language, None),
            "published_at": at,
            "published_precision": precision,
            "published_basis": "metadata" if at else "none",
            "story_id": self.story,
            "is_original": self.is_original,
        }

    def spans(self) -> list[tuple[int, int, int]]:
        """Number, start and end of its sentences: the title and the text."""
        stored = self.stored()
        start = len(stored["title"]) + 2
        return [(0, 0, start - 2), (1, start, start + len(stored["text"]))]

    def mentions(self) -> list[dict[str, Any]]:
        """The rows of its mentions."""
        _, start, end = self.spans()[1]
        late = {"sentence_no": 1, "start": start, "end": end}
        return [
            *(mention(self.key, actor, tone=self.tone) for actor in self.actors),
            *(mention(self.key, actor, tone=self.tone) | late for actor in self.later),
            *(mention(self.key, actor, "coreference", self.tone) | late for actor in self.meant),
        ]

    def citations(self) -> list[dict[str, Any]]:
        """The rows of its citations."""
        plain = [citation(self.key, source) for source in self.sources]
        return plain + [citation(self.key, c.get("source_key", "~x")) | dict(c) for c in self.cited]


def tables(
    rows: Iterable[Row], own: Mapping[Any, list[dict[str, Any]]] | None = None
) -> Mapping[Any, list[dict[str, Any]]]:
    """The tables of a run over these articles; ``own`` stand for those made from the rows."""
    listed = list(rows)
    actors = sorted({actor for row in listed for actor in (*row.actors, *row.later, *row.meant)})
    topics = sorted({row.topic for row in listed if row.topic is not None})
    return {
        TOPICS: [topic(number, f"موضوع {number}", f"Topic {number}", 1) for number in topics],
        ASSIGNMENTS: [
            {"article_id": row.key, "topic_id": row.topic, "strength": 0.5, "basis": "clustered"}
            for row in listed
            if row.topic is not None
        ],
        ACTORS: [
            {"actor_id": key, "name_ar": f"فاعل {key}", "name_en": key, "type": "state", "origin": "registry"}
            for key in actors
        ],
        MENTIONS: [found for row in listed for found in row.mentions()],
        CITATIONS: [found for row in listed for found in row.citations()],
        PLACES: [
            {"article_id": row.key, "sentence_no": 1, "start": 0, "end": 1, "place_id": place}
            for row in listed
            for place in row.places
        ],
        TONES: [
            {
                "article_id": row.key,
                "sentence_no": -1,
                "start": 0,
                "end": 1,
                "tone": row.tone,
                "label": LABELS[(row.tone > 0.2) - (row.tone < -0.2)],
            }
            for row in listed
        ]
        + [
            {"article_id": row.key, "sentence_no": n, "start": start, "end": end, "tone": 0.0, "label": "neutral"}
            for row in listed
            for n, start, end in row.spans()
        ],
        EMBEDDINGS: [{"article_id": row.key, "vector": [1.0, 0.0]} for row in listed],
        **(own or {}),
    }


def workspace_of(
    articles: Iterable[dict[str, Any]], made: Mapping[Any, list[dict[str, Any]]], folder: Path, run_id: str = RUN_ID
) -> Workspace:
    """A workspace of these articles with one published run; tables that are not given are empty."""
    workspace = Workspace.create(folder)
    workspace.append(ARTICLES, list(articles))
    (workspace.root / RUNS).mkdir()
    with drafting(workspace, run_id) as draft:
        for table in RUN_TABLES:
            workspace.append(table, made.get(table, []), under=draft)
        manifest = {"corpus": workspace.corpus_digest(), "topics": {"reason": None, "key_terms": {}}}
        publish(workspace, run_id, {"run_id": run_id, **manifest})
    return workspace


def study_of(rows: Iterable[Row], folder: Path, own: Mapping[Any, list[dict[str, Any]]] | None = None) -> Study:
    """A Study over a workspace of these articles."""
    listed = list(rows)
    return Study(workspace_of([row.stored() for row in listed], tables(listed, own), folder))


def query_of(rows: Iterable[Row], own: Mapping[Any, list[dict[str, Any]]] | None = None) -> Query:
    """The tables of these articles in memory alone: fast enough to make hundreds."""
    listed = list(rows)
    made = {ARTICLES: [row.stored() for row in listed], **tables(listed, own)}
    every = (ARTICLES, *RUN_TABLES)
    return Query.of_tables({f"source_{one.name.removesuffix('s')}": one.to_arrow(made.get(one, [])) for one in every})
