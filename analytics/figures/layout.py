"""What every figure shares: fonts, grid, direction, gap bands, the figure that says why there is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.figures.dates import tick_names
from analytics.figures.theme import FONT, Style, isolate

HEIGHT: Final = 300
SMALL_OPACITY: Final = 0.35
"""Marks of fewer than ``SMALL_N`` articles are drawn this pale."""


def dressed(figure: go.Figure, style: Style, height: int = HEIGHT) -> go.Figure:
    """The figure with the fonts, colours and margins of Marsad."""
    surface = style.surface
    axis = {
        "gridcolor": surface.grid,
        "linecolor": surface.grid,
        "zerolinecolor": surface.grid,
        "tickfont": {"color": surface.muted, "size": 12},
        "title": {"font": {"color": surface.muted, "size": 12}},
        "automargin": True,
        "fixedrange": True,
    }
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": surface.text},
        hoverlabel={
            "font": {"family": FONT, "size": 13, "color": surface.text},
            "bgcolor": surface.background,
            "bordercolor": surface.muted,
            "align": "right" if style.is_rtl else "left",
        },
        legend={"orientation": "h", "y": -0.16, "x": 0, "yanchor": "top", "font": {"size": 12}},
        showlegend=False,
        bargap=0.15,
    )
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    return figure


def dated(figure: go.Figure, frame: pd.DataFrame, style: Style) -> go.Figure:
    """The figure with its time axis in words; time runs from left to right in both languages."""
    starts = [start.date() for start in frame["period"].drop_duplicates()]
    at, names = tick_names(starts, style.language)
    figure.update_xaxes(tickvals=at, ticktext=names, tickangle=0, showgrid=False)
    return figure


def gap_bands(frame: pd.DataFrame, style: Style) -> list[dict[str, Any]]:
    """Shapes behind the periods in which nothing was collected; neighbours share one band."""
    periods = frame.drop_duplicates("period")
    bands: list[dict[str, Any]] = []
    edge = None
    for row in rows_of(periods):
        if not row.gap:
            edge = None
        elif edge is None:
            edge = _band(row.period, row.period_end, style)
            bands.append(edge)
        else:
            edge["x1"] = row.period_end
    return bands


def _band(start: pd.Timestamp, end: pd.Timestamp, style: Style) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": start,
        "x1": end,
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": style.surface.gap,
        "name": "gap",
    }


def label_of(text: str, width: int = 34) -> str:
    """A label for an axis: cut at ``width`` characters, plain text to Plotly, in its own direction."""
    cut = text if len(text) <= width else text[: width - 1].rstrip() + "…"
    return isolate(plain(cut))


def rows_of(frame: pd.DataFrame) -> Iterable[Any]:
    """The rows of a frame of Study; the columns of a row are its attributes."""
    return frame.itertuples(index=False)


def step_for(largest: int, steps: int = 5) -> int:
    """The whole distance between ticks of counts, 1, 2 or 5 times a power of ten: a half article is never a tick."""
    step = 1
    while step * steps < largest:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def ends_of(low: str, high: str) -> list[str]:
    """Labels of an axis of tone at -1, 0 and +1; the numbers keep their sign in front."""
    return [f"\u2066−1\u2069 {low}", "0", f"\u2066+1\u2069 {high}"]


def plain(text: str) -> str:
    """Text that Plotly, which reads a little HTML, shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def extra(frame: pd.DataFrame, column: str) -> Sequence[str]:
    """An optional column of texts, such as ``link`` or ``hover``; empty texts if the frame has none."""
    return [str(value) for value in frame[column]] if column in frame else [""] * len(frame)
