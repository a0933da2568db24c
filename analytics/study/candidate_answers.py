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

        Columns: candidate_key, name (as it is most often written in full), type ("person" or "organisation"), titles
        (the words beside it, most frequent first), n, N, share, low, high, n_mentions, n_citations (as a source),
        n_publishers, languages, bases (what shows that it is a name), name_ar and name_en (one is the name itself, the
        other a proposal for people, null for bodies), is_known_spelling: each part of the proposal is spelt as in the
        registry, none is guessed.
        """
        return candidates.candidates(self._query, filters)

    @cached
    def candidate_sentences(self, candidate_key: str, filters: Filters = EVERYTHING, limit: int = 2) -> pd.DataFrame:
        """Sentences that name an unregistered name, one a story, originals first: article_id, sentence."""
        return candidates.sentences(self._query, candidate_key, filters, limit)
