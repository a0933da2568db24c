"""Places: where it happens, as towns and sites, governorates or countries."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from dash import html

from analytics.figures.numbers import DASH
from analytics.study.places import LEVELS
from dashboard.components.charts import ranking_card
from dashboard.components.empty import empty_chart, empty_selection
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card, link, share_text
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked


def page(context: Context) -> list[Any]:
    """The content of the page."""
    if not context.study.count(context.filters):
        return [empty_selection(context)]
    texts = context.texts
    frame, title = context.study.places(context.filters, context.view.level), texts("places.list")
    head = [html.P(texts("places.intro"), className="intro"), level_toggle(context)]
    if frame.empty:
        return [*head, card(title, empty_chart(context, "empty.no_places"))]
    rows = place_rows(context, frame.head(MAX_ROWS))
    return [
        *head,
        ranking_card(context, "places-bars", "place", texts("chart.top_places"), "empty.no_places"),
        card(
            title,
            grid(context, "places-grid", _columns(context), rows),
            actions=csv_link(context, "places", title),
            note=rows_note(context, "places", len(frame)),
        ),
    ]


def level_toggle(context: Context) -> Component:
    """Towns and sites, governorates, or countries."""
    texts, view = context.texts, context.view
    options = [
        link(
            html.Span(texts(f"places.by_{level}"), **({"aria-current": "true"} if level == view.level else {})),
            view.to(level=level).href,
            "option chosen" if level == view.level else "option",
            id=f"places-level-{level}",
        )
        for level in LEVELS
    ]
    toggle = html.Div(options, className="toggle", role="group", **{"aria-label": texts("places.level")})
    return html.Div(toggle, className="above")


def place_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of places, in words of the interface."""
    texts = context.texts
    countries = context.study.places(context.filters, "country").set_index("country")["place_id"].to_dict()
    return [
        {
            "href": articles_link(context.view, ranked(context.filters, "place", row.place_id)),
            "name": context.name("place", row.place_id),
            "level": level_name(context, row.level),
            "within": _within(context, row, countries),
            "n": row.n,
            "n_text": texts.number(row.n),
            "share": row.share,
            "share_text": share_text(context, row),
            "named": row.n_named,
            "named_text": texts.number(row.n_named),
            "mentions": row.n_mentions,
            "mentions_text": texts.number(row.n_mentions),
            "reach": None if pd.isna(row.precision_km) else row.precision_km,
            "reach_text": DASH if pd.isna(row.precision_km) else f"\u2066{row.precision_km:g}\u2069",
        }
        for row in rows_of(frame)
    ]


def level_name(context: Context, level: object) -> str:
    """A kind of place in words; as the gazetteer has it where there are none, nothing where it is not known."""
    key = f"place_level.{level}"
    return context.texts(key) if context.texts.has(key) else level if isinstance(level, str) else ""


def _within(context: Context, row: Row, countries: Mapping[Hashable, str]) -> str:
    """The governorate and country a place lies in, as far as they are known."""
    country = countries.get(row.country) if isinstance(row.country, str) else None
    held = [row.governorate if isinstance(row.governorate, str) else None, country if country != row.place_id else None]
    return context.texts.listed([context.name("place", key) for key in held if key])


def _columns(context: Context) -> list[dict[str, Any]]:
    texts = context.texts
    return [
        linked("name", texts("table.place")),
        column("level", texts("table.level"), flex=1, minWidth=110),
        column("within", texts("table.governorate"), flex=1, minWidth=150),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("share", texts("table.share"), width=190),
        number("named", texts("table.named_n"), width=120),
        number("mentions", texts("table.place_mentions"), width=110),
        number("reach", texts("table.precision"), width=130),
    ]
