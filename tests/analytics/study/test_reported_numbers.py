"""Reported figures of four articles, two of them one story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.schema import NUMBERS
from analytics.study import Filters, Study
from tests.analytics.study.made import Row, study_of

STORIES = Filters(unit="stories")
ROWS = [
    Row("a", "p", "ar", "2018-01-02", "a", is_original=True, actors=("sohr",)),
    Row("b", "q", "ar", "2018-01-03", "a"),
    Row("c", "q", "en", "2018-01-01", "c"),
    Row("d", "q", "en", None, "d"),
]


def report(key: str, value: float, thing_key: str, start: int = 0, **more: Any) -> dict[str, Any]:
    known = {"source_key": "sohr", "source_actor_id": "sohr", "source_label": "SOHR"}
    return {
        "article_id": key,
        "sentence_no": 1,
        "start": start,
        "end": start + 2,
        "surface": f"{value:.0f}",
        "value": value,
        "value_high": None,
        "bound": "exact",
        "thing": "words",
        "thing_key": thing_key,
        **dict.fromkeys(("source_key", "source_actor_id", "source_label", "via_actor_id", "via_label", "place_id")),
        **({} if more.pop("own", False) else known),
        **more,
    }


NUMBERS_FOUND = [
    report("a", 12, "killed.civilians", 4),
    report("a", 40, "killed", 1, value_high=50, bound="range"),
    report("b", 12, "killed.civilians", via_actor_id="sohr", via_label="SOHR"),
    report("c", 9, "killed.civilians", own=True),
    report("c", 10, "killed.civilians", 7, source_key="~a medic", source_actor_id=None, source_label="a medic"),
    report("d", 3, "~corridor", thing="corridors"),
]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("figures") / "w", {NUMBERS: NUMBERS_FOUND[::-1]})


def rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    return [(r.article_id, r.value) for r in frame.itertuples()]


def test_reports_stand_by_date_and_place_whatever_the_order_they_were_found_in(study: Study) -> None:
    frame = study.reported_numbers()
    assert rows(frame) == [("c", 9), ("c", 10), ("a", 40), ("a", 12), ("b", 12), ("d", 3)]
    assert frame["value_high"].dropna().tolist() == [50]
    assert frame["bound"].tolist().count("range") == 1


def test_a_report_names_who_says_it_in_both_languages(study: Study) -> None:
    frame = study.reported_numbers(thing_key="killed.civilians")
    assert rows(frame) == [("c", 9), ("c", 10), ("a", 12), ("b", 12)]
    assert frame["source_en"].fillna("").tolist() == ["", "a medic", "sohr", "sohr"]
    assert frame["source_ar"].fillna("").tolist() == ["", "a medic", "فاعل sohr", "فاعل sohr"]
    assert frame["via_en"].fillna("").tolist() == ["", "", "", "sohr"]


def test_kinds_count_articles_reports_and_sources(study: Study) -> None:
    kinds = study.reported_kinds().set_index("thing_key")
    assert kinds.index.tolist() == ["killed.civilians", "killed", "~corridor"]
    civilians = kinds.loc["killed.civilians"]
    assert civilians[["n", "N", "n_reports", "n_sources", "n_own"]].tolist() == [3, 4, 4, 2, 1]
    assert civilians[["minimum", "median", "maximum"]].tolist() == [9, 11, 12]
    assert kinds.loc["killed", ["minimum", "median", "maximum"]].tolist() == [40, 40, 50]
    assert kinds[["name_ar", "name_en"]].to_numpy().tolist() == [
        ["قتلى: مدنيون", "Killed: civilians"],
        ["قتلى", "Killed"],
        ["corridors", "corridors"],
    ]


def test_a_copy_of_a_story_does_not_report_again(study: Study) -> None:
    assert rows(study.reported_numbers(STORIES, "killed.civilians")) == [("c", 9), ("c", 10), ("a", 12)]
    kinds = study.reported_kinds(STORIES).set_index("thing_key")
    assert kinds.loc["killed.civilians", ["n", "N", "n_reports"]].tolist() == [2, 3, 3]
    assert study.reported_kinds(STORIES).attrs["unit"] == "stories"


def test_a_report_has_the_date_of_its_article_whatever_is_counted(tmp_path: Path) -> None:
    told = [
        Row("a", "p", "ar", "2018-01-01", "a", is_original=True),
        Row("b", "q", "en", "2018-03-01", "a"),
        Row("c", "q", "en", "2018-02-01", "c", is_original=True),
    ]
    found = {NUMBERS: [report("b", 12, "killed"), report("c", 9, "killed")]}
    study = study_of(told, tmp_path / "w", found)
    for filters in (Filters(), STORIES):  # the story of b began on 1 January, without the figure
        frame = study.reported_numbers(filters)
        assert [(r.article_id, str(r.day)[:10]) for r in frame.itertuples()] == [
            ("c", "2018-02-01"),
            ("b", "2018-03-01"),
        ]


def test_a_selection_narrows_reports_and_kinds_alike(study: Study) -> None:
    english = Filters(languages=("en",))
    assert rows(study.reported_numbers(english)) == [("c", 9), ("c", 10), ("d", 3)]
    assert study.reported_kinds(english)[["n", "N"]].to_numpy().tolist() == [[1, 2], [1, 2]]
    nobody = Filters(publishers=("nobody",))
    assert study.reported_numbers(nobody).empty and study.reported_kinds(nobody).empty
    assert study.reported_numbers(nobody).columns.tolist() == study.reported_numbers().columns.tolist()


def test_an_unknown_kind_has_no_reports(study: Study) -> None:
    assert study.reported_numbers(thing_key="'; DROP TABLE number").empty
    assert len(study.reported_numbers()) == 6


def test_a_run_without_figures_has_none(tmp_path: Path) -> None:
    bare = study_of(ROWS[:1], tmp_path / "w")
    assert bare.reported_numbers().empty and bare.reported_kinds().empty
