"""The part of a Study about actors: who appears, and with whom."""

from __future__ import annotations

import pandas as pd

from analytics.study import rankings
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class ActorAnswers(Asked):
    """Numbers about actors; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def actors(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Actors of the selection, by articles that mention them.

        Columns: actor_id, name_ar, name_en, type, n, N, share, low, high, n_names and n_coreferences (mentions), tone,
        tone_low, tone_high and n_tone: the mean over articles of the tone towards the actor, -1 to 1.
        """
        return rankings.actors(self._query, filters)
