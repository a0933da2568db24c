"""Articles: the articles behind a number, as a table; one of them, in dashboard/pages/reader.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.components.articles_list import table_rows
from dashboard.components.empty import empty_selection
from dashboard.components.grid import column, linked, number, paged_grid
from dashboard.components.parts import card
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Sent
from dashboard.pages import reader

GRID: Final = "articles-grid"
MAX_ROWS: Final = 500
"""Rows given out at once, whatever is asked for."""
_SORTABLE: Final = {
    "title": "title",
    "published_at": "published_at",
    "tone": "tone",
    "n_words": "n_words",
    "n_copies": "n_copies",
}


def page(context: Context) -> list[Any]:
    """The content of the page: the table, or the article being read."""
    if context.view.article is not None:
        return reader.page(context, context.view.article)
    scope = context.study.scope(context.filters)
    if not scope.n:
        return [empty_selection(context)]
    texts = context.texts
    counted = texts("scope.of", count=texts.count("articles", scope.n), total=texts.number(scope.N))
    if scope.unit == "stories":
        told = texts("scope.stories", count=texts.counting("articles").count("articles", scope.n_articles))
        counted = texts.listed([counted, told])
    return [
        html.P(texts("articles.intro"), className="intro"),
        card(
            texts("page.articles"),
            html.P(html.Span(counted, id="articles-count", **{"data-n": str(scope.n)}), className="scope"),
            paged_grid(context, GRID, _columns(context), scope.n_articles),
            actions=csv_link(context, "articles", texts("page.articles")),
        ),
    ]


def rows_response(context: Context, request: Sent) -> dict[str, Any]:
    """The rows a scrolling table asks for, and how many there are in all.

    Parameters
    ----------
    context : Context
        The selection.
    request : dict
        startRow, endRow and sortModel, as AG Grid sends them; anything else counts as the first rows.
    """
    asked: Mapping[str, Any] = request if isinstance(request, dict) else {}
    start, end = _whole(asked.get("startRow"), 0), _whole(asked.get("endRow"), 100)
    limit = max(0, min(end - start, MAX_ROWS))
    rows = _block(context, asked.get("sortModel"), start, limit)
    return {"rowData": table_rows(context, rows), "rowCount": context.study.scope(context.filters).n_articles}


def _block(context: Context, model: Sent, start: int, limit: int) -> pd.DataFrame:
    """Rows from one on; the newest first unless the table is sorted by another column."""
    first = model[0] if isinstance(model, list) and model and isinstance(model[0], dict) else {}
    column_name = _SORTABLE.get(str(first.get("colId")))
    ascending = first.get("sort") != "desc"
    if column_name is None or (column_name == "published_at" and not ascending):
        return context.study.articles(context.filters, limit=limit, offset=start)
    frame = context.study.articles(context.filters)
    frame = frame.sort_values([column_name, "article_id"], ascending=[ascending, True], na_position="last")
    return frame.iloc[start : start + limit]


def _whole(value: Sent, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else default


def _columns(context: Context) -> list[dict[str, Any]]:
    texts = context.texts
    fixed = {"sortable": False}
    columns = [
        linked("title", texts("table.title"), flex=4, minWidth=280),
        number("published_at", texts("table.date"), width=185, type=[]),
        column("publisher", texts("table.publisher"), width=180, **fixed),
        column("language", texts("table.language"), width=100, **fixed),
        column("topic", texts("table.topic"), flex=2, minWidth=150, **fixed),
        number("tone", texts("table.tone"), width=90, cellRenderer="MarsadTone"),
        number("n_words", texts("table.words"), width=90),
        number("n_copies", texts("table.copies"), width=90),
    ]
    return columns if context.has_topics else [c for c in columns if c["field"] != "topic"]
