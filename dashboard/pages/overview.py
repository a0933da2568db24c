"""Overview: what is shown, how much, about what, in what tone, and the latest articles."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from analytics.study import Scope
from dashboard.components.articles_list import headlines
from dashboard.components.charts import ranking_card, tone_card, trends_card, volume_card
from dashboard.components.empty import empty_selection, no_topics
from dashboard.components.parts import alert, card, link
from dashboard.context import Context
from dashboard.kinds import Component
from dashboard.links import articles_link

LATEST: Final = 8


def page(context: Context) -> list[Any]:
    """The content of the page."""
    scope = context.study.scope(context.filters)
    if scope.n == 0:
        return [empty_selection(context)]
    texts = context.texts
    topics = (
        [
            trends_card(context, "overview-topics-trend", "topic", texts("chart.topic_trends")),
            ranking_card(context, "overview-topics", "topic", texts("chart.top_topics"), "topics_reason.none"),
        ]
        if context.has_topics
        else [no_topics(context)]
    )
    return [
        scope_card(context, scope),
        html.Div([volume_card(context, "overview-volume"), tone_card(context, "overview-tone")], className="pair"),
        html.Div(topics, className="pair"),
        html.Div(
            [
                ranking_card(context, "overview-actors", "actor", texts("chart.top_actors"), "empty.no_actors"),
                ranking_card(context, "overview-sources", "source", texts("chart.top_sources"), "empty.no_sources"),
            ],
            className="pair",
        ),
        latest_card(context, scope),
    ]


def scope_card(context: Context, scope: Scope) -> Component:
    """The selection in words and figures."""
    texts = context.texts
    tiles = [
        (texts.number(scope.n), texts("chart.articles_axis"), "overview-n"),
        (texts.number(scope.n_publishers), texts("scope.publishers"), "overview-publishers-n"),
        (texts.number(scope.n_topics), texts("scope.topics"), "overview-topics-n"),
        (texts.number(scope.n_mentions), texts("scope.mentions"), "overview-mentions-n"),
        (texts.number(scope.n_citations), texts("scope.citations"), "overview-citations-n"),
    ]
    return html.Section(
        [
            html.P(scope_sentence(context, scope), className="scope", id="overview-scope"),
            html.Div([_tile(*tile) for tile in tiles], className="tiles"),
            alert("", f"{texts.count('undated', scope.n_undated)}.") if scope.n_undated else None,
        ],
        className="card scope-card",
    )


def scope_sentence(context: Context, scope: Scope) -> str:
    """How many articles of how many, from when to when, from how many publishers, in which languages."""
    texts = context.texts
    dates = texts("scope.no_dates")
    if scope.first and scope.last:
        first, last = texts.day(scope.first), texts.day(scope.last)
        dates = texts("scope.day", day=first) if first == last else texts("scope.dates", first=first, last=last)
    languages = [
        texts("scope.in_language", n=texts.number(n), language=texts(f"language.{key}")) for key, n in scope.languages
    ]
    counted = texts("scope.of", count=texts.count("articles", scope.n), total=texts.number(scope.N))
    other = "articles" if scope.unit == "stories" else "stories"
    n_other = scope.n_articles if other == "articles" else scope.n_stories
    told = texts("scope.stories", count=texts.counting(other).count("articles", n_other))
    return texts.listed([counted, told, dates, texts.count("publishers", scope.n_publishers), *languages]) + "."


def latest_card(context: Context, scope: Scope) -> Component:
    """The latest articles of the selection."""
    texts = context.texts
    frame = context.study.articles(context.filters, limit=LATEST, counted_only=True)
    more = link(texts("latest.all", count=texts.count("articles", scope.n)),
                articles_link(context.view, context.filters), "button")  # fmt: skip
    return card(texts("latest.title"), headlines(context, frame), actions=more)


def _tile(figure: str, label: str, name: str) -> Component:
    return html.Div([html.Div(figure, className="figure", id=name), html.Div(label, className="label")],
                    className="tile")  # fmt: skip
