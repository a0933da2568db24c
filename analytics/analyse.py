"""Analyse a corpus: encode, topics, annotate, into an immutable run."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analytics.annotate.actors import Registry
from analytics.annotate.actors.own import OwnActors
from analytics.annotate.actors.own_files import own_actors
from analytics.annotating import Annotated, annotate_articles, derived_tables, read_articles
from analytics.errors import RunError
from analytics.provenance import DEFAULT_SETTINGS, Settings
from analytics.reuse import annotate_new, unchanged
from analytics.run import OWN_FILE, RUNS, Run, drafting, open_run, point_to, publish
from analytics.run_plan import Corpus, Plan, plan_fit, plan_update, settled
from analytics.schema import RUN_TABLES
from analytics.topic_numbers import NUMBERED, numbered_above
from analytics.topic_report import TopicStep
from analytics.topic_schema import TOPICS
from analytics.topic_update import update_step
from analytics.topics.result import Progress, silent
from analytics.topics.vocabulary import TopicDocument
from analytics.topics_before import TopicsBefore
from corpus.errors import BusyError
from corpus.intake import finish
from corpus.workspace import Workspace

__all__ = ["Progress", "Settings", "analyse"]


@dataclass(slots=True)
class _Clock:
    timings: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.timings[name] = round(time.perf_counter() - begun, 2)


def analyse(
    workspace: Workspace,
    *,
    settings: Settings = DEFAULT_SETTINGS,
    update: bool = False,
    fresh: bool = False,
    tone: str | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """The run of the corpus as it is now; if it has been made before, that one.

    Its manifest says ``corpus_settled``: false where another program was adding, so that copies may not be known yet.
    Topics that are those of the run before keep its numbers, and table ``topic_history`` says what became of them.

    Parameters
    ----------
    workspace : Workspace
    settings : Settings
        Of no account for an update, which has those of the run it brings up to date.
    update : bool
        Keep the topics of the current run with their names, and assign the articles that came since.
    fresh : bool
        Number topics as if there were no runs before.
    tone : str, optional
        The tone engine asked for; in place of that of ``settings``. An update with another than the run before is
        refused.
    processes : int, optional
        Worker processes of the map step; chosen by the size of the corpus if not given.
    progress : callable, optional
        Told how far each step is.

    Raises
    ------
    RunError
        If the corpus is empty, or is to be updated before it was analysed or with another tone engine.
    RegistryError
        If an actor of the workspace is not well formed.
    ModelError
        If the tone engine is not known or its files are missing.
    """
    own = own_actors(workspace.root).own
    (workspace.root / RUNS).mkdir(exist_ok=True)
    with _turn(workspace):
        corpus = _corpus(workspace)
        if update:
            plan = plan_update(workspace, corpus, own, tone)
        else:
            chosen = settings if tone is None else replace(settings, tone=tone)
            plan = plan_fit(workspace, corpus, chosen, own, fresh=fresh)
        if (workspace.root / RUNS / plan.run_id).exists():
            point_to(workspace, plan.run_id)
            return open_run(workspace, plan.run_id)
        with drafting(workspace, plan.run_id) as draft:
            own_file = _keep_own(workspace.root / draft / OWN_FILE, own)
            making = _Making(workspace, plan, corpus, processes, progress or silent, own_file)
            topics, report = making.made(draft)
            with settled(workspace, plan) as numbered:
                return _published(making, numbered, draft, topics, report)


def _published(making: _Making, plan: Plan, draft: str, topics: TopicStep, report: dict[str, Any]) -> Run:
    """The run, with the tables that name topics; its new topics are numbered as the plan says that was settled."""
    workspace = making.workspace
    if not plan.is_update:
        topics = numbered_above(topics, making.known_topics(), plan.highest_id)
    for table in NUMBERED:
        workspace.append(table, topics.tables[table.name], under=draft)
    created = {"created_at": datetime.now(UTC).isoformat(timespec="seconds"), "corpus": making.corpus.manifest}
    origin = {**plan.made_from, "run_id": plan.run_id, "python": platform.python_version()}
    manifest = created | origin | report | {"topics": topics.report}
    return publish(workspace, plan.run_id, manifest, making.plan.run_id)


@contextmanager
def _turn(workspace: Workspace) -> Iterator[None]:
    """A context in which no other process analyses the workspace; who has to wait for one is told so on stderr."""
    with ExitStack() as stack:
        try:
            stack.enter_context(workspace.lock("runs", timeout=0))
        except BusyError:
            sys.stderr.write("another analysis of this workspace is being made; waiting (Ctrl-C to stop)\n")
            stack.enter_context(workspace.lock("runs"))
        yield


def _corpus(workspace: Workspace) -> Corpus:
    """A corpus that holds something."""
    is_settled = finish(workspace)  # an add that was killed may have left copies unsettled
    corpus = workspace.corpus_digest()
    if not corpus["n_articles"]:
        raise RunError(
            f"The corpus in {str(workspace.root)!r} is empty. Add articles first: "
            f"python -m corpus add FILE --workspace {workspace.root}"
        )
    return Corpus(corpus, is_settled)


def _keep_own(path: Path, own: OwnActors) -> Path | None:
    """Where the own actors are kept with the run, for its worker processes and for whoever asks later."""
    if own.is_empty:
        return None
    path.write_text(own.to_json(), encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class _Making:
    """The making of a run."""

    workspace: Workspace
    plan: Plan
    corpus: Corpus
    processes: int | None
    progress: Progress
    own_file: Path | None

    def made(self, draft: str) -> tuple[TopicStep, dict[str, Any]]:
        """Make every table of the run and write those that name no topic; the topic step, and what is said of both."""
        clock = _Clock()
        registry = Registry.load(OwnActors.from_file(self.own_file))
        with clock.step("read"):
            rows = read_articles(self.workspace, self.corpus.version)
            kept = self._kept(rows)
        with clock.step("annotate"):
            annotated = self._annotated(rows, kept)
        with clock.step("topics"):
            topics = self._topics(rows, annotated, registry, kept)
        with clock.step("write"):
            tables = annotated.tables | topics.tables | derived_tables(rows, annotated, registry)
            for table in RUN_TABLES:
                if table not in NUMBERED:
                    self.workspace.append(table, tables[table.name], under=draft)
        return topics, {
            "timings_seconds": clock.timings,
            "counts": {name: table.num_rows for name, table in sorted(tables.items())},
        }

    def known_topics(self) -> frozenset[int]:
        """The topics of the run before."""
        if self.plan.base is None:
            return frozenset()
        return frozenset(self.workspace.read(TOPICS, under=self.plan.base.under)["topic_id"].to_pylist())

    def _kept(self, rows: Sequence[dict[str, Any]]) -> frozenset[str]:
        """The articles whose topic an update keeps."""
        if not self.plan.is_update or self.plan.base is None:
            return frozenset()
        return unchanged(self.workspace, self.plan.base, rows)

    def _annotated(self, rows: Sequence[dict[str, Any]], kept: frozenset[str]) -> Annotated:
        before = self.plan.annotated
        if before is None:
            return annotate_articles(rows, self.processes, self.progress, self.own_file, self.plan.settings.tone)
        return annotate_new(
            self.workspace,
            before,
            kept if self.plan.is_update else {row["article_id"] for row in rows},
            rows,
            processes=self.processes,
            progress=self.progress,
            own_file=self.own_file,
            tone=self.plan.settings.tone,
        )

    def _topics(
        self, rows: Sequence[dict[str, Any]], annotated: Annotated, registry: Registry, kept: frozenset[str]
    ) -> TopicStep:
        documents = [_document(row) for row in rows]
        before = None if self.plan.base is None else TopicsBefore.of_run(self.workspace, self.plan.base)
        if self.plan.is_update and before is not None:
            stories = {row["article_id"]: row["story_id"] for row in rows}
            return update_step(
                documents,
                annotated.vectors,
                stories=stories,
                before=before,
                kept=kept,
                registry=registry,
                progress=self.progress,
            )
        # importing BERTopic takes seconds, of which an update has no need
        from analytics.topic_step import fit_step

        return fit_step(
            documents,
            annotated.vectors,
            settings=self.plan.settings.topics,
            random_state=self.plan.settings.seed,
            registry=registry,
            progress=self.progress,
            before=before,
            highest_id=self.plan.highest_id,
        )


def _document(row: dict[str, Any]) -> TopicDocument:
    return TopicDocument(
        row["article_id"],
        row["title"],
        row["text"],
        row["language"],
        row["publisher_id"],
        row["publisher"],
        row["published_at"] and row["published_at"].date(),
    )
