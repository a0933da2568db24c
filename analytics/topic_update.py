"""The topic step of an update: the topics of the run before are kept, and the articles that came since are assigned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analytics.topic_report import Progress, Rows, TopicStep, counts_of
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
from analytics.topics.assigning import TopicModel
from analytics.topics.identity import unchanged_history
from analytics.topics.mixing import mix_of
from analytics.topics.positions import place_new, position_rows
from analytics.topics.themes import themes_after
from analytics.topics.vocabulary import TopicDocument
from analytics.topics_before import TopicsBefore

_DECIMALS: Final = 6


def update_step(
    documents: Sequence[TopicDocument],
    embeddings: NDArray[np.float32],
    *,
    before: TopicsBefore,
    kept: Collection[str],
    progress: Progress,
) -> TopicStep:
    """Tables of a run whose topics are those of the run before.

    Parameters
    ----------
    documents : sequence of TopicDocument
        The articles of the corpus as it is now, by id.
    embeddings : ndarray of float32, shape (n_articles, dimension)
    before : TopicsBefore
        The run before.
    kept : collection of str
        Articles of it that are as they were: they keep their topic. All others are assigned anew.
    progress : callable
        Told how far each part is.
    """
    progress("topics", 0, 1)
    articles = _Articles.of(documents, embeddings, before.model(), kept)
    assignments = articles.assignments(before)
    topics = _topic_rows(before.topics, articles, assignments)
    history = unchanged_history(topics, {row["topic_id"]: row for row in before.topics})
    progress("topics", 1, 1)
    progress("map", 0, 1)
    positions = articles.positions(before)
    progress("map", 1, 1)
    rows: dict[str, Rows] = {
        TOPICS.name: topics,
        THEMES.name: themes_after(before.table(THEMES).to_pylist(), topics),
        ASSIGNMENTS.name: assignments,
        POSITIONS.name: positions,
        TOPIC_HISTORY.name: history,
        PROPOSALS.name: [],
        DRIFT.name: [],
    }
    made = (TOPICS, THEMES, ASSIGNMENTS, POSITIONS, TOPIC_HISTORY, PROPOSALS, DRIFT)
    tables = {table.name: table.to_arrow(rows[table.name]) for table in made}
    said = before.run.manifest["topics"]
    report = {**said, "highest_id": before.highest_id, **counts_of(topics, assignments, history)}
    report["new"] = {"n": int((~articles.is_kept & articles.is_usable).sum()), **articles.left_out(before)}
    return TopicStep(tables | {TOPIC_MODEL.name: before.table(TOPIC_MODEL)} | _terms(before, articles), report)


@dataclass(frozen=True, slots=True, eq=False)
class _Articles:
    """The articles of the corpus as it is now: their vectors in the space of the topics, and which are as they were."""

    documents: Sequence[TopicDocument]
    vectors: NDArray[np.float32]
    model: TopicModel
    is_kept: NDArray[np.bool_]
    is_usable: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        documents: Sequence[TopicDocument],
        embeddings: NDArray[np.float32],
        model: TopicModel,
        kept: Collection[str],
    ) -> _Articles:
        """The articles in the space of a model."""
        languages = [document.language for document in documents]
        publishers = [document.publisher_id for document in documents]
        return cls(
            documents,
            model.space.apply(embeddings, languages, publishers),
            model,
            np.array([document.article_id in kept for document in documents], dtype=bool),
            np.array([_has_letters(document) for document in documents], dtype=bool) & np.any(embeddings, axis=1),
        )

    def assignments(self, before: TopicsBefore) -> Rows:
        """Rows of table ``assignments``: those of the run before for what is as it was, the others assigned."""
        new: list[int] = np.flatnonzero(self.is_usable & ~self.is_kept).tolist()
        found = self.model.assign_aligned(self.vectors[new])
        rows = [before.assignments[d.article_id] for d in self._kept() if d.article_id in before.assignments]
        for at, topic, strength, fits in zip(new, found.topics, found.strength, found.fits, strict=True):
            rows.append(
                {
                    "article_id": self.documents[at].article_id,
                    "topic_id": int(topic),
                    "strength": round(float(strength), _DECIMALS),
                    "basis": "transformed" if fits else "unfit",
                }
            )
        return sorted(rows, key=_article_id)

    def positions(self, before: TopicsBefore) -> Rows:
        """Rows of table ``positions``: who is as it was stays, the others are placed beside their nearest."""
        known = before.positions()
        is_placed = self.is_kept & np.array([d.article_id in known for d in self.documents], dtype=bool)
        ids = [document.article_id for document in self.documents]
        at = np.full((len(ids), 2), np.nan)
        for row in np.flatnonzero(is_placed):
            at[row] = known[ids[row]]
        new = np.flatnonzero(self.is_usable & ~is_placed)
        at[new] = place_new(self.vectors[new], self.vectors[is_placed], at[is_placed])
        return position_rows(ids, at)

    def left_out(self, before: TopicsBefore) -> dict[str, int]:
        """How many articles of the run before are there no more, and how many were corrected since."""
        known = before.article_ids()
        held = {document.article_id for document in self.documents}
        corrected = sum(
            d.article_id in known for d, is_kept in zip(self.documents, self.is_kept, strict=True) if not is_kept
        )
        return {"n_removed": len(known - held), "n_corrected": corrected}

    def _kept(self) -> Sequence[TopicDocument]:
        return [document for document, is_kept in zip(self.documents, self.is_kept, strict=True) if is_kept]


def _topic_rows(topics: Rows, articles: _Articles, assignments: Rows) -> Rows:
    """Rows of table ``topics``: as they were, but for how many articles they have and in which language.

    A topic whose articles are all gone stays, with none, and says of their languages what it said.
    """
    row_of = {document.article_id: at for at, document in enumerate(articles.documents)}
    used = [row_of[row["article_id"]] for row in assignments]
    languages = [articles.documents[at].language for at in used]
    topic = np.array([row["topic_id"] for row in assignments], dtype=np.int64)
    fits = np.array([row["basis"] != "unfit" for row in assignments], dtype=bool)
    arabic = np.array([language == "ar" for language in languages], dtype=bool)
    expected = round(float(arabic.mean()), _DECIMALS) if len(arabic) else 0.0
    rows = []
    for before in topics:
        members = (topic == before["topic_id"]) & fits
        row = {**before, "n": int(members.sum()), "language_expected": expected}
        if members.any():
            row |= {"language_mix": round(float(arabic[members].mean()), _DECIMALS)} | mix_of(languages, members)
        rows.append(row)
    return rows


def _terms(before: TopicsBefore, articles: _Articles) -> dict[str, pa.Table]:
    """Tables ``terms`` and ``article_terms``: the terms stay, and are counted in the articles that came since."""
    kept = pa.array([document.article_id for document in articles._kept()], pa.string())
    stored = before.table(ARTICLE_TERMS)
    return {
        TERMS.name: before.table(TERMS),
        ARTICLE_TERMS.name: stored.filter(pc.is_in(stored["article_id"], kept)).sort_by("article_id"),
    }


def _has_letters(document: TopicDocument) -> bool:
    return any(character.isalpha() for text in (document.title, document.text) for character in text)


def _article_id(row: Mapping[str, Any]) -> str:
    return str(row["article_id"])
