"""A fitted topic model as numbers: what articles that came later are assigned by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from analytics.encoder import document_vectors
from analytics.topics.align import Space

_BLOCK: Final = 10_000  # articles compared with the prototypes at once
_UNFIT_SHARE: Final = 0.01  # articles like those a topic was fitted on of which the rule says that they do not fit


@dataclass(frozen=True, slots=True)
class Assigned:
    """The topic nearest to each article, how strongly it belongs there, and whether it fits; each of shape (n,)."""

    topics: NDArray[np.int64]
    strength: NDArray[np.float64]
    fits: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TopicModel:
    """The space topics were found in, their prototypes there, and from which strength on an article fits.

    Attributes
    ----------
    space : Space
        Where vectors are compared.
    prototypes : ndarray of float32, shape (n_prototypes, dimension)
        Unit vectors in that space.
    owners : ndarray of int, shape (n_prototypes,)
        Topic of each prototype.
    thresholds : mapping of int to float
        An article whose strength in its nearest topic is lower fits none.
    """

    space: Space
    prototypes: NDArray[np.float32]
    owners: NDArray[np.int64]
    thresholds: Mapping[int, float]

    @classmethod
    def of(cls, space: Space, vectors: NDArray[np.float32], labels: NDArray[np.int64]) -> Self:
        """The model of topics found; ``vectors`` are in the space already."""
        topics: NDArray[np.int64] = np.unique(labels)
        centroids = document_vectors(vectors, labels, int(labels.max()) + 1)[topics]
        strength = np.einsum("ij,ij->i", vectors.astype(np.float64), centroids[np.searchsorted(topics, labels)])
        floors = {
            int(topic): float(np.quantile(strength[labels == topic], _UNFIT_SHARE, method="lower")) for topic in topics
        }
        return cls(space, centroids, topics, floors)

    def assign(self, embeddings: NDArray[np.float32], languages: Sequence[str]) -> Assigned:
        """Topics of articles given by the encoder's vectors."""
        return self.assign_aligned(self.space.apply(embeddings, languages))

    def assign_aligned(self, vectors: NDArray[np.float32]) -> Assigned:
        """Topics of articles given by vectors in the model's space."""
        topics = np.empty(len(vectors), dtype=np.int64)
        strength = np.empty(len(vectors))
        for at in range(0, len(vectors), _BLOCK):
            cosine = vectors[at : at + _BLOCK] @ self.prototypes.T
            best = cosine.argmax(axis=1)
            topics[at : at + _BLOCK] = self.owners[best]
            strength[at : at + _BLOCK] = np.take_along_axis(cosine, best[:, None], axis=1)[:, 0]
        floors: NDArray[np.float64] = np.array([self.thresholds[int(topic)] for topic in topics], dtype=np.float64)
        return Assigned(topics, strength, np.asarray(strength >= floors))

    def assess(self, vectors: NDArray[np.float32], topics: NDArray[np.int64]) -> Assigned:
        """Articles the topics were fitted on, which stay where the cluster model put them; vectors in the space."""
        nearest = np.array([self.prototypes[self.owners == topic][0] for topic in topics])
        strength = np.einsum("ij,ij->i", vectors.astype(np.float64), nearest)
        floors = np.array([self.thresholds[int(topic)] for topic in topics])
        return Assigned(topics, strength, np.asarray(strength >= floors))

    def renumbered(self, numbers: Mapping[int, int]) -> TopicModel:
        """The model with other numbers of its topics."""
        owners = np.array([numbers[int(topic)] for topic in self.owners], dtype=np.int64)
        thresholds = {numbers[topic]: floor for topic, floor in self.thresholds.items()}
        return TopicModel(self.space, self.prototypes, owners, thresholds)

    def rows(self) -> list[dict[str, Any]]:
        """Rows of table ``topic_model``."""
        shifts = [("shift", name, vector, None) for name, vector in sorted(self.space.shifts.items())]
        owned = zip(self.owners, self.prototypes, strict=True)
        prototypes = [("prototype", str(topic), vector, 1.0) for topic, vector in owned]
        floors: list[tuple[str, str, Any, float]] = [
            ("threshold", str(topic), [], floor) for topic, floor in sorted(self.thresholds.items())
        ]
        parts = [("centre", "", self.space.centre, None), *shifts, *prototypes, *floors]
        return [
            {"part": part, "key": key, "vector": [float(x) for x in vector], "value": value}
            for part, key, vector, value in parts
        ]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """The model from its rows, in their order."""
        by_part: dict[str, list[Mapping[str, Any]]] = {}
        for row in rows:
            by_part.setdefault(row["part"], []).append(row)
        shifts = {row["key"]: np.array(row["vector"], dtype=np.float64) for row in by_part.get("shift", [])}
        prototypes = by_part.get("prototype", [])
        return cls(
            Space(np.array(by_part["centre"][0]["vector"], dtype=np.float64), shifts),
            np.array([row["vector"] for row in prototypes], dtype=np.float32),
            np.array([int(row["key"]) for row in prototypes], dtype=np.int64),
            {int(row["key"]): float(row["value"]) for row in by_part.get("threshold", [])},
        )
