"""What cited sources are, how often none is named, and how varied they are."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from analytics.figures import bars_figure
from analytics.figures.layout import plain
from analytics.study import Filters
from dashboard.components.charts import graph, hints
from dashboard.components.empty import empty_chart
from dashboard.components.grid import MAX_ROWS, grid, linked, number, rows_note
from dashboard.components.parts import card, share_text
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked

KINDS: Final = 16
"""Bars of kinds: the rest of the 44 are rare, and in the CSV."""


def kind_cards(context: Context) -> list[Component]:
    """The cards of this module."""
    return [_kinds_card(context), _unnamed_card(context), _diversity_card(context)]


def _kinds_card(context: Context) -> Component:
    """Kinds of sources as bars."""
    texts = context.texts
    frame, title = context.study.source_classes(context.filters), texts("sources.kinds")
    if frame.empty:
        return card(title, empty_chart(context, "empty.no_sources"))
    top = frame.head(KINDS)
    shown = top.assign(
        name=[kind_name(context, row) for row in rows_of(top)],
        link=[articles_link(context.view, kind_filters(context.filters, row)) for row in rows_of(top)],
        hover=[_kind_hover(context, row) for row in rows_of(top)],
    )
    figure = bars_figure(shown, context.style, x_title=texts("chart.articles_axis"))
    counted = texts.count("kinds", len(frame))
    first = texts("chart.first_of", shown=texts.number(len(top)), count=counted)
    note = hints(context, shown, texts("sources.kinds_note"), first)
    return card(
        title, graph("sources-kinds", figure, title), actions=csv_link(context, "source-kinds", title), note=note
    )


def kind_name(context: Context, row: Row) -> str:
    """A class of sources and how specific they are, in words."""
    texts = context.texts
    return texts.listed([texts(f"source_class.{row.source_class}"), texts(f"source_detail.{row.source_detail}")])


def kind_filters(filters: Filters, row: Row) -> Filters:
    """The articles behind a kind of source; the kinds listed are of those filtered, so that each lies within them."""
    return filters.narrow(source_classes=(row.source_class,), source_details=(row.source_detail,))


def _kind_hover(context: Context, row: Row) -> str:
    texts = context.texts
    values = {"n": texts.number(row.n), "N": texts.number(row.N), "share": texts.percent(row.share)}
    cited = texts.listed([texts.count("citations", row.n_citations), texts.count("publishers", row.n_publishers)])
    return f"{plain(kind_name(context, row))}<br>{texts('hover.share', **values)}<br>{cited}"


def _unnamed_card(context: Context) -> Component:
    """How many articles name no source at all, by publisher."""
    texts = context.texts
    whole, title = context.study.unnamed_sources(context.filters), texts("sources.unnamed")
    if whole.empty or not whole["N"].iloc[0]:
        return card(title, empty_chart(context, "empty.no_unnamed"))
    row = next(iter(rows_of(whole)))
    values = {"n": texts.number(row.n), "N": texts.number(row.N), "share": texts.percent(row.share)}
    ends = {"low": texts.percent(row.low), "high": texts.percent(row.high)}
    frame = context.study.unnamed_sources(context.filters, by="publisher")
    columns = [
        linked("name", texts("table.publisher"), minWidth=150),
        number("share", texts("table.unnamed_share"), width=190),
        number("n", texts("table.unnamed"), width=110),
        number("citing", texts("table.citing_n"), width=110, sort="desc"),
        number("partly", texts("table.partly"), width=120),
    ]
    return card(
        title,
        html.P(texts("sources.unnamed_all", **values, **ends), className="scope", id="sources-unnamed-all"),
        grid(context, "sources-unnamed", columns, unnamed_rows(context, frame.head(MAX_ROWS))),
        actions=csv_link(context, "unnamed-sources", title),
        note=f"{texts('sources.unnamed_note')}. {rows_note(context, 'publishers', len(frame))}",
    )


def unnamed_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of articles without a named source; each leads to those that cite, but nobody by name."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, _naming(context, row.publisher_id, "none_named")),
            "name": context.name("publisher", row.publisher_id),
            "share": row.share,
            "share_text": share_text(context, row),
            "n": row.n,
            "n_text": texts.number(row.n),
            "citing": row.N,
            "citing_text": texts.number(row.N),
            "partly": row.n_partly,
            "partly_text": texts.number(row.n_partly),
        }
        for row in rows_of(frame)
    ]


def _diversity_card(context: Context) -> Component:
    """How varied each publisher's named sources are, compared over as many citations."""
    texts = context.texts
    frame, title = context.study.source_diversity(context.filters), texts("sources.diversity")
    if frame.empty:
        return card(title, empty_chart(context, "empty.no_diversity"))
    size = int(frame["rarefied_to"].iloc[0])
    compared = [number("rarefied", texts("table.rarefied", n=texts.number(size)), width=150)] if size else []
    columns = [
        linked("name", texts("table.publisher"), minWidth=150),
        number("citations", texts("table.named_citations"), width=120, sort="desc"),
        number("sources", texts("table.n_sources"), width=120),
        number("effective", texts("table.effective"), width=120),
        *compared,
    ]
    return card(
        title,
        grid(context, "sources-diversity", columns, diversity_rows(context, frame.head(MAX_ROWS))),
        actions=csv_link(context, "source-diversity", title),
        note=f"{texts('sources.diversity_note')}. {rows_note(context, 'publishers', len(frame), counts=False)}",
    )


def diversity_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of variety; each leads to the publisher's articles with a named source."""
    texts, rows = context.texts, []
    for row in rows_of(frame):
        rows.append(
            {
                "href": articles_link(context.view, _naming(context, row.publisher_id, "named")),
                "name": context.name("publisher", row.publisher_id),
                "citations": row.n_citations,
                "citations_text": texts.number(row.n_citations),
                "sources": row.n_sources,
                "sources_text": texts.number(row.n_sources),
                "effective": row.effective,
                "effective_text": texts.decimal(row.effective),
                "rarefied": None if pd.isna(row.rarefied) else row.rarefied,
                "rarefied_text": texts.decimal(row.rarefied),
            }
        )
    return rows


def _naming(context: Context, publisher_id: str, naming: str) -> Filters:
    """The articles of a publisher that name their sources as said, beside what is filtered."""
    filters = ranked(context.filters, "publisher", publisher_id)
    return filters.narrow(naming=(*filters.naming, naming))
