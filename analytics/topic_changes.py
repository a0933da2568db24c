"""What an update gives a person to look at: new topics proposed, and topics that have drifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analytics.errors import RunError
from analytics.run import open_run
from analytics.topic_report import Rows
from analytics.topic_schema import PROPOSALS
from analytics.topics.assigning import Assigned, TopicModel
from analytics.topics.describe import Description
from analytics.topics.drift import drift_rows
from analytics.topics.proposals import Proposal, propose
from analytics.topics.sampling import fitted_sample
from analytics.topics.term_counts import TermCounts
from analytics.topics.vocabulary import TopicDocument, build_vocabulary
from analytics.topics_before import TopicsBefore

_BESIDE: Final = 1_000  # articles of the topics that proposals are set apart from: their words take two seconds


@dataclass(frozen=True, slots=True, eq=False)
class Assignees:
    """The articles of an update.

    Attributes
    ----------
    documents : mapping of str to TopicDocument
    stories : mapping of str to str
        Story of each article.
    members : mapping of str to int
        Topic of each article that fits one.
    names : sequence of tuple of str
        Names of actors and places: each is one term, and labels are borrowed from them.
    outlets : sequence of str
        Names of media, which are no terms.
    """

    documents: Mapping[str, TopicDocument]
    stories: Mapping[str, str]
    members: Mapping[str, int]
    names: Sequence[tuple[str, ...]]
    outlets: Sequence[str]


def proposal_rows(
    before: TopicsBefore,
    model: TopicModel,
    unfit: Sequence[str],
    vectors: NDArray[np.float32],
    articles: Assignees,
) -> Rows:
    """Rows of table ``proposals``; one that the run before made keeps its number while it grows.

    Parameters
    ----------
    before : TopicsBefore
    model : TopicModel
    unfit : sequence of str
        The articles that fit no topic well.
    vectors : ndarray of float32, shape (n_unfit, dimension)
        Their vectors in the space of the model.
    articles : Assignees
        All articles.
    """
    previous = _proposed_before(before)
    stories = [articles.stories[article] for article in unfit]
    found = propose(model, unfit, vectors, stories=stories, previous=previous)
    described = _described(found, articles) if found else []
    return [
        {
            "proposal_id": proposal.proposal_id,
            "label_ar": words.label_ar,
            "label_en": words.label_en,
            "terms_ar": words.terms_ar,
            "terms_en": words.terms_en,
            "articles": list(proposal.articles),
            "cohesion": proposal.cohesion,
            "nearest_topic_id": proposal.nearest_topic_id,
            "similarity": proposal.similarity,
        }
        for proposal, words in zip(found, described, strict=True)
    ]


def _proposed_before(before: TopicsBefore) -> dict[str, list[str]]:
    """Articles of each proposal of the run before; of one that fitted topics, which proposes none, of its base.

    A base that is deleted, or of an older Marsad, ends the search.
    """
    source = before
    manifest = source.run.manifest
    while manifest.get("made") == "fit" and manifest.get("base_run"):
        try:
            source = TopicsBefore.of_run(before.workspace, open_run(before.workspace, manifest["base_run"]))
        except RunError:
            break
        manifest = source.run.manifest
    return {row["proposal_id"]: row["articles"] for row in source.table(PROPOSALS).to_pylist()}


def _described(found: Sequence[Proposal], articles: Assignees) -> list[Description]:
    """A description of each proposal, by what sets it apart from the others and from the topics.

    The words of a new subject are not among the terms of the run, so they are looked for in the proposals' articles
    and, beside these, in a sample of those that fit a topic.
    """
    place = {article: number for number, proposal in enumerate(found) for article in proposal.articles}
    fitting = sorted(articles.members)
    beside = [fitting[at] for at in fitted_sample(fitting, _BESIDE)]
    topics = {topic: len(found) + at for at, topic in enumerate(sorted({articles.members[one] for one in beside}))}
    ids = sorted([*place, *beside])
    documents = [articles.documents[article] for article in ids]
    counts = TermCounts.of(build_vocabulary(documents, articles.names, articles.outlets), ids)
    groups = [place[one] if one in place else topics[articles.members[one]] for one in ids]
    return counts.describe(np.array(groups, dtype=np.int64), articles.names)[: len(found)]


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
