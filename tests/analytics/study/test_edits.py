"""A Study shows its run with the edits of topics that stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.run import current_run, drafting, publish
from analytics.schema import RUN_TABLES
from analytics.study import Filters, Study
from analytics.topic_schema import ASSIGNMENTS, TOPICS
from analytics.topics import edits
from corpus import Workspace
from tests.analytics.topics.edits.made_run import made_workspace

WHO: dict[str, Any] = {"who": "lina"}
RUN = "run-0123456789ab"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return made_workspace(tmp_path / "w")


def publish_again(workspace: Workspace, topics: tuple[int, ...], left_out: tuple[str, ...]) -> None:
    """Another run of the workspace, with some of the topics and without some articles."""
    before = current_run(workspace)
    with drafting(workspace, "run-00000000000b") as draft:
        for table in RUN_TABLES:
            rows = workspace.read(table, under=before.under).to_pylist()
            kept = [row for row in rows if row.get("article_id") not in left_out]
            if table in (TOPICS, ASSIGNMENTS):
                kept = [row for row in kept if row["topic_id"] in topics]
            workspace.append(table, kept, under=draft)
        publish(workspace, "run-00000000000b", {**before.manifest, "run_id": "run-00000000000b", "base_run": RUN})


def test_without_edits_a_study_is_cited_by_its_run(workspace: Workspace) -> None:
    study = Study(workspace)
    assert (study.result_id, study.edits.n, study.edits.tables, study.edit_notes) == (RUN, 0, {}, ())
    assert study.hidden_topics().empty
    assert list(study.hidden_topics().columns) == ["topic_id", "label_ar", "label_en", "n", "N", "share", "low", "high"]


def test_edits_act_on_the_next_study_that_is_opened(workspace: Workspace) -> None:
    before = Study(workspace)
    edits.rename(workspace, 0, label_ar="معركة الموصل", label_en="Battle of Mosul", **WHO)
    edits.merge(workspace, [1], 0, **WHO)
    study = Study(workspace)
    (row, _) = study.topics().to_dict("records")
    assert (row["topic_id"], row["label_ar"], row["label_en"], row["n"], row["N"]) == (
        0, "معركة الموصل", "Battle of Mosul", 8, 12)  # fmt: skip
    assert study.count(Filters(topics=(0,))) == 8 and study.count(Filters(topics=(1,))) == 0
    assert study.edits.n == 2 and study.result_id == f"{RUN}-edits-{edits.read_edits(workspace.root).digest}"
    assert len(before.topics()) == 3 and before.result_id == RUN


def test_a_hidden_topic_is_in_no_list_and_its_articles_are_counted(workspace: Workspace) -> None:
    edits.hide(workspace, 2, **WHO)
    study = Study(workspace)
    assert sorted(study.topics()["topic_id"]) == [0, 1]
    assert (study.count(), study.scope().n, study.scope().n_topics) == (12, 12, 2)
    assert set(study.topic_cube()["topic_id"]) == set(study.over_time("topic", (0, 1))["key"]) == {0, 1}
    assert study.count(Filters(topics=(2,))) == 4  # its articles are still a click away
    (hidden,) = study.hidden_topics().to_dict("records")
    assert (hidden["topic_id"], hidden["label_ar"], hidden["n"], hidden["N"]) == (2, "المخيم", 4, 12)
    assert round(hidden["share"], 3) == 0.333
    assert study.hidden_topics(Filters(languages=("ar",))).to_dict("records")[0]["n"] == 2
    assert study.articles(Filters(topics=(2,)))["topic_id"].tolist() == [2, 2, 2, 2]


def test_undo_restores_the_run(workspace: Workspace) -> None:
    edits.move(workspace, ["a03"], None, **WHO)
    assert Study(workspace).topics()["n"].tolist() == [4, 4, 3]
    edits.undo(workspace, **WHO)
    study = Study(workspace)
    assert study.topics()["n"].tolist() == [4, 4, 4] and study.result_id == RUN


def test_what_could_not_be_carried_out_is_told_not_raised(workspace: Workspace) -> None:
    edits.rename(workspace, 0, label_ar="الموصل القديمة", **WHO)
    log = workspace.root / "edits/topics.jsonl"
    text = log.read_text("utf-8").replace('"topic": 0', '"topic": 77')
    log.write_text(text + '{"action": "hide"', "utf-8")
    study = Study(workspace)
    assert [note.text for note in study.edit_notes] == [
        "edit 1 (rename, lina) is set aside: there is no topic 77 in this run."
    ]
    assert study.edits.damaged[0].startswith("edits/topics.jsonl, line 2 is passed over")
    assert len(study.topics()) == 3


def test_a_run_without_topics_is_shown_with_edits_set_aside(tmp_path: Path) -> None:
    workspace = made_workspace(tmp_path / "bare", topics=False)
    (workspace.root / "edits").mkdir()
    (workspace.root / "edits/topics.jsonl").write_text('{"action": "hide", "topic": 3}\n', "utf-8")
    study = Study(workspace)
    assert study.topics().empty and study.count() == 12
    assert [note.reason for note in study.edit_notes] == ["not-in-run"]


def test_edits_are_replayed_onto_the_next_run(workspace: Workspace) -> None:
    edits.rename(workspace, 0, label_ar="معركة الموصل", **WHO)
    edits.rename(workspace, 1, label_en="Oil prices", **WHO)
    made = edits.split(workspace, 2, 2, **WHO)
    first = Study(workspace)
    publish_again(workspace, topics=(0, 2), left_out=("a08",))  # topic 1 is gone, and an article is left out
    second = Study(workspace)
    assert (first.run.run_id, second.run.run_id) == (RUN, "run-00000000000b")
    assert second.topics().set_index("topic_id")["label_ar"][0] == "معركة الموصل"
    assert sorted(second.topics()["topic_id"]) == [0, *made.made]
    parts = {part.topic: set(part.articles) - {"a08"} for part in made.parts}
    assert {topic: set(second.articles(Filters(topics=(topic,)))["article_id"]) for topic in parts} == parts
    assert [note.text for note in second.edit_notes] == [
        "edit 2 (rename, lina) is set aside: there is no topic 1 in this run."
    ]
    assert first.edits.digest == second.edits.digest and first.result_id != second.result_id
