"""Sentences as evidence: the words, whose they are, and the way to the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
from dash import html

from analytics.topics.term_spans import term_spans
from dashboard.components.articles_list import article_href, published
from dashboard.components.highlight import Highlight, marked_text
from dashboard.components.parts import corpus_text, link, sample_badge
from dashboard.context import Context
from dashboard.kinds import Component, records_of


def evidence_list(
    context: Context,
    frame: pd.DataFrame,
    name: str,
    about: Callable[[dict[str, Any]], str] | None = None,
    marked: Sequence[str] = (),
) -> Component:
    """Sentences of a frame of Study, each with its publisher and date; each opens its article.

    Parameters
    ----------
    context : Context
    frame : DataFrame
        With the columns of :data:`analytics.study.sentences.COLUMNS`.
    name : str
        Id of the list.
    about : callable, optional
        What else to say of a row, before its publisher.
    marked : sequence of str, optional
        Terms of a topic that are highlighted.
    """
    items = [_item(context, row, about(row) if about else "", marked) for row in records_of(frame)]
    return html.Ul(items, className="headlines evidence", id=name)


def _item(context: Context, row: dict[str, Any], about: str, marked: Sequence[str]) -> Component:
    who = html.Span(context.name("publisher", row["publisher_id"]), dir="auto")
    first = [html.B(about, dir="auto")] if about else []
    return html.Li(
        [
            html.Blockquote(
                html.Span(_words(" ".join(str(row["sentence"]).split()), marked), dir="auto"),
                dir="rtl" if row["language"] == "ar" else "ltr",
                lang=row["language"] if row["language"] in ("ar", "en") else None,
            ),
            html.Div(
                [
                    *first,
                    link(corpus_text(row["title"]), article_href(context, row["article_id"])),
                    who,
                    html.Span(published(context, row)),
                    sample_badge(context, bool(row["is_sample"])),
                ],
                className="about",
            ),
        ]
    )


def _words(sentence: str, marked: Sequence[str]) -> list[Any]:
    """The words of a sentence, those of the terms as marks."""
    spans = term_spans(sentence, marked) if marked else ()
    return marked_text(sentence, 0, len(sentence), [Highlight(span.start, span.end, "topic") for span in spans])
