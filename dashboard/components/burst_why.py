"""Why a topic burst: the words, publishers, actors and sources of its articles that those before had not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
from dash import html

from analytics.figures.numbers import q_text
from analytics.study import Filters
from analytics.study.burst_drivers import BurstDrivers
from dashboard import topic_frames
from dashboard.components.articles_list import headlines
from dashboard.components.parts import card, corpus_text, link
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked
from dashboard.view import BurstKey

SHOWN: Final = 8
"""Rows of each list."""
ARTICLES: Final = 5


def why_card(context: Context) -> list[Component]:
    """What drives the burst asked for; nothing if none is, or the selection does not have it."""
    burst = topic_frames.explained(context.study, context.view)
    if burst is None:
        return []
    texts = context.texts
    found = context.study.burst_drivers(burst.topic, burst.start, burst.end, context.filters)
    when = texts.period(burst.start, burst.end)
    title = texts("bursts.why_of", name=context.name("topic", burst.topic), when=when)
    actions = [link(texts("bursts.close"), context.view.to(burst=None).href, "button"),
               csv_link(context, "burst-drivers", title)]  # fmt: skip
    lists = [_list(context, title_, rows) for title_, rows in _lists(context, found, burst) if rows]
    return [
        card(
            title,
            html.P([_compared(context, found), " ", _topic_link(context, burst)]),
            html.Div(lists or html.P(texts("bursts.no_drivers")), className="columns", id="topics-why"),
            html.H3(texts("bursts.articles")),
            headlines(context, found.articles.head(ARTICLES)),
            actions=actions,
            note=texts("bursts.why_note"),
            className="why",
        )
    ]


def _topic_link(context: Context, burst: BurstKey) -> Component:
    return link(context.texts("bursts.open_topic"), context.view.to(focus=burst.topic, burst=None, part="list").href)


def _compared(context: Context, found: BurstDrivers) -> str:
    texts = context.texts
    if found.compared_from is None or found.compared_to is None:
        return texts("bursts.against_rest")
    return texts("bursts.against", when=texts.period(found.compared_from, found.compared_to))


def _lists(context: Context, found: BurstDrivers, burst: BurstKey) -> list[tuple[str, list[Component]]]:
    texts = context.texts
    base = topic_frames.burst_articles(context.filters, burst)

    def of(frame: pd.DataFrame, name: Callable[[Row], str], behind: Callable[[Row], Filters] | None) -> list[Component]:
        return [_item(context, row, name(row), behind(row) if behind else None) for row in rows_of(frame.head(SHOWN))]

    words = [
        (texts(f"bursts.words_{language}"), of(part, lambda row: str(row.shown), None))
        for language in ("ar", "en")
        for part in (found.terms[found.terms["language"] == language],)
    ]
    return [
        *words,
        *(
            (
                texts(f"bursts.{dimension}s"),
                of(
                    frame,
                    lambda row, d=dimension, c=column: context.name(d, getattr(row, c)),  # type: ignore[misc]
                    lambda row, d=dimension, c=column: ranked(base, d, getattr(row, c)),  # type: ignore[misc]
                ),
            )
            for dimension, column, frame in (
                ("publisher", "publisher_id", found.publishers),
                ("actor", "actor_id", found.actors),
                ("source", "source_key", found.sources),
            )
        ),
    ]


def _item(context: Context, row: Row, name: str, behind: Filters | None) -> Component:
    texts = context.texts
    counted = texts("bursts.in_of", n=texts.number(row.n), N=texts.number(row.N), share=texts.percent(row.share))
    number: Any = counted if behind is None else link(counted, articles_link(context.view, behind))
    before = texts("bursts.before", share=texts.percent(row.share_before), q=q_text(row.q))
    return html.Li(
        [html.B(corpus_text(name)), " ", number, html.Span(before, className="dim small-text")], className="driver"
    )


def _list(context: Context, title: str, items: list[Component]) -> Component:
    return html.Div([html.H3(title), html.Ul(items, className="found")])
