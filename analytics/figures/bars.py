"""Figures of rankings: bars of counts, and dots of tone with their intervals."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from analytics.figures.layout import SMALL_OPACITY, dressed, ends_of, extra, label_of, step_for
from analytics.figures.theme import TONE_COLOURS, Style
from analytics.figures.trends import HOVER
from analytics.study.statistics import SMALL_N

ROW: Final = 30
"""Height of a bar and the space around it, in pixels."""
ROOM_FOR_COUNT: Final = 1.12
"""Length of the axis over that of the longest bar, so that its count fits behind it."""


def bars_figure(frame: pd.DataFrame, style: Style, *, x_title: str = "") -> go.Figure:
    """Horizontal bars, the first row on top; in Arabic they grow from the right.

    Parameters
    ----------
    frame : DataFrame
        name, n; optional colour, hover, link.
    style : Style
        Language and colour scheme.
    x_title : str
        What the axis says.
    """
    longest = max(frame["n"], default=0)
    texts = [f"{n:,}" for n in frame["n"]]
    ticks = {"tickformat": ",d", "dtick": step_for(longest)}
    return bar_rows(
        frame, style, values=frame["n"].tolist(), texts=texts, longest=longest, x_title=x_title, ticks=ticks
    )


def bar_rows(
    frame: pd.DataFrame,
    style: Style,
    *,
    values: list[float],
    texts: list[str],
    longest: float,
    x_title: str,
    ticks: dict[str, Any],
) -> go.Figure:
    """Horizontal bars of any value, pale where ``frame["n"]`` is small; see :func:`bars_figure` for the frame."""
    colours = frame["colour"].tolist() if "colour" in frame else [style.surface.accent] * len(frame)
    figure = go.Figure(
        go.Bar(
            x=values,
            y=list(range(len(frame))),
            orientation="h",
            text=texts,
            textposition="outside",
            cliponaxis=False,
            marker={"color": colours, "opacity": _opacities(frame)},
            customdata=extra(frame, "link"),
            hovertext=extra(frame, "hover"),
            hovertemplate=HOVER,
        )
    )
    _rows(figure, frame, style)
    ends = [0, (longest or 1) * ROOM_FOR_COUNT]
    figure.update_xaxes(title_text=x_title, range=ends[::-1] if style.is_rtl else ends, **ticks)
    return figure


def tone_dots_figure(frame: pd.DataFrame, style: Style, *, low_title: str = "", high_title: str = "") -> go.Figure:
    """Mean tone and its 95% interval, one row a name.

    Parameters
    ----------
    frame : DataFrame
        name, n, mean, low, high; optional hover, link.
    style : Style
        Language and colour scheme.
    low_title, high_title : str
        What the two ends of the axis mean.
    """
    figure = go.Figure(
        go.Scatter(
            x=frame["mean"],
            y=list(range(len(frame))),
            mode="markers",
            marker={
                "size": 11,
                "color": [TONE_COLOURS["negative" if value < 0 else "positive"] for value in frame["mean"]],
                "opacity": _opacities(frame),
            },
            error_x=_whiskers(frame, style),
            customdata=extra(frame, "link"),
            hovertext=extra(frame, "hover"),
            hovertemplate=HOVER,
        )
    )
    _rows(figure, frame, style)
    figure.add_vline(x=0, line={"color": style.surface.muted, "width": 1, "dash": "dot"})
    figure.update_layout(margin={"l": 40, "r": 40})  # room for the words at both ends of the axis
    figure.update_xaxes(range=[-1.05, 1.05], tickvals=[-1, 0, 1], ticktext=ends_of(low_title, high_title))
    return figure


def _opacities(frame: pd.DataFrame) -> list[float]:
    return [SMALL_OPACITY if n < SMALL_N else 1.0 for n in frame["n"]]


def _whiskers(frame: pd.DataFrame, style: Style) -> dict[str, Any]:
    """The intervals of means, as Plotly takes them."""
    return {
        "type": "data",
        "symmetric": False,
        "array": frame["high"] - frame["mean"],
        "arrayminus": frame["mean"] - frame["low"],
        "color": style.surface.muted,
        "thickness": 1.5,
        "width": 0,
    }


def _rows(figure: go.Figure, frame: pd.DataFrame, style: Style) -> None:
    dressed(figure, style, height=60 + ROW * max(len(frame), 1))
    figure.update_yaxes(
        tickvals=list(range(len(frame))),
        ticktext=[label_of(name) for name in frame["name"]],
        range=[len(frame) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        side="right" if style.is_rtl else "left",
        tickfont={"color": style.surface.text, "size": 13},
        ticklabelstandoff=6,
    )
