"""What an update gives a person to look at: new topics proposed, and topics that have drifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.run import open_run
from analytics.topic_report import Rows
from analytics.topic_schema import PROPOSALS
from analytics.topics.assigning import Assigned, TopicModel
from analytics.topics.drift import drift_rows
from analytics.topics.proposals import Proposal, propose
from analytics.topics.term_counts import TermCounts
from analytics.topics_before import TopicsBefore


def proposal_rows(
    before: TopicsBefore,
    model: TopicModel,
    unfit: Sequence[tuple[str, str]],
    vectors: NDArray[np.float32],
    members: Mapping[str, int],
    terms: tuple[pa.Table, pa.Table],
    names: Sequence[tuple[str, ...]],
) -> Rows:
    """Rows of table ``proposals``; one that the run before made keeps its number while it grows.

    Parameters
    ----------
    before : TopicsBefore
    model : TopicModel
    unfit : sequence of (str, str)
        Id and story of each article that fits no topic well.
    vectors : ndarray of float32, shape (n_unfit, dimension)
        Their vectors in the space of the model.
    members : mapping of str to int
        Topic of each article that fits one: a proposal is named by what sets it apart from these too.
    terms : (pyarrow.Table, pyarrow.Table)
        Tables ``terms`` and ``article_terms``.
    names : sequence of tuple of str
        Names of actors and places, for labels.
    """
    previous = {row["proposal_id"]: row["articles"] for row in before.table(PROPOSALS).to_pylist()}
    ids, stories = [article for article, _ in unfit], [story for _, story in unfit]
    found = propose(model, ids, vectors, stories=stories, previous=previous)
    return _described(found, members, TermCounts.from_tables(*terms), names) if found else []


def _described(
    found: Sequence[Proposal], members: Mapping[str, int], counts: TermCounts, names: Sequence[tuple[str, ...]]
) -> Rows:
    place = {article: number for number, proposal in enumerate(found) for article in proposal.articles}
    topics = {topic: len(found) + at for at, topic in enumerate(sorted(set(members.values())))}
    labels = np.array([place.get(article, -1) for article in counts.article_ids], dtype=np.int64)
    beside = [place.get(article, topics.get(members.get(article, -1), -1)) for article in counts.article_ids]
    weights = counts.weights(np.array(beside, dtype=np.int64))[: len(found)]
    described = counts.describe(labels, names, weights)
    return [
        {
            "proposal_id": proposal.proposal_id,
            "label_ar": described[number].label_ar,
            "label_en": described[number].label_en,
            "terms_ar": described[number].terms_ar,
            "terms_en": described[number].terms_en,
            "articles": list(proposal.articles),
            "cohesion": proposal.cohesion,
            "nearest_topic_id": proposal.nearest_topic_id,
            "similarity": proposal.similarity,
        }
        for number, proposal in enumerate(found)
    ]


def drift_since_fit(before: TopicsBefore, assignments: Rows) -> tuple[Rows, str]:
    """Rows of table ``drift``, and the run since which articles count as added: that in which topics were found.

    An article corrected since counts as added. Where that run is there no more, it is the run before.
    """
    source = before
    fit_run = before.run.manifest["fit_run"]
    if fit_run != before.run.run_id and (before.run.folder.parent / fit_run).exists():
        source = TopicsBefore.of_run(before.workspace, open_run(before.workspace, fit_run))
    fitted = [row for row in assignments if source.assignments.get(row["article_id"]) == row]
    added = [row for row in assignments if source.assignments.get(row["article_id"]) != row]
    return drift_rows(_assigned(fitted), _assigned(added)), source.run.run_id


def _assigned(rows: Rows) -> Assigned:
    return Assigned(
        np.array([row["topic_id"] for row in rows], dtype=np.int64),
        np.array([row["strength"] for row in rows], dtype=np.float64),
        np.array([row["basis"] != "unfit" for row in rows], dtype=bool),
    )
