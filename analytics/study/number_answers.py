"""The part of a Study about reported figures: how many, of what, and who says so."""

from __future__ import annotations

import pandas as pd

from analytics.study import numbers
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class NumberAnswers(Asked):
    """Reported figures; :class:`analytics.study.Study` says what n, N and intervals are.

    Figures of different articles are never added up: they may speak of the same people or things.
    """

    @cached
    def reported_numbers(
        self, filters: Filters = EVERYTHING, thing_key: str | None = None, place_id: str | None = None
    ) -> pd.DataFrame:
        """Each report of a figure in the selection, by date, undated ones last.

        Columns: day, published_precision, article_id, title, publisher_id, language, sentence_no, start, end, surface,
        value, value_high (of a range), bound (of :data:`analytics.schema.BOUNDS`), thing, thing_key, source_key,
        source_ar, source_en (who reports it; none where the article says so itself), via_actor_id, via_ar, via_en,
        place_id, place_ar, place_en (the place of its sentence named nearest to it, if any).
        With stories, the reports of the article that stands for a story: a copy repeats them. ``day`` is that of the
        article, whatever is counted: a figure is as old as the text it stands in.

        Parameters
        ----------
        filters : Filters
        thing_key : str, optional
            What is counted, as :meth:`reported_kinds` lists it; all by default.
        place_id : str, optional
            Only figures told of a place or of what lies in it.
        """
        return numbers.reported_numbers(self._query, filters, thing_key, place_id)

    @cached
    def reported_places(self, filters: Filters = EVERYTHING, thing_key: str = "killed") -> pd.DataFrame:
        """The places that figures of one kind are told of, by articles that report one.

        Columns: place_id, name_ar, name_en, n, N, share, low, high, n_reports, lower_quartile, median, upper_quartile
        (of the reports, as in :meth:`reported_kinds`). Figures without a place in their sentence are left out.

        Parameters
        ----------
        filters : Filters
        thing_key : str
            What is counted, as :meth:`reported_kinds` lists it.
        """
        return numbers.reported_places(self._query, filters, thing_key)

    @cached
    def reported_kinds(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """What the figures of the selection count, by articles that report one.

        Columns: thing_key, name_ar, name_en (the article's words where it is no known kind), n, N, share, low, high,
        n_reports, n_sources (different sources, pronouns aside), n_own (reports of the articles themselves),
        lower_quartile, median, upper_quartile (of the reports; of a range its lower end; ceilings, "at most" and "less
        than", stand aside where there are others), largest, largest_article_id, largest_title. Reports of one kind
        speak of many events: what lies between the quartiles is what is usual, no range of one fact.
        """
        return numbers.reported_kinds(self._query, filters)
