"""The most mentioned actors as bars."""

from __future__ import annotations

import textwrap
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analytics.figures.theme import PALETTE
from reports.charts.canvas import PAPER, SIZE, Chart, empty_svg, new_figure, printing, to_svg
from reports.grammar import isolated, name, percent, whole
from reports.sentences import quoted
from reports.wording import Wording

BARS: Final = 10


def actor_bars(frame: pd.DataFrame, words: Wording) -> Chart:
    """The shares of articles that mention each actor, with intervals; growing from the side where lines begin.

    Parameters
    ----------
    frame : DataFrame
        As :meth:`analytics.Study.actors` gives it, largest first.
    words : Wording
    """
    if frame.empty:
        title = words("chart.actors_none")
        with printing():
            return Chart(title, empty_svg(words("chart.empty")), title)
    top = frame.head(BARS)
    names = [str(text) for text in top[f"name_{words.language}"]]
    title = words("chart.actors", label=quoted(names[0], words), share=percent(top.iloc[0]["share"]))
    with printing():
        figure = new_figure(0.5 + 0.27 * len(top))
        axes = figure.subplots()
        _draw(axes, top)
        lines = [
            "\n".join(name(line) for line in textwrap.wrap(text, 38, max_lines=2, placeholder=" …")) for text in names
        ]
        axes.set_yticks(range(len(top)), lines, color=PAPER.text)
        _mirror(axes, words)
        svg = to_svg(figure)
    alt = words("chart.actors_alt", labels="; ".join(name(text) for text in names))
    return Chart(title, svg, alt, (words("chart.note_whisker"),))


def _draw(axes: Axes, top: pd.DataFrame) -> None:
    places = np.arange(len(top))
    share, low, high = (top[column].to_numpy(float) for column in ("share", "low", "high"))
    axes.barh(places, share, height=0.66, color=PALETTE[0], linewidth=0)
    axes.hlines(places, low, high, color=PAPER.text, linewidth=0.9)
    for place, end, count in zip(places, high, top["n"], strict=True):
        axes.annotate(
            isolated(whole(int(count))),
            (end, place),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=SIZE - 0.5,
            color=PAPER.muted,
        )
    axes.invert_yaxis()
    axes.set_xlim(0, float(high.max()) * 1.1)
    axes.grid(axis="x", visible=True)
    axes.grid(axis="y", visible=False)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))
    axes.tick_params(axis="y", length=0)


def _mirror(axes: Axes, words: Wording) -> None:
    if words.direction != "rtl":
        return
    axes.invert_xaxis()
    axes.yaxis.tick_right()
    axes.spines["right"].set_visible(True)
    axes.spines["left"].set_visible(False)
    for text in axes.texts:
        text.set_position((-5, 0))
        text.set_horizontalalignment("right")
