"""The part of a Study about topics: how large, how they change, when they burst, what shows them best."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd

from analytics.study import (
    burst_drivers,
    rankings,
    representative,
    topic_bursts,
    topic_change_points,
    topic_cube,
    topic_neighbours,
    topic_words,
)
from analytics.study.answers import Asked, cached
from analytics.study.burst_drivers import BurstDrivers
from analytics.study.filters import EVERYTHING, Filters
from analytics.topic_schema import ARTICLE_TERMS, TERMS
from analytics.topics.term_counts import TermCounts

_TERMS: Final = (TERMS, ARTICLE_TERMS)


class TopicAnswers(Asked):
    """Numbers about topics; :class:`analytics.study.Study` says what n, N and intervals are.

    A topic that the run does not know gives an empty frame. Undated articles are in no period; ``attrs["undated"]`` of
    a frame over time says how many there are.
    """

    @cached
    def topics(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Topics of the selection, largest first.

        Columns: topic_id, parent_id (its theme), label_ar, label_en, terms_ar, terms_en, coherence, stability,
        language_expected, mix, mix_reason, origin (as in table ``topics``), n, N, share, low, high, mean, mean_low,
        mean_high (tone of its articles, -1 to 1), n_ar, n_en.
        """
        return rankings.topics(self._query, filters)

    @cached
    def unfit(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Articles that fit no topic well: language ("all", "ar", "en"), n, N, share, low, high.

        ``N`` counts the articles that were compared with topics. ``filters.narrow(fit=("unfit",))`` holds those of
        ``n``, with the language where one is given.
        """
        return rankings.unfit(self._query, filters)

    @cached
    def topic_cube(self, filters: Filters = EVERYTHING, frequency: str = "auto") -> pd.DataFrame:
        """Articles of each topic by period, publisher and language: topic_id, period, publisher_id, language, n.

        Cells without an article have no row; the undated are at the end of a topic, without a period. A story counts
        once in each cell that it has an article in.

        Raises
        ------
        ValueError
            If the frequency is unknown.
        """
        return topic_cube.topic_cube(self._query, filters, frequency)

    def bursts(
        self, filters: Filters = EVERYTHING, frequency: str = "auto", topic_ids: Sequence[int] = ()
    ) -> pd.DataFrame:
        """Bursts of topics, by topic and time; :mod:`analytics.topics.bursts` states the rule.

        Columns: topic_id, start, end (first and last day), peak (first day of its least likely period), n (articles of
        the topic then), n_compared (those of publishers that the baseline knows), expected (of these), ratio
        (n_compared / expected, so not n / expected where only a part of the n could be compared), p (chance of as many
        or more, at the peak), q (its false discovery rate over all topics and periods tested), n_publishers.

        The dates of the selection choose the bursts, not their baselines: these may lie before. All topics are
        tested, whichever are asked for, so that a burst does not depend on the question.

        Parameters
        ----------
        filters : Filters
        frequency : {"auto", "day", "week", "month", "year"}
        topic_ids : sequence of int
            Topics wanted; all if none is named.

        Raises
        ------
        ValueError
            If the frequency is unknown.
        """
        return _of_topics(self._bursts(filters, frequency), topic_ids)

    @cached
    def _bursts(self, filters: Filters, frequency: str) -> pd.DataFrame:
        return topic_bursts.bursts(self._query, filters, frequency)

    @cached
    def burst_drivers(
        self, topic_id: int, start: date, end: date, filters: Filters = EVERYTHING, limit: int = 10
    ) -> BurstDrivers:
        """What a topic's articles of some days have that those before did not; see :class:`BurstDrivers`.

        Parameters
        ----------
        topic_id : int
        start, end : date or datetime
            First and last day, as of :meth:`bursts`.
        filters : Filters
            The selection; its dates give way to these.
        limit : int
            Rows of each frame; of terms, in each language.

        Raises
        ------
        ValueError
            If the last day is before the first.
        """
        return burst_drivers.burst_drivers(self._query, self._term_counts, topic_id, start, end, filters, limit)

    @cached
    def topic_words(
        self, topic_id: int, filters: Filters = EVERYTHING, frequency: str = "auto", limit: int = 10
    ) -> pd.DataFrame:
        """The terms of a topic in each period, in each language; :mod:`analytics.study.topic_words` has the formula.

        Columns: period, period_end, language, term, shown (as it is most often written), n (articles of the topic in
        the period with the term), N (its articles in that language in the period), weight, rank (from 1). Periods in
        which the topic has no article in a language have no rows for it.

        Raises
        ------
        ValueError
            If the frequency is unknown.
        """
        return topic_words.topic_words(self._query, self._term_counts, topic_id, filters, frequency, limit)

    def change_points(
        self, filters: Filters = EVERYTHING, frequency: str = "auto", topic_ids: Sequence[int] = ()
    ) -> pd.DataFrame:
        """When the share of a topic changed for good; :mod:`analytics.topics.change_points` states the rule.

        Columns: topic_id, at (first day of the first period after the change), since and until (first and last day
        compared), n_before, n_after (articles of the topic), share_before, share_after (had each publisher published
        as evenly as in all periods together), difference (after - before), low, high (its 95% interval, widened by the
        scatter of the periods), p, q (its false discovery rate over all topics and cuts tested; at most 0.05).

        All topics are tested, whichever are asked for, so that a change does not depend on the question.

        Parameters
        ----------
        filters : Filters
        frequency : {"auto", "day", "week", "month", "year"}
        topic_ids : sequence of int
            Topics wanted; all if none is named.

        Raises
        ------
        ValueError
            If the frequency is unknown.
        """
        return _of_topics(self._change_points(filters, frequency), topic_ids)

    @cached
    def _change_points(self, filters: Filters, frequency: str) -> pd.DataFrame:
        return topic_change_points.topic_change_points(self._query, filters, frequency)

    @cached
    def representative(
        self, topic_id: int, filters: Filters = EVERYTHING, limit: int = 5, by: str | None = None
    ) -> pd.DataFrame:
        """The articles nearest to a topic's middle, strongest first, with the columns of :meth:`articles`.

        One a story, the strongest of it. With ``by``, ``limit`` of each group, the groups in order of their keys, and
        one a story in each.

        Parameters
        ----------
        topic_id : int
        filters : Filters
        limit : int
        by : {"language", "publisher"}, optional
            Groups to take them from; all articles together if not given.

        Raises
        ------
        ValueError
            If there is no such grouping.
        """
        return representative.representative(self._query, topic_id, filters, limit, by)

    @cached
    def representative_sentences(
        self, topic_id: int, filters: Filters = EVERYTHING, limit: int = 3, by: str | None = None
    ) -> pd.DataFrame:
        """The sentences that say best what a topic is about, best first; one a story in each group.

        Columns: those of :data:`analytics.study.sentences.COLUMNS` (article_id, sentence_no, start, end, sentence, and
        what to say of their article) and score: the topic's terms in it by their weight, over the square root of its
        length, times the strength of the article (:mod:`analytics.topics.representative`). Read are the strongest
        articles of each group, and of each language without one.

        Parameters
        ----------
        topic_id : int
        filters : Filters
        limit : int
        by : {"language", "publisher"}, optional
            Groups to take ``limit`` from each; all together if not given.

        Raises
        ------
        ValueError
            If there is no such grouping.
        """
        return representative.representative_lines(self._query, topic_id, filters, limit, by)

    @cached
    def topic_neighbours(self, topic_id: int, limit: int = 5) -> pd.DataFrame:
        """The topics most like a topic in the whole run, nearest first: topic_id, similarity (cosine, -1 to 1).

        Parameters
        ----------
        topic_id : int
        limit : int
            Topics wanted.
        """
        likeness = self.answers.to("likeness of topics", lambda: topic_neighbours.topic_likeness(self._query))
        return topic_neighbours.neighbours(likeness, topic_id, limit)

    def _term_counts(self) -> TermCounts:
        """The terms of articles, read from the run when they are first asked for."""
        return self.answers.to("term counts", lambda: TermCounts.from_tables(*map(self._query.whole_table, _TERMS)))


def _of_topics(found: pd.DataFrame, topic_ids: Sequence[int]) -> pd.DataFrame:
    """The rows of the topics wanted; all if none is named."""
    return found[found["topic_id"].isin(topic_ids)].reset_index(drop=True) if topic_ids else found
