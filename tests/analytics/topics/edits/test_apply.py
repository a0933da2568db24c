"""Edits carried out on a run of twelve articles."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analytics.topics.edits.apply import EditedTopics, apply_edits
from analytics.topics.edits.entries import Edit, Part, SeedVector
from analytics.topics.edits.membership import Membership
from analytics.topics.edits.rows import topic_rows
from tests.analytics.topics.edits.made_run import IDS, MadeSource, tables, topic_row


def edited(*edits: Edit, source: MadeSource | None = None, **given: Any) -> EditedTopics:
    return apply_edits(tables(**given), edits, source or MadeSource())


def topics(found: EditedTopics) -> dict[int, dict[str, Any]]:
    return {row["topic_id"]: row for row in found.tables.topics.to_pylist()}


def placed(found: EditedTopics) -> dict[str, tuple[int, str]]:
    return {row["article_id"]: (row["topic_id"], row["basis"]) for row in found.tables.assignments.to_pylist()}


def test_without_edits_the_tables_are_the_same_objects_and_nothing_is_read() -> None:
    source, given = MadeSource(), tables()
    assert apply_edits(given, (), source).tables is given
    assert source.reads == []


def test_renaming_changes_one_name_and_reads_nothing() -> None:
    source = MadeSource()
    found = edited(Edit(number=1, action="rename", topic=1, label_ar="أسعار النفط"), source=source)
    assert topics(found) == {0: topic_row(0), 1: topic_row(1, label_ar="أسعار النفط"), 2: topic_row(2)}
    assert source.reads == []


def test_a_merged_topic_is_described_by_the_articles_of_both() -> None:
    found = edited(Edit(number=1, action="merge", topics=(1,), topic=0))
    row = topics(found)[0]
    assert sorted(topics(found)) == [0, 2]
    assert (row["n"], row["origin"], row["stability"], row["mix"]) == (8, "merged", None, "mixed")
    assert sorted(row["terms_ar"]) == sorted(["الموصل", "النفط"]) and sorted(row["terms_en"]) == ["Mosul", "oil"]
    assert placed(found)["a07"] == (0, "clustered")
    assert [(theme["theme_id"], theme["n"]) for theme in found.tables.themes.to_pylist()] == [(0, 8), (1, 4)]


def test_a_theme_without_topics_is_gone() -> None:
    found = edited(Edit(number=1, action="merge", topics=(2,), topic=0))
    assert [(theme["theme_id"], theme["n"]) for theme in found.tables.themes.to_pylist()] == [(0, 12)]


def test_a_merged_topic_is_in_the_theme_of_most_of_its_articles_or_in_its_own() -> None:
    assert topics(edited(Edit(number=1, action="merge", topics=(0, 1), topic=2)))[2]["parent_id"] == 0
    assert topics(edited(Edit(number=1, action="merge", topics=(0,), topic=2)))[2]["parent_id"] == 1


def test_a_merge_that_adds_next_to_nothing_leaves_a_topic_its_stability() -> None:
    for more, stability in ((2, 0.9), (3, None)):  # of 18 articles, with a tenth of all at most
        was, now = (_held([0] * 18 + [topic] * more) for topic in (1, 0))
        (row,) = topic_rows({0: topic_row(0)}, was, now, [0], {0: "merged"}, MadeSource())
        assert (row["n"], row["stability"]) == (18 + more, stability)


def _held(topics_of: list[int]) -> Membership:
    n = len(topics_of)
    ids = np.array([f"b{number:02}" for number in range(n)])
    return Membership(ids, np.array(topics_of), np.full(n, 0.5), np.full(n, "clustered", dtype=object))


def test_a_name_a_person_gave_survives_a_merge() -> None:
    renamed = Edit(number=1, action="rename", topic=0, label_en="Battle of Mosul")
    row = topics(edited(renamed, Edit(number=2, action="merge", topics=(1,), topic=0)))[0]
    assert row["label_en"] == "Battle of Mosul" and row["label_ar"] == "الموصل · النفط"


def test_a_split_is_replayed_as_written_and_later_articles_go_to_the_nearest_part() -> None:
    parts = (Part(3, ("a00", "a01")), Part(4, ("a03", "gone")))
    found = edited(Edit(number=1, action="split", topic=0, parts=parts), unfit=["a02"])
    assert {article: placed(found)[article] for article in IDS[:4]} == {
        "a00": (3, "clustered"),
        "a01": (3, "clustered"),
        "a02": (3, "unfit"),
        "a03": (4, "clustered"),
    }
    rows = topics(found)
    assert sorted(rows) == [1, 2, 3, 4]
    assert {(row["n"], row["origin"], row["parent_id"], row["stability"]) for row in (rows[3], rows[4])} == {
        (2, "split", 0, None),
        (1, "split", 0, None),
    }
    assert rows[3]["terms_ar"] == ["الموصل"] and rows[4]["terms_en"] == ["Mosul"]


def test_a_split_whose_articles_are_all_gone_is_told() -> None:
    found = edited(Edit(number=1, action="split", topic=0, parts=(Part(3, ("x",)), Part(4, ("y",)))))
    assert sorted(topics(found)) == [1, 2, 3]
    assert [note.reason for note in found.notes] == ["articles-gone", "no-articles"]


def test_hidden_is_not_deleted() -> None:
    source = MadeSource()
    found = edited(Edit(number=1, action="hide", topic=2), source=source)
    assert sorted(topics(found)) == [0, 1] and found.hidden.to_pylist() == [topic_row(2)]
    assert placed(found)["a08"] == (2, "clustered")
    assert [theme["theme_id"] for theme in found.tables.themes.to_pylist()] == [0]
    assert source.reads == []
    shown = edited(Edit(number=1, action="hide", topic=2), Edit(number=2, action="show", topic=2))
    assert sorted(topics(shown)) == [0, 1, 2] and shown.hidden.num_rows == 0


def test_a_moved_article_counts_where_it_was_put() -> None:
    found = edited(Edit(number=1, action="move", articles=("a03",), topic=1))
    assert placed(found)["a03"] == (1, "reassigned")
    rows = topics(found)
    assert (rows[0]["n"], rows[1]["n"]) == (3, 5)
    assert (rows[0]["language_mix"], rows[1]["language_mix"]) == (0.666667, 0.4)
    # a quarter of the one and a fifth of the other came or went: their stability no longer holds
    assert (rows[0]["stability"], rows[1]["stability"], rows[2]["stability"]) == (None, None, 0.9)
    (strength,) = [row["strength"] for row in found.tables.assignments.to_pylist() if row["article_id"] == "a03"]
    assert 0.1 < strength < 0.5


def test_an_article_moved_to_none_keeps_its_nearest_topic_and_is_in_none() -> None:
    found = edited(Edit(number=1, action="move", articles=("a03", "gone"), topic=None))
    assert placed(found)["a03"] == (0, "unfit") and topics(found)[0]["n"] == 3
    assert found.notes[0].text.endswith("1 of its 2 articles are in no topic table of this run.")


def test_a_topic_that_lost_all_articles_keeps_its_name() -> None:
    row = topics(edited(Edit(number=1, action="move", articles=tuple(IDS[:4]), topic=1)))[0]
    assert (row["n"], row["label_ar"], row["label_en"]) == (0, "الموصل", "Mosul")


def test_a_seed_takes_the_articles_near_to_it() -> None:
    seed = Edit(
        number=1,
        action="seed",
        topic=3,
        label_en="Aside",
        articles=("a03",),
        vectors=(SeedVector("en", (0.0, 0.0, 0.0, 1.0)),),
        encoder="made",
    )
    found = edited(seed)
    assert topics(found)[3]["origin"] == "seeded" and topics(found)[3]["label_en"] == "Aside"
    assert placed(found)["a03"] == (3, "reassigned")


@pytest.mark.parametrize(
    ("vectors", "encoder", "words"),
    [
        (((1.0, 0.0),), "other", "it was encoded by 'other', the run's articles by 'made'"),
        (((1.0, 0.0, 0.0),), "made", "its vector has 3 numbers, those of the run's articles have 4"),
        (((1.0, 0.0, 0.0, 0.0), (1.0,)), "made", "its vector has 1 numbers, those of the run's articles have 4"),
    ],
)
def test_a_seed_of_another_encoder_is_set_aside(
    vectors: tuple[tuple[float, ...], ...], encoder: str, words: str
) -> None:
    seeds = tuple(SeedVector(language, vector) for language, vector in zip(("ar", "en"), vectors, strict=False))
    found = edited(Edit(number=1, action="seed", topic=3, vectors=seeds, encoder=encoder))
    assert words in found.notes[0].text
    assert sorted(topics(found)) == [0, 1, 2]
    assert {note.reason for note in found.notes} == {"other-encoder", "no-articles"}


def test_an_accepted_proposal_grows_with_the_run() -> None:
    accept = Edit(number=1, action="accept", topic=5, proposal="p1", articles=("a03", "a07"), label_ar="جديد")
    source = MadeSource(proposals={"p1": ("a03", "a07", "a11", "a00")})
    found = edited(accept, source=source, unfit=["a03", "a07", "a11"])
    assert {article for article, (topic, _) in placed(found).items() if topic == 5} == {"a03", "a07", "a11"}
    assert placed(found)["a00"] == (0, "clustered")  # it found a topic of its own meanwhile
    row = topics(found)[5]
    assert (row["n"], row["origin"], row["label_ar"], row["parent_id"]) == (3, "accepted", "جديد", 0)
    assert found.decided["p1"].action == "accept"


@pytest.mark.parametrize("order", [tuple(range(12)), tuple(reversed(range(12)))])
def test_the_order_of_rows_changes_nothing(order: tuple[int, ...]) -> None:
    edits = (
        Edit(number=1, action="split", topic=0, parts=(Part(3, ("a00",)), Part(4, ("a03",)))),
        Edit(number=2, action="merge", topics=(1,), topic=2),
        Edit(number=3, action="move", articles=("a05",), topic=4),
    )
    found, plain = edited(*edits, order=order), edited(*edits)
    for name in ("topics", "themes", "assignments"):
        assert getattr(found.tables, name).to_pylist() == getattr(plain.tables, name).to_pylist()
