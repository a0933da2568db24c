"""Publishers beside one another as dots with intervals: as they are, and on the same topics."""

from __future__ import annotations

import textwrap
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from reports.charts.canvas import PAPER, SIZE, Chart, new_figure, printing, to_svg
from reports.grammar import isolated, name, signed, whole
from reports.wording import Wording

DOTS: Final = 14
_APART: Final = 0.15  # how far the two dots of a row are from its middle
_LEAST: Final = 0.2  # half the shortest axis, so that a small difference looks small


def publisher_dots(frame: pd.DataFrame, words: Wording) -> Chart | None:
    """Differences of publishers' tone from that of the others: hollow as they are, full on the same topics.

    Parameters
    ----------
    frame : DataFrame
        As :meth:`analytics.Study.publisher_tone` gives it, largest first.
    words : Wording

    Returns
    -------
    Chart or None
        None where no publisher was compared.
    """
    top = frame[frame["raw"].notna()].head(DOTS)
    if top.empty:
        return None
    with printing():
        figure = new_figure(0.75 + 0.34 * len(top))
        axes = figure.subplots()
        _draw(axes, top, words)
        axes.set_yticks(range(len(top)), [_label(*row, words) for row in _named(top, words)], color=PAPER.text)
        _scale(axes, top, words)
        if words.direction == "rtl":
            axes.yaxis.tick_right()
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False, fontsize=SIZE - 0.5)
        svg = to_svg(figure)
    names = "; ".join(name(text) for text, _ in _named(top, words))
    alt = words("chart.dots_alt", labels=names)
    return Chart(words("chart.dots"), svg, alt, (words("chart.note_dots"),))


def _named(top: pd.DataFrame, words: Wording) -> list[tuple[str, int]]:
    return list(zip(top[f"name_{words.language}"].astype(str), top["n_stories"].astype(int), strict=True))


def _label(text: str, n: int, words: Wording) -> str:
    """A publisher on two lines at most, and how many stories it has."""
    lines = textwrap.wrap(" ".join(text.split()), 34, max_lines=2, placeholder=" …") or [""]
    shown = [name(line) for line in lines]
    return "\n".join([*shown[:-1], f"{shown[-1]} {isolated(f'({whole(n)})')}"])


def _draw(axes: Axes, top: pd.DataFrame, words: Wording) -> None:
    for kind, shift, colour, face in (
        ("raw", -_APART, PAPER.muted, "white"),
        ("adjusted", _APART, PAPER.accent, PAPER.accent),
    ):
        at = np.arange(len(top)) + shift
        value, low, high = (top[f"{kind}{end}"].to_numpy(float) for end in ("", "_low", "_high"))
        axes.hlines(at, low, high, color=colour, linewidth=1.1, zorder=2)
        axes.plot(value, at, "o", mec=colour, mfc=face, markersize=4.5, zorder=3, label=words(f"chart.dots_{kind}"))


def _scale(axes: Axes, top: pd.DataFrame, words: Wording) -> None:
    """One scale around 0, whose ends say what they mean; numbers run left to right in both languages."""
    ends = top[["raw_low", "raw_high", "adjusted_low", "adjusted_high"]].abs().to_numpy(float)
    reach = max(_LEAST, float(np.nanmax(ends))) * 1.05
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(top) - 0.5, -0.5)
    axes.axvline(0, color=PAPER.muted, linewidth=0.8, zorder=1)
    axes.grid(axis="x", visible=True)
    axes.grid(axis="y", visible=False)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(MaxNLocator(5, symmetric=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: signed(value)))
    axes.set_xlabel(words("chart.dots_x"))
    axes.spines["left"].set_visible(False)
