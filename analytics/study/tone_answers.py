"""The part of a Study about tone: by group, towards an actor, by publisher, between periods, over time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analytics.study import tone_changes, tone_groups, tone_publishers, tone_sentences
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters


class ToneAnswers(Asked):
    """Numbers about tone, -1 to 1; :mod:`analytics.study.tone_sums` says in which order tones are averaged.

    ``n`` counts units with a tone, articles or stories; ``n_articles``, ``n_stories`` and ``n_sentences`` what they are
    made of; ``n_unscored`` the units whose tone is not known, which are in no mean. Intervals are 95% by the cluster
    bootstrap over stories (:mod:`analytics.study.resampling`), whatever is counted: copies of a story say once what
    they say. They are not a number for a single story. ``is_small`` marks fewer than five stories.

    ``toward`` is an actor_id: then the tone is that of the sentences that mention the actor, towards it, in the
    articles of the selection that do. An actor that the run does not know gives empty frames.
    """

    @cached
    def tone_by(
        self, by: str = "all", filters: Filters = EVERYTHING, toward: str | None = None, order: str = "n"
    ) -> pd.DataFrame:
        """Tone of each group, the largest first.

        Columns: key, name_ar, name_en (the key where it has no other name), n, n_articles, n_stories, n_sentences,
        n_unscored, mean, low, high, shrunk, shrunk_low, shrunk_high (the mean drawn towards that of all groups, the
        more the less is known of it, :mod:`analytics.study.shrinkage`; not a number with fewer than four groups),
        share_negative, share_neutral, share_positive, each with _low and _high (of units; towards an actor of the
        sentences of each article), is_small.

        Parameters
        ----------
        by : {"all", "language", "publisher", "topic", "theme", "actor", "place", "source", "source_class"}
            "all" is one row of key "all", or none. "actor" is the tone towards each actor; the tone of the articles
            that mention an actor is that of "all" with ``filters.actors``.
        filters : Filters
        toward : str, optional
            Actor whose portrayal is asked for; the tone of the articles by default.
        order : {"n", "mean", "shrunk"}
            Largest first, or most negative first: by the mean as it is, or drawn towards that of all, so that no group
            of two articles leads the list.

        Raises
        ------
        ValueError
            If there is no such breakdown or order, or ``toward`` is given by actor.
        """
        return tone_groups.tone_by(self._query, by, filters, toward, order)

    @cached
    def tone_changes(
        self,
        before: tuple[date, date],
        after: tuple[date, date],
        by: str = "all",
        filters: Filters = EVERYTHING,
        toward: str | None = None,
    ) -> pd.DataFrame:
        """Change of each group's tone between two periods, the largest first, those not tested last.

        Columns: key, name_ar, name_en, n_before, n_after, n_stories_before, n_stories_after, n_unscored_before,
        n_unscored_after, mean_before, low_before, high_before, mean_after, low_after, high_after, difference (after
        less before), low, high, p (:func:`analytics.study.tone_tests.compared`), q (Benjamini and Hochberg 1995, over
        all groups tested), reason: why a group was not tested: "few_before", "few_after", "few_both" (fewer than
        five effective stories there: no difference is given), "no_scatter" (nothing varies: a difference without p).

        Parameters
        ----------
        before, after : tuple of date
            First and last day of each period; they take the place of the dates of ``filters``.
        by, filters, toward
            As for :meth:`tone_by`.

        Raises
        ------
        ValueError
            If the periods share a day, one ends before it begins, or :meth:`tone_by` would raise it.
        """
        return tone_changes.tone_changes(self._query, before, after, by, filters, toward)

    @cached
    def publisher_tone(self, filters: Filters = EVERYTHING, toward: str | None = None) -> pd.DataFrame:
        """Tone of each publisher beside that of all others, as it is and on the same topics; the largest first.

        Columns: publisher_id, name_ar, name_en, n, n_articles, n_stories, n_sentences, n_unscored, mean, low, high, raw
        (mean less that of all others), raw_low, raw_high, raw_p, raw_q, adjusted (the same, topics standardised,
        :mod:`analytics.study.tone_publishers`), adjusted_low, adjusted_high, adjusted_p, adjusted_q, n_topics (topics
        shared with others), overlap (share of its units in these), coverage (share of all units in these), reason,
        is_small.

        ``reason`` says what is missing: "few_stories" and "few_others" (fewer than five effective stories: no
        difference), "little_overlap" (less than half of its units in shared topics: none adjusted), "few_shared" (fewer
        than five effective stories there: none adjusted). A story counts among the others once for each publisher
        that carried it. q are over all publishers tested, raw and adjusted apart.
        """
        return tone_publishers.publisher_tone(self._query, filters, toward)

    def toward_over_time(
        self,
        actor: str | None,
        filters: Filters = EVERYTHING,
        frequency: str = "auto",
        by: str = "all",
        keys: tuple[Any, ...] = (),
    ) -> pd.DataFrame:
        """Tone towards an actor over time, a row a period and key; a period without collection is a gap.

        Columns: period, period_end, key, n, n_articles, n_stories, n_sentences, n_unscored, mean, low, high, the shares
        of :meth:`tone_by`, is_small, gap (nothing at all was collected then). A story belongs to the period it began
        in if stories are counted; else each of its articles to its own.

        Parameters
        ----------
        actor : str, optional
            None is the tone of the articles.
        filters : Filters
        frequency : {"auto", "day", "week", "month", "year"}
        by : str
            As for :meth:`tone_by`, but for "actor": one series a key.
        keys : tuple
            Keys wanted, in the order of the series; the eight largest by default.

        Raises
        ------
        ValueError
            If the breakdown or the frequency is unknown.
        """
        if by != "all" and not keys:
            keys = tuple(self.tone_by(by, filters, actor)["key"].head(8).tolist())
        return self._toward_over_time(actor, filters, frequency, by, keys)

    @cached
    def _toward_over_time(
        self, actor: str | None, filters: Filters, frequency: str, by: str, keys: tuple[Any, ...]
    ) -> pd.DataFrame:
        return tone_changes.toward_over_time(self._query, actor, filters, frequency, by, keys)

    @cached
    def tone_sentences(
        self,
        filters: Filters = EVERYTHING,
        toward: str | None = None,
        label: str | None = None,
        limit: int = 20,
    ) -> pd.DataFrame:
        """The sentences of the strongest tone, one a story: those that drive a mean.

        Each language has places in proportion to its sentences of that class in the selection, by largest remainders,
        and at least one where ``limit`` allows: an engine that is less sure in a language scores it less extreme, so
        that by score alone it would have none. What is chosen is in the order of its strength.

        Columns: those of :data:`analytics.study.sentences.COLUMNS`, tone, tone_low, tone_high (towards an actor only),
        label, spans (where the sentence mentions the actor, tuples of start and end into ``whole(title, text)``, in
        order; empty without one), n_copies (other articles of the selection that carry its story).

        Parameters
        ----------
        filters : Filters
        toward : str, optional
            Tone towards this actor, that of its strongest mention in the sentence.
        label : {"negative", "neutral", "positive"}, optional
            Only of this class: the most negative, the most positive or the most neutral first. All by default, the
            furthest from neutral first. Of equals the newest story's, then the first in the article.
        limit : int
            Most sentences wanted; of one, it is of the language with the most sentences.

        Raises
        ------
        ValueError
            If there is no such label or the limit is below 1.
        """
        return tone_sentences.tone_sentences(self._query, filters, toward, label, limit)
