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
from analytics.topics.counting import count_terms
from analytics.topics.identity import unchanged_history
from analytics.topics.known_names import outlet_names
from analytics.topics.mixing import mix_of
from analytics.topics.positions import place_new, position_rows
from analytics.topics.result import Progress
from analytics.topics.themes import themes_after
from analytics.topics.vocabulary import TopicDocument
from analytics.topics_before import TopicsBefore

_DECIMALS: Final = 6
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
    articles = _Articles.of(documents, embeddings, before.model(), kept)
    parts = _Parts(progress)
    assignments = parts.made("assign", lambda: articles.assignments(before))
    topics = _topic_rows(before.topics, articles, assignments)
    terms = parts.made("terms", lambda: _terms(before, articles, registry))
    proposals = parts.made("proposals", lambda: _proposals(before, articles, stories, assignments, registry))
    history = unchanged_history(topics, {row["topic_id"]: row for row in before.topics})
    drift, since = drift_since_fit(before, assignments)
    rows: dict[str, Rows] = {
        TOPICS.name: topics,
        THEMES.name: themes_after(before.table(THEMES).to_pylist(), topics),
        ASSIGNMENTS.name: assignments,
        POSITIONS.name: parts.made("map", lambda: articles.positions(before)),
        TOPIC_HISTORY.name: history,
        PROPOSALS.name: proposals,
        DRIFT.name: drift,
    }
    tables = {table.name: table.to_arrow(rows[table.name]) for table in _MADE}
    report = {
        **before.run.manifest["topics"],
        **counts_of(topics, assignments, history),
        "highest_id": before.highest_id,
        "new": {"n": len(articles.new), **articles.left_out(before)},
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
        new = self.new
        found = self.model.assign_aligned(self.vectors[new])
        rows = [before.assignments[d.article_id] for d in self.kept if d.article_id in before.assignments]
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

    @property
    def new(self) -> list[int]:
        """Rows of the articles to be assigned."""
        rows: list[int] = np.flatnonzero(self.is_usable & ~self.is_kept).tolist()
        return rows

    @property
    def kept(self) -> list[TopicDocument]:
        """The articles that are as they were."""
        return [document for document, is_kept in zip(self.documents, self.is_kept, strict=True) if is_kept]


def _topic_rows(topics: Rows, articles: _Articles, assignments: Rows) -> Rows:
    """Rows of table ``topics``: as they were, but for how many articles they have and in which language.

    A topic whose articles are all gone stays, with none, and says of their languages what it said.
    """
    row_of = {document.article_id: at for at, document in enumerate(articles.documents)}
    used = [row_of[row["article_id"]] for row in assignments]
    languages = [articles.documents[at].language for at in used]
    publishers = [articles.documents[at].publisher_id for at in used]
    days = [articles.documents[at].day for at in used]
    topic = np.array([row["topic_id"] for row in assignments], dtype=np.int64)
    fits = np.array([row["basis"] != "unfit" for row in assignments], dtype=bool)
    arabic = np.array([language == "ar" for language in languages], dtype=bool)
    expected = round(float(arabic.mean()), _DECIMALS) if len(arabic) else 0.0
    rows = []
    for before in topics:
        members = (topic == before["topic_id"]) & fits
        row = {**before, "n": int(members.sum()), "language_expected": expected}
        if members.any():
            mix = mix_of(languages, members, publishers=publishers, days=days)
            row |= {"language_mix": round(float(arabic[members].mean()), _DECIMALS), **mix}
        rows.append(row)
    return rows


def _terms(before: TopicsBefore, articles: _Articles, registry: Registry) -> dict[str, pa.Table]:
    """The tables of terms: the terms stay as they are, and are counted in the articles that came since."""
    terms, forms, stored = (before.table(table) for table in (TERMS, WORD_FORMS, ARTICLE_TERMS))
    kept = pa.array([document.article_id for document in articles.kept], pa.string())
    counted = stored.filter(pc.is_in(stored["article_id"], kept))
    if len(articles.new):
        new = [articles.documents[at] for at in articles.new]
        outlets = outlet_names(registry.values())
        found = count_terms(terms, forms, new, names=names_of(registry), outlets=outlets)
        counted = pa.concat_tables([counted, found])
    return {TERMS.name: terms, WORD_FORMS.name: forms, ARTICLE_TERMS.name: counted.sort_by("article_id")}


def _proposals(
    before: TopicsBefore, articles: _Articles, stories: Mapping[str, str], assignments: Rows, registry: Registry
) -> Rows:
    """Rows of table ``proposals``, from all articles that fit no topic well."""
    row_of = {document.article_id: at for at, document in enumerate(articles.documents)}
    unfit = [row["article_id"] for row in assignments if row["basis"] == "unfit"]
    everything = Assignees(
        {document.article_id: document for document in articles.documents},
        stories,
        {row["article_id"]: row["topic_id"] for row in assignments if row["basis"] != "unfit"},
        names_of(registry),
        outlet_names(registry.values()),
    )
    return proposal_rows(
        before, articles.model, unfit, articles.vectors[[row_of[article] for article in unfit]], everything
    )


def _has_letters(document: TopicDocument) -> bool:
    return any(character.isalpha() for text in (document.title, document.text) for character in text)


def _article_id(row: Mapping[str, Any]) -> str:
    return str(row["article_id"])
