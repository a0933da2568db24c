"""Which topics are most like a topic."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.schema import EMBEDDINGS
from analytics.study.query import Query
from analytics.topic_schema import TOPIC_MODEL
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel

READ: Final = 50
"""Articles that stand for a topic, the strongest: its middle, whoever made it, at a cost that does not grow with it."""


def topic_likeness(query: Query) -> tuple[list[int], NDArray[np.float64]]:
    """The topics of a run, ascending, and the cosine of each pair's middles, of shape (n_topics, n_topics).

    A middle is the mean of the vectors of a topic's strongest articles in the space the topics were found in.
    """
    near = query.frame(
        """SELECT topic_id, article_id, language, publisher_id FROM (
               SELECT *, row_number() OVER (PARTITION BY topic_id ORDER BY strength DESC, article_id) AS nth
               FROM article JOIN topic USING (topic_id))
           WHERE nth <= ? ORDER BY topic_id, article_id""",
        [READ],
    )
    model = query.whole_table(TOPIC_MODEL)
    if near.empty or not len(model):  # a run without a model has no space to compare in
        return [], np.zeros((0, 0))
    vectors = query.picked(EMBEDDINGS, sorted(near["article_id"]), ["article_id", "vector"])
    near = near.merge(vectors, on="article_id").sort_values(["topic_id", "article_id"], ignore_index=True)
    space: Space = TopicModel.from_rows(model.to_pylist()).space
    raw = np.array(near["vector"].tolist(), dtype=np.float32)
    moved = space.apply(raw, near["language"].tolist(), near["publisher_id"].tolist()).astype(np.float64)
    topics: list[Any] = sorted(near["topic_id"].unique().tolist())
    middles = np.array([moved[(near["topic_id"] == topic).to_numpy()].mean(axis=0) for topic in topics])
    lengths = np.linalg.norm(middles, axis=1, keepdims=True)
    units = np.divide(middles, lengths, out=np.zeros_like(middles), where=lengths > 0)
    return [int(topic) for topic in topics], np.round(units @ units.T, 9)  # rounded: the same on every machine


def neighbours(likeness: tuple[list[int], NDArray[np.float64]], topic_id: int, limit: int) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.topic_neighbours`."""
    topics, cosines = likeness
    if topic_id not in topics:
        return pd.DataFrame({"topic_id": pd.Series(dtype="int64"), "similarity": pd.Series(dtype="float64")})
    found = pd.DataFrame({"topic_id": topics, "similarity": cosines[topics.index(topic_id)]})
    others = found[found["topic_id"] != topic_id]
    return others.sort_values(["similarity", "topic_id"], ascending=[False, True], ignore_index=True).head(limit)
