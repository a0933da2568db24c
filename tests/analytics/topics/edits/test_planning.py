"""Which edits stand on a run, which are set aside and why, and which others build on."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.topics.edits.entries import Edit, Part
from analytics.topics.edits.planning import builders, plan

MERGED = Edit(number=1, action="merge", who="lina", topics=(1,), topic=0)
SPLIT = Edit(number=2, action="split", who="lina", topic=2, parts=(Part(3, ("a08",)), Part(4, ("a09",))))


def test_edits_are_carried_out_in_order() -> None:
    hidden = Edit(number=3, action="hide", topic=4)
    found = plan({0, 1, 2}, [MERGED, SPLIT, hidden])
    assert found.alive == {0, 3, 4} and found.hidden == {4} and found.notes == []
    assert found.steps == [MERGED, SPLIT, hidden]
    assert {topic: edit.number for topic, edit in found.gone.items()} == {1: 1, 2: 2}


GONE = {
    7: ("not-in-run", "there is no topic 7 in this run"),
    1: ("merged", "topic 1 was merged into topic 0 by edit 1"),
    2: ("split", "topic 2 was split into topics 3, 4 by edit 2"),
}


@pytest.mark.parametrize(
    ("action", "topic", "more"),
    [
        ("rename", 7, {"label_en": "x"}),
        ("rename", 1, {"label_ar": "الموصل"}),
        ("merge", 1, {"topics": (0,)}),
        ("split", 2, {"parts": (Part(8, ("a",)),)}),
        ("move", 2, {"articles": ("a00",)}),
        ("hide", 7, {}),
        ("show", 1, {}),
    ],
)
def test_what_names_a_topic_that_is_gone_is_set_aside(action: str, topic: int, more: dict[str, Any]) -> None:
    found = plan({0, 1, 2}, [MERGED, SPLIT, Edit(number=9, action=action, who="omar", topic=topic, **more)])
    assert found.steps == [MERGED, SPLIT]
    (note,) = found.notes
    assert (note.number, note.topic, note.reason) == (9, topic, GONE[topic][0])
    assert note.text == f"edit 9 ({action}, omar) is set aside: {GONE[topic][1]}."


@pytest.mark.parametrize(("action", "topic"), [("seed", 0), ("accept", 2)])
def test_a_number_that_a_run_gave_to_another_topic_is_not_taken(action: str, topic: int) -> None:
    found = plan({0, 1, 2}, [SPLIT, Edit(number=9, action=action, who="ليلى", topic=topic)])
    (note,) = found.notes
    assert note.text == f"edit 9 ({action}, ليلى) is set aside: the number {topic} of its topic belongs to another one."


def test_what_names_a_topic_that_was_not_made_is_set_aside_though_another_has_its_number() -> None:
    seeded = Edit(number=1, action="seed", topic=3, run="run-a")
    parts = Edit(number=2, action="split", topic=3, run="run-a", parts=(Part(4, ("a",)), Part(5, ("b",))))
    renamed = (
        Edit(number=3, action="rename", topic=3, run="run-a", label_ar="النفط"),
        Edit(number=4, action="rename", topic=4, run="run-a", label_ar="الحقل"),
        Edit(number=5, action="rename", topic=3, run="run-b", label_ar="المخيم"),
    )
    found = plan({0, 3, 4}, [seeded, parts, *renamed])
    assert found.steps == [renamed[2]]  # made while the run was looked at that has such a topic
    assert {(note.number, note.topic, note.reason) for note in found.notes} == {
        (number, topic, "id-taken") for number, topic in ((1, 3), (2, 3), (3, 3), (4, 4))
    }


def test_edits_of_another_lineage_are_set_aside_but_for_a_dismissal() -> None:
    known, unknown = {"run": "run-a", "lineage": "a"}, {"run": "run-x"}
    told = [
        Edit(number=1, action="hide", topic=0, **known),
        Edit(number=2, action="hide", topic=1, **unknown),
        Edit(number=3, action="dismiss", proposal="p1", **known),
    ]
    found = plan({0, 1}, told, "b")
    assert found.steps == told[1:] and found.hidden == {1}
    (note,) = found.notes
    assert (note.number, note.reason) == (1, "other-lineage") and "lineage a" in note.text
    assert plan({0, 1}, told, "a").notes == []


def test_of_a_merge_the_topics_that_are_there_are_merged() -> None:
    found = plan({0, 2}, [Edit(number=1, action="merge", topics=(1, 2), topic=0)])
    assert found.steps == [Edit(number=1, action="merge", topics=(2,), topic=0)]
    assert [(note.topic, note.reason) for note in found.notes] == [(1, "not-in-run")]
    assert plan({0}, [Edit(number=1, action="merge", topics=(1, 2), topic=0)]).steps == []


def test_a_hidden_topic_that_is_merged_hides_nothing() -> None:
    found = plan({0, 1}, [Edit(number=1, action="hide", topic=1), Edit(number=2, action="merge", topics=(1,), topic=0)])
    assert found.hidden == set()


def test_others_build_on_an_edit() -> None:
    renamed = Edit(number=3, action="rename", topic=3, label_ar="النفط")
    assert builders({0, 1, 2}, [MERGED, SPLIT, renamed], 2) == [3]
    assert builders({0, 1, 2}, [MERGED, SPLIT, renamed], 1) == []
    # an edit that stands only because a topic is gone: none can name it while it is there
    assert builders({0, 1, 2}, [MERGED, SPLIT, renamed], 3) == []


def test_what_builds_on_a_topic_that_a_run_has_no_more_still_builds_on_it() -> None:
    seeded = Edit(number=1, action="seed", topic=9)
    assert builders(set(), [seeded, Edit(number=2, action="hide", topic=9)], 1) == [2]
