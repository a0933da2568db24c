"""The part of a Study about cited sources: who is said to have told it."""

from __future__ import annotations

import pandas as pd

from analytics.study import rankings, source_kinds
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class SourceAnswers(Asked):
    """Numbers about cited sources; :class:`analytics.study.Study` says what n, N and intervals are.

    To cite a source is to pass on what it said or wrote. What it only thought, wanted or planned is shown to readers of
    the article and counted nowhere. So is a source of which only a pronoun is known ("he", «هو»): the "he" of two
    articles is not one source.
    """

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

    @cached
    def source_classes(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """What cited sources are and how specific, by articles that cite one of the kind.

        Columns: source_class (of :data:`analytics.schema.SOURCE_CLASSES`), source_detail (of ``SOURCE_DETAILS``), n, N,
        share, low, high, n_citations, n_publishers. With a filter on classes or details, those alone are listed.
        """
        return source_kinds.source_classes(self._query, filters)

    @cached
    def unnamed_sources(self, filters: Filters = EVERYTHING, by: str | None = None) -> pd.DataFrame:
        """Articles whose sources all lack a name: n, N (articles that cite anyone), share, low, high, n_partly.

        ``n_partly`` counts the articles that cite at least one source without a name. The credit of an agency is no
        source here. One row; with ``by`` "publisher" one a publisher, most articles first, with its publisher_id.

        Raises
        ------
        ValueError
            If ``by`` is something else.
        """
        return source_kinds.unnamed_sources(self._query, filters, by)

    @cached
    def source_diversity(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """How varied the named sources of each publisher are, most citations first.

        A citation is here an article and a source it names, however often; agencies' credits are left aside.

        Columns: publisher_id, n (articles that name a source), n_citations, n_sources, effective (as many equally
        cited sources as would be as varied: exp of Shannon's entropy; it grows with the citations), rarefied
        (different sources among ``rarefied_to`` of its citations drawn at random, Hurlbert 1971; null below that many
        and below 5 articles), rarefied_to: the citations of the smallest publisher that has at least 20 in at least 5
        articles, so that all are compared alike; 0 where there is none.
        """
        return source_kinds.source_diversity(self._query, filters)

    @cached
    def citing(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Who cites whom through whom: a row for each publisher, outlet and source of the selection, largest first.

        Columns: publisher_id, via_actor_id, via_ar, via_en (the outlet that carried the statement; null where the
        publisher heard it itself or does not say), source_key, source_actor_id, source_ar, source_en, source_class,
        n (articles), n_citations. An outlet that no registry knows is one however its name is spelt.
        """
        return source_kinds.citing(self._query, filters)
