"""Sources: who published, whom the articles cite, who had a story first and who copied whom."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.charts import ranking_card
from dashboard.components.citing import citing_card
from dashboard.components.copies import copies_card, originality_card
from dashboard.components.empty import empty_chart, empty_selection
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card, how_sure, share_text, tone_text
from dashboard.components.reported_numbers import reported_cards
from dashboard.components.source_kinds import kind_cards
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked


def page(context: Context) -> list[Any]:
    """The content of the page."""
    if not context.study.count(context.filters):
        return [empty_selection(context)]
    texts = context.texts
    return [
        html.P(texts("sources.intro"), className="intro"),
        ranking_card(context, "sources-bars", "source", texts("chart.top_sources"), "empty.no_sources"),
        _cited_card(context),
        *kind_cards(context),
        *citing_card(context),
        _publishers_card(context),
        originality_card(context),
        copies_card(context),
        *reported_cards(context),
    ]


def _cited_card(context: Context) -> Component:
    texts = context.texts
    frame = context.study.sources(context.filters)
    title = texts("sources.list")
    if frame.empty:
        return card(title, empty_chart(context, "empty.no_sources"))
    columns = [
        linked("name", texts("table.source")),
        column("type", texts("table.type"), flex=1, minWidth=140),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("share", texts("table.share"), width=190),
        number("citations", texts("table.citations")),
        number("publishers", texts("table.n_publishers")),
    ]
    note = rows_note(context, "sources", len(frame))
    table = grid(context, "sources-cited", columns, source_rows(context, frame.head(MAX_ROWS)))
    return card(title, table, actions=csv_link(context, "sources", title), note=note)


def _publishers_card(context: Context) -> Component:
    texts = context.texts
    frame = context.study.publishers(context.filters)
    title = texts("sources.publishers")
    columns = [
        linked("name", texts("table.publisher")),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("share", texts("table.share"), width=190),
        number("tone", texts("table.tone"), width=210),
        number("n_ar", texts("language.ar"), width=120),
        number("n_en", texts("language.en"), width=120),
    ]
    note = rows_note(context, "publishers", len(frame))
    table = grid(context, "sources-publishers", columns, publisher_rows(context, frame.head(MAX_ROWS)))
    return card(title, table, actions=[how_sure(context), csv_link(context, "publishers", title)], note=note)


def source_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of cited sources, in words of the interface."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, ranked(context.filters, "source", row.source_key)),
            "name": context.name("source", row.source_key),
            "type": texts(f"type.{row.type}"),
            **_share(context, row),
            "citations": row.n_citations,
            "citations_text": texts.number(row.n_citations),
            "publishers": row.n_publishers,
            "publishers_text": texts.number(row.n_publishers),
        }
        for row in rows_of(frame)
    ]


def publisher_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of publishers, in words of the interface; fictional desks carry a label."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, ranked(context.filters, "publisher", row.publisher_id)),
            "name": context.name("publisher", row.publisher_id),
            "badge": texts("table.sample") if row.is_sample else "",
            **_share(context, row),
            "tone": None if pd.isna(row.mean) else row.mean,
            "tone_text": tone_text(context, row.mean, row.mean_low, row.mean_high),
            "n_ar": row.n_ar,
            "n_ar_text": texts.number(row.n_ar),
            "n_en": row.n_en,
            "n_en_text": texts.number(row.n_en),
        }
        for row in rows_of(frame)
    ]


def _share(context: Context, row: Row) -> dict[str, Any]:
    texts = context.texts
    return {
        "n": row.n,
        "n_text": texts.number(row.n),
        "share": row.share,
        "share_text": share_text(context, row),
    }
