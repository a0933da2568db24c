"""Small parts: cards, links, badges, texts of the corpus in their own direction."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import dash_mantine_components as dmc
from dash import dcc, html

from analytics.study.statistics import SMALL_N
from dashboard.context import Context
from dashboard.i18n import Texts
from dashboard.kinds import Children, Component, Row


def card(
    title: str, *children: Any, actions: Children = None, note: str = "", className: str = "", id: str | None = None
) -> Component:
    """A titled box."""
    head = html.Div([html.H2(title, className="card-title"), html.Div(actions, className="card-actions")],
                    className="card-head")  # fmt: skip
    foot = [html.P(note, className="note")] if note else []
    own = {"id": id} if id else {}
    return html.Section([head, *children, *foot], className=f"card {className}".strip(), **own)


def link(text: Children, href: str, className: str = "", **attributes: Any) -> Component:
    """A link inside the dashboard; it changes the address without loading the page anew."""
    return dcc.Link(text, href=href, className=className, **attributes)


def corpus_text(text: str, className: str = "") -> Component:
    """Words of the corpus in their own direction, as text and never as HTML."""
    return html.Span(text, dir="auto", className=className)


def outside_link(text: str, url: str | None) -> Component:
    """A link to an article's page if its address is http or https; else nothing."""
    if not url or not is_web_address(url):
        return None
    return html.A(text, href=url, target="_blank", rel="noopener noreferrer", className="outside", dir="auto")


def is_web_address(url: str) -> bool:
    """Whether an address is http or https with a host; all else, such as ``javascript:``, is never linked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(c.isspace() or c < " " for c in url)


def sample_badge(context: Context, is_sample: bool) -> Component:
    """The label of a sample text or of a fictional desk; nothing for the rest."""
    return html.Span(context.texts("table.sample"), className="badge sample") if is_sample else None


def small_badge(context: Context, n: int) -> Component:
    """The label of a number that rests on few articles; nothing for the rest."""
    return html.Span(context.texts("table.small"), className="badge small") if n < SMALL_N else None


def tone_words(context: Context, value: float | None, low: float, high: float) -> Component:
    """A tone with its interval and a colour."""
    texts = context.texts
    kind = "none" if value is None or value != value else "negative" if value < 0 else "positive"
    return html.Span(
        [html.B(texts.score(value)), " ", html.Span(texts.interval(low, high), className="dim")],
        className=f"tone {kind}",
    )


def tone_text(context: Context, value: float, low: float, high: float) -> str:
    """A tone with its interval, in figures."""
    interval = context.texts.interval(low, high)
    return f"{context.texts.score(value)} ({interval})" if interval else context.texts.score(value)


def how_sure(context: Context, step: str = "tone") -> Component:
    """The way to what is known of how right a step is."""
    title = context.texts("methods.how_sure_title")
    return link(context.texts("methods.how_sure"), context.view.to("methods", step=step).href, "button", title=title)


def share_bar(context: Context, share: float, low: float, high: float) -> Component:
    """A share as a bar with its interval as a line, and in figures."""
    bar = html.Span(
        [
            html.Span(className="bar", style={"width": f"{share:.2%}"}),
            html.Span(className="whisker", style={"insetInlineStart": f"{low:.2%}", "width": f"{high - low:.2%}"}),
        ],
        className="share-bar",
    )
    return html.Span([bar, html.Span(_share_words(context, share, low, high), className="dim")], className="share")


def share_text(context: Context, row: Row) -> str:
    """The share of a row with its interval, in figures."""
    return _share_words(context, row.share, row.low, row.high)


def _share_words(context: Context, share: float, low: float, high: float) -> str:
    texts = context.texts
    return f"\u2066{texts.percent(share)} ({texts.percent(low)} – {texts.percent(high)})\u2069"


def alert(title: str, *children: Any, kind: str = "info", id: str | None = None) -> Component:
    """A message across the page."""
    own = {"id": id} if id else {}
    return dmc.Alert(list(children), title=title, color={"info": "blue", "warning": "yellow"}[kind], variant="light",
                     className=f"alert {kind}", **own)  # fmt: skip


def problem(texts: Texts) -> Component:
    """The message that a view could not be made; plain HTML, for it stands outside of what failed."""
    return html.Div([html.B(texts("error.title")), html.Div(texts("error.body"))], className="problem")
