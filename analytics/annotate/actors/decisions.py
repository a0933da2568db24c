"""Decisions about names that the registry does not know: a log that is only ever added to.

A line of ``edits/actors.jsonl`` is one decision: a name is a new actor, is another name of a registered one, or is
dismissed; or a decision is taken back. Its number is that of its line, so that a damaged line changes no other number.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.changes import Change, change_of
from analytics.annotate.actors.entries import actor_of
from analytics.errors import RegistryError
from corpus.text.clean import storable
from corpus.workspace import Workspace

LOG: Final = "edits/actors.jsonl"
LOCK: Final = "edits"
WAIT: Final = 30.0
"""Seconds to wait for another program that is deciding; a decision takes a second or two."""
ACCEPT: Final = "accept"
SAME: Final = "same"
DISMISS: Final = "dismiss"
UNDO: Final = "undo"
ACTIONS: Final = (ACCEPT, SAME, DISMISS, UNDO)
MAX_KEY: Final = 300


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
        return frozenset(one.undoes for one in self.decisions if one.undoes is not None)

    @property
    def standing(self) -> dict[str, Decision]:
        """What stands for each name: the last decision about it that was not taken back."""
        undone = self.undone
        return {one.key: one for one in self.decisions if one.action != UNDO and one.number not in undone}

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
    path = root / LOG
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return History()
    except OSError as error:
        raise RegistryError(f"{LOG} cannot be read: {error.strerror}. Allow reading it and try again.") from error
    decisions: list[Decision] = []
    damaged: list[str] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            decisions.append(_decision(line, number))
        except (RegistryError, ValueError, RecursionError) as error:
            damaged.append(f"{LOG}, line {number} is passed over: {_reason(error)}")
    return History(tuple(decisions), tuple(damaged))


def _reason(error: Exception) -> str:
    if isinstance(error, RegistryError):
        return str(error)
    return "it is not JSON in UTF-8, as if cut off; decide again if the decision is missed."


def decide(workspace: Workspace, make: Callable[[History], Mapping[str, Any]], who: str) -> Decision:
    """The decision that ``make`` gives for the decisions so far, written to the log.

    The log is locked from its reading to its writing, so that of two programs neither loses its line nor decides on
    what the other has just changed. A line is written at once and made to last before this returns.

    Raises
    ------
    corpus.errors.BusyError
        If another program has been deciding for half a minute.
    RegistryError
        If the decision is not well formed, or by ``make``, so that nothing is written; or if the log cannot be written.
    """
    with workspace.lock(LOCK, timeout=WAIT):
        made = make(read_history(workspace.root))
        row = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "who": who, **made}
        line = json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace")
        _decision(line, 0)  # what could not be read again is refused before it is written
        return _decision(line, _append(workspace.root / LOG, line))


def undo(number: int | None) -> Callable[[History], dict[str, Any]]:
    """What takes back a decision, the last one that stands by default; for :func:`decide`."""

    def make(history: History) -> dict[str, Any]:
        undone = history.undone
        open_ = [one for one in history.decisions if one.action != UNDO and one.number not in undone]
        if not open_:
            raise RegistryError("There is no decision to take back.")
        wanted = open_[-1].number if number is None else number
        if wanted not in {decision.number for decision in open_}:
            raise RegistryError(
                f"There is no decision {wanted} to take back; allowed: "
                f"{', '.join(str(d.number) for d in open_[-20:])}. See: python -m analytics actors log"
            )
        return {"action": UNDO, "undoes": wanted}

    return make


def _append(path: Path, line: bytes) -> int:
    """The number of the line written at the end of a file; a line that was cut off there is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0)
            before = file.read()
            seal = b"\n" if before and not before.endswith(b"\n") else b""
            file.write(seal + line + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise RegistryError(f"{LOG} cannot be written: {error.strerror}. Nothing was decided; try again.") from error
    return (before + seal).count(b"\n") + 1


def _decision(line: bytes, number: int) -> Decision:
    row = json.loads(line.decode("utf-8"))
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
