"""Bursts of topics, as frames."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.study.association import false_discovery
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.topic_cube import Counts, counts
from analytics.topics.bursts import LEVEL, Burst, Scores, burst_scores, is_large, joined

COLUMNS: Final = [
    "topic_id", "start", "end", "peak", "n", "n_compared", "expected", "ratio", "p", "q", "n_publishers",
]  # fmt: skip


def bursts(query: Query, filters: Filters, frequency: str) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.bursts`."""
    whole = filters.narrow(date_from=None, date_to=None, story_from=None, story_to=None)
    found = counts(query, whole, query.frequency(filters, frequency, outliers=False))
    asked = _asked(found, filters)
    scores = burst_scores(found.topic, found.every)
    tested = np.isfinite(scores.p) & asked
    q = np.full(scores.p.shape, np.nan)
    q[tested] = false_discovery(scores.p[tested], int(tested.sum()))
    with np.errstate(invalid="ignore"):
        alarms = (q <= LEVEL) & is_large(scores.found, scores.expected)
    rows = [_row(found, scores, q, burst) for burst in joined(alarms, scores.p, found.collected)]
    return _typed(rows, found.undated)


def _asked(found: Counts, filters: Filters) -> NDArray[np.bool_]:
    """Which periods the dates of a selection ask about, shape (n_periods,)."""
    first = max(filter(None, (filters.date_from, filters.story_from)), default=None)
    last = min(filter(None, (filters.date_to, filters.story_to)), default=None)
    asked = np.ones(len(found.starts), dtype=bool)
    if first:
        asked &= np.asarray(found.ends >= pd.Timestamp(first))
    if last:
        asked &= np.asarray(found.starts <= pd.Timestamp(last))
    return asked


def _row(found: Counts, scores: Scores, q: NDArray[np.float64], burst: Burst) -> list[Any]:
    part = found.topic[burst.topic, :, burst.first : burst.last + 1]
    periods = slice(burst.first, burst.last + 1)
    compared, expected = (float(x[burst.topic, periods].sum()) for x in (scores.found, scores.expected))
    return [
        found.topics[burst.topic], found.starts[burst.first], found.ends[burst.last], found.starts[burst.peak],
        int(part.sum()), int(compared), expected, compared / expected,
        scores.p[burst.topic, burst.peak], q[burst.topic, burst.peak], int((part.sum(axis=1) > 0).sum()),
    ]  # fmt: skip


def _typed(rows: list[list[Any]], undated: int) -> pd.DataFrame:
    out = pd.DataFrame(rows, columns=COLUMNS)
    whole = dict.fromkeys(("topic_id", "n", "n_compared", "n_publishers"), "int64")
    real = dict.fromkeys(("expected", "ratio", "p", "q"), "float64")
    out = out.astype(whole | real | dict.fromkeys(("start", "end", "peak"), "datetime64[us]"))
    out.attrs["undated"] = undated
    return out
