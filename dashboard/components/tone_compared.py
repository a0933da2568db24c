"""Tone compared: publishers on the same topics, and two periods."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import html

from analytics.figures import publisher_tone_figure, tone_changes_figure
from analytics.figures.layout import plain
from analytics.figures.numbers import DASH, q_text
from analytics.study.rankings import in_periods
from dashboard import tone_frames as frames
from dashboard.components.charts import graph
from dashboard.components.empty import empty_chart
from dashboard.components.grid import MAX_ROWS, grid, linked, number, rows_note
from dashboard.components.parts import card, tone_text
from dashboard.components.toggles import csv_link
from dashboard.components.tone_cards import based_on, counted, group_filters, group_name, scored, titled
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link

TOP: Final = 12
"""Rows drawn."""


def publishers_card(context: Context) -> Component:
    """Each publisher beside all others: as it is, and on the same topics."""
    texts = context.texts
    frame, title = frames.publishers(context.study, context.view), titled(context, "publishers")
    actions = csv_link(context, "tone-publishers", title)
    if len(frame) < 2:
        return card(title, empty_chart(context, "tones.one_publisher"), actions=actions)
    drawn = frame[frame["raw"].notna()].head(TOP)
    drawn = drawn.assign(
        name=[context.name("publisher", row.publisher_id) for row in rows_of(drawn)],
        link=[_publisher_link(context, row) for row in rows_of(drawn)],
        hover=[_publisher_hover(context, row) for row in rows_of(drawn)],
    )
    figure = publisher_tone_figure(
        drawn,
        context.style,
        raw_title=texts("tones.raw"),
        adjusted_title=texts("tones.adjusted"),
        low_title=texts("tones.more_negative"),
        high_title=texts("tones.more_positive"),
    )
    figure.update_xaxes(tickangle=0)  # turned words would lie over the legend on a phone
    chart = graph("tone-publishers", figure, title) if len(drawn) else empty_chart(context, "tones.few_to_compare")
    table = grid(context, "tone-publishers-grid", _publisher_columns(context),
                 publisher_rows(context, frame.head(MAX_ROWS)))  # fmt: skip
    note = f"{texts('tones.publishers_note')} {rows_note(context, 'publishers', len(frame))}"
    return card(title, chart, table, actions=actions, note=note)


def _publisher_link(context: Context, row: Row) -> str:
    return articles_link(context.view, group_filters(context, "publisher", row.publisher_id))


def _publisher_hover(context: Context, row: Row) -> str:
    texts = context.texts
    lines = [plain(context.name("publisher", row.publisher_id)), based_on(context, row)]
    for kind in ("raw", "adjusted"):
        told = tone_text(context, *(getattr(row, f"{kind}{end}") for end in ("", "_low", "_high")))
        lines.append(f"{plain(texts(f'tones.{kind}'))}: {told}; {_doubt(row, kind)}")
    return "<br>".join(lines)


def _doubt(row: Row, kind: str) -> str:
    """The p and the q of a difference."""
    return p_and_q(getattr(row, f"{kind}_p"), getattr(row, f"{kind}_q"))


def p_and_q(p: float, q: float) -> str:
    """How surprising a difference is by itself, and among all tested; a dash where it was not tested."""
    return DASH if pd.isna(p) else f"\u2066p {q_text(p)}, q {q_text(q)}\u2069"


def publisher_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of publishers, in words of the interface."""
    texts = context.texts
    return [
        {
            "href": _publisher_link(context, row),
            "name": context.name("publisher", row.publisher_id),
            "badge": texts("tones.few_stories") if row.is_small else "",
            **counted(context, "n", row.n),
            **scored(context, "mean", row.mean, row.low, row.high),
            **scored(context, "raw", row.raw, row.raw_low, row.raw_high),
            **_tested(context, row, "raw_p", "raw_q"),
            **scored(context, "adjusted", row.adjusted, row.adjusted_low, row.adjusted_high),
            **_tested(context, row, "adjusted_p", "adjusted_q"),
            "overlap": None if pd.isna(row.overlap) else row.overlap,
            "overlap_text": texts.percent(row.overlap),
        }
        for row in rows_of(frame)
    ]


def _tested(context: Context, row: Row, p: str, q: str) -> dict[str, Any]:
    """A cell of p and q; of what was not tested, why."""
    value = getattr(row, q)
    if not pd.isna(value):
        return {q: value, f"{q}_text": p_and_q(getattr(row, p), value)}
    known = row.reason is not None and not pd.isna(row.reason)
    return {q: None, f"{q}_text": context.texts(f"tone_reason.{row.reason}") if known else DASH}


def _publisher_columns(context: Context) -> list[dict[str, Any]]:
    texts = context.texts
    return [
        linked("name", texts("table.publisher"), minWidth=170),
        number("n", texts("tones.scored"), width=110, sort="desc"),
        number("mean", texts("table.tone"), width=190),
        number("raw", texts("tones.raw_short"), width=190),
        _doubt_column(context, "raw_q"),
        number("adjusted", texts("tones.adjusted_short"), width=190),
        _doubt_column(context, "adjusted_q"),
        number("overlap", texts("tones.overlap"), width=120),
    ]


def _doubt_column(context: Context, field: str) -> dict[str, Any]:
    return number(
        field, context.texts("tones.doubt"), width=200, tooltipField=f"{field}_text", sortingOrder=["asc", "desc"]
    )


def changes_card(context: Context) -> Component:
    """What changed between two periods, by topic, publisher, actor or language."""
    texts, by = context.texts, frames.breakdown(context.study, context.view)
    title, compared = titled(context, f"changes_{by}"), frames.periods(context.study, context.view)
    frame = frames.changes(context.study, context.view)
    actions = csv_link(context, "tone-changes", title)
    if compared is None or frame.empty:
        return card(title, empty_chart(context, "tones.no_periods"), actions=actions)
    names = [texts.period(*period) for period in compared]
    which = "tones.compared_dates" if context.filters.date_from and context.filters.date_to else "tones.compared_halves"
    told = html.P(texts(which, before=names[0], after=names[1]), className="scope", id="tone-periods")
    drawn = frame[frame["difference"].notna()].head(TOP)
    drawn = drawn.assign(
        name=[group_name(context, by, row.key) for row in rows_of(drawn)],
        link=[_change_link(context, by, row.key, 1) for row in rows_of(drawn)],
        hover=[_change_hover(context, by, row) for row in rows_of(drawn)],
    )
    ends = {"low_title": texts("chart.negative"), "high_title": texts("chart.positive")}
    figure = tone_changes_figure(drawn, context.style, **ends)
    chart = graph("tone-changes", figure, title) if len(drawn) else empty_chart(context, "tones.few_to_compare")
    rows = change_rows(context, by, frame.head(MAX_ROWS))
    table = grid(context, "tone-changes-grid", _change_columns(context, by), rows)
    note = " ".join((texts("tones.changes_note"), texts("tones.changes_open"), texts("unit.note") + "."))
    return card(title, told, chart, table, actions=actions, note=note)


def _change_link(context: Context, by: str, key: Any, period: int) -> str:  # noqa: ANN401
    """The articles of a group in the first or second of the periods compared."""
    compared = frames.periods(context.study, context.view)
    return (
        articles_link(context.view, in_periods(group_filters(context, by, key), *compared)[period]) if compared else ""
    )


def _change_hover(context: Context, by: str, row: Row) -> str:
    texts = context.texts
    told = tone_text(context, row.difference, row.low, row.high)
    means = f"{texts.score(row.mean_before)} → {texts.score(row.mean_after)}"
    means = f"{texts.score(row.mean_after)} ← {texts.score(row.mean_before)}" if context.style.is_rtl else means
    return "<br>".join([plain(group_name(context, by, row.key)), means,
                        f"{texts('tones.difference')}: {told}; {p_and_q(row.p, row.q)}"])  # fmt: skip


def change_rows(context: Context, by: str, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of changes, in words of the interface; what was not tested says why."""
    texts, rows = context.texts, []
    for row in rows_of(frame):
        links = [_change_link(context, by, row.key, period) for period in (0, 1)]
        rows.append(
            {
                "href": links[1],
                "name": group_name(context, by, row.key),
                "before": texts.count("articles", row.n_before),
                "before_href": links[0],
                "after": texts.count("articles", row.n_after),
                "after_href": links[1],
                **scored(context, "mean_before", row.mean_before, row.low_before, row.high_before),
                **scored(context, "mean_after", row.mean_after, row.low_after, row.high_after),
                **scored(context, "difference", row.difference, row.low, row.high),
                **_tested(context, row, "p", "q"),
            }
        )
    return rows


def _change_columns(context: Context, by: str) -> list[dict[str, Any]]:
    texts, narrow = context.texts, {"flex": 0, "minWidth": 110, "width": 120, "sortable": False}
    return [
        linked("name", texts(f"tones.by_{by}"), minWidth=190),
        linked("before", texts("tones.n_before"), **narrow),
        number("mean_before", texts("tones.before"), width=190),
        linked("after", texts("tones.n_after"), **narrow),
        number("mean_after", texts("tones.after"), width=190),
        number("difference", texts("tones.difference"), width=190),
        _doubt_column(context, "q"),
    ]
