"""The topic step of a run: its tables from the articles and their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate.actors import Registry
from analytics.topic_schema import (
    ARTICLE_TERMS,
    ASSIGNMENTS,
    DRIFT,
    POSITIONS,
    PROPOSALS,
    TERMS,
    THEMES,
    TOPIC_HISTORY,
    TOPIC_MODEL,
    TOPICS,
)
from analytics.topics.model import fit_topics
from analytics.topics.positions import map_positions, position_rows
from analytics.topics.result import TopicResult
from analytics.topics.settings import TopicSettings
from analytics.topics.term_tables import term_tables
from analytics.topics.vocabulary import TopicDocument


@dataclass(frozen=True, slots=True)
class TopicStep:
    """The tables of the step by name, and what the manifest says of topics."""

    tables: dict[str, pa.Table]
    report: dict[str, Any]


def topic_step(
    documents: Sequence[TopicDocument],
    embeddings: NDArray[np.float32],
    *,
    settings: TopicSettings,
    random_state: int,
    registry: Registry,
) -> TopicStep:
    """Topics of the articles, as tables of a run."""
    names = [(actor.name_ar, actor.name_en) for actor in registry.values()]
    result = fit_topics(documents, embeddings, random_state=random_state, settings=settings, names=names)
    tables = _tables(result) | {POSITIONS.name: _positions(result, random_state)}
    return TopicStep(tables, {"reason": result.reason, "key_terms": result.key_terms})


def _positions(result: TopicResult, random_state: int) -> pa.Table:
    if result.vectors is None:
        return POSITIONS.to_arrow([])
    found = map_positions(result.vectors, result.article_ids, random_state=random_state)
    return POSITIONS.to_arrow(position_rows(result.article_ids, found))


def _tables(result: TopicResult) -> dict[str, pa.Table]:
    rows: dict[str, list[dict[str, Any]]] = {
        TOPICS.name: result.topics,
        THEMES.name: result.themes,
        ASSIGNMENTS.name: result.assignments,
        TOPIC_MODEL.name: result.model.rows() if result.model else [],
    }
    tables = {table.name: table.to_arrow(rows[table.name]) for table in (TOPICS, THEMES, ASSIGNMENTS, TOPIC_MODEL)}
    empty = {table.name: table.to_arrow([]) for table in (TERMS, ARTICLE_TERMS)}
    if result.vocabulary is not None:
        terms, article_terms = term_tables(result.vocabulary, result.article_ids)
        empty = {TERMS.name: terms, ARTICLE_TERMS.name: article_terms}
    later = {table.name: table.to_arrow([]) for table in (TOPIC_HISTORY, PROPOSALS, DRIFT)}
    return tables | empty | later
