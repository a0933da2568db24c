"""The Topics page: its parts in both languages, and numbers that open the articles behind them."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from dash import dcc, html

from analytics.figures.numbers import DASH
from analytics.study import EVERYTHING
from dashboard import topic_frames
from dashboard.app import Server
from dashboard.components.burst_why import why_card
from dashboard.components.topic_facts import STEADY, command_text, stability
from dashboard.components.topic_trends import burst_rows
from dashboard.context import Context
from dashboard.kinds import rows_of
from dashboard.shell import shell
from dashboard.view import DEPTHS, PARTS, TOPIC_PARTS, TRENDS, BurstKey, View

At = Callable[..., Context]
Walk = Callable[[Any], Any]
SHOWN = [*[f"part={part}" for part in PARTS], *[f"depth={depth}" for depth in DEPTHS],
         *[f"trends={kind}" for kind in TRENDS], *[f"focus=0&topic_part={part}" for part in TOPIC_PARTS]]  # fmt: skip


def hrefs(context: Context, walk: Walk) -> list[str]:
    return [part.href for part in walk(shell(context)) if isinstance(part, dcc.Link)]


def counted(context: Context, href: str) -> int:
    path, _, query = href.partition("?")
    return context.study.count(View.parse(path, query).filters)


def nested(component: Any) -> list[str]:
    """Where a list stands inside a list of children, which no browser can draw."""
    children = getattr(component, "children", None)
    if not isinstance(children, list | tuple):
        return nested(children) if children is not None else []
    found = [type(component).__name__ for child in children if isinstance(child, list | tuple)]
    return found + [name for child in children for name in nested(child)]


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("unit", ["articles", "stories"])
@pytest.mark.parametrize("query", SHOWN)
def test_every_part_is_shown_and_can_be_drawn(at: At, query: str, unit: str, ui: str) -> None:
    context = at("/topics", f"{query}&unit={unit}&ui={ui}")
    assert context.view.notices == ()
    assert nested(shell(context)) == []


def test_the_number_of_each_topic_and_theme_opens_its_articles(at: At, walk: Walk) -> None:
    context = at("/topics", "ui=en&language=ar")
    for row in rows_of(context.study.topics(context.filters)):
        href = context.view.to("articles", filters=context.filters.narrow(topics=(row.topic_id,))).href
        assert href in hrefs(context, walk)
        assert counted(context, href) == row.n
    for row in rows_of(context.study.themes(context.filters)):
        held = tuple(int(topic) for topic in row.topic_ids)
        href = context.view.to("articles", filters=context.filters.narrow(topics=held)).href
        assert href in hrefs(context, walk)
        assert counted(context, href) == row.n


def test_choosing_a_theme_narrows_to_its_topics(at: At, walk: Walk) -> None:
    context = at("/topics", "ui=en&depth=themes")
    themes = context.study.themes()
    if themes.empty:
        pytest.skip("The sample has too few topics for themes.")
    held = tuple(int(topic) for topic in themes["topic_ids"].iloc[0])
    assert context.view.to(filters=EVERYTHING.narrow(topics=held), depth="topics").href in hrefs(context, walk)


def test_the_articles_that_fit_no_topic_are_one_click_away(at: At, walk: Walk) -> None:
    context = at("/topics", "ui=en")
    whole = next(iter(rows_of(context.study.unfit())))
    href = context.view.to("articles", filters=EVERYTHING.narrow(fit=("unfit",))).href
    assert (href in hrefs(context, walk)) == (whole.n > 0)
    assert counted(context, href) == whole.n


@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_the_number_of_a_burst_opens_its_articles_whatever_days_are_chosen(at: At, unit: str) -> None:
    context = at("/topics", f"ui=en&part=bursts&unit={unit}")
    frame = topic_frames.bursts(context.study, context.view)
    for row, shown in zip(rows_of(frame), burst_rows(context, frame), strict=True):
        assert counted(context, shown["href"]) == row.n
    key = BurstKey(0, *(frame["start"].iloc[0].date(),) * 2) if len(frame) else None
    if key:
        narrow = context.filters.narrow(date_from=key.start, date_to=key.start)
        assert topic_frames.burst_articles(narrow, key).date_to != narrow.date_to or unit == "articles"


def test_an_unknown_burst_explains_nothing(at: At) -> None:
    context = at("/topics", "ui=en&part=bursts&burst=0:1999-01-01:1999-01-31")
    assert topic_frames.explained(context.study, context.view) is None
    assert topic_frames.drivers(context.study, context.view).empty


@pytest.mark.parametrize(
    "bad", ["x", "1:2018-13-01:2018-13-02", "1:2018-02-02:2018-02-01", "9999999:2018-01-01:2018-01-01"]
)
def test_a_bad_burst_is_dropped_with_a_notice(bad: str) -> None:
    view = View.parse("/topics", f"burst={bad}")
    assert view.burst is None
    assert [notice.key for notice in view.notices] == ["burst"]


def test_what_is_shown_of_topics_is_in_the_address() -> None:
    query = "ui=ar&part=bursts&depth=themes&trends=panels&topic_part=words&burst=3:2018-04-01:2018-04-30"
    view = View.parse("/topics", query)
    assert View.parse("/topics", view.query) == view
    assert (view.part, view.depth, view.trends, view.topic_part) == ("bursts", "themes", "panels", "words")
    assert view.to("actors") == View(page="actors", ui="ar")


@pytest.mark.parametrize(
    ("value", "word"), [(0.9, "steady"), (0.85, "steady"), (0.8, "fair"), (0.7, "weak"), (0.1, "shaky")]
)
@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_stability_is_a_word_and_a_figure(at: At, walk: Walk, value: float, word: str, ui: str) -> None:
    context = at("/topics", f"ui={ui}")
    found = " ".join(part for part in walk(stability(context, value)) if isinstance(part, str))
    assert context.texts(f"steady.{word}") in found
    assert context.texts.decimal(value) in found
    assert [least for _, least in STEADY] == sorted((least for _, least in STEADY), reverse=True)


def test_the_stability_of_a_topic_made_by_hand_is_not_known(at: At) -> None:
    context = at("/topics", "ui=en")
    assert stability(context, None).children == stability(context, float("nan")).children == DASH


def test_commands_are_quoted_for_a_shell(at: At) -> None:
    context = at("/topics", "ui=en")
    words = shlex.split(command_text(context, "hide 3"))
    assert words == ["python", "-m", "analytics", "topics", "hide", "3", "-w", str(context.study.workspace.root)]


def test_a_mark_of_the_map_is_an_article_and_no_code_is_compiled_for_it(at: At, walk: Walk) -> None:
    context = at("/topics", "ui=ar&part=map")
    chart = next(p for p in walk(shell(context)) if getattr(p, "id", None) == {"type": "chart", "name": "topics-map"})
    assert {trace.type for trace in chart.figure.data} == {"scatter"}  # WebGL wants unsafe-eval
    assert chart.config["scrollZoom"] is True
    ids = {mark for trace in chart.figure.data for mark in trace.customdata}
    assert ids == set(context.study.map()["article_id"])
    assert chart.figure.layout.meta["query"] == context.view.to("articles").query


def test_a_map_of_many_says_how_many_are_drawn(at: At, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic_frames, "MARKS", 10)
    context = at("/topics", "ui=en&part=map")
    said = " ".join(part for part in walk(shell(context)) if isinstance(part, str))
    assert f"of \u2068{context.texts.count('articles', context.study.map().attrs['n_placed'])}\u2069" in said


def test_a_theme_has_the_colour_of_its_largest_topic(server: Server) -> None:
    catalogue, study = server.catalogue, server.study
    order = study.topics()["topic_id"].tolist()
    for row in rows_of(study.themes()):
        largest = min(row.topic_ids, key=order.index)
        assert catalogue.colours["theme"][row.theme_id] == catalogue.colours["topic"][largest]


def test_no_word_of_a_topic_becomes_markup(at: At, walk: Walk) -> None:
    for query in SHOWN:
        made = [type(part).__name__ for part in walk(shell(at("/topics", f"ui=en&{query}")))]
        assert not {"Markdown", "DangerouslySetInnerHTML", "Iframe"} & set(made)
        assert json.dumps(made)
    assert html.Code("<b>").children == "<b>"


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_burst_in_which_nothing_stands_out_says_so(at: At, walk: Walk, ui: str, monkeypatch: Any) -> None:
    context = at("/topics", f"ui={ui}&part=bursts")
    day = BurstKey(0, date(1999, 1, 1), date(1999, 1, 31))  # without articles nothing is more than before
    monkeypatch.setattr(topic_frames, "explained", lambda *_: day)
    assert context.texts("bursts.no_drivers") in list(walk(why_card(context)[0]))


def test_a_burst_compared_in_part_says_of_how_many_articles(at: At) -> None:
    days = {name: pd.Timestamp("2017-01-01") for name in ("start", "end", "peak")}
    row = {"topic_id": 0, "n": 9, "expected": 2.0, "ratio": 3.0, "p": 0.001, "q": 0.01, "n_publishers": 2, **days}
    said = {}
    for ui in ("ar", "en"):
        frame = pd.DataFrame([{**row, "n_compared": 6}, {**row, "n_compared": 9}])
        shown = burst_rows(at("/topics", f"ui={ui}&part=bursts"), frame)
        said[ui] = [re.sub("[\u2066-\u2069]", "", each["expected_text"]) for each in shown]
    assert said["en"] == ["compared 6 of them, expected 2.00", "9, expected 2.00"]
    assert said["ar"] == ["قورن منها 6، والمتوقع 2.00", "9، والمتوقع 2.00"]
