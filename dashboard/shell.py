"""The shell: header, pages, switches of language and colours, notices, filter bar, and the page inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from analytics.figures.theme import ACCENTS, DARKS, FONT
from analytics.study import Notice
from analytics.study.filters import INSIDE_DATES, STORIES_ONLY, TOO_LONG
from dashboard.components.filter_bar import filter_bar, unknown
from dashboard.components.parts import alert, link
from dashboard.context import Context
from dashboard.kinds import Component
from dashboard.pages import actors, articles, methods, overview, places, sources, tone, topics
from dashboard.view import MISSING, PATHS, View

URL: Final = "shell-url"
ROOT: Final = "shell-root"
DOCUMENT: Final = "shell-document"
PROBLEM: Final = "shell-problem"
PAGES: Final[Mapping[str, Callable[[Context], list[Any]]]] = {
    "overview": overview.page,
    "topics": topics.page,
    "actors": actors.page,
    "sources": sources.page,
    "places": places.page,
    "tone": tone.page,
    "articles": articles.page,
    "methods": methods.page,
}
UNSELECTED: Final = ("methods",)
"""Pages that show the same whatever is selected, and so have no filters."""


def skeleton() -> Component:
    """What stands before the first page is there: the address, and a mark that it is loading."""
    return html.Div(
        [
            dcc.Location(id=URL, refresh="callback-nav"),
            html.Div(id=PROBLEM, role="alert"),
            html.Div(html.Div(className="first-load"), id=ROOT),
        ]
    )


def shell(context: Context) -> Component:
    """The whole document for a view."""
    view = context.view
    document = {"lang": view.ui, "dir": "rtl" if context.style.is_rtl else "ltr", "scheme": view.scheme,
                "title": _title(context)}  # fmt: skip
    inside = dmc.AppShell(
        [dmc.AppShellHeader(_header(context)), dmc.AppShellMain(_main(context))],
        header={"height": 60},
        padding=0,
    )
    return dmc.DirectionProvider(
        dmc.MantineProvider(
            dmc.DatesProvider(
                [dcc.Store(id=DOCUMENT, data=document), inside],
                settings={"locale": view.ui, "firstDayOfWeek": 1, "weekendDays": [5, 6]},
            ),
            forceColorScheme=view.scheme,
            theme={"fontFamily": FONT, "primaryColor": "marsad", "defaultRadius": "md",
                   "colors": {"marsad": list(ACCENTS), "dark": list(DARKS)},
                   "primaryShade": {"light": 7, "dark": 4}},
        ),
        direction=document["dir"],
    )  # fmt: skip


def _title(context: Context) -> str:
    texts = context.texts
    return f"{texts('app.name')} – {texts(f'page.{context.view.page}')}"


def _header(context: Context) -> Component:
    texts, view = context.texts, context.view
    other_ui = "en" if view.ui == "ar" else "ar"
    other_scheme = "light" if view.scheme == "dark" else "dark"
    pages = [
        link(texts(f"page.{page}"), view.to(page).href, "page current" if page == view.page else "page",
             **({"id": f"shell-page-{page}"}))
        for page in PATHS
    ]  # fmt: skip
    return html.Header(
        [
            html.A(texts("app.skip"), href="#content", className="skip"),
            link([html.Span(className="logo"), texts("app.name")], View(ui=view.ui, scheme=view.scheme).href, "brand"),
            html.Nav(pages, **{"aria-label": texts("app.pages")}),
            html.Div(
                [
                    link(html.Span(texts("app.other_language"), lang=other_ui), view.to(ui=other_ui).href, "switch",
                         id="shell-language"),
                    link(html.Span(className=f"icon {other_scheme}"), view.to(scheme=other_scheme).href, "switch",
                         title=texts(f"app.to_{other_scheme}"), id="shell-scheme"),
                ],
                className="switches",
            ),
        ],
        className="header",
    )  # fmt: skip


def _main(context: Context) -> Component:
    view, texts = context.view, context.texts
    if view.page == MISSING:
        body = [_missing(context)]
    else:
        bar = [] if view.article is not None or view.page in UNSELECTED else [filter_bar(context)]
        body = [*_notices(context), *bar, *_samples(context), *PAGES[view.page](context)]
    heading = [html.H1(texts(f"page.{view.page}"), className="page-title")] if view.article is None else []
    foot = html.Footer(texts("scope.run", run=context.study.result_id), className="foot dim")
    return html.Div([*heading, *body, foot], className="content", id="content", tabIndex=-1)


def _missing(context: Context) -> Component:
    texts = context.texts
    home = link(texts("empty.clear"), context.view.to("overview", filters=context.filters.cleared()).href, "button")
    return html.Section([html.P(texts("empty.missing")), home], className="card empty")


def _notices(context: Context) -> list[Any]:
    """Why the newest run is not shown; what of the address was not used, and what of it this run does not have."""
    texts = context.texts
    reason = html.Span(context.problem, lang="en", dir="ltr")
    old = [alert("", texts("notice.broken"), html.Div(reason), kind="warning", id="shell-broken")]
    old = old if context.problem else []
    lines = [_notice(context, notice) for notice in context.view.notices]
    lines += [texts("notice.unknown", name=name) for name in unknown(context)]
    if not lines:
        return old
    return [*old, alert(texts("notice.title"), *[html.Div(line) for line in lines], kind="warning", id="shell-notices")]


def _samples(context: Context) -> list[Any]:
    """How many of the articles selected are sample texts; the reader says it of its own article."""
    n = 0 if context.view.article is not None else context.study.scope(context.filters).n_sample
    return [alert("", f"{context.texts.count('samples', n)}.", id="shell-samples")] if n else []


def _notice(context: Context, notice: Notice) -> str:
    kinds = {
        **dict.fromkeys(("from", "to", "story_from", "story_to"), "date"),
        **dict.fromkeys(("topic", "focus"), "number"),
        "pair": "pair",
        "burst": "burst",
        "why": "span",
    }
    special = {STORIES_ONLY: "story", INSIDE_DATES: "beyond", TOO_LONG: "long"}
    kind = special.get(notice.allowed) or kinds.get(notice.key, "choice")
    return context.texts(f"notice.{kind}", part=f"{notice.key}={notice.value}", allowed=notice.allowed)
