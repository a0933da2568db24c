"""Figures that articles report: each report as it stands, and what kinds there are.

Reports are set side by side, never added up: two articles that speak of twelve dead may speak of the same twelve.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.annotate.numbers.kinds import kind_names
from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.statistics import wilson

_COUNTED: Final = ("JOIN (SELECT DISTINCT article_id, thing_key FROM number) f USING (article_id)", "f.thing_key")
REPORT_COLUMNS: Final = [
    "day", "published_precision", "article_id", "title", "publisher_id", "language", "sentence_no", "start", "end",
    "surface", "value", "value_high", "bound", "thing", "thing_key", "source_key", "source_ar", "source_en",
    "via_actor_id", "via_ar", "via_en", "place_id", "place_ar", "place_en",
]  # fmt: skip
KIND_COLUMNS: Final = [
    "thing_key", "name_ar", "name_en", "n", "N", "share", "low", "high", "n_reports", "n_sources", "n_own",
    "lower_quartile", "median", "upper_quartile", "largest", "largest_article_id", "largest_title",
]  # fmt: skip
PLACE_COLUMNS: Final = [
    "place_id", "name_ar", "name_en", "n", "N", "share", "low", "high", "n_reports",
    "lower_quartile", "median", "upper_quartile",
]  # fmt: skip
_IN_PLACE: Final = "x.place_id IN (SELECT place_id FROM lies_in WHERE holder_id = ?)"
_NO_CEILING: Final = "x.bound NOT IN ('less_than', 'at_most')"
"""A ceiling says how many there were not: no median or quartile is made of it where there are other reports."""
_QUARTILES: Final = ", ".join(
    f"coalesce(quantile_cont(x.value, {at}) FILTER ({_NO_CEILING}), quantile_cont(x.value, {at})) AS {name}"
    for at, name in ((0.25, "lower_quartile"), (0.5, "median"), (0.75, "upper_quartile"))
)
_LARGEST: Final = "row(coalesce(x.value_high, x.value), a.article_id)"


def reported_numbers(query: Query, filters: Filters, thing_key: str | None, place_id: str | None) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.reported_numbers`."""
    table, values = query.units(filters, *_COUNTED)
    asked = [("x.thing_key = ?", thing_key), (_IN_PLACE, place_id)]
    chosen = " AND ".join(["TRUE", *(test for test, value in asked if value is not None)])
    return query.frame(
        f"""SELECT o.day, a.published_precision, a.article_id, a.title, a.publisher_id, a.language, x.sentence_no,
                   x.start, x."end", x.surface, x.value, x.value_high, x.bound, x.thing, x.thing_key, x.source_key,
                   coalesce(s.name_ar, x.source_label) AS source_ar, coalesce(s.name_en, x.source_label) AS source_en,
                   x.via_actor_id, coalesce(v.name_ar, x.via_label) AS via_ar,
                   coalesce(v.name_en, x.via_label) AS via_en, x.place_id,
                   coalesce(g.name_ar, x.place_id) AS place_ar, coalesce(g.name_en, x.place_id) AS place_en
            FROM {table} a JOIN article o ON o.article_id = a.article_id
            JOIN number x ON x.article_id = a.article_id AND x.thing_key = a.key
            LEFT JOIN actor s ON s.actor_id = x.source_actor_id LEFT JOIN actor v ON v.actor_id = x.via_actor_id
            LEFT JOIN gazetteer g ON g.place_id = x.place_id
            WHERE {chosen} ORDER BY o.day NULLS LAST, a.article_id, x.start, x."end", x.thing_key""",
        [*values, *(value for _, value in asked if value is not None)],
    )[REPORT_COLUMNS]


def reported_kinds(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.reported_kinds`."""
    table, values = query.units(filters, *_COUNTED)
    out = query.frame(
        f"""SELECT x.thing_key, count(DISTINCT a.article_id) AS n, count(*) AS n_reports,
                   count(DISTINCT x.source_key) FILTER (x.source_key NOT IN (FROM pronoun)) AS n_sources,
                   count(*) FILTER (x.source_key IS NULL) AS n_own,
                   {_QUARTILES}, max(coalesce(x.value_high, x.value)) AS largest,
                   max_by(a.article_id, {_LARGEST}) AS largest_article_id, max_by(a.title, {_LARGEST}) AS largest_title
            FROM {table} a JOIN number x ON x.article_id = a.article_id AND x.thing_key = a.key
            GROUP BY 1 ORDER BY n DESC, 1""",
        values,
    )
    words = _words(query)
    names = [kind_names(key) or (words.get(key, key[1:]),) * 2 for key in out["thing_key"]]
    out["name_ar"] = pd.Series([ar for ar, _ in names], index=out.index, dtype="object")
    out["name_en"] = pd.Series([en for _, en in names], index=out.index, dtype="object")
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    return out[KIND_COLUMNS]


def reported_places(query: Query, filters: Filters, thing_key: str) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.reported_places`."""
    table, values = query.units(filters, *_COUNTED)
    out = query.frame(
        f"""SELECT x.place_id, any_value(coalesce(g.name_ar, x.place_id)) AS name_ar,
                   any_value(coalesce(g.name_en, x.place_id)) AS name_en,
                   count(DISTINCT a.article_id) AS n, count(*) AS n_reports, {_QUARTILES}
            FROM {table} a JOIN number x ON x.article_id = a.article_id AND x.thing_key = a.key
            LEFT JOIN gazetteer g ON g.place_id = x.place_id
            WHERE x.thing_key = ? AND x.place_id IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1""",
        [*values, thing_key],
    )
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    return out[PLACE_COLUMNS]


def _words(query: Query) -> dict[str, str]:
    """The words that name most often what is no known kind, the first of equals."""
    found = query.frame(
        """SELECT thing_key, thing, count(*) AS n FROM number WHERE thing_key LIKE '~%'
           GROUP BY 1, 2 ORDER BY n DESC, thing"""
    )
    return dict(found.drop_duplicates("thing_key")[["thing_key", "thing"]].itertuples(index=False))
