from __future__ import annotations

import os
from pathlib import Path

import pytest

from analytics.errors import RunError
from analytics.run import DRAFT_PREFIX, RUNS, current_run, drafting, list_runs, open_run, point_to, publish
from analytics.schema import TOPICS
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
