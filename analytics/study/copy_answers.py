"""The part of a Study about copies: who had a story first and who copied whom."""

from __future__ import annotations

import pandas as pd

from analytics.study import copies
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class CopyAnswers(Asked):
    """Numbers about copies of stories; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def copies(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Who copied whom: a row for each publisher of an original and publisher of copies in the selection.

        Columns: original_publisher_id, publisher_id (the copier; the same where one repeated itself), n (copies, as
        articles or as stories), N (all the copier has in the selection), share, low, high, n_articles, n_stories,
        delay (median time from the original to the copy), delay_low, delay_high (its 95% interval), delay_unit
        ("hours" if all the times are known to the minute, else "days"; null if none is known), n_delay (how many
        of ``n`` have a known delay; a story has that of the copier's first copy). The original is the story's first
        article in the run, inside the selection or not.
        """
        return copies.copies(self._query, filters)

    @cached
    def originality(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """How much of what each publisher carried it was the first to carry, most stories first.

        Columns: publisher_id, n_articles, n_stories, n_originals, n and N (originals of stories, whatever the unit),
        share, low, high. An original is the first article of its story in the run, inside the selection or not: a
        filter on one publisher does not make it the first with everything.
        """
        return copies.originality(self._query, filters)

    @cached
    def story(self, story_id: str) -> pd.DataFrame:
        """The articles of one story in the run, original first.

        Columns: article_id, title, publisher_id, publisher, language, published_at, published_precision, is_sample,
        is_first, delay and delay_unit: the time since the original, in hours if both are known to the minute, else in
        whole days; none for the original and where a date is not known to the day.

        Raises
        ------
        analytics.errors.RunError
            If the run has no such story.
        """
        return copies.story(self._query, story_id)
