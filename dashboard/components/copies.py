"""Copies of stories: who had them first, who copied whom, and the copies of one article."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from dashboard.components.articles_list import article_href, published
from dashboard.components.delays import delay_words, later_words
from dashboard.components.empty import empty_chart
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card, corpus_text, link, sample_badge, share_text
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, records_of, rows_of
from dashboard.links import articles_link, ranked

COPIES_LISTED: Final = 20


def originality_card(context: Context) -> Component:
    """How much of what each publisher carried it had first."""
    texts = context.texts
    frame, title = context.study.originality(context.filters), texts("sources.originality")
    columns = [
        linked("name", texts("table.publisher")),
        number("articles", texts("table.articles"), width=120),
        number("stories", texts("table.stories"), width=130, sort="desc"),
        number("originals", texts("table.originals"), width=120),
        number("share", texts("table.originals_share"), width=210),
    ]
    table = grid(context, "sources-originality", columns, originality_rows(context, frame.head(MAX_ROWS)))
    note = f"{texts('sources.originality_note')}. {rows_note(context, 'publishers', len(frame), counts=False)}"
    return card(title, table, actions=csv_link(context, "originality", title), note=note)


def originality_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of originals, in words of the interface."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, ranked(context.filters, "publisher", row.publisher_id)),
            "name": context.name("publisher", row.publisher_id),
            "articles": row.n_articles,
            "articles_text": texts.number(row.n_articles),
            "stories": row.n_stories,
            "stories_text": texts.number(row.n_stories),
            "originals": row.n_originals,
            "originals_text": texts.number(row.n_originals),
            "share": row.share,
            "share_text": share_text(context, row),
        }
        for row in rows_of(frame)
    ]


def copies_card(context: Context) -> Component:
    """Who copied whom, how much, and how fast."""
    texts = context.texts
    frame, title = context.study.copies(context.filters), texts("sources.copies")
    if frame.empty:
        return card(title, empty_chart(context, "sources.no_copies"))
    columns = [
        linked("name", texts("table.copier"), flex=1, minWidth=180),
        column("original", texts("table.original"), flex=1, minWidth=160),
        number("n", texts("table.n"), width=120, sort="desc"),
        number("share", texts("table.copied_share"), width=210),
        number("delay", texts("table.delay"), width=160),
        number("known", texts("table.delay_known"), width=140),
    ]
    table = grid(context, "sources-copies", columns, copy_rows(context, frame.head(MAX_ROWS)))
    note = f"{texts('sources.copies_note')}. {rows_note(context, 'pairs', len(frame))}"
    return card(title, table, actions=csv_link(context, "copies", title), note=note)


def copy_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of who copied whom, in words of the interface; each leads to its copies."""
    texts, filters = context.texts, context.filters
    return [
        {
            "href": articles_link(
                context.view,
                filters.narrow(copied_from=(row.original_publisher_id,), publishers=(row.publisher_id,)),
            ),
            "name": context.name("publisher", row.publisher_id),
            "original": context.name("publisher", row.original_publisher_id),
            "n": row.n,
            "n_text": texts.number(row.n),
            "share": row.share,
            "share_text": share_text(context, row),
            "delay": _in_hours(row.delay, row.delay_unit),
            "delay_text": delay_words(context, row.delay, row.delay_unit),
            "known": row.n_delay,
            "known_text": texts.number(row.n_delay),
        }
        for row in rows_of(frame)
    ]


def _in_hours(delay: float, unit: str | None) -> float | None:
    """What rows are sorted by: days and hours on one scale."""
    if pd.isna(delay):
        return None
    return delay * 24 if unit == "days" else delay


def story_card(context: Context, article_id: str, story_id: str) -> list[Component]:
    """The other articles of the story, original first, each with its delay; nothing if there are none."""
    texts = context.texts
    frame = context.study.story(story_id)
    if len(frame) < 2:
        return []
    rows = records_of(frame)
    shown = [row for place, row in enumerate(rows) if place < COPIES_LISTED or row["article_id"] == article_id]
    items = [_copy(context, row, is_here=row["article_id"] == article_id) for row in shown]
    counted = html.P(texts.count("copies", len(frame) - 1))
    return [card(texts("reader.same_story"), counted, html.Ol(items, className="found", id="reader-story"))]


def _copy(context: Context, row: dict[str, Any], *, is_here: bool) -> Component:
    texts = context.texts
    when = texts("reader.original") if row["is_first"] else later_words(context, row["delay"], row["delay_unit"])
    title = corpus_text(row["title"])
    name = title if is_here else link(title, article_href(context, row["article_id"]))
    who = html.Span(context.name("publisher", row["publisher_id"]), dir="auto")
    here = [html.Span(texts("reader.this"), className="badge small")] if is_here else []
    about = [who, texts("list.comma"), published(context, row), texts("list.comma"), html.B(when)]
    badge = sample_badge(context, bool(row["is_sample"]))
    return html.Li([name, html.Div([*about, *here, *([badge] if badge else [])], className="dim")])
