"""Articles and stories: a run in which each number can be counted on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import RunError
from analytics.study import Filters, Study, rankings, selection, series
from analytics.study.query import Query
from analytics.study.statistics import median_interval, wilson
from analytics.study.units import DIMENSIONS
from tests.analytics.study.made import Row, query_of, study_of

STORIES = Filters(unit="stories")

# The wire: an English original of 30 January, three copies in Arabic, one of them without a date.
# The strike: two articles of one day, the original known to the hour. The siege: one article alone.
ROWS = [
    Row("w1", "reuters", "en", "2018-01-30T10:00", "w1", True, 0, -0.5, ("islamic-state",), ("sohr",)),
    Row("w2", "aawsat", "ar", "2018-02-02T12:30", "w1", False, 0, -0.1, ("islamic-state", "sdf")),
    Row("w3", "enab", "ar", "2018-02-10", "w1", False, 1, 0.3, ("sdf",), ("sohr", "~x")),
    Row("w4", "aawsat", "ar", None, "w1", False, 0, -0.3, (), ("~x",)),
    Row("s1", "enab", "ar", "2018-02-05T08:00", "s1", True, 1, 0.4, ("sdf",)),
    Row("s2", "reuters", "en", "2018-02-05", "s1", False, 1, 0.0, ("sdf",), ("sohr",)),
    Row("l1", "aawsat", "ar", "2018-02-20", "l1", True, 1, 0.6),
]  # fmt: skip


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("stories"))


def numbers(frame: pd.DataFrame, key: str, *columns: str) -> dict[Any, Any]:
    return {row[key]: tuple(row[c] for c in columns) if columns[1:] else row[columns[0]] for _, row in frame.iterrows()}


def test_a_story_counts_once_however_many_carried_it(study: Study) -> None:
    assert (study.count(), study.count(STORIES)) == (7, 3)
    scope = study.scope(STORIES)
    assert (scope.n, scope.N, scope.n_articles, scope.n_stories, scope.unit) == (3, 3, 7, 3, "stories")
    assert (scope.n_undated, scope.first, scope.last) == (0, date(2018, 1, 30), date(2018, 2, 20))
    assert (scope.n_publishers, scope.n_topics) == (3, 2)
    assert (scope.n_mentions, scope.n_citations) == (2, 1)  # of w1, s1 and l1
    assert scope.languages == (("ar", 3), ("en", 2))
    articles = study.scope()
    assert (articles.n, articles.n_articles, articles.n_stories, articles.n_undated) == (7, 7, 3, 1)


def test_a_story_counts_once_in_each_group_it_is_in(study: Study) -> None:
    publishers = study.publishers(STORIES)
    assert numbers(publishers, "publisher_id", "n", "N", "n_ar", "n_en") == {
        "aawsat": (2, 3, 2, 0),
        "enab": (2, 3, 2, 0),
        "reuters": (2, 3, 0, 2),
    }
    topics = study.topics(STORIES)
    assert numbers(topics, "topic_id", "n", "n_ar", "n_en") == {1: (3, 3, 1), 0: (1, 1, 1)}
    assert numbers(study.actors(STORIES), "actor_id", "n", "n_names") == {"islamic-state": (1, 1), "sdf": (2, 2)}
    sources = study.sources(STORIES)
    assert numbers(sources, "source_key", "n", "n_citations", "n_publishers") == {"sohr": (2, 2, 2), "~x": (1, 1, 2)}
    cited = study.sourcing(STORIES).iloc[0]
    assert (cited["n"], cited["N"], cited["n_citations"]) == (2, 3, 2)
    low, high = (float(end[0]) for end in wilson([2], [3])[1:])
    assert (cited["low"], cited["high"]) == (low, high)


def test_the_tone_of_a_story_is_that_of_its_earliest_article_in_the_group(study: Study) -> None:
    row = study.tone(STORIES).iloc[0]
    assert row["mean"] == pytest.approx((-0.5 + 0.4 + 0.6) / 3)
    assert row[["n", "negative", "neutral", "positive"]].tolist() == [3, 1, 0, 2]
    topics = numbers(study.topics(STORIES), "topic_id", "mean")
    assert topics == {1: pytest.approx((0.3 + 0.4 + 0.6) / 3), 0: pytest.approx(-0.5)}
    assert numbers(study.actors(STORIES), "actor_id", "tone", "n_tone")["sdf"] == (pytest.approx((-0.1 + 0.4) / 2), 2)


def test_a_story_has_one_date_that_of_its_first_article(study: Study) -> None:
    months = study.volume(STORIES, frequency="month")
    assert months[["n", "N"]].to_numpy().tolist() == [[1, 1], [2, 2]]
    by_topic = study.over_time("topic", (0, 1), STORIES, "month")
    assert by_topic[["key", "n", "N"]].to_numpy().tolist() == [[0, 1, 1], [1, 1, 1], [0, 0, 2], [1, 2, 2]]
    tone = study.tone_over_time(STORIES, "month")
    assert tone["mean"].round(6).tolist() == [-0.5, 0.5]


def test_where_a_filter_hides_the_original_the_earliest_of_the_rest_stands_for_it(study: Study) -> None:
    arabic = STORIES.narrow(languages=("ar",))
    assert study.count(arabic) == 3
    assert study.volume(arabic, "month")[["n", "N"]].to_numpy().tolist() == [[3, 3]]  # all are of February now
    assert study.tone(arabic).loc[0, "mean"] == pytest.approx((-0.1 + 0.4 + 0.6) / 3)
    later = STORIES.narrow(date_from=date(2018, 2, 1))
    assert (study.count(later), study.scope(later).first) == (3, date(2018, 2, 2))
    only = STORIES.narrow(publishers=("aawsat",), date_from=date(2018, 2, 1), date_to=date(2018, 2, 10))
    assert study.articles(only)["article_id"].tolist() == ["w2"]


def test_a_share_over_time_is_of_stories_dated_alike(study: Study) -> None:
    """The wire's only article of topic 1 is of February: the story is of January there too, or 1 of 0 would show."""
    months = study.volume(STORIES.narrow(topics=(1,)), "month")
    assert months[["n", "N"]].to_numpy().tolist() == [[1, 1], [2, 2]]


def test_changes_put_each_story_in_one_period(study: Study) -> None:
    periods = (date(2018, 1, 1), date(2018, 1, 31)), (date(2018, 2, 1), date(2018, 2, 28))
    changes = study.changes("topic", *periods, STORIES)
    found = numbers(changes, "key", "n_before", "n_after", "N_before", "N_after")
    assert found == {0: (1, 0, 1, 2), 1: (1, 2, 1, 2)}


def test_the_articles_behind_a_number_stand_together_and_their_first_is_counted(study: Study) -> None:
    behind = study.articles(STORIES)
    assert behind["article_id"].tolist() == ["l1", "s1", "s2", "w1", "w2", "w3", "w4"]
    assert behind["n_copies"].tolist() == [0, 1, 1, 3, 3, 3, 3]
    assert behind["is_counted"].tolist() == [True, True, False, True, False, False, False]
    assert study.articles(STORIES, counted_only=True)["article_id"].tolist() == ["l1", "s1", "w1"]
    assert study.articles(STORIES, limit=2, offset=2)["article_id"].tolist() == ["s2", "w1"]
    assert study.articles()["article_id"].tolist() == ["l1", "w3", "s1", "s2", "w2", "w1", "w4"]
    assert study.articles()["is_counted"].all()
    assert study.representative(1, STORIES)["article_id"].tolist() == ["l1", "s1", "w3"]


@pytest.mark.parametrize("dimension", ["topic", "actor", "source", "tone"])
def test_a_mark_of_a_series_leads_to_its_stories(study: Study, dimension: str) -> None:
    field = f"{dimension}s"
    keys = tuple(study._query.counts(dimension, STORIES)["key"].tolist())
    marks = study.over_time(dimension, keys, STORIES, "month")
    assert marks["n"].sum() > 0
    for mark in marks.itertuples():
        behind = STORIES.narrow(**{field: (mark.key,)}).within(mark.period.date(), mark.period_end.date())
        assert study.count(behind) == mark.n == study.articles(behind)["is_counted"].sum()


def test_every_frame_says_what_it_counts(study: Study) -> None:
    for filters in (Filters(), STORIES):
        frames = [study.volume(filters), study.topics(filters=filters), study.copies(filters), study.articles(filters)]
        assert [frame.attrs["unit"] for frame in frames] == [filters.unit] * 4


def test_who_copied_whom_and_how_fast(study: Study) -> None:
    found = study.copies().set_index(["original_publisher_id", "publisher_id"])
    wire = found.loc[("reuters", "aawsat")]
    assert wire[["n", "N", "n_articles", "n_stories", "delay_unit", "n_delay"]].tolist() == [2, 3, 2, 1, "hours", 1]
    assert wire["delay"] == 74.5  # w4 has no date
    assert found.loc[("reuters", "enab"), ["n", "delay", "delay_unit"]].tolist() == [1, 11.0, "days"]
    assert found.loc[("enab", "reuters"), ["n", "delay", "delay_unit"]].tolist() == [1, 0.0, "days"]
    assert len(found) == 3
    stories = study.copies(STORIES).set_index(["original_publisher_id", "publisher_id"])
    assert stories.loc[("reuters", "aawsat"), ["n", "N"]].tolist() == [1, 2]
    one = study.copies(Filters(publishers=("enab",)))  # the original may lie outside the selection
    assert one[["original_publisher_id", "publisher_id", "n", "N"]].to_numpy().tolist() == [["reuters", "enab", 1, 2]]
    assert study.copies(Filters(publishers=("nobody",))).empty
    for filters in (Filters(), STORIES):
        for row in study.copies(filters).itertuples():
            behind = filters.narrow(copied_from=(row.original_publisher_id,), publishers=(row.publisher_id,))
            assert study.count(behind) == row.n


def test_a_story_copied_twice_by_one_publisher_has_the_delay_of_its_first_copy() -> None:
    from analytics.study.copies import copies

    rows = [
        Row("a1", "reuters", "en", "2018-01-01", "a1", True),
        Row("a2", "enab", "ar", "2018-01-02", "a1", False),
        Row("a0", "enab", "ar", "2018-01-10", "a1", False),
        Row("b1", "reuters", "ar", "2018-02-01", "b1", True),
        Row("b2", "enab", "en", "2018-02-04", "b1", False),
        Row("c1", "reuters", "ar", "2018-03-01", "c1", True),
        Row("c2", "enab", "ar", None, "c1", False),
    ]
    query, columns = query_of(rows), ["n", "n_delay", "delay", "delay_unit"]
    assert copies(query, Filters()).loc[0, columns].tolist() == [4, 3, 3.0, "days"]  # 1, 9 and 3 days
    assert copies(query, STORIES).loc[0, columns].tolist() == [3, 2, 2.0, "days"]  # 1 and 3 days


def test_how_much_a_publisher_had_first(study: Study) -> None:
    found = numbers(study.originality(), "publisher_id", "n_articles", "n_stories", "n_originals")
    assert found == {"aawsat": (3, 2, 1), "enab": (2, 2, 1), "reuters": (2, 2, 1)}
    alone = study.originality(Filters(publishers=("reuters",))).iloc[0]
    assert (alone["n"], alone["N"], alone["share"]) == (1, 2, 0.5)
    assert (alone["low"], alone["high"]) == tuple(float(end[0]) for end in wilson([1], [2])[1:])


def test_a_story_lists_its_original_first_with_the_delay_of_each_copy(study: Study) -> None:
    wire = study.story("w1")
    assert wire["article_id"].tolist() == ["w1", "w2", "w3", "w4"]
    assert wire["delay"].fillna(-1).tolist() == [-1, 74.5, 11.0, -1]
    assert wire["delay_unit"].tolist() == [None, "hours", "days", None]
    assert study.article("w3").same_story == ("w1", "w2", "w4")
    with pytest.raises(RunError, match="no story 'nothing'"):
        study.story("nothing")


def test_of_months_no_delay_is_known() -> None:
    rows = [Row("a", "p", "ar", "2018-01-01", "a", True, precision="month"), Row("b", "q", "ar", "2018-02-01", "a")]
    from analytics.study.copies import copies

    found = copies(query_of(rows), Filters()).iloc[0]
    assert (found["n"], found["n_delay"], found["delay_unit"]) == (1, 0, None)
    assert pd.isna(found["delay"])


def test_the_interval_of_a_median_needs_six_values() -> None:
    assert median_interval([1.0, 2, 3, 4, 5])[0] != median_interval([1.0, 2, 3, 4, 5])[0]
    assert median_interval([6.0, 1, 5, 2, 4, 3]) == (1.0, 6.0)
    assert median_interval(list(range(1, 21))) == (6.0, 15.0)  # Conover 1999, table of the sign test
    assert median_interval([])[1] != median_interval([])[1]


KEYS = st.sampled_from(["a", "b", "c"])
DAYS = st.none() | st.dates(date(2018, 1, 1), date(2018, 4, 30)).map(str)


@st.composite
def corpora(draw: st.DrawFn, stories: int) -> list[Row]:
    """Up to 14 articles of up to ``stories`` stories; each a story of its own if that is 0."""
    made = []
    for place in range(draw(st.integers(1, 14))):
        story = f"s{draw(st.integers(1, stories))}" if stories else f"x{place:02}"
        made.append(
            Row(
                f"x{place:02}", draw(KEYS), draw(st.sampled_from(["ar", "en"])), draw(DAYS), story,
                not stories, draw(st.sampled_from([None, 0, 1])), draw(st.sampled_from([-0.5, 0.0, 0.25, 0.5])),
                tuple(draw(st.sets(KEYS))), tuple(draw(st.sets(KEYS))),
            )
        )  # fmt: skip
    return made


SELECTIONS = st.builds(
    Filters,
    date_from=st.none() | st.just(date(2018, 2, 1)),
    date_to=st.none() | st.just(date(2018, 3, 31)),
    languages=st.sampled_from([(), ("ar",)]),
    publishers=st.sampled_from([(), ("a", "b")]),
    topics=st.sampled_from([(), (1,)]),
    actors=st.sampled_from([(), ("a",)]),
    also_sources=st.sampled_from([(), ("b",)]),
    tones=st.sampled_from([(), ("negative", "neutral")]),
)
HALVES = (date(2018, 1, 1), date(2018, 2, 15)), (date(2018, 2, 16), date(2018, 4, 30))
MANY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def everything(query: Query, filters: Filters) -> dict[str, pd.DataFrame]:
    found = {
        name: getattr(rankings, name)(query, filters) for name in ("tone", "sourcing", "topics", "actors", "sources")
    }
    found |= {"publishers": rankings.publishers(query, filters), "volume": series.volume(query, filters, "auto")}
    found |= {"tones": series.tone_over_time(query, filters, "month")}
    found |= {f"{d}": query.counts(d, filters) for d in DIMENSIONS}
    found |= {
        f"{d} over time": series.over_time(query, d, keys_of(query, d), filters, "month") for d in ("topic", "actor")
    }
    found |= {f"{d} changes": rankings.changes(query, d, *HALVES, filters) for d in ("topic", "actor")}
    return found | {"articles": selection.articles(query, filters, None, 0, False)}


def keys_of(query: Query, dimension: str) -> list[Any]:
    return query.counts(dimension, Filters())["key"].tolist()


@MANY
@given(corpora(stories=0), SELECTIONS)
def test_without_copies_both_units_give_the_same_tables(rows: list[Row], filters: Filters) -> None:
    query = query_of(rows)
    stories = everything(query, filters.counting("stories"))
    for name, frame in everything(query, filters).items():
        pd.testing.assert_frame_equal(stories[name], frame, obj=name)
    one, other = (selection.scope(query, f) for f in (filters, filters.counting("stories")))
    assert (one.n, one.N, one.languages, one.n_mentions) == (other.n, other.N, other.languages, other.n_mentions)


@MANY
@given(corpora(stories=4), SELECTIONS)
def test_stories_add_up(rows: list[Row], filters: Filters) -> None:
    query, stories = query_of(rows), filters.counting("stories")
    total = query.count(stories)
    assert total <= query.count(filters)
    counted = selection.articles(query, stories, None, 0, False)
    assert counted["is_counted"].sum() == counted["story_id"].nunique() == total == selection.scope(query, stories).n
    months = series.volume(query, stories, "month")
    assert (months["n"] <= months["N"]).all()
    assert months["n"].sum() + selection.scope(query, stories).n_undated == total
    for dimension in DIMENSIONS:
        groups, articles = (query.counts(dimension, f).set_index("key")["n"] for f in (stories, filters))
        assert (groups <= articles.loc[groups.index]).all() and (groups <= total).all()
        marks = series.over_time(query, dimension, keys_of(query, dimension), stories, "month")
        assert (marks["n"] <= marks["N"]).all()
        halves = rankings.changes(query, dimension, *HALVES, stories)
        assert (halves["n_before"] <= halves["N_before"]).all() and (halves["n_after"] <= halves["N_after"]).all()
    for mark in months.itertuples():
        assert query.count(stories.within(mark.period.date(), mark.period_end.date())) == mark.n


@MANY
@given(corpora(stories=4), SELECTIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(rows: list[Row], filters: Filters, random: Any) -> None:
    shuffled = random.sample(rows, len(rows))
    one, other = (everything(query_of(some), filters.counting("stories")) for some in (rows, shuffled))
    for name, frame in one.items():
        pd.testing.assert_frame_equal(other[name], frame, obj=name)


def test_tables_alone_are_asked_for_numbers_but_not_for_texts() -> None:
    query = query_of(ROWS)
    assert query.count(Filters()) == len(ROWS)
    for ask in (lambda: query.stored(ROWS[0].key), lambda: query.count(Filters(q="الرقة"))):
        with pytest.raises(LookupError, match=r"given without texts; use Query\.of_run"):
            ask()
