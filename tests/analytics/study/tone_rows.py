"""Made articles with tones, and runs of many stories at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from analytics.schema import RUN_TABLES, TONE_LABELS
from analytics.study.query import Query
from corpus.schema import ARTICLES


def label(tone: float) -> str:
    """The class of a tone."""
    return TONE_LABELS[1 + (tone > 0.2) - (tone < -0.2)]


def query_of_columns(columns: Mapping[str, Sequence[Any]], mentions: Sequence[Mapping[str, Any]] = ()) -> Query:
    """Tables of articles given by column: story_id, tone, and where it matters publisher_id, language, topic_id, day.

    ``mentions`` are rows of table ``mentions``.
    """
    n = len(columns["story_id"])
    keys = list(columns.get("article_id", [f"a{i:05}" for i in range(n)]))
    tones = list(columns["tone"])
    days = list(columns.get("day", [None] * n))
    topics = list(columns.get("topic_id", [0] * n))
    listed = sorted({topic for topic in topics if topic is not None})
    actors = sorted({row["actor_id"] for row in mentions})
    given: dict[str, Mapping[str, Sequence[Any]]] = {
        "article": {
            "article_id": keys,
            "story_id": columns["story_id"],
            "published_at": [day and datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days],
            "publisher_id": columns.get("publisher_id", ["p"] * n),
            "publisher": columns.get("publisher_id", ["p"] * n),
            "language": columns.get("language", ["ar"] * n),
            "is_original": [False] * n,
        },
        "tone": {
            "article_id": keys,
            "sentence_no": [-1] * n,
            "tone": tones,
            "label": [None if tone is None else label(tone) for tone in tones],
        },
        "assignment": {
            "article_id": [key for key, topic in zip(keys, topics, strict=True) if topic is not None],
            "topic_id": [topic for topic in topics if topic is not None],
            "basis": ["clustered"] * sum(topic is not None for topic in topics),
        },
        "topic": {
            "topic_id": listed,
            "label_ar": [f"موضوع {topic}" for topic in listed],
            "label_en": [f"Topic {topic}" for topic in listed],
        },
        "actor": {"actor_id": actors, "name_ar": [f"فاعل {key}" for key in actors], "name_en": actors},
        "mention": {name: [row.get(name) for row in mentions] for name in MENTION_COLUMNS},
    }
    tables = {}
    for table in (ARTICLES, *RUN_TABLES):
        name, schema = table.name.removesuffix("s"), table.to_arrow([]).schema
        own = given.get(name, {})
        length = len(next(iter(own.values()), []))
        arrays = [pa.array(own[f.name], f.type) if f.name in own else pa.nulls(length, f.type) for f in schema]
        tables[f"source_{name}"] = pa.Table.from_arrays(arrays, schema=schema)
    return Query.of_tables(tables)


MENTION_COLUMNS = ("article_id", "sentence_no", "start", "end", "kind", "actor_id", "tone", "tone_label")


def said(article_id: str, actor_id: str, sentence_no: int, tone: float | None, start: int = 0) -> dict[str, Any]:
    """A row of table ``mentions``."""
    known = None if tone is None else label(tone)
    place = {"article_id": article_id, "sentence_no": sentence_no, "start": start, "end": start + 2, "kind": "name"}
    return {**place, "actor_id": actor_id, "tone": tone, "tone_label": known}
