"""Which run an analysis gives: its id, what it is made from, and what it takes over from runs made before.

A fit is known by its ``fit_digest``: of the corpus, the settings, the packages and the code. If the workspace has one
of the same digest, that is the one. A run that would be made anew has the digest as its id; where the numbers of its
topics follow from a run before, or begin above those that people's edits name, these are in its id too. An update is
known by what a fit is and by the run it brings up to date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from analytics.annotate.actors.own import OwnActors
from analytics.errors import RunError
from analytics.lineages import highest_given, lineage_of
from analytics.provenance import Settings, annotation_digest, digest_of, made_from
from analytics.run import FORMAT, Run, current_run, list_runs, manifest_of, manifests, open_run
from analytics.topics.edits.entries import LOCK, read_edits
from corpus.workspace import Workspace

FIT, UPDATE = "fit", "update"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus as it is now: version, digest and size as a manifest has them, and whether its copies are known."""

    manifest: Mapping[str, Any]
    is_settled: bool

    @property
    def version(self) -> int:
        """The version of its articles."""
        return int(self.manifest["version"])

    @property
    def digest(self) -> str:
        """The digest of its articles."""
        return str(self.manifest["digest"])


@dataclass(frozen=True, slots=True)
class Plan:
    """A run to be made, or that is there already.

    Attributes
    ----------
    run_id : str
    made_from : mapping
        What its manifest says it was made from.
    settings : Settings
    base : Run or None
        The run whose topics it keeps, or compares its own with.
    is_update : bool
        Whether it keeps them.
    annotated : Run or None
        A run whose annotations it takes over.
    highest_id : int
        Of a fit: the highest topic number given so far that a new topic must not have; -1 for none.
    origin : mapping
        Of a fit: what its digest is of.
    """

    run_id: str
    made_from: Mapping[str, Any]
    settings: Settings
    base: Run | None = None
    is_update: bool = False
    annotated: Run | None = None
    highest_id: int = -1
    origin: Mapping[str, Any] = field(default_factory=dict)


def plan_fit(workspace: Workspace, corpus: Corpus, settings: Settings, own: OwnActors, *, fresh: bool = False) -> Plan:
    """The run that fits topics; with ``fresh`` they have nothing to do with those of the runs before."""
    origin = made_from(corpus.digest, corpus.is_settled, settings, own)
    fitted = digest_of(origin)
    made = _fitted_before(workspace, fitted, fresh)
    base = None if fresh else run_with_topics(workspace)
    highest = _highest_id(workspace, base)
    run_id = made or _fit_id(origin, base, highest)
    annotation = annotation_digest(settings, own)
    said = {"made": FIT, "fit_digest": fitted, **_names(workspace, run_id, base)}
    annotated = _annotated_before(workspace, corpus, annotation)
    whole = {"annotation": {"digest": annotation, "from_run": annotated and annotated.run_id, "is_whole": True}}
    return Plan(run_id, {**origin, **said, **whole}, settings, base, False, annotated, highest, origin)


@contextmanager
def settled(workspace: Workspace, plan: Plan) -> Iterator[Plan]:
    """The plan with the numbers that are given by now: people may have edited topics while the run was made.

    Publish the run inside: until the context is left nobody gives a number.
    """
    with workspace.lock(LOCK):
        yield _settled(workspace, plan)


def _settled(workspace: Workspace, plan: Plan) -> Plan:
    highest = plan.highest_id if plan.is_update else _highest_id(workspace, plan.base)
    if highest == plan.highest_id:
        return plan
    run_id = _fit_id(plan.origin, plan.base, highest)
    return replace(
        plan,
        run_id=run_id,
        made_from={**plan.made_from, **_names(workspace, run_id, plan.base)},
        highest_id=highest,
    )


def plan_update(workspace: Workspace, corpus: Corpus, own: OwnActors, tone: str | None = None) -> Plan:
    """The run of the corpus as it is now with the topics of the current run; a fit where that has none.

    Raises
    ------
    RunError
        If the workspace has not been analysed yet, or by another Marsad, or read tone with another engine than asked.
    """
    base = current_run(workspace)
    settings = Settings.from_manifest(base.manifest)
    if tone is not None and tone != settings.tone:
        raise RunError(
            f"{base.run_id} read tone with {settings.tone!r}, and an update goes on with it, so --tone {tone!r} cannot "
            f"be had with --update. To read all articles with {tone!r}, leave out --update; topics that are the same "
            "keep their numbers."
        )
    annotation = annotation_digest(settings, own)
    is_annotated = base.manifest["annotation"]["digest"] == annotation
    is_same = (base.manifest["corpus_digest"], base.manifest["corpus_settled"]) == (corpus.digest, corpus.is_settled)
    if is_same and is_annotated:
        return Plan(base.run_id, {}, settings, base, True)
    if not has_topics(base):
        return plan_fit(workspace, corpus, settings, own)
    origin = made_from(corpus.digest, corpus.is_settled, settings, own)
    follows = {"made": UPDATE, "base_run": base.run_id}
    said = {"fit_digest": base.manifest["fit_digest"], "fit_run": base.manifest["fit_run"]}
    said["lineage"] = lineage_of(workspace, base.manifest)
    part = {"digest": annotation, "from_run": base.run_id if is_annotated else None, "is_whole": not is_annotated}
    return Plan(
        run_id_of({**origin, **follows}),
        {**origin, **follows, **said, "annotation": part},
        settings,
        base,
        True,
        base if is_annotated else None,
    )


def run_id_of(made_from: Mapping[str, Any]) -> str:
    """The id of a run made from this."""
    return "run-" + digest_of(made_from)[:12]


def has_topics(run: Run) -> bool:
    """Whether topics were found in a run."""
    return bool(run.manifest["counts"]["topics"])


def run_with_topics(workspace: Workspace) -> Run | None:
    """The current run if it has topics, else the last one made that has; None if there is none."""
    try:
        current = [current_run(workspace).run_id]
    except RunError:
        current = []
    for run_id in [*current, *reversed(list_runs(workspace))]:
        manifest = manifest_of(workspace, run_id)
        if manifest.get("format") == FORMAT and manifest.get("counts", {}).get("topics"):
            return open_run(workspace, run_id)
    return None


def _fitted_before(workspace: Workspace, fit_digest: str, fresh: bool) -> str | None:
    """The newest run with a fit digest; with ``fresh``, of those that follow no other."""
    for manifest in manifests(workspace):
        is_fit = manifest.get("made") == FIT and manifest.get("fit_digest") == fit_digest
        if is_fit and not (fresh and manifest.get("base_run")):
            return str(manifest["run_id"])
    return None


def _annotated_before(workspace: Workspace, corpus: Corpus, annotation: str) -> Run | None:
    """The newest run in which all of this corpus was annotated in the same way, at once."""
    for manifest in manifests(workspace):
        said = manifest.get("annotation", {})
        is_whole = said.get("digest") == annotation and said.get("is_whole")
        if is_whole and manifest.get("corpus_digest") == corpus.digest and manifest.get("format") == FORMAT:
            return open_run(workspace, str(manifest["run_id"]))
    return None


def _fit_id(origin: Mapping[str, Any], base: Run | None, highest_id: int) -> str:
    """The id of a fit: of what it is made from, and of what the numbers of its topics follow."""
    follows = {} if base is None and highest_id < 0 else {"base_run": base and base.run_id, "highest_id": highest_id}
    return run_id_of({**origin, **follows})


def _names(workspace: Workspace, run_id: str, base: Run | None) -> dict[str, Any]:
    """What the manifest of a fit says of runs."""
    lineage = run_id if base is None else lineage_of(workspace, base.manifest)
    return {"fit_run": run_id, "base_run": base and base.run_id, "lineage": lineage}


def _highest_id(workspace: Workspace, base: Run | None) -> int:
    """The highest topic number that a new topic must not have.

    Topics that follow those of another run, or that an edit made for another topic could act on, get numbers above all
    that runs and edits have given; otherwise they begin at 0.
    """
    edits = read_edits(workspace.root)
    return -1 if base is None and not edits.edits else highest_given(workspace, edits)
