"""The page of one topic: what it is, how it moves, its articles, its words over time, its sentences."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from analytics.figures import words_figure
from analytics.figures.layout import plain
from dashboard import topic_frames
from dashboard.components.articles_list import headlines
from dashboard.components.charts import graph
from dashboard.components.empty import empty_chart
from dashboard.components.evidence import evidence_list
from dashboard.components.parts import alert, card, link, share_bar, small_badge, tone_words
from dashboard.components.toggles import choice_toggle, csv_link
from dashboard.components.topic_facts import command, edit_lines, edited, languages, marks, stability, terms
from dashboard.components.topic_news import history_table
from dashboard.components.topic_trends import bursts_card, change_lines, trends_card
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked
from dashboard.view import TOPIC_PARTS

TERMS: Final = 12
RENAME: Final = {"ar": "--ar", "en": "--en"}


def topic_page(context: Context, number: int) -> list[Any]:
    """The page of a topic; a message where the run or the selection does not have it."""
    texts, view = context.texts, context.view
    back = link(texts("topics.back"), view.to(focus=None, topic_part=TOPIC_PARTS[0]).href, "back")
    found = context.study.topics(context.filters)
    found = found[found["topic_id"] == number]
    if found.empty:
        known = any(context.catalogue.name(kind, number, view.ui) is not None for kind in ("topic", "hidden"))
        reason = texts("topics.nothing") if known else texts("topics.unknown", number=str(number))
        return [back, alert(texts("empty.title"), html.P(reason), html.P(texts("empty.widen")), kind="warning")]
    row = next(iter(rows_of(found)))
    parts = {"about": _about, "words": _words, "sentences": _sentences}
    toggle = choice_toggle(
        context, "topic_part", {one: texts(f"topic_part.{one}") for one in TOPIC_PARTS}, texts("topic_part.label")
    )
    return [back, _head(context, row), html.Div(toggle, className="above"), *parts[view.topic_part](context, row)]


def _head(context: Context, row: Row) -> Component:
    texts = context.texts
    read = link(texts("topics.read_all", count=texts.count("articles", row.n)),
                articles_link(context.view, ranked(context.filters, "topic", row.topic_id)), "button")  # fmt: skip
    return card(context.name("topic", row.topic_id), _facts(context, row), actions=read, className="topic-head")


def _facts(context: Context, row: Row) -> Component:
    texts = context.texts
    other = "en" if texts.language == "ar" else "ar"
    other_name = context.catalogue.name("topic", row.topic_id, other)
    facts = [
        (texts("table.n"), [texts("scope.of", count=texts.count("articles", row.n), total=texts.number(row.N)),
                            small_badge(context, row.n)]),
        (texts("table.share"), share_bar(context, row.share, row.low, row.high)),
        (texts("table.tone"), tone_words(context, row.mean, row.mean_low, row.mean_high)),
        (texts("table.languages"), languages(context, row)),
        (texts("topics.coherence"), [texts.decimal(row.coherence), _read(context, "topics.coherence_note")]),
        (texts("topics.stability"), [stability(context, row.stability), _read(context, "topics.stability_note")]),
        *([(texts("topics.theme"), _theme(context, row))] if not pd.isna(row.parent_id) else []),
        *_neighbours(context, row.topic_id),
    ]  # fmt: skip
    return html.Div(
        [
            html.P([html.Span(other_name, lang=other, dir="auto"), *marks(context, row, edited(context))],
                   className="dim"),
            terms(row.terms_ar, TERMS),
            terms(row.terms_en, TERMS),
            html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="facts"),
        ]
    )  # fmt: skip


def _read(context: Context, key: str) -> Component:
    return html.Div(context.texts(key), className="dim small-text")


def _theme(context: Context, row: Row) -> list[Any]:
    """The themes above a topic, the highest first, each leading to its topics."""
    themes = {one.theme_id: one for one in rows_of(context.study.themes(context.filters.cleared()))}
    found: list[Any] = []
    at = themes.get(int(row.parent_id))
    while at is not None:
        chosen = context.filters.narrow(topics=tuple(int(topic) for topic in at.topic_ids))
        step = link(context.name("theme", at.theme_id), context.view.to(filters=chosen, focus=None).href)
        found = [step, *([" › ", *found] if found else [])]
        at = None if pd.isna(at.parent_id) else themes.get(int(at.parent_id))
    return found


def _neighbours(context: Context, topic: int) -> list[tuple[str, Any]]:
    texts = context.texts
    found: list[Any] = []
    for row in rows_of(topic_frames.neighbours(context.study, context.view)):
        name = link(context.name("topic", row.topic_id), context.view.to(focus=row.topic_id).href)
        found.append(html.Li([name, " ", html.Span(texts.decimal(row.similarity), className="dim")]))
    return [(texts("topics.neighbours"), html.Ul(found, className="plain", id="topics-near"))] if found else []


def _about(context: Context, row: Row) -> list[Component]:
    texts = context.texts
    changes = change_lines(context)
    changed = [card(texts("bursts.changes"), html.Ul(changes, className="found"),
                    actions=csv_link(context, "change-points", texts("bursts.changes")),
                    note=texts("bursts.changes_note"))] if changes else []  # fmt: skip
    return [
        trends_card(context, texts("chart.topic_trend")),
        bursts_card(context, "topics-own-bursts"),
        *changed,
        *_nearest(context),
        *_story(context, row),
    ]


def _nearest(context: Context) -> list[Component]:
    """The articles nearest to its middle in each language and of each publisher, and those that belong least."""
    texts, study, view = context.texts, context.study, context.view
    frame = topic_frames.representative(study, view)
    by_language = [
        html.Div([html.H3(texts(f"language.{language}")), headlines(context, part)])
        for language, part in frame.groupby("language", sort=True)
    ]
    publishers = topic_frames.by_publisher(study, view)
    fold = html.Details([html.Summary(texts("topics.by_publisher", count=texts.count("publishers", len(publishers)))),
                         headlines(context, publishers)])  # fmt: skip
    near, far = texts("topics.representative"), texts("topics.weakest")
    return [
        card(near, html.Div(by_language, className="columns"), fold, actions=csv_link(context, "representative", near)),
        card(far, headlines(context, topic_frames.weakest(study, view)), note=texts("topics.weakest_note"),
             actions=csv_link(context, "weakest", far)),
    ]  # fmt: skip


def _story(context: Context, row: Row) -> list[Component]:
    """What it was in the run before, what people changed of it, and how to change it."""
    texts, topic = context.texts, int(row.topic_id)
    history = topic_frames.history(context.study, context.view)
    own = history[(history["topic_id"] == topic) | (history["before_id"] == topic)]
    before = [html.H3(texts("news.history")), history_table(context, own, "topics-own-history")] if len(own) else []
    lines = edit_lines(context, topic)
    done = [html.H3(texts("topics.edits")), html.Ul(lines, className="found", id="topics-edits")] if lines else []
    option = RENAME[texts.language]
    do = [html.H3(texts("topics.change")), html.P(texts("topics.change_how"), className="note")]
    do += [html.Div(command(context, words), className="do")
           for words in (f'rename {topic} {option} "..."', f"hide {topic}", f"merge {topic} --into ...",
                         f"split {topic}")]  # fmt: skip
    return [card(texts("topics.history"), *before, *done, *do)]


def _words(context: Context, row: Row) -> list[Component]:
    """The words of a topic in each period, a chart a language."""
    texts, view = context.texts, context.view
    frame = topic_frames.words(context.study, view)
    cards = []
    for language in ("ar", "en"):
        title = texts(f"topics.words_{language}")
        own = frame[frame["language"] == language]
        if own.empty:
            cards.append(card(title, empty_chart(context, "empty.no_words")))
            continue
        own = own.assign(hover=[_word_hover(context, one) for one in rows_of(own)])
        figure = words_figure(own, context.study.volume(context.filters), context.style, language=language)
        cards.append(card(title, graph(f"topics-words-{language}", figure, title), note=texts("topics.words_note"),
                          actions=csv_link(context, "topic-words", title)))  # fmt: skip
    return cards


def _word_hover(context: Context, row: Row) -> str:
    texts = context.texts
    when = texts.period(row.period.date(), row.period_end.date())
    return f"{plain(row.shown)}<br>{when}<br>{_of(context, row)}"


def _of(context: Context, row: Row) -> str:
    return context.texts("topics.word_in", n=context.texts.number(row.n), N=context.texts.number(row.N))


def _sentences(context: Context, row: Row) -> list[Component]:
    texts = context.texts
    title = texts("topics.sentences")
    frame = topic_frames.sentences(context.study, context.view)
    if frame.empty:
        return [card(title, empty_chart(context, "empty.no_words"))]
    listed = evidence_list(context, frame, "topics-sentences", marked=[*row.terms_ar, *row.terms_en])
    return [card(title, listed, actions=csv_link(context, "sentences", title), note=texts("topics.sentences_note"))]
