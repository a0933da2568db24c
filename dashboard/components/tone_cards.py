"""Tone of the selection, or towards one actor: whose it is, how strong, over time, and by group."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
import pandas as pd
from dash import html

from analytics.figures import tone_band_figure, tone_dots_figure
from analytics.figures.layout import plain
from analytics.study import Filters
from dashboard import tone_frames as frames
from dashboard.components.accuracy import tone_accuracy
from dashboard.components.charts import graph, hints, with_links
from dashboard.components.empty import empty_chart
from dashboard.components.filter_bar import OPTIONS_SHOWN
from dashboard.components.grid import MAX_ROWS, grid, linked, number, rows_note
from dashboard.components.parts import card, how_sure, link, share_bar, tone_text
from dashboard.components.toggles import choice_toggle, csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, Sent, rows_of
from dashboard.links import articles_link, ranked
from dashboard.view import NO_ACTOR, View

PICKER: Final = "tone-toward"
CLASSES: Final = ("negative", "neutral", "positive")
TOP: Final = 15
"""Groups drawn: what fits on a screen; the table has all."""


def picker(context: Context) -> Component:
    """Whose tone is shown: that of the articles, or towards one actor."""
    texts, actor = context.texts, frames.toward(context.view)
    names = context.catalogue.names["actor"][context.view.ui]
    data = [{"value": NO_ACTOR, "label": texts("tones.of_articles")}]
    data += [{"value": str(key), "label": context.name("actor", key)} for key in names]
    if actor and actor not in names:
        data.append({"value": actor, "label": texts("filter.unknown", name=actor)})
    return dmc.Select(
        id=PICKER,
        label=texts("tones.toward"),
        data=data,
        value=actor or NO_ACTOR,
        searchable=True,
        allowDeselect=False,
        limit=OPTIONS_SHOWN,
        nothingFoundMessage=texts("filter.nothing"),
        className="picker",
    )


def picked(view: View, value: Sent) -> View:
    """The view with the actor picked; the view itself where that changes nothing."""
    if not isinstance(value, str) or not value or value == (frames.toward(view) or NO_ACTOR):
        return view
    is_default = value == NO_ACTOR and len(view.filters.actors) != 1
    return view.to(toward="" if is_default else value)


def actor_name(context: Context) -> str:
    """The name of the actor whose portrayal is shown; empty for the tone of the articles."""
    actor = frames.toward(context.view)
    return context.name("actor", actor) if actor else ""


def titled(context: Context, key: str) -> str:
    """A title of the page: ``tones.<key>``, or ``tones.<key>_toward`` where it is the tone towards an actor."""
    name = actor_name(context)
    return context.texts(f"tones.{key}_toward", name=name) if name else context.texts(f"tones.{key}")


def overall_card(context: Context) -> Component:
    """Mean tone with its interval, what it rests on, and the three classes."""
    texts = context.texts
    frame, title = frames.overall(context.study, context.view), titled(context, "overall")
    actions = [how_sure(context), csv_link(context, "tone-overall", title)]
    if frame.empty or not frame["n"].iloc[0]:
        return card(title, empty_chart(context, "empty.no_tone"), actions=actions)
    row = next(iter(rows_of(frame)))
    interval = texts.interval(row.low, row.high)
    tiles = [
        (
            texts.score(row.mean),
            texts("tones.mean", interval=interval) if interval else texts("tones.mean_one"),
            "mean",
        ),
        (texts.number(row.n), texts("tones.scored"), "n"),
        (texts.number(row.n_stories), texts("tones.stories"), "stories"),
        (texts.number(row.n_sentences), texts("tones.sentences"), "sentences"),
        (texts.number(row.n_unscored), texts("tones.unscored"), "unscored"),
    ]
    note = texts("tones.overall_note_toward" if frames.toward(context.view) else "tones.overall_note")
    return card(
        title,
        html.Div([_tile(*tile) for tile in tiles], className="tiles"),
        html.Div([_share(context, row, name) for name in CLASSES], className="tone-shares"),
        *tone_accuracy(context),
        actions=actions,
        note=note,
    )


def _tile(figure: str, label: str, name: str) -> Component:
    parts = [html.Div(figure, className="figure", id=f"tone-{name}"), html.Div(label, className="label")]
    return html.Div(parts, className="tile")


def _share(context: Context, row: Row, name: str) -> Component:
    """The share of a class; that of articles opens them."""
    values = [getattr(row, f"share_{name}{end}") for end in ("", "_low", "_high")]
    words: Any = html.B(context.texts(f"tone.{name}"), className=f"tone {name}")
    if frames.toward(context.view) is None:
        words = link(words, articles_link(context.view, ranked(context.filters, "tone", name)))
    return html.Div([words, share_bar(context, *values)])


def over_time_card(context: Context) -> Component:
    """Mean tone over time with its band; gaps in collection are shaded."""
    texts = context.texts
    title, selection = titled(context, "over_time"), frames.aimed(context.view)
    frame = with_links(frames.over_time(context.study, context.view), context, lambda row: selection)
    actions = csv_link(context, "tone-over-time", title)
    if not frame["n"].sum():
        return card(title, empty_chart(context, "empty.no_dates"), actions=actions)
    frame["hover"] = [_period_hover(context, row) for row in rows_of(frame)]
    figure = tone_band_figure(
        frame,
        context.style,
        low_title=texts("chart.negative"),
        high_title=texts("chart.positive"),
        n_title=texts("chart.articles_axis"),
    )
    note = hints(context, frame, texts("tones.band_note"))
    return card(title, graph("tone-over-time", figure, title), actions=actions, note=note)


def _period_hover(context: Context, row: Row) -> str:
    texts = context.texts
    period = texts.period(row.period.date(), row.period_end.date())
    if row.gap:
        return texts("hover.gap", period=period)
    tone = f"{texts('table.tone')} {tone_text(context, row.mean, row.low, row.high)}"
    return f"{period}<br>{based_on(context, row)}<br>{tone}"


def based_on(context: Context, row: Row) -> str:
    """What a mean rests on, in words: articles or stories, and sentences."""
    texts = context.texts
    return texts.listed([texts.count("articles", row.n), texts.count("sentences", row.n_sentences)])


def by_toggle(context: Context) -> Component:
    """By what tone is broken down."""
    choices = frames.breakdowns(context.study, context.view)
    now = context.view.to(tone_by=frames.breakdown(context.study, context.view))
    shown = Context(context.study, context.catalogue, now, context.texts)
    names = {by: context.texts(f"tones.by_{by}") for by in choices}
    return html.Div(choice_toggle(shown, "tone_by", names, context.texts("tones.by")), id="tone-by-toggle")


def groups_card(context: Context) -> Component:
    """Tone of each group: the largest as dots with intervals, all as a table."""
    texts, by = context.texts, frames.breakdown(context.study, context.view)
    frame, title = frames.groups(context.study, context.view), titled(context, f"groups_{by}")
    actions = csv_link(context, "tone-by", title)
    if frame.empty:
        return card(title, empty_chart(context, "empty.no_tone"), actions=actions)
    drawn = frame[frame["mean"].notna()].head(TOP)
    drawn = drawn.assign(
        name=[group_name(context, by, row.key) for row in rows_of(drawn)],
        link=[articles_link(context.view, group_filters(context, by, row.key)) for row in rows_of(drawn)],
        hover=[_group_hover(context, by, row) for row in rows_of(drawn)],
    )
    ends = {"low_title": texts("chart.negative"), "high_title": texts("chart.positive")}
    chart = graph("tone-groups", tone_dots_figure(drawn, context.style, **ends), title)
    shown = texts("chart.first_of", shown=texts.number(len(drawn)), count=texts.count(_NOUNS[by], len(frame)))
    table = grid(context, "tone-by-grid", _columns(context, by), group_rows(context, by, frame.head(MAX_ROWS)))
    note = f"{hints(context, drawn, shown)} {texts('tones.shrunk_note')} {rows_note(context, _NOUNS[by], len(frame))}"
    return card(title, *([chart] if len(drawn) else []), table, actions=actions, note=note)


_NOUNS: Final = {"topic": "topics", "publisher": "publishers", "actor": "actors", "language": "languages"}


def group_name(context: Context, by: str, key: Any) -> str:  # noqa: ANN401 - a topic's number or a text
    """What a group is called."""
    return context.texts(f"language.{key}") if by == "language" else context.name(by, key)


def group_filters(context: Context, by: str, key: Any) -> Filters:  # noqa: ANN401
    """The articles behind a group's tone."""
    return ranked(frames.aimed(context.view), by, key)


def _group_hover(context: Context, by: str, row: Row) -> str:
    tone = f"{context.texts('table.tone')} {tone_text(context, row.mean, row.low, row.high)}"
    return f"{plain(group_name(context, by, row.key))}<br>{based_on(context, row)}<br>{tone}"


def group_rows(context: Context, by: str, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of groups, in words of the interface; what rests on few stories carries a label."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, group_filters(context, by, row.key)),
            "name": group_name(context, by, row.key),
            "badge": texts("tones.few_stories") if row.is_small else "",
            **counted(context, "n", row.n),
            **counted(context, "stories", row.n_stories),
            **scored(context, "mean", row.mean, row.low, row.high),
            **scored(context, "shrunk", row.shrunk, row.shrunk_low, row.shrunk_high),
            **{
                part: value
                for name in CLASSES
                for part, value in (
                    (name, getattr(row, f"share_{name}")),
                    (f"{name}_text", texts.percent(getattr(row, f"share_{name}"))),
                )
            },
        }
        for row in rows_of(frame)
    ]


def counted(context: Context, field: str, n: int) -> dict[str, Any]:
    """A cell of a number of things."""
    return {field: n, f"{field}_text": context.texts.number(n)}


def scored(context: Context, field: str, value: float, low: float, high: float) -> dict[str, Any]:
    """A cell of a tone with its interval."""
    return {field: None if pd.isna(value) else value, f"{field}_text": tone_text(context, value, low, high)}


def _columns(context: Context, by: str) -> list[dict[str, Any]]:
    texts = context.texts
    return [
        linked("name", texts(f"tones.by_{by}")),
        number("n", texts("tones.scored"), width=120, sort="desc"),
        number("stories", texts("tones.stories"), width=100),
        number("mean", texts("table.tone"), width=200),
        number("shrunk", texts("tones.shrunk"), width=200),
        *(number(name, texts(f"tone.{name}"), width=100) for name in CLASSES),
    ]
