"""Charts over time: volume, topics, tone."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analytics.figures.theme import PALETTE, TONE_COLOURS
from analytics.study.statistics import SMALL_N, Floats
from reports.charts.canvas import (
    PAPER,
    SIZE,
    Chart,
    date_axis,
    empty_svg,
    few_ticks,
    new_figure,
    printing,
    shade_gaps,
    sided,
    to_svg,
)
from reports.charts.notes import days_of, gap_bands, gap_notes
from reports.grammar import counted, name, percent, period, signed
from reports.sentences import quoted, tone_interval
from reports.wording import Wording

PANELS: Final = 6
_BURST_BAR: Final = 0.07  # of a panel's height
_FEW_POINTS: Final = 40  # up to here points are marked large


def volume_chart(frame: pd.DataFrame, words: Wording) -> Chart:
    """Articles over time as bars.

    Parameters
    ----------
    frame : DataFrame
        As :meth:`analytics.Study.volume` gives it.
    words : Wording
    """
    if frame.empty or not frame["n"].sum():
        return _empty(words, "volume")
    peak = frame.iloc[int(frame["n"].to_numpy().argmax())]
    when = period(*days_of(peak), words.language)
    tied = (frame["n"] == peak["n"]).sum() > 1
    key = "volume_one" if (frame["n"] > 0).sum() == 1 else "volume_tie" if tied else "volume"
    articles = counted(int(peak["n"]), words.noun, words.language)
    title = words(f"chart.{key}", units=words(f"busiest.{_unit(frame)}"), period=when, articles=articles)
    with printing():
        figure = new_figure(2.1)
        axes = figure.subplots()
        starts, ends = _edges(frame)
        shade_gaps(axes, gap_bands(frame))
        axes.bar(starts, frame["n"], width=(ends - starts) * 0.92, align="edge", color=PALETTE[0], linewidth=0)
        few_ticks(axes, integer=True)
        _finish(axes, frame, words)
        svg = to_svg(figure)
    alt = words("chart.volume_alt", unit=words(f"units.{_unit(frame)}"), title=title)
    return Chart(title, svg, alt, gap_notes(frame, words))


def tone_chart(frame: pd.DataFrame, overall: pd.Series[Any], words: Wording) -> Chart:
    """Mean tone over time inside its interval.

    Parameters
    ----------
    frame : DataFrame
        As :meth:`analytics.Study.tone_over_time` gives it.
    overall : Series
        The row of :meth:`analytics.Study.tone`.
    words : Wording
    """
    known = frame[frame["n"] > 0]
    if known.empty:
        return _empty(words, "tone")
    mean = signed(overall["mean"])
    title = words("chart.tone_bare", mean=mean)
    if overall["n"] > 1:
        interval = tone_interval(overall["low"], overall["high"], words.language)
        title = words("chart.tone", mean=mean, interval=interval)
    with printing():
        figure = new_figure(2.3)
        axes = figure.subplots()
        _draw_tone(axes, frame)
        _name_ends(axes, words)
        _finish(axes, frame, words)
        svg = to_svg(figure)
    small = words("chart.note_small", n=str(SMALL_N)) if (known["n"] < SMALL_N).any() else None
    notes = [words("chart.note_band"), *([small] if small else []), *gap_notes(frame, words)]
    alt = words("chart.tone_alt", unit=words(f"units.{_unit(frame)}"), title=title)
    return Chart(title, svg, alt, tuple(notes))


def topics_chart(
    frame: pd.DataFrame,
    topics: pd.DataFrame,
    colours: Mapping[Hashable, str],
    words: Wording,
    bursts: pd.DataFrame | None = None,
) -> Chart:
    """The largest topics' shares over time, one small panel each, all on one scale.

    Parameters
    ----------
    frame : DataFrame
        As :meth:`analytics.Study.topics_over_time` gives it for at most :data:`PANELS` topics.
    topics : DataFrame
        As :meth:`analytics.Study.topics` gives them, largest first.
    colours : mapping
        Colour of each topic.
    words : Wording
    bursts : DataFrame, optional
        As :meth:`analytics.Study.bursts` gives them: bars along the top of their topic's panel.
    """
    keys = list(dict.fromkeys(frame["key"])) if len(frame) else []
    if not keys:
        return _empty(words, "topics")
    labels = topics.set_index("topic_id")[f"label_{words.language}"].to_dict()
    title = words(
        "chart.topics" if len(keys) > 1 else "chart.topics_one",
        label=quoted(labels[keys[0]], words),
        share=percent(topics.iloc[0]["share"]),
        unit=words(f"units.{_unit(frame)}"),
    )
    drawn, sparse = _without_sparse(frame)
    panels = [(labels[key], colours.get(key, PAPER.accent), drawn[drawn["key"] == key]) for key in keys]
    spans = {key: [] if bursts is None else _spans(bursts[bursts["topic_id"] == key]) for key in keys}
    svg = _draw_panels(panels, [spans[key] for key in keys], min(1.0, float(drawn["high"].max()) * 1.05), words)
    alt = words(
        "chart.topics_alt", unit=words(f"units.{_unit(frame)}"), labels="; ".join(name(labels[key]) for key in keys)
    )
    notes = gap_notes(frame[frame["key"] == keys[0]], words)
    if any(spans.values()):
        notes = (words("chart.note_bursts"), *notes)
    return Chart(title, svg, alt, (words("chart.note_sparse", n=str(SMALL_N)), *notes) if sparse else notes)


def _spans(bursts: pd.DataFrame) -> list[tuple[date, date]]:
    """First and last day of each burst."""
    return [(row["start"].date(), row["end"].date()) for _, row in bursts.iterrows()]


def _draw_panels(
    panels: Sequence[tuple[str, str, pd.DataFrame]],
    bursts: Sequence[Sequence[tuple[date, date]]],
    top: float,
    words: Wording,
) -> str:
    """Panels of shares on one scale, three in a row: label, colour and frame of each, and the days of its bursts."""
    with printing():
        columns = min(3, len(panels))
        rows = -(-len(panels) // columns)
        figure = new_figure(0.5 + 1.35 * rows)
        grid = figure.subplots(rows, columns, sharex=True, squeeze=False)
        order = grid[:, ::-1] if words.direction == "rtl" else grid
        for axes in order.flat[len(panels) :]:
            axes.set_visible(False)
        for axes, (label, colour, panel), spans in zip(order.flat, panels, bursts, strict=False):
            _draw_share(axes, panel, colour)
            for start, end in spans:
                axes.axvspan(*_ends(start, end), ymin=1 - _BURST_BAR, color=colour, linewidth=0)
            axes.set_ylim(0, top)
            _title_panel(axes, label, words)
            _finish(axes, panel, words, ticks=3)
            if axes not in order[:, 0]:
                axes.set_yticklabels([])
        return to_svg(figure)


def _draw_tone(axes: Axes, frame: pd.DataFrame) -> None:
    at = _middles(frame)
    mean, low, high = (frame[column].to_numpy(float) for column in ("mean", "low", "high"))
    shade_gaps(axes, gap_bands(frame))
    axes.axhline(0, color=PAPER.muted, linewidth=0.8)
    axes.fill_between(at, low, high, color=PALETTE[0], alpha=0.18, linewidth=0)
    axes.plot(at, mean, color=PALETTE[0], linewidth=1.4)
    small, size = (frame["n"] < SMALL_N).to_numpy(), 3 if len(frame) <= _FEW_POINTS else 1.8
    axes.plot(at[~small], mean[~small], "o", color=PALETTE[0], markersize=size)
    axes.plot(at[small], mean[small], "o", mec=PALETTE[0], mfc="white", mew=0.6, markersize=size)
    # The ribbon of two or three articles spans the whole scale: it may leave the plot, the means may not.
    reach = float(np.nanmax(np.abs(np.concatenate([mean, low[~small], high[~small]]))))
    limit = min(1.05, max(0.25, reach * 1.1))
    axes.set_ylim(-limit, limit)
    few_ticks(axes)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: signed(value)))


def _name_ends(axes: Axes, words: Wording) -> None:
    """The names of the scale's ends beside the plot, across from the axis, where no line can run through them."""
    where, side = (-0.01, "right") if words.direction == "rtl" else (1.01, "left")
    for height, key in ((1.0, "positive"), (0.0, "negative")):
        axes.text(
            where,
            height,
            words(f"chart.tone_{key}"),
            transform=axes.transAxes,
            ha=side,
            va="top" if key == "positive" else "bottom",
            color=TONE_COLOURS[key],
            fontsize=SIZE - 0.5,
        )


def _draw_share(axes: Axes, panel: pd.DataFrame, colour: str) -> None:
    at = _middles(panel)
    share, low, high = (panel[column].to_numpy(float) for column in ("share", "low", "high"))
    shade_gaps(axes, gap_bands(panel))
    axes.fill_between(at, low, high, color=colour, alpha=0.16, linewidth=0)
    size = 2.2 if len(panel) <= _FEW_POINTS else 1.2
    axes.plot(at, share, color=colour, linewidth=1.2, marker="o", markersize=size)
    few_ticks(axes, 4)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: percent(value)))


def _without_sparse(frame: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """The frame with the shares of periods with few articles taken out, unless all have few; whether any was."""
    few = (frame["N"] < SMALL_N) & ~frame["gap"]
    if not few.any() or (frame.loc[~few, "N"] == 0).all():
        return frame, False
    return frame.assign(**{column: frame[column].mask(few) for column in ("share", "low", "high")}), True


def _title_panel(axes: Axes, label: str, words: Wording) -> None:
    lines = textwrap.wrap(" ".join(label.split()), 34, max_lines=2, placeholder=" …")
    side: Literal["left", "right"] = "right" if words.direction == "rtl" else "left"
    axes.set_title("\n".join(name(line) for line in lines), loc=side, fontsize=SIZE, color=PAPER.text)


def _finish(axes: Axes, frame: pd.DataFrame, words: Wording, ticks: int = 6) -> None:
    starts, ends = _edges(frame)
    lone = float(ends[0] - starts[0]) * 3 if len(frame) == 1 else 0.0  # so that a lone bar is a bar, not a wall
    axes.set_xlim(float(starts.min()) - lone, float(ends.max()) + lone)
    date_axis(axes, frame["period"].min().date(), frame["period_end"].max().date(), words, ticks)
    sided(axes, words)


def _edges(frame: pd.DataFrame) -> tuple[Floats, Floats]:
    """Where each period begins and ends, in days since 1970 as Matplotlib counts them."""
    starts, ends = (frame[column].to_numpy("datetime64[D]").astype(np.float64) for column in ("period", "period_end"))
    return starts, ends + 1


def _ends(start: date, end: date) -> tuple[float, float]:
    """The same of days, both inclusive."""
    first, last = np.array([start, end], dtype="datetime64[D]").astype(np.float64)
    return float(first), float(last) + 1


def _middles(frame: pd.DataFrame) -> Floats:
    starts, ends = _edges(frame)
    return (starts + ends) / 2


def _unit(frame: pd.DataFrame) -> str:
    days = (frame["period_end"].iloc[0] - frame["period"].iloc[0]).days
    return "day" if days < 1 else "week" if days < 7 else "month" if days < 31 else "year"


def _empty(words: Wording, kind: str) -> Chart:
    title = words(f"chart.{kind}_none")
    with printing():
        return Chart(title, empty_svg(words("chart.empty")), title)
