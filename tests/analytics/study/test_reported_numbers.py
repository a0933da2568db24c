"""Reported figures of four articles, two of them one story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.schema import GAZETTEER, NUMBERS, PLACES
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
    assert civilians[["lower_quartile", "median", "upper_quartile"]].tolist() == [9.75, 11, 12]
    assert civilians[["largest", "largest_article_id"]].tolist() == [12, "b"]
    assert kinds.loc["killed", ["median", "largest", "largest_article_id"]].tolist() == [40, 50, "a"]
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


def test_a_ceiling_makes_no_median_and_one_extreme_no_quartile(tmp_path: Path) -> None:
    values = [(2, "exact"), (4, "exact"), (6, "at_least"), (8, "about"), (20_000_000, "exact"), (900, "at_most")]
    found = {NUMBERS: [report("a", value, "killed", at, bound=bound) for at, (value, bound) in enumerate(values)]}
    kinds = study_of(ROWS, tmp_path / "w", found).reported_kinds()
    assert kinds[["lower_quartile", "median", "upper_quartile", "largest"]].to_numpy().tolist() == [[4, 6, 8, 2e7]]
    assert kinds["largest_article_id"].tolist() == ["a"]


def test_only_ceilings_are_better_than_nothing(tmp_path: Path) -> None:
    found = {NUMBERS: [report("a", 30, "killed", bound="at_most")]}
    assert study_of(ROWS, tmp_path / "w", found).reported_kinds()["median"].tolist() == [30]


def gazetteer_row(place_id: str, level: str, governorate: str | None = None) -> dict[str, Any]:
    known = {"country": "SY", "lat": None, "lon": None, "precision_km": None}
    names = {"name_ar": f"مكان {place_id}", "name_en": place_id.title()}
    return {"place_id": place_id, "level": level, "governorate": governorate, **names, **known}


@pytest.fixture
def placed(tmp_path: Path) -> Study:
    mentions = [("a", "manbij"), ("b", "manbij"), ("c", "aleppo"), ("d", "raqqa")]
    own = [("a", 5, "manbij"), ("b", 7, "manbij"), ("c", 90, "aleppo"), ("d", 2, None)]
    return study_of(
        ROWS,
        tmp_path / "w",
        {
            NUMBERS: [report(key, value, "killed", place_id=place) for key, value, place in own],
            PLACES: [
                {"article_id": key, "sentence_no": 1, "start": 0, "end": 2, "place_id": place}
                for key, place in mentions
            ],
            GAZETTEER: [
                gazetteer_row("manbij", "town", "aleppo"),
                gazetteer_row("aleppo", "governorate"),
                gazetteer_row("raqqa", "governorate"),
            ],
        },
    )


def test_figures_are_told_apart_by_place(placed: Study) -> None:
    places = placed.reported_places(thing_key="killed")
    assert places[["place_id", "name_ar", "name_en", "n", "median"]].to_numpy().tolist() == [
        ["manbij", "مكان manbij", "Manbij", 2, 6],
        ["aleppo", "مكان aleppo", "Aleppo", 1, 90],
    ]
    assert placed.reported_places(thing_key="wounded").empty


def test_a_place_has_the_figures_of_what_lies_in_it(placed: Study) -> None:
    assert sorted(rows(placed.reported_numbers(place_id="manbij"))) == [("a", 5), ("b", 7)]
    assert sorted(rows(placed.reported_numbers(place_id="aleppo"))) == [("a", 5), ("b", 7), ("c", 90)]
    assert placed.reported_numbers(place_id="raqqa").empty
    assert placed.reported_numbers()["place_en"].fillna("").tolist().count("Manbij") == 2
