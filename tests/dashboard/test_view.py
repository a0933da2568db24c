from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.study import Filters, Notice
from analytics.study.filters import TOO_LONG
from corpus.text.normalise import fold
from dashboard.view import ALL_STEPS, MARKS, MISSING, NO_ACTOR, PATHS, TONE_BY, View

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text and text.strip()
)
filters = st.builds(
    Filters,
    date_from=st.none() | st.dates(max_value=date(2016, 1, 1)),
    date_to=st.none() | st.dates(min_value=date(2016, 1, 1)),
    languages=st.lists(st.sampled_from(["ar", "en"])).map(tuple),
    topics=st.lists(st.integers(0, 999), max_size=3).map(tuple),
    actors=st.lists(texts, max_size=3).map(tuple),
    also_sources=st.lists(texts, max_size=2).map(tuple),
    q=texts.filter(lambda text: fold(text).split()) | st.just(""),
)
views = st.builds(
    View,
    page=st.sampled_from(list(PATHS)),
    filters=filters,
    ui=st.sampled_from(["ar", "en"]),
    scheme=st.sampled_from(["light", "dark"]),
    measure=st.sampled_from(["count", "share"]),
    level=st.sampled_from(["place", "governorate", "country"]),
    focus=st.none() | st.integers(0, 999),
    counted=texts | st.just(""),
    pair=st.just(()) | st.lists(texts, min_size=2, max_size=2, unique=True).map(tuple),
    tone_by=st.sampled_from(TONE_BY),
    toward=texts | st.sampled_from(["", NO_ACTOR]),
    step=st.sampled_from([ALL_STEPS, "tone", "dates"]),
    hide=st.lists(st.sampled_from(MARKS), unique=True).map(lambda kinds: tuple(k for k in MARKS if k in kinds)),
)


@given(views)
def test_an_address_gives_back_the_view_it_was_made_from(view: View) -> None:
    path, _, query = view.href.partition("?")
    assert View.parse(path, f"?{query}") == view
    assert View.parse(path, query).href == view.href


def test_an_address_has_what_differs_from_the_default_and_always_the_language() -> None:
    assert View().href == "/?ui=en"
    view = View("actors", Filters(languages=("ar",)), ui="ar", scheme="dark", measure="share")
    assert view.href == "/actors?language=ar&ui=ar&scheme=dark&measure=share"


def test_an_article_has_an_address_of_its_own() -> None:
    view = View("articles", article="a/1", filters=Filters(topics=(3,)), hide=("actor",))
    assert view.href == "/articles/a%2F1?topic=3&ui=en&hide=actor"
    assert View.parse("/articles/abc", "ui=en").article == "abc"
    assert View.parse("/articles/abc/d", "").page == MISSING


@pytest.mark.parametrize("why", ["5:5", "9:3", "x", "1:2:3", "-1:4", "1:99999999999", "١:٢"])
def test_no_characters_are_asked_about_unless_there_are_some(why: str) -> None:
    view = View.parse("/articles/a", f"why={why}")
    assert (view.why, view.notices) == (None, (Notice("why", why, "first character:end"),))
    assert View.parse("/articles/a", "ui=ar&why=3:12").why == (3, 12)
    assert View("articles", article="a", why=(3, 12)).href == "/articles/a?ui=en&why=3%3A12"


def test_another_page_keeps_the_selection_and_drops_what_is_its_own() -> None:
    view = View("topics", Filters(topics=(3,)), ui="ar", scheme="dark", focus=3, notices=(Notice("a", "b", "c"),))
    assert view.to("actors") == View("actors", Filters(topics=(3,)), ui="ar", scheme="dark")
    assert view.to(focus=4).focus == 4


def test_bad_parts_fall_back_with_a_notice_and_unknown_keys_are_ignored() -> None:
    view = View.parse("/topics/", "?ui=fr&scheme=pink&measure=x&focus=-1&topic=a&from=2018-02-30&other=1&hide=all")
    assert (view.page, view.ui, view.scheme, view.measure, view.focus, view.hide) == (
        "topics", "en", "light", "count", None, (),
    )  # fmt: skip
    assert view.filters == Filters()
    assert View.parse("/sources", f"counted={'x' * 301}").notices == (Notice("counted", "x" * 60, TOO_LONG),)
    assert View.parse("/sources", f"counted={'x' * 300}").counted == "x" * 300
    assert {notice.key for notice in view.notices} == {"ui", "scheme", "measure", "focus", "topic", "from"}


def test_the_language_of_the_browser_is_used_only_if_the_address_names_none() -> None:
    assert View.parse("/", "", "ar").ui == "ar"
    assert View.parse("/", "ui=en", "ar").ui == "en"


@pytest.mark.parametrize("path", ["/nope", "//", "/articles/", "/topics/x", "/../etc/passwd"])
def test_only_known_paths_lead_anywhere(path: str) -> None:
    assert View.parse(path, "").page in (MISSING, "articles", "overview")
    assert View.parse(path, "").article is None


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_address_is_an_error(path: str, search: str) -> None:
    View.parse(path, search)
