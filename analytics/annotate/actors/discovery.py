"""Names of people and bodies that the registry does not know."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.annotate.actors.registry import Registry
from analytics.annotate.spans import Candidate, Citation, Mention, PlaceMention, Sentence


class Discoverer:
    """Finds unregistered names."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def find(
        self,
        whole_text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        citations: Sequence[Citation],
        places: Sequence[PlaceMention],
    ) -> tuple[list[Candidate], list[Citation]]:
        """Candidates in the order of the text, and the citations with their sources' names known."""
        return [], list(citations)
