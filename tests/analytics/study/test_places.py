"""Places: six articles between a country and its towns."""

from __future__ import annotations

import pytest

from analytics.annotate.places import Gazetteer, Place
from analytics.mapped_places import place_rows
from analytics.schema import GAZETTEER
from analytics.study import Filters, Study
from tests.analytics.study.made import Row, study_of

STORIES = Filters(unit="stories")


def place(key: str, ar: str, en: str, level: str, **more: object) -> Place:
    return Place(id=key, name_ar=ar, name_en=en, level=level, **more)


KNOWN = Gazetteer(
    [
        place("syria", "سوريا", "Syria", "country", country="SY", lat=35.0, lon=38.5),
        place("raqqa-governorate", "محافظة الرقة", "Raqqa Governorate", "governorate", country="SY"),
        place("raqqa", "الرقة", "Raqqa", "city", country="SY", governorate="Raqqa", lat=35.95, lon=39.01),
        place("tabqa", "الطبقة", "Tabqa", "town", country="SY", governorate="raqqa-governorate"),
        place("euphrates", "الفرات", "Euphrates", "river"),
        place("mosul", "الموصل", "Mosul", "city", country="IQ", governorate="Nineveh"),
        place("iraq", "العراق", "Iraq", "country", country="IQ"),
        place("turkey", "تركيا", "Turkey", "country", country="TR"),
    ]
)
ROWS = [
    Row("a", "p", "ar", "2018-01-01", "a", places=("raqqa", "tabqa", "raqqa")),
    Row("b", "p", "ar", "2018-01-02", "b", places=("raqqa-governorate",)),
    Row("c", "q", "en", "2018-01-03", "a", places=("tabqa",)),
    Row("d", "q", "en", "2018-01-04", "d", places=("mosul", "euphrates")),
    Row("e", "q", "en", "2018-01-05", "e", places=("syria",)),
    Row("f", "q", "en", None, "f"),
]
NAMED = [key for row in ROWS for key in row.places]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("places"), {GAZETTEER: place_rows(KNOWN, NAMED)})


def test_a_run_lists_the_places_named_and_what_holds_them() -> None:
    rows = {row["place_id"]: row for row in place_rows(KNOWN, ["raqqa", "mosul", "raqqa"])}
    assert list(rows) == ["iraq", "mosul", "raqqa", "raqqa-governorate", "syria"]
    assert rows["raqqa"]["governorate"] == "raqqa-governorate"
    assert rows["mosul"]["governorate"] == "Nineveh"  # the gazetteer does not have it
    assert (rows["syria"]["lat"], rows["syria"]["governorate"]) == (35.0, None)
    assert place_rows(KNOWN, []) == []


def test_places_are_ranked_by_articles(study: Study) -> None:
    found = study.places()
    assert found[["place_id", "n", "N", "n_named", "n_mentions"]].to_numpy().tolist() == [
        ["tabqa", 2, 6, 2, 2],
        ["euphrates", 1, 6, 1, 1],
        ["mosul", 1, 6, 1, 1],
        ["raqqa", 1, 6, 1, 2],
    ]
    row = found.set_index("place_id").loc["raqqa"]
    assert row[["name_ar", "name_en", "level", "country", "governorate", "lat", "lon"]].tolist() == [
        "الرقة", "Raqqa", "city", "SY", "raqqa-governorate", 35.95, 39.01,
    ]  # fmt: skip


def test_a_town_counts_for_what_it_lies_in(study: Study) -> None:
    governorates = study.places(level="governorate")
    assert governorates[["place_id", "n", "n_named", "n_mentions"]].to_numpy().tolist() == [
        ["raqqa-governorate", 3, 1, 5]
    ]
    countries = study.places(level="country")
    assert countries[["place_id", "n", "n_named", "n_mentions"]].to_numpy().tolist() == [
        ["syria", 4, 1, 6],
        ["iraq", 1, 0, 1],
    ]
    assert study.places(STORIES, "governorate")["n"].tolist() == [2]
    with pytest.raises(ValueError, match="level is 'town'; allowed: place, governorate, country"):
        study.places(level="town")


@pytest.mark.parametrize("level", ["place", "governorate", "country"])
@pytest.mark.parametrize("filters", [Filters(), STORIES, Filters(languages=("ar",)), Filters(places=("syria",))])
def test_the_articles_behind_a_place_are_as_many_as_it_counts(study: Study, filters: Filters, level: str) -> None:
    found = study.places(filters, level)
    assert len(found) > 0
    for row in found.itertuples():
        behind = filters.narrow(also_places=(row.place_id,))
        assert study.count(behind) == row.n
        assert row.n_named <= row.n <= row.n_mentions
        assert Filters.from_query(behind.to_query()) == (behind, [])


def test_places_over_time(study: Study) -> None:
    found = study.over_time("place", ("syria", "mosul"), frequency="year")
    assert found[["key", "n", "N"]].to_numpy().tolist() == [["syria", 4, 5], ["mosul", 1, 5]]


def test_a_place_the_gazetteer_lost_keeps_its_id(tmp_path: object) -> None:
    found = study_of(ROWS[:1], tmp_path).places()
    assert found[["place_id", "name_ar", "name_en"]].to_numpy().tolist()[0] == ["raqqa", "raqqa", "raqqa"]
