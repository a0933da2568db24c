"""The part of a Study about the map of articles and the themes above topics."""

from __future__ import annotations

import pandas as pd

from analytics.study import maps
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class MapAnswers(Asked):
    """The map and the themes; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def map(self, filters: Filters = EVERYTHING, limit: int | None = None) -> pd.DataFrame:
        """Where each article of the selection lies, by article.

        Columns: article_id, x, y, topic_id (none where it fits none well), nearest_topic_id, basis (of
        :data:`analytics.topic_schema.BASES`), title, publisher_id, publisher, language, day, tone, n_copies (other
        articles of the selection that carry its story), is_counted (as in :meth:`analytics.study.Study.articles`).
        Near articles are alike; distances between far groups mean nothing, nor do the axes. ``frame.attrs["N"]`` is
        the number of articles in the selection, ``frame.attrs["n_placed"]`` how many of them have a place: those
        without words have none.

        Parameters
        ----------
        filters : Filters
        limit : int, optional
            At most so many articles, by lot: those with the least MD5 of their ids, so that each time the same are
            drawn. All by default.

        Raises
        ------
        ValueError
            If the limit is below 1.
        """
        return maps.article_map(self._query, filters, limit)

    @cached
    def themes(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Themes of the selection, the highest level first, largest first.

        Columns: theme_id, parent_id (the theme above it), level (1 holds topics, 2 holds themes of level 1), label_ar,
        label_en, terms_ar, terms_en, topic_ids (of all topics below it), n, N, share, low, high, mean, mean_low,
        mean_high (tone of its articles, -1 to 1), n_ar, n_en. A theme counts a story once, also where several of its
        topics have an article of it. A run with fewer than six topics has no themes.
        """
        return maps.themes(self._query, filters)
