from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest

from analytics.study import Filters
from analytics.study.statistics import SMALL_N
from dashboard.context import Context
from dashboard.links import articles_link, over_time, ranked
from dashboard.pages import actors, overview, places, sources, topics
from dashboard.pages.actors import actor_rows
from dashboard.pages.sources import publisher_rows, source_rows
from dashboard.view import View

PAGES = {"/": overview.page, "/topics": topics.page, "/actors": actors.page, "/sources": sources.page,
         "/places": places.page}  # fmt: skip
SELECTIONS = ["", "language=ar", "actor=islamic-state", "from=2016-03-05&to=2019-08-17", "topic=0&topic=1", "q=داعش"]


def selection(href: str) -> Filters:
    path, _, query = href.partition("?")
    assert path == "/articles"
    view = View.parse(path, query)
    assert view.notices == ()
    return view.filters


def figures(walk: Callable[[Any], Any], body: Any) -> dict[str, Any]:
    return {
        part.id["name"]: part.figure
        for part in walk(body)
        if isinstance(getattr(part, "id", None), dict) and part.id["type"] == "chart"
    }


@pytest.mark.parametrize("search", SELECTIONS)
@pytest.mark.parametrize("path", PAGES)
def test_a_mark_of_a_chart_leads_to_as_many_articles_as_it_counts(
    at: Callable[[str, str], Context], walk: Callable[[Any], Any], path: str, search: str
) -> None:
    context = at(path, f"ui=en&{search}")
    marks = 0
    for name, figure in figures(walk, PAGES[path](context)).items():
        for trace in figure.data:
            assert len(trace.customdata) == len(trace.hovertext) == len(trace.x)
            for place, href in enumerate(trace.customdata):
                if not href:
                    continue
                if name == "sources-figures-chart":  # a mark is one report and opens its article
                    assert View.parse(*href.split("?")).article in set(context.study.reported_numbers()["article_id"])
                    continue
                count = context.study.count(selection(href))
                assert count > 0, (name, href)
                if name.endswith(("-volume", "-topics", "-actors", "-sources", "-bars", "-kinds")):
                    value = trace.x[place] if trace.orientation == "h" else trace.y[place]
                    assert count == int(value), (name, href)
                elif name.endswith("-trend"):
                    n, total = (int(word.replace(",", "")) for word in words_of(trace.hovertext[place]))
                    assert count == n, (name, href)
                    assert np.isnan(trace.y[place]) if total < SMALL_N else np.isclose(n / total, trace.y[place])
                marks += 1
    assert marks > 0


def words_of(hover: str) -> list[str]:
    plain = hover.rpartition("<br>")[2].replace("\u2068", "").replace("\u2069", "").split()
    return [plain[0], plain[2]]


@pytest.mark.parametrize("search", SELECTIONS)
def test_a_row_of_a_table_leads_to_as_many_articles_as_it_counts(
    at: Callable[[str, str], Context], search: str
) -> None:
    context = at("/", f"ui=ar&{search}")
    study, filters = context.study, context.filters
    rows = actor_rows(context, study.actors(filters))[:40] + source_rows(context, study.sources(filters))[:40]
    rows += publisher_rows(context, study.publishers(filters))
    assert rows
    for row in rows:
        assert study.count(selection(row["href"])) == row["n"], unquote(row["href"])


def test_beside_a_filter_on_actors_the_actor_clicked_must_also_be_there() -> None:
    chosen = Filters(actors=("a", "b"))
    assert ranked(chosen, "actor", "c") == Filters(actors=("a", "b"), also_actors=("c",))
    assert ranked(chosen, "actor", "a") == Filters(actors=("a", "b"), also_actors=("a",))
    assert ranked(Filters(actors=("a",)), "actor", "a") == Filters(actors=("a",))
    assert ranked(Filters(also_sources=("s",)), "source", "t") == Filters(sources=("t",), also_sources=("s",))
    assert ranked(Filters(topics=(1, 2)), "topic", 2) == Filters(topics=(2,))


def test_a_point_of_a_series_is_cut_to_the_dates_of_the_selection() -> None:
    chosen = Filters(date_from=date(2018, 1, 10), actors=("a",))
    assert over_time(chosen, "actor", "b", date(2018, 1, 1), date(2018, 1, 31)) == Filters(
        date_from=date(2018, 1, 10), date_to=date(2018, 1, 31), actors=("b",)
    )


def test_the_link_keeps_language_and_colours() -> None:
    assert articles_link(View("topics", ui="ar", scheme="dark", focus=3), Filters(topics=(3,))) == (
        "/articles?topic=3&ui=ar&scheme=dark"
    )
