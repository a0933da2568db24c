"""Numbers of new topics, where people edit topics while a fit is being made, and where a fit begins a lineage."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.analyse import Settings, analyse
from analytics.lineages import lineage_of
from analytics.run import current_run
from analytics.topic_numbers import NUMBERED, numbered_above
from analytics.topic_report import TopicStep
from analytics.topic_schema import ASSIGNMENTS, TOPIC_HISTORY, TOPIC_MODEL, TOPICS
from analytics.topics.edits import Edit, edited_topics, rename, split
from analytics.topics.settings import TopicSettings
from corpus import Workspace, add_paths
from tests.analytics.topics.edits.made_run import topic_row

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"


def step() -> TopicStep:
    """Topic 1 of the run before, and new topics 5 and 6."""
    model = [
        {"part": "centre", "key": "", "vector": [0.0], "value": None},
        {"part": "shift", "key": "5", "vector": [0.0], "value": None},  # a language of that name
        *(
            {"part": part, "key": key, "vector": [1.0], "value": 1.0}
            for part in ("prototype", "threshold")
            for key in "156"
        ),
    ]
    topics = [topic_row(0, topic_id=topic) for topic in (1, 5, 6)]
    placed = [
        {"article_id": f"a{topic}", "topic_id": topic, "strength": 1.0, "basis": "clustered"} for topic in (1, 5, 6)
    ]
    history = [{"kind": "new", "topic_id": 5, "before_id": 2}, {"kind": "gone", "topic_id": None, "before_id": 3}]
    made = {TOPICS: topics, ASSIGNMENTS: placed, TOPIC_MODEL: model, TOPIC_HISTORY: history}
    return TopicStep({table.name: table.to_arrow(made[table]) for table in NUMBERED}, {"highest_id": 6})


@pytest.mark.parametrize(("highest", "new"), [(4, (5, 6)), (5, (6, 7)), (40, (41, 42))])
def test_new_topics_are_numbered_above_what_was_given_meanwhile(highest: int, new: tuple[int, int]) -> None:
    found = numbered_above(step(), {1, 2, 3}, highest)
    columns = {name: table["topic_id"].to_pylist() for name, table in found.tables.items() if name != TOPIC_MODEL.name}
    assert columns == {TOPICS.name: [1, *new], ASSIGNMENTS.name: [1, *new], TOPIC_HISTORY.name: [new[0], None]}
    numbers = [str(topic) for topic in (1, *new)]
    assert found.tables[TOPIC_MODEL.name]["key"].to_pylist() == ["", "5", *numbers, *numbers]
    assert found.tables[TOPIC_HISTORY.name]["before_id"].to_pylist() == [2, 3]
    assert found.report["highest_id"] == new[1]


def test_an_edit_made_while_a_fit_runs_and_a_lineage_begun_afresh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analytics.provenance._digest_of_files", lambda files: "the same code throughout")
    workspace, file, made = Workspace.create(tmp_path / "w"), tmp_path / "a.jsonl", list[Edit]()
    lines = [(SAMPLE / f"articles_{one}.jsonl").read_text("utf-8").splitlines()[:20] for one in ("ar", "en")]
    file.write_text("\n".join(lines[0] + lines[1]) + "\n", encoding="utf-8")
    add_paths(workspace, [file])
    first = analyse(workspace, processes=1)

    def edit_meanwhile(part: str, done: int, total: int) -> None:
        if part == "map" and not made:
            made.append(split(workspace, 0, 2, who="lina"))
            made.append(rename(workspace, made[0].made[0], label_ar="قسم", who="lina"))

    with monkeypatch.context() as patch:  # nothing is the same topic, so that all are new
        patch.setattr("analytics.topics.identity.SAME_OVERLAP", 9.0)
        patch.setattr("analytics.topics.identity.SAME_COSINE", 9.0)
        second = analyse(workspace, settings=Settings(seed=1), progress=edit_meanwhile, processes=1)
    topics = workspace.read(TOPICS, under=second.under)["topic_id"].to_pylist()
    assert min(topics) == max(made[0].made) + 1 and second.manifest["topics"]["highest_id"] == max(topics)
    assert second.manifest["fit_run"] == second.run_id == second.folder.name
    assert lineage_of(workspace, second.manifest) == lineage_of(workspace, first.manifest) == first.run_id
    assert {note.reason for note in edited_topics(workspace, second).notes} == {"not-in-run"}
    fresh = analyse(workspace, settings=Settings(topics=TopicSettings(granularity="fine")), fresh=True, processes=1)
    assert lineage_of(workspace, fresh.manifest) == fresh.run_id
    assert {note.reason for note in edited_topics(workspace, fresh).notes} == {"other-lineage"}
    assert edited_topics(workspace, analyse(workspace, processes=1)).notes == ()
    assert current_run(workspace).run_id == first.run_id
