"""What is new: topics proposed, topics that drift, what became of those of the run before."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import pandas as pd
from dash import html

from analytics.figures.numbers import DASH
from analytics.topic_schema import TOPIC_CHANGES
from dashboard import topic_frames
from dashboard.components.articles_list import article_href
from dashboard.components.empty import empty_chart
from dashboard.components.parts import card, corpus_text, link
from dashboard.components.toggles import csv_link
from dashboard.components.topic_facts import command, terms
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of

ARTICLES: Final = 10
"""Articles listed of a proposal, those nearest its middle."""


def news_cards(context: Context) -> list[Component]:
    """Proposals, drift, and changes since the run before."""
    return [*_notes_card(context), _proposals_card(context), _drift_card(context), _history_card(context)]


def _notes_card(context: Context) -> list[Component]:
    """What of people's edits could not be carried out on this run."""
    notes = context.study.edit_notes
    if not notes:
        return []
    items = [html.Li([f"{note.number}: ", html.Span(note.text, lang="en", dir="ltr")]) for note in notes]
    return [card(context.texts("news.notes"), html.Ul(items, className="found", id="topics-notes"))]


def _proposals_card(context: Context) -> Component:
    texts = context.texts
    title = texts("news.proposals")
    frame = topic_frames.proposals(context.study, context.view)
    decided = context.study.edits.decided
    open_ = frame[~frame["proposal_id"].isin(list(decided))]
    if open_.empty:
        return card(title, empty_chart(context, "news.no_proposals"))
    titles = _titles(context, open_)
    items = [_proposal(context, row, titles) for row in rows_of(open_)]
    done = len(frame) - len(open_)
    told = texts("news.decided", n=texts.number(done)) if done else ""
    listed = html.Ul(items, className="headlines", id="topics-proposed")
    action = csv_link(context, "proposals", title)
    return card(title, html.P(texts("news.proposals_intro")), listed, actions=action, note=told)


def _titles(context: Context, frame: pd.DataFrame) -> dict[str, str]:
    """Titles of the articles listed, by id: they are among those that fit no topic."""
    wanted = {article for ids in frame["article_ids"] for article in list(ids)[:ARTICLES]}
    unfit = context.study.articles(context.filters.cleared().narrow(fit=("unfit",)))
    known = unfit[unfit["article_id"].isin(wanted)]
    return dict(zip(known["article_id"], known["title"], strict=True))


def _proposal(context: Context, row: Row, titles: dict[str, str]) -> Component:
    texts, view = context.texts, context.view
    label, other = (row.label_ar, row.label_en) if view.ui == "ar" else (row.label_en, row.label_ar)
    near: list[Any] = []
    if not pd.isna(row.nearest_topic_id):
        nearest = int(row.nearest_topic_id)
        name = link(context.name("topic", nearest), view.to(focus=nearest, part="list").href)
        near = [" · ", texts("news.nearest"), " ", name, f" ({texts.decimal(row.similarity)})"]
    articles = [
        html.Li(link(corpus_text(titles.get(key, key)), article_href(context, key)))
        for key in list(row.article_ids)[:ARTICLES]
    ]
    counted = texts("news.selected", count=texts.count("articles", row.n), total=texts.number(row.n_articles))
    return html.Li(
        [
            html.B(corpus_text(str(label or other))),
            " ",
            html.Span(corpus_text(str(other)), className="dim"),
            terms(row.terms_ar),
            terms(row.terms_en),
            html.Div([counted, " · ", texts("news.cohesion", value=texts.decimal(row.cohesion)), *near],
                     className="about inline"),
            html.Details([html.Summary(texts("news.articles")), html.Ul(articles, className="found")]),
            html.Div([texts("news.accept"), " ", command(context, f"accept {row.proposal_id}")], className="do"),
            html.Div([texts("news.dismiss"), " ", command(context, f"dismiss {row.proposal_id}")], className="do"),
        ]
    )  # fmt: skip


def _drift_card(context: Context) -> Component:
    texts = context.texts
    title = texts("news.drift")
    frame = topic_frames.drift(context.study, context.view)
    if frame.empty:
        return card(title, empty_chart(context, "news.no_drift"))
    heads = ("table.topic", "news.added", "news.unfit", "news.usual", "news.strength", "news.verdict")
    body = [_drift_row(context, row) for row in rows_of(frame)]
    return card(title, _table(context, "topics-drift", heads, body), actions=csv_link(context, "drift", title),
                note=texts("news.drift_note"))  # fmt: skip


def _drift_row(context: Context, row: Row) -> Component:
    texts = context.texts
    is_all = row.topic_id == -1
    name = texts("news.all") if is_all else context.name("topic", row.topic_id)
    first = name if is_all else link(name, context.view.to(focus=row.topic_id, part="list").href)
    verdict = "news.drifted" if row.has_drifted else "news.steady" if row.p == row.p else "news.untested"
    is_known = row.unfit_share == row.unfit_share
    ends = f" ({texts.percent(row.low)} – {texts.percent(row.high)})" if is_known else ""
    cells = [
        texts.number(row.n_added),
        f"\u2066{texts.percent(row.unfit_share)}{ends}\u2069",
        texts.percent(row.expected),
        f"\u2066{texts.decimal(row.strength_added)} / {texts.decimal(row.strength_fitted)}\u2069",
        html.Span(texts(verdict), className="badge flag" if row.has_drifted else "")
        if row.n_added
        else texts.decimal(row.p),
    ]
    return html.Tr([html.Th(first, scope="row"), *map(html.Td, cells)])


def _history_card(context: Context) -> Component:
    texts = context.texts
    title = texts("news.history")
    frame = topic_frames.history(context.study, context.view)
    if frame.empty:
        return card(title, empty_chart(context, "news.no_history"))
    counts = Counter(frame["kind"])
    summary = texts.listed([f"{texts(f'change.{k}')}: {texts.number(counts[k])}" for k in TOPIC_CHANGES if counts[k]])
    told = frame[frame["kind"] != "kept"]
    table = [history_table(context, told, "topics-history")] if len(told) else []
    parts = [html.P(f"{summary}."), *table]
    return card(title, *parts, actions=csv_link(context, "topic-history", title), note=texts("news.history_note"))


def history_table(context: Context, frame: pd.DataFrame, name: str) -> Component:
    """Changes since the run before: what happened, what a topic was called and is, sizes, how much they share."""
    heads = ("news.what", "news.before", "news.now", "news.sizes", "news.overlap")
    return _table(context, name, heads, [_history_row(context, row) for row in rows_of(frame)])


def _history_row(context: Context, row: Row) -> Component:
    texts, ui = context.texts, context.view.ui
    before = "" if pd.isna(row.before_id) else corpus_text(_label(getattr(row, f"label_before_{ui}"), row.before_id))
    now: Any = ""
    if not pd.isna(row.topic_id):
        topic = int(row.topic_id)
        now = link(context.name("topic", topic), context.view.to(focus=topic, part="list").href)
    sizes = " → ".join(DASH if pd.isna(n) else texts.number(n) for n in (row.n_before, row.n))
    overlap = DASH if pd.isna(row.overlap) else texts.percent(row.overlap)
    cells = [before, now, f"\u2066{sizes}\u2069", overlap]
    return html.Tr([html.Th(texts(f"change.{row.kind}"), scope="row"), *map(html.Td, cells)])


def _label(label: object, number: object) -> str:
    return label if isinstance(label, str) and label else str(number)


def _table(context: Context, name: str, heads: tuple[str, ...], body: list[Component]) -> Component:
    cells = [html.Th(context.texts(head), scope="col") for head in heads]
    table = html.Table([html.Thead(html.Tr(cells)), html.Tbody(body)], className="table", id=name)
    return html.Div(table, className="table-frame", tabIndex=0)
