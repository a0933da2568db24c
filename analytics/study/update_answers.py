"""The part of a Study about what became of topics: changes since the run before, proposals, drift."""

from __future__ import annotations

import pandas as pd

from analytics.run import Run
from analytics.study import updates
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class UpdateAnswers(Asked):
    """What an update or a fit said of topics; read from the run's tables when it is asked for.

    Numbers of topics and their labels are those of the run, before people's edits.
    """

    run: Run

    @cached
    def topic_history(self) -> pd.DataFrame:
        """What became of the topics of the run before; empty for a run that followed none.

        Columns: kind (of :data:`analytics.topic_schema.TOPIC_CHANGES`), topic_id (none if it is gone), before_id (none
        if it is new; where a split topic came from), overlap (Jaccard similarity of their articles among those in both
        runs), similarity (cosine of their centroids), n_before, n, label_before_ar, label_before_en, label_ar, label_en
        (of ``topic_id``). ``frame.attrs["base_run"]`` is the run before.
        """
        return updates.topic_history(self._query, self.run)

    @cached
    def proposals(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """New topics proposed that have articles in the selection, those with most first.

        Columns: proposal_id, label_ar, label_en, terms_ar, terms_en, article_ids (all, nearest its middle first),
        n_articles (as many), n (of them in the selection, articles or stories), n_ar, n_en, first_day, last_day (none
        if all are undated), cohesion, nearest_topic_id, similarity. Decided ones are here too:
        ``python -m analytics topics proposals`` says which.
        """
        return updates.proposals(self._query, filters)

    @cached
    def drift(self) -> pd.DataFrame:
        """How articles added to a topic since it was found differ from those it was found with; empty after a fit.

        Columns: topic_id (-1 for all topics, first), n_fitted, n_added, strength_fitted, strength_added, unfit_share,
        low, high, expected, p, q, has_drifted, as :data:`analytics.topic_schema.DRIFT` says;
        :mod:`analytics.topics.drift` states the rule. ``frame.attrs["since"]`` is the run in
        which the topics were found.
        """
        return updates.drift(self._query, self.run)
