from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.schema import SOURCE_CLASSES, SOURCE_DETAILS
from analytics.study.filters import EVERYTHING, FIT, Filters, Notice
from corpus.text.normalise import fold

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)
FILTERS = st.builds(
    Filters,
    date_from=st.none() | st.dates(date(2010, 1, 1), date(2015, 1, 1)),
    date_to=st.none() | st.dates(date(2015, 1, 1), date(2024, 1, 1)),
    languages=st.lists(st.sampled_from(["ar", "en", "other"])).map(tuple),
    publishers=st.lists(WORDS, max_size=3).map(tuple),
    topics=st.lists(st.integers(0, 999), max_size=3).map(tuple),
    actors=st.lists(WORDS, max_size=3).map(tuple),
    sources=st.lists(WORDS, max_size=3).map(tuple),
    source_classes=st.lists(st.sampled_from(SOURCE_CLASSES), max_size=3).map(tuple),
    source_details=st.lists(st.sampled_from(SOURCE_DETAILS), max_size=2).map(tuple),
    places=st.lists(WORDS, max_size=2).map(tuple),
    also_places=st.lists(WORDS, max_size=2).map(tuple),
    candidates=st.lists(WORDS, max_size=2).map(tuple),
    copied_from=st.lists(WORDS, max_size=2).map(tuple),
    fit=st.lists(st.sampled_from(FIT), max_size=2).map(tuple),
    tones=st.lists(st.sampled_from(["negative", "neutral", "positive"])).map(tuple),
    q=st.text(st.sampled_from("قسد الرقةab 12"), max_size=20).filter(lambda q: not q or fold(q).split()),
)


STORIES = st.builds(
    lambda filters, start, end: filters.narrow(unit="stories", story_from=start, story_to=end),
    FILTERS,
    st.none() | st.dates(date(2010, 1, 1), date(2015, 1, 1)),
    st.none() | st.dates(date(2015, 1, 1), date(2024, 1, 1)),
)


@given(FILTERS | STORIES)
def test_a_url_gives_back_the_filters_it_was_made_from(filters: Filters) -> None:
    assert Filters.from_query(filters.to_query()) == (filters, [])


def test_equal_selections_are_equal_whatever_their_order() -> None:
    assert Filters(topics=(3, 1, 3)) == Filters(topics=(1, 3))
    assert Filters(topics=(3, 1)).to_query() == "topic=1&topic=3"
    assert Filters(date_from=date(2018, 1, 2), languages=("ar",), q=" قسد  الرقة ").to_query() == (
        "from=2018-01-02&language=ar&q=%D9%82%D8%B3%D8%AF+%D8%A7%D9%84%D8%B1%D9%82%D8%A9"
    )


def test_what_cannot_be_used_is_dropped_and_said() -> None:
    found, notices = Filters.from_query("?from=yesterday&to=2018-02-30&topic=x&language=fr&tone=neutral&page=3")
    assert found == Filters(tones=("neutral",))
    assert [notice.key for notice in notices] == ["from", "to", "language", "topic"]
    assert notices[2] == Notice("language", "fr", "ar, en, other")


def test_words_without_a_letter_or_digit_are_no_filter_and_said() -> None:
    assert Filters.from_query("q=%D9%80%D9%80") == (
        Filters(),
        [Notice("q", "ـــ"[:2], "words with a letter or a digit")],
    )


def test_dates_the_wrong_way_round_lose_the_first() -> None:
    found, notices = Filters.from_query("from=2019-01-01&to=2018-01-01")
    assert found == Filters(date_to=date(2018, 1, 1))
    assert notices == [Notice("from", "2019-01-01", "a date up to 2018-01-01")]
    with pytest.raises(ValueError, match=r"date_from \(2019-01-01\) must not be after"):
        Filters(date_from=date(2019, 1, 1), date_to=date(2018, 1, 1))


def test_kinds_of_sources_that_are_none_are_dropped_and_said() -> None:
    found, notices = Filters.from_query("source_class=official&source_class=مسؤول&source_detail=vague&place=raqqa")
    assert found == Filters(source_classes=("official",), places=("raqqa",))
    assert [(notice.key, notice.value) for notice in notices] == [("source_class", "مسؤول"), ("source_detail", "vague")]
    assert notices[1].allowed == "named, body, field, none"


@given(st.text(max_size=200))
def test_no_query_is_an_error(query: str) -> None:
    found, _ = Filters.from_query(query)
    assert isinstance(found, Filters)


def test_the_frame_of_a_selection_is_what_was_collected() -> None:
    chosen = Filters(
        date_from=date(2018, 1, 1), languages=("ar",), topics=(1,), actors=("a",), tones=("neutral",), q="x",
        sources=("s",), source_classes=("official",), source_details=("none",), places=("p",), also_places=("r",),
        candidates=("~c",), also_actors=("b",), also_sources=("t",), copied_from=("k",), fit=("unfit",),
    )  # fmt: skip
    assert chosen.frame() == Filters(date_from=date(2018, 1, 1), languages=("ar",))
    assert EVERYTHING.is_empty and not chosen.is_empty


def test_within_cuts_dates_and_refuses_an_empty_rest() -> None:
    chosen = Filters(date_from=date(2018, 1, 10))
    assert chosen.within(date(2018, 1, 1), date(2018, 1, 31)) == Filters(
        date_from=date(2018, 1, 10), date_to=date(2018, 1, 31)
    )
    with pytest.raises(ValueError, match="must not be after"):
        chosen.within(date(2017, 1, 1), date(2017, 1, 31))


def test_the_unit_stands_in_the_address_unless_it_is_articles() -> None:
    assert Filters(unit="stories", languages=("ar",)).to_query() == "language=ar&unit=stories"
    assert Filters().to_query() == ""
    assert Filters.from_query("unit=stories") == (Filters(unit="stories"), [])
    assert Filters.from_query("unit=articles") == (Filters(), [])
    assert Filters.from_query("unit=قصص") == (Filters(), [Notice("unit", "قصص", "articles, stories")])
    with pytest.raises(ValueError, match="unit is 'words'; allowed: articles, stories"):
        Filters(unit="words")


def test_the_date_of_a_story_needs_stories() -> None:
    found, notices = Filters.from_query("story_from=2018-01-01&story_to=x")
    assert found == Filters()
    assert notices == [
        Notice("story_to", "x", "a date such as 2018-03-31"),
        Notice("story_from", "2018-01-01", "unit=stories"),
    ]
    with pytest.raises(ValueError, match="set unit='stories'"):
        Filters(story_from=date(2018, 1, 1))
    found, notices = Filters.from_query("unit=stories&story_from=2019-01-01&story_to=2018-01-01")
    assert found == Filters(unit="stories", story_to=date(2018, 1, 1))
    assert notices == [Notice("story_from", "2019-01-01", "a date up to 2018-01-01")]


def test_a_period_of_stories_is_one_of_their_own_dates() -> None:
    chosen = Filters(unit="stories", date_from=date(2018, 1, 10))
    january = chosen.within(date(2018, 1, 1), date(2018, 1, 31))
    assert january == chosen.narrow(story_from=date(2018, 1, 1), story_to=date(2018, 1, 31))
    assert january.within(date(2018, 1, 20), date(2018, 2, 9)).story_from == date(2018, 1, 20)
    assert january.counting("articles") == Filters(date_from=date(2018, 1, 10), date_to=date(2018, 1, 31))
    assert january.counting("stories") is january
    assert Filters(topics=(1,)).counting("stories") == Filters(topics=(1,), unit="stories")
    late = Filters(unit="stories", story_to=date(2018, 1, 31), languages=("ar",))
    assert late.counting("articles") == Filters(date_to=date(2018, 1, 31), languages=("ar",))
    assert late.narrow(story_from=date(2018, 1, 2), story_to=None).counting("articles") == Filters(
        date_from=date(2018, 1, 2), languages=("ar",)
    )
    assert january.frame() == january
    assert not january.is_empty and january.cleared().is_empty and january.cleared() == Filters(unit="stories")


@pytest.mark.parametrize(
    ("query", "kept", "lost"),
    [
        ("from=2020-05-01&story_to=2020-01-31", Filters(unit="stories", date_from=date(2020, 5, 1)), "story_to"),
        ("to=2020-01-31&story_from=2020-05-01", Filters(unit="stories", date_to=date(2020, 1, 31)), "story_from"),
    ],
)
def test_a_period_of_stories_beyond_the_dates_is_dropped_and_said(query: str, kept: Filters, lost: str) -> None:
    found, notices = Filters.from_query(f"unit=stories&{query}")
    assert found == kept
    day = "2020-01-31" if lost == "story_to" else "2020-05-01"
    assert notices == [Notice(lost, day, "a date inside from and to")]
    with pytest.raises(ValueError, match="have no article from"):
        kept.narrow(**{lost: date.fromisoformat(day)})


DAYS = st.lists(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)), min_size=4, max_size=4)


@given(DAYS)
def test_whatever_dates_an_address_has_every_unit_can_be_counted(days: list[date | None]) -> None:
    keys = ("from", "to", "story_from", "story_to")
    written = [f"{key}={day}" for key, day in zip(keys, days, strict=True) if day]
    found, notices = Filters.from_query("&".join(["unit=stories", *written]))
    assert Filters.from_query(found.to_query()) == (found, [])
    kept = [found.date_from, found.date_to, found.story_from, found.story_to]
    assert sum(day is not None for day in kept) + len(notices) == len(written)
    articles = found.counting("articles")
    assert {articles.date_from, articles.date_to} <= {*kept, None}
