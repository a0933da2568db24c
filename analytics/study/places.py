"""Places by the articles that name them or what lies in them."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.statistics import wilson
from analytics.study.units import joined

LEVELS: Final = ("place", "governorate", "country")
"""What can be ranked: towns, camps, rivers and the like; governorates; countries."""
_SHOWN: Final = {
    "place": "level IS NULL OR level NOT IN ('governorate', 'country')",
    "governorate": "level = 'governorate'",
    "country": "level = 'country'",
}
COLUMNS: Final = [
    "place_id", "name_ar", "name_en", "level", "country", "governorate", "lat", "lon", "precision_km",
    "n", "N", "share", "low", "high", "n_named", "n_mentions",
]  # fmt: skip


def places(query: Query, filters: Filters, level: str) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.places`."""
    if level not in LEVELS:
        raise ValueError(f"level is {level!r}; allowed: {', '.join(LEVELS)}.")
    join, key, _ = joined("place")
    table, values = query.units(filters, join, key)
    named, more = query.units(
        filters, f"{join} JOIN place o ON o.article_id = a.article_id AND o.place_id = {key}", key
    )
    out = query.frame(
        f"""WITH counted AS (SELECT article_id, key FROM {table}), own AS (SELECT key, count(*) AS n FROM
                (SELECT DISTINCT article_id, key FROM {named}) GROUP BY 1),
            found AS (
                SELECT u.key AS place_id, count(DISTINCT u.article_id) AS n, count(*) AS n_mentions
                FROM counted u JOIN located l ON l.article_id = u.article_id AND l.place_id = u.key GROUP BY 1)
            SELECT f.*, coalesce(o.n, 0) AS n_named, g.* EXCLUDE (place_id)
            FROM found f LEFT JOIN own o ON o.key = f.place_id LEFT JOIN gazetteer g USING (place_id)
            WHERE {_SHOWN[level]} ORDER BY f.n DESC, place_id""",
        [*values, *more],
    )
    for language in ("ar", "en"):
        out[f"name_{language}"] = out[f"name_{language}"].fillna(out["place_id"])
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    return out[COLUMNS]
