"""Reliability diagram: how often labels of a given probability are right (Murphy and Winkler 1977; Guo et al. 2017)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.figures.layout import SMALL_OPACITY, dressed, extra, label_of
from analytics.figures.theme import Style
from analytics.figures.trends import HOVER
from analytics.study.statistics import SMALL_N

HEIGHT: Final = 360
SIDES: Final = (7.0, 20.0)
"""Sizes of the smallest and the largest mark, in pixels: its area is the number of labels."""
_TICKS: Final = [0, 0.2, 0.4, 0.6, 0.8, 1]


def reliability_figure(
    frame: pd.DataFrame,
    style: Style,
    *,
    names: Mapping[Hashable, str],
    colours: Mapping[Hashable, str],
    x_title: str = "",
    y_title: str = "",
    perfect: str = "",
) -> go.Figure:
    """A line a key over the diagonal of perfect calibration: below it labels are surer than they should be.

    Parameters
    ----------
    frame : DataFrame
        key, n, confidence, accuracy, low, high, as ``analytics.evaluation.reliability.reliability_bins`` gives them;
        optional hover, link.
    style : Style
        Language and colour scheme. Probabilities run from left to right in both languages.
    names, colours : mapping
        What each key is called and its colour, in the order of the legend; a key that is not among them is not drawn.
    x_title, y_title : str
        What the axes say.
    perfect : str
        What the diagonal is called.
    """
    figure = go.Figure()
    line = {"color": style.surface.muted, "width": 1, "dash": "dot"}
    figure.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line=line, name=label_of(perfect, 40), hoverinfo="skip")
    largest = max(frame["n"], default=1)
    for key, name in names.items():
        rows = frame[frame["key"] == key]
        if rows.empty:
            continue
        colour = colours.get(key, style.surface.accent)
        figure.add_scatter(
            x=rows["confidence"],
            y=rows["accuracy"],
            name=label_of(name, 60),
            mode="lines+markers",
            line={"color": colour, "width": 1.5},
            marker={"color": colour, "size": _sizes(rows, largest), "opacity": _opacities(rows), "line": {"width": 0}},
            error_y=_whiskers(rows, colour),
            customdata=extra(rows, "link"),
            hovertext=extra(rows, "hover"),
            hovertemplate=HOVER,
        )
    dressed(figure, style, height=HEIGHT)
    figure.update_layout(showlegend=True, legend={"y": -0.24}, margin={"l": 24, "r": 24})  # below the axis's title
    ticks: dict[str, Any] = {"tickvals": _TICKS, "tickformat": ".0%", "zeroline": False}
    figure.update_xaxes(title_text=x_title, range=[0, 1.02], **ticks)
    figure.update_yaxes(title_text=y_title, range=[0, 1.02], side="right" if style.is_rtl else "left", **ticks)
    return figure


def _sizes(rows: pd.DataFrame, largest: int) -> list[float]:
    least, most = SIDES
    return [float(size) for size in least + (most - least) * np.sqrt(rows["n"] / largest)]


def _opacities(rows: pd.DataFrame) -> list[float]:
    return [SMALL_OPACITY if n < SMALL_N else 1.0 for n in rows["n"]]


def _whiskers(rows: pd.DataFrame, colour: str) -> dict[str, Any]:
    """The intervals of the shares, as Plotly takes them."""
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows["high"] - rows["accuracy"]).tolist(),
        "arrayminus": (rows["accuracy"] - rows["low"]).tolist(),
        "color": colour,
        "thickness": 1,
        "width": 0,
    }
