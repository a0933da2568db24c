"""Topics over time: lines or small panels with bursts, lasting changes and gaps, and the table of bursts."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from analytics.figures import bursts_figure, panels_figure
from analytics.figures.numbers import q_text
from analytics.study.statistics import SMALL_N
from analytics.topics.bursts import FEWEST, LEVEL, RATIO, WINDOW
from dashboard import topic_frames
from dashboard.components.charts import graph, share_hints, with_shares
from dashboard.components.empty import empty_chart
from dashboard.components.grid import MAX_ROWS, grid, linked, number, rows_note
from dashboard.components.parts import card
from dashboard.components.toggles import choice_toggle, csv_link
from dashboard.context import Context
from dashboard.kinds import Component, rows_of
from dashboard.links import articles_link
from dashboard.view import TRENDS


def trends_card(context: Context, title: str) -> Component:
    """Shares of topics over time, as lines or as a small panel each."""
    texts, view = context.texts, context.view
    frame = topic_frames.trends(context.study, view)
    if frame["n"].sum() == 0:
        return card(title, empty_chart(context, "empty.no_dates"))
    toggle = (
        [choice_toggle(context, "trends", {one: texts(f"trends.{one}") for one in TRENDS}, texts("trends.label"))]
        if view.focus is None
        else []
    )
    actions = [*toggle, csv_link(context, "topic-trends", title)]
    if (frame["N"] < SMALL_N).all():
        return card(title, empty_chart(context, "empty.few_all"), actions=actions)
    frame = with_shares(frame, context, "topic")
    dress: dict[str, Any] = {
        "names": {key: context.name("topic", key) for key in frame["key"].unique()},
        "colours": context.catalogue.colours["topic"],
    }
    if view.trends == "panels" and view.focus is None:
        figure, marked = panels_figure(frame, context.style, **dress), ""
    else:
        bursts = topic_frames.bursts(context.study, view)
        changes = topic_frames.change_points(context.study, view)
        title_y = texts("chart.trend_share")
        figure = bursts_figure(frame, bursts, changes, context.style, **dress, y_title=title_y)
        marked = texts("bursts.bands") if any(s.name in ("burst", "change") for s in figure.layout.shapes) else ""
    note = share_hints(context, frame, texts("chart.trend_note"), marked)
    return card(title, graph("topics-trend", figure, title), actions=actions, note=note)


def bursts_card(context: Context, name: str) -> Component:
    """The bursts of the selection: of which topic, when, how many articles against how many expected."""
    texts = context.texts
    frame = topic_frames.bursts(context.study, context.view)
    title = texts("bursts.title")
    rule = texts("bursts.rule", window=str(WINDOW), level=texts.percent(LEVEL), fewest=str(FEWEST), ratio=f"{RATIO:g}")
    undated = int(frame.attrs.get("undated", 0))
    told = f" {texts.count('undated', undated)}." if undated else ""
    if frame.empty:
        return card(title, empty_chart(context, "bursts.none"), note=rule + told)
    table = grid(context, name, _columns(context), burst_rows(context, frame.head(MAX_ROWS)))
    how = html.P(rule + told, className="note")
    return card(title, table, how, actions=csv_link(context, "bursts", title),
                note=rows_note(context, "bursts", len(frame), counts=False))  # fmt: skip


def burst_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of bursts, in words of the interface; each leads to its articles and to why."""
    texts, view = context.texts, context.view
    return [
        {
            "href": articles_link(view, topic_frames.burst_articles(context.filters, key)),
            "name": context.name("topic", key.topic),
            "start": str(key.start),
            "start_text": texts.period(key.start, key.end),
            "n": row.n,
            "n_text": texts.number(row.n),
            "expected": row.expected,
            "expected_text": texts(
                "bursts.of" if row.n == row.n_compared else "bursts.of_part",
                n=texts.number(row.n_compared),
                expected=texts.decimal(row.expected),
            ),
            "ratio": row.ratio,
            "ratio_text": f"\u2066×{row.ratio:.1f}\u2069",
            "q": row.q,
            "q_text": q_text(row.q),
            "publishers": row.n_publishers,
            "publishers_text": texts.number(row.n_publishers),
            "why": texts("bursts.why"),
            "why_href": view.to(part="bursts", focus=None, burst=key).href,
        }
        for key, row in zip(topic_frames.burst_keys(frame), rows_of(frame), strict=True)
    ]


def change_lines(context: Context) -> list[Component]:
    """When the share of the topic in focus changed for good, in words."""
    texts = context.texts
    found = []
    for row in rows_of(topic_frames.change_points(context.study, context.view)):
        values = {"day": texts.day(row.at.date()), "before": texts.percent(row.share_before)}
        ends = {"low": texts.percent(row.low), "high": texts.percent(row.high), "q": q_text(row.q)}
        key = "bursts.rose" if row.difference > 0 else "bursts.fell"
        found.append(html.Li(texts(key, **values, after=texts.percent(row.share_after), **ends)))
    return found


def _columns(context: Context) -> list[dict[str, Any]]:
    texts = context.texts
    return [
        linked("name", texts("table.topic")),
        number("start", texts("bursts.when"), width=210, type=[]),
        number("n", texts("table.n"), width=100),
        number("expected", texts("bursts.expected"), width=190),
        number("ratio", texts("bursts.ratio"), width=100),
        number("q", texts("table.q"), width=100),
        number("publishers", texts("table.n_publishers"), width=110),
        linked("why", texts("bursts.because"), flex=0, minWidth=100, width=110, sortable=False),
    ]
