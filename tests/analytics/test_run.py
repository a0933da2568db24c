from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analytics.errors import RunError
from analytics.export import read_table
from analytics.run import DRAFT_PREFIX, FORMAT, RUNS, current_run, drafting, list_runs, open_run, point_to, publish
from analytics.schema import RUN_TABLES
from analytics.study import Study
from analytics.topic_schema import TOPICS
from corpus import Workspace

FIRST, SECOND = "run-00000000000a", "run-00000000000b"


def make(workspace: Workspace, run_id: str) -> None:
    with drafting(workspace, run_id) as draft:
        workspace.append(TOPICS, [], under=draft)
        publish(workspace, run_id, {"run_id": run_id, "اسم": "مرصد"})


def test_a_published_run_is_the_current_one(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    make(workspace, FIRST)
    make(workspace, SECOND)
    run = current_run(workspace)
    assert (run.run_id, run.under, run.manifest["اسم"]) == (SECOND, f"runs/{SECOND}", "مرصد")
    assert sorted(list_runs(workspace)) == [FIRST, SECOND]
    point_to(workspace, FIRST)
    assert current_run(workspace).run_id == FIRST


def test_a_draft_that_fails_leaves_nothing_and_the_old_run_stays(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    make(workspace, FIRST)
    with pytest.raises(KeyboardInterrupt), drafting(workspace, SECOND) as draft:
        assert (workspace.root / draft).is_dir()
        raise KeyboardInterrupt
    assert sorted(os.listdir(workspace.root / RUNS)) == ["current", FIRST]
    assert current_run(workspace).run_id == FIRST


def test_a_draft_left_by_a_killed_process_is_cleared_away(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    left = workspace.root / RUNS / f"{DRAFT_PREFIX}{SECOND}"
    (left / "topics").mkdir(parents=True)
    assert list_runs(workspace) == []
    make(workspace, SECOND)
    assert not left.exists()
    assert list_runs(workspace) == [SECOND]


@pytest.mark.parametrize("run_id", ["", "current", "../run-00000000000a", "run-XYZ", "run-00000000000a/.."])
def test_an_id_that_is_none_reaches_no_file(tmp_path: Path, run_id: str) -> None:
    with pytest.raises(RunError, match="is no run id"):
        open_run(Workspace.create(tmp_path / "w"), run_id)


def test_a_damaged_manifest_is_named(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    make(workspace, FIRST)
    (workspace.root / RUNS / FIRST / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(RunError, match=f"manifest of '{FIRST}' cannot be read"):
        current_run(workspace)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (None, "was made by an older Marsad.* python -m analytics run --workspace"),
        (FORMAT - 1, "was made by an older Marsad.* python -m analytics run --workspace"),
        (FORMAT + 1, f"format {FORMAT + 1}, this Marsad reads format {FORMAT}: a newer Marsad made it"),
        ("يوم", "format يوم, this Marsad reads"),
    ],
)
def test_a_run_of_another_marsad_is_refused_with_the_way_out(tmp_path: Path, made: object, said: str) -> None:
    workspace = Workspace.create(tmp_path / "w")
    make(workspace, FIRST)
    assert current_run(workspace).manifest["format"] == FORMAT
    manifest = {"run_id": FIRST} | ({} if made is None else {"format": made})
    (workspace.root / RUNS / FIRST / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(RunError, match=said):
        current_run(workspace)
    with pytest.raises(RunError, match=said):
        Study(workspace)
    with pytest.raises(RunError, match=said):
        read_table(workspace, "mentions")


def test_a_manifest_that_is_no_object_is_named(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "w")
    make(workspace, FIRST)
    (workspace.root / RUNS / FIRST / "run.json").write_text("[]", encoding="utf-8")
    with pytest.raises(RunError, match="is no JSON object; analyse the corpus again"):
        current_run(workspace)


def test_the_format_of_a_run_is_raised_with_its_tables() -> None:
    columns = {table.name: len(table.fields) for table in RUN_TABLES}
    pinned = {
        "topics": 14, "themes": 8, "assignments": 4, "terms": 5, "article_terms": 3, "word_forms": 3, "topic_model": 4,
        "positions": 3, "topic_history": 9, "proposals": 9, "drift": 12, "actors": 7, "roles": 6, "mentions": 11,
        "candidates": 9, "citations": 17, "numbers": 16, "places": 5, "gazetteer": 9, "tones": 7, "embeddings": 2,
    }  # fmt: skip
    assert (FORMAT, columns) == (5, pinned), "tables changed: raise analytics.run.FORMAT and pin them here"
