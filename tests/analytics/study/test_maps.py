"""The map and the themes: nine articles of four topics in two themes, and one above them."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.study import Filters
from analytics.study.maps import article_map, themes
from analytics.study.query import Query
from analytics.topic_schema import ASSIGNMENTS, POSITIONS, THEMES, TOPICS
from tests.analytics.study.made import Row, query_of
from tests.analytics.study.table_rows import topic

ROWS = [
    Row("a1", "p", "ar", "2018-01-01", "s1", is_original=True, topic=0, tone=-0.5),
    Row("a2", "q", "en", "2018-01-02", "s1", topic=1, tone=0.5),  # a copy, which fell into another topic of the theme
    Row("b", "p", "ar", "2018-01-03", "b", is_original=True, topic=0, tone=-0.1),
    Row("c", "q", "en", "2018-01-04", "c", is_original=True, topic=2, tone=0.3),
    Row("d", "q", "en", None, "d", is_original=True, topic=3),
    Row("e", "q", "en", "2018-01-05", "e", is_original=True, topic=4),  # its topic was made by hand and has no theme
    Row("f", "p", "ar", "2018-01-06", "f", is_original=True, topic=0),  # fits none well
    Row("g", "p", "ar", "2018-01-07", "g", is_original=True, topic=None),  # has no words
]
TREE = {0: 0, 1: 0, 2: 1, 3: 2, 4: None}


def theme(key: int, level: int, parent: int | None) -> dict[str, Any]:
    terms = {"terms_ar": ["مخيم"], "terms_en": ["camp"], "n": 99}
    return {
        "theme_id": key,
        "level": level,
        "parent_id": parent,
        "label_ar": f"محور {key}",
        "label_en": f"T{key}",
        **terms,
    }


@pytest.fixture(scope="module")
def query() -> Query:
    topics = [topic(n, f"موضوع {n}", f"Topic {n}", 1) | {"parent_id": parent} for n, parent in TREE.items()]
    found = [theme(0, 1, 3), theme(1, 1, 3), theme(2, 1, None), theme(3, 2, None)]
    assigned = [
        {"article_id": r.key, "topic_id": r.topic, "strength": 0.5, "basis": "unfit" if r.key == "f" else "clustered"}
        for r in ROWS
        if r.topic is not None
    ]
    places = [
        {"article_id": row.key, "x": float(at), "y": -1.0} for at, row in enumerate(ROWS) if row.topic is not None
    ]
    return query_of(ROWS, {TOPICS: topics, THEMES: found, ASSIGNMENTS: assigned, POSITIONS: places})


def test_every_article_with_a_place_is_on_the_map(query: Query) -> None:
    found = article_map(query, Filters(), None)
    assert found["article_id"].tolist() == ["a1", "a2", "b", "c", "d", "e", "f"]
    assert (found.attrs["N"], found.attrs["n_placed"]) == (8, 7)
    assert found["x"].tolist() == [0, 1, 2, 3, 4, 5, 6]
    first, last = found.iloc[0], found.iloc[-1]
    assert (first["topic_id"], first["basis"], first["n_copies"], first["language"]) == (0, "clustered", 1, "ar")
    assert (last["basis"], last["nearest_topic_id"]) == ("unfit", 0)
    assert found["topic_id"].isna().tolist() == [False] * 6 + [True]
    assert found["is_counted"].all()


def test_of_a_story_one_article_is_counted(query: Query) -> None:
    found = article_map(query, Filters(unit="stories"), None)
    assert found["article_id"].tolist() == ["a1", "a2", "b", "c", "d", "e", "f"]
    assert found["is_counted"].tolist() == [True, False, True, True, True, True, True]


def test_a_selection_and_a_limit_leave_the_others_where_they_are(query: Query) -> None:
    assert article_map(query, Filters(languages=("en",)), None)["x"].tolist() == [1, 3, 4, 5]
    four, three = (article_map(query, Filters(), limit)["article_id"].tolist() for limit in (4, 3))
    assert len(four) == 4
    assert set(three) < set(four)
    assert article_map(query, Filters(), 3).attrs["n_placed"] == 7
    assert article_map(query, Filters(publishers=("nobody",)), None).empty
    with pytest.raises(ValueError, match="limit is 0; allowed: 1 or more"):
        article_map(query, Filters(), 0)


def test_themes_count_the_articles_of_all_topics_below_them(query: Query) -> None:
    found = themes(query, Filters())
    assert found[["theme_id", "level", "n"]].to_numpy().tolist() == [[3, 2, 4], [0, 1, 3], [1, 1, 1], [2, 1, 1]]
    assert found["topic_ids"].map(list).tolist() == [[0, 1, 2], [0, 1], [2], [3]]
    assert found["parent_id"].astype(object).where(found["parent_id"].notna(), None).tolist() == [None, 3, 3, None]
    assert set(found["N"]) == {8}
    row = found.set_index("theme_id").loc[0]
    assert (row["n_ar"], row["n_en"], row["label_ar"]) == (2, 1, "محور 0")
    assert row["mean"] == pytest.approx((-0.5 + 0.5 - 0.1) / 3)
    assert row["share"] == pytest.approx(3 / 8)
    assert row["low"] < row["share"] < row["high"]
    assert row["mean_low"] < row["mean"] < row["mean_high"]


def test_a_theme_counts_a_story_once(query: Query) -> None:
    found = themes(query, Filters(unit="stories")).set_index("theme_id")
    assert found["n"].to_dict() == {3: 3, 0: 2, 1: 1, 2: 1}
    assert set(found["N"]) == {7}
    assert found.loc[0, "mean"] == pytest.approx((-0.5 - 0.1) / 2)  # of the first article of each story
    assert (found.loc[0, "n_ar"], found.loc[0, "n_en"]) == (2, 1)


def test_a_selection_shows_its_own_themes(query: Query) -> None:
    assert themes(query, Filters(topics=(3,)))["theme_id"].tolist() == [2]
    assert themes(query, Filters(languages=("ar",)))["n"].tolist() == [2, 2]
    assert themes(query, Filters(publishers=("nobody",))).empty


def test_a_run_without_topics_has_neither() -> None:
    query = query_of([Row("a", "p", "ar", "2018-01-01", "a", topic=None)])
    assert article_map(query, Filters(), None).empty
    assert themes(query, Filters()).empty
