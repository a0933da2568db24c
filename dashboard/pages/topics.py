"""Topics: the list with words in both languages, trends, and one topic with its nearest articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from dashboard.components.articles_list import headlines
from dashboard.components.charts import trends_card
from dashboard.components.empty import empty_selection, no_topics
from dashboard.components.parts import alert, card, corpus_text, link, share_bar, small_badge, tone_words
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked

TERMS_LISTED: int = 6


def page(context: Context) -> list[Any]:
    """The content of the page: all topics, or the one in focus."""
    if not context.has_topics:
        return [no_topics(context)]
    if context.view.focus is not None:
        return _topic_page(context, context.view.focus)
    if not context.study.count(context.filters):
        return [empty_selection(context)]
    texts = context.texts
    return [
        html.P(texts("topics.intro"), className="intro"),
        trends_card(context, "topics-trend", "topic", texts("chart.topic_trends")),
        card(
            texts("topics.list"),
            _table(context),
            actions=csv_link(context, "topics", texts("topics.list")),
            note=f"{texts('unit.note')}.",
        ),
    ]


def _table(context: Context) -> Component:
    texts = context.texts
    heads = ("topic", "terms", "n", "share", "tone", "languages")
    rows = [_row(context, row) for row in rows_of(context.study.topics(context.filters))]
    return html.Div(
        html.Table([html.Thead(html.Tr([html.Th(texts(f"table.{head}"), scope="col") for head in heads])),
                    html.Tbody(rows)], id="topics-table", className="table"),
        className="table-frame",
        tabIndex=0,
    )  # fmt: skip


def _row(context: Context, row: Row) -> Component:
    texts, view = context.texts, context.view
    colour = context.catalogue.colours["topic"].get(row.topic_id, "transparent")
    behind = articles_link(view, ranked(context.filters, "topic", row.topic_id))
    return html.Tr(
        [
            html.Th(
                [html.Span(className="swatch", style={"background": colour}),
                 link(context.name("topic", row.topic_id), view.to(focus=row.topic_id).href, "name")],
                scope="row",
            ),
            html.Td([_terms(row.terms_ar), _terms(row.terms_en)]),
            html.Td([link(texts.number(row.n), behind, "n"), small_badge(context, row.n)]),
            html.Td(share_bar(context, row.share, row.low, row.high)),
            html.Td(tone_words(context, row.mean, row.mean_low, row.mean_high)),
            html.Td(f"\u2066{texts.number(row.n_ar)} / {texts.number(row.n_en)}\u2069"),
        ]
    )  # fmt: skip


def _terms(terms: Iterable[str], shown: int = TERMS_LISTED) -> Component:
    return html.Div([corpus_text(str(term), "term") for term in list(terms)[:shown]], className="terms")


def _topic_page(context: Context, number: int) -> list[Any]:
    texts, view = context.texts, context.view
    back = link(texts("topics.back"), view.to(focus=None).href, "back")
    found = context.study.topics(context.filters)
    found = found[found["topic_id"] == number]
    if found.empty:
        known = context.catalogue.name("topic", number, view.ui) is not None
        reason = texts("topics.nothing") if known else texts("topics.unknown", number=str(number))
        return [back, alert(texts("empty.title"), html.P(reason), html.P(texts("empty.widen")), kind="warning")]
    row = next(iter(rows_of(found)))
    selection = ranked(context.filters, "topic", number)
    read = link(texts("topics.read_all", count=texts.count("articles", row.n)), articles_link(view, selection),
                "button")  # fmt: skip
    return [
        back,
        card(context.name("topic", number), _facts(context, row), actions=read, className="topic-head"),
        trends_card(context, "topics-trend", "topic", texts("chart.topic_trend")),
        card(texts("topics.representative"), headlines(context, context.study.representative(number, context.filters))),
    ]


def _facts(context: Context, row: Row) -> Component:
    texts = context.texts
    other = "en" if texts.language == "ar" else "ar"
    other_name = context.catalogue.name("topic", row.topic_id, other)
    facts = [
        (texts("table.n"), [texts("scope.of", count=texts.count("articles", row.n), total=texts.number(row.N)),
                            small_badge(context, row.n)]),
        (texts("table.share"), share_bar(context, row.share, row.low, row.high)),
        (texts("table.tone"), tone_words(context, row.mean, row.mean_low, row.mean_high)),
        (texts("table.languages"), f"\u2066{texts.number(row.n_ar)} / {texts.number(row.n_en)}\u2069"),
        (texts("topics.coherence"), texts.decimal(row.coherence)),
        (texts("topics.stability"), texts.decimal(row.stability)),
    ]  # fmt: skip
    return html.Div(
        [
            html.P(html.Span(other_name, lang=other, dir="auto"), className="dim"),
            _terms(row.terms_ar, 12),
            _terms(row.terms_en, 12),
            html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="facts"),
        ]
    )
