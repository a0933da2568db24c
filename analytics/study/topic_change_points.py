"""Change points of topics, as a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.study.association import false_discovery
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.statistics import difference_interval
from analytics.study.topic_cube import Counts, counts
from analytics.topics.change_points import LEVEL, Cut, change_points

COLUMNS: Final = [
    "topic_id", "at", "since", "until", "n_before", "n_after", "share_before", "share_after", "difference", "low",
    "high", "p", "q",
]  # fmt: skip
_SEED: Final = 0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Series:
    """A topic's articles in the periods in which any could be expected.

    ``place`` is that of the topic, ``periods`` those of the periods, ``found`` and ``expected`` its articles, ``share``
    its share of all articles; each expectation divided by it is the number of articles the period stands for.
    """

    place: int
    periods: NDArray[np.int64]
    found: Floats
    expected: Floats
    share: float


def topic_change_points(query: Query, filters: Filters, frequency: str) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.change_points`."""
    found = counts(query, filters.narrow(topics=()), query.frequency(filters, frequency, outliers=False))
    tested = [
        (series, cut)
        for series in _series_of(found)
        for cut in change_points(series.found, series.expected, (_SEED, found.topics[series.place]))
    ]
    q = false_discovery([cut.p for _, cut in tested], len(tested))
    failed = [pair for pair, value in zip(tested, q, strict=True) if value > LEVEL]
    rows = [
        _row(found, series, cut, float(value))
        for (series, cut), value in zip(tested, q, strict=True)
        if not any(other is series and _holds(holder, cut) for other, holder in failed)
    ]
    out = pd.DataFrame(rows, columns=COLUMNS).sort_values(["topic_id", "at"], ignore_index=True)
    whole, days = dict.fromkeys(("topic_id", "n_before", "n_after"), "int64"), ("at", "since", "until")
    real = dict.fromkeys((name for name in COLUMNS if name not in (*whole, *days)), "float64")
    out = out.astype(whole | real | dict.fromkeys(days, "datetime64[us]"))
    out.attrs["undated"] = found.undated
    return out


def _series_of(found: Counts) -> Iterator[_Series]:
    """The topics that have an article."""
    every = found.every.astype(np.float64)
    by_publisher = every.sum(axis=1)
    for place in range(len(found.topics)):
        own = found.topic[place].astype(np.float64)
        share = np.divide(own.sum(axis=1), by_publisher, out=np.zeros_like(by_publisher), where=by_publisher > 0)
        expected = share @ every
        periods = np.flatnonzero(expected > 0)
        if len(periods):
            total = float(own.sum() / by_publisher.sum())
            yield _Series(place, periods, own.sum(axis=0)[periods], expected[periods], total)


def _holds(holder: Cut, cut: Cut) -> bool:
    """Whether a cut lies in the part that another cut, or itself, is of."""
    return holder.first <= cut.first and cut.end <= holder.end


def _row(found: Counts, series: _Series, cut: Cut, q: float) -> list[Any]:
    before, after = slice(cut.first, cut.at), slice(cut.at, cut.end)
    n = [float(series.found[side].sum()) for side in (before, after)]
    total = [float(series.expected[side].sum()) / series.share for side in (before, after)]
    kept = [min(1.0, count / of) for count, of in zip(n, total, strict=True)]
    scatter = _scatter(series, (before, after))
    sizes = [of / scatter for of in total]
    interval = difference_interval(kept[1] * sizes[1], sizes[1], kept[0] * sizes[0], sizes[0])
    at, since, until = (series.periods[place] for place in (cut.at, cut.first, cut.end - 1))
    return [
        found.topics[series.place], found.starts[at], found.starts[since], found.ends[until],
        int(n[0]), int(n[1]), *kept, *interval, cut.p, q,
    ]  # fmt: skip


def _scatter(series: _Series, sides: tuple[slice, slice]) -> float:
    """How much more than Poisson counts the periods of both sides scatter about their own rates, at least 1."""
    squares, freedom = 0.0, 0
    for side in sides:
        n, expected = series.found[side], series.expected[side]
        fitted = expected * n.sum() / expected.sum()
        squares += float(((n - fitted) ** 2 / np.maximum(fitted, 1e-9)).sum())
        freedom += len(n) - 1
    return max(1.0, squares / freedom)
