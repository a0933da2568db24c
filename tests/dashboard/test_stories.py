"""Stories on the screen: the unit is named everywhere, and every number leads to as many stories as it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analytics.study import Filters
from dashboard.app import Server
from dashboard.assets_routes import csv_text
from dashboard.components.copies import copy_rows, originality_rows
from dashboard.components.delays import delay_words, later_words
from dashboard.components.filter_bar import active, filter_bar
from dashboard.context import Context
from dashboard.frames import FRAMES
from dashboard.pages import actors, articles, overview, sources, topics
from dashboard.pages.articles import rows_response
from dashboard.shell import shell
from tests.analytics.study.made import study_of
from tests.analytics.study.test_units import ROWS
from tests.dashboard.test_links import selection

PAGES = {"/": overview.page, "/topics": topics.page, "/actors": actors.page, "/sources": sources.page}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """Seven articles that tell three stories."""
    return Server(study_of(ROWS, tmp_path_factory.mktemp("told")))


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def words(walk: Callable[[Any], Any], body: Any) -> str:
    return plain(" | ".join(part for part in walk(body) if isinstance(part, str)))


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_the_switch_keeps_the_selection_and_stands_in_every_link(told: Server, walk: Any, ui: str) -> None:
    context = told.context("/topics", f"?ui={ui}&language=ar&scheme=dark")
    found = {p.id: p for p in walk(filter_bar(context)) if str(getattr(p, "id", "")).startswith("filter-unit")}
    assert found["filter-unit-stories"].href == f"/topics?language=ar&unit=stories&ui={ui}&scheme=dark"
    assert "chosen" in found["filter-unit-articles"].className
    assert found["filter-unit-stories"].children.children == {"ar": "عدّ القصص الخبرية", "en": "Count stories"}[ui]
    counted = told.context("/topics", f"?ui={ui}&unit=stories")
    links = [part.href for part in walk(shell(counted)) if str(getattr(part, "href", "")).startswith("/topics?")]
    assert links and [href for href in links if "unit=stories" not in href] == [f"/topics?ui={ui}"]


@pytest.mark.parametrize(
    ("ui", "sentence"),
    [
        ("en", "3 stories of 3, carried by 7 articles, 30 January 2018 to 20 February 2018, 3 publishers, "
               "3 in Arabic, 2 in English."),
        ("ar", "3 قصص خبرية من أصل 3، يحملها 7 مقالات، من 30 كانون الثاني/يناير 2018 إلى 20 شباط/فبراير 2018، "
               "3 ناشرين، 3 باللغة العربية، 2 باللغة الإنجليزية."),
    ],
)  # fmt: skip
def test_the_overview_says_how_many_stories_in_how_many_articles(told: Server, ui: str, sentence: str) -> None:
    context = told.context("/", f"?ui={ui}&unit=stories")
    assert plain(overview.scope_sentence(context, context.study.scope(context.filters))) == sentence


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_names_what_it_counts(told: Server, walk: Any, path: str, ui: str) -> None:
    stories = {"ar": "خبرية", "en": "stories"}[ui]
    said = words(walk, PAGES[path](told.context(path, f"?ui={ui}&unit=stories")))
    note = told.texts[ui].counting("stories")("unit.note")
    assert stories in said.lower()
    assert (note in said) == (path != "/")
    assert told.texts[ui]("unit.note") not in said


@pytest.mark.parametrize("search", ["", "language=ar", "publisher=aawsat", "topic=1", "actor=sdf", "from=2018-02-01"])
def test_marks_and_rows_lead_to_as_many_stories_as_they_count(told: Server, walk: Any, search: str) -> None:
    marks = 0
    for path, page in PAGES.items():
        context = told.context(path, f"?unit=stories&{search}")
        for part in walk(page(context)):
            if not (isinstance(getattr(part, "id", None), dict) and part.id["name"].endswith(("-volume", "s", "bars"))):
                continue
            for trace in part.figure.data:
                for place, href in enumerate(trace.customdata):
                    if href and part.id["name"] != "actors-tone":
                        value = trace.x[place] if trace.orientation == "h" else trace.y[place]
                        assert context.study.count(selection(href)) == int(value), (part.id, href)
                        marks += 1
    assert marks > 5


@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_who_copied_whom_leads_to_the_copies(told: Server, unit: str) -> None:
    context = told.context("/sources", f"?ui=en&unit={unit}")
    rows = copy_rows(context, context.study.copies(context.filters))
    assert [(row["original"], row["name"], row["delay_text"]) for row in rows][-1] == (
        context.name("publisher", "reuters"), context.name("publisher", "enab"), "11 days",
    )  # fmt: skip
    for row in rows:
        assert context.study.count(selection(row["href"])) == row["n"]
    first = originality_rows(context, context.study.originality(context.filters))[0]
    assert (first["articles"], first["stories"], first["originals"]) == (3, 2, 1)


def test_the_chip_of_a_copied_publisher_says_so(told: Server) -> None:
    context = told.context("/", "?ui=en&unit=stories&copied_from=reuters&story_from=2018-01-01")
    assert [plain(label) for label, _ in active(context)] == [
        "stories begun from 1 January 2018",
        "Copied from: Reuters",
    ]
    assert active(context)[0][1] == Filters(unit="stories", copied_from=("reuters",))


@pytest.mark.parametrize(
    ("ui", "delay", "unit", "expected"),
    [
        ("en", 0.5, "hours", "30 minutes later"),
        ("ar", 0.05, "hours", "التأخر: 3 دقائق"),
        ("en", 0.0, "hours", "the same minute"),
        ("en", 74.5, "hours", "75 hours later"),
        ("ar", 2.0, "hours", "التأخر: ساعتان"),
        ("ar", 11.0, "days", "التأخر: 11 يوماً"),
        ("ar", 0.0, "days", "في اليوم نفسه"),
        ("en", 1.0, "days", "1 day later"),
        ("en", float("nan"), None, "delay not known"),
    ],
)
def test_delays_in_words(told: Server, ui: str, delay: float, unit: str | None, expected: str) -> None:
    assert plain(later_words(told.context("/", f"?ui={ui}"), delay, unit)) == expected


def test_a_delay_that_is_not_known_is_a_dash(told: Server) -> None:
    assert delay_words(told.context("/", "?ui=ar"), float("nan"), None) == "—"


@pytest.mark.parametrize(
    ("ui", "parts"),
    [
        ("en", ["3 other articles carry the same story", "first published", "75 hours later", "11 days later",
                "delay not known", "this article"]),
        ("ar", ["3 مقالات أخرى تحمل القصة الخبرية نفسها", "نُشر أولاً", "التأخر: 75 ساعة", "التأخر: 11 يوماً",
                "التأخر غير معروف", "هذا المقال"]),
    ],
)  # fmt: skip
def test_the_reader_lists_the_copies_original_first(told: Server, walk: Any, ui: str, parts: list[str]) -> None:
    context = told.context("/articles/w3", f"?ui={ui}")
    body = articles.page(context)
    said = words(walk, body)
    assert [part for part in parts if part not in said] == []
    story = next(part for part in walk(body) if getattr(part, "id", None) == "reader-story")
    links = [part.href.partition("?")[0] for part in walk(story) if hasattr(part, "href")]
    assert links == ["/articles/w1", "/articles/w2", "/articles/w4"]
    alone = articles.page(told.context("/articles/l1", f"?ui={ui}"))
    assert "reader-story" not in [getattr(part, "id", None) for part in walk(alone)]


def test_the_table_of_articles_has_every_copy_under_the_article_counted(told: Server, walk: Any) -> None:
    context = told.context("/articles", "?ui=en&unit=stories")
    count = next(part for part in walk(articles.page(context)) if getattr(part, "id", None) == "articles-count")
    assert plain(count.children) == "3 stories of 3, carried by 7 articles"
    sent = rows_response(context, {"startRow": 0, "endRow": 100})
    assert sent["rowCount"] == 7
    assert [(row["is_copy"], row["n_copies_text"]) for row in sent["rowData"]][:4] == [
        (False, "0"), (False, "1"), (True, "1"), (False, "3"),
    ]  # fmt: skip


BARE = {
    *("candidates", "together", "places", "reported-numbers", "reported-kinds", "reported-places"),
    *("themes", "hidden-topics", "bursts", "change-points", "burst-drivers", "map", "topic-words", "neighbours"),
    *("proposals", "drift", "topic-history", "tone-sentences"),
}
"""What the articles of this run have nothing of."""


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_a_csv_says_what_it_counts(told: Server, name: str, unit: str) -> None:
    context: Context = told.context("/", f"?unit={unit}")
    head, *rows = csv_text(context, name).splitlines()
    assert head.endswith(",unit")
    fixed = {"originality": "stories", "neighbours": "articles", "drift": "articles", "topic-history": "articles"}
    counted = fixed.get(name, unit)
    assert FRAMES[name](told.study, context.view).attrs["unit"] == counted
    assert {row.rpartition(",")[2] for row in rows} == ({counted} if name not in BARE else set())


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_unit_that_does_not_exist_is_said_and_articles_are_counted(told: Server, walk: Any, ui: str) -> None:
    context = told.context("/", f"?ui={ui}&unit=words")
    assert context.filters == Filters()
    assert "unit=words" in words(walk, shell(context))
    late = told.context("/", f"?ui={ui}&story_from=2018-01-01")
    assert "unit=stories" in words(walk, shell(late))


@pytest.mark.parametrize(
    ("ui", "said"),
    [
        ("en", "story_to=2018-01-31: no story of that time has an article inside the dates chosen."),
        ("ar", "story_to=2018-01-31: ليس لأي قصة خبرية من ذلك الوقت مقال ضمن تاريخ النشر المختار."),
    ],
)
def test_a_period_of_stories_beyond_the_dates_is_said(told: Server, walk: Any, ui: str, said: str) -> None:
    context = told.context("/", f"?ui={ui}&unit=stories&from=2018-02-01&story_to=2018-01-31")
    assert context.filters == Filters(unit="stories", date_from=date(2018, 2, 1))
    assert said in words(walk, shell(context))
    open_start = shell(told.context("/", f"?ui={ui}&unit=stories&story_to=2018-02-28"))
    switch = next(part for part in walk(open_start) if getattr(part, "id", None) == "filter-unit-articles")
    assert switch.href == f"/?to=2018-02-28&ui={ui}"
