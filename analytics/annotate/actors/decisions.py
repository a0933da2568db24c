"""Decisions about names that the registry does not know: a log that is only ever added to.

A line of ``edits/actors.jsonl`` is one decision: a name is a new actor, is another name of a registered one, or is
dismissed; or a decision is taken back. Its number is that of its line, so that a damaged line changes no other number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.changes import Change, change_of
from analytics.annotate.actors.entries import actor_of
from analytics.edit_log import UNDO, WAIT, EditLog, standing, undone
from analytics.errors import RegistryError
from corpus.text.clean import storable
from corpus.workspace import Workspace

LOG: Final = "edits/actors.jsonl"
LOCK: Final = "edits"
ACCEPT: Final = "accept"
SAME: Final = "same"
DISMISS: Final = "dismiss"
ACTIONS: Final = (ACCEPT, SAME, DISMISS, UNDO)
MAX_KEY: Final = 300
__all__ = ["ACCEPT", "ACTIONS", "DISMISS", "LOCK", "LOG", "MAX_KEY", "SAME", "UNDO", "WAIT", "Decision", "History",
           "decide", "read_history", "undo"]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log.

    ``actor`` is the new actor of an accepted name, and ``proposed`` the one of ``name_en`` and ``name_ar`` that nobody
    wrote; ``change`` gives a registered actor the name, ``undoes`` is the number of the decision taken back.
    """

    number: int
    action: str
    at: str
    who: str
    key: str = ""
    name: str = ""
    note: str = ""
    actor: Actor | None = None
    proposed: str = ""
    change: Change | None = None
    undoes: int | None = None

    @property
    def where(self) -> str:
        """How messages name it."""
        return f"decision {self.number}"


@dataclass(frozen=True, slots=True)
class History:
    """All decisions in order, and the lines that could not be read, each told in a line."""

    decisions: tuple[Decision, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def undone(self) -> frozenset[int]:
        """The numbers of the decisions taken back."""
        return undone(self.decisions)

    @property
    def standing(self) -> dict[str, Decision]:
        """What stands for each name: the last decision about it that was not taken back."""
        return {one.key: one for one in standing(self.decisions)}

    def without(self, number: int) -> History:
        """The decisions as they would be if that of a number were taken back."""
        taken_back = Decision(number=0, action=UNDO, at="", who="", undoes=number)
        return replace(self, decisions=(*self.decisions, taken_back))


def read_history(root: Path) -> History:
    """The decisions of a workspace; none if there is no log.

    Raises
    ------
    RegistryError
        If the log is there and cannot be read.
    """
    return History(*_LOG.read(root))


def decide(workspace: Workspace, make: Callable[[History], Mapping[str, Any]], who: str) -> Decision:
    """The decision that ``make`` gives for the decisions so far, written to the log.

    Raises
    ------
    corpus.errors.BusyError
        If another program has been deciding for half a minute.
    RegistryError
        If the decision is not well formed, or by ``make``, so that nothing is written; or if the log cannot be written.
    """
    return _LOG.write(workspace, lambda: make(read_history(workspace.root)), who)


def undo(number: int | None) -> Callable[[History], dict[str, Any]]:
    """What takes back a decision, the last one that stands by default; for :func:`decide`."""

    def make(history: History) -> dict[str, Any]:
        return {"action": UNDO, "undoes": _LOG.to_take_back(history.decisions, number)}

    return make


def _decision(row: Any, number: int) -> Decision:  # noqa: ANN401 - a line can hold any JSON
    if not isinstance(row, dict) or row.get("action") not in ACTIONS:
        raise RegistryError(f"it is no decision; allowed actions: {', '.join(ACTIONS)}.")
    action, key, undoes = row["action"], row.get("key", ""), row.get("undoes")
    if action != UNDO and not (isinstance(key, str) and key.startswith("~") and 1 < len(key) <= MAX_KEY):
        raise RegistryError(f"'key' must be '~' and a folded name of at most {MAX_KEY} characters, got {key!r:.60}.")
    if action == UNDO and (not isinstance(undoes, int) or isinstance(undoes, bool)):
        raise RegistryError(f"'undoes' must be the number of a decision, got {undoes!r:.60}.")
    where = f"decision {number}"
    told = {name: storable(str(row.get(name, ""))) for name in ("at", "who", "name", "note", "proposed")}
    return Decision(
        number=number,
        action=action,
        key=storable(key) if action != UNDO else "",
        actor=actor_of(_table(row, "actor"), where) if action == ACCEPT else None,
        change=change_of(_table(row, "change"), where) if action == SAME else None,
        undoes=undoes if action == UNDO else None,
        **told,
    )


def _table(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = row.get(name)
    if not isinstance(value, dict):
        raise RegistryError(f"{name!r} must be the entry decided on, got {value!r:.60}.")
    return value


_LOG: Final = EditLog(LOG, LOCK, "decision", "python -m analytics actors log", _decision, RegistryError)
