"""Who copied whom: the first article of a story in the run, its copies, and how long they took.

The original is the first of the articles that were collected; it may itself repeat a wire report that was not.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.errors import RunError
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.statistics import median_interval, wilson

_PRECISE: Final = "a.published_precision = 'minute' AND o.published_precision = 'minute'"
_KNOWN: Final = (
    "a.published_precision IN ('minute', 'day') AND o.published_precision IN ('minute', 'day') "
    "AND a.published_at IS NOT NULL AND o.published_at IS NOT NULL"
)
# Hours where both times are known to the minute. Two days say nothing about hours; of two months not even days are
# known, so that there is no delay.
_DELAYS: Final = f"""
    CASE WHEN {_KNOWN} AND {_PRECISE} THEN (epoch(a.published_at) - epoch(o.published_at)) / 3600 END AS hours,
    CASE WHEN {_KNOWN} THEN date_diff('day', o.day, a.day) END AS days"""
_PAIR: Final = ["original_publisher_id", "publisher_id"]


def copies(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.copies`."""
    table, values = query.members(filters)
    rows = query.frame(
        f"""SELECT a.original_publisher_id, a.publisher_id, a.story_id, {_DELAYS}
            FROM {table} a JOIN article o ON o.story_id = a.story_id AND o.is_first
            WHERE NOT a.is_first ORDER BY a.rank""",
        values,
    )
    of_copier = query.counts("publisher", filters)[["key", "n"]].rename(columns={"key": "publisher_id", "n": "N"})
    pairs = rows.groupby(_PAIR, sort=True)
    out = pairs.agg(n_articles=("story_id", "size"), n_stories=("story_id", "nunique")).reset_index()
    out = out.merge(of_copier, on="publisher_id")
    out.insert(2, "n", out["n_stories" if filters.unit == "stories" else "n_articles"])
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    timed = rows.drop_duplicates([*_PAIR, "story_id"]) if filters.unit == "stories" else rows
    groups = timed.groupby(_PAIR)  # of a story that one publisher copied twice, the first copy says how long it took
    delays = [_delay(groups.get_group((row.original_publisher_id, row.publisher_id))) for row in out.itertuples()]
    for place, name in enumerate(("delay", "delay_low", "delay_high", "delay_unit", "n_delay")):
        found = [values[place] for values in delays]
        out[name] = pd.Series(
            found, index=out.index, dtype={"delay_unit": "object", "n_delay": "int64"}.get(name, float)
        )
    columns = [*_PAIR, "n", "N", "share", "low", "high", "n_articles", "n_stories"]
    columns += ["delay", "delay_low", "delay_high", "delay_unit", "n_delay"]
    return out[columns].sort_values(["n", *_PAIR], ascending=[False, True, True], ignore_index=True)


def _delay(rows: pd.DataFrame) -> tuple[float, float, float, str | None, int]:
    """Median delay with its interval, its unit, and how many delays are known; hours only if all are in hours."""
    days = rows["days"].dropna()
    if days.empty:
        return float("nan"), float("nan"), float("nan"), None, 0
    hours = rows["hours"].dropna()
    known, unit = (hours, "hours") if len(hours) == len(days) else (days, "days")
    low, high = median_interval(known.to_numpy(float))
    return float(known.median()), low, high, unit, len(known)


def originality(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.originality`."""
    table, values = query.members(filters)
    out = query.frame(
        f"""SELECT publisher_id, count(*) AS n_articles, count(DISTINCT story_id) AS n_stories,
                   count(*) FILTER (is_first) AS n_originals
            FROM {table} GROUP BY 1 ORDER BY n_stories DESC, 1""",
        values,
    )
    out["n"], out["N"] = out["n_originals"], out["n_stories"]
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    out.attrs["unit"] = "stories"
    return out[["publisher_id", "n_articles", "n_stories", "n_originals", "n", "N", "share", "low", "high"]]


def story(query: Query, story_id: str) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.story`."""
    found = query.frame(
        f"""SELECT a.article_id, a.title, a.publisher_id, a.publisher, a.language, a.published_at,
                   a.published_precision, a.is_sample, a.is_first, {_DELAYS}
            FROM article a JOIN article o ON o.story_id = a.story_id AND o.is_first
            WHERE a.story_id = ? ORDER BY a.rank""",
        [story_id],
    )
    if found.empty:
        raise RunError(
            f"This run has no story {story_id[:40]!r}. Take the story_id of an article of this run, as "
            "Study.articles() lists them."
        )
    is_copy = ~found["is_first"]
    found["delay"] = found["hours"].fillna(found["days"]).astype(float).where(is_copy)
    known = zip(found["delay"].notna(), found["hours"].notna(), strict=True)
    units = [("hours" if is_precise else "days") if is_known else None for is_known, is_precise in known]
    found["delay_unit"] = pd.Series(units, dtype="object")
    return found.drop(columns=["hours", "days"])
