"""Who appears with whom: ten articles in which each pair can be counted on paper."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import hypergeom

from analytics.schema import ACTORS, CITATIONS, MENTIONS
from analytics.study import Filters, Study, co_mentions
from analytics.study.co_mentions import COLUMNS, holders
from tests.analytics.study.made import Row, query_of, study_of
from tests.analytics.study.table_rows import actor, citation, mention

STORIES = Filters(unit="stories")
# The office and its state are together in four of ten; the group meets the town's council in five, once by copy.
ROWS = [
    Row("a", "p", "ar", "2018-01-01", "a", actors=("state", "office"), later=("group",)),
    Row("b", "p", "en", "2018-01-02", "b", actors=("state",), later=("office",)),
    Row("c", "p", "ar", "2018-01-03", "c", actors=("state", "office")),
    Row("d", "q", "en", "2018-01-04", "d", actors=("state", "office", "council", "group")),
    Row("e", "q", "ar", "2018-01-05", "e", True, actors=("council", "group")),
    Row("f", "p", "ar", "2018-01-06", "e", actors=("council", "group")),
    Row("g", "q", "en", "2018-01-07", "g", actors=("council",), later=("group",)),
    Row("h", "q", "en", "2018-01-08", "h", actors=("council",), meant=("state",)),
    Row("i", "q", "ar", "2018-01-09", "i"),
    Row("j", "q", "ar", None, "j", actors=("group", "council"), meant=("group",)),
]
NAMED = {
    ACTORS: [
        actor("state", "دولة", "State", "state"),
        actor("office", "مكتب", "Office", "government_body") | {"parent_id": "ministry"},
        actor("ministry", "وزارة", "Ministry", "government_body") | {"parent_id": "state"},
        actor("council", "مجلس", "Council", "other_org"),
        actor("group", "جماعة", "Group", "armed_group"),
    ]
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("together"), NAMED)


def test_pairs_are_weighed_against_chance(study: Study) -> None:
    found = study.co_mentions()
    assert list(found.columns) == COLUMNS
    assert found.attrs["unit"] == "articles"
    counted = found[["actor_a", "actor_b", "n", "n_a", "n_b", "N", "n_stories", "n_same_sentence", "is_kin"]]
    assert counted.to_numpy().tolist() == [
        ["office", "state", 4, 4, 4, 10, 4, 3, True],
        ["council", "group", 5, 6, 6, 10, 4, 4, False],
    ]
    assert found["expected"].tolist() == pytest.approx([1.6, 3.6])
    assert found["npmi"].tolist() == pytest.approx([1.0, np.log(50 / 36) / np.log(2)])
    p = [hypergeom.sf(3, 9, 4, 4), hypergeom.sf(3, 9, 5, 5)]  # of nine stories: e and f are one
    assert found["p"].tolist() == pytest.approx(p)
    assert found["q"].tolist() == pytest.approx([6 * p[0], 3 * p[1]])  # six pairs of four actors were tested
    assert found["is_significant"].tolist() == [True, False]
    assert found.loc[1, ["name_a_ar", "name_a_en", "name_b_ar", "name_b_en"]].tolist() == [
        "مجلس", "Council", "جماعة", "Group",
    ]  # fmt: skip


@pytest.mark.parametrize("filters", [Filters(), STORIES, Filters(publishers=("q",)), Filters(languages=("ar",))])
def test_the_articles_behind_a_pair_are_as_many_as_it_counts(study: Study, filters: Filters) -> None:
    found = study.co_mentions(filters, min_n=1)
    assert len(found) > 0
    for row in found.itertuples():
        both = filters.narrow(also_named=(row.actor_a, row.actor_b))
        assert study.count(both) == row.n
        assert study.count(filters.narrow(also_named=(row.actor_a,))) == row.n_a
        assert study.count(filters.narrow(also_named=(row.actor_b,))) == row.n_b
        assert row.n_same_sentence <= row.n <= min(row.n_a, row.n_b) <= row.N == study.count(filters)
        assert Filters.from_query(both.to_query()) == (both, [])


def test_a_story_counts_once_for_a_pair(study: Study) -> None:
    found = study.co_mentions(STORIES).set_index(["actor_a", "actor_b"])
    assert found.loc[("council", "group"), ["n", "n_a", "n_b", "N", "n_same_sentence"]].tolist() == [4, 5, 5, 9, 3]


def test_copies_of_one_report_are_no_evidence(tmp_path: Path) -> None:
    copies = [Row(f"c{n}", f"p{n}", "ar", "2018-01-01", "c", n == 0, actors=("council", "group")) for n in range(6)]
    others = [Row(f"x{n:02}", "q", "en", "2018-01-02", f"x{n:02}") for n in range(60)]
    study = study_of([*copies, *others], tmp_path, NAMED)
    assert study.co_mentions().empty and study.co_mentions(STORIES).empty  # both are named in one story
    columns = ["n", "n_a", "n_b", "N", "n_stories", "n_same_sentence"]
    counted = {filters: study.co_mentions(filters, min_n=1) for filters in (Filters(), STORIES)}
    assert counted[Filters()][columns].to_numpy().tolist() == [[6, 6, 6, 66, 1, 6]]
    assert counted[STORIES][columns].to_numpy().tolist() == [[1, 1, 1, 61, 1, 1]]
    for found in counted.values():
        assert found.loc[0, ["p", "q"]].tolist() == pytest.approx([1 / 61, 1 / 61])
    assert counted[Filters()].loc[0, "expected"] == pytest.approx(36 / 66)


@pytest.mark.parametrize("filters", [Filters(), Filters(languages=("ar",)), Filters(publishers=("q",))])
def test_the_test_is_the_same_whatever_is_counted(study: Study, filters: Filters) -> None:
    tested = [study.co_mentions(filters.counting(unit), min_n=1) for unit in ("articles", "stories")]
    first, second = (frame.set_index(["actor_a", "actor_b"])[["n_stories", "p", "q"]].sort_index() for frame in tested)
    assert len(first) > 0
    assert first.equals(second)


def test_pairs_are_worked_out_once_for_all_actors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Filters] = []
    own = co_mentions.co_mentions
    monkeypatch.setattr(co_mentions, "co_mentions", lambda query, *given: asked.append(given[0]) or own(query, *given))
    study = study_of(ROWS, tmp_path, NAMED)
    found = [study.co_mentions(min_n=1, actors=(key,)) for key in ("group", "state")]
    assert [len(frame) for frame in found] == [3, 3]
    assert {frame.attrs["unit"] for frame in found} == {"articles"}
    study.co_mentions(STORIES)
    assert asked == [Filters(), STORIES]


def test_one_actors_pairs_have_the_q_of_all(study: Study) -> None:
    everyone = study.co_mentions(min_n=1).set_index(["actor_a", "actor_b"])
    own = study.co_mentions(min_n=1, actors=("group",)).set_index(["actor_a", "actor_b"])
    assert sorted(own.index) == [("council", "group"), ("group", "office"), ("group", "state")]
    assert own["q"].tolist() == everyone.loc[own.index, "q"].tolist()


def test_the_order_of_input_does_not_matter() -> None:
    forth = co_mentions.co_mentions(query_of(ROWS, NAMED), Filters(), 1)
    back = co_mentions.co_mentions(query_of(ROWS[::-1], {ACTORS: NAMED[ACTORS][::-1]}), Filters(), 1)
    assert forth.equals(back)


def test_the_sentences_that_name_both_are_the_evidence(study: Study) -> None:
    found = study.co_sentences("council", "group")
    assert found["article_id"].tolist() == ["f", "e", "d", "j"]  # newest first, the undated last
    assert found["sentence"].tolist() == ["Title f الرقة", "Title e الرقة", "Title d Raqqa", "Title j الرقة"]
    assert study.co_sentences("council", "group", Filters(languages=("en",)))["article_id"].tolist() == ["d"]
    assert study.co_sentences("council", "group", limit=1)["article_id"].tolist() == ["f"]
    assert len(study.co_sentences("council", "nobody")) == 0
    second = study.co_sentences("group", "group", Filters(publishers=("p",)))
    assert second[["article_id", "sentence_no", "sentence"]].to_numpy().tolist() == [
        ["f", 0, "Title f الرقة"],
        ["a", 1, "نص عن الرَّقّة"],
    ]


def test_nothing_selected_and_no_pairs_are_empty(study: Study) -> None:
    assert len(study.co_mentions(Filters(publishers=("nobody",)))) == 0
    assert len(study.co_mentions(min_n=7)) == 0
    with pytest.raises(ValueError, match="min_n is 0; allowed: 1 or more"):
        study.co_mentions(min_n=0)


def test_what_an_actor_belongs_to_is_found_at_any_remove_and_in_a_circle() -> None:
    assert holders("a", {"a": "b", "b": "c"}) == ["b", "c"]
    assert holders("a", {"a": "b", "b": "a"}) == ["b", "a"]
    assert holders("x", {}) == []


def test_the_agency_of_a_credit_line_appears_with_nobody(tmp_path: Path) -> None:
    rows = [Row(key, "p", "ar", "2018-01-01", key, actors=("agency", "state")) for key in "abcd"]
    rows += [Row(key, "p", "en", "2018-01-02", key) for key in "efghij"]
    mentions = [mention(key, "state") | {"start": 20, "end": 25} for key in "abcd"]
    mentions += [mention(key, "agency") for key in "abcd"]
    credit = {"source_start": 0, "source_end": 5, "mode": "credit", "cue_start": None, "cue_end": None}
    told = study_of(rows, tmp_path / "told", {MENTIONS: mentions})
    credited = study_of(
        rows, tmp_path / "credited", {MENTIONS: mentions, CITATIONS: [citation(k, "agency") | credit for k in "abcd"]}
    )
    assert told.co_mentions()["n"].tolist() == [4]
    assert credited.co_mentions().empty
    assert [s.count(Filters(also_named=("agency", "state"))) for s in (told, credited)] == [4, 0]
