"""Who appears with whom: the network of sure pairs, their table, one actor's company, and the sentences of a pair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from analytics.figures import company_figure, network_figure
from analytics.figures.layout import plain
from analytics.figures.networks import NODES
from analytics.figures.numbers import q_text
from analytics.study import Filters
from dashboard import frames
from dashboard.components.charts import graph
from dashboard.components.empty import empty_chart
from dashboard.components.evidence import evidence_list
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link, together

EDGES: Final = 80
"""Pairs drawn at most; more lines between forty nodes hide each other."""
COMPANY: Final = 12
"""Bars of one actor's company."""


def together_card(context: Context) -> list[Component]:
    """The network of the surest pairs, and the table of all."""
    texts = context.texts
    frame, title = frames.together(context.study, context.view), texts("actors.together")
    action = csv_link(context, "together", title)
    if frame.empty:
        return [card(title, empty_chart(context, "empty.no_company"))]
    sure = frame[frame["is_significant"]]
    if sure.empty:
        return [card(title, empty_chart(context, "empty.no_pairs"), _table(context, frame), actions=action)]
    drawn = drawn_pairs(sure)
    figure = network_figure(_nodes(context, drawn), _edges(context, drawn), context.style)
    first = texts("actors.together_first", shown=texts.number(len(drawn)), count=texts.count("together", len(sure)))
    note = " ".join(f"{part.removesuffix('.')}." for part in (texts("actors.together_note"), first, _open(context)))
    return [
        card(title, graph("actors-network", figure, title), actions=action, note=note),
        card(texts("actors.list_pairs"), _table(context, frame), actions=action,
             note=rows_note(context, "together", len(frame))),
    ]  # fmt: skip


def company_card(context: Context, actor_id: str) -> list[Component]:
    """Who is surely named with one actor, by strength; nothing where there is nobody."""
    texts = context.texts
    frame = context.study.co_mentions(base(context), actors=(actor_id,))
    sure = frame[frame["is_significant"]].sort_values(["npmi", "n"], ascending=False, kind="stable").head(COMPANY)
    if sure.empty:
        return []
    others = sure["actor_b"].where(sure["actor_a"] == actor_id, sure["actor_a"])
    shown = sure.assign(
        name=[context.name("actor", key) for key in others],
        colour=_colours(context, others),
        link=[_pair_link(context, row) for row in rows_of(sure)],
        hover=[_pair_hover(context, row) for row in rows_of(sure)],
    )
    title = texts("chart.company_of", name=context.name("actor", actor_id))
    figure = company_figure(shown, context.style, x_title=texts("chart.npmi"))
    return [card(title, graph("actors-company", figure, title), note=texts("chart.open"))]


def pair_card(context: Context) -> list[Component]:
    """The sentences that name both actors of the pair to be read; nothing if none is to be."""
    if not context.view.pair:
        return []
    a, b = context.view.pair
    names = {"a": context.name("actor", a), "b": context.name("actor", b)}
    found = context.study.co_sentences(a, b, base(context))
    title = context.texts("actors.pair", **names)
    if found.empty:
        return [card(title, empty_chart(context, "empty.no_sentences"))]
    return [card(title, evidence_list(context, found, "actors-pair"))]


def base(context: Context) -> Filters:
    """The selection in which company is weighed: articles of everyone, or an actor would be in all of them."""
    return context.filters.narrow(actors=())


def drawn_pairs(sure: pd.DataFrame) -> pd.DataFrame:
    """The surest pairs that have room: of at most ``NODES`` actors and ``EDGES`` pairs."""
    seen: set[str] = set()
    kept: list[int] = []
    for place, row in enumerate(rows_of(sure)):
        both = {row.actor_a, row.actor_b}
        if len(kept) < EDGES and len(seen | both) <= NODES:
            seen |= both
            kept.append(place)
    return sure.iloc[kept]


def pair_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of pairs, in words of the interface."""
    texts = context.texts
    return [
        {
            "href": _pair_link(context, row),
            "name": context.name("actor", row.actor_a),
            "other": context.name("actor", row.actor_b),
            "badge": texts("table.kin") if row.is_kin else "",
            "n": row.n,
            "n_text": texts.number(row.n),
            "expected": row.expected,
            "expected_text": texts.decimal(row.expected),
            "npmi": row.npmi,
            "npmi_text": texts.decimal(row.npmi),
            "q": row.q,
            "q_text": q_text(row.q),
            "sentences": _sentences_label(context, row.n_same_sentence),
            "sentences_href": context.view.to("actors", pair=(row.actor_a, row.actor_b)).href,
        }
        for row in rows_of(frame)
    ]


def _sentences_label(context: Context, n: int) -> str:
    """The words of the link to the sentences; none where no sentence names both."""
    return context.texts("table.open_sentences", n=context.texts.number(n)) if n else ""


def _table(context: Context, frame: pd.DataFrame) -> Component:
    texts = context.texts
    columns = [
        linked("name", texts("table.actor_a"), flex=1, minWidth=190),
        column("other", texts("table.actor_b"), flex=1, minWidth=150),
        number("n", texts("table.n"), width=100),
        number("expected", texts("table.expected"), width=120),
        number("npmi", texts("table.npmi"), width=100),
        number("q", texts("table.q"), width=110, sortingOrder=["asc", "desc"]),
        linked("sentences", texts("table.sentences"), flex=0, minWidth=110, width=120, sortable=False),
    ]
    return grid(context, "actors-pairs", columns, pair_rows(context, frame.head(MAX_ROWS)))


def _nodes(context: Context, drawn: pd.DataFrame) -> pd.DataFrame:
    """The actors of the pairs, each with the articles that name it."""
    texts, view = context.texts, context.view
    sides = [drawn[[f"actor_{side}", f"n_{side}"]].set_axis(["key", "n"], axis=1) for side in ("a", "b")]
    found = pd.concat(sides).drop_duplicates("key").sort_values("key", ignore_index=True)
    names = [context.name("actor", key) for key in found["key"]]
    counts = [texts.count("articles", int(n)) for n in found["n"]]
    return found.assign(
        name=names,
        colour=_colours(context, found["key"]),
        link=[articles_link(view, together(base(context), key)) for key in found["key"]],
        hover=[f"{plain(name)}<br>{texts('hover.named', n=n)}" for name, n in zip(names, counts, strict=True)],
    )


def _edges(context: Context, drawn: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "a": drawn["actor_a"].tolist(),
            "b": drawn["actor_b"].tolist(),
            "weight": drawn["npmi"].tolist(),
            "is_dim": drawn["is_kin"].tolist(),
            "link": [_pair_link(context, row) for row in rows_of(drawn)],
            "hover": [_pair_hover(context, row) for row in rows_of(drawn)],
        }
    )


def _colours(context: Context, keys: Iterable[str]) -> list[str]:
    colours = context.catalogue.colours["actor"]
    return [colours.get(key, context.style.surface.accent) for key in keys]


def _pair(context: Context, row: Row) -> Filters:
    return together(base(context), row.actor_a, row.actor_b)


def _pair_link(context: Context, row: Row) -> str:
    return articles_link(context.view, _pair(context, row))


def _pair_hover(context: Context, row: Row) -> str:
    texts = context.texts
    names = " – ".join(plain(context.name("actor", key)) for key in (row.actor_a, row.actor_b))
    values = {"n": texts.count("articles", row.n), "expected": texts.decimal(row.expected)}
    return f"{names}<br>{texts('hover.pair', npmi=texts.decimal(row.npmi), q=q_text(row.q), **values)}"


def _open(context: Context) -> str:
    return context.texts("chart.open_network")
