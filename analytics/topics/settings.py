"""What a user chooses about topics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analytics.errors import TopicError

GRANULARITIES: Final = ("coarse", "auto", "fine")
CLUSTER_MODELS: Final = ("leiden", "kmeans", "hdbscan")
CENTRINGS: Final = ("language", "publisher", "none")


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """What a user chooses about topics; the defaults serve from 50 to a million articles.

    Attributes
    ----------
    granularity : {"coarse", "auto", "fine"}
        Few wide topics, as many as come back best when articles are left out, or many narrow ones.
    n_topics : int, optional
        So many topics instead, as nearly as the cluster model can.
    clusters : {"leiden", "kmeans", "hdbscan"}
        The cluster model.
    centring : {"language", "publisher", "none"}
        What is taken out of the vectors: the shift of each language, that of each publisher too, or nothing.

    Raises
    ------
    TopicError
        If a value is not among those allowed.
    """

    granularity: str = "auto"
    n_topics: int | None = None
    clusters: str = "leiden"
    centring: str = "language"

    def __post_init__(self) -> None:
        for name, allowed in (("granularity", GRANULARITIES), ("clusters", CLUSTER_MODELS), ("centring", CENTRINGS)):
            value = getattr(self, name)
            if value not in allowed:
                raise TopicError(f"{name} is {value!r}; allowed: {', '.join(allowed)}.")
        if self.n_topics is not None and self.n_topics < 2:
            raise TopicError(f"n_topics is {self.n_topics}; allowed: 2 or more, or nothing to have it chosen.")


DEFAULTS: Final = TopicSettings()
"""What is chosen where a user chooses nothing."""
