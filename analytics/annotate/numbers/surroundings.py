"""The names around a figure: those it lies in, and the place named nearest to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analytics.annotate.spans import PlaceMention, Span
from corpus.text.normalise import Normalised


class Surroundings:
    """The names of actors and places in an article, as spans of its folded copy."""

    def __init__(self, copy: Normalised, actors: Sequence[Span], places: Sequence[PlaceMention]) -> None:
        self._names = sorted(_folded(copy, [*actors, *places]))
        self._name_starts = [start for start, _ in self._names]
        placed = zip(_folded(copy, places), (place.place_id for place in places), strict=True)
        self._places = sorted((start, end, place_id) for (start, end), place_id in placed)
        self._place_starts = [start for start, _, _ in self._places]

    def is_name(self, start: int, end: int) -> bool:
        """Whether a stretch of the copy lies in the name of an actor or a place: طالبان is no two students."""
        at = bisect_right(self._name_starts, start) - 1
        return at >= 0 and self._names[at][1] >= end

    def nearest_place(self, start: int, end: int, sentence: tuple[int, int]) -> str | None:
        """The id of the place of a sentence that is named nearest to a stretch of it, the earlier of two; or None."""
        following = bisect_left(self._place_starts, start)
        around = self._places[max(following - 1, 0) : following + 1]
        found = [
            (max(place[0] - end, start - place[1], 0), place)
            for place in around
            if sentence[0] <= place[0] and place[1] <= sentence[1]
        ]
        return min(found)[1][2] if found else None


def _folded(copy: Normalised, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Spans of the original as spans of its copy, in the order given."""
    starts = copy.origins.searchsorted([span.start for span in spans]).tolist()
    ends = copy.origins.searchsorted([span.end for span in spans]).tolist()
    return list(zip(starts, ends, strict=True))
