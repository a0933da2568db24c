"""What stands where there is nothing to show: why, and how to widen."""

from __future__ import annotations

from dash import html

from dashboard.components.parts import corpus_text, link
from dashboard.context import Context
from dashboard.kinds import Component


def empty_selection(context: Context) -> Component:
    """The page of a selection without articles."""
    texts, view = context.texts, context.view
    total = texts.count("articles", context.study.count(context.filters.cleared()))
    return html.Section(
        [
            html.H2(texts("empty.title")),
            html.P(texts("empty.filters", total=total)),
            html.P(texts("empty.widen")),
            link(texts("empty.clear"), view.to(filters=context.filters.cleared(), focus=None).href, "button"),
        ],
        className="card empty",
    )


def empty_chart(context: Context, reason: str) -> Component:
    """The body of a card that has nothing to draw."""
    texts = context.texts
    return html.Div([html.B(texts("empty.chart")), html.Span(texts(reason))], className="empty-chart")


def no_topics(context: Context) -> Component:
    """Why the run has no topics, and the words most widespread in the corpus instead."""
    texts = context.texts
    made = context.study.run.manifest.get("topics", {})
    reason = f"topics_reason.{made.get('reason')}"
    terms = [term for words in dict(made.get("key_terms") or {}).values() for term in words]
    words = [html.P(texts("topics_reason.key_terms")),
             html.Div([corpus_text(str(term), "term") for term in terms], className="terms")]  # fmt: skip
    return html.Section(
        [
            html.H2(texts("topics_reason.title")),
            html.P(texts(reason if texts.has(reason) else "topics_reason.none")),
            *(words if terms else []),
        ],
        className="card empty-topics",
    )
