from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analytics.figures.reported import MARKS, SHAPES, reported_figure, thinned
from analytics.figures.theme import Style
from analytics.schema import BOUNDS

NAMES = {"sohr": "SOHR", "": "the article itself"}
COLOURS = {"sohr": "#0072B2", "": "#5B6B7B"}


def report(day: date, value: float, **more: Any) -> dict[str, Any]:
    return {"day": day, "value": value, "value_high": None, "bound": "exact", "key": "sohr", **more}


def drawn(rows: list[dict[str, Any]], language: str = "en", scheme: str = "light", y_title: str = "Killed") -> Any:
    frame = pd.DataFrame(rows).astype({"value_high": float})
    return reported_figure(frame, Style(language, scheme), names=NAMES, colours=COLOURS, y_title=y_title)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_a_report_and_a_trace_a_source(language: str, scheme: str) -> None:
    rows = [report(date(2018, 1, 1), 12), report(date(2018, 1, 5), 15), report(date(2018, 1, 3), 9, key="")]
    figure = drawn(rows, language, scheme)
    assert [list(trace.y) for trace in figure.data] == [[12, 15], [9]]
    assert [trace.marker.color for trace in figure.data] == ["#0072B2", "#5B6B7B"]
    assert figure.layout.yaxis.type is None
    assert figure.layout.xaxis.autorange is None  # time runs from left to right in both languages


def test_a_bound_has_a_shape_and_a_range_a_bar() -> None:
    assert set(SHAPES) == set(BOUNDS)
    figure = drawn(
        [
            report(date(2018, 1, 1), 12, bound="at_least"),
            report(date(2018, 1, 2), 10, value_high=15, bound="range"),
            report(date(2018, 1, 3), 9, bound="at_most"),
        ]
    )
    assert list(figure.data[0].marker.symbol) == ["triangle-up", "circle", "triangle-down"]
    assert list(figure.data[0].error_y.array) == [0, 5, 0]


@pytest.mark.parametrize(("highest", "kind"), [(299, None), (300, "log")])
def test_the_axis_is_logarithmic_where_values_lie_far_apart(highest: float, kind: str | None) -> None:
    figure = drawn([report(date(2018, 1, 1), 10), report(date(2018, 1, 2), highest)])
    assert figure.layout.yaxis.type == kind


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (date(2018, 1, 2), date(2018, 1, 2), ["2 Jan<br>2018"]),
        (date(2017, 12, 31), date(2018, 1, 1), ["31 Dec<br>2017", "1 Jan<br>2018"]),
        (date(2018, 1, 5), date(2018, 6, 5), ["Jan<br>2018", "Feb", "Mar", "Apr", "May", "Jun"]),
        (date(2014, 6, 1), date(2019, 3, 1), ["2014", "2015", "2016", "2017", "2018", "2019"]),
    ],
)
def test_the_axis_names_days_months_or_years(first: date, last: date, ticks: list[str]) -> None:
    figure = drawn([report(first, 1), report(last, 2)])
    assert list(figure.layout.xaxis.ticktext) == ticks


@pytest.mark.parametrize(
    ("noun", "shown"),
    [
        ("<b>men</b>", "\u2068&lt;b&gt;men&lt;/b&gt;\u2069"),
        ("<a href='x'>جندي</a>", "\u2068&lt;a href='x'&gt;جندي&lt;/a&gt;\u2069"),
    ],
)
def test_words_of_an_article_are_no_markup_on_the_axis(noun: str, shown: str) -> None:
    figure = drawn([report(date(2018, 1, 1), 12)], y_title=noun)
    assert figure.layout.yaxis.title.text == shown


@pytest.mark.parametrize("count", [1, MARKS, MARKS + 1, 3 * MARKS + 7])
def test_no_more_marks_than_a_browser_bears_and_both_ends_among_them(count: int) -> None:
    kept = thinned(pd.DataFrame({"value": range(count)}))["value"].tolist()
    assert len(kept) == len(set(kept)) == min(count, MARKS)
    assert kept == sorted(kept) and (kept[0], kept[-1]) == (0, count - 1)
