"""Cards with a chart: title, what its marks stand for, its numbers as CSV, hints on small numbers and gaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import dcc

from analytics.figures import bars_figure, series_figure, tone_dots_figure, tone_figure, volume_figure
from analytics.figures.layout import plain
from analytics.study import Filters
from analytics.study.statistics import SMALL_N
from dashboard import frames, links
from dashboard.components.empty import empty_chart
from dashboard.components.parts import card, how_sure
from dashboard.components.toggles import csv_link, measure_toggle
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of

TOP: int = 8
"""Bars in a ranking on the overview: what fits without scrolling."""


def graph(name: str, figure: go.Figure, title: str, *, zooms: bool = False) -> Component:
    """A figure whose marks can be clicked; ``name`` is unique on the page. One that ``zooms`` does so by the wheel."""
    return dcc.Graph(
        id={"type": "chart", "name": name},
        figure=figure,
        config={"displayModeBar": False, "responsive": True, "showTips": False, "scrollZoom": zooms},
        className="chart",
        style={"height": figure.layout.height},
        responsive=True,
    )


def volume_card(context: Context, name: str) -> Component:
    """Articles over time, as counts or as shares of what was collected."""
    texts, view = context.texts, context.view
    frame = with_links(frames.volume(context.study, view), context, lambda row: view.filters)
    frame["hover"] = [_volume_hover(context, row) for row in rows_of(frame)]
    title = texts("chart.volume")
    if frame["n"].sum() == 0:
        return card(title, empty_chart(context, "empty.no_dates"))
    figure = volume_figure(frame, context.style, measure=view.measure, y_title=texts(f"chart.volume_{view.measure}"))
    note = hints(context, frame, texts("chart.volume_note_share") if view.measure == "share" else "")
    actions = [measure_toggle(context), csv_link(context, "volume", title)]
    return card(title, graph(name, figure, title), actions=actions, note=note)


def tone_card(context: Context, name: str) -> Component:
    """Mean tone over time with its interval."""
    texts, view = context.texts, context.view
    frame = with_links(frames.tone(context.study, view), context, lambda row: view.filters)
    frame["hover"] = [_tone_hover(context, row, row.low, row.high) for row in rows_of(frame)]
    title = texts("chart.tone")
    if frame["n"].sum() == 0:
        return card(title, empty_chart(context, "empty.no_dates"))
    figure = tone_figure(
        frame, context.style, low_title=texts("chart.negative"), high_title=texts("chart.positive")
    )  # fmt: skip
    note = hints(context, frame, texts("chart.tone_note"))
    return card(
        title, graph(name, figure, title), actions=[how_sure(context), csv_link(context, "tone", title)], note=note
    )


def trends_card(context: Context, name: str, dimension: str, title: str) -> Component:
    """Shares of actors over time, one line each; :mod:`dashboard.components.topic_trends` has those of topics."""
    texts, view = context.texts, context.view
    frame = frames.FRAMES[f"{dimension}-trends"](context.study, view)
    if frame["n"].sum() == 0:
        return card(title, empty_chart(context, "empty.no_dates"))
    is_thin = frame["N"] < SMALL_N
    action = csv_link(context, f"{dimension}-trends", title)
    if is_thin.all():
        return card(title, empty_chart(context, "empty.few_all"), actions=action)
    frame = with_shares(frame, context, dimension)
    figure = series_figure(
        frame,
        context.style,
        names={key: context.name(dimension, key) for key in frame["key"].unique()},
        colours=context.catalogue.colours[dimension],
        y_title=texts("chart.trend_share"),
    )
    note = share_hints(context, frame, texts("chart.trend_note"))
    return card(title, graph(name, figure, title), actions=action, note=note)


def ranking_card(context: Context, name: str, dimension: str, title: str, reason: str) -> Component:
    """The largest topics, actors or sources as bars."""
    texts, view = context.texts, context.view
    frame = frames.FRAMES[f"{dimension}s"](context.study, view)
    if frame.empty:
        return card(title, empty_chart(context, reason))
    top = _named(frame.head(TOP), context, dimension)
    top["hover"] = [f"{plain(row.name)}<br>{_of(context, row)}" for row in rows_of(top)]
    if dimension in ("topic", "actor"):
        top["colour"] = [context.catalogue.colours[dimension].get(key) for key in top["key"]]
    note = texts("chart.first_of", shown=texts.number(len(top)), count=texts.count(f"{dimension}s", len(frame)))
    figure = bars_figure(top, context.style, x_title=texts("chart.articles_axis"))
    action = csv_link(context, f"{dimension}s", title)
    return card(title, graph(name, figure, title), actions=action, note=hints(context, top, note))


def tone_dots_card(context: Context, name: str) -> Component:
    """Tone towards the most mentioned actors."""
    texts = context.texts
    frame = frames.actors(context.study, context.view)
    frame = frame[frame["tone"].notna()]
    title = texts("chart.actor_tone")
    if frame.empty:
        return card(title, empty_chart(context, "empty.no_tone"))
    top = _named(frame.head(10), context, "actor")
    top = top.assign(mean=top["tone"], low=top["tone_low"], high=top["tone_high"])
    top["hover"] = [
        f"{plain(row.name)}<br>{_of(context, row)}<br>{_tone(context, row.mean, row.low, row.high)}"
        for row in rows_of(top)
    ]
    figure = tone_dots_figure(
        top, context.style, low_title=texts("chart.negative"), high_title=texts("chart.positive")
    )  # fmt: skip
    note = hints(context, top, texts("chart.actor_tone_note"))
    actions = [how_sure(context), csv_link(context, "actors", title)]
    return card(title, graph(name, figure, title), actions=actions, note=note)


def with_links(frame: pd.DataFrame, context: Context, selection: Callable[[Any], Filters]) -> pd.DataFrame:
    """The frame with a column ``link``: the articles of each mark's period; nothing where it counts none."""
    found = [
        links.articles_link(context.view, selection(row).within(row.period.date(), row.period_end.date()))
        if row.n
        else ""
        for row in rows_of(frame)
    ]
    return frame.assign(link=found)


def with_shares(frame: pd.DataFrame, context: Context, dimension: str) -> pd.DataFrame:
    """The series with links and words, without shares of so few articles that they would mislead."""
    filters, field = context.filters, links.FIELDS[dimension]
    found = with_links(frame, context, lambda row: filters.narrow(**{field: (row.key,)}))
    found["share"] = found["share"].mask(found["N"] < SMALL_N)  # one article of one would draw a peak of 100%
    found["hover"] = [_share_hover(context, dimension, row) for row in rows_of(found)]
    return found


def share_hints(context: Context, frame: pd.DataFrame, *texts_before: str) -> str:
    """The line under a chart of shares, with how many periods have none."""
    is_thin = frame["N"] < SMALL_N
    thin = int((is_thin & ~frame["gap"]).groupby(frame["period"]).any().sum())
    told = context.texts.count("thin", thin) if thin else ""
    return hints(context, frame[~is_thin | frame["gap"]], *texts_before, told)


def hints(context: Context, frame: pd.DataFrame, *texts_before: str) -> str:
    """One line under a chart: what it shows, how many marks rest on few articles, how many gaps there are."""
    texts = context.texts
    small = int(((frame["n"] > 0) & (frame["n"] < SMALL_N)).sum())
    gaps = int(frame.drop_duplicates("period")["gap"].sum()) if "gap" in frame else 0
    parts = [part.removesuffix(".") for part in texts_before if part]
    parts += [texts.count("small", small)] if small else []
    parts += [texts.count("gaps", gaps)] if gaps else []
    parts.append(texts("chart.open").removesuffix("."))
    return ". ".join(parts) + "."


def _named(frame: pd.DataFrame, context: Context, dimension: str) -> pd.DataFrame:
    column = {"topic": "topic_id", "actor": "actor_id", "source": "source_key", "place": "place_id"}[dimension]
    keys: list[Any] = frame[column].tolist()
    found = [links.articles_link(context.view, links.ranked(context.filters, dimension, key)) for key in keys]
    names = [context.name(dimension, key) for key in keys]
    return frame.assign(key=keys, name=names, link=found).reset_index(drop=True)


def _of(context: Context, row: Row) -> str:
    texts = context.texts
    values = {"n": texts.number(row.n), "N": texts.number(row.N), "share": texts.percent(row.share)}
    return texts("hover.share", **values)


def _period(context: Context, row: Row) -> str:
    return context.texts.period(row.period.date(), row.period_end.date())


def _volume_hover(context: Context, row: Row) -> str:
    texts = context.texts
    if row.gap:
        return texts("hover.gap", period=_period(context, row))
    values = {"n": texts.number(row.n), "N": texts.number(row.N), "share": texts.percent(row.share)}
    return texts("hover.volume", period=_period(context, row), **values)


def _share_hover(context: Context, dimension: str, row: Row) -> str:
    return f"{plain(context.name(dimension, row.key))}<br>{_period(context, row)}<br>{_of(context, row)}"


def _tone_hover(context: Context, row: Row, low: float, high: float) -> str:
    counted = context.texts.count("articles", row.n)
    return f"{_period(context, row)}<br>{counted}<br>{_tone(context, row.mean, low, high)}"


def _tone(context: Context, mean: float, low: float, high: float) -> str:
    texts = context.texts
    if low != low:
        return texts("hover.tone_one", mean=texts.score(mean))
    return texts("hover.tone", mean=texts.score(mean), interval=texts.interval(low, high))
