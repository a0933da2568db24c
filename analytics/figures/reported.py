"""Reported figures over time: one mark a report, its source by colour, its bound by shape."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.figures.layout import dated, dressed, extra, label_of
from analytics.figures.theme import Style
from analytics.figures.trends import HOVER

SHAPES: Final[Mapping[str, str]] = {
    "exact": "circle",
    "about": "circle-open",
    "range": "circle",
    "more_than": "triangle-up",
    "at_least": "triangle-up",
    "less_than": "triangle-down",
    "at_most": "triangle-down",
}
"""The mark of a bound: a triangle points to where the true number may lie."""
LOG_FROM: Final = 30.0
"""Highest over lowest value from which the axis is logarithmic: on a plain one the lower half of the reports would lie
within a thirtieth of its height, less than the size of a mark."""
MARKS: Final = 2000
"""Marks drawn at most: a mark with its words is 280 bytes, so that 30,000 reports would be 8 MB for the browser."""
TITLE: Final = 48
"""Characters of the axis's title that fit along its 340 pixels."""
_DAYS: Final = 75
_MONTHS: Final = 1200


def reported_figure(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[Hashable, str],
    colours: Mapping[Hashable, str],
    y_title: str = "",
) -> go.Figure:
    """One mark a report at its date and value; a range is a bar from end to end.

    Parameters
    ----------
    frame : DataFrame
        Dated rows of ``Study.reported_numbers``: day, value, value_high, bound; ``key``, the source or the group of
        sources of its colour; optional hover, link. At least one row.
    style : Style
        Language and colour scheme.
    names, colours : mapping
        What each key is called and its colour, in the order of the legend.
    y_title : str
        What the axis says.
    """
    figure = go.Figure()
    for key, name in names.items():
        rows = frame[frame["key"] == key]
        if rows.empty:
            continue
        colour = colours.get(key, style.surface.muted)
        figure.add_scatter(
            x=pd.to_datetime(rows["day"]),
            y=rows["value"],
            name=label_of(name, 40),
            mode="markers",
            marker={
                "color": colour,
                "size": 10,
                "symbol": [SHAPES[bound] for bound in rows["bound"]],
                "line": {"width": 1.5, "color": colour},
            },
            error_y=_ranges(rows, colour),
            customdata=extra(rows, "link"),
            hovertext=extra(rows, "hover"),
            hovertemplate=HOVER,
        )
    dressed(figure, style, height=360)
    figure.update_layout(showlegend=True)
    figure.update_yaxes(title_text=label_of(y_title, TITLE) if y_title else "", **_scale(frame))
    return dated(figure, _periods(frame), style)


def thinned(frame: pd.DataFrame) -> pd.DataFrame:
    """At most :data:`MARKS` rows of dated reports, evenly over their order: the first, the last, and between them."""
    if len(frame) <= MARKS:
        return frame
    return frame.iloc[[place * (len(frame) - 1) // (MARKS - 1) for place in range(MARKS)]]


def _ranges(rows: pd.DataFrame, colour: str) -> dict[str, Any]:
    """The length of each range above its lower end, as Plotly takes it; none for what is no range."""
    above = (rows["value_high"] - rows["value"]).fillna(0).astype(float).tolist()
    return {
        "type": "data",
        "symmetric": False,
        "array": above,
        "arrayminus": [0.0] * len(above),
        "color": colour,
        "thickness": 3,
        "width": 4,
        "visible": any(above),
    }


def _scale(frame: pd.DataFrame) -> dict[str, Any]:
    """A logarithmic axis where values lie far apart, else one from zero."""
    lowest, highest = frame["value"].min(), frame[["value", "value_high"]].max().max()
    if lowest > 0 and highest / lowest >= LOG_FROM:
        return {"type": "log", "dtick": 1, "tickformat": ",~s"}
    return {"rangemode": "tozero", "tickformat": ",~r"}


def _periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Periods between the first and the last report for the names of the axis: days, months or years."""
    first, last = pd.Timestamp(frame["day"].min()), pd.Timestamp(frame["day"].max())
    days = (last - first).days
    if days <= _DAYS:
        return pd.DataFrame({"period": pd.date_range(first, last, freq="D")})
    rule, step = ("MS", "month") if days <= _MONTHS else ("YS", "year")
    start = first.replace(day=1) if step == "month" else first.replace(month=1, day=1)
    return pd.DataFrame({"period": pd.date_range(start, last, freq=rule)})
