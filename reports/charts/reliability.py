"""A small reliability diagram: how often labels of a given probability are right (Murphy and Winkler 1977)."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analytics.evaluation import word
from analytics.figures.theme import PALETTE
from analytics.study.statistics import SMALL_N
from reports.charts.canvas import PAPER, SIZE, Chart, new_figure, printing, sided, to_svg
from reports.grammar import percent, whole
from reports.wording import Wording

LINES: Final = 4
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
_SIDES: Final = (3.0, 8.0)
"""Sizes of the smallest and the largest mark, in points: its area is the number of labels."""


def reliability_chart(frame: pd.DataFrame, words: Wording) -> Chart | None:
    """A line a data set and language over the diagonal; below it labels are surer than they should be.

    Parameters
    ----------
    frame : DataFrame
        As :func:`analytics.evaluation.reliability.reliability_bins` gives it; at most :data:`LINES` keys are drawn.
    words : Wording

    Returns
    -------
    Chart or None
        None where there are no bins.
    """
    keys = list(dict.fromkeys(frame["key"]))[:LINES]
    if not keys:
        return None
    shown = frame[frame["key"].isin(keys)]
    names = {key: _called(shown[shown["key"] == key], words) for key in keys}
    with printing():
        figure = new_figure(2.4)
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], ":", color=PAPER.muted, linewidth=0.9, label=word("label", "perfect", words.language))
        for place, key in enumerate(keys):
            _draw(axes, shown[shown["key"] == key], names[key], PALETTE[place], int(shown["n"].max()))
        _scale(axes, words)
        _legend(axes, words)
        svg = to_svg(figure)
    alt = words("chart.reliability_alt", labels="; ".join(names.values()))
    return Chart(words("chart.reliability"), svg, alt, (words("chart.note_reliability", n=str(SMALL_N)),))


def _called(rows: pd.DataFrame, words: Wording) -> str:
    first = rows.iloc[0]
    tongue, data = (word(kind, str(first[kind]), words.language) for kind in ("language", "dataset"))
    about = words("grammar.comma").join([tongue, whole(int(rows["n"].sum()))])
    return f"{data} ({about})"


def _draw(axes: Axes, rows: pd.DataFrame, label: str, colour: str, largest: int) -> None:
    ordered = rows.sort_values("confidence")
    at, right, low, high = (ordered[key].to_numpy(float) for key in ("confidence", "accuracy", "low", "high"))
    few = (ordered["n"] < SMALL_N).to_numpy()
    axes.vlines(at[~few], low[~few], high[~few], color=colour, linewidth=0.7, alpha=0.6)
    axes.plot(at, right, color=colour, linewidth=1.1, label=label)
    least, most = _SIDES
    sizes = least + (most - least) * np.sqrt(ordered["n"].to_numpy(float) / largest)
    faces = ["white" if is_few else colour for is_few in few]
    axes.scatter(at, right, s=sizes**2, c=faces, edgecolors=colour, linewidths=0.6, zorder=3)


def _scale(axes: Axes, words: Wording) -> None:
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_ticks(_TICKS)
        axis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))
    axes.set_xlabel(word("label", "confidence", words.language))
    axes.set_ylabel(word("label", "share_right", words.language))
    sided(axes, words)
    if words.direction == "rtl":
        axes.yaxis.set_label_position("right")


def _legend(axes: Axes, words: Wording) -> None:
    """Beside the plot, where no line runs through it: on the far side from the axis."""
    if words.direction == "rtl":
        axes.legend(loc="upper right", bbox_to_anchor=(-0.03, 1.0), frameon=False, fontsize=SIZE - 0.5)
    else:
        axes.legend(loc="upper left", bbox_to_anchor=(1.03, 1.0), frameon=False, fontsize=SIZE - 0.5)
    axes.set_aspect("equal")
