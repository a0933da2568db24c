"""Figures over time: volume, one line a key, tone with its interval.

Each takes a frame of :class:`analytics.study.Study`. Two columns are optional: ``hover``, what a mark says, and
``link``, where it leads (kept in ``customdata``).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.figures.layout import SMALL_OPACITY, dated, dressed, ends_of, extra, gap_bands, label_of, step_for
from analytics.figures.theme import TONE_COLOURS, Style
from analytics.study.statistics import SMALL_N

MILLISECONDS_A_DAY: Final = 24 * 60 * 60 * 1000
HOVER: Final = "%{hovertext}<extra></extra>"


def volume_figure(frame: pd.DataFrame, style: Style, *, measure: str = "count", y_title: str = "") -> go.Figure:
    """Bars of a frame of ``Study.volume``.

    Parameters
    ----------
    frame : DataFrame
        period, period_end, n, N, share, gap.
    style : Style
        Language and colour scheme.
    measure : {"count", "share"}
        What a bar's height is.
    y_title : str
        What the axis says.

    Raises
    ------
    ValueError
        If the measure is unknown.
    """
    if measure not in ("count", "share"):
        raise ValueError(f"measure is {measure!r}; allowed: count, share.")
    figure = go.Figure(
        go.Bar(
            x=frame["period"],
            y=frame["n"] if measure == "count" else frame["share"],
            width=_widths(frame),
            marker={"color": style.surface.accent, "opacity": _opacities(frame)},
            customdata=extra(frame, "link"),
            hovertext=extra(frame, "hover"),
            hovertemplate=HOVER,
            textposition="none",
        )
    )
    dressed(figure, style)
    figure.update_layout(shapes=gap_bands(frame, style))
    ticks = {"tickformat": ",d", "dtick": step_for(frame["n"].max())} if measure == "count" else {"tickformat": ".0%"}
    figure.update_yaxes(title_text=y_title, rangemode="tozero", **ticks)
    return dated(figure, frame, style)


def series_figure(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[Hashable, str],
    colours: Mapping[Hashable, str],
    y_title: str = "",
) -> go.Figure:
    """One line of shares a key, of a frame of ``Study.over_time``; a gap in collection breaks the line.

    Parameters
    ----------
    frame : DataFrame
        period, period_end, key, n, N, share, gap.
    style : Style
        Language and colour scheme.
    names, colours : mapping
        What each key is called, and its colour on every page.
    y_title : str
        What the axis says.
    """
    figure = go.Figure()
    for key, series in frame.groupby("key", sort=False):
        colour = colours.get(key, style.surface.accent)
        figure.add_scatter(
            x=series["period"],
            y=series["share"],
            name=label_of(names.get(key, str(key)), 40),
            mode="lines+markers",
            line={"color": colour, "width": 2},
            marker={"color": colour, "size": 8, "opacity": _opacities(series)},
            connectgaps=False,
            customdata=extra(series, "link"),
            hovertext=extra(series, "hover"),
            hovertemplate=HOVER,
        )
    dressed(figure, style, height=340)
    figure.update_layout(shapes=gap_bands(frame, style), showlegend=len(frame["key"].unique()) > 1)
    figure.update_yaxes(title_text=y_title, rangemode="tozero", tickformat=".0%")
    return dated(figure, frame, style)


def tone_figure(frame: pd.DataFrame, style: Style, *, low_title: str = "", high_title: str = "") -> go.Figure:
    """Mean tone and its 95% interval, of a frame of ``Study.tone_over_time``.

    Parameters
    ----------
    frame : DataFrame
        period, period_end, n, mean, low, high, gap.
    style : Style
        Language and colour scheme.
    low_title, high_title : str
        What the two ends of the axis mean.
    """
    figure = go.Figure(
        go.Scatter(
            x=frame["period"],
            y=frame["mean"],
            mode="lines+markers",
            line={"color": style.surface.muted, "width": 1.5},
            marker={"color": [_tone_colour(value, style) for value in frame["mean"]], "size": 9,
                    "opacity": _opacities(frame)},
            error_y={"type": "data", "symmetric": False, "array": frame["high"] - frame["mean"],
                     "arrayminus": frame["mean"] - frame["low"], "color": style.surface.muted, "thickness": 1,
                     "width": 0},
            connectgaps=False,
            customdata=extra(frame, "link"),
            hovertext=extra(frame, "hover"),
            hovertemplate=HOVER,
        )
    )  # fmt: skip
    dressed(figure, style)
    figure.update_layout(shapes=gap_bands(frame, style))
    figure.add_hline(y=0, line={"color": style.surface.muted, "width": 1, "dash": "dot"})
    figure.update_yaxes(range=[-1.05, 1.05], tickvals=[-1, 0, 1], ticktext=ends_of(low_title, high_title))
    return dated(figure, frame, style)


def _tone_colour(value: float, style: Style) -> str:
    if pd.isna(value):
        return style.surface.muted
    return TONE_COLOURS["negative" if value < 0 else "positive"]


def _opacities(frame: pd.DataFrame) -> list[float]:
    return [SMALL_OPACITY if n < SMALL_N else 1.0 for n in frame["n"]]


def _widths(frame: pd.DataFrame) -> list[float]:
    """Widths of bars in milliseconds, as Plotly's time axis counts."""
    days = (frame["period_end"] - frame["period"]).dt.days + 1
    return [float(number) * MILLISECONDS_A_DAY * 0.85 for number in days]
