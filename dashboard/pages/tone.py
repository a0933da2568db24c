"""Tone: of the articles or towards one actor; over time, by group, by publisher, between periods, and its sentences."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import tone_frames as frames
from dashboard.components.empty import empty_selection
from dashboard.components.parts import alert
from dashboard.components.tone_cards import by_toggle, groups_card, over_time_card, overall_card, picker
from dashboard.components.tone_compared import changes_card, publishers_card
from dashboard.components.tone_evidence import sentences_cards
from dashboard.context import Context


def page(context: Context) -> list[Any]:
    """The content of the page."""
    if not context.study.count(context.filters):
        return [empty_selection(context)]
    texts, actor = context.texts, frames.toward(context.view)
    head = [html.P(texts("tones.intro"), className="intro"), picker(context)]
    if actor and not context.study.count(frames.aimed(context.view)):
        return [*head, alert("", texts("tones.no_mention", name=context.name("actor", actor)), id="tone-no-mention")]
    return [
        *head,
        overall_card(context),
        over_time_card(context),
        sentences_cards(context),
        by_toggle(context),
        groups_card(context),
        changes_card(context),
        publishers_card(context),
    ]
