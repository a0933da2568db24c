"""The part of a Study about cited sources: who is said to have told it."""

from __future__ import annotations

import pandas as pd

from analytics.study import rankings
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class SourceAnswers(Asked):
    """Numbers about cited sources; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def sourcing(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Articles that cite at least one source, one row: n, N, share, low, high, n_citations."""
        return rankings.sourcing(self._query, filters)

    @cached
    def sources(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Cited sources of the selection, by articles that cite them.

        Columns: source_key, actor_id (null for an unnamed or unknown source), name_ar, name_en (the source's own words
        where it is no known actor), type ("unknown" there), n, N, share, low, high, n_citations, n_publishers.
        """
        return rankings.sources(self._query, filters)
