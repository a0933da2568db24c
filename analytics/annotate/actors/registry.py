"""The registry of actors: who they are, their names in both languages, and nothing about where they occur.

The data are the TOML files of the ``registry`` folder, made to be edited by people; ``offices.toml`` describes the
offices that every state has. A user's own file adds actors or replaces them by id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.actor import Actor, Role
from analytics.annotate.actors.derived import derive
from analytics.annotate.toml_rows import read_rows
from analytics.errors import RegistryError
from analytics.schema import ACTOR_TYPES

_FOLDER: Final = Path(__file__).parent / "registry"
_OFFICES: Final = Path(__file__).parent / "offices.toml"
_REQUIRED: Final = ("id", "type", "name_en", "name_ar")


_KNOWN: Final = tuple(field.name for field in fields(Actor) if field.name != "derived")
_TUPLES: Final = frozenset(name for name in _KNOWN if name[-3:-2] == "_" and not name.startswith("name_"))
_ROLE_KEYS: Final = tuple(field.name for field in fields(Role))
_DATE: Final = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Registry(Mapping[str, Actor]):
    """Actors by id, in the order of their ids."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in sorted(actors, key=lambda actor: actor.id)}

    @classmethod
    def load(cls, extra: Path | None = None) -> Registry:
        """The registry shipped with Marsad, with the actors of ``extra`` (a TOML file, or a folder of them) on top.

        Raises
        ------
        RegistryError
            If a file cannot be read or an actor in it is not well formed.
        """
        written = _read_all(sorted(_FOLDER.glob("*.toml")))
        if extra is not None:
            written |= _read_all(sorted(extra.glob("*.toml")) if extra.is_dir() else [extra])
        return cls.with_offices(written.values())

    @classmethod
    def with_offices(cls, actors: Iterable[Actor]) -> Registry:
        """The actors given, with the offices that every state among them has."""
        return cls(derive(actors, _OFFICES))

    def __getitem__(self, actor_id: str) -> Actor:
        try:
            return self._actors[actor_id]
        except KeyError as error:
            raise KeyError(f"No actor {actor_id!r} among the registry's {len(self._actors)}.") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, actor_id: object) -> bool:
        return actor_id in self._actors


def _read_all(paths: Iterable[Path]) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for path in paths:
        for position, row in enumerate(read_rows(path, "actor"), 1):
            actor = _actor(row, f"{path.name}, actor {position}")
            if actor.id in actors:
                raise RegistryError(f"{path.name}, actor {position}: id {actor.id!r} is taken; ids must be unique.")
            actors[actor.id] = actor
    return actors


def _actor(row: Mapping[str, Any], where: str) -> Actor:
    """The actor of a row, checked."""
    for name in _REQUIRED:
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise RegistryError(f"{where}: {name!r} must be a non-empty string, got {row.get(name)!r}.")
    if row["type"] not in ACTOR_TYPES:
        raise RegistryError(f"{where}: type {row['type']!r} is unknown; allowed: {', '.join(ACTOR_TYPES)}.")
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name not in _KNOWN:
            raise RegistryError(f"{where}: unknown key {name!r}; allowed: {', '.join(_KNOWN)}.")
        if name == "roles":
            values[name] = _roles(value, where)
        else:
            values[name] = _names(value, name, where) if name in _TUPLES else value
    return Actor(**values)


def _roles(value: object, where: str) -> tuple[Role, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RegistryError(f"{where}: 'roles' must be a list of tables, got {value!r}.")
    return tuple(_role(item, f"{where}, role {position}") for position, item in enumerate(value, 1))


def _role(row: Mapping[str, Any], where: str) -> Role:
    for name, value in row.items():
        if name not in _ROLE_KEYS:
            raise RegistryError(f"{where}: unknown key {name!r}; allowed: {', '.join(_ROLE_KEYS)}.")
        if not isinstance(value, str) or not value.strip():
            raise RegistryError(f"{where}: {name!r} must be a non-empty string, got {value!r}.")
    for name in ("start", "end"):
        if name in row and not _DATE.fullmatch(row[name]):
            raise RegistryError(f"{where}: {name!r} must be YYYY, YYYY-MM or YYYY-MM-DD, got {row[name]!r}.")
    if {"start", "end"} <= row.keys() and row["end"] < row["start"][: len(row["end"])]:
        raise RegistryError(f"{where}: it ends ({row['end']}) before it starts ({row['start']}).")
    if not {"title_en", "title_ar", "body"} & row.keys():
        raise RegistryError(f"{where}: give 'title_en' and 'title_ar', or the 'body' it is a membership of.")
    if ("title_en" in row) != ("title_ar" in row):
        raise RegistryError(f"{where}: a role is titled in both languages; give 'title_en' and 'title_ar'.")
    return Role(**row)


def _names(value: object, name: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise RegistryError(f"{where}: {name!r} must be a list of non-empty strings, got {value!r}.")
    return tuple(value)
