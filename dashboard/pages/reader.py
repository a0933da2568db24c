"""The reader: one article with what was found in it highlighted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from analytics.errors import RunError
from analytics.figures.theme import isolate
from analytics.study import ArticleView
from dashboard.components.articles_list import published, tone_word, topic_words
from dashboard.components.copies import story_card
from dashboard.components.findings import highlights, shown, source_name
from dashboard.components.highlight import Highlight, marked_text, paragraphs
from dashboard.components.parts import alert, card, corpus_text, how_sure, link, outside_link
from dashboard.components.reported_numbers import reporter, value_words
from dashboard.components.why import sentence_marks, why_panel
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked
from dashboard.view import MARKS


def page(context: Context, article_id: str) -> list[Any]:
    """The content of the page; a message if the run has no such article."""
    texts, view = context.texts, context.view
    back = link(texts("articles.back"), view.to("articles").href, "back")
    try:
        article = context.study.article(article_id)
    except RunError:
        text = html.P(corpus_text(article_id))
        return [back, alert(texts("empty.article"), text, kind="warning", id="reader-missing")]
    found = highlights(context, article)
    counts = Counter(mark.kind for mark in found) + Counter({"tone": len(article.sentences)})
    sample = [alert("", texts("reader.sample"))] if article.row["is_sample"] else []
    return [
        back,
        html.Div(
            [
                html.Div([*sample, _legend(context, counts), _article(context, article, shown(context, found))]),
                html.Aside(
                    [
                        _about(context, article),
                        _found(context, article),
                        *story_card(context, article_id, article.row["story_id"]),
                    ]
                ),
            ],
            className="reader",
        ),
    ]


def _article(context: Context, article: ArticleView, marks: Sequence[Highlight]) -> Component:
    row, text = article.row, article.whole
    title_end = len(row["title"])
    body = [(max(s, title_end), e) for s, e in paragraphs(text) if s > title_end or (s == 0 and e > title_end)]
    captions = [html.Figcaption(corpus_text(str(caption))) for caption in row.get("captions") or ()]
    blocks: list[Component] = []
    behind = sentence_marks(context, article)
    for start, end in [(0, title_end), *body]:
        words = marked_text(text, start, end, marks, behind)
        blocks.append(html.P(words, dir="auto") if start else html.H1(words, dir="auto", id="reader-title"))
        if context.view.why and start <= context.view.why[0] < max(end, start + 1):
            blocks.append(why_panel(context, article))
    return html.Article(
        [
            *blocks,
            *([html.H3(context.texts("reader.captions")), *captions] if captions else []),
        ],
        className="card text",
        dir="rtl" if row["language"] == "ar" else "ltr",
        lang=row["language"] if row["language"] in ("ar", "en") else None,
        id="reader-text",
    )


def _legend(context: Context, counts: Mapping[str, int]) -> Component:
    """Kinds of highlights with their counts; clicking one switches it."""
    texts, view = context.texts, context.view
    kinds = [kind for kind in MARKS if counts.get(kind)]
    if not kinds:
        return html.P(texts("reader.no_marks"), className="note")
    toggles = []
    for kind in kinds:
        is_hidden = kind in view.hide
        hide = tuple(k for k in view.hide if k != kind) if is_hidden else (*view.hide, kind)
        name = texts(f"mark.{kind}")
        toggles.append(
            link(
                [html.Span(name, className=f"mark-{kind}"), f" {counts[kind]}"],
                view.to(hide=tuple(k for k in MARKS if k in hide)).href,
                "legend off" if is_hidden else "legend",
                title=texts("reader.show" if is_hidden else "reader.hide", name=name),
            )
        )
    return html.Div(
        [html.Span(texts("reader.marks"), className="dim"), *toggles, html.Span(texts("why.how"), className="dim")],
        className="legends",
        id="reader-legend",
    )


def _about(context: Context, article: ArticleView) -> Component:
    texts, row = context.texts, article.row
    none = texts("reader.none")
    basis = texts(f"basis.{row['published_basis']}")
    publisher = context.name("publisher", row["publisher_id"])
    facts: list[tuple[str, Any]] = [
        (texts("reader.publisher"), _narrowed(context, "publisher", row["publisher_id"], publisher)),
        (texts("reader.date"), f"{published(context, row)} {basis}".strip()),
        (texts("reader.language"), texts(f"language.{row['language']}")),
        (texts("reader.words"), texts.count("words", int(row["n_words"]))),
        (texts("reader.topic"), _topic(context, row)),
        (
            texts("reader.tone"),
            [f"{tone_word(context, row['tone_label'])} {texts.score(row['tone'])} ", how_sure(context)],
        ),
        (texts("reader.author"), corpus_text(row.get("author") or none)),
        (texts("reader.section"), corpus_text(row.get("section") or none)),
        (texts("reader.link"), outside_link(str(row.get("url")), row.get("url")) or none),
        (texts("reader.id"), html.Code(row["article_id"])),
    ]
    rows = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts]
    return html.Dl(rows, className="card facts", id="reader-about")


def _topic(context: Context, row: Mapping[str, Any]) -> Component:
    """The topic and how strongly the article belongs to it, in a word; or that it fits none, and the nearest."""
    texts, nearest = context.texts, row["nearest_topic_id"]
    if nearest is None or pd.isna(nearest):
        return texts("reader.none")
    href = context.view.to("topics", focus=int(nearest)).href
    similarity = texts("reader.similarity", value=f"{row['strength']:.2f}")
    name = link(topic_words(context, row), href)
    if row["topic_id"] is None or pd.isna(row["topic_id"]):
        return [name, html.Div(similarity, className="dim")]
    return [name, html.Div([f"{_strength(context, row)} · ", similarity], className="dim")]


def _strength(context: Context, row: Mapping[str, Any]) -> str:
    """How strongly an article belongs to its topic, beside the topic's other articles."""
    own = context.study.articles(context.filters.cleared().narrow(topics=(int(row["topic_id"]),)))["strength"]
    low, high = own.quantile(0.25), own.quantile(0.75)
    word = "weak" if row["strength"] < low else "strong" if row["strength"] > high else "middling"
    return context.texts(f"strength.{word}")


def _found(context: Context, article: ArticleView) -> Component:
    """Actors, unregistered names, cited sources and reported figures of the article, each with its link."""
    texts = context.texts
    actors = [_actor(context, row) for row in rows_of(article.actors)]
    said = article.citations[article.citations["act"] == "said"]
    cited = [_cited(context, rows) for _, rows in said.groupby("source_key", sort=False)]
    names = [_unregistered(context, rows) for _, rows in article.candidates.groupby("candidate_key", sort=False)]
    figures = [_figure(context, row) for row in rows_of(article.numbers)]
    lists = [
        (texts("mark.actor"), actors),
        (texts("mark.candidate"), names),
        (texts("mark.speaker"), cited),
        (texts("mark.figure"), figures),
    ]
    parts = [part for title, items in lists if items for part in (html.H3(title), html.Ul(items, className="found"))]
    return card(texts("reader.found"), *(parts or [html.P(texts("reader.no_marks"))]))


def _actor(context: Context, row: Row) -> Component:
    """One actor of the article: how often it is mentioned, and the mean tone towards it."""
    name = str(getattr(row, f"name_{context.view.ui}"))
    tone = html.Span(context.texts.score(row.tone), className="dim")
    return html.Li([_narrowed(context, "actor", row.actor_id, name), f" × {row.n_mentions} ", tone])


def _unregistered(context: Context, rows: pd.DataFrame) -> Component:
    """One name the registry does not know: how often it is named, and the words beside it."""
    longest = max(rows["surface"], key=len)
    titles = [str(title) for title in rows["title"].dropna().unique()]
    about = html.Span(corpus_text(context.texts.listed(titles)), className="dim")
    link_ = articles_link(context.view, context.filters.cleared().narrow(candidates=(rows["candidate_key"].iloc[0],)))
    return html.Li([link(corpus_text(longest), link_), f" × {len(rows)} ", about])


def _cited(context: Context, rows: pd.DataFrame) -> Component:
    """One source of the article: how often it is cited, how, and through which outlets."""
    texts = context.texts
    row = next(iter(rows_of(rows)))
    modes = [texts(f"mode.{mode}") for mode in rows["mode"].unique()]
    outlets = [texts("reader.via", name=str(label)) for label in rows["via_label"].dropna().unique()]
    about = html.Span(texts.listed([*modes, *outlets]), className="dim")
    return html.Li([_narrowed(context, "source", row.source_key, source_name(context, row)), f" × {len(rows)} ", about])


def _figure(context: Context, row: Row) -> Component:
    """One reported figure: the article's words, the number with its bound, and who says so; it leads to its kind."""
    kind = context.view.to("sources", filters=context.filters.cleared(), counted=row.thing_key)
    about = html.Span(f"{value_words(context, row)} · {isolate(reporter(context, row))}", className="dim")
    return html.Li([link(corpus_text(" ".join(row.surface.split())), kind.href), " ", about])


def _narrowed(context: Context, dimension: str, key: str, name: str) -> Component:
    whole_run = ranked(context.filters.cleared(), dimension, key)
    return link(corpus_text(name), articles_link(context.view, whole_run))
