"""Numbers that an article reports."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.annotate.spans import Citation, Mention, PlaceMention, ReportedNumber, Sentence


class NumberFinder:
    """Finds reported numbers."""

    def find(
        self,
        whole_text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        citations: Sequence[Citation],
        places: Sequence[PlaceMention],
    ) -> list[ReportedNumber]:
        """Numbers in the order of the text."""
        return []
