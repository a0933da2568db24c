"""What charts over time leave out: gaps in collection, undated articles; and how a note says it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from reports.grammar import period, whole
from reports.wording import Wording


def days_of(row: pd.Series[Any]) -> tuple[date, date]:
    """First and last day of a period, a row of a frame over time."""
    return row["period"].date(), row["period_end"].date()


def gap_bands(frame: pd.DataFrame) -> list[tuple[date, date]]:
    """Runs of periods in which nothing was collected: first and last day of each run."""
    bands: list[tuple[date, date]] = []
    before = False
    for _, row in frame.sort_values("period").iterrows():
        start, end = days_of(row)
        if row["gap"]:
            bands.append((bands.pop()[0] if before else start, end))
        before = bool(row["gap"])
    return bands


def gap_notes(frame: pd.DataFrame, words: Wording) -> tuple[str, ...]:
    """Which periods were not collected, the longest three by name."""
    bands = sorted(gap_bands(frame), key=lambda band: (band[0] - band[1], band[0]))
    if not bands:
        return ()
    shown = "; " if words.direction == "ltr" else "؛ "
    text = shown.join(period(*band, words.language) for band in sorted(bands[:3]))
    more = words("chart.note_gaps_more", gaps=text) if len(bands) > 3 else text
    return (words("chart.note_gaps", gaps=more),)


def count_note(n: int, total: int, words: Wording) -> str:
    """How many articles a chart over time shows."""
    return words("chart.note_dated", n=whole(n), total=whole(total))
