"""A run's topics with the edits of its workspace laid over them; the run's own tables are never changed."""

from __future__ import annotations

from analytics.lineages import in_lineages, lineage_of
from analytics.run import Run
from analytics.topic_schema import ASSIGNMENTS, THEMES, TOPICS
from analytics.topics.edits.apply import EditedTopics, TopicTables, apply_edits
from analytics.topics.edits.entries import EditHistory, read_edits
from analytics.topics.edits.membership import Membership
from analytics.topics.edits.source import RunSource
from corpus.workspace import Workspace


def edited_topics(workspace: Workspace, run: Run, history: EditHistory | None = None) -> EditedTopics:
    """The topics of a run as people left them.

    Parameters
    ----------
    workspace : Workspace
    run : Run
        One of its runs.
    history : EditHistory, optional
        The edits; those of the workspace by default.

    Raises
    ------
    TopicError
        If the log cannot be read.
    """
    edits = in_lineages(workspace, read_edits(workspace.root) if history is None else history).standing
    tables = (workspace.read(table, under=run.under) for table in (TOPICS, THEMES, ASSIGNMENTS))
    lineage = lineage_of(workspace, run.manifest)
    return apply_edits(TopicTables(*tables), edits, RunSource(workspace, run), lineage)


def run_topics(workspace: Workspace, run: Run) -> frozenset[int]:
    """The numbers of a run's own topics."""
    return frozenset(workspace.read(TOPICS, under=run.under, columns=["topic_id"])["topic_id"].to_pylist())


def assigned(workspace: Workspace, run: Run) -> Membership:
    """Where a run's articles are without edits."""
    return Membership.of(workspace.read(ASSIGNMENTS, under=run.under))
