"""Reported figures: how many, of what, who says so, and how it develops."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from analytics.annotate.numbers.kinds import kind_names
from analytics.figures.layout import plain
from analytics.figures.numbers import amount
from analytics.figures.reported import reported_figure, thinned
from analytics.figures.theme import PALETTE, isolate
from dashboard import frames
from dashboard.components.articles_list import article_href, published
from dashboard.components.charts import graph
from dashboard.components.empty import empty_chart
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card, link, share_text
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, records_of, rows_of

CHOICES: Final = 8
"""Kinds offered above the chart; the table below the reports lists all."""
SOURCES: Final = 6
"""Sources with a colour of their own: more cannot be told apart."""
_OWN: Final = ""
_OTHERS: Final = "*"


def reported_cards(context: Context) -> list[Component]:
    """The reports of one kind of figure as chart and table, and all kinds as a table."""
    kinds = context.study.reported_kinds(context.filters)
    title = context.texts("figures.title")
    if kinds.empty:
        return [card(title, empty_chart(context, "figures.none"))]
    return [_reports_card(context, kinds), _kinds_card(context, kinds)]


def _reports_card(context: Context, kinds: pd.DataFrame) -> Component:
    texts = context.texts
    frame = frames.reported_numbers(context.study, context.view)
    key = frames.chosen_kind(context.study, context.view)
    name = _name(context, kinds, key)
    places, place = (
        frames.reported_places(context.study, context.view),
        frames.chosen_place(context.study, context.view),
    )
    where = _place_name(context, places, frame, place)
    told = texts("figures.at", kind=name, place=where) if place else name
    title = texts("figures.of", kind=told, count=texts.count("reports", len(frame)))
    choices = [_choice(context, kinds, key), *_place_choice(context, places, place, where)]
    actions = [*choices, csv_link(context, "reported-numbers", title)]
    dated = frame[frame["day"].notna()]
    notes = [texts("figures.note")]
    notes += [texts.count("figures_undated", len(frame) - len(dated))] if len(dated) < len(frame) else []
    marks = len(thinned(dated))
    if marks < len(dated):
        counted = texts.count("reports", len(dated))
        notes.append(texts("figures.thinned", shown=texts.number(marks), count=counted))
    if context.view.counted not in ("", key):
        asked = _name(context, context.study.reported_kinds(), context.view.counted)
        notes.insert(0, texts("figures.not_here", asked=asked, shown=name))
    if context.view.counted_at not in ("", place):
        notes.insert(0, texts("figures.no_such_place", asked=plain(context.view.counted_at)))
    chart = _chart(context, dated, name) if len(dated) else empty_chart(context, "empty.no_dates")
    table = grid(context, "sources-figures", _columns(context), report_rows(context, frame.head(MAX_ROWS)))
    rows = rows_note(context, "reports", len(frame), counts=False)
    return card(title, chart, html.P(". ".join(notes) + ".", className="note"), table, actions=actions, note=rows)


def _place_name(context: Context, places: pd.DataFrame, frame: pd.DataFrame, place: str) -> str:
    """The name of a place: of a figure told there, or of a governorate or country where they are told in it."""
    language = context.view.ui
    named = places.loc[places["place_id"] == place, f"name_{language}"]
    if place and not len(named) and not frame.empty:
        held = context.study.places(context.filters, "governorate"), context.study.places(context.filters, "country")
        named = pd.concat([each.loc[each["place_id"] == place, f"name_{language}"] for each in held])
    return str(named.iloc[0]) if len(named) else place


def _place_choice(context: Context, places: pd.DataFrame, place: str, where: str) -> list[Component]:
    """The places with most articles as links, behind one for all; none where no figure has a place."""
    if places.empty:
        return []
    names = dict(zip(places["place_id"], places[f"name_{context.view.ui}"], strict=True))
    shown = list(names)[:CHOICES]
    shown = shown if place in ("", *shown) else [*shown[:-1], place]
    options = [
        link(
            html.Span(label, **({"aria-current": "true"} if each == place else {}), dir="auto"),
            context.view.to(counted_at=each).href,
            "option chosen" if each == place else "option",
        )
        for each, label in [("", context.texts("figures.everywhere")), *((key, names.get(key, where)) for key in shown)]
    ]
    label = context.texts("figures.place")
    return [html.Div(options, className="toggle wrap", role="group", **{"aria-label": label})]


def _choice(context: Context, kinds: pd.DataFrame, key: str) -> Component:
    """The kinds with most articles as links; the one shown is among them."""
    keys = kinds["thing_key"].head(CHOICES).tolist()
    keys = keys if key in keys else [*keys[:-1], key]
    options = [
        link(
            html.Span(_name(context, kinds, each), **({"aria-current": "true"} if each == key else {}), dir="auto"),
            context.view.to(counted=each).href,
            "option chosen" if each == key else "option",
        )
        for each in keys
    ]
    return html.Div(options, className="toggle wrap", role="group", **{"aria-label": context.texts("figures.kind")})


def _chart(context: Context, frame: pd.DataFrame, name: str) -> Component:
    texts = context.texts
    top = [key for key in frame["source_key"].dropna().value_counts().sort_index(kind="stable").sort_values(
        ascending=False, kind="stable").index if key][:SOURCES]  # fmt: skip
    own = frame["source_key"].isna()
    keys = frame["source_key"].where(frame["source_key"].isin(top), _OTHERS).mask(own, _OWN)
    names: dict[Any, str] = {key: context.name("source", key) for key in top}
    names |= {_OTHERS: texts("figures.other_sources"), _OWN: texts("figures.own")}
    surface = context.style.surface
    colours: dict[Any, str] = dict(zip(top, PALETTE, strict=False)) | {_OTHERS: surface.text, _OWN: surface.muted}
    drawn = thinned(frame.assign(key=keys))
    drawn = drawn.assign(
        hover=[_hover(context, row) for row in rows_of(drawn)],
        link=[article_href(context, row.article_id) for row in rows_of(drawn)],
    )
    figure = reported_figure(drawn, context.style, names=names, colours=colours, y_title=name)
    return graph("sources-figures-chart", figure, name)


def _hover(context: Context, row: Row) -> str:
    parts = [value_words(context, row), plain(row.surface), plain(reporter(context, row)), plain(row.title)]
    return "<br>".join([*parts, context.texts.day(row.day if not hasattr(row.day, "date") else row.day.date())])


def value_words(context: Context, row: Row) -> str:
    """A figure in words: "at least 40", "10 to 15"."""
    texts = context.texts
    low = amount(row.value)
    high = "" if pd.isna(row.value_high) else amount(row.value_high)
    return texts(f"bound.{row.bound}", value=low, high=high)


def reporter(context: Context, row: Row) -> str:
    """Who reports a figure, and through which outlet; the article itself where it names nobody."""
    texts = context.texts
    if row.source_key is None or pd.isna(row.source_key):
        return texts("figures.own")
    name = str(getattr(row, f"source_{context.view.ui}"))
    via = getattr(row, f"via_{context.view.ui}")
    return name if via is None or pd.isna(via) else texts("figures.via", source=name, via=str(via))


def _name(context: Context, kinds: pd.DataFrame, key: str) -> str:
    known = kind_names(key)
    if known is not None:
        return known[0 if context.view.ui == "ar" else 1]
    found = kinds.loc[kinds["thing_key"] == key, f"name_{context.view.ui}"]
    return str(found.iloc[0]) if len(found) else key.removeprefix("~")


def _columns(context: Context) -> list[dict[str, Any]]:
    texts = context.texts
    return [
        linked("title", texts("table.title"), flex=2, minWidth=200),
        column("published", texts("table.date"), width=200),
        number("value", texts("figures.value"), width=150),
        column("surface", texts("figures.words"), flex=1, minWidth=170),
        column("place", texts("figures.place"), flex=1, minWidth=130),
        column("reporter", texts("figures.reporter"), flex=1, minWidth=160),
        column("publisher", texts("table.publisher"), flex=1, minWidth=130),
    ]


def report_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of reports, in words of the interface; each leads to its article."""
    return [
        {
            "href": article_href(context, row.article_id),
            "title": row.title,
            "published": published(
                context, {"published_at": _timestamp(row.day), "published_precision": row.published_precision}
            ),
            "value": row.value,
            "value_text": value_words(context, row),
            "surface": isolate(" ".join(row.surface.split())),
            "place": _known(getattr(row, f"place_{context.view.ui}")),
            "reporter": reporter(context, row),
            "publisher": context.name("publisher", row.publisher_id),
        }
        for row in rows_of(frame)
    ]


def _known(name: object) -> str:
    return name if isinstance(name, str) else ""


def _timestamp(day: object) -> pd.Timestamp | None:
    return pd.Timestamp(str(day)) if day is not None and day is not pd.NaT else None


def _kinds_card(context: Context, kinds: pd.DataFrame) -> Component:
    texts = context.texts
    title = texts("figures.kinds")
    columns = [
        linked("name", texts("figures.kind")),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("share", texts("table.share"), width=190),
        number("reports", texts("figures.reports"), width=120),
        number("sources", texts("figures.sources"), width=120),
        number("median", texts("figures.median"), width=130),
        column("quartiles", texts("figures.quartiles"), width=190),
        column("largest", texts("figures.largest"), flex=1, minWidth=220),
    ]
    rows = [
        {
            "href": context.view.to(counted=row["thing_key"]).href,
            "name": row[f"name_{context.view.ui}"],
            "n": row["n"],
            "n_text": texts.number(row["n"]),
            "share": row["share"],
            "share_text": share_text(context, _as_row(row)),
            "reports": row["n_reports"],
            "reports_text": texts.number(row["n_reports"]),
            "sources": row["n_sources"],
            "sources_text": texts.number(row["n_sources"]),
            "median": row["median"],
            "median_text": amount(row["median"]),
            "quartiles": texts("bound.range", value=amount(row["lower_quartile"]), high=amount(row["upper_quartile"])),
            "largest": texts("figures.in_article", value=amount(row["largest"]), title=row["largest_title"]),
        }
        for row in records_of(kinds.head(MAX_ROWS))
    ]
    table = grid(context, "sources-figure-kinds", columns, rows)
    note = f"{texts('figures.kinds_note')}. {rows_note(context, 'figure_kinds', len(kinds))}"
    return card(title, table, actions=csv_link(context, "reported-kinds", title), note=note)


def _as_row(record: dict[str, Any]) -> Row:
    return pd.Series(record)
