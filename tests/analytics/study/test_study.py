from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import RunError
from analytics.study import Filters, Study, halves
from analytics.study.units import DIMENSIONS, joined
from corpus import Workspace
from corpus.errors import WorkspaceError
from corpus.schema import ARTICLES


def test_the_scope_counts_articles_dates_and_undated(study: Study) -> None:
    scope = study.scope()
    assert (scope.n, scope.N, scope.n_undated, scope.n_sample) == (5, 5, 1, 0)
    assert (scope.first, scope.last) == (date(2018, 1, 10), date(2018, 3, 5))
    assert scope.languages == (("en", 3), ("ar", 2))
    assert (scope.n_publishers, scope.n_topics, scope.n_mentions, scope.n_citations) == (2, 2, 5, 3)
    arabic = study.scope(Filters(languages=("ar",)))
    assert (arabic.n, arabic.N, arabic.n_mentions, arabic.n_citations) == (2, 5, 3, 1)


def test_volume_has_every_period_and_tells_a_gap_from_a_zero(study: Study) -> None:
    months = study.volume(Filters(topics=(0,)), frequency="month")
    assert months["period"].dt.strftime("%Y-%m").tolist() == ["2018-01", "2018-02", "2018-03"]
    assert months["period_end"].dt.strftime("%d").tolist() == ["31", "28", "31"]
    assert months[["n", "N"]].to_numpy().tolist() == [[2, 3], [0, 0], [0, 1]]
    assert months["gap"].tolist() == [False, True, False]
    assert months["share"].round(4).tolist()[0] == 0.6667
    assert pd.isna(months["share"][1])


def test_a_series_a_key_over_the_articles_of_the_selection(study: Study) -> None:
    series = study.topics_over_time(Filters(topics=(1,)), (0, 1), frequency="month")
    assert list(series["key"]) == [0, 1] * 3
    assert list(series["n"]) == [2, 1, 0, 0, 0, 1]
    assert list(series["N"]) == [3, 3, 0, 0, 1, 1]


def test_an_article_counts_once_for_each_of_its_actors(study: Study) -> None:
    series = study.actors_over_time(frequency="year")
    assert list(series["key"]) == ["islamic-state", "sdf"]
    assert list(series["n"]) == [2, 2]
    assert list(series["N"]) == [4, 4]


def test_actors_count_articles_names_and_coreferences_apart(study: Study) -> None:
    actors = study.actors().set_index("actor_id")
    group = actors.loc["islamic-state"]
    assert (group["n"], group["N"], group["n_names"], group["n_coreferences"], group["n_tone"]) == (3, 5, 3, 1, 3)
    assert group["tone"] == pytest.approx((-0.3 - 0.3 - 0.1) / 3)
    assert "sohr" not in actors.index


def test_sources_keep_the_words_of_an_unnamed_one(study: Study) -> None:
    sources = study.sources().set_index("source_key")
    assert sources.loc["sohr", ["name_en", "type", "n", "n_citations", "n_publishers"]].tolist() == [
        "SOHR",
        "ngo",
        2,
        2,
        2,
    ]
    assert sources.loc["~security source", ["name_ar", "name_en", "type"]].tolist() == ["security source"] * 2 + [
        "unknown"
    ]


def test_publishers_have_names_in_both_languages_and_an_interval(study: Study) -> None:
    publishers = study.publishers()
    assert publishers[["publisher_id", "name_ar", "name_en", "n"]].to_numpy().tolist() == [
        ["reuters", "رويترز", "Reuters", 3],
        ["aawsat", "الشرق الأوسط", "Asharq Al-Awsat", 2],
    ]
    assert publishers["low"].round(3).tolist() == [0.231, 0.118]
    assert publishers["high"].round(3).tolist() == [0.882, 0.769]


def test_tone_over_time_has_no_interval_for_one_article(study: Study) -> None:
    months = study.tone_over_time(frequency="month")
    assert months[["n", "negative", "neutral", "positive"]].to_numpy().tolist() == [
        [3, 2, 0, 1],
        [0, 0, 0, 0],
        [1, 0, 1, 0],
    ]
    assert months["mean"].round(4).tolist()[0] == -0.1333
    assert months["low"].notna().tolist() == [True, False, False]


def test_changes_compare_shares_of_two_periods(study: Study) -> None:
    changes = study.changes("topic", (date(2018, 1, 1), date(2018, 1, 31)), (date(2018, 2, 1), date(2018, 3, 31)))
    assert changes[["key", "n_before", "n_after", "N_before", "N_after"]].to_numpy().tolist() == [
        [0, 2, 0, 3, 1],
        [1, 1, 1, 3, 1],
    ]
    assert changes["difference"].round(3).tolist() == [-0.667, 0.667]
    assert changes["significant"].tolist() == [False, False]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_the_articles_behind_a_mark_are_as_many_as_the_mark_says(study: Study, dimension: str) -> None:
    field = joined(dimension)[2]
    keys = tuple(study._query.counts(dimension, Filters())["key"].tolist())
    marks = study.over_time(dimension, keys, frequency="month")
    assert marks["n"].sum() > 0
    for mark in marks.itertuples():
        behind = Filters(**{field: (mark.key,)}).within(mark.period.date(), mark.period_end.date())
        assert len(study.articles(behind)) == study.count(behind) == mark.n


def test_who_appears_with_whom_is_every_one_of_them_in_the_same_article(study: Study) -> None:
    both = Filters(actors=("islamic-state",), also_actors=("sdf",))
    assert study.articles(both)["article_id"].tolist() == ["a2"]
    assert study.count(Filters(also_actors=("sdf",), also_sources=("~security source",))) == 1
    ranked = study.actors(Filters(actors=("islamic-state",))).set_index("actor_id")["n"]
    assert ranked["sdf"] == study.count(both)
    assert Filters.from_query(both.to_query()) == (both, [])


def test_words_are_found_in_both_scripts_whatever_their_spelling(study: Study) -> None:
    assert study.articles(Filters(q="الرقه"))["article_id"].tolist() == ["a2", "a1"]
    assert study.count(Filters(q="RAQQA about")) == 3
    assert study.count(Filters(q="nowhere")) == 0
    assert study.count(Filters(q="ـــ")) == 0


def test_an_article_comes_with_what_was_found_in_it(study: Study) -> None:
    view = study.article("a2")
    assert view.whole == "Title a2 الرقة\n\nنص عن الرَّقّة"
    assert view.mentions["name_en"].tolist() == ["Islamic State", "SDF"]
    assert view.actors[["actor_id", "n_mentions", "tone"]].to_numpy().tolist() == [
        ["islamic-state", 1, -0.3],
        ["sdf", 1, -0.3],
    ]
    assert view.row["url"] == "https://example.org/a2"
    assert view.topic is not None and view.topic["label_en"] == "The group"
    assert [view.whole[s.start : s.end] for s in view.topic_words] == ["الرقة", "الرَّقّة"]
    assert view.same_story == ("a1",)
    with pytest.raises(RunError, match="no article 'zzz'"):
        study.article("zzz")


def test_a_run_shows_the_corpus_it_was_made_from(hand_made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(hand_made, tmp_path / "copy"))
    workspace = Workspace.open(root)
    before = Study(workspace)
    changed = workspace.select(ARTICLES, "article_id", "a1").to_pylist()[0] | {"title": "Another title", "text": "x"}
    workspace.patch(ARTICLES, [changed])
    workspace.append(ARTICLES, [changed | {"article_id": "a9"}])
    after = Study(workspace)
    assert after.articles().equals(before.articles())
    assert after.article("a1").whole == before.article("a1").whole == "Title a1 الرقة\n\nنص عن الرَّقّة"
    assert after.count(Filters(q="Another")) == 0


def test_threads_that_ask_the_same_get_one_answer(hand_made: Path) -> None:
    study = Study(str(hand_made))
    with ThreadPoolExecutor(8) as pool:
        frames = list(pool.map(lambda _: study.actors(Filters(q="Raqqa")), range(16)))
    assert all(frame.equals(frames[0]) for frame in frames)


def test_a_frame_given_out_is_a_copy(study: Study) -> None:
    given = study.topics()
    given["n"] = 99
    assert study.topics()["n"].tolist() == [3, 2]


def test_an_empty_selection_gives_empty_frames_not_errors(study: Study) -> None:
    nothing = Filters(publishers=("nobody",))
    assert study.count(nothing) == 0
    for frame in (study.topics(nothing), study.actors(nothing), study.sources(nothing), study.publishers(nothing),
                  study.volume(nothing), study.tone_over_time(nothing), study.topics_over_time(nothing, (0,)),
                  study.articles(nothing)):  # fmt: skip
        assert frame.empty
        assert len(frame.columns) > 3


def test_unknown_dimensions_and_frequencies_are_refused(study: Study) -> None:
    with pytest.raises(ValueError, match=r"dimension is 'colour'; allowed: language"):
        study.over_time("colour", ("red",))
    with pytest.raises(ValueError, match=r"frequency is 'hour'; allowed: auto, day"):
        study.volume(frequency="hour")


def test_what_is_missing_is_said_with_the_next_step(tmp_path: Path, hand_made: Path) -> None:
    with pytest.raises(WorkspaceError, match="is no workspace"):
        Study(str(tmp_path / "none"))
    empty = Workspace.create(tmp_path / "empty")
    with pytest.raises(RunError, match="python -m analytics run"):
        Study(empty)
    with pytest.raises(RunError, match=r"no run 'run-ffffffffffff'.*runs: run-0123456789ab"):
        Study(str(hand_made), "run-ffffffffffff")
    with pytest.raises(RunError, match="is no run id"):
        Study(str(hand_made), "../../etc")


def test_halves_share_no_day() -> None:
    assert halves(date(2018, 1, 1), date(2018, 1, 4)) == (
        (date(2018, 1, 1), date(2018, 1, 2)),
        (date(2018, 1, 3), date(2018, 1, 4)),
    )
