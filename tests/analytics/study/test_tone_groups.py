"""Tone by group: the order of averaging, what is not scored, shrinkage, bad questions."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.study import EVERYTHING, Filters
from analytics.study.query import Query
from analytics.study.rankings import actors, publishers
from analytics.study.shrinkage import LEAST_GROUPS, between, shrunk
from analytics.study.tone_changes import toward_over_time
from analytics.study.tone_groups import COLUMNS, tone_by
from analytics.study.tone_sums import BREAKDOWNS
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.tone_rows import query_of_columns, said

STORIES = Filters(unit="stories")


def small() -> Query:
    """Three stories in two languages: one of three articles, one not scored; داعش and قسد in their sentences."""
    return query_of_columns(
        {
            "article_id": ["a", "b", "c", "d", "e"],
            "story_id": ["s1", "s1", "s1", "s2", "s3"],
            "tone": [-0.6, -0.4, None, 0.5, None],
            "language": ["ar", "en", "ar", "en", "ar"],
            "publisher_id": ["نبأ", "wire", "wire", "wire", "نبأ"],
            "day": [date(2018, 1, day) for day in (1, 2, 3, 4, 5)],
        },
        [
            # Of a: sentence 0 has two mentions of mean -.3, sentence 1 has one of -.9; so the article has -.6.
            said("a", "داعش", 0, -0.6),
            said("a", "داعش", 0, 0.0, 5),
            said("a", "داعش", 1, -0.9),
            said("b", "داعش", 0, -0.2),
            said("b", "قسد", 0, 0.4),
            said("d", "داعش", 0, None),
            said("e", "داعش", 3, 0.8),
        ],
    )


def row(frame: pd.DataFrame, key: Any) -> dict[str, Any]:
    return frame[frame["key"] == key].iloc[0].to_dict()


def test_articles_are_averaged_and_what_is_not_scored_is_counted_beside() -> None:
    found = row(tone_by(small(), "all", EVERYTHING, None, "n"), "all")
    assert {name: found[name] for name in ("n", "n_articles", "n_stories", "n_unscored")} == {
        "n": 3, "n_articles": 3, "n_stories": 2, "n_unscored": 2,
    }  # fmt: skip
    assert found["mean"] == pytest.approx((-0.6 - 0.4 + 0.5) / 3)
    assert (found["share_negative"], found["share_positive"]) == (pytest.approx(2 / 3), pytest.approx(1 / 3))
    assert found["is_small"] and found["low"] <= found["mean"] <= found["high"]


def test_a_story_has_the_tone_of_the_article_that_stands_for_it() -> None:
    found = row(tone_by(small(), "all", STORIES, None, "n"), "all")
    assert (found["n"], found["n_articles"], found["n_stories"], found["n_unscored"]) == (2, 3, 2, 1)
    assert found["mean"] == pytest.approx((-0.6 + 0.5) / 2)
    by = tone_by(small(), "publisher", STORIES, None, "n")  # of wire, b stands for the first story
    assert dict(zip(by["key"], by["mean"], strict=True)) == pytest.approx({"wire": 0.05, "نبأ": -0.6})
    assert row(by, "wire")["n_unscored"] == 0 and row(by, "نبأ")["n_unscored"] == 1


def test_towards_an_actor_sentences_are_averaged_before_articles() -> None:
    found = row(tone_by(small(), "actor", EVERYTHING, None, "n"), "داعش")
    assert found["mean"] == pytest.approx((-0.6 - 0.2 + 0.8) / 3)
    assert (found["n"], found["n_sentences"], found["n_unscored"], found["n_stories"]) == (3, 4, 1, 2)
    # Of a, sentence 0 is half negative and half neutral, sentence 1 negative: 3/4; of b none, -.2 being neutral.
    assert found["share_negative"] == pytest.approx(0.25)
    assert (found["share_neutral"], found["share_positive"]) == (pytest.approx(1.25 / 3), pytest.approx(1 / 3))
    stories = row(tone_by(small(), "actor", STORIES, None, "n"), "داعش")
    assert (stories["mean"], stories["n_unscored"]) == (pytest.approx(0.1), 1)
    only = row(tone_by(small(), "all", EVERYTHING, "داعش", "n"), "all")
    assert only["mean"] == pytest.approx(found["mean"])
    by = tone_by(small(), "language", EVERYTHING, "داعش", "n")
    assert dict(zip(by["key"], by["mean"], strict=True)) == pytest.approx({"ar": 0.1, "en": -0.2})


def test_the_lists_of_actors_and_publishers_say_the_same() -> None:
    for filters in (EVERYTHING, STORIES):
        listed = actors(small(), filters).set_index("actor_id")
        by = tone_by(small(), "actor", filters, None, "n").set_index("key")
        for name, other in (("tone", "mean"), ("tone_low", "low"), ("tone_high", "high"), ("n_tone", "n")):
            pd.testing.assert_series_equal(listed[name].sort_index(), by[other].sort_index(), check_names=False)
        of = publishers(small(), filters).set_index("publisher_id")
        by = tone_by(small(), "publisher", filters, None, "n").set_index("key")
        pd.testing.assert_series_equal(of["mean_low"].sort_index(), by["low"].sort_index(), check_names=False)


def test_names_are_in_both_languages() -> None:
    query = query_of_columns({"story_id": ["s"], "tone": [0.1]}, [said("a00000", "sdf", 0, 0.1)])
    assert tone_by(query, "topic", EVERYTHING, None, "n")[["name_ar", "name_en"]].to_numpy().tolist() == [
        ["موضوع 0", "Topic 0"]
    ]
    assert tone_by(query, "actor", EVERYTHING, None, "n").loc[0, ["name_ar", "name_en"]].tolist() == ["فاعل sdf", "sdf"]
    assert tone_by(query, "language", EVERYTHING, None, "n").loc[0, "name_ar"] == "ar"


@pytest.mark.parametrize("unit", ["articles", "stories"])
@pytest.mark.parametrize("by", BREAKDOWNS)
def test_nothing_selected_gives_an_empty_frame_with_all_columns(by: str, unit: str) -> None:
    nothing = Filters(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2), unit=unit)
    found = tone_by(small(), by, nothing, None, "n")
    assert (len(found), list(found)) == (0, COLUMNS)
    assert tone_by(small(), "all", Filters(unit=unit), "nobody", "n").empty


def test_one_story_has_a_mean_and_no_interval() -> None:
    found = row(tone_by(small(), "all", Filters(publishers=("نبأ",)), None, "n"), "all")
    assert (found["mean"], found["n_stories"]) == (pytest.approx(-0.6), 1)
    assert np.isnan([found[name] for name in ("low", "high", "shrunk")]).all()
    assert found["share_negative_low"] < 1 == found["share_negative_high"]


def test_the_order_of_the_rows_is_of_no_account() -> None:
    draw = random.Random(1)
    n = 400
    columns: dict[str, list[Any]] = {
        "article_id": [f"a{i:03}" for i in range(n)],
        "story_id": [f"s{draw.randrange(150):03}" for _ in range(n)],
        "tone": [round(draw.uniform(-1, 1), 6) for _ in range(n)],
        "publisher_id": [draw.choice("abcdef") for _ in range(n)],
        "topic_id": [draw.randrange(4) for _ in range(n)],
    }
    spoken = [said(draw.choice(columns["article_id"]), "x", draw.randrange(3), draw.uniform(-1, 1)) for _ in range(900)]
    turned = {name: values[::-1] for name, values in columns.items()}
    mixed = draw.sample(spoken, len(spoken))
    for by, toward in (("publisher", None), ("topic", "x"), ("actor", None)):
        for unit in ("articles", "stories"):
            one, other = (
                tone_by(query_of_columns(c, m), by, Filters(unit=unit), toward, "n")
                for c, m in ((columns, spoken), (turned, mixed))
            )
            pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_ranks_by_the_shrunk_mean_are_not_led_by_two_articles() -> None:
    draw = np.random.default_rng(0)
    sizes = {"tiny": 2, **{f"p{i}": 40 for i in range(8)}}
    centres = {"tiny": -0.5, **{f"p{i}": -0.3 + i / 20 for i in range(8)}}
    names = [name for name, size in sizes.items() for _ in range(size)]
    tones = [-0.6, -0.4, *np.clip([draw.normal(centres[name], 0.4) for name in names[2:]], -1, 1)]
    query = query_of_columns({"story_id": [f"s{i}" for i in range(len(names))], "tone": tones, "publisher_id": names})
    assert tone_by(query, "publisher", EVERYTHING, None, "mean").loc[0, "key"] == "tiny"
    found = tone_by(query, "publisher", EVERYTHING, None, "shrunk")
    tiny, large = row(found, "tiny"), row(found, "p7")
    assert found.loc[0, "key"] != "tiny"
    assert abs(tiny["shrunk"] - tiny["mean"]) > 5 * abs(large["shrunk"] - large["mean"])
    assert tiny["shrunk_high"] - tiny["shrunk_low"] > large["shrunk_high"] - large["shrunk_low"]


def test_equal_groups_are_drawn_by_the_factor_of_james_and_stein() -> None:
    # Four means of variance .01: spread .05 - .01 = .04 about 0 (squares .15 / (.01 + .04) = 3 = m - 1), factor
    # (4 - 3) / (4 - 1) * .01 / .05 = 1 / 15.
    mean = np.array([-0.3, -0.1, 0.1, 0.3]) * (0.15 / 0.2) ** 0.5
    assert between(mean, np.full(4, 0.01)) == pytest.approx(0.04)
    found, low, high = shrunk(mean, np.full(4, 0.1), np.full(4, 25.0))
    assert found == pytest.approx(mean * 14 / 15)
    assert (low < found).all() and (found < high).all()
    assert between(np.full(4, 0.1), np.full(4, 0.01)) == 0.0


def test_too_few_groups_are_not_shrunk() -> None:
    many = np.full(LEAST_GROUPS - 1, 0.1)
    assert np.isnan(shrunk(many, many, many * 100)).all()
    assert np.isnan(shrunk(np.full(6, 0.1), np.full(6, np.nan), np.ones(6))).all()


@pytest.mark.parametrize(
    ("by", "toward", "order", "says"),
    [
        ("tone", None, "n", "by is 'tone'; allowed: all, language, publisher"),
        ("اللغة", None, "n", "by is 'اللغة'; allowed"),
        ("actor", "sdf", "n", "by is 'actor' and toward is 'sdf'"),
        ("all", None, "size", "order is 'size'; allowed: n, mean, shrunk"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_can(by: str, toward: str | None, order: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        tone_by(small(), by, EVERYTHING, toward, order)


def rows_of_study() -> list[Row]:
    days = ("2018-01-03", "2018-01-20", "2018-03-05", "2018-03-06", None)
    languages = ("ar", "en", "ar", "en", "ar")
    return [
        Row(f"a{i}", f"p{i % 2}", language, day, f"a{i}", True, i % 2, (i - 2) / 4, actors=("sdf",))
        for i, (day, language) in enumerate(zip(days, languages, strict=True))
    ]


def test_sources_without_a_name_have_their_own_words(tmp_path: Path) -> None:
    rows = [Row("a", "p", "ar", None, "a", True, 0, -0.5, actors=("sohr",), sources=("sohr", "~مصدر أمني"))]
    found = study_of(rows, tmp_path).tone_by("source").set_index("key")
    assert found["name_ar"].to_dict() == {"sohr": "فاعل sohr", "~مصدر أمني": "مصدر أمني"}


def test_a_study_answers_once_and_names_its_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(rows_of_study(), tmp_path)
    first = study.tone_by("actor", STORIES)
    assert first.attrs["unit"] == "stories"
    first.loc[0, "mean"] = 9.0
    monkeypatch.setattr(Query, "frame", None)
    assert study.tone_by("actor", STORIES).loc[0, "mean"] == 0.0


@pytest.mark.parametrize("unit", ["articles", "stories"])
def test_over_time_a_month_without_collection_is_a_gap_and_the_undated_are_nowhere(unit: str, tmp_path: Path) -> None:
    study = study_of(rows_of_study(), tmp_path)
    found = study.toward_over_time("sdf", Filters(unit=unit), "month")
    assert found["period"].dt.strftime("%Y-%m").tolist() == ["2018-01", "2018-02", "2018-03"]
    assert found["gap"].tolist() == [False, True, False]
    assert found["n"].tolist() == [2, 0, 2]
    assert found["mean"].tolist() == pytest.approx([-0.375, np.nan, 0.125], nan_ok=True)
    by = study.toward_over_time("sdf", Filters(unit=unit), "month", by="publisher")
    assert by[["key", "n"]].to_numpy().tolist() == [["p0", 1], ["p0", 0], ["p0", 1], ["p1", 1], ["p1", 0], ["p1", 1]]
    topics = study.toward_over_time(None, Filters(unit=unit), "year", by="topic", keys=(1,))
    assert topics[["key", "n"]].to_numpy().tolist() == [[1, 2]]
    assert topics["mean"].tolist() == pytest.approx([0.0])
    turned = study.toward_over_time(None, Filters(unit=unit), "year", by="topic", keys=(1, "x", 0))
    assert turned[["key", "n"]].to_numpy().tolist() == [[1, 2], ["x", 0], [0, 2]]


def test_over_time_of_nobody_is_empty_of_tones_and_of_nothing_empty() -> None:
    nobody = toward_over_time(small(), "nobody", EVERYTHING, "day", "all", ())
    assert nobody["n"].tolist() == [0] * 5 and nobody["mean"].isna().all()
    nothing = Filters(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2))
    assert toward_over_time(small(), None, nothing, "auto", "all", ()).empty
    with pytest.raises(ValueError, match="frequency is 'hour'"):
        toward_over_time(small(), None, EVERYTHING, "hour", "all", ())
