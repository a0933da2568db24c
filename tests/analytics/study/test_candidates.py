"""Names that the registry does not know: counted by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.schema import CANDIDATES, CITATIONS
from analytics.study import EVERYTHING, Filters, Study
from tests.analytics.study.made import Row, study_of
from tests.analytics.study.table_rows import candidate, citation

KHALED, AMER = "~خالد الدندل", "~john amer"


ROWS = [
    Row("a1", "aawsat", "ar", "2018-01-10", "a1", is_original=True, sources=(KHALED,)),
    Row("a2", "rudaw", "ar", "2018-01-11", "a1"),
    Row("a3", "reuters", "en", "2018-01-12", "a3", is_original=True, sources=(AMER,)),
    Row("a4", "reuters", "en", "2018-02-12", "a4", is_original=True),
]
FOUND = [
    candidate("a1", KHALED, "خالد الدندل", title="القيادي"),
    candidate("a1", KHALED, "الدندل", basis="repeated", start=3),
    candidate("a2", KHALED, "خالد الدندل", title="القيادي"),
    candidate("a2", KHALED, "خالد الدندل", basis="given_name", start=20),
    candidate("a3", AMER, "Amer", basis="repeated"),
    candidate("a3", AMER, "John Amer", title="spokesman"),
    candidate("a3", KHALED, "خالد الدندل", title="الرائد", start=9),
]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return study_of(ROWS, tmp_path, {CANDIDATES: FOUND})


def test_names_are_ranked_by_the_articles_that_hold_them(study: Study) -> None:
    first, second = study.candidates().to_dict("records")
    assert (first["candidate_key"], first["name"], first["type"]) == (KHALED, "خالد الدندل", "person")
    assert (first["n"], first["N"], first["n_mentions"], first["n_citations"], first["n_publishers"]) == (3, 4, 5, 1, 3)
    assert list(first["titles"]) == ["القيادي", "الرائد"]
    assert list(first["languages"]) == ["ar", "en"]
    assert list(first["bases"]) == ["given_name", "repeated", "title"]
    assert first["name_ar"] == "خالد الدندل" and second["name_en"] == "John Amer"
    assert (second["candidate_key"], second["n"], second["n_mentions"], second["n_citations"]) == (AMER, 1, 2, 1)
    assert 0 < first["low"] < first["share"] == 0.75 < first["high"] < 1


def test_a_story_counts_once(study: Study) -> None:
    frame = study.candidates(Filters(unit="stories")).set_index("candidate_key")
    assert frame.attrs["unit"] == "stories"
    assert frame.loc[KHALED, ["n", "N", "n_mentions", "n_publishers"]].tolist() == [2, 3, 3, 3]


@pytest.mark.parametrize("unit", ["articles", "stories"])
@pytest.mark.parametrize("filters", [EVERYTHING, Filters(languages=("ar",)), Filters(publishers=("reuters",))])
def test_the_articles_behind_a_row_are_as_many_as_it_says(study: Study, filters: Filters, unit: str) -> None:
    filters = replace(filters, unit=unit)
    frame = study.candidates(filters)
    assert len(frame) == (1 if filters.languages else 2)
    for row in frame.itertuples():
        behind = filters.narrow(candidates=(row.candidate_key,))
        assert study.count(behind) == row.n
        assert len(study.articles(behind, counted_only=True)) == row.n


def test_no_name_is_an_empty_table_with_all_columns(study: Study) -> None:
    frame = study.candidates(Filters(publishers=("nobody",)))
    assert len(frame) == 0
    assert {"candidate_key", "titles", "share", "name_ar", "name_en"} <= set(frame.columns)


def test_sentences_are_evidence_one_an_article(study: Study) -> None:
    frame = study.candidate_sentences(KHALED, limit=2)
    assert frame["article_id"].tolist() == ["a1", "a3"]
    assert frame["sentence"].tolist() == ["Title a1 الرقة", "Title a3 Raqqa"]
    assert study.candidate_sentences("~nobody").empty


def test_a_name_is_spelt_once_for_all_selections(study: Study) -> None:
    from analytics.study.candidates import proposed

    proposed.cache_clear()
    for filters in (EVERYTHING, Filters(unit="stories"), Filters(languages=("ar",))):
        study.candidates(filters)
    assert proposed.cache_info().misses == 2  # of two names in three lists


def test_texts_are_read_once_for_all_sentences(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study._query, "stored", None)  # one article by itself, from disk
    assert len(study.candidate_sentences(KHALED, limit=2)) == 2


def test_the_reader_gets_the_mentions_in_order(study: Study) -> None:
    assert study.article("a3").candidates["surface"].tolist() == ["Amer", "John Amer", "خالد الدندل"]


def test_what_was_only_thought_is_no_citation_of_a_name(tmp_path: Path) -> None:
    thought = {**citation("a1", KHALED), "act": "thought"}
    study = study_of(ROWS[:1], tmp_path, {CANDIDATES: FOUND[:1], CITATIONS: [thought]})
    assert study.candidates()["n_citations"].tolist() == [0]
