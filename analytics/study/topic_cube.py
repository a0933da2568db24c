"""Topics by period, publisher and language: one pass over the articles, whatever the number of periods and topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from analytics.errors import TopicError
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.scope import period_end, period_sql
from analytics.study.series import counted_in
from corpus.schema import LANGUAGES

MOST_CELLS: Final = 400_000_000
"""Counts held at once: 1.6 GB. 100 topics of 40 publishers in 500 weeks are two million."""
_LISTED: Final = "topic_id IN (SELECT topic_id FROM topic)"  # not those that a person hid


def topic_cube(query: Query, filters: Filters, frequency: str) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.topic_cube`."""
    frequency = query.frequency(filters, frequency)
    table, values = query.placed(filters)
    publishers = query.frame("SELECT DISTINCT publisher_id FROM article ORDER BY 1")["publisher_id"]
    # Groups are named by numbers until they are in order: to sort names takes as long as to count the articles.
    cells = query.frame(
        f"""WITH named AS (SELECT unnest(?) AS publisher_id, unnest(range(?)) AS number)
            SELECT a.topic_id, {period_sql(frequency)} AS period, p.number AS publisher_id,
                   list_position(?, a.language) - 1 AS language, {counted_in(filters)} AS n
            FROM {table} a JOIN named p USING (publisher_id) WHERE a.{_LISTED} GROUP BY ALL
            ORDER BY 1, 2 NULLS LAST, 3, 4""",
        [publishers.tolist(), len(publishers), sorted(LANGUAGES), *values],
    )
    cells["publisher_id"] = _named(cells["publisher_id"], publishers.tolist())
    cells["language"] = _named(cells["language"], sorted(LANGUAGES))
    return cells


def _named(numbers: pd.Series[Any], names: Sequence[str]) -> pd.Series[Any]:
    """The names of numbers, from 0."""
    named = pa.array(names, pa.string()).take(pa.array(numbers, pa.int64()))
    return pd.Series(named.to_pandas(), index=numbers.index)


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Units of each topic and of all, by publisher and period.

    Attributes
    ----------
    topics : tuple of int, publishers : tuple of str
        All topics of the run, and the publishers of the selection, in order.
    starts, ends : DatetimeIndex of shape (n_periods,)
        The periods with an article, and between them each gap as one: an article dated 1900 by mistake costs one period
        more, not 40,000 days.
    topic : ndarray of float32, shape (n_topics, n_publishers, n_periods)
    every : ndarray of float32, shape (n_publishers, n_periods)
        Units of each topic, and of the selection; a story is its first publisher's, so that no unit counts twice.
    undated : int
        Units of the selection without a date, which are in no period.
    """

    topics: tuple[int, ...]
    publishers: tuple[str, ...]
    starts: pd.DatetimeIndex
    ends: pd.DatetimeIndex
    topic: NDArray[np.float32]
    every: NDArray[np.float32]
    undated: int

    @property
    def collected(self) -> NDArray[np.bool_]:
        """Whether anything was collected in each period, shape (n_periods,)."""
        return np.asarray(self.every.sum(axis=0) > 0)


def counts(query: Query, filters: Filters, frequency: str) -> Counts:
    """The units of each topic and of all that was selected, whatever its topic.

    Raises
    ------
    TopicError
        If there are more than ``MOST_CELLS`` topics, times publishers, times periods.
    """
    selection = filters.narrow(topics=())
    frequency = query.frequency(selection, frequency)
    table, values = query.placed(selection)
    # A story of two topics counts in both, each time as its first publisher's.
    parts = f"""WITH placed AS {table}, unit AS (
        SELECT story_no, any_value(day) AS day, arg_min(publisher_id, rank) AS publisher_id FROM placed GROUP BY 1),
        topics AS (SELECT DISTINCT story_no, topic_id AS key FROM placed WHERE {_LISTED})"""
    every_unit, by_topics = "unit a", "unit a JOIN topics USING (story_no)"
    if filters.unit == "articles":
        parts = f"WITH placed AS {table}"
        every_unit, by_topics = "placed a", f"(SELECT *, topic_id AS key FROM placed WHERE {_LISTED}) a"
    grouped = f"{period_sql(frequency)} AS period, a.publisher_id, count(*) AS n"
    every = query.frame(f"{parts} SELECT {grouped} FROM {every_unit} GROUP BY 1, 2 ORDER BY 1, 2", values)
    by_topic = query.frame(f"{parts} SELECT key, {grouped} FROM {by_topics} GROUP BY 1, 2, 3", values)
    ids = query.frame("SELECT topic_id FROM topic ORDER BY topic_id")["topic_id"].tolist()
    return _dense(ids, every, by_topic, frequency)


def _dense(ids: list[int], every: pd.DataFrame, by_topic: pd.DataFrame, frequency: str) -> Counts:
    undated = int(every.loc[every["period"].isna(), "n"].sum())
    every, by_topic = every.dropna(subset="period"), by_topic.dropna(subset="period")
    starts, ends = _periods(every["period"], frequency)
    publishers = pd.Index(sorted(every["publisher_id"].unique()))
    cells = len(ids) * len(publishers) * len(starts)
    if cells > MOST_CELLS:
        raise TopicError(
            f"{len(ids):,} topics of {len(publishers):,} publishers in {len(starts):,} periods (frequency "
            f"{frequency!r}) are {cells:,} counts; allowed are {MOST_CELLS:,}. Take longer periods or fewer publishers."
        )
    whole = np.zeros((len(publishers), len(starts)), dtype=np.float32)
    whole[_places(publishers, every["publisher_id"]), _places(starts, every["period"])] = every["n"]
    part = np.zeros((len(ids), *whole.shape), dtype=np.float32)
    places = _places(pd.Index(ids), by_topic["key"])
    inside = _places(publishers, by_topic["publisher_id"]), _places(starts, by_topic["period"])
    part[places, *inside] = by_topic["n"]
    return Counts(tuple(ids), tuple(publishers), starts, ends, part, whole, undated)


def _periods(found: pd.Series[Any], frequency: str) -> tuple[pd.DatetimeIndex, pd.DatetimeIndex]:
    """First and last days of the periods with an article, and of each gap between them as if it were one period."""
    starts = pd.DatetimeIndex(np.sort(found.unique()))
    ends = pd.DatetimeIndex([pd.Timestamp(period_end(start.date(), frequency)) for start in starts])
    day = pd.Timedelta(days=1)
    is_gap = ends[:-1] + day < starts[1:]
    gaps = ends[:-1][is_gap] + day, starts[1:][is_gap] - day
    return pd.DatetimeIndex(np.sort([*starts, *gaps[0]])), pd.DatetimeIndex(np.sort([*ends, *gaps[1]]))


def _places(index: pd.Index[Any], values: pd.Series[Any]) -> NDArray[np.int64]:
    return np.asarray(index.get_indexer(pd.Index(values)), dtype=np.int64)
