from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analytics.study import Filters
from dashboard.components.filter_bar import IDS, active, chosen, filter_bar, unknown
from dashboard.context import Context
from dashboard.view import View

NOTHING: dict[str, Any] = {
    "dates": [None, None],
    "languages": [],
    "publishers": [],
    "topics": [],
    "actors": [],
    "q": "",
}


def test_what_is_chosen_becomes_the_selection_and_no_control_takes_away_the_rest() -> None:
    view = View("actors", Filters(sources=("s",), also_actors=("x",), tones=("negative",)), ui="ar", scheme="dark")
    values = {
        **NOTHING,
        "languages": ["ar"],
        "publishers": ["p"],
        "topics": ["3", "1"],
        "actors": ["a"],
        "q": " الرقة ",
    }
    assert chosen(view, values) == View(
        "actors",
        Filters(languages=("ar",), publishers=("p",), topics=(1, 3), actors=("a",), sources=("s",), also_actors=("x",),
                tones=("negative",), q="الرقة"),
        ui="ar",
        scheme="dark",
    )  # fmt: skip


def test_the_same_choice_is_the_same_view() -> None:
    view = View(filters=Filters(languages=("ar",), topics=(2,)))
    assert chosen(view, {**NOTHING, "languages": ["ar"], "topics": ["2"]}) is view


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2018-01-05", "2018-02-01"], (date(2018, 1, 5), date(2018, 2, 1))),
        ([None, None], (None, None)),
        (["2018-01-05", None], (date(2017, 1, 1), None)),  # the second is still to come: the address stands
        (["x", "2018-02-01"], (None, date(2018, 2, 1))),
        (None, (date(2017, 1, 1), None)),
        ("2018", (date(2017, 1, 1), None)),
    ],
)
def test_dates_count_once_both_are_chosen(dates: Any, expected: tuple[Any, Any]) -> None:
    found = chosen(View(filters=Filters(date_from=date(2017, 1, 1))), {**NOTHING, "dates": dates}).filters
    assert (found.date_from, found.date_to) == expected


@pytest.mark.parametrize(
    ("dates", "story_to"), [(["2018-03-01", "2018-04-01"], None), (["2018-01-05", "2018-04-01"], date(2018, 1, 31))]
)
def test_days_chosen_beyond_a_period_of_stories_take_its_place(dates: list[str], story_to: date | None) -> None:
    clicked = View(filters=Filters(unit="stories", story_from=date(2018, 1, 1), story_to=date(2018, 1, 31)))
    found = chosen(clicked, {**NOTHING, "dates": dates}).filters
    assert (str(found.date_from), str(found.date_to), found.story_to) == (*dates, story_to)


@pytest.mark.parametrize("value", [None, 7, "ar", [1, None, {}], {"a": 1}, ["fr"], ["x" * 1000]])
def test_whatever_a_browser_sends_is_a_selection(value: Any) -> None:
    view = View()
    found = chosen(
        view, {**NOTHING, "languages": value, "topics": value, "q": value if isinstance(value, dict) else ""}
    )
    assert found.filters == Filters()


def test_each_filter_has_a_chip_that_takes_it_away(at: Callable[[str, str], Context]) -> None:
    search = "from=2016-01-02&to=2019-03-04&language=ar&actor=islamic-state&also_actor=turkey&tone=negative&q=Raqqa"
    context = at("/", f"ui=en&{search}")
    found = active(context)
    assert [label.replace("\u2068", "").replace("\u2069", "") for label, _ in found] == [
        "from 2 January 2016",
        "to 4 March 2019",
        "Language: Arabic",
        "Actor: Islamic State",
        "with Turkey",
        "Tone: negative",
        "Words: Raqqa",
    ]
    for _, without in found:
        assert len(without.to_query().split("&")) == 6
    assert found[4][1].also_actors == ()


def test_a_value_this_run_does_not_have_is_said_and_kept(at: Callable[[str, str], Context]) -> None:
    context = at("/", "ui=ar&publisher=nobody&topic=9999&language=ar")
    assert unknown(context) == ["nobody", "9999"]
    assert context.filters.publishers == ("nobody",)
    assert context.study.count(context.filters) == 0


def test_the_controls_show_the_selection(at: Callable[[str, str], Context], walk: Callable[[Any], Any]) -> None:
    context = at("/", "ui=ar&from=2016-01-02&language=ar&topic=1&actor=islamic-state&q=Raqqa")
    controls = {part.id: part for part in walk(filter_bar(context)) if getattr(part, "id", None) in IDS.values()}
    assert set(controls) == set(IDS.values())
    values = {field: controls[name].value for field, name in IDS.items()}
    assert values == {
        "dates": ["2016-01-02", None],
        "languages": ["ar"],
        "publishers": [],
        "topics": ["1"],
        "actors": ["islamic-state"],
        "q": "Raqqa",
    }
    assert chosen(context.view, values) is context.view
    names = {option["value"]: option["label"] for option in controls[IDS["actors"]].data}
    assert names["islamic-state"] == context.name("actor", "islamic-state")
