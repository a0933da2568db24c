"""What an edit finds when it is made: the current run, and the edits so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analytics.errors import TopicError
from analytics.lineages import highest_given, in_lineages, lineage_of
from analytics.run import Run, current_run
from analytics.topics.edits.entries import EDITS, HIGHEST_ID, Edit, EditHistory, label_of, read_edits
from analytics.topics.edits.overlay import assigned, run_topics
from analytics.topics.edits.planning import Plan, plan
from corpus.workspace import Workspace


class EditState:
    """The current run and the edits so far, as an edit finds them while the log is locked.

    Parameters
    ----------
    workspace : Workspace

    Raises
    ------
    analytics.errors.RunError
        If nothing has been analysed yet.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.run: Run = current_run(workspace)
        self.lineage = lineage_of(workspace, self.run.manifest)
        self.history: EditHistory = in_lineages(workspace, read_edits(workspace.root))
        self.topics = run_topics(workspace, self.run)
        self.plan: Plan = plan(self.topics, self.history.standing, self.lineage)

    def check_any(self) -> None:
        """Refuse a run without topics."""
        if not self.topics:
            raise TopicError(
                "The current run has no topics, so there is none to edit; "
                f"add articles and analyse again: python -m analytics run -w {self.workspace.root}"
            )

    def check(self, topic: int) -> None:
        """Refuse a topic that is not there."""
        self.check_any()
        if topic not in self.plan.alive:
            known = ", ".join(map(str, sorted(self.plan.alive)[:20]))
            more = ", ..." if len(self.plan.alive) > 20 else ""
            raise TopicError(f"{_sentence(self.plan.why_gone(topic)[1])}; topics: {known}{more}.")

    def new_ids(self, count: int) -> list[int]:
        """Topic numbers that no topic of the workspace ever had."""
        first = max([highest_given(self.workspace, self.history), *self.topics]) + 1
        if first + count - 1 > HIGHEST_ID:
            raise TopicError(f"Topic numbers go up to {HIGHEST_ID}, and {first - 1} is taken; no topic can be added.")
        return list(range(first, first + count))


def written(workspace: Workspace, make: Callable[[EditState], Mapping[str, Any]], who: str, note: str) -> Edit:
    """The edit that ``make`` gives for the state it finds, written to the log."""

    def row() -> dict[str, Any]:
        state = EditState(workspace)
        told = {"note": note} if note else {}
        return {"run": state.run.run_id, "lineage": state.lineage, **make(state), **told}

    return EDITS.write(workspace, row, who)


def labels_of(label_ar: str, label_en: str) -> dict[str, str]:
    """The names that were given, tidied, by column.

    Raises
    ------
    TopicError
        If one is too long, or nothing is left of it.
    """
    given = {"label_ar": label_ar, "label_en": label_en}
    return {key: label_of(label) for key, label in given.items() if label}


def check_articles(state: EditState, articles: Sequence[str]) -> None:
    """Refuse articles that the run has not assigned."""
    if not articles:
        raise TopicError("No article is named; give the id of one at least. Ids are in: python -m analytics export")
    members = assigned(state.workspace, state.run)
    known = set(members.ids[members.places(articles)].tolist())
    unknown = sorted(set(articles) - known)
    if unknown:
        raise TopicError(
            f"The current run has assigned no article {unknown[0][:40]!r}"
            f"{f', nor {len(unknown) - 1} others of those named' if len(unknown) > 1 else ''}. "
            "Ids are in: python -m analytics export --table assignments"
        )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
