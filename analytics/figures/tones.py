"""Figures of tone: publishers beside one another, tone over time with its band, and what changed.

Frames are those of :class:`analytics.study.Study` with a column ``name``. What rests on fewer than five stories is
pale; how many units it rests on stands beside each name, or below each period.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.figures.layout import (
    SMALL_OPACITY,
    dated,
    dressed,
    ends_of,
    extra,
    gap_bands,
    label_of,
    plain,
    rows_of,
    step_for,
)
from analytics.figures.theme import TONE_COLOURS, Style
from analytics.figures.trends import HOVER

ROW: Final = 38
"""Height of a row of two marks and the space around it, in pixels."""
APART: Final = 0.16
"""How far the two marks of a row are from its middle, of the height of a row."""
BAND_OPACITY: Final = 0.16
DECIDED: Final = 0.05
"""The false discovery rate up to which a change is drawn in the colour of its direction."""


def publisher_tone_figure(
    frame: pd.DataFrame,
    style: Style,
    *,
    raw_title: str = "",
    adjusted_title: str = "",
    low_title: str = "",
    high_title: str = "",
) -> go.Figure:
    """Difference of each publisher's tone from that of all others: as it is, and on the same topics.

    Parameters
    ----------
    frame : DataFrame
        name, n, is_small, raw, raw_low, raw_high, adjusted, adjusted_low, adjusted_high: ``Study.publisher_tone``;
        optional hover, link. What has no difference keeps its row, without a mark.
    style : Style
        Language and colour scheme.
    raw_title, adjusted_title : str
        What the hollow and the full marks are.
    low_title, high_title : str
        What the two ends of the axis mean.
    """
    figure = go.Figure()
    for column, title, shift, hollow in (("raw", raw_title, -APART, True), ("adjusted", adjusted_title, APART, False)):
        figure.add_scatter(**_dots(frame, style, column, shift, hollow), name=label_of(title, 60))
    _named_rows(figure, frame, style)
    reach = _reach(frame)
    figure.add_vline(x=0, line={"color": style.surface.muted, "width": 1, "dash": "dot"})
    figure.update_layout(showlegend=True, margin={"l": 40, "r": 40})
    at = [-reach, 0, reach]
    words = [f"\u2066−{reach:g}\u2069 {plain(low_title)}", "0", f"\u2066+{reach:g}\u2069 {plain(high_title)}"]
    figure.update_xaxes(range=[-1.05 * reach, 1.05 * reach], tickvals=at, ticktext=words)
    return figure


def _dots(frame: pd.DataFrame, style: Style, column: str, shift: float, hollow: bool) -> dict[str, Any]:
    """A dot a row with its interval."""
    return {
        "x": frame[column],
        "y": [place + shift for place in range(len(frame))],
        "mode": "markers",
        "marker": {
            "size": 10,
            "color": style.surface.muted if hollow else style.surface.accent,
            "symbol": "circle-open" if hollow else "circle",
            "opacity": _opacities(frame),
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": frame[f"{column}_high"] - frame[column],
            "arrayminus": frame[column] - frame[f"{column}_low"],
            "color": style.surface.muted if hollow else style.surface.accent,
            "thickness": 1.5,
            "width": 0,
        },
        "customdata": extra(frame, "link"),
        "hovertext": extra(frame, "hover"),
        "hovertemplate": HOVER,
    }


def _reach(frame: pd.DataFrame) -> float:
    """Half the length of an axis of differences: the tenth that holds all intervals, at least .2."""
    ends = frame[["raw_low", "raw_high", "adjusted_low", "adjusted_high"]].abs().to_numpy(float)
    found = ends[np.isfinite(ends)]
    return float(np.ceil(max(0.2, found.max(initial=0.0)) * 10 - 1e-9) / 10)


def tone_band_figure(
    frame: pd.DataFrame, style: Style, *, low_title: str = "", high_title: str = "", n_title: str = ""
) -> go.Figure:
    """Mean tone over time with the band of its 95% intervals, above bars of how many units it rests on.

    Parameters
    ----------
    frame : DataFrame
        period, period_end, n, mean, low, high, is_small, gap: ``Study.toward_over_time`` of one key; optional hover,
        link. A period without a tone breaks the line and its band; one without an interval has no band.
    style : Style
        Language and colour scheme.
    low_title, high_title : str
        What the two ends of the axis of tone mean.
    n_title : str
        What the bars count.
    """
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[0.78, 0.22], vertical_spacing=0.04)
    for part in _unbroken(frame):
        figure.add_scatter(
            x=[*part["period"], *part["period"][::-1]],
            y=[*part["high"], *part["low"][::-1]],
            fill="toself",
            fillcolor=style.surface.accent,
            opacity=BAND_OPACITY,
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            row=1,
            col=1,
        )
    marker = {"color": style.surface.accent, "size": 8, "opacity": _opacities(frame)}
    shown = {"customdata": extra(frame, "link"), "hovertext": extra(frame, "hover"), "hovertemplate": HOVER}
    line = {"color": style.surface.accent, "width": 2}
    figure.add_scatter(x=frame["period"], y=frame["mean"], mode="lines+markers", line=line, marker=marker,
                       connectgaps=False, **shown, row=1, col=1)  # fmt: skip
    bars = {"color": style.surface.muted, "opacity": _opacities(frame)}
    figure.add_bar(x=frame["period"], y=frame["n"], marker=bars, textposition="none", **shown, row=2, col=1)
    dressed(figure, style, height=380)
    figure.update_layout(shapes=gap_bands(frame, style))
    figure.add_hline(y=0, line={"color": style.surface.muted, "width": 1, "dash": "dot"}, row=1, col=1)
    ends = ends_of(plain(low_title), plain(high_title))
    figure.update_yaxes(range=[-1.05, 1.05], tickvals=[-1, 0, 1], ticktext=ends, row=1, col=1)
    figure.update_yaxes(
        title_text=plain(n_title),
        rangemode="tozero",
        tickformat=",d",
        dtick=step_for(frame["n"].max(), 2),
        row=2,
        col=1,
    )
    return dated(figure, frame, style)


def _unbroken(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """The stretches of two periods or more with an interval each."""
    known = frame["low"].notna()
    stretch = (known != known.shift()).cumsum()
    parts = [part for _, part in frame[known].groupby(stretch[known])]
    return [part for part in parts if len(part) > 1]


def tone_changes_figure(frame: pd.DataFrame, style: Style, *, low_title: str = "", high_title: str = "") -> go.Figure:
    """An arrow a group from its tone before to its tone after; grey where the difference may be chance.

    Parameters
    ----------
    frame : DataFrame
        name, n_before, n_after, mean_before, mean_after, q, reason: ``Study.tone_changes``; optional hover, link.
        A group that was not tested is pale, one without a tone on a side has no arrow.
    style : Style
        Language and colour scheme.
    low_title, high_title : str
        What the two ends of the axis mean.
    """
    figure = go.Figure()
    links, hovers = extra(frame, "link"), extra(frame, "hover")
    for place, row in enumerate(rows_of(frame)):
        colour = _change_colour(row.mean_after - row.mean_before, row.q, style)
        head = f"triangle-{'right' if row.mean_after >= row.mean_before else 'left'}"
        figure.add_scatter(
            x=[row.mean_before, row.mean_after],
            y=[place, place],
            mode="lines+markers",
            line={"color": colour, "width": 2},
            marker={"color": colour, "size": [7, 12], "opacity": 1, "symbol": ["circle-open", head]},
            opacity=1.0 if pd.isna(row.reason) else SMALL_OPACITY,
            customdata=[links[place]] * 2,
            hovertext=[hovers[place]] * 2,
            hovertemplate=HOVER,
        )
    counts = [f"{before:,} → {after:,}" for before, after in zip(frame["n_before"], frame["n_after"], strict=True)]
    _named_rows(figure, frame, style, counts)
    figure.add_vline(x=0, line={"color": style.surface.muted, "width": 1, "dash": "dot"})
    figure.update_layout(margin={"l": 40, "r": 40})
    ends = ends_of(plain(low_title), plain(high_title))
    figure.update_xaxes(range=[-1.05, 1.05], tickvals=[-1, 0, 1], ticktext=ends)
    return figure


def _change_colour(difference: float, q: float, style: Style) -> str:
    if pd.isna(q) or q > DECIDED:
        return style.surface.muted
    return TONE_COLOURS["positive" if difference > 0 else "negative"]


def _opacities(frame: pd.DataFrame) -> list[float]:
    return [SMALL_OPACITY if small else 1.0 for small in frame["is_small"]]


def _named_rows(figure: go.Figure, frame: pd.DataFrame, style: Style, counts: list[str] | None = None) -> None:
    """One row a name with how many units it rests on, the first on top."""
    shown = [f"{n:,}" for n in frame["n"]] if counts is None else counts
    names = [f"{label_of(name)}  \u2066({n})\u2069" for name, n in zip(frame["name"], shown, strict=True)]
    dressed(figure, style, height=90 + ROW * max(len(frame), 1))
    figure.update_yaxes(
        tickvals=list(range(len(frame))),
        ticktext=names,
        range=[len(frame) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        side="right" if style.is_rtl else "left",
        tickfont={"color": style.surface.text, "size": 13},
        ticklabelstandoff=6,
    )
