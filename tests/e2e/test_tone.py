"""Tone, methods and the words that moved a tone, in a browser, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analytics.study import Filters, Study
from dashboard.view import View

pytestmark = pytest.mark.browser
CHART = ".dash-graph[id*='\"{name}\"'] .js-plotly-plot"


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_an_actor_is_picked_and_its_tone_is_that_of_the_study(visit: Callable[..., Any], study: Study, ui: str) -> None:
    top = study.actors().iloc[0]
    seen = visit(f"/tone?ui={ui}")
    assert seen.number("#tone-n") == study.tone_by()["n"].iloc[0]
    seen.page.fill("#tone-toward", top[f"name_{ui}"])
    seen.page.get_by_role("option", name=top[f"name_{ui}"], exact=True).click()
    seen.page.wait_for_url("**toward=**")
    seen.settle()
    row = study.tone_by(toward=top["actor_id"]).iloc[0]
    assert (seen.number("#tone-n"), seen.number("#tone-sentences")) == (row["n"], row["n_sentences"])
    assert seen.path() == f"/tone?ui={ui}&toward={top['actor_id']}"
    seen.page.go_back()
    seen.settle()
    assert seen.number("#tone-n") == study.tone_by()["n"].iloc[0]


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_what_tone_is_broken_down_by_stands_in_the_address_and_its_marks_open_articles(
    visit: Callable[..., Any], study: Study, ui: str
) -> None:
    seen = visit(f"/tone?ui={ui}")
    seen.page.locator("#tone-by-toggle a").nth(1).click()
    seen.page.wait_for_url("**tone_by=publisher**")
    seen.settle()
    href = seen.page.locator(CHART.format(name="tone-groups")).evaluate("plot => plot.data[0].customdata[0]")
    selection = View.parse("/articles", href.partition("?")[2]).filters
    assert study.count(selection) == study.tone_by("publisher")["n"].iloc[0]
    mark = seen.page.locator(CHART.format(name="tone-groups")).locator(".scatterlayer .point").first
    mark.scroll_into_view_if_needed()
    seen.settle()
    box = mark.bounding_box()
    seen.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    seen.page.wait_for_selector("#articles-count")
    seen.settle()
    assert int(seen.page.get_attribute("#articles-count", "data-n")) == study.count(selection)


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_sentence_leads_to_the_words_that_moved_it(visit: Callable[..., Any], study: Study, ui: str) -> None:
    chosen = Filters(languages=(ui,))
    row = study.tone_sentences(chosen, "islamic-state", "negative", 1).iloc[0]
    seen = visit(f"/tone?language={ui}&ui={ui}&toward=islamic-state")
    seen.page.locator("#tone-sentences-negative .why-link").first.click()
    seen.page.wait_for_selector("#reader-why-words")
    seen.settle()
    assert seen.path().startswith(f"/articles/{row['article_id']}?")
    quoted = seen.page.inner_text("#reader-why-words")
    explained = study.explain(row["article_id"], *row["spans"][0])
    for word in explained.loc[explained["is_shown"], "words"]:
        assert word in quoted
    weights = seen.page.locator("#reader-why-words .weight").all_inner_texts()
    assert len(weights) == explained["is_shown"].sum()
    assert all(weight.strip("\u2066\u2069")[0] in "−+" for weight in weights)
    seen.shoot(f"why-{ui}-light")


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_a_mention_is_asked_by_mouse_and_by_keyboard_without_losing_the_place(
    visit: Callable[..., Any], study: Study, ui: str
) -> None:
    longest = study.articles(Filters(languages=(ui,))).sort_values(["n_words", "article_id"]).iloc[-1]
    seen = visit(f"/articles/{longest['article_id']}?ui={ui}&hide=cue", width=390)  # so long that it scrolls
    seen.page.evaluate("window.stillHere = true")
    mention = seen.page.locator("#reader-text mark[data-tone]").last
    mention.scroll_into_view_if_needed()
    before = seen.page.evaluate("window.scrollY")
    aim = mention.get_attribute("data-tone")
    mention.click()
    seen.page.wait_for_selector("#reader-why-note")
    seen.settle()
    view = View.parse(*seen.path().split("?"))
    assert (view.why, view.hide) == (tuple(int(place) for place in aim.split(":")), ("cue",))
    assert seen.page.evaluate("window.scrollY") >= before > 0
    assert seen.page.evaluate("window.stillHere") is True
    assert seen.page.locator("#reader-why").is_visible()
    seen.page.click("#reader-why-close")
    seen.page.wait_for_selector("#reader-why", state="detached")
    seen.settle()
    assert seen.path() == f"/articles/{longest['article_id']}?ui={ui}&hide=cue"
    sentence = seen.page.locator("#reader-text button.tone-mark").first
    sentence.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#reader-why-note")
    first = seen.page.locator("#reader-text mark[data-tone]").first
    first.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(f"**why={first.get_attribute('data-tone').replace(':', '%3A')}")
    seen.settle()


@pytest.mark.parametrize("ui", ["ar", "en"])
def test_how_sure_leads_to_the_figures_of_tone(visit: Callable[..., Any], study: Study, ui: str) -> None:
    seen = visit(f"/tone?ui={ui}")
    seen.page.locator("a[href*='/methods']:not([id])").first.click()
    seen.page.wait_for_selector("#methods-table-tone")
    seen.settle()
    assert seen.path() == f"/methods?ui={ui}&step=tone"
    assert study.run.manifest["tone_engine"] in seen.page.inner_text("#methods-engine")
    assert seen.page.locator("#methods-table-encoder").count() == 0
    seen.page.locator("#methods-steps a").first.click()
    seen.page.wait_for_selector("#methods-table-encoder")


@pytest.mark.parametrize("ui", ["ar", "en"])
@pytest.mark.parametrize("path", ["/tone?toward=islamic-state&", "/methods?"])
def test_a_phone_can_read_them(visit: Callable[..., Any], path: str, ui: str) -> None:
    seen = visit(f"{path}ui={ui}", width=390)
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
