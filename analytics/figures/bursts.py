"""Figures of topics over time: their lines with bursts and change points, and one small panel a topic.

Frames are those of :class:`analytics.study.Study`. A stretch without collection is a band, never a zero.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.figures.dates import tick_names
from analytics.figures.layout import dressed, extra, gap_bands, label_of, rows_of
from analytics.figures.theme import Style
from analytics.figures.trends import HOVER, series_figure

BURST_OPACITY: Final = 0.18
"""A band under the lines: seen, and the grid still seen through it."""
PANEL: Final = 110
"""Height of a small panel in pixels."""
COLUMNS: Final = 3
"""Panels side by side."""
TICKS: Final = 2
"""Dates that fit under a small panel; Arabic month names are long."""


def bursts_figure(
    frame: pd.DataFrame,
    bursts: pd.DataFrame,
    changes: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[Hashable, str],
    colours: Mapping[Hashable, str],
    y_title: str = "",
) -> go.Figure:
    """Lines of shares with a band a burst and a dashed line a change point, in the colour of their topic.

    Parameters
    ----------
    frame : DataFrame
        period, period_end, key, n, N, share, gap: ``Study.over_time`` of topics.
    bursts : DataFrame
        topic_id, start, end: ``Study.bursts``; those of topics and days that the lines do not show are left out.
    changes : DataFrame
        topic_id, at: ``Study.change_points``, likewise.
    style : Style
        Language and colour scheme.
    names, colours : mapping
        What each topic is called, and its colour on every page.
    y_title : str
        What the axis says.
    """
    figure = series_figure(frame, style, names=names, colours=colours, y_title=y_title)
    shapes = [*gap_bands(frame, style), *_burst_bands(frame, bursts, style, colours)]
    figure.update_layout(shapes=[*shapes, *_change_lines(frame, changes, style, colours)])
    return figure


def _burst_bands(
    frame: pd.DataFrame, bursts: pd.DataFrame, style: Style, colours: Mapping[Hashable, str]
) -> list[dict[str, Any]]:
    """A band from the first to the last day of each burst, cut to the days drawn."""
    if frame.empty:
        return []
    first, last = frame["period"].min(), frame["period_end"].max()
    shown = bursts[bursts["topic_id"].isin(frame["key"]) & (bursts["end"] >= first) & (bursts["start"] <= last)]
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": max(row.start, first),
            "x1": min(row.end, last),
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": {"width": 0},
            "fillcolor": colours.get(row.topic_id, style.surface.accent),
            "opacity": BURST_OPACITY,
            "name": "burst",
        }
        for row in rows_of(shown)
    ]


def _change_lines(
    frame: pd.DataFrame, changes: pd.DataFrame, style: Style, colours: Mapping[Hashable, str]
) -> list[dict[str, Any]]:
    if frame.empty:
        return []
    inside = changes["at"].between(frame["period"].min(), frame["period_end"].max())
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": row.at,
            "x1": row.at,
            "y0": 0,
            "y1": 1,
            "line": {"color": colours.get(row.topic_id, style.surface.accent), "width": 1.5, "dash": "dash"},
            "name": "change",
        }
        for row in rows_of(changes[changes["topic_id"].isin(frame["key"]) & inside])
    ]


def panels_figure(
    frame: pd.DataFrame, style: Style, *, names: Mapping[Hashable, str], colours: Mapping[Hashable, str]
) -> go.Figure:
    """One small panel of shares a topic, all on one scale, the first at the side where reading begins.

    Parameters
    ----------
    frame : DataFrame
        period, period_end, key, n, N, share, gap: ``Study.over_time`` of topics; optional hover, link.
    style : Style
        Language and colour scheme.
    names, colours : mapping
        What each topic is called, and its colour on every page.
    """
    keys = list(frame["key"].drop_duplicates())
    rows = max(1, -(-len(keys) // COLUMNS))
    titles = [""] * (rows * COLUMNS)
    for place, key in enumerate(keys):
        row, column = _cell(place, style)
        titles[(row - 1) * COLUMNS + column - 1] = label_of(names.get(key, str(key)), 34)
    figure = make_subplots(rows, COLUMNS, shared_yaxes="all", shared_xaxes="all", subplot_titles=titles)
    for place, key in enumerate(keys):
        row, column = _cell(place, style)
        _panel(figure, frame[frame["key"] == key], colours.get(key, style.surface.accent), row, column)
    dressed(figure, style, height=PANEL * rows + 40)
    figure.update_annotations(font={"size": 12, "color": style.surface.text})
    figure.update_layout(shapes=_panel_bands(frame, style, len(keys)))
    figure.update_yaxes(rangemode="tozero", tickformat=".0%", nticks=3)
    starts = [start.date() for start in frame["period"].drop_duplicates()]
    at, ticks = tick_names(starts[:: max(1, -(-len(starts) // TICKS))], style.language)
    figure.update_xaxes(tickvals=at, ticktext=ticks, tickangle=0, showgrid=False)
    return figure


def _cell(place: int, style: Style) -> tuple[int, int]:
    """Row and column of a panel, from 1; Arabic is read from the right."""
    column = place % COLUMNS
    return place // COLUMNS + 1, COLUMNS - column if style.is_rtl else column + 1


def _panel(figure: go.Figure, series: pd.DataFrame, colour: str, row: int, column: int) -> None:
    figure.add_scatter(
        x=series["period"],
        y=series["share"],
        mode="lines",
        line={"color": colour, "width": 1.5},
        connectgaps=False,
        customdata=extra(series, "link"),
        hovertext=extra(series, "hover"),
        hovertemplate=HOVER,
        row=row,
        col=column,
    )


def _panel_bands(frame: pd.DataFrame, style: Style, panels: int) -> list[dict[str, Any]]:
    """The gap bands of every panel: a shape belongs to the axes of one."""
    bands = []
    for place in range(panels):
        row, column = _cell(place, style)
        number = (row - 1) * COLUMNS + column
        axis = "" if number == 1 else str(number)
        bands += [band | {"xref": f"x{axis}", "yref": f"y{axis} domain"} for band in gap_bands(frame, style)]
    return bands
