"""What cited sources are, how far they are named, how varied they are, and through whom they are cited.

A source is unnamed where only its body, its field or nothing of it is told (``source_detail`` other than "named"). The
credit of an agency says who wrote an article, not who told it, so it is left out where named sources are weighed.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.statistics import SMALL_N, wilson
from corpus.text.normalise import fold

MIN_CITATIONS: Final = 20
"""Fewest citations of a publisher whose sources are compared: of fewer, half a dozen names are a matter of chance.

As many articles as make a figure more than small must hold them: one long report shows one choice of sources.
"""
_KINDS: Final = ("JOIN (SELECT DISTINCT article_id, {kind} AS kind FROM citation) k USING (article_id)", "k.kind")
_KIND: Final = "source_class || '/' || source_detail"
_TOLD: Final = {"n": "is_unnamed", "n_partly": "is_partly", "n_citing": "TRUE"}
"""Articles that cite someone, counted each by itself: of a story one article may name a source and another none."""
_NAMED: Final = "source_detail = 'named' AND mode <> 'credit'"


def source_classes(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.source_classes`."""
    join, key = _KINDS
    table, values = query.units(filters, join.format(kind=_KIND), key)
    more, others = query.members(filters)
    out = query.frame(
        f"""WITH counted AS (SELECT article_id, key FROM {table}), kinds AS (SELECT *, {_KIND} AS key FROM citation)
            SELECT k.source_class, k.source_detail, count(DISTINCT u.article_id) AS n,
                   count(u.article_id) AS n_citations, count(DISTINCT a.publisher_id) AS n_publishers
            FROM kinds k JOIN {more} a USING (article_id) LEFT JOIN counted u USING (article_id, key)
            GROUP BY 1, 2 ORDER BY n DESC, 1, 2""",
        [*values, *others],
    )
    for column, chosen in (("source_class", filters.source_classes), ("source_detail", filters.source_details)):
        out = out[out[column].isin(chosen)] if chosen else out
    out = out.reset_index(drop=True)
    out["N"] = query.count(filters)
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    return out[["source_class", "source_detail", "n", "N", "share", "low", "high", "n_citations", "n_publishers"]]


def unnamed_sources(query: Query, filters: Filters, by: str | None) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.unnamed_sources`."""
    if by not in (None, "publisher"):
        raise ValueError(f"by is {by!r}; allowed: None, 'publisher'.")
    counted, values = [], []
    for column, how in _TOLD.items():
        join = f"JOIN (SELECT article_id FROM told WHERE {how}) k USING (article_id)"
        table, more = query.units(filters, join, "a.publisher_id" if by else "TRUE")
        counted.append(f"SELECT '{column}' AS what, key FROM {table}")
        values += more
    sums = ", ".join(f"count(*) FILTER (what = '{column}') AS {column}" for column in _TOLD)
    out = query.frame(
        f"""WITH told AS (SELECT article_id, bool_and(source_detail <> 'named') AS is_unnamed,
                                 bool_or(source_detail <> 'named') AS is_partly
                          FROM citation WHERE mode <> 'credit' GROUP BY 1)
            SELECT key AS publisher_id, {sums} FROM ({" UNION ALL ".join(counted)})
            GROUP BY 1 ORDER BY n_citing DESC, 1""",
        values,
    ).rename(columns={"n_citing": "N"})
    out["share"], out["low"], out["high"] = wilson(out["n"], out["N"])
    columns = ["publisher_id", "n", "N", "share", "low", "high", "n_partly"]
    return out[columns if by else columns[1:]]


def source_diversity(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.source_diversity`.

    An article that cites one source twenty times chose it once: rarefaction takes what it draws to be independent.
    """
    join = f"JOIN (SELECT DISTINCT article_id FROM citation WHERE {_NAMED}) k USING (article_id)"
    table, values = query.units(filters, join, "a.publisher_id")
    cited = query.frame(
        f"""SELECT DISTINCT u.key AS publisher_id, article_id, c.source_key
            FROM {table} u JOIN citation c USING (article_id) WHERE {_NAMED}""",
        values,
    )
    found = {key: _variety(rows) for key, rows in cited.groupby("publisher_id")}
    totals = {key: int(counts.sum()) for key, (_, counts) in found.items()}
    fit = [totals[key] for key, (n, _) in found.items() if n >= SMALL_N and totals[key] >= MIN_CITATIONS]
    size = min(fit, default=0)
    rows = [
        {
            "publisher_id": key,
            "n": n,
            "n_citations": totals[key],
            "n_sources": len(counts),
            "effective": effective(counts),
            "rarefied": rarefied(counts, size) if size and n >= SMALL_N and totals[key] >= size else float("nan"),
            "rarefied_to": size,
        }
        for key, (n, counts) in found.items()
    ]
    columns = ["publisher_id", "n", "n_citations", "n_sources", "effective", "rarefied", "rarefied_to"]
    out = pd.DataFrame(rows, columns=columns)
    return out.sort_values(["n_citations", "publisher_id"], ascending=[False, True], ignore_index=True)


def _variety(cited: pd.DataFrame) -> tuple[int, NDArray[np.int64]]:
    """How many articles cite, and how many of them each source."""
    counts = cited.groupby("source_key").size().sort_index()
    return int(cited["article_id"].nunique()), np.asarray(counts, dtype=np.int64)


def effective(counts: NDArray[np.int64]) -> float:
    """As many equally cited sources as would be as varied: exp of Shannon's entropy (Jost 2006, Oikos 113:363)."""
    shares = counts / counts.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


def rarefied(counts: NDArray[np.int64], size: int) -> float:
    """How many sources ``size`` of the citations, drawn at random, would hold (Hurlbert 1971, Ecology 52:577-586).

    Parameters
    ----------
    counts : ndarray of shape (k,)
        Citations of each source.
    size : int
        Citations drawn, at most all.
    """
    from scipy.special import gammaln  # slow to import

    total = counts.sum()
    rest = (total - counts).astype(np.float64)
    is_possible = rest >= size
    rest = np.where(is_possible, rest, size)
    missed = gammaln(rest + 1) - gammaln(rest - size + 1) - gammaln(total + 1) + gammaln(total - size + 1)
    return float(len(counts) - np.where(is_possible, np.exp(missed), 0).sum())


_CITING_SQL: Final = """
WITH outlets AS (SELECT unnest(?) AS via_label, unnest(?) AS outlet)
SELECT a.publisher_id, c.via_actor_id, coalesce(v.name_ar, min(c.via_label)) AS via_ar,
       coalesce(v.name_en, min(c.via_label)) AS via_en, c.source_key, c.source_actor_id,
       coalesce(s.name_ar, min(c.source_label)) AS source_ar, coalesce(s.name_en, min(c.source_label)) AS source_en,
       any_value(c.source_class ORDER BY c.source_class) AS source_class,
       count(DISTINCT {unit}) AS n, count(*) AS n_citations
FROM citation c JOIN {table} a USING (article_id) LEFT JOIN outlets o USING (via_label)
LEFT JOIN actor v ON v.actor_id = c.via_actor_id LEFT JOIN actor s ON s.actor_id = c.source_actor_id
GROUP BY a.publisher_id, c.via_actor_id, coalesce(c.via_actor_id, o.outlet), c.source_key, c.source_actor_id,
         v.name_ar, v.name_en, s.name_ar, s.name_en
ORDER BY n DESC, n_citations DESC, 1, via_en NULLS FIRST, c.source_key
"""


def citing(query: Query, filters: Filters) -> pd.DataFrame:
    """See :meth:`analytics.study.Study.citing`."""
    table, values = query.members(filters)
    unit = "a.story_id" if filters.unit == "stories" else "a.article_id"
    labels = query.frame("SELECT DISTINCT via_label FROM citation WHERE via_label IS NOT NULL")["via_label"].tolist()
    outlets = [
        " ".join(fold(label).split()) for label in labels
    ]  # one outlet is spelt with a hamza here, without there
    return query.frame(_CITING_SQL.format(unit=unit, table=table), [labels, outlets, *values])
