"""How tone changed between two periods, and tone over time."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.study.filters import Filters
from analytics.study.query import Query
from analytics.study.rankings import in_periods
from analytics.study.resampling import resampled
from analytics.study.series import volume
from analytics.study.tone_groups import SHARES, described, named, refuse
from analytics.study.tone_sums import ToneSums, tone_sums
from analytics.study.tone_tests import MIN_STORIES, Floats, compared, discovered

CHANGE_COLUMNS: Final = [
    "key", "name_ar", "name_en", "n_before", "n_after", "n_stories_before", "n_stories_after", "n_unscored_before",
    "n_unscored_after", "mean_before", "low_before", "high_before", "mean_after", "low_after", "high_after",
    "difference", "low", "high", "p", "q", "reason",
]  # fmt: skip
TIME_COLUMNS: Final = [
    "period", "period_end", "key", "n", "n_articles", "n_stories", "n_sentences", "n_unscored", "mean", "low", "high",
    *SHARES, "is_small", "gap",
]  # fmt: skip
SIDES: Final = ("before", "after")
Period = tuple[date, date]


def tone_changes(
    query: Query, before: Period, after: Period, by: str, filters: Filters, toward: str | None
) -> pd.DataFrame:
    """See :meth:`analytics.study.tone_answers.ToneAnswers.tone_changes`."""
    refuse(by, toward)
    if before[0] <= after[1] and after[0] <= before[1]:
        raise ValueError(
            f"The periods {before[0]} to {before[1]} and {after[0]} to {after[1]} share a day, whose articles would be "
            "on both sides; choose periods that do not overlap."
        )
    how = "aimed" if by == "actor" else by
    sides = [tone_sums(query, how, chosen, toward) for chosen in in_periods(filters, before, after)]
    tables = [described(sums).assign(key=sums.keys) for sums in sides]
    one, two = (table.add_suffix(f"_{side}") for table, side in zip(tables, SIDES, strict=True))
    one, two = one.rename(columns={"key_before": "key"}), two.rename(columns={"key_after": "key"})
    keys = sides[0].keys.union(sides[1].keys, sort=True) if all(len(s.keys) for s in sides) else _either(sides)
    out = pd.DataFrame({"key": keys}).merge(one, on="key", how="left").merge(two, on="key", how="left")
    counts = [name for name in CHANGE_COLUMNS if name.startswith("n_")]
    out = out.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))
    out = _tested(out, sides)
    out = named(query, by, out)
    order = out.assign(size=out["difference"].abs().round(9), many=-(out["n_before"] + out["n_after"]))
    return order.sort_values(["size", "many", "key"], ascending=[False, True, True], ignore_index=True)[CHANGE_COLUMNS]


def _either(sides: list[ToneSums]) -> pd.Index[Any]:
    return sides[0].keys if len(sides[0].keys) else sides[1].keys


def _tested(table: pd.DataFrame, sides: list[ToneSums]) -> pd.DataFrame:
    """The table with difference, low, high, p, q and reason."""
    places = [pd.Index(sums.keys).get_indexer(pd.Index(table["key"])) for sums in sides]
    k = [np.where(at >= 0, np.append(sums.effective, 0.0)[at], 0.0) for sums, at in zip(sides, places, strict=True)]
    few = [values < MIN_STORIES for values in k]
    both = np.flatnonzero(~few[0] & ~few[1])
    found = {name: np.full(len(table), np.nan) for name in ("difference", "low", "high", "p")}
    if len(both):
        difference = (table["mean_after"] - table["mean_before"]).to_numpy(float)[both]
        drawn = [_resampled_means(sums, at[both]) for sums, at in zip(sides, places, strict=True)]
        low, high, p = compared(difference, drawn[1], drawn[0], k[1][both], k[0][both])
        for name, values in zip(found, (difference, low, high, p), strict=True):
            found[name][both] = values
    reason = np.select([few[0] & few[1], few[0], few[1], np.isnan(found["p"])],
                       ["few_both", "few_before", "few_after", "no_scatter"], "")  # fmt: skip
    texts = pd.Series(reason, index=table.index, dtype="object").where(reason != "", None)
    return table.assign(**found, q=discovered(found["p"]), reason=texts)


def _resampled_means(sums: ToneSums, groups: NDArray[np.int64]) -> Floats:
    """The means of some groups in each resample, shape (len(groups), RESAMPLES)."""
    place = np.full(len(sums.keys), -1)
    place[groups] = np.arange(len(groups))
    rows = np.flatnonzero(place[sums.group] >= 0)
    own = place[sums.group[rows]], sums.cluster[rows]
    return resampled(*own, sums.sums[rows, 0], len(groups)) / resampled(*own, sums.n[rows], len(groups))


def toward_over_time(
    query: Query, actor: str | None, filters: Filters, frequency: str, by: str, keys: tuple[Any, ...]
) -> pd.DataFrame:
    """See :meth:`analytics.study.tone_answers.ToneAnswers.toward_over_time`."""
    refuse(by, actor if by == "actor" else None)
    frequency = query.frequency(filters, frequency)
    sums = tone_sums(query, by, filters, actor, frequency)
    at = pd.DataFrame(list(sums.keys), columns=["period", "key"])
    found = pd.concat([at, described(sums)], axis=1)
    if by == "all":
        keys = ("all",)
    base = volume(query, filters, frequency)[["period", "period_end", "gap"]]
    # Keys of any type: those that the selection does not know have no tone, as topic "x" of topics by number.
    grid = pd.DataFrame({"key": pd.Series(list(keys), dtype="object")}).merge(base, how="cross")
    found = found.astype({"period": grid["period"].dtype, "key": "object"})
    out = grid.merge(found, on=["period", "key"], how="left").infer_objects()
    counts = ["n", "n_articles", "n_stories", "n_sentences", "n_unscored"]
    out = out.fillna(dict.fromkeys(counts, 0)).astype(dict.fromkeys(counts, "int64"))
    out["is_small"] = out["n_stories"] < MIN_STORIES
    return out[TIME_COLUMNS]
