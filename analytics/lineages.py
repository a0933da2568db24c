"""Lineages of runs: those whose topics follow from each other, so that a number means the same topic in all of them.

A lineage begins with a run that follows no other: the first of a workspace, or one made with ``--fresh``. Its name is
the id of that run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analytics.run import manifest_of, manifests
from analytics.topics.edits.entries import EditHistory
from corpus.workspace import Workspace


def lineage_of(workspace: Workspace, manifest: Mapping[str, Any]) -> str:
    """The lineage of a run; of one whose manifest does not say it, the run at the end of those that it follows.

    Parameters
    ----------
    workspace : Workspace
    manifest : mapping
        The run's manifest; an empty one is of no lineage.
    """
    seen: set[str] = set()
    while True:
        run_id = str(manifest.get("run_id", ""))
        base = manifest.get("base_run")
        if manifest.get("lineage") or not base or run_id in seen:
            return str(manifest.get("lineage") or run_id)
        seen.add(run_id)
        manifest = manifest_of(workspace, str(base)) or {"run_id": base}


def in_lineages(workspace: Workspace, history: EditHistory) -> EditHistory:
    """The edits, each with its lineage: where the log does not say it, that of the run it was made on, if it is there.

    Parameters
    ----------
    workspace : Workspace
    history : EditHistory
    """
    runs = {edit.run for edit in history.edits if not edit.lineage}
    known = {run: lineage_of(workspace, manifest_of(workspace, run)) for run in sorted(runs)}
    edits = tuple(edit if edit.lineage else replace(edit, lineage=known[edit.run]) for edit in history.edits)
    return replace(history, edits=edits)


def highest_given(workspace: Workspace, history: EditHistory) -> int:
    """The highest topic number that any run or edit of a workspace has given or named; -1 if there is none.

    Parameters
    ----------
    workspace : Workspace
    history : EditHistory
        The edits of the workspace.
    """
    given = [manifest.get("topics", {}).get("highest_id") for manifest in manifests(workspace)]
    named = [topic for edit in history.edits for topic in (*edit.named, *edit.made)]
    return max([-1, *(one for one in given if isinstance(one, int)), *named])
