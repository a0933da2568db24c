"""User stories in a browser, in both languages."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analytics.study import Filters, Study
from dashboard.view import PATHS, View

pytestmark = pytest.mark.browser
LOOKS = [(ui, scheme) for ui in ("ar", "en") for scheme in ("light", "dark")]


def cited(study: Study, language: str) -> str:
    """The article of a language with the most citations."""
    found = study._query.frame(
        """SELECT article_id FROM citation JOIN article USING (article_id) WHERE language = ?
           AND topic_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1""",
        [language],
    )
    return str(found["article_id"].iloc[0])


@pytest.mark.parametrize(("ui", "scheme"), LOOKS)
@pytest.mark.parametrize("name", [*PATHS, "topic", "reader", "empty"])
def test_every_page_opens_in_both_languages_and_colours(
    visit: Callable[..., Any], study: Study, name: str, ui: str, scheme: str
) -> None:
    look = f"ui={ui}&scheme={scheme}"
    special = {"topic": "/topics?focus=0&", "reader": f"/articles/{cited(study, ui)}?", "empty": "/?publisher=nobody&"}
    seen = visit((special.get(name) or f"{PATHS[name]}?") + look)
    root = seen.page.locator("html")
    assert root.get_attribute("dir") == ("rtl" if ui == "ar" else "ltr")
    assert root.get_attribute("lang") == ui
    assert root.get_attribute("data-mantine-color-scheme") == scheme
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    fonts = seen.page.evaluate(
        "document.fonts.ready.then((all) => [...all].filter((f) => f.status == 'loaded').length)"
    )
    assert fonts > 0
    seen.shoot(f"{name}-{ui}-{scheme}")


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_filter_changes_the_address_and_the_numbers_and_back_undoes_it(
    visit: Callable[..., Any], study: Study, ui: str
) -> None:
    seen = visit(f"/?ui={ui}")
    everything, arabic = study.count(), study.count(Filters(languages=("ar",)))
    assert seen.number("#overview-n") == everything > arabic
    seen.page.click("#filter-language")
    seen.page.get_by_role("option", name="العربية" if ui == "ar" else "Arabic").click()
    seen.page.wait_for_url("**language=ar**")
    seen.settle()
    assert seen.number("#overview-n") == arabic
    seen.page.reload()
    seen.settle()
    assert seen.number("#overview-n") == arabic
    assert seen.page.locator("#filter-chips .chip").count() == 1
    seen.page.go_back()
    seen.settle()
    assert "language=ar" not in seen.path()
    assert seen.number("#overview-n") == everything
    seen.page.go_forward()
    seen.settle()
    seen.page.locator("#filter-chips .chip").click()
    seen.settle()
    assert seen.path() == f"/?ui={ui}"
    assert seen.number("#overview-n") == everything


def test_an_actor_is_found_by_typing_and_narrows_every_page(visit: Callable[..., Any], study: Study) -> None:
    top = study.actors().iloc[1]
    seen = visit("/topics?ui=en")
    seen.page.fill("#filter-actor", top["name_en"])
    seen.page.get_by_role("option", name=top["name_en"], exact=True).click()
    seen.page.wait_for_url("**actor=**")
    seen.page.locator("#filter-chips .chip").wait_for()
    seen.page.click("#shell-page-articles")
    seen.settle()
    assert seen.path() == f"/articles?actor={top['actor_id']}&ui=en"
    assert int(seen.page.get_attribute("#articles-count", "data-n")) == top["n"]


def test_words_are_searched(visit: Callable[..., Any], study: Study) -> None:
    seen = visit("/articles?ui=ar")
    seen.page.fill("#filter-words", "الرقه")
    seen.page.press("#filter-words", "Enter")
    seen.page.wait_for_url("**q=**")
    seen.settle()
    assert int(seen.page.get_attribute("#articles-count", "data-n")) == study.count(Filters(q="الرقة")) > 0


CLICKS = [
    ("/?", "overview-volume", ".barlayer .point path", 2),
    ("/?", "overview-tone", ".scatterlayer .point", 1),
    ("/?", "overview-topics", ".barlayer .point path", 1),
    ("/?language=en&", "overview-sources", ".barlayer .point path", 0),
    ("/actors?actor=islamic-state&", "actors-trend", ".scatterlayer .point", 1),
    ("/topics?focus=0&", "topics-trend", ".scatterlayer .point", 0),
]

# The address of the first mark from a place on that counts something, and its number among the marks that are drawn.
FIRST_MARK = """(plot, place) => {
  const {customdata, type} = plot.data[0];
  const chosen = [...customdata].findIndex((href, n) => n >= place && href);
  const isDrawn = (mark) => type === "bar" || Number.isFinite(mark.y);
  return [customdata[chosen], plot.calcdata[0].slice(0, chosen).filter(isDrawn).length];
}"""


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize(("path", "chart", "marks", "place"), CLICKS)
def test_a_click_on_a_mark_opens_as_many_articles_as_it_counts(
    visit: Callable[..., Any], study: Study, path: str, chart: str, marks: str, place: int, ui: str
) -> None:
    seen = visit(f"{path}ui={ui}")
    graph = seen.page.locator(f".dash-graph[id*='\"{chart}\"']")
    graph.locator(marks).first.wait_for()
    seen.settle()  # a redraw would take the marks away under the mouse
    graph.evaluate("element => element.scrollIntoView({block: 'center'})")
    graph.locator(marks).first.wait_for()
    href, drawn = graph.locator(".js-plotly-plot").evaluate(FIRST_MARK, place)
    box = graph.locator(marks).nth(drawn).bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    seen.page.wait_for_selector("#articles-count")
    seen.settle()
    assert seen.path() == href
    selection = View.parse("/articles", href.partition("?")[2]).filters
    shown = int(seen.page.get_attribute("#articles-count", "data-n"))
    assert shown == study.count(selection) > 0
    seen.page.go_back()
    seen.settle()
    assert seen.path() == f"{path}ui={ui}"


def test_language_and_colours_change_without_losing_the_view(visit: Callable[..., Any], study: Study) -> None:
    seen = visit("/topics?language=ar&ui=en")
    seen.page.evaluate("window.stillHere = true")
    seen.page.click("#shell-language")
    seen.page.wait_for_selector("html[dir=rtl]")
    seen.settle()
    assert seen.path() == "/topics?language=ar&ui=ar"
    assert seen.page.title() == "مرصد – المواضيع"
    themes = study.themes(Filters(languages=("ar",)))
    largest = themes[themes["level"] == themes["level"].max()].iloc[0]  # the first row is that of a theme
    assert seen.page.inner_text("#topics-table tbody tr:first-child .name") == largest["label_ar"]
    seen.page.click("#shell-scheme")
    seen.page.wait_for_selector("html[data-mantine-color-scheme=dark]")
    seen.settle()
    assert seen.path() == "/topics?language=ar&ui=ar&scheme=dark"
    assert seen.page.evaluate("window.stillHere") is True


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_an_article_opens_from_the_table_with_its_highlights(visit: Callable[..., Any], study: Study, ui: str) -> None:
    article = study.article(cited(study, ui))
    seen = visit(f"/articles?ui={ui}")
    first = seen.page.locator(".ag-row[row-index='0'] a")
    first.wait_for()
    title = study.articles(limit=1)["title"].iloc[0]
    assert first.inner_text() == title
    first.click()
    seen.page.wait_for_selector("#reader-title")
    assert seen.page.inner_text("#reader-title") == title
    seen.open(f"/articles/{article.row['article_id']}?ui={ui}")
    kinds = ["actor", "cue", "content", "topic"]
    for kind in kinds:
        assert seen.page.locator(f"#reader-text .mark-{kind}").count() > 0, kind
    text = seen.page.inner_text("#reader-text")
    cue = article.citations.dropna(subset=["cue_start"]).iloc[0]
    assert article.whole[int(cue["cue_start"]) : int(cue["cue_end"])] in text
    seen.page.locator("#reader-legend .legend", has=seen.page.locator(".mark-cue")).click()
    seen.page.wait_for_url("**hide=cue**")
    seen.settle()
    assert seen.page.locator("#reader-text .mark-cue").count() == 0
    assert seen.page.inner_text("#reader-text") == text


def test_the_file_of_a_chart_has_its_numbers(visit: Callable[..., Any], study: Study, tmp_path: Path) -> None:
    seen = visit("/actors?language=ar&ui=en")
    with seen.page.expect_download() as waiting:
        seen.page.locator("section.card", has=seen.page.locator("#actors-grid")).locator("a.csv").click()
    file = tmp_path / "actors.csv"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == f"marsad_actors_{study.run.run_id}_language-ar_sample.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    frame = study.actors(Filters(languages=("ar",)))
    assert [(row["actor_id"], int(row["n"])) for row in rows] == list(zip(frame["actor_id"], frame["n"], strict=True))


def test_the_table_sorts_and_scrolls_through_all_articles(visit: Callable[..., Any], study: Study) -> None:
    seen = visit("/articles?ui=en")
    seen.page.locator(".ag-row[row-index='0'] a").wait_for()
    seen.page.get_by_role("columnheader", name="Tone").click()
    best = study.articles().sort_values(["tone", "article_id"], ascending=[False, True])["title"].iloc[0]
    seen.page.locator(".ag-row[row-index='0'] a", has_text=best).wait_for()
    seen.page.locator(".ag-row[row-index='5']").hover()
    seen.page.mouse.wheel(0, 100_000)
    seen.page.locator(f".ag-row[row-index='{study.count() - 1}'] a").wait_for()


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_bad_link_falls_back_and_says_what_was_not_used(visit: Callable[..., Any], study: Study, ui: str) -> None:
    seen = visit(f"/?from=2018-13-45&topic=many&ui={ui}")
    assert seen.number("#overview-n") == study.count()
    notice = seen.page.inner_text("#shell-notices")
    assert "from=2018-13-45" in notice and "topic=many" in notice
    seen.shoot(f"notice-{ui}-light")


def test_dates_of_the_address_are_in_the_picker_with_arabic_months(visit: Callable[..., Any], study: Study) -> None:
    chosen = Filters(date_from=date(2016, 10, 1), date_to=date(2017, 7, 31))
    seen = visit(f"/?{chosen.to_query()}&ui=ar")
    assert seen.number("#overview-n") == study.count(chosen) > 0
    assert seen.page.inner_text("#filter-dates").replace("\u200f", "") == "1/10/2016 – 31/7/2017"
    seen.page.click("#filter-dates")
    seen.page.wait_for_selector("text=تشرين الأول/أكتوبر 2016")
    seen.shoot("calendar-ar-light")


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_phone_can_read_it(visit: Callable[..., Any], study: Study, ui: str) -> None:
    for name, path in (("overview", "/?"), ("reader", f"/articles/{cited(study, ui)}?")):
        seen = visit(f"{path}ui={ui}", width=390)
        assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        seen.shoot(f"phone-{name}-{ui}-light")
