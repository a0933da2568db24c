"""Tones added up by group and story: what every average of tone is made of.

The order of averaging. Towards an actor: the mentions of it in a sentence, then the sentences of an article, then the
articles (or, with ``Filters.unit`` "stories", the one article that stands for a story, see
:mod:`analytics.study.units`). Of articles as a whole: an article has the tone its run gave it from its sentences. So a
long article weighs no more than a short one, nor a sentence that names an actor twice more than one that names it once.
Classes are added up alike: of the sentences of an article towards an actor, the share of each class.

What was not scored is no zero: it is left out of every mean, and counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.resampling import added, clusters, effective, intervals, means
from analytics.study.scope import FREQUENCIES, period_sql
from analytics.study.units import joined

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

CLASSES: Final = ("negative", "neutral", "positive")
SCALE: Final = 1e9
"""Tones are added up as whole numbers of billionths: sums are the same in any order and any number of threads."""
_COUNTS: Final = ("n_articles", "n_sentences", "n_unscored")
_BREAKDOWNS: Final = {
    "all": ("", "'all'"),
    "theme": ("JOIN theme_topic h ON h.topic_id = a.topic_id", "h.theme_id"),
}
"""Groups beside those of :data:`analytics.study.units.DIMENSIONS`."""
BREAKDOWNS: Final = ("all", "language", "publisher", "topic", "theme", "actor", "place", "source", "source_class")

_AIMED: Final = f"""
(SELECT actor_id, article_id, round(avg(tone)) AS tone, {", ".join(f"round(avg({c})) AS {c}" for c in CLASSES)},
        count(*) AS n_sentences
 FROM (SELECT actor_id, article_id, sentence_no, round(avg(round(tone * {SCALE}))) AS tone,
              {", ".join(f"round({SCALE} * avg(CAST(tone_label = '{c}' AS TINYINT))) AS {c}" for c in CLASSES)}
       FROM mention WHERE tone IS NOT NULL{{only}} GROUP BY ALL)
 GROUP BY ALL)
"""
_WHOLE: Final = f"""
(SELECT article_id, round(tone * {SCALE}) AS tone,
        {", ".join(f"{SCALE} * CAST(tone_label = '{c}' AS TINYINT) AS {c}" for c in CLASSES)}, n_sentences
 FROM article WHERE tone IS NOT NULL)
"""


@dataclass(frozen=True, slots=True, eq=False)
class ToneSums:
    """Tones of m groups, a row a story and group, in order of group and story.

    Attributes
    ----------
    keys : Index of length m
        The groups, in order.
    group, cluster : ndarray of int, shape (n_rows,)
        Which group, and which cluster of stories; see :mod:`analytics.study.resampling`.
    n : ndarray, shape (n_rows,)
        Units with a tone.
    sums : ndarray, shape (n_rows, 4)
        Their tones added up, and how many are negative, neutral and positive.
    counts : ndarray of int, shape (n_rows, 3)
        n_articles (with a tone), n_sentences, n_unscored (units without a tone).
    """

    keys: pd.Index[Any]
    group: Ints
    cluster: Ints
    n: Floats
    sums: Floats
    counts: Ints

    @classmethod
    def from_rows(cls, rows: pd.DataFrame, n_stories: int) -> Self:
        """The sums of the rows of :func:`read`, whatever their order."""
        codes, keys = _coded(rows)
        story = rows["story_no"].to_numpy(np.int64)
        order = np.lexsort((story, codes))
        columns = rows.iloc[order]
        return cls(
            keys=keys,
            group=codes[order],
            cluster=clusters(story[order], n_stories),
            n=columns["n"].to_numpy(float),
            sums=columns[["total", *CLASSES]].to_numpy(float) / SCALE,
            counts=columns[list(_COUNTS)].to_numpy(np.int64),
        )

    def added(self, values: NDArray[Any]) -> Floats:
        """Values of the rows added up by group, shape (m,)."""
        return added(self.group, values, len(self.keys))

    @property
    def n_stories(self) -> Ints:
        """Stories with a tone, shape (m,)."""
        return self.added(self.n > 0).astype(np.int64)

    @property
    def effective(self) -> Floats:
        """Effective stories, shape (m,); see :func:`analytics.study.resampling.effective`."""
        return effective(self.group, self.n, len(self.keys))

    @property
    def mean(self) -> Floats:
        """Mean tones, shape (m,); not a number where nothing was scored."""
        return means(self.group, self.n, self.sums[:, 0], len(self.keys))

    def intervals(self) -> tuple[Floats, Floats, Floats]:
        """Low and high ends and standard errors of :attr:`mean`; see :func:`analytics.study.resampling.intervals`."""
        return intervals(self.group, self.cluster, self.n, self.sums[:, 0], len(self.keys))


def tone_sums(
    query: Query, by: str, filters: Filters, toward: str | None = None, frequency: str | None = None
) -> ToneSums:
    """The tones of a selection by group.

    Parameters
    ----------
    query : Query
    by : str
        One of :data:`BREAKDOWNS`, or any of :data:`analytics.study.units.DIMENSIONS`. With "aimed" the groups are
        actors, and tones those towards each.
    filters : Filters
    toward : str, optional
        The actor whose portrayal is asked for; the tone of the whole article by default.
    frequency : {"day", "week", "month", "year"}, optional
        Split each group by periods: keys are (period, key). The undated are left out.

    Raises
    ------
    ValueError
        If there is no such breakdown.
    """
    rows = read(query, by, filters, toward, frequency=frequency)
    if frequency:
        rows = rows.dropna(subset="period")
    return ToneSums.from_rows(rows, stories_of_run(query))


def _coded(rows: pd.DataFrame) -> tuple[Ints, pd.Index[Any]]:
    """The number of each row's group, and the groups in order: keys, or pairs of period and key."""
    key, keys = pd.factorize(rows["key"], sort=True)
    if "period" not in rows:
        return key.astype(np.int64), pd.Index(keys)
    period, periods = pd.factorize(rows["period"], sort=True)
    found, codes = np.unique(period.astype(np.int64) * len(keys) + key, return_inverse=True)
    pairs = [periods.take(found // max(len(keys), 1)), keys.take(found % max(len(keys), 1))]
    return codes.astype(np.int64), pd.MultiIndex.from_arrays(pairs)


def mean_tones(
    query: Query, by: str, filters: Filters, toward: str | None = None, frequency: str | None = None
) -> pd.DataFrame:
    """One row a group: key, or with a ``frequency`` of all the period; n_scored, mean, low, high."""
    sums = tone_sums(query, by, filters, toward, frequency)
    low, high, _ = sums.intervals()
    key = {"period": [period for period, _ in sums.keys]} if frequency else {"key": sums.keys}
    n = sums.added(sums.n).astype(np.int64)
    return pd.DataFrame({**key, "n_scored": n, "mean": sums.mean, "low": low, "high": high})


def stories_of_run(query: Query) -> int:
    """How many stories a run has, whatever is selected."""
    return int(query.row("SELECT coalesce(max(story_no), 0) FROM article")[0])


def read(
    query: Query, by: str, filters: Filters, toward: str | None, frequency: str | None = None, split: str = ""
) -> pd.DataFrame:
    """One row a story and group: key, story_no, n, total, the three classes, n_sentences, n_articles, n_unscored.

    With a ``frequency`` also by ``period``. With ``split``, a column of table ``article``, also by it: articles are
    split among its values, a story has that of the article that stands for it.
    """
    if toward is not None:
        filters = filters.narrow(also_actors=(*filters.also_actors, toward))
    join, key = _breakdown("actor" if by == "aimed" else by)
    table, values = query.placed(filters, join, key)
    scored, on, more = _scored(by, toward)
    parts = ({split: f"a.{split}"} if split else {}) | ({"period": _period(frequency)} if frequency else {})
    rows = query.frame(_statement(f"{table} a LEFT JOIN {scored} s ON {on}", parts, filters.unit), [*values, *more])
    return rows.fillna(dict.fromkeys(("total", *CLASSES, "n_sentences"), 0))  # of what was not scored


def _breakdown(by: str) -> tuple[str, str]:
    return _BREAKDOWNS[by] if by in _BREAKDOWNS else joined(by)[:2]


def _period(frequency: str) -> str:
    if frequency not in FREQUENCIES:
        raise ValueError(f"frequency is {frequency!r}; allowed: {', '.join(FREQUENCIES)}.")
    return period_sql(frequency)


def _scored(by: str, toward: str | None) -> tuple[str, str, list[Any]]:
    """A table of the articles' tones, how it is joined, and its parameters."""
    own = "s.article_id = a.article_id"
    if by == "aimed":
        return _AIMED.format(only=""), f"{own} AND s.actor_id = a.key", []
    if toward is not None:
        return _AIMED.format(only=" AND actor_id = ?"), own, [toward]
    return _WHOLE, own, []


def _statement(source: str, parts: dict[str, str], unit: str) -> str:
    """Rows added up by key, story and ``parts``; of a story the article that stands for it, which has its parts."""
    if unit == "articles":
        sums = "count(s.tone) AS n, sum(s.tone) AS total, " + ", ".join(f"sum(s.{c}) AS {c}" for c in CLASSES)
        more = "".join(f"{field} AS {name}, " for name, field in parts.items())
        return f"""SELECT a.key, a.story_no, {more}{sums}, CAST(sum(s.n_sentences) AS BIGINT) AS n_sentences,
            count(s.tone) AS n_articles, count(*) - count(s.tone) AS n_unscored FROM {source} GROUP BY ALL"""
    fields = {"total": "s.tone", **{name: f"s.{name}" for name in (*CLASSES, "n_sentences")}, **parts}
    first = ", ".join(f"{name} := {field}" for name, field in fields.items())
    return f"""SELECT key, story_no, CAST(f.total IS NOT NULL AS TINYINT) AS n, 1 - n AS n_unscored, n_articles, f.*
        FROM (SELECT a.key, a.story_no, count(s.tone) AS n_articles, arg_min(struct_pack({first}), a.rank) AS f
              FROM {source} GROUP BY ALL)"""
