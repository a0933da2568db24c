"""An immutable run: the tables and the manifest of one analysis of one corpus."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analytics.annotate.tone.engines import DEFAULT, shown_choice
from analytics.errors import RunError
from corpus.workspace import Workspace

RUNS: Final = "runs"
MANIFEST: Final = "run.json"
CURRENT: Final = "current"
DRAFT_PREFIX: Final = ".draft-"
OWN_FILE: Final = "own_actors.json"
"""The file of a run with the actors of the workspace it was made with; none if there were none."""
FORMAT: Final = 5
"""The tables of a run as :mod:`analytics.schema` defines them now; raise it when a table or a column is added."""
_RUN_ID: Final = re.compile(r"run-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Run:
    """A published run: its id, its folder and its manifest."""

    run_id: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def under(self) -> str:
        """Where its tables lie inside the workspace."""
        return f"{RUNS}/{self.run_id}"

    @property
    def corpus_version(self) -> int:
        """The version of the articles it was made from; they may have been corrected since."""
        return int(self.manifest["corpus"]["version"])


def tone_choice(manifest: Mapping[str, Any]) -> str:
    """The tone engine that was chosen for a run, as its manifest has it; the default where an old one has none."""
    return str(manifest.get("settings", {}).get("tone", DEFAULT))


def shown_tone(manifest: Mapping[str, Any]) -> str:
    """The same as pages, reports and the accuracy card name it: never the path of a folder."""
    choice = tone_choice(manifest)
    return shown_choice(choice, str(manifest.get("tone_engine", choice)))


def open_run(workspace: Workspace, run_id: str) -> Run:
    """A published run.

    Raises
    ------
    RunError
        If there is no such run, its manifest cannot be read, or another Marsad made it with other tables.
    """
    if not _RUN_ID.fullmatch(run_id):
        raise RunError(f"{run_id[:60]!r} is no run id; a run id looks like 'run-0123456789ab'.")
    folder = workspace.root / RUNS / run_id
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = ", ".join(list_runs(workspace)) or "none yet"
        raise RunError(f"There is no run {run_id!r} in {str(workspace.root)!r}; runs: {known}.") from None
    except (OSError, ValueError) as error:
        raise RunError(f"The manifest of {run_id!r} cannot be read ({error}); analyse the corpus again.") from error
    _check_format(workspace, run_id, manifest)
    return Run(run_id, folder, manifest)


def _check_format(workspace: Workspace, run_id: str, manifest: object) -> None:
    """Refuse a run whose tables are not those of this Marsad: what it lacks would read as if nothing were found."""
    if not isinstance(manifest, dict):
        raise RunError(f"The manifest of {run_id!r} is no JSON object; analyse the corpus again.")
    made = manifest.get("format", 1)
    if made == FORMAT:
        return
    if isinstance(made, int) and made < FORMAT:
        raise RunError(
            f"{run_id!r} was made by an older Marsad, whose tables lack what this one shows. "
            f"Analyse again: python -m analytics run --workspace {workspace.root}"
        )
    raise RunError(
        f"{run_id!r} has tables of format {str(made)[:20]}, this Marsad reads format {FORMAT}: a newer Marsad made it. "
        f"Update Marsad, or analyse again: python -m analytics run --workspace {workspace.root}"
    )


def current_run(workspace: Workspace) -> Run:
    """The run that the workspace points to.

    Raises
    ------
    RunError
        If nothing has been analysed yet.
    """
    run_id = current_id(workspace)
    if run_id is None:
        raise RunError(
            f"{str(workspace.root)!r} has not been analysed yet. "
            f"Run: python -m analytics run --workspace {workspace.root}"
        )
    return open_run(workspace, run_id)


def current_id(workspace: Workspace) -> str | None:
    """What the workspace's pointer says is its run, whether it can be opened or not; None before the first run."""
    try:
        return (workspace.root / RUNS / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None


def list_runs(workspace: Workspace) -> list[str]:
    """Ids of the published runs, oldest first."""
    manifests = (workspace.root / RUNS).glob(f"run-*/{MANIFEST}")
    return [path.parent.name for path in sorted(manifests, key=lambda path: (path.stat().st_mtime, path.parent.name))]


def manifests(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """The manifests of all runs that can be read, newest first, whichever Marsad made them."""
    for run_id in reversed(list_runs(workspace)):
        yield manifest_of(workspace, run_id)


def manifest_of(workspace: Workspace, run_id: str) -> dict[str, Any]:
    """The manifest of a run, whichever Marsad made it; an empty one if it cannot be read."""
    if not _RUN_ID.fullmatch(run_id):
        return {}
    try:
        found = json.loads((workspace.root / RUNS / run_id / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def point_to(workspace: Workspace, run_id: str) -> None:
    """Make a run the current one; readers see either the old pointer or the new one."""
    pointer = workspace.root / RUNS / CURRENT
    draft = pointer.with_name(f".{CURRENT}.{os.getpid()}")
    draft.write_text(run_id + "\n", encoding="utf-8")
    draft.replace(pointer)


@contextmanager
def drafting(workspace: Workspace, run_id: str) -> Iterator[str]:
    """A folder for the tables of a run that is being made; published by :func:`publish`, else removed.

    Drafts that a killed process left behind are removed first, so hold the workspace's ``runs`` lock.
    """
    runs = workspace.root / RUNS
    runs.mkdir(parents=True, exist_ok=True)
    for left in runs.glob(f"{DRAFT_PREFIX}*"):
        shutil.rmtree(left)
    draft = runs / f"{DRAFT_PREFIX}{run_id}"
    draft.mkdir()
    try:
        yield f"{RUNS}/{draft.name}"
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(workspace: Workspace, run_id: str, manifest: dict[str, Any], drafted_as: str | None = None) -> Run:
    """Turn the draft of a run into the current run: one rename, then one pointer.

    Parameters
    ----------
    workspace : Workspace
    run_id : str
    manifest : dict
    drafted_as : str, optional
        The id it had when it was drafted, if that was another.
    """
    runs = workspace.root / RUNS
    draft = runs / f"{DRAFT_PREFIX}{drafted_as or run_id}"
    text = json.dumps({"format": FORMAT, **manifest}, ensure_ascii=False, indent=2, sort_keys=True)
    (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")
    draft.rename(runs / run_id)
    point_to(workspace, run_id)
    return open_run(workspace, run_id)
