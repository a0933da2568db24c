"""The topic step of a run: its tables from the articles and their vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.annotate.actors import Registry
from analytics.topic_report import Rows, TopicStep, counts_of, names_of
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
    WORD_FORMS,
)
from analytics.topics.beyond import Beyond
from analytics.topics.counting import word_forms_table
from analytics.topics.identity import identify
from analytics.topics.known_names import outlet_names
from analytics.topics.model import fit_topics
from analytics.topics.positions import landmarks, map_positions, position_rows
from analytics.topics.result import Progress, TopicResult
from analytics.topics.settings import TopicSettings
from analytics.topics.term_tables import term_tables
from analytics.topics.vocabulary import TopicDocument
from analytics.topics_before import TopicsBefore, grouping_of


def fit_step(
    documents: Sequence[TopicDocument],
    embeddings: NDArray[np.float32],
    *,
    settings: TopicSettings,
    random_state: int,
    registry: Registry,
    progress: Progress,
    before: TopicsBefore | None = None,
    highest_id: int = -1,
) -> TopicStep:
    """Topics found in the articles, as tables of a run.

    Parameters
    ----------
    documents : sequence of TopicDocument
    embeddings : ndarray of float32, shape (n_articles, dimension)
    settings : TopicSettings
    random_state : int
    registry : Registry
        Whose names label topics.
    progress : callable
        Told how far each part is.
    before : TopicsBefore, optional
        The topics of the run before, whose numbers those that are the same keep.
    highest_id : int
        The highest topic number ever given in the workspace; -1 for none.
    """
    names, outlets = names_of(registry), outlet_names(registry.values())
    progress("topics", 0, 1)
    result = fit_topics(
        documents,
        embeddings,
        random_state=random_state,
        settings=settings,
        names=names,
        outlets=outlets,
        progress=progress,
    )
    progress("topics", 1, 1)
    held = frozenset(document.article_id for document in documents)
    result, history, highest = _with_identity(result, before, held, highest_id)
    later = frozenset(result.beyond)
    rows = [row for row, document in enumerate(documents) if document.article_id in later]
    beyond = Beyond(documents, embeddings, rows, progress)
    progress("map", 0, 1)
    positions = _positions(result, beyond, random_state, before)
    progress("map", 1, 1)
    report = {
        "key_terms": result.key_terms,
        "criterion": dict(result.criterion),
        "highest_id": highest,
        **counts_of(result.topics, result.assignments, history),
    }
    tables = {table.name: table.to_arrow([]) for table in (PROPOSALS, DRIFT)}
    tables |= {POSITIONS.name: positions, TOPIC_HISTORY.name: TOPIC_HISTORY.to_arrow(history)}
    tables |= _tables(result) | _term_tables(result, beyond, names, outlets)
    return TopicStep(tables, {"reason": result.reason, **report})


def _with_identity(
    result: TopicResult, before: TopicsBefore | None, held: frozenset[str], highest_id: int
) -> tuple[TopicResult, Rows, int]:
    """The result with the numbers its topics keep or get, what became of those before, and the highest number."""
    if result.model is None or result.vectors is None:
        return result, [], highest_id
    if before is None:
        first = highest_id + 1
        numbers: Mapping[int, int] = {row["topic_id"]: row["topic_id"] + first for row in result.topics}
        return (_renumbered(result, numbers) if first else result), [], highest_id + len(numbers)
    row = {article: at for at, article in enumerate(result.article_ids)}
    after = grouping_of(result.topics, result.assignments, row, result.vectors)
    both = before.article_ids() & held
    found = identify(before.grouping(result.model.space), after, both, max(highest_id, before.highest_id))
    return _renumbered(result, found.numbers), found.history, found.highest_id


def _renumbered(result: TopicResult, numbers: Mapping[int, int]) -> TopicResult:
    topics = [{**row, "topic_id": numbers[row["topic_id"]]} for row in result.topics]
    assignments = [{**row, "topic_id": numbers[row["topic_id"]]} for row in result.assignments]
    model = result.model and result.model.renumbered(numbers)
    return replace(result, topics=sorted(topics, key=_topic_id), assignments=assignments, model=model)


def _topic_id(row: Mapping[str, Any]) -> int:
    return int(row["topic_id"])


def _positions(result: TopicResult, beyond: Beyond, random_state: int, before: TopicsBefore | None) -> pa.Table:
    """Table ``positions``: the articles topics were fitted on are laid out, those beyond are placed beside them."""
    if result.vectors is None or result.model is None:
        return POSITIONS.to_arrow([])
    previous = None if before is None else before.positions()
    found = map_positions(result.vectors, result.article_ids, previous=previous, random_state=random_state)
    base = landmarks(result.article_ids)
    placed = beyond.positions(result.model.space, result.vectors[base], found[base])
    ids = [*result.article_ids, *beyond.article_ids]
    return POSITIONS.to_arrow(position_rows(ids, np.concatenate([found, placed])))


def _tables(result: TopicResult) -> dict[str, pa.Table]:
    rows: dict[str, Rows] = {
        TOPICS.name: result.topics,
        THEMES.name: result.themes,
        ASSIGNMENTS.name: result.assignments,
        TOPIC_MODEL.name: result.model.rows() if result.model else [],
    }
    return {table.name: table.to_arrow(rows[table.name]) for table in (TOPICS, THEMES, ASSIGNMENTS, TOPIC_MODEL)}


def _term_tables(
    result: TopicResult, beyond: Beyond, names: Sequence[tuple[str, ...]], outlets: Sequence[str]
) -> dict[str, pa.Table]:
    """The tables of terms: those of the articles topics were fitted on, counted in all that have a topic."""
    if result.vocabulary is None:
        return {table.name: table.to_arrow([]) for table in (TERMS, ARTICLE_TERMS, WORD_FORMS)}
    terms, counted = term_tables(result.vocabulary, result.article_ids)
    forms = word_forms_table(result.vocabulary)
    if beyond.rows:
        counted = pa.concat_tables([counted, beyond.terms(terms, forms, names, outlets)]).sort_by("article_id")
    return {TERMS.name: terms, ARTICLE_TERMS.name: counted, WORD_FORMS.name: forms}
