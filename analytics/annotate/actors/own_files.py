"""The own actors of a workspace: what people wrote under ``actors/`` and decided in ``edits/actors.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.actor import Actor
from analytics.annotate.actors.changes import Change, change_of, merged
from analytics.annotate.actors.conflicts import conflicts
from analytics.annotate.actors.decisions import History, read_history
from analytics.annotate.actors.entries import actor_of
from analytics.annotate.actors.own import NO_OWN, OwnActors
from analytics.annotate.actors.registry import Registry
from analytics.annotate.toml_rows import read_toml
from analytics.errors import RegistryError

FOLDER: Final = "actors"
"""The folder of a workspace that holds entries written by hand."""
_KEYS: Final = ("actor", "change")

Placed = tuple[str, Actor]
"""Where an actor was written, and the actor."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The own actors of a workspace, the decisions among them, and what is wrong with any.

    ``problems`` keep a corpus from being analysed, and ``own`` is then empty; a damaged line of the log does not: it is
    told in ``history.damaged``, and the rest counts.
    """

    own: OwnActors
    history: History
    problems: tuple[str, ...]


def own_actors(root: Path) -> Gathered:
    """The own actors of a workspace, none of them wrong.

    Raises
    ------
    RegistryError
        If any is not well formed or does not fit into the registry; the message names the first.
    """
    found = gather(root)
    if found.problems:
        more = f" There are {len(found.problems) - 1} more problems." if len(found.problems) > 1 else ""
        raise RegistryError(f"{found.problems[0]}{more} See all with: python -m analytics actors check -w {root}")
    return found


def gather(root: Path, trial: Actor | Change | None = None, *, without: int | None = None) -> Gathered:
    """The own actors of a workspace and everything that is wrong with them.

    Parameters
    ----------
    root : path
        The workspace.
    trial : Actor or Change, optional
        One more, to see whether it would fit.
    without : int, optional
        The number of a decision that is left out, to see whether the rest would fit.

    Raises
    ------
    RegistryError
        If the log of decisions is there and cannot be read at all.
    """
    history = read_history(root)
    placed, changes, problems = _written(root)
    standing = (history if without is None else history.without(without)).standing.values()
    placed += [(one.where, one.actor) for one in standing if one.actor is not None]
    changes += [one.change for one in standing if one.change is not None]
    if isinstance(trial, Actor):
        placed.append(("the new actor", trial))
    elif trial is not None:
        changes.append(trial)
    problems += _twice(placed)
    places = tuple((actor.id, where) for where, actor in placed)
    own = OwnActors(tuple({actor.id: actor for _, actor in placed}.values()), tuple(changes), places)
    problems += _misfits(own)
    return Gathered(NO_OWN if problems else own, history, tuple(dict.fromkeys(problems)))


def _misfits(own: OwnActors) -> Iterator[str]:
    """What keeps own actors from standing on top of the registry."""
    if own.is_empty:
        return
    try:
        merged(own.changes)
    except RegistryError as error:
        yield str(error)
        return
    yield from conflicts(Registry.joined(own), Registry.joined(), own)


def _twice(placed: Iterable[Placed]) -> Iterator[str]:
    first: dict[str, str] = {}
    for where, actor in placed:
        if actor.id in first:
            yield f"{where}: id {actor.id!r} is taken by {first[actor.id]}; ids must be unique, change one of them."
        first.setdefault(actor.id, where)


def _written(root: Path) -> tuple[list[Placed], list[Change], list[str]]:
    """What the files hold; an entry that is not well formed is told, and the others are read."""
    placed: list[Placed] = []
    changes: list[Change] = []
    problems: list[str] = []
    for path in sorted((root / FOLDER).glob("*.toml")):
        try:
            content = read_toml(path)
        except RegistryError as error:
            problems.append(f"{FOLDER}/{error}")
            continue
        problems += _unknown(content, f"{FOLDER}/{path.name}")
        for key in _KEYS:
            for where, row in _rows(content, key, f"{FOLDER}/{path.name}"):
                try:
                    if key == "actor":
                        placed.append((where, actor_of(row, where)))
                    else:
                        changes.append(change_of(row, where))
                except RegistryError as error:
                    problems.append(str(error))
    return placed, changes, problems


def _unknown(content: Mapping[str, Any], name: str) -> Iterator[str]:
    """Keys of a file that mean nothing, and lists that are none."""
    for key, value in content.items():
        if key not in _KEYS:
            yield f"{name}: unknown table {key[:60]!r}; allowed: [[actor]] and [[change]]."
        elif not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            yield f"{name}: {key!r} must be a list of tables; write each as [[{key}]]."


def _rows(content: Mapping[str, Any], key: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    rows = content.get(key, [])
    for position, row in enumerate(rows if isinstance(rows, list) else [], 1):
        if isinstance(row, dict):
            yield f"{name}, {key} {position}", row
