"""Topics over time: the cube, what fits none, words, bursts and their drivers, change points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.study import EVERYTHING, Filters, Study
from analytics.topic_schema import ARTICLE_TERMS, ASSIGNMENTS, TERMS
from analytics.topics.bursts import FEWEST, LEAST
from tests.analytics.study.made import Row, query_of, study_of

FIRST = date(2018, 1, 1)  # a Monday
WEEKS = 14
BURST = 11
"""The week in which topic 1 has many more articles than before."""
WORDS = ["هدنة", "السد", "truce", "dam"]
KEYS = ["هدن", "سد", "truce", "dam"]
UNITS = ("articles", "stories")


def rows() -> Iterator[Row]:
    """Two publishers of twenty articles a week, two of them on topic 1; in one week all of the Arabic one are."""
    for week in range(WEEKS):
        for number in range(20):
            for publisher, language in (("aawsat", "ar"), ("reuters", "en")):
                key = f"{publisher[0]}{week:02}{number:02}"
                day = FIRST + timedelta(weeks=week, days=number % 7)
                is_topic = number < 2 or (week == BURST and publisher == "aawsat")
                actors = ("sdf",) if is_topic and week == BURST else ("state",)
                yield Row(key, publisher, language, day.isoformat(), key, True, int(is_topic), actors=actors)
    yield Row("copy", "reuters", "en", (FIRST + timedelta(weeks=BURST, days=3)).isoformat(), f"a{BURST}00", topic=1)
    yield Row("later", "late", "en", None, "later", True, 1)


def terms() -> dict[Any, list[dict[str, Any]]]:
    """Arabic articles have the first Arabic term, in the week of the burst the second, too; likewise in English."""
    named = [
        {"term_no": no, "language": "ar" if no < 2 else "en", "term": key, "shown": shown, "n": 1}
        for no, (key, shown) in enumerate(zip(KEYS, WORDS, strict=True))
    ]
    of_articles = [
        {
            "article_id": row.key,
            "terms": [*([first] if row.language == "ar" else [first + 2]), *([second] if in_burst else [])],
            "counts": [3, *([1] if in_burst else [])],
        }
        for row in rows()
        for first, second in [(0, 1 if row.language == "ar" else 3)]
        for in_burst in [row.key[1:3] == str(BURST)]
    ]
    return {TERMS: named, ARTICLE_TERMS: of_articles}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(rows(), tmp_path_factory.mktemp("told"), terms())


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Four articles, one of which fits no topic, and one without a topic."""
    made = [
        Row("a1", "aawsat", "ar", "2018-01-01", "a1", True, 0),
        Row("a2", "aawsat", "ar", "2018-01-02", "a2", True, 0),
        Row("e1", "reuters", "en", "2018-01-03", "a2", False, 0),
        Row("e2", "reuters", "en", None, "e2", True, 0),
        Row("x", "reuters", "en", "2018-01-04", "x", True, None),
    ]
    basis = {"a1": "clustered", "a2": "unfit", "e1": "transformed", "e2": "unfit"}
    assigned = [{"article_id": k, "topic_id": 0, "strength": 0.5, "basis": b} for k, b in basis.items()]
    return study_of(made, tmp_path_factory.mktemp("fitted"), {ASSIGNMENTS: assigned})


def test_articles_fit_their_topic_or_none_or_were_never_compared(fitted: Study) -> None:
    def keys(*fit: str) -> list[str]:
        return sorted(fitted.articles(Filters(fit=fit))["article_id"])

    assert keys("fits") == ["a1", "e1"]
    assert keys("unfit") == ["a2", "e2"]
    assert keys("fits", "unfit") == ["a1", "a2", "e1", "e2"]
    assert keys() == ["a1", "a2", "e1", "e2", "x"]
    assert fitted.topics().loc[0, "n"] == 2


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("filters", [EVERYTHING, Filters(languages=("ar",)), Filters(fit=("fits",))])
def test_every_count_of_what_fits_none_opens_its_articles(fitted: Study, unit: str, filters: Filters) -> None:
    chosen = filters.counting(unit)
    found = fitted.unfit(chosen).set_index("language")
    for language in ("all", "ar", "en"):
        if language == "all" or not filters.languages or language in filters.languages:
            of_it = chosen if language == "all" else chosen.narrow(languages=(language,))
            behind = fitted.articles(of_it.narrow(fit=("unfit",)), counted_only=True)
            assert found.loc[language, "n"] == len(behind)
    if filters == EVERYTHING:
        expected = {"articles": [[2, 4], [1, 2], [1, 2]], "stories": [[2, 3], [1, 2], [1, 2]]}[unit]
        assert found[["n", "N"]].to_numpy().tolist() == expected
    if filters.languages:
        assert found.loc["en", ["n", "N"]].tolist() == [0, 0] and pd.isna(found.loc["en", "share"])


def test_topics_say_their_theme_mix_and_origin(told: Study) -> None:
    one = told.topics().set_index("topic_id").loc[1]
    assert one[["language_expected", "mix", "origin"]].tolist() == [0.5, "mixed", "fitted"]
    assert pd.isna(one["parent_id"]) and pd.isna(one["mix_reason"])


@pytest.mark.parametrize("unit", UNITS)
def test_every_cell_of_the_cube_opens_its_articles(told: Study, unit: str) -> None:
    cube = told.topic_cube(Filters(unit=unit), "week")
    assert list(cube.columns) == ["topic_id", "period", "publisher_id", "language", "n"]
    assert cube.attrs["unit"] == unit
    for cell in cube.dropna().iloc[::7].itertuples(index=False):
        inside = Filters(
            unit=unit, topics=(cell.topic_id,), publishers=(cell.publisher_id,), languages=(cell.language,)
        )
        assert told.count(inside.within(cell.period.date(), cell.period.date() + timedelta(days=6))) == cell.n
    undated = cube[cube["period"].isna()]
    assert undated[["topic_id", "publisher_id", "language", "n"]].to_numpy().tolist() == [[1, "late", "en", 1]]


def test_the_cube_agrees_with_topics_and_series(told: Study) -> None:
    cube = told.topic_cube(frequency="week")
    assert cube.groupby("topic_id")["n"].sum().tolist() == told.topics().sort_values("topic_id")["n"].tolist()
    series = told.over_time("topic", (1,), frequency="week").set_index("period")["n"]
    assert cube[cube["topic_id"] == 1].groupby("period")["n"].sum().tolist() == series.tolist()
    stories = told.topic_cube(Filters(unit="stories"), "week")
    week = pd.Timestamp(FIRST + timedelta(weeks=BURST))
    both = stories[(stories["topic_id"] == 1) & (stories["period"] == week)]
    assert both["n"].tolist() == [20, 3]  # the copied story is in a cell of each publisher


@pytest.mark.parametrize("unit", UNITS)
def test_a_burst_has_its_days_its_counts_and_opens_its_articles(told: Study, unit: str) -> None:
    filters = Filters(unit=unit)
    found = told.bursts(filters, "week")
    assert found["topic_id"].tolist() == [1]
    row = found.iloc[0]
    start = FIRST + timedelta(weeks=BURST)
    assert (row["start"].date(), row["end"].date(), row["peak"].date()) == (start, start + timedelta(days=6), start)
    n = {"articles": 23, "stories": 22}[unit]
    assert (row["n"], row["n_compared"], row["n_publishers"]) == (n, n, 2)
    assert row["ratio"] == pytest.approx(row["n_compared"] / row["expected"])
    assert 0 < row["p"] <= row["q"] <= 0.05
    assert told.count(filters.narrow(topics=(1,)).within(start, row["end"].date())) == n
    assert found.attrs == {"unit": unit, "undated": 1}


def test_a_few_articles_of_other_years_do_not_make_one_period_of_a_burst(told: Study, tmp_path: Path) -> None:
    far = [Row(f"far{year}", "reuters", "en", f"{year}-06-01", f"far{year}", True, 0) for year in (2005, 2011, 2024)]
    found = study_of([*rows(), *far], tmp_path)
    assert found.volume()["period"].dt.year.tolist()[0] == 2005 and len(found.volume()) == 20  # by year
    columns = ["topic_id", "start", "end", "n"]
    pd.testing.assert_frame_equal(found.bursts()[columns], told.bursts(frequency="week")[columns])
    assert len(found.change_points()) == len(told.change_points(frequency="week"))


def test_dates_and_topics_choose_bursts_but_do_not_change_them(told: Study) -> None:
    start = FIRST + timedelta(weeks=BURST)
    cut = told.bursts(Filters(date_from=start), "week")
    whole = told.bursts(frequency="week")
    columns = ["topic_id", "start", "end", "n", "expected", "p"]
    pd.testing.assert_frame_equal(cut[columns], whole[columns], check_exact=True)
    assert told.bursts(Filters(date_to=start - timedelta(days=1)), "week").empty
    pd.testing.assert_frame_equal(told.bursts(frequency="week", topic_ids=(1,)), whole)
    assert told.bursts(frequency="week", topic_ids=(0,)).empty
    assert told.bursts(Filters(topics=(0,)), "week")["topic_id"].tolist() == [1]  # a share of all that was published


def test_what_drives_a_burst_is_told_from_the_weeks_before(told: Study) -> None:
    start = FIRST + timedelta(weeks=BURST)
    drivers = told.burst_drivers(1, start, start + timedelta(days=6))
    assert (drivers.compared_from, drivers.compared_to) == (start - timedelta(weeks=8), start - timedelta(days=1))
    columns = ["shown", "n", "N", "n_before", "N_before"]
    assert drivers.terms["language"].tolist() == ["ar"]  # all had the truce before; "dam" is in two articles
    assert drivers.terms[columns].to_numpy().tolist() == [["السد", 20, 20, 0, 16]]
    assert drivers.terms["q"].iloc[0] < 0.001
    publishers = drivers.publishers[["publisher_id", "n", "N", "n_before", "N_before"]]
    assert publishers.to_numpy().tolist() == [["aawsat", 20, 23, 16, 32]]  # of the other there was less than before
    assert drivers.actors[["actor_id", "n", "n_before"]].to_numpy().tolist() == [["sdf", 22, 0]]
    assert drivers.sources.empty
    assert drivers.articles["article_id"].iloc[0] == f"a{BURST}00"  # the story with a copy
    assert drivers.articles["story_id"].is_unique


def test_the_days_of_a_burst_are_taken_as_the_frame_of_bursts_has_them(told: Study) -> None:
    burst = told.bursts(frequency="week").iloc[0]
    drivers = told.burst_drivers(1, burst["start"], burst["end"])
    of_days = told.burst_drivers(1, burst["start"].date(), burst["end"].date())
    pd.testing.assert_frame_equal(drivers.terms, of_days.terms)
    assert drivers.compared_to == of_days.compared_to == FIRST + timedelta(weeks=BURST, days=-1)


def test_a_week_like_those_before_has_no_drivers(told: Study) -> None:
    start = FIRST + timedelta(weeks=BURST - 1)
    drivers = told.burst_drivers(1, start, start + timedelta(days=6))
    assert drivers.compared_from and len(drivers.articles)
    assert drivers.terms.empty and drivers.publishers.empty and drivers.actors.empty and drivers.sources.empty


def test_without_weeks_before_the_rest_of_the_topic_is_compared(told: Study) -> None:
    drivers = told.burst_drivers(1, FIRST, FIRST + timedelta(days=6))
    assert (drivers.compared_from, drivers.compared_to) == (None, None)
    week = FIRST + timedelta(weeks=BURST)
    row = told.burst_drivers(1, week, week + timedelta(days=6), Filters(publishers=("aawsat",))).terms.iloc[0]
    assert (row["shown"], row["n"], row["n_before"]) == ("السد", 20, 0)
    with pytest.raises(ValueError, match="the burst ends on 2018-01-01, before it begins on 2018-01-02"):
        told.burst_drivers(1, date(2018, 1, 2), date(2018, 1, 1))


def test_words_of_each_period_and_language(told: Study) -> None:
    words = told.topic_words(1, frequency="week", limit=2)
    week = words[words["period"] == pd.Timestamp(FIRST + timedelta(weeks=BURST))]
    assert week[["language", "shown", "n", "N", "rank"]].to_numpy().tolist() == [
        ["ar", "السد", 20, 20, 1], ["ar", "هدنة", 20, 20, 2], ["en", "dam", 2, 3, 1], ["en", "truce", 3, 3, 2],
    ]  # fmt: skip
    before = words[words["period"] == pd.Timestamp(FIRST)]
    assert before[["term", "n", "N", "rank"]].to_numpy().tolist() == [["هدن", 2, 2, 1], ["truce", 2, 2, 1]]
    assert (words["period_end"] - words["period"]).dt.days.unique().tolist() == [6]
    assert words.attrs["undated"] == 1
    assert set(told.topic_words(1, Filters(languages=("ar",)), "week")["language"]) == {"ar"}


def test_a_share_that_changed_for_good_is_a_change_point(tmp_path: Path) -> None:
    made = []
    for week in (*range(9), *range(10, 20)):  # the week left out is a gap, not a zero
        day = (FIRST + timedelta(weeks=week)).isoformat()
        for number, (publisher, language) in enumerate([("aawsat", "ar"), ("reuters", "en")] * 5):
            key = f"{week:02}{number}"
            made.append(Row(key, publisher, language, day, key, True, int(number < (2 if week < 10 else 6))))
    study = study_of(made, tmp_path)
    found = study.change_points(frequency="week", topic_ids=(1,)).iloc[0]
    assert (found["at"].date(), found["n_before"], found["n_after"]) == (FIRST + timedelta(weeks=10), 18, 60)
    assert (found["share_before"], found["share_after"]) == (pytest.approx(0.2), pytest.approx(0.6))
    assert found["difference"] == pytest.approx(0.4)
    assert 0 < found["low"] < found["difference"] < found["high"] and 0 < found["p"] <= found["q"] <= 0.05
    falling = study.change_points(frequency="week", topic_ids=(0,))
    assert falling["difference"].tolist() == [pytest.approx(-0.4)]
    assert len(study.change_points(frequency="week")) == 2


def test_a_publisher_that_enters_the_collection_changes_no_share(tmp_path: Path) -> None:
    made = []
    for week in range(24):
        day = (FIRST + timedelta(weeks=week)).isoformat()
        for publisher, language, topical in [("aawsat", "ar", 1), ("reuters", "en", 8)][: 1 + (week >= 12)]:
            for n in range(8):
                key = f"{publisher}{week:02}{n}"
                made.append(Row(key, publisher, language, day, key, True, int(n < topical)))
    study = study_of(made, tmp_path)
    share = study.over_time("topic", (1,), frequency="week")["share"]
    assert (share.iloc[0], share.iloc[-1]) == (0.125, 0.5625)
    assert study.change_points(frequency="week").empty
    assert study.bursts(frequency="week").empty


def test_representative_articles_are_one_a_story_in_each_group(told: Study) -> None:
    assert told.representative(1, limit=50)["story_id"].is_unique
    by_language = told.representative(1, limit=3, by="language")
    assert by_language["language"].tolist() == ["ar"] * 3 + ["en"] * 3
    by_publisher = told.representative(1, limit=1, by="publisher")
    assert by_publisher["publisher_id"].tolist() == ["aawsat", "late", "reuters"]
    with pytest.raises(ValueError, match="by is 'topic'; allowed: language, publisher"):
        told.representative(1, by="topic")


def test_representative_sentences_have_the_terms_of_the_topic_in_both_languages(told: Study) -> None:
    found = told.representative_sentences(1, by="language", limit=2)
    assert found["language"].tolist() == ["ar", "ar", "en", "en"]
    assert found["article_id"].tolist() == ["a0000", "a0001", "copy", "later"]  # one a story, of equals the first
    assert all("الرَّقّة" in line or "الرقة" in line for line in found.loc[found["language"] == "ar", "sentence"])
    assert all("Raqqa" in line for line in found.loc[found["language"] == "en", "sentence"])
    row = found.iloc[0]
    view = told.article(row["article_id"])
    assert view.whole[row["start"] : row["end"]] == row["sentence"]
    assert set(told.representative_sentences(1, by="publisher", limit=1)["publisher_id"]) >= {"aawsat", "reuters"}
    assert len(told.representative_sentences(1, limit=1)) == 1
    with pytest.raises(ValueError, match="by is 'topic'"):
        told.representative_sentences(1, by="topic")


def test_a_topic_that_the_run_does_not_know_gives_empty_frames(told: Study) -> None:
    assert told.topic_words(99).empty and list(told.topic_words(99))[:3] == ["period", "period_end", "language"]
    assert told.bursts(topic_ids=(99,)).empty and told.change_points(topic_ids=(99,)).empty
    assert told.representative(99).empty and told.representative(99, by="language").empty
    assert told.representative_sentences(99).empty and told.representative_sentences(99, by="publisher").empty
    drivers = told.burst_drivers(99, FIRST, FIRST)
    assert drivers.terms.empty and drivers.actors.empty and drivers.articles.empty


NOTHING = {
    "no articles": [],
    "no topics": [Row(f"a{n}", "aawsat", "ar", "2018-01-01", f"a{n}", True, None) for n in range(9)],
    "one period": [Row(f"a{n}", "aawsat", "ar", "2018-01-01", f"a{n}", True, n % 2) for n in range(FEWEST * 4)],
    "all undated": [Row(f"a{n}", "aawsat", "ar", None, f"a{n}", True, n % 2) for n in range(FEWEST * 4)],
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("made", NOTHING.values(), ids=NOTHING)
def test_nothing_to_compare_gives_empty_frames(made: list[Row], unit: str, tmp_path: Path) -> None:
    study = study_of(made, tmp_path)
    filters = Filters(unit=unit)
    for frame in (study.bursts(filters), study.change_points(filters)):
        assert frame.empty and frame.dtypes["topic_id"] == "int64"
        assert frame.attrs["undated"] == (len(made) if made and made[0].at is None else 0)
    assert study.topic_words(0, filters).empty
    assert len(study.topic_cube(filters)) == (2 if any(row.topic is not None for row in made) else 0)
    drivers = study.burst_drivers(0, FIRST, FIRST, filters)
    assert drivers.terms.empty
    assert study.unfit(filters)["n"].tolist() == [0, 0, 0]


def test_periods_that_are_none_are_refused(told: Study) -> None:
    for ask in (told.bursts, told.topic_cube, told.change_points):
        with pytest.raises(ValueError, match="frequency is 'hour'"):
            ask(frequency="hour")
    assert LEAST > 1 and query_of([]).count(EVERYTHING) == 0
