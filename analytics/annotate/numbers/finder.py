"""Numbers that an article reports, with what is counted, what befell it and who says so.

A figure is a number of people or things: of killed, of strikes, of dollars, of percent. Dates, ages, clock times,
stretches of time, ordinals, names with a number in them, codes and scores are none; neither is a number that only
refers back ("الثلاثة الآخرون", "the two men"), nor one without a word for what it counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from analytics.annotate.copies import text_copy
from analytics.annotate.numbers.figures import Figure, figures_of
from analytics.annotate.numbers.lexicon import Lexicon
from analytics.annotate.numbers.line import TOKEN, Line
from analytics.annotate.numbers.reporters import Reporters
from analytics.annotate.numbers.surroundings import Surroundings
from analytics.annotate.spans import Citation, Mention, PlaceMention, ReportedNumber, Sentence
from corpus.text.normalise import Normalised

_DIGIT: Final = re.compile(r"\d")


class NumberFinder:
    """Finds the figures of articles. Make one and use it for many articles."""

    def find(
        self,
        whole_text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        citations: Sequence[Citation],
        places: Sequence[PlaceMention],
    ) -> list[ReportedNumber]:
        """Figures in the order of the text, each inside its sentence; time grows with the length of the text.

        Parameters
        ----------
        whole_text : str
            ``whole(title, text)``.
        sentences, mentions, citations, places : sequences
            What was found in it, as spans; a citation whose content holds a figure is who reports it, and the place
            named nearest to it in its sentence is where. What lies in the name of an actor or a place is no figure.
        """
        copy = text_copy(whole_text)
        lexicon = _lexicon()
        reporters, named = Reporters(citations), Surroundings(copy, mentions, places)
        starts = copy.origins.searchsorted([s.start for s in sentences]).tolist()
        ends = copy.origins.searchsorted([s.end for s in sentences]).tolist()
        found: list[ReportedNumber] = []
        for start, end in zip(starts, ends, strict=True):
            if not _has_number(copy.text[start:end], lexicon):
                continue
            line = Line.of(copy, start, end)
            for figure in figures_of(line, lexicon, named.is_name):
                place = named.nearest_place(line.spans[figure.first][0], line.spans[figure.last][1], (start, end))
                found.append(_reported(figure, line, copy, reporters, place))
        return found


@cache
def _lexicon() -> Lexicon:
    """The lexicon, read once a process: it is the same for every article."""
    return Lexicon.load()


def _has_number(text: str, lexicon: Lexicon) -> bool:
    """Whether a folded sentence has a digit or a number word; most have none and cost no more than this."""
    return _DIGIT.search(text) is not None or not lexicon.triggers.isdisjoint(TOKEN.findall(text))


def _reported(
    figure: Figure, line: Line, copy: Normalised, reporters: Reporters, place_id: str | None
) -> ReportedNumber:
    """The figure as a span of the original, with who reports it."""
    start, end = copy.span(line.spans[figure.first][0], line.spans[figure.last][1])
    thing = copy.span(line.spans[figure.thing_first][0], line.spans[figure.thing_last][1])
    at, _ = copy.span(*line.spans[figure.amount.first])
    citation = reporters.of(at)
    return ReportedNumber(
        start,
        end,
        value=figure.amount.value,
        bound=figure.bound,
        thing=copy.original[thing[0] : thing[1]],
        thing_key=figure.key,
        value_high=figure.amount.high,
        source=citation.source if citation else None,
        via=citation.via if citation else None,
        place_id=place_id,
    )
