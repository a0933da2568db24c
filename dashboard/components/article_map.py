"""The map of the articles of a selection."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import article_map_figure
from analytics.figures.maps import NOTE
from dashboard import topic_frames
from dashboard.components.charts import graph
from dashboard.components.empty import empty_chart
from dashboard.components.parts import card
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component


def map_card(context: Context) -> Component:
    """Each article where its neighbours are alike; a click opens it."""
    texts, view = context.texts, context.view
    frame = topic_frames.article_map(context.study, view)
    title = texts("map.title")
    if frame.empty:
        return card(title, empty_chart(context, "empty.no_map"))
    shown = _marks(context, frame)
    known = set(context.catalogue.names["topic"][view.ui])
    names = {key: context.name("topic", key) for key in frame["topic_id"].dropna().unique().tolist() if key in known}
    figure = article_map_figure(shown, context.style, names=names, colours=context.catalogue.colours["topic"], note="")
    figure = _drawn_by_svg(figure)
    # A mark carries the id of its article alone: with the whole address 20,000 marks would be megabytes more.
    figure.update_layout(meta={"articles": "/articles/", "query": view.to("articles").query})
    note = ". ".join(part.removesuffix(".") for part in (texts("map.note"), NOTE[view.ui], *_left_out(context, frame)))
    return card(title, graph("topics-map", figure, title, zooms=True), actions=csv_link(context, "map", title),
                note=f"{note}.")  # fmt: skip


def _drawn_by_svg(figure: go.Figure) -> go.Figure:
    """The figure without WebGL, which needs ``unsafe-eval`` in the content security policy."""
    plain = figure.to_dict()
    return go.Figure(data=[trace | {"type": "scatter"} for trace in plain["data"]], layout=plain["layout"])


def _marks(context: Context, frame: pd.DataFrame) -> pd.DataFrame:
    """The articles with the publisher's name in the language of the interface, and what a click opens."""
    names = {key: context.name("publisher", key) for key in frame["publisher_id"].unique()}
    return frame.assign(publisher=frame["publisher_id"].map(names), link=frame["article_id"])


def _left_out(context: Context, frame: pd.DataFrame) -> list[str]:
    """How many articles of the selection are not drawn, and why."""
    texts = context.texts
    placed, whole = int(frame.attrs["n_placed"]), int(frame.attrs["N"])
    of_articles = texts.counting("articles")
    found = []
    if len(frame) < placed:
        values = {"shown": texts.number(len(frame)), "count": of_articles.count("articles", placed)}
        found.append(texts("map.drawn", **values, most=texts.number(topic_frames.MARKS)))
    if placed < whole:
        found.append(texts("map.unplaced", count=of_articles.count("articles", whole - placed)))
    return found
