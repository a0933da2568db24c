"""Who reports a number: the citation whose content holds it."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.annotate.spans import Citation, Span


class Reporters:
    """The citations of an article by what they say, asked for places in the order of the text."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        said = [(c.content, c) for c in citations if c.content is not None and c.act == "said"]
        self._waiting = sorted(said, key=lambda row: (row[0].start, row[0].end), reverse=True)
        self._open: list[tuple[Span, Citation]] = []

    def of(self, place: int) -> Citation | None:
        """The citation with the shortest content around a place; places must not go back."""
        while self._waiting and self._waiting[-1][0].start <= place:
            self._open.append(self._waiting.pop())
        self._open = [row for row in self._open if row[0].end > place]
        if not self._open:
            return None
        return min(self._open, key=lambda row: (row[0].end - row[0].start, row[0].start, row[1].source.key))[1]
