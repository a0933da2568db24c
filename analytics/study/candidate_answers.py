"""The part of a Study about names that the registry does not know."""

from __future__ import annotations

import pandas as pd

from analytics.study import candidates
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class CandidateAnswers(Asked):
    """Numbers about unregistered names; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def candidates(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Names of the selection that the registry does not know, by articles that name them.

        A given name or a kunya alone is left out: in another article it is another's.

        Columns: candidate_key, name (as it is most often written in full), type ("person" or "organisation"), titles
        (the words beside it, most frequent first), n, N, share, low, high, n_mentions, n_citations (as a source),
        n_publishers, languages, bases (what shows that it is a name), name_ar and name_en (one is the name itself, the
        other a proposal for people each part of whose name the registry knows; null for all others).
        """
        return candidates.candidates(self._query, filters)

    @cached
    def candidate_sentences(self, candidate_key: str, filters: Filters = EVERYTHING, limit: int = 2) -> pd.DataFrame:
        """Sentences that name an unregistered name, one a story, originals first: article_id, sentence."""
        return candidates.candidate_sentences(self._query, candidate_key, filters, limit)
