"""The sentences that drive a tone, each with the way to its article and to the words that moved it."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import tone_frames as frames
from dashboard.components.articles_list import published
from dashboard.components.empty import empty_chart
from dashboard.components.highlight import Highlight, marked_text
from dashboard.components.parts import card, corpus_text, link, sample_badge, tone_words
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, records_of


def sentences_cards(context: Context) -> Component:
    """The most negative and the most positive sentences, one a story."""
    return html.Div([_card(context, label) for label in ("negative", "positive")], className="pair")


def _card(context: Context, label: str) -> Component:
    texts = context.texts
    frame, title = frames.driving(context.study, context.view, label), texts(f"tones.most_{label}")
    actions = csv_link(context, "tone-sentences", title)
    if frame.empty:
        return card(title, empty_chart(context, f"tones.no_{label}"), actions=actions)
    items = [_item(context, row) for row in records_of(frame)]
    found = html.Ul(items, className="headlines evidence", id=f"tone-sentences-{label}")
    return card(title, found, actions=actions, note=texts("tones.sentences_note"))


def _item(context: Context, row: dict[str, Any]) -> Component:
    texts = context.texts
    begin, sentence = int(row["start"]), str(row["sentence"])
    marks = [Highlight(start - begin, end - begin, "actor") for start, end in row["spans"]]
    why = context.view.to("articles", article=row["article_id"], why=_aim(context, row))
    read = context.view.to("articles", article=row["article_id"])
    copies = [html.Span(texts.count("copies", int(row["n_copies"])))] if row["n_copies"] else []
    return html.Li(
        [
            html.Blockquote(
                html.Span(marked_text(sentence, 0, len(sentence), marks), dir="auto"),
                dir="rtl" if row["language"] == "ar" else "ltr",
                lang=row["language"] if row["language"] in ("ar", "en") else None,
            ),
            html.Div(
                [
                    tone_words(context, row["tone"], row["tone_low"], row["tone_high"]),
                    link(texts("why.ask"), why.href, "why-link"),
                    link(corpus_text(row["title"]), read.href),
                    html.Span(context.name("publisher", row["publisher_id"]), dir="auto"),
                    html.Span(published(context, row)),
                    *copies,
                    sample_badge(context, bool(row["is_sample"])),
                ],
                className="about",
            ),
        ]
    )


def _aim(context: Context, row: dict[str, Any]) -> tuple[int, int]:
    """The characters whose tone is explained: the sentence, or the mention that gave it its tone."""
    spans = [(int(start), int(end)) for start, end in row["spans"]]
    if not spans:
        return int(row["start"]), int(row["end"])
    if len(spans) == 1:
        return spans[0]
    mentions = context.study.article(row["article_id"]).mentions
    same = mentions[(mentions["tone"] - row["tone"]).abs() < 1e-6]
    strongest = [span for span in spans if span in set(zip(same["start"], same["end"], strict=True))]
    return (strongest or spans)[0]
