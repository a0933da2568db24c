"""Tone by group, with what it is made of and how sure it is."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.rankings import publisher_names
from analytics.study.shrinkage import shrunk
from analytics.study.statistics import SMALL_N, wilson
from analytics.study.tone_sums import BREAKDOWNS, CLASSES, ToneSums, tone_sums

ORDERS: Final = ("n", "mean", "shrunk")
SHARES: Final = [f"share_{name}{end}" for name in CLASSES for end in ("", "_low", "_high")]
COUNTS: Final = ["n", "n_articles", "n_stories", "n_sentences", "n_unscored"]
COLUMNS: Final = [
    "key", "name_ar", "name_en", *COUNTS, "mean", "low", "high", "shrunk", "shrunk_low", "shrunk_high", *SHARES,
    "is_small",
]  # fmt: skip
_NAMES: Final = {
    "topic": "SELECT topic_id AS key, label_ar AS name_ar, label_en AS name_en FROM topic",
    "theme": "SELECT theme_id AS key, label_ar AS name_ar, label_en AS name_en FROM theme",
    "actor": "SELECT actor_id AS key, name_ar, name_en FROM actor",
    "source": """SELECT c.source_key AS key, coalesce(any_value(d.name_ar), min(c.source_label)) AS name_ar,
                        coalesce(any_value(d.name_en), min(c.source_label)) AS name_en
                 FROM citation c LEFT JOIN actor d ON d.actor_id = c.source_actor_id GROUP BY 1""",
    "place": "SELECT place_id AS key, name_ar, name_en FROM gazetteer",
}


def tone_by(query: Query, by: str, filters: Filters, toward: str | None, order: str) -> pd.DataFrame:
    """See :meth:`analytics.study.tone_answers.ToneAnswers.tone_by`."""
    refuse(by, toward)
    if order not in ORDERS:
        raise ValueError(f"order is {order!r}; allowed: {', '.join(ORDERS)}.")
    sums = tone_sums(query, "aimed" if by == "actor" else by, filters, toward)
    out = described(sums)
    error = out["error"].to_numpy(float)
    out["shrunk"], out["shrunk_low"], out["shrunk_high"] = shrunk(sums.mean, error, sums.effective)
    out = named(query, by, out.assign(key=sums.keys))
    ranked = out.assign(size=-out["n"] if order == "n" else out[order].fillna(out["mean"]).round(9))
    return ranked.sort_values(["size", "key"], ignore_index=True)[COLUMNS]


def refuse(by: str, toward: str | None) -> None:
    """Nothing.

    Raises
    ------
    ValueError
        If there is no such breakdown, or it is by actor and towards one.
    """
    if by not in BREAKDOWNS:
        raise ValueError(f"by is {by!r}; allowed: {', '.join(BREAKDOWNS)}.")
    if by == "actor" and toward is not None:
        raise ValueError(
            f"by is 'actor' and toward is {toward!r}; the tone by actor is that towards each. Leave toward out, or "
            "take another breakdown."
        )


def described(sums: ToneSums) -> pd.DataFrame:
    """One row a group: counts, mean with its interval and standard error, shares of the classes with theirs, is_small.

    Shares have Wilson's interval over the effective stories: of ten stories without a negative one, as many as that may
    still be negative. No resample would show it.
    """
    low, high, error = sums.intervals()
    n = sums.added(sums.n)
    out = pd.DataFrame(
        {
            "n": n.astype(np.int64),
            **dict(zip(("n_articles", "n_sentences", "n_unscored"), added_counts(sums), strict=True)),
            "n_stories": sums.n_stories,
            "mean": sums.mean,
            "low": low,
            "high": high,
            "error": error,
        }
    )
    k = sums.effective
    for place, name in enumerate(CLASSES, 1):
        share = np.divide(sums.added(sums.sums[:, place]), n, out=np.zeros(len(n)), where=n > 0)
        out[f"share_{name}"], out[f"share_{name}_low"], out[f"share_{name}_high"] = wilson(share * k, k)
    out["is_small"] = out["n_stories"] < SMALL_N
    return out


def added_counts(sums: ToneSums) -> list[Any]:
    """n_articles, n_sentences and n_unscored of the groups."""
    return [sums.added(column).astype(np.int64) for column in sums.counts.T]


def named(query: Query, by: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with name_ar and name_en of its ``key``: the key itself where it has no other name."""
    if by == "publisher":
        names = publisher_names(query, frame["key"].tolist())
    elif by in _NAMES:
        names = query.frame(_NAMES[by]).set_index("key")
    else:
        names = pd.DataFrame(columns=["name_ar", "name_en"])
    given = names.reindex(frame["key"])
    return frame.assign(
        **{
            name: pd.Series(given[name].to_numpy(), index=frame.index, dtype="object").fillna(frame["key"].astype(str))
            for name in ("name_ar", "name_en")
        }
    )
