"""Which article is in which topic, and how edits change that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.encoder import unit_rows
from analytics.topic_schema import ASSIGNMENTS
from analytics.topics.edits.entries import Part
from analytics.topics.edits.source import EditSource

UNFIT: Final = "unfit"
MOVED: Final = "reassigned"
_DECIMALS: Final = 6


@dataclass(slots=True)
class Membership:
    """The topic, strength and basis of each article, in the order of their ids.

    Attributes
    ----------
    ids : ndarray of str, shape (n,)
        Articles, ascending.
    topics : ndarray of int, shape (n,)
        Topic of each, the nearest one where it fits none.
    strength : ndarray of float, shape (n,)
    basis : ndarray of object, shape (n,)
        As in table ``assignments``.
    """

    ids: NDArray[np.str_]
    topics: NDArray[np.int64]
    strength: NDArray[np.float64]
    basis: NDArray[Any]

    @classmethod
    def of(cls, assignments: pa.Table) -> Self:
        """The membership that a run's table says."""
        rows = assignments.sort_by("article_id")
        ids = np.array(rows["article_id"].to_pylist(), dtype=np.str_)
        basis = np.array(rows["basis"].to_pylist(), dtype=object)
        return cls(ids, rows["topic_id"].to_numpy().astype(np.int64), rows["strength"].to_numpy().copy(), basis)

    def to_arrow(self) -> pa.Table:
        """Table ``assignments``, by article."""
        columns = (self.ids.tolist(), self.topics, self.strength, self.basis.tolist())
        arrays = [pa.array(column) for column in columns]
        return pa.table(arrays, names=["article_id", "topic_id", "strength", "basis"]).cast(ASSIGNMENTS.arrow_schema())

    @property
    def counted(self) -> NDArray[np.int64]:
        """Topic of each article; -1 where it fits none."""
        return np.where(self.basis == UNFIT, -1, self.topics)

    def places(self, article_ids: Sequence[str]) -> NDArray[np.int64]:
        """Rows of those of the articles that are here, in the order given, each once."""
        wanted = np.array(list(dict.fromkeys(article_ids)), dtype=np.str_)
        if not len(self.ids) or not len(wanted):
            return np.empty(0, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        return np.asarray(at[self.ids[at] == wanted], dtype=np.int64)

    def rows_of(self, topic: int) -> NDArray[np.int64]:
        """Rows of the articles counted in a topic."""
        return np.flatnonzero(self.counted == topic)

    def put(self, rows: NDArray[np.int64], topic: int, strength: NDArray[np.float64]) -> None:
        """Articles put into a topic by a person."""
        self.topics[rows] = topic
        self.strength[rows] = np.round(strength, _DECIMALS)
        self.basis[rows] = MOVED

    def take_out(self, rows: NDArray[np.int64]) -> None:
        """Articles taken out of all topics; the topic they were in stays the nearest one."""
        self.basis[rows] = UNFIT

    def merge(self, topics: Sequence[int], into: int) -> None:
        """All articles of some topics made those of another."""
        self.topics[np.isin(self.topics, topics)] = into

    def split(self, topic: int, parts: Sequence[Part], source: EditSource) -> None:
        """A topic's articles divided as the parts say; those that no part names go to the part whose middle is nearest.

        A part none of whose articles is here has no middle, and gets none.
        """
        own = np.flatnonzero(self.topics == topic)
        for part in parts:
            rows = self.places(part.articles)
            self.topics[rows[self.topics[rows] == topic]] = part.topic
        later = own[self.topics[own] == topic]
        here = [part for part in parts if len(self.places(part.articles))]
        if not here:  # none is left to say what the parts were
            self.topics[later] = parts[0].topic
        elif len(later):
            middles = np.stack([middle(self.vectors(self.places(part.articles), source)) for part in here])
            nearest = np.round(self.vectors(later, source) @ middles.T, _DECIMALS).argmax(axis=1)
            self.topics[later] = np.array([part.topic for part in here])[nearest]

    def vectors(self, rows: NDArray[np.int64], source: EditSource) -> NDArray[np.float32]:
        """Vectors of some articles in the space of the run, shape (n, dimension)."""
        ids = self.ids[rows].tolist()
        facts = source.facts(ids)
        return source.space.apply(
            source.encoded(ids), [one.language for one in facts], [one.publisher for one in facts]
        )


def middle(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The direction of the mean of some vectors, shape (dimension,)."""
    return np.asarray(unit_rows(vectors.astype(np.float64).mean(axis=0, keepdims=True))[0])
