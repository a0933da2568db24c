"""Topics: themes and topics with their words in both languages, bursts, the map, what is new, and one topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dash import html

from dashboard.components.article_map import map_card
from dashboard.components.burst_why import why_card
from dashboard.components.empty import empty_selection, no_topics
from dashboard.components.one_topic import topic_page
from dashboard.components.toggles import choice_toggle
from dashboard.components.topic_news import news_cards
from dashboard.components.topic_table import hidden_card, topics_card, unfit_card
from dashboard.components.topic_trends import bursts_card, trends_card
from dashboard.context import Context
from dashboard.kinds import Component
from dashboard.view import PARTS


def page(context: Context) -> list[Any]:
    """The content of the page: a part of all topics, or the one in focus."""
    if not context.has_topics:
        return [no_topics(context)]
    if context.view.focus is not None:
        return topic_page(context, context.view.focus)
    if not context.study.count(context.filters):
        return [empty_selection(context)]
    texts = context.texts
    return [
        html.P(texts("topics.intro"), className="intro"),
        html.Div(
            choice_toggle(context, "part", {one: texts(f"part.{one}") for one in PARTS}, texts("part.label")),
            className="above",
            id="topics-parts",
        ),
        *_PARTS[context.view.part](context),
    ]


def _listed(context: Context) -> list[Component]:
    trends = trends_card(context, context.texts("chart.topic_trends"))
    return [*topics_card(context), unfit_card(context), trends, *hidden_card(context)]


def _bursts(context: Context) -> list[Component]:
    return [*why_card(context), bursts_card(context, "topics-bursts")]


def _map(context: Context) -> list[Component]:
    return [map_card(context)]


_PARTS: Final[Mapping[str, Callable[[Context], list[Component]]]] = {
    "list": _listed,
    "bursts": _bursts,
    "map": _map,
    "news": news_cards,
}
