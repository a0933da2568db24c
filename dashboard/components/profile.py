"""The profile of an actor: roles over time, its names in the articles, what it says and who speaks of it."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from analytics.errors import RunError
from analytics.figures.dates import partial_date
from analytics.study import ActorView
from dashboard.components.company import company_card
from dashboard.components.evidence import evidence_list
from dashboard.components.parts import card, corpus_text, link, outside_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link

SENTENCES: Final = 12
"""Sentences of each kind on the page."""
SURFACES: Final = 20
FAMILY: Final = 20


def profile_cards(context: Context) -> list[Component]:
    """The profile of the actor of the selection; nothing unless there is exactly one that the run knows."""
    if len(context.filters.actors) != 1:
        return []
    actor_id = context.filters.actors[0]
    try:
        view = context.study.actor(actor_id, context.filters, SENTENCES)
    except RunError:
        return []  # the notice that it does not occur in this run stands above
    return [_about(context, view), *company_card(context, actor_id), html.Div(_speech(context, view), className="pair")]


def _about(context: Context, view: ActorView) -> Component:
    texts = context.texts
    name = str(view.row[f"name_{texts.language}"])
    other = str(view.row["name_en" if texts.language == "ar" else "name_ar"])
    n = context.study.count(context.filters)
    read = link(texts("actors.read", count=texts.count("articles", n)), articles_link(context.view, context.filters))
    facts = [
        _line([html.B(corpus_text(name)), " · ", corpus_text(other), " · ", texts(f"type.{view.row['type']}")]),
        _line([read, *_wikidata(context, view.row["qid"])]),
        *([_line([texts("actors.own")])] if view.row["origin"] == "workspace" else []),
        *_family(context, view),
    ]
    columns = [html.Div([*facts, html.H3(texts("actors.roles")), _roles(context, view)]),
               html.Div([html.H3(texts("actors.names")), _surfaces(context, view)])]  # fmt: skip
    title = f"{texts('actors.profile')}: \u2068{name}\u2069"
    return card(title, html.Div(columns, className="pair"), className="profile")


def _line(parts: list[Any]) -> Component:
    return html.P(parts)


def _wikidata(context: Context, qid: str | None) -> list[Any]:
    if not qid:
        return []
    return [" · ", outside_link(f"{context.texts('actors.wikidata')} {qid}", f"https://www.wikidata.org/wiki/{qid}")]


def _family(context: Context, view: ActorView) -> list[Component]:
    texts = context.texts
    found = []
    for key, frame in (("belongs", view.holders), ("holds", view.held)):
        links: list[Any] = []
        for row in rows_of(frame.head(FAMILY)):
            address = context.view.to(filters=context.filters.narrow(actors=(row.actor_id,))).href
            links += [texts("list.comma")] * bool(links)
            links.append(link(corpus_text(context.name("actor", row.actor_id)), address))
        if links:
            found.append(_line([f"{texts(f'actors.{key}')}: ", *links]))
    return found


def _roles(context: Context, view: ActorView) -> Component:
    if view.roles.empty:
        return html.P(context.texts("actors.no_roles"), className="note")
    roles = html.Ul([html.Li(_role(context, row)) for row in rows_of(view.roles)], className="found", id="actors-roles")
    return html.Div([roles, html.P(context.texts("actors.roles_note"), className="note")])


def _role(context: Context, row: Row) -> list[Any]:
    """A role with its body and dates, as exactly as they are known."""
    texts = context.texts
    title, body = getattr(row, f"title_{texts.language}"), getattr(row, f"body_{texts.language}")
    words = texts("actors.role_in", title=str(title), body=str(body)) if isinstance(body, str) else str(title)
    ends = {"start": row.start, "end": row.end}
    known = {key: partial_date(day, texts.language) for key, day in ends.items() if isinstance(day, str)}
    if not known:
        return [words]
    key = "span" if len(known) == 2 else "from" if "start" in known else "until"
    return [words, " ", html.Span(f"({texts(f'actors.{key}', **known)})", className="dim")]


def _surfaces(context: Context, view: ActorView) -> Component:
    texts = context.texts
    items = []
    for row in rows_of(view.surfaces.head(SURFACES)):
        kind = [" ", html.Span(texts("actors.referred"), className="badge small")] if row.kind != "name" else []
        items.append(html.Li([corpus_text(row.surface), html.Span(f" × {texts.number(row.n_mentions)}"), *kind]))
    return html.Ul(items, className="found", id="actors-surfaces")


def _speech(context: Context, view: ActorView) -> list[Component]:
    texts = context.texts
    said: list[Any] = [html.P(texts("actors.no_said"), className="note")]
    if len(view.said):
        said = [evidence_list(context, view.said, "actors-said", lambda row: texts(f"mode.{row['mode']}"))]
    about: list[Any] = [html.P(texts("actors.no_about"), className="note")]
    if len(view.said_about):
        speakers = [
            html.Span(
                [corpus_text(context.name("source", row.source_key)), f" × {texts.number(row.n)}"], className="term"
            )
            for row in rows_of(view.said_about.head(SURFACES))
        ]
        heard = evidence_list(
            context, view.said_about_sentences, "actors-about", lambda row: context.name("source", row["source_key"])
        )
        about = [html.Div(speakers, className="terms"), heard]
    return [
        card(texts("actors.said"), *said, note=texts("actors.said_note") if len(view.said) else ""),
        card(texts("actors.about"), *about, note=texts("actors.about_note") if len(view.said_about) else ""),
    ]
