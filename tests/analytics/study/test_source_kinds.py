"""Kinds of sources: seven articles of two publishers, counted on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analytics.schema import ACTORS
from analytics.study import Filters, Study
from analytics.study.source_kinds import MIN_CITATIONS, effective, rarefied
from analytics.study.statistics import wilson
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import actor

STORIES = Filters(unit="stories")


def cited(key: str, kind: str, detail: str, **more: Any) -> dict[str, Any]:
    known = None if key.startswith("~") else key
    own = {"source_key": key, "source_actor_id": known, "source_label": key.removeprefix("~")}
    return {**own, "source_class": kind, "source_detail": detail, **more}


SOHR = cited("sohr", "organisation", "named")
OFFICIAL = cited("~مسؤول أمني", "official", "field")
FIGHTER = cited("~a fighter", "fighter", "none")
CREDIT = cited("reuters", "medium", "named", mode="credit")
HOPE = cited("~a commander", "fighter", "none", act="thought")
ROWS = [
    Row("a", "p", "ar", "2018-01-01", "a", True, cited=(SOHR, OFFICIAL)),
    Row("b", "q", "ar", "2018-01-02", "a", cited=(SOHR, OFFICIAL)),
    Row("c", "p", "ar", "2018-01-03", "c", cited=(OFFICIAL, OFFICIAL, CREDIT)),
    Row("d", "q", "en", "2018-01-04", "d", cited=(FIGHTER, HOPE)),
    Row("e", "q", "en", "2018-01-05", "e", cited=(HOPE,)),
    Row("f", "q", "en", "2018-01-06", "f", cited=(CREDIT,)),
    Row("g", "p", "ar", None, "g", cited=({**SOHR, "via_actor_id": "reuters", "via_label": "رويترز"},)),
]
OWN = {
    ACTORS: [
        actor("reuters", "رويترز", "Reuters", "media"),
        actor("sohr", "المرصد السوري", "SOHR", "ngo"),
    ]
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return study_of(ROWS, tmp_path_factory.mktemp("kinds"), OWN)


def test_kinds_are_counted_by_articles_that_cite_them(study: Study) -> None:
    found = study.source_classes()
    columns = ["source_class", "source_detail", "n", "N", "n_citations", "n_publishers"]
    assert found[columns].to_numpy().tolist() == [
        ["official", "field", 3, 7, 4, 2],
        ["organisation", "named", 3, 7, 3, 2],
        ["medium", "named", 2, 7, 2, 2],
        ["fighter", "none", 1, 7, 1, 1],
    ]
    assert found.loc[0, ["share", "low", "high"]].tolist() == [float(x) for x in wilson(3, 7)]
    told = study.source_classes(STORIES).set_index(["source_class", "source_detail"])
    assert told.loc[("official", "field"), ["n", "N", "n_citations", "n_publishers"]].tolist() == [2, 6, 3, 2]


@pytest.mark.parametrize(
    "filters", [Filters(), STORIES, Filters(publishers=("q",)), Filters(source_classes=("official",))]
)
def test_the_articles_behind_a_kind_are_as_many_as_it_counts(study: Study, filters: Filters) -> None:
    found = study.source_classes(filters)
    assert len(found) > 0
    for row in found.itertuples():
        behind = filters.narrow(source_classes=(row.source_class,), source_details=(row.source_detail,))
        assert study.count(behind) == row.n
        assert Filters.from_query(behind.to_query()) == (behind, [])


def test_a_class_and_a_detail_are_asked_of_one_citation(study: Study) -> None:
    assert study.count(Filters(source_classes=("official",), source_details=("named",))) == 0
    assert study.count(Filters(source_classes=("official",))) == 3
    assert study.count(Filters(source_details=("named",))) == 5


def test_what_a_source_only_thought_is_counted_nowhere(study: Study) -> None:
    assert study.sourcing().loc[0, ["n", "N", "n_citations"]].tolist() == [6, 7, 10]
    assert "~a commander" not in study.sources()["source_key"].tolist()
    assert study.count(Filters(sources=("~a commander",))) == 0
    assert study.article("e").citations["act"].tolist() == ["thought"]
    assert study.over_time("source_class", ("fighter",), frequency="year")["n"].tolist() == [1]


@pytest.mark.parametrize("words", [("he", "his"), ("هو", "وهي")])
def test_a_pronoun_is_no_source(words: tuple[str, str], tmp_path: Path) -> None:
    """«وقال» and "he said" of two articles, whose subjects were not found, are not one source."""
    one, other = (cited(f"~{word}", "other", "none") for word in words)
    rows = [
        Row("a", "p", "ar", "2018-01-01", "a", cited=(one, other)),
        Row("b", "p", "en", "2018-01-02", "b", cited=(one, SOHR)),
        Row("c", "p", "en", "2018-01-03", "c", cited=(OFFICIAL,)),
    ]
    study = study_of(rows, tmp_path / "w", OWN)
    assert study.sources()["source_key"].tolist() == ["sohr", "~مسؤول أمني"]
    assert study.sourcing().loc[0, ["n", "n_citations"]].tolist() == [2, 2]
    assert study.source_classes()["source_class"].tolist() == ["official", "organisation"]
    assert study.unnamed_sources().loc[0, ["n", "N", "n_partly"]].tolist() == [1, 2, 1]
    assert study.citing()["source_key"].tolist() == ["sohr", "~مسؤول أمني"]
    assert study.count(Filters(source_classes=("other",))) == study.count(Filters(sources=(f"~{words[0]}",))) == 0
    assert study.scope().n_citations == 2
    shown = study.article("a").citations  # readers see them where they stand
    assert shown["source_key"].tolist() == [f"~{word}" for word in words]


def test_articles_without_a_named_source(study: Study) -> None:
    whole = study.unnamed_sources().iloc[0]
    assert whole[["n", "N", "n_partly"]].tolist() == [2, 5, 4]  # c, whose credit names an agency, and d
    assert whole[["share", "low", "high"]].tolist() == [float(x) for x in wilson(2, 5)]
    by = study.unnamed_sources(by="publisher")
    assert by[["publisher_id", "n", "N", "n_partly"]].to_numpy().tolist() == [["p", 1, 3, 2], ["q", 1, 2, 2]]
    assert study.unnamed_sources(STORIES).loc[0, ["n", "N"]].tolist() == [2, 4]
    assert study.unnamed_sources(Filters(publishers=("nobody",))).empty
    with pytest.raises(ValueError, match="by is 'topic'; allowed: None, 'publisher'"):
        study.unnamed_sources(by="topic")


def test_who_cites_whom_through_whom(study: Study) -> None:
    found = study.citing()
    flows = found[["publisher_id", "via_actor_id", "source_key", "n", "n_citations"]].astype(object)
    assert flows.where(flows.notna(), None).to_numpy().tolist() == [
        ["p", None, "~مسؤول أمني", 2, 3],
        ["p", None, "reuters", 1, 1],
        ["p", None, "sohr", 1, 1],
        ["p", "reuters", "sohr", 1, 1],
        ["q", None, "reuters", 1, 1],
        ["q", None, "sohr", 1, 1],
        ["q", None, "~a fighter", 1, 1],
        ["q", None, "~مسؤول أمني", 1, 1],
    ]
    row = found[found["via_actor_id"] == "reuters"].iloc[0]
    assert row[["via_ar", "via_en", "source_ar", "source_en"]].tolist() == [
        "رويترز",
        "Reuters",
        "المرصد السوري",
        "SOHR",
    ]


@pytest.mark.parametrize("spellings", [("قناة الإخبارية", "قناة الاخبارية"), ("Channel Four", "channel  four")])
def test_an_outlet_is_one_however_it_is_spelt(spellings: tuple[str, str], tmp_path: Path) -> None:
    rows = [
        Row(str(n), "p", "ar", "2018-01-01", str(n), cited=({**SOHR, "via_actor_id": None, "via_label": label},))
        for n, label in enumerate((*spellings, "قناة أخرى"))
    ]
    found = study_of(rows, tmp_path / "w", OWN).citing()
    assert found[["n", "n_citations"]].to_numpy().tolist() == [[2, 2], [1, 1]]
    assert found["via_ar"].tolist() == [min(spellings), "قناة أخرى"]


def test_sources_cited_again_and_again_in_few_articles_are_not_compared(tmp_path: Path) -> None:
    names = [f"s{n}" for n in range(20)]
    many = {name: cited(f"~{name}", "person", "named") for name in names}
    rows = [
        Row("a", "again", "ar", "2018-01-01", "a", cited=(SOHR,) * 20),
        *(Row(f"b{n}", "few", "en", "2018-01-01", f"b{n}", cited=tuple(many.values())) for n in range(4)),
        *(Row(f"c{n}", "fit", "ar", "2018-01-01", f"c{n}", cited=tuple(many[k] for k in names[:4])) for n in range(5)),
    ]
    found = study_of(rows, tmp_path / "w", OWN).source_diversity()
    columns = ["publisher_id", "n", "n_citations", "n_sources", "rarefied_to"]
    assert found[columns].to_numpy().tolist() == [["few", 4, 80, 20, 20], ["fit", 5, 20, 4, 20], ["again", 1, 1, 1, 20]]
    assert found["rarefied"].isna().tolist() == [True, False, True]
    alone = study_of(rows[:-1], tmp_path / "v", OWN).source_diversity()
    assert alone["rarefied_to"].tolist() == [0, 0, 0]
    assert alone["rarefied"].isna().all()


def test_variety_does_not_grow_with_the_number_of_articles(tmp_path_factory: pytest.TempPathFactory) -> None:
    def article(number: int, publisher: str, name: str) -> Row:
        key = f"{publisher}{number:03}"
        return Row(
            key, publisher, "ar", "2018-01-01", key, cited=(cited(f"~{name}", "person", "named"), OFFICIAL, CREDIT)
        )

    big = [article(i, "big", f"s{i % 10}") for i in range(100)]
    small = [article(i, "small", f"s{i % 10}") for i in range(MIN_CITATIONS)]
    tiny = [article(0, "tiny", "s0")]
    found = study_of([*big, *small, *tiny], tmp_path_factory.mktemp("varied")).source_diversity()
    assert found["publisher_id"].tolist() == ["big", "small", "tiny"]
    assert found["n_citations"].tolist() == [100, 20, 1]
    assert found["n_sources"].tolist() == [10, 10, 1]
    assert found["effective"].tolist() == pytest.approx([10, 10, 1])
    assert found["rarefied_to"].tolist() == [20, 20, 20]
    assert found["rarefied"].tolist()[:2] == pytest.approx([9.0, 10.0], abs=0.1)
    assert np.isnan(found["rarefied"].tolist()[2])


def test_rarefaction_is_what_drawing_would_give() -> None:
    assert effective(np.array([5])) == 1.0
    assert effective(np.array([1, 1, 2])) == pytest.approx(2 * 2**0.5)
    assert rarefied(np.array([2, 1]), 3) == pytest.approx(2.0)
    assert rarefied(np.array([2, 1]), 2) == pytest.approx(2 - 1 / 3)  # one of three draws misses the second
    assert rarefied(np.array([3, 2, 1]), 1) == pytest.approx(1.0)
