"""The topics of a run made before, read from its tables: what a fit compares its own with, and an update keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.encoder import document_vectors
from analytics.reuse import stored_vectors
from analytics.run import Run
from analytics.topic_schema import ASSIGNMENTS, POSITIONS, TOPIC_MODEL, TOPICS
from analytics.topics.align import Space
from analytics.topics.assigning import TopicModel
from analytics.topics.identity import Grouping
from corpus.schema import ARTICLES, Table
from corpus.workspace import Workspace


@dataclass(frozen=True, slots=True, eq=False)
class TopicsBefore:
    """The topics of a run made before, and which articles it held.

    Attributes
    ----------
    workspace : Workspace
    run : Run
        A run with topics.
    topics : list of dict
        Rows of its table ``topics``, by number.
    assignments : mapping of str to dict
        Rows of its table ``assignments``, by article.
    """

    workspace: Workspace
    run: Run
    topics: list[dict[str, Any]]
    assignments: Mapping[str, dict[str, Any]]

    @classmethod
    def of_run(cls, workspace: Workspace, run: Run) -> Self:
        """The topics of a run; the tables of its articles are read when they are asked for."""
        topics = workspace.read(TOPICS, under=run.under).sort_by("topic_id").to_pylist()
        rows = workspace.read(ASSIGNMENTS, under=run.under).sort_by("article_id").to_pylist()
        return cls(workspace, run, topics, {row["article_id"]: row for row in rows})

    @property
    def highest_id(self) -> int:
        """The highest topic number ever given up to this run."""
        said = self.run.manifest["topics"].get("highest_id", -1)
        return max([int(said), *(int(row["topic_id"]) for row in self.topics)])

    @property
    def members(self) -> dict[str, int]:
        """The topic of each article that fits one."""
        return {key: row["topic_id"] for key, row in self.assignments.items() if row["basis"] != "unfit"}

    def table(self, table: Table) -> pa.Table:
        """A table of the run."""
        return self.workspace.read(table, under=self.run.under)

    def model(self) -> TopicModel:
        """What further articles are assigned by."""
        return TopicModel.from_rows(self.table(TOPIC_MODEL).to_pylist())

    def positions(self) -> dict[str, tuple[float, float]]:
        """Where each article lies on the map."""
        return {row["article_id"]: (row["x"], row["y"]) for row in self.table(POSITIONS).to_pylist()}

    def article_ids(self) -> frozenset[str]:
        """Every article of the run's corpus, whether it has a topic or not."""
        stored = self.workspace.read(ARTICLES, columns=["article_id"], version=self.run.corpus_version)
        return frozenset(stored["article_id"].to_pylist())

    def grouping(self, space: Space) -> Grouping:
        """The topics to be compared with others in a space."""
        members = self.members
        ids = sorted(members)
        columns = ["article_id", "language", "publisher_id"]
        stored = self.workspace.read(ARTICLES, columns=columns, version=self.run.corpus_version).to_pydict()
        row = {article: at for at, article in enumerate(stored["article_id"])}
        languages, publishers = ([stored[name][row[article]] for article in ids] for name in columns[1:])
        vectors = space.apply(stored_vectors(self.workspace, self.run, ids), languages, publishers)
        numbers = tuple(row["topic_id"] for row in self.topics)
        labels = np.array([numbers.index(members[article]) for article in ids], dtype=np.int64)
        return Grouping(numbers, members, document_vectors(vectors, labels, len(numbers)), labels_of(self.topics))


def grouping_of(
    topics: list[dict[str, Any]],
    assignments: list[dict[str, Any]],
    vectors: Mapping[str, int],
    matrix: NDArray[np.float32],
) -> Grouping:
    """The topics of a fit, to be compared with others.

    Parameters
    ----------
    topics, assignments : list of dict
        Rows of the tables of these names.
    vectors : mapping of str to int
        Row of ``matrix`` of each article.
    matrix : ndarray of float32, shape (n_articles, dimension)
        Vectors in the space of the topics.
    """
    numbers = tuple(row["topic_id"] for row in topics)
    place = {topic: at for at, topic in enumerate(numbers)}
    members = {row["article_id"]: row["topic_id"] for row in assignments if row["basis"] != "unfit"}
    known = [article for article in members if article in vectors]
    labels = np.array([place[members[article]] for article in known], dtype=np.int64)
    rows = np.array([vectors[article] for article in known], dtype=np.int64)
    return Grouping(numbers, members, document_vectors(matrix[rows], labels, len(numbers)), labels_of(topics))


def labels_of(topics: list[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """Arabic and English label of each topic."""
    return {row["topic_id"]: (row["label_ar"], row["label_en"]) for row in topics}
