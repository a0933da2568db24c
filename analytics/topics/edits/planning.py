"""Which edits can be carried out on the topics of a run, in order, and why the others cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from analytics.topics.edits.entries import ACCEPT, DISMISS, HIDE, MERGE, SHOW, SPLIT, Edit

REASONS: Final = (
    "not-in-run", "merged", "split", "id-taken", "articles-gone", "no-articles", "other-encoder", "other-lineage",
)  # fmt: skip
"""Why an edit, or part of it, is set aside: its topic is not in the run, or was merged or split by an earlier edit; the
run gave its new number to another topic; articles it names are not in the run; its topic holds no article of the run;
the run has vectors of another encoder; the edit was made on runs whose topic numbers mean other topics."""


@dataclass(frozen=True, slots=True)
class EditNote:
    """Something of an edit that could not be carried out on a run.

    Attributes
    ----------
    number : int
        Number of the edit.
    action, reason : str
        What it was to do; why it could not: one of ``REASONS``.
    topic : int or None
        The topic in question.
    text : str
        All of this in a line.
    """

    number: int
    action: str
    reason: str
    topic: int | None
    text: str


@dataclass(slots=True)
class Plan:
    """What stands on a run.

    Attributes
    ----------
    steps : list of Edit
        The edits that are carried out, in order, without topics that are gone.
    notes : list of EditNote
        What is set aside.
    alive : set of int
        The topics there are in the end.
    hidden : set of int
        Those of them not to be listed.
    gone : dict of int to Edit
        The edit that took each other topic away.
    decisions : list of Edit
        Those of the steps that accept or dismiss a proposal.
    not_made : set of (int, str)
        Numbers of topics that were not made since the run has other topics of these, and the runs they were given on.
    """

    alive: set[int]
    steps: list[Edit] = field(default_factory=list)
    notes: list[EditNote] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    gone: dict[int, Edit] = field(default_factory=dict)
    decisions: list[Edit] = field(default_factory=list)
    not_made: set[tuple[int, str]] = field(default_factory=set)

    def why_gone(self, topic: int) -> tuple[str, str]:
        """The reason why there is no such topic, and in words."""
        edit = self.gone.get(topic)
        if edit is None:
            return "not-in-run", f"there is no topic {topic} in this run"
        if edit.action == MERGE:
            return "merged", f"topic {topic} was merged into topic {edit.topic} by edit {edit.number}"
        parts = ", ".join(str(part.topic) for part in edit.parts)
        return "split", f"topic {topic} was split into topics {parts} by edit {edit.number}"

    def set_aside(self, edit: Edit, reason: str, topic: int | None, words: str) -> None:
        """Note that an edit, or part of it, is not carried out."""
        told = f"edit {edit.number} ({edit.action}, {edit.who or 'unknown'}) is set aside: {words}."
        self.notes.append(EditNote(edit.number, edit.action, reason, topic, told))


def plan(run_topics: Collection[int], edits: Iterable[Edit], lineage: str = "") -> Plan:
    """What stands of edits on a run with these topics; an edit that names a topic that is gone is set aside.

    Of a merge the topics that are there are merged, as long as there is one beside that into which they are.

    Parameters
    ----------
    run_topics : collection of int
        The topics of the run.
    edits : iterable of Edit
        Those that are to be carried out, in order.
    lineage : str
        The run's. Edits of another are set aside, but those that dismiss a proposal: these name no topic. An edit
        without a lineage is of any.
    """
    made = Plan(set(run_topics))
    for edit in edits:
        step = _of_lineage(made, edit, lineage) and _possible(made, edit)
        if step is not None:
            made.steps.append(step)
            _carry_out(made, step)
        else:
            made.not_made |= {(topic, edit.run) for topic in edit.made if topic in made.alive}
    return made


def _of_lineage(made: Plan, edit: Edit, lineage: str) -> Edit | None:
    """The edit, if topic numbers mean to it what they mean to the run."""
    if edit.action == DISMISS or not (edit.lineage and lineage) or edit.lineage == lineage:
        return edit
    words = f"it was made on {edit.run or 'a run'}, whose topic numbers mean other topics (lineage {edit.lineage})"
    made.set_aside(edit, "other-lineage", edit.topic, words)
    return None


def _possible(made: Plan, edit: Edit) -> Edit | None:
    """The edit as far as it can be carried out; what cannot is noted."""
    missing = [topic for topic in edit.named if topic not in made.alive or (topic, edit.run) in made.not_made]
    for topic in missing:
        made.set_aside(edit, *_why_missing(made, edit, topic))
    if missing and (edit.action != MERGE or edit.topic in missing):
        return None
    taken = [topic for topic in edit.made if topic in made.alive or topic in made.gone]
    if taken:
        made.set_aside(edit, "id-taken", taken[0], f"the number {taken[0]} of its topic belongs to another one")
        return None
    if not missing:
        return edit
    rest = tuple(topic for topic in edit.topics if topic not in missing)
    return replace(edit, topics=rest) if rest else None


def _why_missing(made: Plan, edit: Edit, topic: int) -> tuple[str, int, str]:
    """Reason, topic and words of a topic that an edit names and that is not there."""
    if (topic, edit.run) in made.not_made:
        return "id-taken", topic, f"the topic {topic} it means was not made, its number belongs to another one"
    reason, words = made.why_gone(topic)
    return reason, topic, words


def _carry_out(made: Plan, edit: Edit) -> None:
    took = edit.topics if edit.action == MERGE else (edit.topic,) if edit.action == SPLIT else ()
    for topic in took:
        if topic is not None and topic != (edit.topic if edit.action == MERGE else None):
            made.alive.discard(topic)
            made.hidden.discard(topic)
            made.gone[topic] = edit
    made.alive.update(edit.made)
    if edit.topic is not None and edit.action in (HIDE, SHOW):
        (made.hidden.add if edit.action == HIDE else made.hidden.discard)(edit.topic)
    if edit.action in (ACCEPT, DISMISS):
        made.decisions.append(edit)


def builders(run_topics: Collection[int], edits: Iterable[Edit], number: int, lineage: str = "") -> list[int]:
    """The numbers of the edits that could not stand as they do if that of a number were taken back."""
    before = list(edits)
    rest = [edit for edit in before if edit.number != number]
    made = {(topic, edit.lineage) for edit in before if edit.number == number for topic in edit.made}
    known: Mapping[int, set[str]] = _reasons(plan(run_topics, before, lineage))
    after = _reasons(plan(run_topics, rest, lineage))
    broken = {one for one, reasons in after.items() if reasons - known.get(one, set())}
    return sorted(broken | {edit.number for edit in rest if made & {(topic, edit.lineage) for topic in edit.named}})


def _reasons(made: Plan) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for note in made.notes:
        found.setdefault(note.number, set()).add(f"{note.reason} {note.topic}")
    return found
