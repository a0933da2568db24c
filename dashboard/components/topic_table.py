"""Themes and the topics in them as one table, how many articles fit none, and the topics taken off the list."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from analytics.figures import theme_tree_figure
from analytics.figures.layout import plain
from analytics.topics.strengths import LEVEL, NEAREST
from dashboard.components.charts import graph
from dashboard.components.empty import empty_chart
from dashboard.components.parts import card, link, share_bar, share_text, small_badge, tone_text, tone_words
from dashboard.components.toggles import choice_toggle, csv_link
from dashboard.components.topic_facts import command, edited, languages, marks, stability, terms
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, ranked
from dashboard.view import DEPTHS

HEADS = ("topic", "terms", "n", "share", "tone", "languages", "stability")


def topics_card(context: Context) -> list[Component]:
    """The tree of themes and topics, at the depth chosen."""
    texts, view = context.texts, context.view
    themes, topics = context.study.themes(context.filters), context.study.topics(context.filters)
    is_coarse = view.depth == "themes" and len(themes) > 0
    name = "themes" if is_coarse else "topics"
    title = texts("topics.themes" if is_coarse else "topics.list")
    actions = (
        [choice_toggle(context, "depth", {one: texts(f"depth.{one}") for one in DEPTHS}, texts("depth.label"))]
        if len(themes)
        else []
    )
    actions.append(csv_link(context, name, title))
    known = edited(context)
    body = _by_theme(context, themes, topics, known) if len(themes) else [_topic(context, r, known) for r in _r(topics)]
    notes = [texts("topics.theme_note")] if len(themes) else []
    note = ". ".join([texts("unit.note"), texts("topics.stability_note"), *notes]) + "."
    tiles = [_tiles(context, themes, topics)] if is_coarse else []
    return [*tiles, card(title, _frame(context, body), actions=actions, note=note)]


def unfit_card(context: Context) -> Component:
    """How many articles fit no topic well, in each language, and by which rule."""
    texts = context.texts
    frame = context.study.unfit(context.filters)
    title = texts("topics.unfit")
    whole = next(iter(rows_of(frame)))
    if not whole.N:
        return card(title, empty_chart(context, "empty.no_unfit"))
    facts = [
        html.Li([*_unfit_line(context, row), small_badge(context, row.N)])
        for row in rows_of(frame)
        if row.N and (row.language == "all" or len(frame[frame["N"] > 0]) > 2)
    ]
    rule = texts("topics.unfit_rule", nearest=str(NEAREST), level=texts.percent(LEVEL))
    return card(title, html.Ul(facts, className="found", id="topics-unfit"), note=rule,
                actions=csv_link(context, "unfit", title))  # fmt: skip


def hidden_card(context: Context) -> list[Component]:
    """The topics that people took off the lists, and how to list them again; nothing where there are none."""
    texts = context.texts
    frame = context.study.hidden_topics(context.filters)
    if frame.empty:
        return []
    items = [
        html.Li(
            [
                context.name("topic", row.topic_id),
                " · ",
                link(texts.count("articles", row.n), _articles(context, row.topic_id), "n"),
                f" · {share_text(context, row)} ",
                command(context, f"unhide {row.topic_id}"),
            ]
        )
        for row in rows_of(frame)
    ]
    fold = html.Details([html.Summary(texts("topics.hidden_open")), html.Ul(items, className="found")])
    title = texts("topics.hidden")
    return [card(title, fold, actions=csv_link(context, "hidden-topics", title), note=texts("topics.hidden_note"))]


def _unfit_line(context: Context, row: Row) -> list[Any]:
    texts = context.texts
    chosen = context.filters.languages if row.language == "all" else (row.language,)
    behind = articles_link(context.view, context.filters.narrow(fit=("unfit",), languages=chosen))
    words = texts("topics.unfit_of", n=texts.number(row.n), count=texts.count("articles", row.N))
    head = [] if row.language == "all" else [f"{texts(f'language.{row.language}')}: "]
    return [*head, link(words, behind, "n") if row.n else words, ", ", share_text(context, row), " "]


def _tiles(context: Context, themes: pd.DataFrame, topics: pd.DataFrame) -> Component:
    texts = context.texts
    title = texts("topics.tiles")
    above = themes.assign(
        link=[_theme_articles(context, row) for row in rows_of(themes)],
        hover=[_hover(context, "theme", row.theme_id, row) for row in rows_of(themes)],
    )
    below = topics.assign(
        link=[_articles(context, row.topic_id) for row in rows_of(topics)],
        hover=[_hover(context, "topic", row.topic_id, row) for row in rows_of(topics)],
    )
    figure = theme_tree_figure(above, below, context.style, colours=context.catalogue.colours["topic"])
    return card(title, graph("topics-tiles", figure, title), note=texts("chart.open"))


def _hover(context: Context, kind: str, key: int, row: Row) -> str:
    texts = context.texts
    name = plain(context.name(kind, key))
    counted = texts("hover.share", n=texts.number(row.n), N=texts.number(row.N), share=texts.percent(row.share))
    return f"{name}<br>{counted}<br>{texts('table.tone')} {tone_text(context, row.mean, row.mean_low, row.mean_high)}"


def _frame(context: Context, body: list[Component]) -> Component:
    heads = [html.Th(context.texts(f"table.{head}"), scope="col") for head in HEADS]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], id="topics-table", className="table")
    return html.Div(table, className="table-frame", tabIndex=0)


def _by_theme(context: Context, themes: pd.DataFrame, topics: pd.DataFrame, known: frozenset[int]) -> list[Component]:
    """Rows of the tree, each theme above what it holds; topics of no theme at the end."""
    found: list[Component] = []
    top = int(themes["level"].max())

    def add(theme: Row, depth: int) -> None:
        found.append(_theme(context, theme, depth))
        for under in rows_of(themes[themes["parent_id"] == theme.theme_id]):
            add(under, depth + 1)
        if theme.level == 1 and context.view.depth == "topics":
            found.extend(_topic(context, row, known, depth + 1) for row in _r(topics[_of(topics, theme.topic_ids)]))

    for theme in rows_of(themes[themes["level"] == top]):
        add(theme, 0)
    held = {topic for ids in themes["topic_ids"] for topic in ids}
    alone = topics[~_of(topics, held)]
    if context.view.depth == "topics" or len(alone):
        found.extend(_topic(context, row, known) for row in _r(alone))
    return found


def _of(topics: pd.DataFrame, ids: Any) -> Any:  # noqa: ANN401  a mask of pandas
    return topics["topic_id"].isin(list(ids))


def _r(topics: pd.DataFrame) -> list[Row]:
    return list(rows_of(topics))


def _theme(context: Context, row: Row, depth: int) -> Component:
    texts, view = context.texts, context.view
    colour = context.catalogue.colours["theme"].get(row.theme_id, "transparent")
    narrowed = view.to(filters=context.filters.narrow(topics=_topics_of(context, row)), depth="topics").href
    name = link(context.name("theme", row.theme_id), narrowed, "name", title=texts("topics.narrow"))
    return html.Tr(
        [
            html.Th([html.Span(className="swatch round", style={"background": colour}), name], scope="row"),
            html.Td([terms(row.terms_ar), terms(row.terms_en)] if view.depth == "themes" else ""),
            html.Td([link(texts.number(row.n), _theme_articles(context, row), "n"), small_badge(context, row.n)]),
            html.Td(share_bar(context, row.share, row.low, row.high)),
            html.Td(tone_words(context, row.mean, row.mean_low, row.mean_high)),
            html.Td(f"\u2066{texts.number(row.n_ar)} / {texts.number(row.n_en)}\u2069"),
            html.Td(texts("topics.holds", count=texts.count("topics", len(row.topic_ids)))),
        ],
        className=f"theme level-{depth}",
    )


def _topic(context: Context, row: Row, known: frozenset[int], depth: int = 0) -> Component:
    texts, view = context.texts, context.view
    colour = context.catalogue.colours["topic"].get(row.topic_id, "transparent")
    name = link(context.name("topic", row.topic_id), view.to(focus=row.topic_id).href, "name")
    return html.Tr(
        [
            html.Th([html.Span(className="swatch", style={"background": colour}), name, *marks(context, row, known)],
                    scope="row"),
            html.Td([terms(row.terms_ar), terms(row.terms_en)]),
            html.Td([link(texts.number(row.n), _articles(context, row.topic_id), "n"), small_badge(context, row.n)]),
            html.Td(share_bar(context, row.share, row.low, row.high)),
            html.Td(tone_words(context, row.mean, row.mean_low, row.mean_high)),
            html.Td(languages(context, row)),
            html.Td(stability(context, row.stability)),
        ],
        className=f"level-{depth}",
    )  # fmt: skip


def _topics_of(context: Context, row: Row) -> tuple[int, ...]:
    """The topics of a theme that the selection has."""
    chosen = context.filters.topics
    return tuple(int(topic) for topic in row.topic_ids if not chosen or topic in chosen)


def _theme_articles(context: Context, row: Row) -> str:
    return articles_link(context.view, context.filters.narrow(topics=_topics_of(context, row)))


def _articles(context: Context, topic: int) -> str:
    return articles_link(context.view, ranked(context.filters, "topic", topic))
