"""The part of a Study about actors: who appears, and with whom."""

from __future__ import annotations

import pandas as pd

from analytics.study import co_mentions, profiles, rankings
from analytics.study.answers import Asked, cached
from analytics.study.co_mentions import MIN_N
from analytics.study.filters import EVERYTHING, Filters
from analytics.study.profiles import ActorView
from analytics.study.sentences import SENTENCES


class ActorAnswers(Asked):
    """Numbers about actors; :class:`analytics.study.Study` says what n, N and intervals are."""

    @cached
    def actors(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Actors of the selection, by articles that mention them.

        Columns: actor_id, name_ar, name_en, type, n, N, share, low, high, n_names and n_coreferences (mentions), tone,
        tone_low, tone_high and n_tone: the mean over articles of the tone towards the actor, -1 to 1.
        """
        return rankings.actors(self._query, filters)

    def co_mentions(
        self, filters: Filters = EVERYTHING, min_n: int = MIN_N, actors: tuple[str, ...] | None = None
    ) -> pd.DataFrame:
        """Pairs of actors that are named together more often than by chance, the surest first.

        Columns: actor_a, actor_b (in order of their ids), name_a_ar, name_a_en, name_b_ar, name_b_en, n (articles that
        name both), n_a, n_b (that name each), N, expected (n_a n_b / N, if they were strewn at random), npmi (-1 to 1,
        Bouma 2009, of these counts), n_stories (stories with an article that names both), p (one-sided,
        hypergeometric), q (Benjamini and Hochberg 1995), is_significant (q below .05), n_same_sentence (how many of
        ``n`` name both in one sentence), is_kin: one belongs to the other in the registry, such as a ministry to its
        state, so that their company says little.

        Names are counted, no common nouns that stand for them. ``p`` and ``q`` are over stories whatever is counted: a
        report that six publishers carry shows once that its actors belong together, not six times. The tests are all
        pairs of actors with at least ``min_n`` stories each, those never found together too. The articles of a pair
        are those of ``filters.narrow(also_named=(*filters.also_named, a, b))``.

        Parameters
        ----------
        filters : Filters
            The selection; chance is what is expected inside it.
        min_n : int
            Fewest stories of an actor to be tested, and of a pair to be listed.
        actors : tuple of str, optional
            Only pairs with one of these; their q is the same as in the list of all.

        Raises
        ------
        ValueError
            If ``min_n`` is below 1.
        """
        pairs = self._pairs(filters, min_n)
        return pairs if actors is None else co_mentions.with_any(pairs, actors)

    @cached
    def _pairs(self, filters: Filters, min_n: int) -> pd.DataFrame:
        """All pairs, kept once for the pairs of every actor."""
        return co_mentions.co_mentions(self._query, filters, min_n)

    @cached
    def co_sentences(self, a: str, b: str, filters: Filters = EVERYTHING, limit: int = SENTENCES) -> pd.DataFrame:
        """The sentences that name two actors, the newest first.

        Columns: article_id, sentence_no, start, end (offsets into ``whole(title, text)``), sentence, title,
        publisher_id, publisher, language, published_at, published_precision, is_sample.

        Parameters
        ----------
        a, b : str
            Ids of actors.
        filters : Filters
        limit : int
            Most sentences wanted.
        """
        return co_mentions.co_sentences(self._query, a, b, filters, limit)

    @cached
    def actor(self, actor_id: str, filters: Filters = EVERYTHING, limit: int = SENTENCES) -> ActorView:
        """One actor as a selection shows it: its names there, roles, family, what it says and who speaks of it.

        Parameters
        ----------
        actor_id : str
        filters : Filters
        limit : int
            Most sentences of each kind.

        Raises
        ------
        analytics.errors.RunError
            If the run has no such actor.
        """
        return profiles.actor_view(self._query, actor_id, filters, limit)
