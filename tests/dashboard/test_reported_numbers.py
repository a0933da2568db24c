"""The cards of reported figures on the page of sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from dash import dcc, html

from analytics.figures import reported
from analytics.figures.layout import label_of
from analytics.figures.numbers import amount
from dashboard.components.reported_numbers import report_rows, reporter, value_words
from dashboard.context import Context
from dashboard.frames import chosen_kind
from dashboard.pages import reader, sources
from dashboard.view import View


def chart(walk: Callable[[Any], Any], context: Context) -> Any:
    return next(
        part.figure
        for part in walk(sources.page(context))
        if getattr(part, "id", None) == {"type": "chart", "name": "sources-figures-chart"}
    )


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chart_has_a_mark_for_each_dated_report(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], ui: str, scheme: str
) -> None:
    context = at("/sources", f"ui={ui}&scheme={scheme}&counted=killed")
    frame = context.study.reported_numbers(context.filters, "killed")
    figure = chart(walk, context)
    assert sum(len(trace.x) for trace in figure.data) == frame["day"].notna().sum() > 0
    assert sorted(value for trace in figure.data for value in trace.y) == sorted(frame["value"])
    assert figure.layout.yaxis.title.text == label_of({"ar": "قتلى", "en": "Killed"}[ui])


def test_the_kind_is_kept_in_the_address(at: Callable[[str, str], Context], walk: Callable[[Any], Any]) -> None:
    context = at("/sources", "ui=en&counted=wounded")
    assert View.parse("/sources", context.view.query) == context.view
    chosen = [
        part
        for part in walk(sources.page(context))
        if isinstance(part, dcc.Link) and part.className == "option chosen" and "counted" in part.href
    ]
    assert [part.children.children for part in chosen][:1] == ["Wounded"]
    assert context.view.to("actors").counted == ""


@pytest.mark.parametrize(("ui", "everywhere"), [("ar", "كل الأماكن"), ("en", "Everywhere")])
def test_the_place_is_chosen_and_kept_in_the_address(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], ui: str, everywhere: str
) -> None:
    places = at("/sources", f"ui={ui}").study.reported_places(thing_key="killed")
    if places.empty:
        pytest.skip("no figure of the made study has a place in its sentence")
    place = places.iloc[0]
    context = at("/sources", f"ui={ui}&counted=killed&counted_at={place['place_id']}")
    assert View.parse("/sources", context.view.query) == context.view
    chosen = [part for part in walk(sources.page(context)) if getattr(part, "className", "") == "option chosen"]
    names = [part.children.children for part in chosen if "counted" in part.href]
    assert place[f"name_{ui}"] in names and everywhere not in names
    assert context.view.to("actors").counted_at == ""


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_place_without_such_figures_is_said(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], ui: str
) -> None:
    context = at("/sources", f"ui={ui}&counted=killed&counted_at=nowhere")
    said = " ".join(part for part in walk(sources.page(context)) if isinstance(part, str))
    assert context.texts("figures.no_such_place", asked="nowhere") in said


@pytest.mark.parametrize("asked", ["", "no-such-kind", "%00", "<b>"])
def test_a_kind_that_the_selection_has_not_falls_back_to_the_most_frequent(
    at: Callable[[str, str], Context], asked: str
) -> None:
    context = at("/sources", f"ui=en&counted={asked}")
    assert chosen_kind(context.study, context.view) == context.study.reported_kinds()["thing_key"].iloc[0]


@pytest.mark.parametrize(("ui", "asked"), [("ar", "ليس هنا"), ("en", "not-here")])
def test_another_kind_than_the_one_asked_for_is_said(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], ui: str, asked: str
) -> None:
    def said(counted: str) -> str:
        context = at("/sources", f"ui={ui}&counted={counted}")
        return " ".join(part for part in walk(sources.page(context)) if isinstance(part, str))

    context = at("/sources", f"ui={ui}")
    first = context.study.reported_kinds().iloc[0]
    expected = context.texts("figures.not_here", asked=asked, shown=first[f"name_{ui}"])
    assert expected in said(f"~{asked}")
    assert asked not in said("") + said(first["thing_key"])


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_more_reports_than_can_be_drawn_are_said(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], ui: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reported, "MARKS", 3)
    context = at("/sources", f"ui={ui}&counted=killed")
    dated = int(context.study.reported_numbers(thing_key="killed")["day"].notna().sum())
    assert sum(len(trace.x) for trace in chart(walk, context).data) == 3 < dated
    expected = context.texts("figures.thinned", shown="3", count=context.texts.count("reports", dated))
    assert expected in " ".join(part for part in walk(sources.page(context)) if isinstance(part, str))


def test_rows_lead_to_the_article_and_name_who_reports(at: Callable[[str, str], Context]) -> None:
    for ui, own in (("ar", "المقال نفسه"), ("en", "the article itself")):
        context = at("/sources", f"ui={ui}")
        frame = context.study.reported_numbers(context.filters, "killed")
        rows = report_rows(context, frame)
        assert [View.parse(*row["href"].split("?")).article for row in rows] == frame["article_id"].tolist()
        assert [row["reporter"] == own for row in rows] == frame["source_key"].isna().tolist()


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_the_reader_shows_each_figure_with_who_reports_it(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], ui: str
) -> None:
    context = at("/", f"ui={ui}")
    first = context.study.reported_numbers(context.filters, "killed").iloc[0]
    rows = context.study.reported_numbers(context.filters)
    rows = rows[rows["article_id"] == first["article_id"]]
    page = list(walk(reader.page(context, str(first["article_id"]))))
    marks = [part for part in page if isinstance(part, html.Mark) and "mark-figure" in part.className]
    assert "".join(mark.children for mark in marks) == "".join(rows.sort_values("start")["surface"])
    links = [part.href for part in page if isinstance(part, dcc.Link) and "counted=" in part.href]
    assert [View.parse(*href.split("?")).counted for href in links] == rows.sort_values("start")["thing_key"].tolist()
    assert all(View.parse(*href.split("?")).filters.is_empty for href in links)
    assert f"{value_words(context, first)} ({reporter(context, first)})" in " ".join(mark.title for mark in marks)


@pytest.mark.parametrize(
    ("value", "high", "bound", "arabic", "english"),
    [
        (1200.0, float("nan"), "at_least", "1,200 على الأقل", "at least 1,200"),
        (10.0, 15.0, "range", "من 10 إلى 15", "10 to 15"),
        (2.5, float("nan"), "about", "نحو 2.5", "about 2.5"),
        (7.0, float("nan"), "exact", "7", "7"),
    ],
)
def test_a_figure_is_written_with_its_bound(
    at: Callable[[str, str], Context], value: float, high: float, bound: str, arabic: str, english: str
) -> None:
    row = next(pd.DataFrame([{"value": value, "value_high": high, "bound": bound}]).itertuples())
    written = [value_words(at("/sources", f"ui={ui}"), row) for ui in ("ar", "en")]
    assert [text.replace("\u2068", "").replace("\u2069", "") for text in written] == [arabic, english]


def test_numbers_keep_their_decimals() -> None:
    assert [amount(value) for value in (3.0, 1.5, 1234567.25, 0.333)] == ["3", "1.5", "1,234,567.25", "0.33"]
