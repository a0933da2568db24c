"""A topic's words over time, from the stored terms of its articles by one sparse product.

The weight of a term in a period is class-based TF-IDF with the topic's periods as classes (Grootendorst 2022,
"BERTopic"), counted in articles, so that one article that repeats a word does not lead its period:

    weight = (n + m s) / (N + m) * log(1 + A / f)

with n of the topic's N articles in the period having the term; s the share of all the topic's articles that have it;
m = :data:`MEMORY` articles, by which a period of few articles leans on the topic's whole, as the words of a period lean
on those before in dynamic topic models (Blei and Lafferty 2006, ICML, "Dynamic topic models"); A the mean number of
terms that articles of a period have, and f the articles of the topic that have the term. All within one language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd
import scipy.sparse as sp
from numpy.typing import NDArray

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.scope import period_end, period_sql
from analytics.topics.term_counts import TermCounts
from analytics.topics.words import LANGUAGES

MEMORY: Final = 5
"""Articles of the topic's whole that stand beside those of a period."""
COLUMNS: Final = ["period", "period_end", "language", "term", "shown", "n", "N", "weight", "rank"]

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def topic_words(
    query: Query, term_counts: Callable[[], TermCounts], topic_id: int, filters: Filters, frequency: str, limit: int
) -> pd.DataFrame:
    """See :meth:`analytics.study.topic_answers.TopicAnswers.topic_words`."""
    frequency = query.frequency(filters, frequency)
    selection = filters.narrow(topics=(topic_id,))
    table, values = query.units(selection, "", "a.language")
    units = query.frame(
        f"""SELECT a.article_id, {period_sql(frequency)} AS period, a.key AS language FROM {table} a
            WHERE a.key IN ('ar', 'en') ORDER BY period, a.article_id""",
        values,
    )
    undated = int(units["period"].isna().sum())
    units = units.dropna(subset="period")
    found = [_of_language(term_counts(), units, language, limit) for language in LANGUAGES if len(units)]
    out = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=COLUMNS)
    out = out.astype({"period": "datetime64[us]", "n": "int64", "N": "int64", "weight": "float64", "rank": "int64"})
    ends = [pd.Timestamp(period_end(start.date(), frequency)) for start in out["period"]]
    out["period_end"] = pd.Series(ends, index=out.index, dtype="datetime64[us]")
    out = out.sort_values(["period", "language", "rank"], ignore_index=True)[COLUMNS]
    out.attrs["undated"] = undated
    return out


def presence(query: Query, counts: TermCounts, filters: Filters, language: str, columns: Places) -> tuple[Places, int]:
    """How many units of a selection in a language have each of some terms, and how many units there are."""
    table, values = query.units(filters, "", "a.language")
    units = query.frame(f"SELECT a.article_id FROM {table} a WHERE a.key = ?", [*values, language])
    rows = _rows(counts, units["article_id"])
    having = _having(counts, rows[rows >= 0], columns)
    return np.asarray(having.sum(axis=0), dtype=np.int64).ravel(), len(units)


def _of_language(counts: TermCounts, units: pd.DataFrame, language: str, limit: int) -> pd.DataFrame:
    """The leading terms of each period in one language."""
    own = units[units["language"] == language]
    periods, place = np.unique(own["period"].to_numpy(), return_inverse=True)
    columns = np.flatnonzero(np.asarray(counts.term_languages) == language)
    rows = _rows(counts, own["article_id"])
    with_terms = rows >= 0
    having = _having(counts, rows[with_terms], columns)
    shape = (len(periods), having.shape[0])
    member = sp.csr_matrix((np.ones(shape[1]), (place[with_terms], np.arange(shape[1]))), shape=shape)
    n = np.asarray((member @ having).todense(), dtype=np.float64).reshape(len(periods), len(columns))
    total = np.bincount(place, minlength=len(periods)).astype(np.float64)
    weight = weights(n, total)
    leading = _leading(weight, n, limit)
    return pd.DataFrame(
        {
            "period": periods[leading[0]],
            "language": language,
            "term": [counts.keys[columns[c]] for c in leading[1]],
            "shown": [counts.shown[columns[c]] for c in leading[1]],
            "n": n[leading[0], leading[1]],
            "N": total[leading[0]],
            "weight": weight[leading[0], leading[1]],
            "rank": leading[2],
        }
    )


def weights(n: Floats, total: Floats) -> Floats:
    """The weights above, 0 where no article of the period has the term.

    Parameters
    ----------
    n : ndarray of shape (n_periods, n_terms)
        Articles of each period that have each term.
    total : ndarray of shape (n_periods,)
        Articles of each period, at least 1.
    """
    of_term = n.sum(axis=0)
    whole = of_term / max(1.0, total.sum())
    mean = n.sum() / max(1, len(n))
    inverse = np.log1p(np.divide(mean, of_term, out=np.zeros_like(of_term), where=of_term > 0))
    found: Floats = np.where(n > 0, (n + MEMORY * whole) / (total[:, None] + MEMORY) * inverse, 0.0)
    return found


def _leading(weight: Floats, n: Floats, limit: int) -> tuple[Places, Places, Places]:
    """Period, term and rank of the heaviest terms; of equals the one of more articles, then in order of the keys."""
    found: list[tuple[int, int, int]] = []
    for period in range(len(weight)):
        order = np.lexsort((np.arange(weight.shape[1]), -n[period], -weight[period].round(12)))[:limit]
        found += [(period, int(c), rank) for rank, c in enumerate(order, start=1) if n[period, c] > 0]
    table = np.asarray(found, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _rows(counts: TermCounts, article_ids: pd.Series) -> Places:
    """The row of each article, -1 where it has no terms."""
    return np.asarray(pd.Index(counts.article_ids).get_indexer(pd.Index(article_ids)), dtype=np.int64)


def _having(counts: TermCounts, rows: Places, columns: Places) -> sp.csr_matrix:
    """Which of the articles has which of the terms, ones and zeros."""
    part = sp.csr_matrix(counts.matrix[rows][:, columns], dtype=np.float64)
    part.data[:] = 1.0
    return part
