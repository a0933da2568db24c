"""What a Study says of changes of topics, proposals and drift, on a run written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.study import Filters, Study
from analytics.topic_schema import DRIFT, PROPOSALS, TOPIC_HISTORY
from tests.analytics.study.made import Row, study_of

ROWS = [
    Row("a1", "aawsat", "ar", "2018-01-01", "s1", is_original=True),
    Row("a2", "enab", "ar", "2018-01-03", "s1"),  # a copy
    Row("a3", "reuters", "en", "2018-01-02", "s3", is_original=True),
    Row("a4", "reuters", "en", None, "s4", is_original=True),
]
LABELS = {"label_ar": "حصاد القمح", "label_en": "wheat harvest", "terms_ar": ["القمح"], "terms_en": ["wheat"]}


def proposal(key: str, *articles: str) -> dict[str, Any]:
    found = {"proposal_id": key, "articles": list(articles), "cohesion": 0.7, "nearest_topic_id": 0, "similarity": 0.2}
    return found | LABELS


def history(kind: str, now: int | None, before: int | None) -> dict[str, Any]:
    row = {"kind": kind, "topic_id": now, "before_id": before, "overlap": 0.5, "similarity": None}
    return row | {"n_before": 3, "n": 4, "label_before_ar": "الرقة", "label_before_en": "Raqqa"}


def drifted(topic: int, has_drifted: bool) -> dict[str, Any]:
    row = {field.name: 0.5 for field in DRIFT.fields}
    return row | {"topic_id": topic, "n_fitted": 9, "n_added": 4, "has_drifted": has_drifted}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    tables = {
        PROPOSALS: [proposal("p00000001", "a4"), proposal("p00000002", "a1", "a2", "a3")],
        TOPIC_HISTORY: [history("kept", 0, 0), history("gone", None, 5)],
        DRIFT: [drifted(0, False), drifted(-1, True)],
    }
    return study_of(ROWS, tmp_path / "made", tables)


def test_proposals_of_a_selection_are_counted_in_what_it_counts(study: Study) -> None:
    found = study.proposals()
    assert found["proposal_id"].tolist() == ["p00000002", "p00000001"]
    first = found.iloc[0]
    assert (first["n"], first["n_ar"], first["n_en"], first["n_articles"]) == (3, 2, 1, 3)
    assert (str(first["first_day"])[:10], str(first["last_day"])[:10]) == ("2018-01-01", "2018-01-03")
    assert (first["label_ar"], first["label_en"], list(first["article_ids"])) == (
        "حصاد القمح",
        "wheat harvest",
        ["a1", "a2", "a3"],
    )
    assert pd.isna(found.iloc[1]["first_day"])
    stories = study.proposals(Filters(unit="stories"))
    assert (stories["n"].tolist(), stories.attrs["unit"]) == ([2, 1], "stories")


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", [("p00000002", 2)]), ("en", [("p00000001", 1), ("p00000002", 1)])]
)
def test_proposals_without_an_article_in_the_selection_are_left_out(
    study: Study, language: str, expected: list[tuple[str, int]]
) -> None:
    found = study.proposals(Filters(languages=(language,)))
    assert list(zip(found["proposal_id"], found["n"], strict=True)) == expected


def test_history_has_the_labels_of_both_runs(study: Study) -> None:
    found = study.topic_history()
    kept, gone = found.iloc[0], found.iloc[1]
    assert (kept["label_before_ar"], kept["topic_id"]) == ("الرقة", 0)
    assert kept["label_ar"] and kept["label_en"]
    assert pd.isna(gone["topic_id"]) and pd.isna(gone["label_ar"])
    assert str(found["n"].dtype) == "Int64"


def test_drift_has_all_topics_first(study: Study) -> None:
    found = study.drift()
    assert found["topic_id"].tolist() == [-1, 0]
    assert found["has_drifted"].tolist() == [True, False]


def test_a_run_that_followed_none_has_empty_answers_with_their_columns(tmp_path: Path) -> None:
    study = study_of(ROWS, tmp_path / "first", {})
    for frame in (study.proposals(), study.drift(), study.topic_history()):
        assert frame.empty and len(frame.columns) >= 10
