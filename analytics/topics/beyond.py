"""Articles beyond those topics were fitted on, some at a time: their topics, their terms and their places on the map.

Of a corpus too large to fit they are those outside the sample, of an update those that came since. Both are treated by
the same code, so that a topic counts, and is described by, articles of either kind alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.topic_schema import ARTICLE_TERMS
from analytics.topics.align import Space
from analytics.topics.assigning import Assigned, TopicModel
from analytics.topics.counting import count_terms
from analytics.topics.positions import place_new
from analytics.topics.result import Progress, silent
from analytics.topics.vocabulary import TopicDocument, publisher_names

BLOCK: Final = 50_000
"""Articles treated at once: 100 MB of vectors."""
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Beyond:
    """Some articles of a corpus, each with words and a vector.

    Attributes
    ----------
    documents : sequence of TopicDocument
        The corpus.
    embeddings : ndarray of float32, shape (n_articles, dimension)
        The encoder's vector of each.
    rows : sequence of int
        The articles meant.
    progress : callable
        Told how many are done.
    """

    documents: Sequence[TopicDocument]
    embeddings: NDArray[np.float32]
    rows: Sequence[int]
    progress: Progress = silent

    @property
    def article_ids(self) -> list[str]:
        """Their ids."""
        return [self.documents[row].article_id for row in self.rows]

    def assignments(self, model: TopicModel) -> list[dict[str, Any]]:
        """Their rows of table ``assignments``."""
        found = []
        for rows in self._blocks("assign"):
            here = [self.documents[row] for row in rows]
            assigned = model.assign(
                self.embeddings[rows], [each.language for each in here], [each.publisher_id for each in here]
            )
            found += assignment_rows([each.article_id for each in here], assigned, "transformed")
        return found

    def terms(
        self, terms: pa.Table, word_forms: pa.Table, names: Sequence[tuple[str, ...]], outlets: Sequence[str]
    ) -> pa.Table:
        """Their rows of table ``article_terms``; the parameters are those of ``counting.count_terms``."""
        media = (*outlets, *publisher_names(self.documents[row] for row in self.rows))
        blocks = [
            count_terms(terms, word_forms, [self.documents[row] for row in rows], names=names, outlets=media)
            for rows in self._blocks("terms")
        ]
        return pa.concat_tables(blocks) if blocks else ARTICLE_TERMS.to_arrow([])

    def positions(
        self, space: Space, landmarks: NDArray[np.float32], places: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Their places on the map, shape (n_rows, 2), not a number where there are no landmarks.

        Parameters
        ----------
        space : Space
            The space of the topics.
        landmarks : ndarray of float32, shape (n_landmarks, dimension)
            Vectors, in that space, of the articles they are placed beside.
        places : ndarray of float, shape (n_landmarks, 2)
            Where these lie.
        """
        blocks = [
            place_new(vectors_in(space, self.documents, self.embeddings, rows), landmarks, places)
            for rows in self._blocks("map")
        ]
        return np.concatenate(blocks) if blocks else np.empty((0, 2))

    def _blocks(self, part: str) -> Iterator[Sequence[int]]:
        """Some of the rows at a time."""
        for at in range(0, len(self.rows), BLOCK):
            self.progress(part, at, len(self.rows))
            yield self.rows[at : at + BLOCK]
        if self.rows:
            self.progress(part, len(self.rows), len(self.rows))


def vectors_in(
    space: Space, documents: Sequence[TopicDocument], embeddings: NDArray[np.float32], rows: Sequence[int]
) -> NDArray[np.float32]:
    """Unit vectors of some articles in a space, shape (n_rows, dimension)."""
    here = [documents[row] for row in rows]
    given = embeddings[np.asarray(rows, dtype=np.int64)]
    return space.apply(given, [each.language for each in here], [each.publisher_id for each in here])


def assignment_rows(article_ids: Sequence[str], assigned: Assigned, basis: str) -> list[dict[str, Any]]:
    """Rows of table ``assignments``, in the order given; the basis is ``unfit`` where an article fits no topic."""
    columns = zip(article_ids, assigned.topics, assigned.strength, assigned.fits, strict=True)
    return [
        {
            "article_id": article,
            "topic_id": int(topic),
            "strength": round(float(strength), _DECIMALS),
            "basis": basis if fits else "unfit",
        }
        for article, topic, strength, fits in columns
    ]
