"""The edits of topics that a Study shows its run with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from analytics.run import Run
from analytics.study.answers import Asked, cached
from analytics.study.filters import EVERYTHING, Filters
from analytics.study.statistics import wilson
from analytics.topic_schema import ASSIGNMENTS, THEMES, TOPICS
from analytics.topics.edits import EditNote, edited_topics, read_edits
from corpus.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StudyEdits:
    """What people changed of the topics, as far as a run has them.

    Attributes
    ----------
    digest : str
        12 hexadecimal digits of what the standing edits say; empty if there are none.
    n : int
        Number of standing edits.
    notes : tuple of EditNote
        What of them could not be carried out on the run.
    damaged : tuple of str
        Lines of the log that could not be read, each told in a line.
    decided : mapping of str to str
        "accept" or "dismiss" of each proposal that was decided about.
    hidden : pyarrow.Table or None
        The hidden topics, with the columns of ``topics``; None without edits.
    tables : mapping of str to pyarrow.Table
        The tables that take the place of the run's own, by name; empty without edits.
    """

    digest: str = ""
    n: int = 0
    notes: tuple[EditNote, ...] = ()
    damaged: tuple[str, ...] = ()
    decided: Mapping[str, str] = field(default_factory=dict)
    hidden: pa.Table | None = None
    tables: Mapping[str, pa.Table] = field(default_factory=dict)


def study_edits(workspace: Workspace, run: Run) -> StudyEdits:
    """The edits of a workspace's topics, carried out on a run; without edits no table is read.

    Raises
    ------
    analytics.errors.TopicError
        If the log cannot be read.
    """
    history = read_edits(workspace.root)
    if not history.standing:
        return StudyEdits(damaged=history.damaged)
    found = edited_topics(workspace, run, history)
    return StudyEdits(
        digest=history.digest,
        n=len(history.standing),
        notes=found.notes,
        damaged=history.damaged,
        decided={proposal: edit.action for proposal, edit in found.decided.items()},
        hidden=found.hidden,
        tables={
            TOPICS.name: found.tables.topics,
            THEMES.name: found.tables.themes,
            ASSIGNMENTS.name: found.tables.assignments,
        },
    )


class EditAnswers(Asked):
    """What a Study says of edits."""

    run: Run
    edits: StudyEdits

    @property
    def result_id(self) -> str:
        """What numbers are cited by: the run, and the digest of the edits where there are any."""
        return f"{self.run.run_id}-edits-{self.edits.digest}" if self.edits.digest else self.run.run_id

    @property
    def edit_notes(self) -> tuple[EditNote, ...]:
        """What of the edits could not be carried out on this run, and why."""
        return self.edits.notes

    @cached
    def hidden_topics(self, filters: Filters = EVERYTHING) -> pd.DataFrame:
        """Topics taken off the lists, largest first: topic_id, label_ar, label_en, n, N, share, low, high.

        Their articles are still counted in all numbers but those of topics; hidden is not deleted.
        """
        columns = ["topic_id", "label_ar", "label_en"]
        kept = TOPICS.to_arrow([]) if self.edits.hidden is None else self.edits.hidden
        hidden: pd.DataFrame = kept.select(columns).to_pandas()
        table, values = self._query.units(filters, "", "a.topic_id")
        counts = self._query.frame(f"SELECT a.key AS topic_id, count(*) AS n FROM {table} a GROUP BY 1", values)
        found = hidden.merge(counts.dropna(subset="topic_id"), on="topic_id", how="left")
        found["n"] = found["n"].fillna(0).astype(int)
        found["N"] = self._query.count(filters)
        found["share"], found["low"], found["high"] = wilson(found["n"], found["N"])
        return found.sort_values(["n", "topic_id"], ascending=[False, True], ignore_index=True)
