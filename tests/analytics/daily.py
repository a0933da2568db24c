"""A corpus that is analysed, added to and brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.run import Run, current_run, list_runs
from corpus import Workspace, add_paths
from corpus.schema import Table

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
N_BASE = 60
RUNNER = CliRunner()
Rows = dict[Any, dict[str, Any]]


def lines(language: str, first: int, last: int) -> list[str]:
    return (SAMPLE / f"articles_{language}.jsonl").read_text(encoding="utf-8").splitlines()[first:last]


DAY = lines("ar", 30, 34) + lines("en", 30, 34)


def add(workspace: Workspace, texts: list[str]) -> None:
    file = workspace.root.parent / "more.jsonl"
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    add_paths(workspace, [file])


def rows(workspace: Workspace, run: Run, table: Table, key: str = "article_id") -> Rows:
    return {row[key]: row for row in workspace.read(table, under=run.under).to_pylist()}


def command(workspace: Workspace, *options: str) -> str:
    result = RUNNER.invoke(app, ["run", "--workspace", str(workspace.root), *options])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def both_runs(workspace: Workspace) -> tuple[Run, Run]:
    now = current_run(workspace)
    before = next(run for run in list_runs(workspace) if run == now.manifest["base_run"])
    return Run(before, workspace.root / "runs" / before, {}), now
