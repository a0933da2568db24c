"""Articles as a list of headlines, and as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html

from dashboard.components.parts import corpus_text, link, sample_badge
from dashboard.context import Context
from dashboard.kinds import Component, records_of


def headlines(context: Context, frame: pd.DataFrame) -> Component:
    """Headlines with publisher, date and tone; each opens its article."""
    return html.Ul([_headline(context, row) for row in records_of(frame)], className="headlines")


def published(context: Context, row: Mapping[str, Any]) -> str:
    """The date of an article in words, no more exact than it is known."""
    at = row["published_at"]
    if at is None or pd.isna(at):
        return context.texts("latest.no_date")
    day = at.date()
    if row.get("published_precision") == "month":
        first = pd.Timestamp(day).replace(day=1)
        return context.texts.period(first.date(), (first + pd.offsets.MonthEnd()).date())
    return context.texts.day(day)


def article_href(context: Context, article_id: str) -> str:
    """The address of an article."""
    return context.view.to("articles", article=article_id).href


def topic_words(context: Context, row: Mapping[str, Any]) -> str:
    """The topic of an article; that it fits none, and the nearest; nothing where it was compared with none."""
    topic, nearest = row["topic_id"], row["nearest_topic_id"]
    if not pd.isna(topic):
        return context.name("topic", int(topic))
    return "" if pd.isna(nearest) else context.texts("reader.fits_none", name=context.name("topic", int(nearest)))


def tone_word(context: Context, label: str | None) -> str:
    """A class of tone in words, or that it was not scored."""
    return context.texts("tone.none" if label is None or pd.isna(label) else f"tone.{label}")


def table_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of articles, in words of the interface."""
    return [_table_row(context, row) for row in records_of(frame)]


def _table_row(context: Context, row: Mapping[str, Any]) -> dict[str, Any]:
    texts = context.texts
    return {
        "href": article_href(context, row["article_id"]),
        "title": row["title"],
        "published_at_text": published(context, row),
        "publisher": context.name("publisher", row["publisher_id"]),
        "badge": texts("table.sample") if row["is_sample"] else "",
        "language": texts(f"language.{row['language']}"),
        "topic": topic_words(context, row),
        "tone_text": texts.score(row["tone"]),
        "tone_label": row["tone_label"],
        "n_words_text": texts.number(row["n_words"]),
        "n_copies_text": texts.number(row["n_copies"]),
        "is_copy": not row["is_counted"],
    }


def _headline(context: Context, row: Mapping[str, Any]) -> Component:
    about = [html.Span(context.name("publisher", row["publisher_id"]), dir="auto"), published(context, row)]
    tone = html.Span(tone_word(context, row["tone_label"]), className=f"tone {row['tone_label']}")
    return html.Li(
        [
            link(corpus_text(row["title"]), article_href(context, row["article_id"]), "headline"),
            html.Div(
                [about[0], html.Span(about[1]), tone, sample_badge(context, bool(row["is_sample"]))],
                className="about",
            ),
        ]
    )
