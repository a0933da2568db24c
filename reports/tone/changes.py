"""Changes of tone that are more than chance: the two periods compared, and what passes in which breakdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from analytics.study import Filters, Study, halves

LEVEL: Final = 0.05
"""The false discovery rate up to which a difference is told, as in the figures of the dashboard."""
BREAKDOWNS: Final = ("all", "actor", "topic", "publisher")
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ToneChanges:
    """What changed between two periods.

    Attributes
    ----------
    before, after : tuple of date
        First and last day of each.
    is_previous : bool
        Whether the first is the time just before the dates that were chosen, not the first half of the selection's.
    n_tested : int
        Groups with enough stories in both, over all breakdowns.
    sure : DataFrame
        Those that changed, the largest change first: the columns of ``Study.tone_changes`` and ``by``.
    """

    before: Days
    after: Days
    is_previous: bool
    n_tested: int
    sure: pd.DataFrame


def compared_periods(study: Study, filters: Filters) -> tuple[Days, Days, bool] | None:
    """The dates chosen and as many days before them; where none are chosen, the halves of the selection's dates.

    The third value says which; None where the selection has less than two days.
    """
    first, last = filters.date_from, filters.date_to
    if first and last:
        days = (last - first).days + 1
        if first.toordinal() <= days:  # there is no day before the year 1
            return None
        return (first - timedelta(days=days), first - timedelta(days=1)), (first, last), True
    scope = study.scope(filters)
    if scope.first is None or scope.last is None or scope.first >= scope.last:
        return None
    return *halves(scope.first, scope.last), False


def tone_changes(study: Study, filters: Filters) -> ToneChanges | None:
    """The changes of tone whose interval leaves out 0 and whose false discovery rate is low; None without two periods.

    Rates are over all groups of one breakdown, as :meth:`analytics.Study.tone_changes` gives them.
    """
    found = compared_periods(study, filters)
    if found is None:
        return None
    before, after, is_previous = found
    parts = [
        study.tone_changes(before, after, by, filters).assign(by=by)
        for by in BREAKDOWNS
        if by != "topic" or not study.topics().empty
    ]
    tested = sum(int(part["q"].notna().sum()) for part in parts)
    kept = [part[_is_sure(part)] for part in parts]
    sure = pd.concat([part for part in kept if len(part)] or [parts[0].head(0)], ignore_index=True)
    order = sure.assign(
        size=-sure["difference"].abs().round(9), rank=sure["by"].map(BREAKDOWNS.index), at=sure["key"].astype(str)
    )
    sure = sure.loc[order.sort_values(["size", "rank", "at"]).index].reset_index(drop=True)
    return ToneChanges(before, after, is_previous, tested, sure)


def _is_sure(part: pd.DataFrame) -> pd.Series[bool]:
    """Which rows changed by more than chance: both the rate and the interval must say so."""
    return (part["q"] <= LEVEL) & ((part["low"] > 0) | (part["high"] < 0))
