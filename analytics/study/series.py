"""Numbers over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from analytics.study.filters import Filters
from analytics.study.query import TONE_COLUMNS, Query
from analytics.study.scope import period_end, period_sql
from analytics.study.statistics import wilson
from analytics.study.tone_sums import mean_tones
from analytics.study.units import joined

_RULES: Final = {"day": "D", "week": "W-MON", "month": "MS", "year": "YS"}


def volume(query: Query, filters: Filters, frequency: str) -> pd.DataFrame:
    """Articles or stories over time; see :meth:`analytics.study.Study.volume`."""
    frequency = query.frequency(filters, frequency)
    collected = _per_period(query, filters.frame(), frequency).rename(columns={"n": "N"})
    counted = _per_period(query, filters, frequency)
    out = every_period(collected, frequency).merge(counted, on="period", how="left").fillna({"n": 0})
    return _finish(out, frequency)


def over_time(query: Query, dimension: str, keys: Sequence[Any], filters: Filters, frequency: str) -> pd.DataFrame:
    """One series a key; see :meth:`analytics.study.Study.over_time`."""
    join, key, own = joined(dimension)
    frequency = query.frequency(filters, frequency)
    selection = filters.narrow(**{own: ()})
    base = every_period(_per_period(query, selection, frequency).rename(columns={"n": "N"}), frequency)
    table, values = query.placed(selection, join, key)
    marks = ", ".join("?" * len(keys)) or "NULL"
    counted = query.frame(
        f"""SELECT {period_sql(frequency)} AS period, a.key, {counted_in(filters)} AS n FROM {table} a
            WHERE a.day IS NOT NULL AND a.key IN ({marks}) GROUP BY 1, 2""",
        [*values, *keys],
    )
    grid = base.merge(pd.DataFrame({"key": list(keys)}), how="cross")
    counted = counted.astype({"period": grid["period"].dtype, "key": grid["key"].dtype})
    return _finish(grid.merge(counted, on=["period", "key"], how="left").fillna({"n": 0}), frequency)


def tone_over_time(query: Query, filters: Filters, frequency: str) -> pd.DataFrame:
    """Mean tone over time; see :meth:`analytics.study.Study.tone_over_time`."""
    frequency = query.frequency(filters, frequency)
    table, values = query.units(filters)
    base = volume(query, filters, frequency)[["period", "period_end", "gap"]]
    tone = query.frame(
        f"""SELECT {period_sql(frequency)} AS period, {TONE_COLUMNS} FROM {table} a
            WHERE a.day IS NOT NULL GROUP BY 1""",
        values,
    ).astype({"period": base["period"].dtype})
    counts = ["n", "negative", "neutral", "positive"]
    out = base.merge(tone, on="period", how="left").fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, int))
    out["N"] = query.count(filters)
    means = mean_tones(query, "all", filters, frequency=frequency).astype({"period": out["period"].dtype})
    out = out.merge(means, on="period", how="left")
    return out[["period", "period_end", "n", "N", "mean", "low", "high", "negative", "neutral", "positive", "gap"]]


def counted_in(filters: Filters) -> str:
    """SQL of how many units rows of :meth:`Query.placed` hold."""
    return "count(DISTINCT a.story_no)" if filters.unit == "stories" else "count(*)"


def _per_period(query: Query, filters: Filters, frequency: str) -> pd.DataFrame:
    table, values = query.placed(filters)
    return query.frame(
        f"""SELECT {period_sql(frequency)} AS period, {counted_in(filters)} AS n FROM {table} a
            WHERE a.day IS NOT NULL GROUP BY 1 ORDER BY 1""",
        values,
    )


def every_period(frame: pd.DataFrame, frequency: str) -> pd.DataFrame:
    """The frame with a row for each period from its first to its last; counts of new rows are 0."""
    if frame.empty:
        return frame
    every = pd.date_range(frame["period"].min(), frame["period"].max(), freq=_RULES[frequency], name="period")
    filled = frame.set_index("period").reindex(every).fillna(0).reset_index()
    return filled.astype({"period": frame["period"].dtype})


def _finish(frame: pd.DataFrame, frequency: str) -> pd.DataFrame:
    out = frame.astype({"n": int, "N": int})
    ends = [period_end(start.date(), frequency) for start in out["period"]]
    out["period_end"] = pd.Series(ends, index=out.index, dtype="object").astype(out["period"].dtype)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    out["gap"] = out["N"] == 0
    key = ["key"] if "key" in out else []
    return out[["period", "period_end", *key, "n", "N", "share", "low", "high", "gap"]]
