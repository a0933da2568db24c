"""Deciding about unregistered names, and writing actors of one's own: what ``python -m analytics actors`` does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow.compute as pc

from analytics.annotate.actors import Actor, Registry
from analytics.annotate.actors.changes import Change, change_of
from analytics.annotate.actors.conflicts import ill_formed
from analytics.annotate.actors.decisions import ACCEPT, DISMISS, LOCK, SAME, WAIT, Decision, History, decide, undo
from analytics.annotate.actors.entries import actor_of, row_of, toml_of
from analytics.annotate.actors.name_keys import name_key
from analytics.annotate.actors.names import spelling
from analytics.annotate.actors.own_files import FOLDER, gather
from analytics.annotate.toml_rows import read_toml
from analytics.errors import RegistryError
from analytics.export import written_whole
from analytics.run import current_run
from analytics.schema import CANDIDATES
from analytics.study.candidates import is_arabic, proposed
from corpus.text.normalise import fold
from corpus.workspace import Workspace

OWN_FILE: Final = "own.toml"
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_TYPES: Final[Mapping[str, str]] = {"person": "person", "organisation": "other_org"}
"""The type of an accepted name where none is given."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A name as the current run has it: its words in full, and whether it is a person or an organisation."""

    key: str
    name: str
    type: str


def key_of(name: str) -> str:
    """The key of a name as a person types it, with "~" before it or without."""
    return name_key(name)


def seen(workspace: Workspace, key: str) -> Seen | None:
    """A name of the current run; none if the run has no such name.

    Raises
    ------
    analytics.errors.RunError
        If nothing has been analysed yet.
    """
    rows = workspace.select(CANDIDATES, "candidate_key", key, under=current_run(workspace).under)
    if not rows.num_rows:
        return None
    whole = [words for words in rows["surface"].to_pylist() if key_of(words) == key] or [key.removeprefix("~")]
    kinds = pc.value_counts(rows["type"]).to_pylist()
    kind = min(kinds, key=lambda one: (-one["counts"], one["values"]))["values"]
    return Seen(key, min(Counter(whole).items(), key=lambda one: (-one[1], one[0]))[0], kind)


def accept(workspace: Workspace, name: str, who: str, note: str = "", **given: str | None) -> Decision:
    """The decision that a name is a new actor.

    Parameters
    ----------
    workspace : Workspace
    name : str
        The name, or its key.
    who, note : str
        Who decides, and why.
    **given
        ``id``, ``type``, ``name_en``, ``name_ar``; what is not given is taken from the run, or proposed.

    Raises
    ------
    RegistryError
        If a name is missing, or belongs to a registered actor.
    """
    key = key_of(name)
    actor, proposed_name = _new_actor(_known(workspace, key, given), given)
    row = {"action": ACCEPT, "key": key, "name": name.removeprefix("~"), "actor": row_of(actor), "note": note}

    def make(history: History) -> dict[str, Any]:
        _check_open(history, key)
        _check_fits(workspace.root, actor, name)
        return {**row, "proposed": proposed_name} if proposed_name else row

    return decide(workspace, make, who)


def same(workspace: Workspace, name: str, actor_id: str, who: str, note: str = "") -> Decision:
    """The decision that a name is another name of a registered actor.

    Raises
    ------
    RegistryError
        If the run has no such name, there is no such actor, or the name belongs to another one.
    """
    key = key_of(name)
    found = _known(workspace, key, {})
    change = {"id": actor_id, f"add_aliases_{'ar' if is_arabic(found.name) else 'en'}": [found.name]}

    def make(history: History) -> dict[str, Any]:
        _check_open(history, key)
        _check_fits(workspace.root, change_of(change, "the new name"), name)
        return {"action": SAME, "key": key, "name": found.name, "change": change, "note": note}

    return decide(workspace, make, who)


def dismiss(workspace: Workspace, name: str, who: str, note: str = "") -> Decision:
    """The decision that a name is nothing to be followed.

    Raises
    ------
    RegistryError
        If the run has no such name, or it is decided already.
    """
    key = key_of(name)
    found = _known(workspace, key, {})

    def make(history: History) -> dict[str, Any]:
        _check_open(history, key)
        return {"action": DISMISS, "key": key, "name": found.name, "note": note}

    return decide(workspace, make, who)


def take_back(workspace: Workspace, number: int | None, who: str, note: str = "") -> Decision:
    """The decision that an earlier one does not count: that of a number, or the last that stands.

    Raises
    ------
    RegistryError
        If there is no such decision, it was taken back before, or what else is decided or written builds on it.
    """

    def make(history: History) -> dict[str, Any]:
        row = undo(number)(history)
        _check_stands_alone(workspace.root, row["undoes"], history)
        return {**row, "note": note}

    return decide(workspace, make, who)


def add_entry(workspace: Workspace, row: Mapping[str, Any]) -> Path:
    """The file to which an entry was added, below what stands there.

    Raises
    ------
    RegistryError
        If the entry is not well formed, does not fit in, or the file is not TOML, so that nothing is written.
    corpus.errors.BusyError
        If another program has been deciding for half a minute.
    """
    actor = actor_of(row, "the new actor")
    path = workspace.root / FOLDER / OWN_FILE
    with workspace.lock(LOCK, timeout=WAIT):
        _check_fits(workspace.root, actor, actor.name_en)
        before = ""
        if path.exists():
            read_toml(path)  # a file that cannot be read is somebody's work, not ours to add to
            before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as draft:
            draft.write_text(before + toml_of(row_of(actor)), encoding="utf-8")
    return path


def slug(name: str) -> str:
    """An id made from an English name: "omar-al-dandal"."""
    return _NOT_SLUG.sub("-", fold(name).replace("'", "")).strip("-")


def accepted_type(kind: str) -> str:
    """The type of actor that a person or an organisation is taken for where none is given."""
    return _TYPES[kind]


def _known(workspace: Workspace, key: str, given: Mapping[str, str | None]) -> Seen:
    found = seen(workspace, key)
    if found is not None:
        return found
    if given.get("name_en") and given.get("name_ar"):
        return Seen(key, key.removeprefix("~"), "person")
    raise RegistryError(
        f"The current run has no unregistered name {key.removeprefix('~')[:80]!r}. See its names with: "
        f"python -m analytics actors review -w {workspace.root}"
    )


def _new_actor(found: Seen, given: Mapping[str, str | None]) -> tuple[Actor, str]:
    """The actor that a name becomes, and which of its names is only proposed, if any."""
    arabic = is_arabic(found.name)
    own = {"name_ar" if arabic else "name_en": found.name}
    names: dict[str, Any] = {
        key: given.get(key) or own.get(key) or proposed(found.name, found.type) for key in ("name_en", "name_ar")
    }
    missing = next((key for key, value in names.items() if not value), None)
    if missing is not None:
        option = missing.replace("_", "-")
        raise RegistryError(
            f"{found.name[:80]!r} has no {missing!r} yet and none can be proposed; give it with --{option}."
        )
    row = {"id": given.get("id") or slug(str(names["name_en"])), "type": given.get("type") or accepted_type(found.type)}
    is_new_spelling = spelling(found.name) not in {spelling(str(name)) for name in names.values()}
    if is_new_spelling and ill_formed(found.name) is None:  # the name as the articles have it counts too
        names["aliases_ar" if arabic else "aliases_en"] = [found.name]
    unwritten = [key for key in ("name_en", "name_ar") if not given.get(key) and key not in own]
    return actor_of({**row, **names}, "the new actor"), "".join(unwritten)


def _check_open(history: History, key: str) -> None:
    standing = history.standing.get(key)
    if standing is not None:
        raise RegistryError(
            f"{key.removeprefix('~')!r} is decided: {standing.where} ({standing.action}, {standing.who or 'unknown'}). "
            f"Take it back first: python -m analytics actors undo {standing.number} -w ..."
        )


def _check_stands_alone(root: Path, number: int, history: History) -> None:
    """Refuse to take back what others build on; where something was wrong before, taking back may be the remedy."""
    problems = gather(root, without=number).problems
    if not problems or gather(root).problems:
        return
    places = {problem.partition(":")[0] for problem in problems}
    first = [str(one.number) for one in history.standing.values() if one.where in places]
    told = f"take back first: {', '.join(first)}" if first else "mend that first"
    raise RegistryError(
        f"Decision {number} cannot be taken back, others build on it ({' '.join(problems)}); {told}. "
        "See: python -m analytics actors log"
    )


def _check_fits(root: Path, trial: Actor | Change, name: str) -> None:
    """Refuse what would not fit; what was wrong before is not this decision's fault, but hides what is."""
    if isinstance(trial, Actor) and trial.id in Registry.joined(gather(root).own):
        raise RegistryError(
            f"the new actor: id {trial.id!r} is taken. If it is the same: python -m analytics actors same "
            f"{name.removeprefix('~')[:80]!r} {trial.id}; else choose another with --id."
        )
    problems = gather(root, trial).problems
    if problems:
        raise RegistryError(problems[0])
