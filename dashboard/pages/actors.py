"""Actors: who appears how often, over time, and in what tone."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.candidates import candidates_card
from dashboard.components.charts import tone_dots_card, trends_card
from dashboard.components.company import pair_card, together_card
from dashboard.components.empty import empty_chart, empty_selection
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card, how_sure, share_text, tone_text
from dashboard.components.profile import profile_cards
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import rows_of
from dashboard.links import articles_link, ranked


def page(context: Context) -> list[Any]:
    """The content of the page."""
    if not context.study.count(context.filters):
        return [empty_selection(context)]
    texts = context.texts
    frame = context.study.actors(context.filters)
    if frame.empty:
        return [card(texts("actors.list"), empty_chart(context, "empty.no_actors")), candidates_card(context)]
    return [
        html.P(texts("actors.intro"), className="intro"),
        *pair_card(context),
        *profile_cards(context),
        html.Div(
            [
                trends_card(context, "actors-trend", "actor", texts("chart.actor_trends")),
                tone_dots_card(context, "actors-tone"),
            ],
            className="pair",
        ),
        *together_card(context),
        card(
            texts("actors.list"),
            grid(context, "actors-grid", _columns(context), actor_rows(context, frame.head(MAX_ROWS))),
            actions=[how_sure(context), csv_link(context, "actors", texts("actors.list"))],
            note=rows_note(context, "actors", len(frame)),
        ),
        candidates_card(context),
    ]


def actor_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of actors, in words of the interface."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, ranked(context.filters, "actor", row.actor_id)),
            "name": context.name("actor", row.actor_id),
            "profile": texts("table.open_profile"),
            "profile_href": context.view.to(filters=context.filters.narrow(actors=(row.actor_id,))).href,
            "type": texts(f"type.{row.type}"),
            "n": row.n,
            "n_text": texts.number(row.n),
            "share": row.share,
            "share_text": share_text(context, row),
            "names": row.n_names,
            "names_text": texts.number(row.n_names),
            "coreferences": row.n_coreferences,
            "coreferences_text": texts.number(row.n_coreferences),
            "tone": None if pd.isna(row.tone) else row.tone,
            "tone_text": tone_text(context, row.tone, row.tone_low, row.tone_high),
        }
        for row in rows_of(frame)
    ]


def _columns(context: Context) -> list[dict[str, Any]]:
    texts = context.texts
    return [
        linked("name", texts("table.actor")),
        column("type", texts("table.type"), flex=1, minWidth=130),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("share", texts("table.share"), width=190),
        number("names", texts("table.names"), width=110),
        number("coreferences", texts("table.coreferences"), width=120),
        number("tone", texts("table.tone"), width=200),
        linked("profile", texts("table.profile"), flex=0, minWidth=90, width=100, sortable=False),
    ]
