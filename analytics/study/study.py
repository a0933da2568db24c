"""Study: every number of Marsad, as tidy frames with n and N."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from analytics.run import Run, current_run, open_run
from analytics.study import rankings, selection, series
from analytics.study.actor_answers import ActorAnswers
from analytics.study.answers import Answers, cached
from analytics.study.candidate_answers import CandidateAnswers
from analytics.study.copy_answers import CopyAnswers
from analytics.study.edits import EditAnswers, study_edits
from analytics.study.evidence import ArticleView, read_article
from analytics.study.explain_answers import ExplainAnswers
from analytics.study.filters import EVERYTHING, Filters
from analytics.study.map_answers import MapAnswers
from analytics.study.number_answers import NumberAnswers
from analytics.study.place_answers import PlaceAnswers
from analytics.study.query import Query
from analytics.study.selection import Scope
from analytics.study.source_answers import SourceAnswers
from analytics.study.tone_answers import ToneAnswers
from analytics.study.topic_answers import TopicAnswers
from analytics.study.update_answers import UpdateAnswers
from corpus.workspace import Workspace

__all__ = ["Scope", "Study", "halves"]


class Study(
    ActorAnswers,
    SourceAnswers,
    CopyAnswers,
    PlaceAnswers,
    CandidateAnswers,
    NumberAnswers,
    TopicAnswers,
    ToneAnswers,
    ExplainAnswers,
    MapAnswers,
    UpdateAnswers,
    EditAnswers,
):
    """Every number about one run of one workspace.

    The dashboard, the reports, the CSV exports and the notebooks call these methods with the same
    :class:`~analytics.study.filters.Filters`, so they cannot disagree. In every frame ``n`` counts what
    ``filters.unit`` says, articles or stories (:mod:`analytics.study.units` says how), ``N`` is what ``n`` is a share
    of, ``share`` is n / N, and ``low`` and ``high`` are its 95% Wilson interval. ``frame.attrs["unit"]`` names the
    unit. Where a text below says "articles", read "stories" if those are counted.

    Edits of topics (:mod:`analytics.topics.edits`) are carried out on the run when the Study is opened; ``edits`` says
    which, :attr:`result_id` names the run with them.

    Parameters
    ----------
    workspace : Workspace or path
        An existing workspace.
    run_id : str, optional
        A published run; the current one by default.

    Raises
    ------
    corpus.errors.WorkspaceError
        If there is no workspace.
    analytics.errors.RunError
        If the workspace has no such run.
    analytics.errors.TopicError
        If the log of edits cannot be read.
    """

    def __init__(self, workspace: Workspace | str, run_id: str | None = None) -> None:
        self.workspace = workspace if isinstance(workspace, Workspace) else Workspace.open(workspace)
        self.run: Run = open_run(self.workspace, run_id) if run_id else current_run(self.workspace)
        self.edits = study_edits(self.workspace, self.run)
        self._query = Query.of_run(self.workspace, self.run, self.edits.tables)
        self.answers = Answers()

    @cached
    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many articles, or stories, a selection holds."""
        return self._query.count(filters)

    @cached
    def scope(self, filters: Filters = EVERYTHING) -> Scope:
        """The selection in numbers; ``N`` is the whole run."""
        return selection.scope(self._query, filters)

    @cached
    def volume(self, filters: Filters = EVERYTHING, frequency: str = "auto") -> pd.DataFrame:
        """Articles over time: period, period_end, n, N, share, low, high, gap.

        ``N`` counts the articles collected in the period: the selection without topics, actors, sources, tones and
        words. ``gap`` marks periods in which nothing was collected; they are not zeros.
        """
        return series.volume(self._query, filters, frequency)

    @cached
    def over_time(
        self, dimension: str, keys: tuple[Any, ...], filters: Filters = EVERYTHING, frequency: str = "auto"
    ) -> pd.DataFrame:
        """One series a key: period, period_end, key, n, N, share, low, high, gap.

        Parameters
        ----------
        dimension : str
            What the keys are: one of :data:`analytics.study.units.DIMENSIONS`.
        keys : tuple
            Ids of that dimension, in the order wanted.
        filters : Filters
            The selection. ``N`` counts its articles in the period, leaving the dimension's own filter aside.
        frequency : {"auto", "day", "week", "month", "year"}
            Width of a period.

        Raises
        ------
        ValueError
            If the dimension or the frequency is unknown.
        """
        return series.over_time(self._query, dimension, keys, filters, frequency)

    def topics_over_time(
        self, filters: Filters = EVERYTHING, topic_ids: tuple[int, ...] = (), frequency: str = "auto"
    ) -> pd.DataFrame:
        """:meth:`over_time` of topics; the eight largest of the selection if none is named."""
        keys = topic_ids or tuple(self.topics(filters)["topic_id"].head(8).tolist())
        return self.over_time("topic", keys, filters, frequency)

    def actors_over_time(
        self, filters: Filters = EVERYTHING, actor_ids: tuple[str, ...] = (), frequency: str = "auto"
    ) -> pd.DataFrame:
        """:meth:`over_time` of actors; the eight most mentioned of the selection if none is named."""
        keys = actor_ids or tuple(self.actors(filters)["actor_id"].head(8).tolist())
        return self.over_time("actor", keys, filters, frequency)

    @cached
    def tone_over_time(self, filters: Filters = EVERYTHING, frequency: str = "auto") -> pd.DataFrame:
        """Tone of articles over time: period, period_end, n, N, mean, low, high, negative, neutral, positive, gap.

        ``mean`` is -1 to 1, of what was scored, with a 95% interval by the bootstrap over stories
        (:mod:`analytics.study.resampling`; none for a single story); the three classes are counts; ``N`` is the whole
        selection.
        """
        return series.tone_over_time(self._query, filters, frequency)

    @cached
    def tone(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Tone of the whole selection, one row: n, mean, low, high, negative, neutral, positive."""
        return rankings.tone(self._query, filters)

    @cached
    def publishers(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Publishers of the selection, largest first.

        Columns: publisher_id, name_ar, name_en, is_sample, n, N, share, low, high, mean, mean_low, mean_high (tone of
        its articles, -1 to 1), n_ar, n_en.
        """
        return rankings.publishers(self._query, filters)

    @cached
    def changes(
        self, dimension: str, before: tuple[date, date], after: tuple[date, date], filters: Filters = EVERYTHING
    ) -> pd.DataFrame:
        """Change of each key's share of the articles between two periods, largest first.

        Columns: key, n_before, n_after, N_before, N_after, difference, low, high (Newcombe's 95% interval),
        significant (the interval leaves out 0).

        Raises
        ------
        ValueError
            If the dimension is unknown or a period ends before it begins.
        """
        return rankings.changes(self._query, dimension, before, after, filters)

    @cached
    def articles(
        self, filters: Filters = EVERYTHING, limit: int | None = None, offset: int = 0, counted_only: bool = False
    ) -> pd.DataFrame:
        """The articles behind a number, newest first; those of a story together, the one that stands for it first.

        Columns: article_id, published_at, published_precision, published_basis, title, publisher_id, publisher,
        language, topic_id (none where it fits none well), nearest_topic_id, strength (in that), tone, tone_label,
        n_words, url, is_sample, story_id, is_original, n_copies (other articles of the selection that carry its
        story), is_counted: true in as many rows as :meth:`count` says, in every row if articles are counted, in a
        story's first row if stories are.

        Parameters
        ----------
        filters : Filters
        limit, offset : int, optional
            Rows wanted; all by default.
        counted_only : bool
            Leave out what is not counted: one row a story.
        """
        return selection.articles(self._query, filters, limit, offset, counted_only)

    @cached
    def article(self, article_id: str) -> ArticleView:
        """One article with everything found in it.

        Raises
        ------
        analytics.errors.RunError
            If the run has no such article.
        """
        return read_article(self._query, article_id)


def halves(first: date, last: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """A period cut into two halves of days, for :meth:`Study.changes`."""
    middle = first + (last - first) // 2
    return (first, middle), (min(middle + timedelta(days=1), last), last)
