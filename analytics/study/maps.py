"""Where the articles of a selection lie on the map, and the themes above their topics."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.study.filters import Filters
from analytics.study.query import TONE_COLUMNS, Query
from analytics.study.statistics import wilson
from analytics.study.tone_sums import mean_tones

MAP_COLUMNS: Final = [
    "article_id", "x", "y", "topic_id", "nearest_topic_id", "basis", "title", "publisher_id", "publisher", "language",
    "day", "tone", "n_copies", "is_counted",
]  # fmt: skip
THEME_COLUMNS: Final = [
    "theme_id", "parent_id", "level", "label_ar", "label_en", "terms_ar", "terms_en", "topic_ids", "n", "N", "share",
    "low", "high", "mean", "mean_low", "mean_high", "n_ar", "n_en",
]  # fmt: skip
_TONE: Final = ("mean", "mean_low", "mean_high")
_IN_THEME: Final = ("JOIN theme_topic h ON h.topic_id = a.topic_id", "h.theme_id")


def article_map(query: Query, filters: Filters, limit: int | None) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.map`."""
    if limit is not None and limit < 1:
        raise ValueError(f"limit is {limit}; allowed: 1 or more, or nothing for all articles.")
    table, values = query.evidence(filters)
    found, placed = query.row(
        f"SELECT count(*), count(p.article_id) FROM {table} a LEFT JOIN position p USING (article_id)", values
    )
    cut = "" if limit is None else f"ORDER BY md5(article_id) LIMIT {int(limit)}"
    out = query.frame(
        f"""SELECT * FROM (SELECT {", ".join(MAP_COLUMNS)} FROM {table} a JOIN position p USING (article_id) {cut})
            ORDER BY article_id""",
        values,
    )
    for name in ("topic_id", "nearest_topic_id"):
        out[name] = out[name].astype("Int64")
    out.attrs.update(N=int(found), n_placed=int(placed))
    return out


def themes(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.themes`."""
    table, values = query.units(filters, *_IN_THEME)
    out = query.frame(
        f"""WITH counted AS (
                SELECT a.key AS theme_id, {TONE_COLUMNS}, count(*) FILTER (a.in_ar) AS n_ar,
                       count(*) FILTER (a.in_en) AS n_en
                FROM {table} a GROUP BY 1),
            held AS (SELECT theme_id, list(topic_id ORDER BY topic_id) AS topic_ids FROM theme_topic GROUP BY 1)
            SELECT h.* EXCLUDE (n), l.topic_ids, c.* EXCLUDE (theme_id)
            FROM theme h JOIN counted c USING (theme_id) JOIN held l USING (theme_id)
            ORDER BY h.level DESC, c.n DESC, theme_id""",
        values,
    )
    out["parent_id"] = out["parent_id"].astype("Int64")
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    means = mean_tones(query, "theme", filters)
    means.columns = pd.Index(["theme_id", "n_scored", *_TONE])
    out = out.merge(means.astype({"theme_id": out["theme_id"].dtype}), on="theme_id", how="left")
    return out[THEME_COLUMNS]
