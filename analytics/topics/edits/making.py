"""Making edits of topics that are there: what the command line and the dashboard call.

Each function gives the edit as written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from analytics.edit_log import UNDO
from analytics.errors import TopicError
from analytics.topics.edits.entries import EDITS, HIDE, MERGE, MOVE, RENAME, SHOW, SPLIT, Edit
from analytics.topics.edits.membership import Membership
from analytics.topics.edits.overlay import edited_topics
from analytics.topics.edits.planning import builders
from analytics.topics.edits.source import RunSource
from analytics.topics.edits.splitting import divided
from analytics.topics.edits.state import EditState, check_articles, labels_of, written
from corpus.workspace import Workspace

_LOG_COMMAND: Final = "See: python -m analytics topics log"


def rename(
    workspace: Workspace, topic: int, *, label_ar: str = "", label_en: str = "", who: str, note: str = ""
) -> Edit:
    """The edit that gives a topic other names; a name that is not given stays.

    Parameters
    ----------
    workspace : Workspace
    topic : int
        Its number.
    label_ar, label_en : str
        Names of 1 to 200 characters.
    who, note : str
        Who does it, and why.

    Raises
    ------
    TopicError
        If there is no such topic, or no name is given.
    """
    if not (label_ar or label_en):
        raise TopicError(f"Topic {topic} needs a name: give an Arabic one (--ar), an English one (--en) or both.")
    labels = labels_of(label_ar, label_en)

    def make(state: EditState) -> dict[str, Any]:
        state.check(topic)
        return {"action": RENAME, "topic": topic, **labels}

    return written(workspace, make, who, note)


def merge(workspace: Workspace, topics: Sequence[int], into: int, *, who: str, note: str = "") -> Edit:
    """The edit that makes the articles of some topics those of another, which keeps its number.

    Raises
    ------
    TopicError
        If one of them is not there, or only one is named.
    """
    rest = sorted(set(topics) - {into})
    if not rest:
        raise TopicError(f"Only topic {into} is named; name another one to be merged into it.")

    def make(state: EditState) -> dict[str, Any]:
        for topic in (into, *rest):
            state.check(topic)
        return {"action": MERGE, "topics": rest, "topic": into}

    return written(workspace, make, who, note)


def split(workspace: Workspace, topic: int, parts: int = 2, *, who: str, note: str = "") -> Edit:
    """The edit that divides a topic into parts, which get numbers of their own; the topic is gone.

    Which article is in which part is written, so that every later run is divided in the same way.

    Raises
    ------
    TopicError
        If there is no such topic, or it cannot be divided into so many parts.
    """

    def make(state: EditState) -> dict[str, Any]:
        state.check(topic)
        source = RunSource(workspace, state.run)
        members = Membership.of(edited_topics(workspace, state.run, state.history).tables.assignments)
        rows = np.flatnonzero(members.topics == topic)
        fit = rows[members.counted[rows] == topic]
        labels = divided(members.vectors(fit, source), parts)
        ids = members.ids
        made = [
            {"topic": number, "articles": ids[fit[labels == part]].tolist()}
            for part, number in enumerate(state.new_ids(parts))
        ]
        return {"action": SPLIT, "topic": topic, "parts": made}

    return written(workspace, make, who, note)


def hide(workspace: Workspace, topic: int, *, who: str, note: str = "") -> Edit:
    """The edit that takes a topic off every list; its articles stay, and stay counted.

    Raises
    ------
    TopicError
        If there is no such topic, or it is hidden already.
    """
    return _shown(workspace, topic, HIDE, who, note)


def unhide(workspace: Workspace, topic: int, *, who: str, note: str = "") -> Edit:
    """The edit that lists a hidden topic again.

    Raises
    ------
    TopicError
        If there is no such topic, or it is not hidden.
    """
    return _shown(workspace, topic, SHOW, who, note)


def move(workspace: Workspace, articles: Sequence[str], topic: int | None, *, who: str, note: str = "") -> Edit:
    """The edit that puts articles into a topic, or takes them out of all (None).

    Raises
    ------
    TopicError
        If there is no such topic, or the run has not assigned such an article.
    """

    def make(state: EditState) -> dict[str, Any]:
        if topic is not None:
            state.check(topic)
        check_articles(state, articles)
        return {"action": MOVE, "articles": sorted(set(articles)), "topic": topic}

    return written(workspace, make, who, note)


def undo(workspace: Workspace, number: int | None = None, *, who: str, note: str = "") -> Edit:
    """The edit that takes back an earlier one: that of a number, or the last that stands. The log keeps both.

    Raises
    ------
    TopicError
        If there is no such edit, it was taken back before, or others build on it.
    """

    def make(state: EditState) -> dict[str, Any]:
        wanted = EDITS.to_take_back(state.history.edits, number)
        first = builders(state.topics, state.history.standing, wanted, state.lineage)
        if first:
            raise TopicError(
                f"Edit {wanted} cannot be taken back, others build on it; take back first: "
                f"{', '.join(map(str, reversed(first)))}. {_LOG_COMMAND}"
            )
        return {"action": UNDO, "undoes": wanted}

    return written(workspace, make, who, note)


def _shown(workspace: Workspace, topic: int, action: str, who: str, note: str) -> Edit:
    def make(state: EditState) -> dict[str, Any]:
        state.check(topic)
        if (topic in state.plan.hidden) == (action == HIDE):
            raise TopicError(f"Topic {topic} is {'hidden already' if action == HIDE else 'not hidden'}.")
        return {"action": action, "topic": topic}

    return written(workspace, make, who, note)
