from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dash import dcc

from analytics.study import Filters
from dashboard import tone_frames as frames
from dashboard.components.tone_cards import PICKER, actor_name, group_rows, picked
from dashboard.components.tone_compared import change_rows, publisher_rows
from dashboard.context import Context
from dashboard.pages import actors, articles, overview, sources, tone
from dashboard.view import NO_ACTOR, View

At = Callable[[str, str], Context]
Walk = Callable[[Any], Any]
GROUPS = [("topic", ""), ("publisher", ""), ("language", ""), ("actor", ""), ("topic", "islamic-state")]
SELECTIONS = ["", "language=ar", "unit=stories", "from=2016-01-01&to=2018-12-31"]


def selection(href: str) -> Filters:
    path, _, query = href.partition("?")
    view = View.parse(path, query)
    assert (view.page, view.notices) == ("articles", ())
    return view.filters


def named(walk: Walk, body: Any, name: str) -> Any:
    return next(part for part in walk(body) if getattr(part, "id", None) == name)


def said(walk: Walk, component: Any) -> str:
    found = " ".join(part for part in walk(component) if isinstance(part, str))
    return found.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", None),
        ("toward=turkey", "turkey"),
        ("actor=turkey", "turkey"),
        ("actor=turkey&toward=iraq", "iraq"),
        ("actor=turkey&actor=iraq", None),
        (f"actor=turkey&toward={NO_ACTOR}", None),
        ("toward=a%00b", None),
    ],
)
def test_the_actor_is_the_one_asked_for_or_the_only_one_filtered(query: str, expected: str | None) -> None:
    assert frames.toward(View.parse("/tone", query)) == expected


@pytest.mark.parametrize(
    ("query", "value", "expected"),
    [
        ("", "turkey", "toward=turkey"),
        ("toward=turkey", NO_ACTOR, ""),
        ("actor=turkey", NO_ACTOR, "toward=~"),
        ("actor=turkey&toward=%7E", "turkey", "toward=turkey"),
    ],
)
def test_what_is_picked_stands_in_the_address(query: str, value: str, expected: str) -> None:
    found = picked(View.parse("/tone", query), value)
    assert [part for part in found.query.split("&") if part.startswith("toward=")] == [p for p in [expected] if p]


@pytest.mark.parametrize("value", [None, 7, "", [], "turkey"])
def test_a_pick_that_changes_nothing_leaves_the_address(value: Any) -> None:
    view = View.parse("/tone", "toward=turkey")
    assert picked(view, value) is view


@pytest.mark.parametrize("search", SELECTIONS)
@pytest.mark.parametrize(("by", "actor"), GROUPS)
def test_a_row_opens_as_many_articles_as_it_rests_on(at: At, by: str, actor: str, search: str) -> None:
    context = at("/tone", f"ui=en&tone_by={by}&toward={actor}&{search}")
    frame = frames.groups(context.study, context.view).head(12)
    rows = group_rows(context, by, frame)
    assert len(rows) > 1 or search == "language=ar"
    for row, n, unscored in zip(rows, frame["n"], frame["n_unscored"], strict=True):
        assert context.study.count(selection(row["href"])) == n + unscored > 0, row["name"]


@pytest.mark.parametrize("actor", ["", "islamic-state"])
@pytest.mark.parametrize("search", ["", "unit=stories"])
def test_publishers_and_changes_open_what_they_count(at: At, actor: str, search: str) -> None:
    context = at("/tone", f"ui=en&tone_by=publisher&toward={actor}&{search}")
    frame = frames.publishers(context.study, context.view)
    for row, n in zip(publisher_rows(context, frame), frame["n"] + frame["n_unscored"], strict=True):
        assert context.study.count(selection(row["href"])) == n
    changes = frames.changes(context.study, context.view)
    assert len(changes) > 1
    rows = change_rows(context, "publisher", changes)
    for side in ("before", "after"):
        counts = changes[f"n_{side}"] + changes[f"n_unscored_{side}"]
        found = [context.study.count(selection(row[f"{side}_href"])) for row in rows]
        assert found == counts.tolist()


@pytest.mark.parametrize(("ui", "reason"), [("en", "too few stories after"), ("ar", "قصص الفترة اللاحقة قليلة")])
def test_a_change_that_was_not_tested_says_why(at: At, ui: str, reason: str) -> None:
    context = at("/tone", f"ui={ui}&tone_by=topic")
    frame = frames.changes(context.study, context.view)
    rows = [row for row in change_rows(context, "topic", frame) if row["q"] is None]
    assert [row["q_text"] for row in rows] == [
        context.texts(f"tone_reason.{one}") for one in frame.loc[frame["q"].isna(), "reason"]
    ]
    assert reason in {row["q_text"] for row in rows}


def test_the_periods_are_the_dates_chosen_and_as_many_days_before(at: At) -> None:
    context = at("/tone", "ui=en&from=2017-01-01&to=2017-12-31")
    before, after = frames.periods(context.study, context.view) or ((), ())
    assert [str(day) for day in (*before, *after)] == ["2016-01-02", "2016-12-31", "2017-01-01", "2017-12-31"]
    frame = frames.changes(context.study, context.view)
    assert set(frame["before_from"]) == {"2016-01-02"}
    assert frames.periods(context.study, View.parse("/tone", "publisher=nobody")) is None
    nothing = frames.changes(context.study, View.parse("/tone", "publisher=nobody"))
    assert nothing.empty and list(nothing.columns) == list(frame.columns)


@pytest.mark.parametrize("actor", ["", "islamic-state"])
def test_the_overall_tone_is_that_of_the_study(at: At, walk: Walk, actor: str) -> None:
    context = at("/tone", f"ui=en&toward={actor}")
    row = context.study.tone_by("all", toward=actor or None).iloc[0]
    body = tone.page(context)
    shown = {name: said(walk, named(walk, body, f"tone-{name}")) for name in ("mean", "n", "stories", "sentences")}
    texts = context.texts
    assert shown == {
        "mean": texts.score(row["mean"]).strip("\u2066\u2069"),
        "n": texts.number(row["n"]),
        "stories": texts.number(row["n_stories"]),
        "sentences": texts.number(row["n_sentences"]),
    }
    interval = texts.interval(row["low"], row["high"]).strip("\u2066\u2069")
    assert f"95% interval {interval}" in said(walk, body)


def test_the_share_of_a_class_opens_its_articles(at: At, walk: Walk) -> None:
    context = at("/tone", "ui=en")
    shares = next(part for part in walk(tone.page(context)) if getattr(part, "className", "") == "tone-shares")
    links = [selection(part.href) for part in walk(shares) if isinstance(part, dcc.Link)]
    row = context.study.tone_by().iloc[0]
    expected = [round(row[f"share_{name}"] * row["n"]) for name in ("negative", "neutral", "positive")]
    assert [context.study.count(filters) for filters in links] == expected


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("actor", ["", "islamic-state"])
def test_the_sentences_lead_to_the_words_that_moved_them(at: At, walk: Walk, actor: str, ui: str) -> None:
    context = at("/tone", f"ui={ui}&toward={actor}")
    frame = frames.driving(context.study, context.view, "negative")
    found = named(walk, tone.page(context), "tone-sentences-negative")
    whys = [part.href for part in walk(found) if getattr(part, "className", "") == "why-link"]
    assert len(whys) == len(frame) == frames.SENTENCES
    for href, (_, row) in zip(whys, frame.iterrows(), strict=True):
        view = View.parse(*href.split("?"))
        assert (view.article, view.ui) == (row["article_id"], ui)
        start, end = view.why or (0, 0)
        if actor:
            assert (start, end) in row["spans"]
            mentions = context.study.article(row["article_id"]).mentions
            tones = mentions.loc[(mentions["start"] == start) & (mentions["end"] == end), "tone"]
            assert tones.iloc[0] == pytest.approx(row["tone"])
        else:
            assert (start, end) == (row["start"], row["end"])


def test_towards_one_actor_there_is_no_breakdown_by_actor(at: At, walk: Walk) -> None:
    context = at("/tone", "ui=en&tone_by=actor&toward=islamic-state")
    assert frames.breakdown(context.study, context.view) == "topic"
    assert frames.breakdowns(context.study, context.view) == ["topic", "publisher", "language"]
    assert actor_name(context) in said(walk, tone.page(context))


def test_without_topics_tone_is_shown_by_publisher(servers: dict[str, Any], walk: Walk) -> None:
    context = servers["seed"].context("/tone", "?ui=ar")
    assert frames.breakdown(context.study, context.view) == "publisher"
    assert "النبرة بحسب الناشر" in said(walk, tone.page(context))


@pytest.mark.parametrize(
    ("ui", "words"), [("en", "No selected article mentions nobody"), ("ar", "لا مقال في الاختيار")]
)
def test_an_actor_that_is_not_there_is_said_and_can_be_changed(at: At, walk: Walk, ui: str, words: str) -> None:
    body = tone.page(at("/tone", f"ui={ui}&toward=nobody"))
    assert words in said(walk, body)
    chooser = named(walk, body, PICKER)
    assert chooser.value == "nobody" in {entry["value"] for entry in chooser.data}
    assert NO_ACTOR in {entry["value"] for entry in chooser.data}


def test_a_group_of_few_stories_carries_a_label(at: At) -> None:
    context = at("/tone", "ui=en&tone_by=actor")
    frame = frames.groups(context.study, context.view)
    rows = group_rows(context, "actor", frame)
    assert {bool(row["badge"]) for row in rows} == {True, False}
    assert [bool(row["badge"]) for row in rows] == frame["is_small"].tolist()
    single = next(row for row in rows if row["stories"] == 1)
    assert "(" not in single["mean_text"] and "(" in single["shrunk_text"]


def test_other_pages_lead_from_a_tone_to_how_sure_it_is(at: At, walk: Walk) -> None:
    article = at("/articles", "").study.articles(limit=1)["article_id"].iloc[0]
    pages = {
        "/": overview.page,
        "/actors": actors.page,
        "/sources": sources.page,
        f"/articles/{article}": articles.page,
    }
    for path, page in pages.items():
        links = {part.href for part in walk(page(at(path, "ui=en"))) if isinstance(part, dcc.Link)}
        assert "/methods?ui=en&step=tone" in links, path
