"""The topic step of an update: the topics of the run before are kept, and the articles that came since are assigned."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.annotate.actors import Registry
from analytics.topic_changes import Assignees, drift_since_fit, proposal_rows
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
from analytics.topics.assigning import TopicModel
from analytics.topics.beyond import Beyond, vectors_in
from analytics.topics.identity import unchanged_history
from analytics.topics.known_names import outlet_names
from analytics.topics.mixing import Published, counted_again
from analytics.topics.positions import landmarks, position_rows
from analytics.topics.result import Progress
from analytics.topics.themes import themes_after
from analytics.topics.vocabulary import TopicDocument
from analytics.topics_before import TopicsBefore

_MADE: Final = (TOPICS, THEMES, ASSIGNMENTS, POSITIONS, TOPIC_HISTORY, PROPOSALS, DRIFT)
Made = TypeVar("Made")


def update_step(
    documents: Sequence[TopicDocument],
    embeddings: NDArray[np.float32],
    *,
    stories: Mapping[str, str],
    before: TopicsBefore,
    kept: Collection[str],
    registry: Registry,
    progress: Progress,
) -> TopicStep:
    """Tables of a run whose topics are those of the run before.

    Parameters
    ----------
    documents : sequence of TopicDocument
        The articles of the corpus as it is now, by id.
    embeddings : ndarray of float32, shape (n_articles, dimension)
    stories : mapping of str to str
        Story of each article.
    before : TopicsBefore
        The run before.
    kept : collection of str
        Articles of it that are as they were: they keep their topic. All others are assigned anew.
    registry : Registry
        Whose names are terms.
    progress : callable
        Told how far each part is.
    """
    articles = _Articles(documents, embeddings, before, before.model(), kept, progress)
    parts = _Parts(progress)
    assignments = articles.assignments()
    topics = _topic_rows(before.topics, articles, assignments)
    terms = _terms(before, articles, registry)
    proposals = parts.made("proposals", lambda: _proposals(before, articles, stories, assignments, registry))
    history = unchanged_history(topics, {row["topic_id"]: row for row in before.topics})
    drift, since = drift_since_fit(before, assignments)
    rows: dict[str, Rows] = {
        TOPICS.name: topics,
        THEMES.name: themes_after(before.table(THEMES).to_pylist(), topics),
        ASSIGNMENTS.name: assignments,
        POSITIONS.name: parts.made("map", articles.positions),
        TOPIC_HISTORY.name: history,
        PROPOSALS.name: proposals,
        DRIFT.name: drift,
    }
    tables = {table.name: table.to_arrow(rows[table.name]) for table in _MADE}
    report = {
        **before.run.manifest["topics"],
        **counts_of(topics, assignments, history),
        "highest_id": before.highest_id,
        "new": {"n": len(articles.new.rows), **articles.left_out()},
        "drift_since": since,
        "drifted": [row["topic_id"] for row in drift if row["has_drifted"]],
    }
    return TopicStep(tables | terms | {TOPIC_MODEL.name: before.table(TOPIC_MODEL)}, report)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Parts of the step, each told when it begins and when it is done."""

    progress: Progress

    def made(self, name: str, make: Callable[[], Made]) -> Made:
        """What a part gives."""
        self.progress(name, 0, 1)
        found = make()
        self.progress(name, 1, 1)
        return found


class _Articles:
    """The articles of the corpus as it is now, and which are as they were in the run before."""

    def __init__(
        self,
        documents: Sequence[TopicDocument],
        embeddings: NDArray[np.float32],
        before: TopicsBefore,
        model: TopicModel,
        kept: Collection[str],
        progress: Progress,
    ) -> None:
        self.documents = documents
        self.embeddings = embeddings
        self.before = before
        self.model = model
        self.is_kept: NDArray[np.bool_] = np.array([each.article_id in kept for each in documents], dtype=bool)
        has_vector = np.any(embeddings, axis=1)
        new = [row for row in np.flatnonzero(has_vector & ~self.is_kept).tolist() if documents[row].has_letters]
        self.new = Beyond(documents, embeddings, new, progress)
        self.row_of: Mapping[str, int] = {each.article_id: row for row, each in enumerate(documents)}

    def assignments(self) -> Rows:
        """Rows of table ``assignments``: those of the run before for what is as it was, the others assigned."""
        rows = [self.before.assignments[each] for each in self.kept if each in self.before.assignments]
        return sorted([*rows, *self.new.assignments(self.model)], key=_article_id)

    def positions(self) -> Rows:
        """Rows of table ``positions``: who is as it was stays, the others are placed beside their nearest."""
        known = self.before.positions()
        placed = [each for each in self.kept if each in known]
        at = np.array([known[each] for each in placed], dtype=np.float64).reshape(-1, 2)
        base = landmarks(placed)
        found = self.new.positions(self.model.space, self.vectors([placed[row] for row in base]), at[base])
        return position_rows([*placed, *self.new.article_ids], np.concatenate([at, found]))

    def vectors(self, article_ids: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of some articles in the space of the topics, shape (n, dimension)."""
        rows = [self.row_of[article] for article in article_ids]
        return vectors_in(self.model.space, self.documents, self.embeddings, rows)

    def left_out(self) -> dict[str, int]:
        """How many articles of the run before are there no more, and how many were corrected since."""
        known = self.before.article_ids()
        corrected = sum(self.documents[row].article_id in known for row in np.flatnonzero(~self.is_kept).tolist())
        return {"n_removed": len(known - self.row_of.keys()), "n_corrected": corrected}

    @property
    def kept(self) -> list[str]:
        """The articles that are as they were."""
        return [self.documents[row].article_id for row in np.flatnonzero(self.is_kept).tolist()]


def _topic_rows(topics: Rows, articles: _Articles, assignments: Rows) -> Rows:
    """Rows of table ``topics``: as they were, but for how many articles they have and in which language."""
    own = [articles.documents[articles.row_of[row["article_id"]]] for row in assignments]
    topic_of = np.array([row["topic_id"] for row in assignments], dtype=np.int64)
    fits = np.array([row["basis"] != "unfit" for row in assignments], dtype=bool)
    return counted_again(topics, Published.of_documents(own), topic_of, fits)


def _terms(before: TopicsBefore, articles: _Articles, registry: Registry) -> dict[str, pa.Table]:
    """The tables of terms: the terms stay as they are, and are counted in the articles that came since."""
    terms, forms, stored = (before.table(table) for table in (TERMS, WORD_FORMS, ARTICLE_TERMS))
    counted = stored.filter(pc.is_in(stored["article_id"], pa.array(articles.kept, pa.string())))
    if articles.new.rows:
        found = articles.new.terms(terms, forms, names_of(registry), outlet_names(registry.values()))
        counted = pa.concat_tables([counted, found])
    return {TERMS.name: terms, WORD_FORMS.name: forms, ARTICLE_TERMS.name: counted.sort_by("article_id")}


def _proposals(
    before: TopicsBefore, articles: _Articles, stories: Mapping[str, str], assignments: Rows, registry: Registry
) -> Rows:
    """Rows of table ``proposals``, from all articles that fit no topic well."""
    unfit = [row["article_id"] for row in assignments if row["basis"] == "unfit"]
    everything = Assignees(
        {document.article_id: document for document in articles.documents},
        stories,
        {row["article_id"]: row["topic_id"] for row in assignments if row["basis"] != "unfit"},
        names_of(registry),
        outlet_names(registry.values()),
    )
    return proposal_rows(before, articles.model, unfit, articles.vectors(unfit), everything)


def _article_id(row: Mapping[str, Any]) -> str:
    return str(row["article_id"])
