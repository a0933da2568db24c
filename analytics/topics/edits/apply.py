"""Edits carried out on the tables of a run: new tables, and what could not be carried out. The run's own stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from analytics.topic_schema import THEMES, TOPICS
from analytics.topics.edits.decided import decided
from analytics.topics.edits.entries import ACCEPT, MERGE, MOVE, RENAME, SEED, SPLIT, Edit
from analytics.topics.edits.joining import accepted, seeded, strength_in
from analytics.topics.edits.membership import Membership
from analytics.topics.edits.planning import EditNote, Plan, plan
from analytics.topics.edits.rows import topic_rows
from analytics.topics.edits.source import EditSource
from analytics.topics.themes import themes_after

ORIGINS: Final[Mapping[str, str]] = {MERGE: "merged", SPLIT: "split", SEED: "seeded", ACCEPT: "accepted"}
"""The origin of a topic made by an action."""


@dataclass(frozen=True, slots=True)
class TopicTables:
    """The tables of a run that edits change: ``topics``, ``themes`` and ``assignments``."""

    topics: pa.Table
    themes: pa.Table
    assignments: pa.Table


@dataclass(frozen=True, slots=True)
class EditedTopics:
    """Topics as people left them.

    Attributes
    ----------
    tables : TopicTables
        ``topics`` has those to be listed, ``assignments`` all articles, those in hidden topics too.
    hidden : pyarrow.Table
        The hidden topics, with the columns of ``topics``.
    notes : tuple of EditNote
        What could not be carried out.
    gone : mapping of int to Edit
        The edit that took each topic away.
    decided : mapping of str to Edit
        The edit that accepted or dismissed each proposal.
    """

    tables: TopicTables
    hidden: pa.Table
    notes: tuple[EditNote, ...] = ()
    gone: Mapping[int, Edit] = field(default_factory=dict)
    decided: Mapping[str, Edit] = field(default_factory=dict)


@dataclass(slots=True)
class Work:
    """What is known while edits are carried out: where articles are, what topics are called, where they come from."""

    members: Membership
    plan: Plan
    labels: dict[int, dict[str, str]] = field(default_factory=dict)
    origins: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    decided: dict[str, Edit] = field(default_factory=dict)


def apply_edits(tables: TopicTables, edits: Sequence[Edit], source: EditSource, lineage: str = "") -> EditedTopics:
    """The topics of a run after the edits that stand, the same for any order of the tables' rows.

    Without edits the tables are given back as they are and nothing else is read; vectors and terms are read only where
    an edit needs them.

    Parameters
    ----------
    tables : TopicTables
        The run's own.
    edits : sequence of Edit
        Those that stand, in order.
    source : EditSource
        Vectors, terms and languages of the run.
    lineage : str
        The run's, see :func:`analytics.topics.edits.planning.plan`.
    """
    if not edits:
        return EditedTopics(tables, TOPICS.to_arrow([]))
    before = {row["topic_id"]: row for row in tables.topics.sort_by("topic_id").to_pylist()}
    made = plan(before, edits, lineage)
    if not made.steps:
        return EditedTopics(tables, TOPICS.to_arrow([]), tuple(made.notes), made.gone)
    at_first = Membership.of(tables.assignments)
    work = Work(Membership.of(tables.assignments), made, parents={key: row["parent_id"] for key, row in before.items()})
    if made.decisions:
        work.decided = decided(source.proposals, at_first.ids.tolist(), made.decisions)
    for edit in made.steps:
        _carry_out(work, edit, source)
    rows = topic_rows(before, at_first, work.members, made.alive, work.origins, source)
    for row in rows:
        row |= work.labels.get(row["topic_id"], {}) | {"parent_id": work.parents.get(row["topic_id"])}
    _note_empty(work, rows)
    return _result(tables, work, [row for row in rows if row.get("n") or row["topic_id"] in before])


def _carry_out(work: Work, edit: Edit, source: EditSource) -> None:
    if edit.topic is None and edit.action != MOVE:
        return
    named = {key: label for key in ("label_ar", "label_en") if (label := getattr(edit, key))}
    if edit.action == RENAME and edit.topic is not None:
        work.labels.setdefault(edit.topic, {}).update(named)
    elif edit.action == MERGE and edit.topic is not None:
        rows = np.flatnonzero(np.isin(work.members.counted, (edit.topic, *edit.topics)))
        work.parents[edit.topic] = _most_common(work, rows, work.parents.get(edit.topic))
        work.members.merge(edit.topics, edit.topic)
        work.origins[edit.topic] = ORIGINS[MERGE]
    elif edit.action == SPLIT and edit.topic is not None:
        if not any(len(work.members.places(part.articles)) for part in edit.parts):
            work.plan.set_aside(edit, "articles-gone", edit.topic, "none of the articles of its parts is in this run")
        work.members.split(edit.topic, edit.parts, source)
        for part in edit.parts:
            work.parents[part.topic] = work.parents.get(edit.topic)
            work.origins[part.topic] = ORIGINS[SPLIT]
    elif edit.action == MOVE:
        _move(work, edit, source)
    elif edit.action in (SEED, ACCEPT) and edit.topic is not None:
        work.labels[edit.topic] = named
        _make(work, edit, edit.topic, source)


def _move(work: Work, edit: Edit, source: EditSource) -> None:
    rows = work.members.places(edit.articles)
    if len(rows) < len(set(edit.articles)):
        gone = len(set(edit.articles)) - len(rows)
        what = f"{gone} of its {len(set(edit.articles))} articles are in no topic table of this run"
        work.plan.set_aside(edit, "articles-gone", edit.topic, what)
    if edit.topic is None:
        work.members.take_out(rows)
    else:
        work.members.put(rows, edit.topic, strength_in(work.members, rows, edit.topic, source))


def _make(work: Work, edit: Edit, topic: int, source: EditSource) -> None:
    """Put the articles of a seed or of an accepted proposal into their new topic."""
    what = _other_encoder(edit, source) if edit.action == SEED else ""
    if what:
        work.plan.set_aside(edit, "other-encoder", topic, what)
        return
    if edit.action == SEED:
        rows, strength = seeded(work.members, edit, source)
    else:
        proposed = [key for key, decision in work.decided.items() if decision == edit]
        rows, strength = accepted(work.members, edit, proposed, source)
    work.parents[topic] = _most_common(work, rows)
    work.members.put(rows, topic, strength)
    work.origins[topic] = ORIGINS[edit.action]


def _other_encoder(edit: Edit, source: EditSource) -> str:
    """In words, why a seed lies nowhere among the vectors of a run; nothing if it does."""
    if edit.encoder != source.encoder:
        return f"it was encoded by {edit.encoder or 'another encoder'!r}, the run's articles by {source.encoder!r}"
    dimension = len(source.space.centre)
    other = [len(one.vector) for one in edit.vectors if len(one.vector) != dimension]
    return f"its vector has {other[0]} numbers, those of the run's articles have {dimension}" if other else ""


def _most_common(work: Work, rows: NDArray[np.int64], own: int | None = None) -> int | None:
    """The theme that most of some articles were in; of equals its own, then the lowest."""
    topics, counts = np.unique(work.members.topics[rows], return_counts=True)
    tally: dict[int, int] = {}
    for topic, count in zip(topics.tolist(), counts.tolist(), strict=True):
        theme = work.parents.get(topic)
        if theme is not None:
            tally[theme] = tally.get(theme, 0) + count
    return min(tally, key=lambda theme: (-tally[theme], theme != own, theme)) if tally else own


def _note_empty(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Note the topics made by edits that hold no article of this run; they are not listed."""
    sizes = {row["topic_id"]: row.get("n", 0) for row in rows}
    for edit in work.plan.steps:
        for topic in edit.made:
            if topic in work.plan.alive and not sizes.get(topic):
                work.plan.set_aside(edit, "no-articles", topic, f"its topic {topic} holds no article of this run")


def _result(tables: TopicTables, work: Work, rows: list[dict[str, Any]]) -> EditedTopics:
    """The tables after all edits; a theme counts its hidden topics, but is not there for these alone."""
    rows.sort(key=lambda row: row["topic_id"])
    listed = [row for row in rows if row["topic_id"] not in work.plan.hidden]
    before = tables.themes.sort_by("theme_id").to_pylist()
    kept = {theme["theme_id"] for theme in themes_after(before, listed)}
    themes = [theme for theme in themes_after(before, rows) if theme["theme_id"] in kept]
    hidden = [row for row in rows if row["topic_id"] in work.plan.hidden]
    made = TopicTables(TOPICS.to_arrow(listed), THEMES.to_arrow(themes), work.members.to_arrow())
    notes = tuple(sorted(work.plan.notes, key=lambda note: note.number))
    return EditedTopics(made, TOPICS.to_arrow(hidden), notes, work.plan.gone, work.decided)
